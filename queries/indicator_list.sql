-- Which indicators are in the ledger, how is each meant, and of how many figures? One row an indicator.
-- $indicator_ids: indicators, null for all
-- example: indicator_list indicator_ids=new_urban_jobs
with

counts as (
    select
        indicator_id, count(*) as facts, count(*) filter (role = 'target') as targets,
        count(*) filter (role = 'actual') as results, count(distinct region_id) as regions
    from measured_facts
    group by indicator_id
)

select
    i.indicator_id, i.name_zh, i.name_en, i.short_zh, i.short_en, i.theme_id, t.name_zh as theme_zh,
    t.name_en as theme_en, i.measure::varchar as measure, i.direction::varchar as direction, i.unit,
    u.name_en as unit_en, i.definition, p.name_zh as part_of_zh, p.name_en as part_of_en, l.name_zh as listed_under_zh,
    l.name_en as listed_under_en, coalesce(c.facts, 0) as facts, coalesce(c.targets, 0) as targets,
    coalesce(c.results, 0) as results, coalesce(c.regions, 0) as regions
from indicators i
join themes t using (theme_id)
join units u on u.unit = i.unit
left join indicators p on p.indicator_id = i.part_of
left join indicators l on l.indicator_id = i.listed_under
left join counts c on c.indicator_id = i.indicator_id
where $indicator_ids is null or i.indicator_id = any($indicator_ids)
order by t.place, i.rowid
