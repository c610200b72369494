-- How does each year's figure stand to that of a base year? One row a region, indicator and figure of one year.
--   index: 100 times the figure over that of the base year; change_pp: of a rate the difference in points. Neither
--   across a break nor from a bound; lack: why there is none. is_latest: the last that has one, of the years after.
--   has_other: whether any year but the base year has one.
-- $base_year: the year that is 100
-- $region_ids: regions, null for all
-- $indicator_ids: indicators, null for all
-- $as_of: month YYYY-MM up to which figures count, null for the month of the latest result
-- example: index_list base_year=2020 region_ids=qingdao indicator_ids=pension_insured
select
    x.region_id, r.short_zh as region_zh, r.short_en as region_en, x.indicator_id, i.short_zh, i.short_en,
    i.measure::varchar as measure, x.is_rate, x.year_to as year, x.through_month, x.basis::varchar as basis,
    x.value_raw, x.value, x.comparator, x.is_part, x.unit, x.unit_en, x.indicator_unit, x.indicator_unit_en,
    x.base_raw,
    x.base_unit, x.base_unit_en, x.base,
    x.base_through_month, x.index, x.change_pp, x.is_latest, x.has_other,
    x.lack, x.reason_zh, x.reason_en, x.reliability, x.document_id,
    x.base_fact_id, x.fact_id
from indexed($as_of, $base_year, $region_ids, $indicator_ids) x
join indicators i on i.indicator_id = x.indicator_id
join regions r on r.region_id = x.region_id
order by x.region_id, x.indicator_id, x.year_to, x.through_month, x.fact_id
