-- Which result stands for each year of a target's span, and what is the running total, summed or printed?
--   One row a target and year.
-- $as_of: month YYYY-MM, null for the month of the latest result
-- $region_ids: regions, null for all
-- $document_ids: documents of the targets, null for all
-- $indicator_ids: indicators, null for all
-- $is_plan_row: true for the rows of the plans, null for all targets
-- example: year_result_list region_ids=qingdao document_ids=qingdao-hrss-14fyp indicator_ids=new_urban_jobs
select *
from year_results($as_of, $region_ids)
where ($region_ids is null or region_id = any($region_ids))
    and ($document_ids is null or document_id = any($document_ids))
    and ($indicator_ids is null or indicator_id = any($indicator_ids))
    and ($is_plan_row is null or is_plan_row = $is_plan_row)
order by region_id, document_id, target_fact_id, year
