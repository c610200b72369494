-- For which periods do the plans' indicator tables set targets?
--   One row a period, or span that none holds, the default first.
-- $region_ids: regions, null for all
-- example: period_list region_ids=qingdao
select
    s.period_id, s.name_zh, s.name_en, s.year_from, s.year_to, s.before_id, s.before_zh, s.before_en,
    s.before_year_from, s.before_year_to,
    s.period_id = (select period_id from default_period) as is_default, sum(t.targets) as targets,
    bool_or(t.is_own) as is_own
from spans s
join plan_tables t using (period_id)
where $region_ids is null or t.region_id = any($region_ids)
group by all
order by is_default desc, any_value(s.place) < 1000000 desc, s.year_to desc, s.year_from
