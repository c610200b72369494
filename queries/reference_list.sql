-- What do the province and the nation above a region ask for the same indicator?
--   One row a level of government and indicator: its target for the period, of a table before one of a text.
-- $region_id: the region, null for the first
-- $indicator_ids: indicators, null for all
-- $period_id: the period, null for the one that holds the latest result
-- example: reference_list region_id=qingdao indicator_ids=surveyed_unemployment_rate
with

above as (
    with recursive up as (
        select parent_region_id as region_id, 1 as steps
        from regions
        where region_id = coalesce(
            $region_id, (select region_id from ordered_regions where not is_reference order by place limit 1)
        )
        union all
        select r.parent_region_id, u.steps + 1
        from up u
        join regions r using (region_id)
        where r.parent_region_id is not null and u.steps < 9
    )
    select region_id, steps from up where region_id is not null
),

chosen as (
    select * from spans where period_id = coalesce($period_id, (select period_id from default_period))
)

select
    a.steps, t.region_id, r.short_zh as region_zh, r.short_en as region_en, r.level, t.indicator_id, i.short_zh,
    i.short_en,
    i.measure, i.direction, t.kind, t.place, t.year_from, t.year_to, t.target_raw, t.target, t.comparator, t.unit,
    u.name_en as unit_en,
    -- totals of places of different size stand beside each other only by what they ask of their own last result, or a
    -- year
    case
        when t.kind = 'total' and t.target > 0 then cast(t.target / (t.year_to - t.year_from + 1) as decimal(18, 6))
    end as need_per_year,
    case when i.measure <> 'rate' and not b.is_redefined then one_decimal(b.share) end as share_pct,
    t.document_id, d.short_zh as document_zh, d.short_en as document_en, t.target_fact_id, b.base_used_fact_ids
from above a
join judged_targets t using (region_id)
join chosen c on t.year_to = c.year_to and t.year_from >= c.year_from
join indicators i using (indicator_id)
join units u on u.unit = t.unit
join documents d using (document_id)
join ordered_regions r on r.region_id = t.region_id
left join target_bases b using (target_fact_id)
where t.target is not null and t.kind <> 'growth' and (t.year_to > t.year_from or t.kind = 'level')
    and ($indicator_ids is null or t.indicator_id = any($indicator_ids))
qualify row_number() over (
    partition by t.region_id, t.indicator_id
    order by t.place = 'table' desc, t.kind = 'each_year', d.kind, d.issued_on desc nulls last, t.target_fact_id
) = 1
order by i.rowid, a.steps
