-- At which months may be judged? One row a month with any result in a period, the latest first, and the period's last month.
-- $period_id: the period, null for 14fyp
-- example: month_list
with

months as (
    select month_index(f.year_to, f.through_month) as month
    from facts f
    join periods p on p.period_id = coalesce($period_id, '14fyp') and f.year_to between p.year_from and p.year_to
    where f.role = 'actual'
    union
    select month_index(year_to, 12) from periods where period_id = coalesce($period_id, '14fyp')
)

select month_text(month) as as_of from months where month <= (select as_of_index(as_of) from latest_month) order by month desc
