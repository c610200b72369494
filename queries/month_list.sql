-- At which months may be judged?
--   One row a month with any result in a period, the latest first, and the period's last month; before the period has
--   begun the month of the latest result.
-- $period_id: the period, or a span that none holds (2026-2035); null for the one that holds the latest result
-- example: month_list
select month_text(month) as as_of
from judging_months
where period_id = coalesce($period_id, (select period_id from default_period))
order by month desc
