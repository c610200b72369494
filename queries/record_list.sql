-- What did the same arithmetic say before a period for its end, and what came? One row an indicator and way to reckon.
--   By figures of years before it and the latest definition. how: path, the own path as it stood before the period;
--   plan, the pace of the plan before it, by its printed figures.
-- $as_of: month YYYY-MM by which what came is known, null for the month of the latest result
-- $region_ids: regions, null for all
-- $indicator_ids: indicators, null for all
-- example: record_list region_ids=qingdao
with

rungs_now as materialized (
    select * from rungs($as_of, $region_ids)
),

-- periods that are over, or whose end a result is near
spans_over as (select year_from, year_to from periods where year_to <= whole_year($as_of)),

said as (
    select
        'path' as how, p.region_id, p.indicator_id, s.year_from, s.year_to,
        case when p.is_flow then 0 else p.last_figure end + p.years_ahead * p.mean_step as middle,
        p.low, p.high, p.mean_step,
        p.fact_ids, p.years[1] as first_year, p.years[-1] as last_year, null as from_factor
    from spans_over s, lateral (
        from paths($as_of, s.year_from - 1, s.year_from, s.year_to, $region_ids, null)
    ) p
    where p.mean_step is not null
    union all by name
    select
        'plan' as how, r.region_id, r.indicator_id, s.year_from, s.year_to,
        case when r.kind = 'total' then r.done_a_year * (s.year_to - s.year_from + 1)
            else r.done + r.done_a_year * (s.year_to - r.year_to) end as middle,
        null as low, null as high, r.done_a_year as mean_step,
        list_concat(coalesce(case when r.kind = 'level' then r.base_used_fact_ids end, []), r.used_fact_ids)
            as fact_ids,
        r.year_from as first_year, r.year_to as last_year, r.factor as from_factor
    from spans_over s
    join rungs_now r on r.year_to = s.year_from - 1
    where r.done_a_year is not null and r.done_comparator = 'eq' and r.done_grade = 'exact'
        and as_of_index(r.data_through) = month_index(r.year_to, 12)
        -- what is kept within a floor or ceiling is not gone on with
        and (r.kind = 'total' or r.intent = 'raise')
),

came as (
    select
        s.*, n.measure, n.kind, n.target, n.target_raw, n.target_comparator, n.done, n.done_comparator, n.done_grade,
        n.data_through, n.target_fact_id, n.used_fact_ids, n.unit, n.unit_en, n.short_zh, n.short_en, n.region_zh,
        n.region_en, n.is_reference, n.region_place, n.indicator_place, n.direction, n.break_zh, n.break_en,
        month_index(n.year_to, 12) as end_month, as_of_index(n.data_through) as data_month,
        cast(coalesce(from_factor, u.factor) as double) / cast(n.factor as double) as scale
    from said s
    join rungs_now n on n.region_id = s.region_id and n.indicator_id = s.indicator_id and n.year_to = s.year_to
        and n.year_from = s.year_from
    join indicators i on i.indicator_id = n.indicator_id
    join units u on u.unit = i.unit
    where n.kind in ('total', 'level') and not n.is_redefined and not (n.is_average or n.is_pooled)
        and (n.region_id, n.indicator_id) not in (select (region_id, indicator_id) from redefinitions)
)

select
    how, region_id, region_zh, region_en, indicator_id, short_zh, short_en, measure, direction, kind, unit, unit_en,
    year_from, year_to, first_year, last_year, scale * mean_step as mean_step, scale * middle as middle,
    scale * low as low, scale * high as high, target_raw, target, target_comparator, done, done_comparator, done_grade,
    data_through,
    -- what it said for the month of what came, where that is of the last year or twelve months older
    case when kind = 'total' and done_grade <> 'partial' then scale * middle
        when kind = 'level' and end_month - data_month <= 12
            then scale * (middle - (end_month - data_month) / 12.0 * mean_step) end as middle_then,
    case when done_comparator = 'eq' and done_grade = 'exact' and low is not null and data_month = end_month
        then done between scale * low and scale * high end as is_in_band,
    cast(done as double) - middle_then as difference,
    break_zh, break_en, fact_ids, target_fact_id, used_fact_ids
from came
where ($region_ids is null or region_id = any($region_ids))
    and ($indicator_ids is null or indicator_id = any($indicator_ids))
order by is_reference, region_place, year_to, indicator_place, how
