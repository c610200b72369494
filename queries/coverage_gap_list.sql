-- From when to when does a region have results, and which years between are missing? One row a region; the period is that of all regions together.
-- $region_ids: regions, null for all
-- example: coverage_gap_list
with

years as (
    select unnest(range(min(year_to), max(year_to) + 1)) as year from facts where role = 'actual'
)

select
    r.region_id, r.short_zh as region_zh, r.short_en as region_en,
    (select min(year) from years) as year_from, (select max(year) from years) as year_to,
    coalesce(list(y.year order by y.year) filter (
        not exists (select 1 from facts f where f.role = 'actual' and f.region_id = r.region_id and f.year_to = y.year)
    ), []) as missing_years
from ordered_regions r
cross join years y
where case when $region_ids is null then exists (select 1 from facts f where f.region_id = r.region_id) else r.region_id = any($region_ids) end
group by r.region_id, r.short_zh, r.short_en, r.is_reference, r.place
order by r.is_reference, r.place
