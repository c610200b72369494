-- Which themes do the indicators belong to?
--   One row a theme, with its numbers of indicators that have figures and of targets.
-- example: theme_list
select
    t.theme_id, t.name_zh, t.name_en, t.place,
    count(distinct f.indicator_id) as indicators, count(f.fact_id) filter (f.role = 'target') as targets
from themes t
left join indicators i using (theme_id)
left join facts f using (indicator_id)
group by all
order by t.place
