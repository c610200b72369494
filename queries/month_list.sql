-- At which months may be judged?
--   One row a month with any result in a period, the latest first, and the period's last month; before the period has
--   begun the month of the latest result.
-- $period_id: the period, or a span that none holds (2026-2035); null for the one that holds the latest result
-- example: month_list
with

chosen as (
    select * from spans where period_id = coalesce($period_id, (select period_id from default_period))
),

latest as (
    select as_of_index(as_of) as month from latest_month
),

months as (
    select month_index(f.year_to, f.through_month) as month
    from facts f
    join chosen c on f.year_to between c.year_from and c.year_to
    where f.role = 'actual'
    union
    select month_index(year_to, 12) from chosen
    union
    select l.month from latest l join chosen c on l.month < month_index(c.year_from, 1)
)

select month_text(month) as as_of from months where month <= (select month from latest) order by month desc
