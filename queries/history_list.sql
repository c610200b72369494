-- What has been published of an indicator in a region, from first to last? One row a figure that stands for its time.
--   Of several for the same time and series the longest coverage, then the most reliable.
-- $region_ids: regions, null for all
-- $indicator_ids: indicators, null for all
-- $as_of: month YYYY-MM up to which figures count, null for the month of the latest result
-- example: history_list region_ids=qingdao indicator_ids=new_urban_jobs
with

standing as (
    select
        f.fact_id, f.region_id, f.indicator_id, f.role, f.year_from, f.year_to, f.through_month, f.basis,
        f.shown as value_raw,
        cast(f.value_in_units / u.factor as decimal(18, 6)) as value, f.comparator::varchar as comparator, f.unit,
        i.unit as indicator_unit, u.name_en as indicator_unit_en, n.name_en as unit_en,
        -- a total of several years set to one, which years stand beside
        case when f.basis = 'total' and f.year_from < f.year_to and f.through_month = 12
            then cast(f.value_in_units / u.factor / (f.year_to - f.year_from + 1) as decimal(18, 6))
        end as value_a_year,
        f.series, coalesce(s.certainty = 'suspected', false) as is_series_suspected, s.name_zh as series_zh,
        s.name_en as series_en, s.reason_zh as series_reason_zh,
        s.reason_en as series_reason_en, f.reliability::varchar as reliability, f.document_id,
        d.short_zh as document_zh, d.short_en as document_en, f.locator, f.note
    from measured_facts f
    join indicators i on i.indicator_id = f.indicator_id
    join units u on u.unit = i.unit
    join units n on n.unit = f.unit
    join documents d on d.document_id = f.document_id
    left join series s on s.series_id = f.series
    where f.value is not null and coalesce(f.target_form, 'level') = 'level'
        and f.role in ('actual', 'baseline')
        and month_index(f.year_to, f.through_month) <= as_of_index($as_of)
    qualify row_number() over (
        partition by f.region_id, f.indicator_id, coalesce(f.series, ''), f.year_from, f.year_to, f.basis = 'total'
        order by f.role = 'actual' desc, f.through_month desc, f.reliability, f.place = 'table' desc,
            d.issued_on desc nulls last, f.fact_id
    ) = 1
)

select *
from standing
where ($region_ids is null or region_id = any($region_ids))
    and ($indicator_ids is null or indicator_id = any($indicator_ids))
order by region_id, indicator_id, year_to, year_from, through_month, fact_id
