-- How high was each target of an indicator, and what came of it, plan after plan? One row a plan's target of a period.
--   Of several plans of a region for the same period the general one; a year: a total over its years, else the step.
-- $as_of: month YYYY-MM, null for the month of the latest result
-- $region_ids: regions, null for all
-- $indicator_ids: indicators, null for all
-- example: ladder_list region_ids=qingdao indicator_ids=new_urban_jobs
select
    region_id, region_zh, region_en, indicator_id, indicator_zh, indicator_en, short_zh, short_en, measure, direction,
    unit, unit_en, period_id, year_from, year_to, document_id, document_zh, document_en, kind, target_raw, target,
    target_comparator, target_a_year, base_used, base_used_comparator, base_used_year_to,
    done, done_comparator, done_grade,
    data_through, done_a_year, status, target_fact_id, base_used_fact_ids, used_fact_ids
from rungs($as_of, $region_ids)
where ($region_ids is null or region_id = any($region_ids))
    and ($indicator_ids is null or indicator_id = any($indicator_ids))
order by is_reference, region_place, indicator_place, year_to, year_from
