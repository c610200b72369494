-- Of how many indicators of a region's general plan does each year have a result of its own?
--   One row a region and year of the plan; a rate pooled over the years counts for none.
-- $region_ids: regions, null for all
-- $period_id: the period, null for the one that holds the latest result
-- $as_of: month YYYY-MM, null for the month of the latest result
-- example: coverage_summary region_ids=qingdao
with

chosen as (
    select * from spans where period_id = coalesce($period_id, (select period_id from default_period))
),

-- the rows of the region's general plan, else of its first one
rows_of as (
    select p.region_id, p.document_id, p.indicator_id, p.year_from, p.year_to
    from plan_rows p
    join chosen c using (period_id)
    join plan_tables t on t.document_id = p.document_id and t.region_id = p.region_id and t.period_id = p.period_id
        and t.is_general
    join documents d on d.document_id = p.document_id
    where $region_ids is null or p.region_id = any($region_ids)
    qualify dense_rank() over (partition by p.region_id order by d.kind, d.issued_on nulls last, d.document_id) = 1
),

years as (
    select
        region_id, document_id, count(distinct indicator_id) as indicators,
        unnest(range(min(year_from), max(year_to) + 1)) as year
    from rows_of
    group by region_id, document_id
),

known as (
    select distinct region_id, indicator_id, f.year
    from rows_of
    join result_years f using (region_id, indicator_id)
    where f.since_index <= as_of_index($as_of)
        and ($region_ids is null or f.region_id = any($region_ids))
)

select
    y.region_id, r.short_zh as region_zh, r.short_en as region_en, y.document_id, d.short_zh as document_zh,
    d.short_en as document_en,
    y.year, y.indicators, count(k.indicator_id) as known,
    max(count(k.indicator_id)) over (partition by y.region_id) as most_known
from years y
left join known k on k.region_id = y.region_id and k.year = y.year
join documents d on d.document_id = y.document_id
join ordered_regions r on r.region_id = y.region_id
where month_index(y.year, 1) <= as_of_index($as_of)
group by y.region_id, r.short_zh, r.short_en, r.is_reference, r.place, y.document_id, d.short_zh, d.short_en, y.year,
    y.indicators
order by r.is_reference, r.place, y.year
