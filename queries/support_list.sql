-- On which figures does each verdict rest, what would be found without each, and by how much could it move?
--   One row a target and a figure that it is judged by; room is in the target's unit, null without a verdict.
-- $as_of: month YYYY-MM, null for the month of the latest result
-- $region_ids: regions, null for all
-- $document_ids: documents, null for all
-- $period_ids: periods of the targets, or spans that none holds; null for all
-- $target_fact_ids: targets, null for all
-- $is_plan_row: true for the rows of the plans, null for all
-- example: support_list as_of=2025-12 document_ids=qingdao-hrss-14fyp is_plan_row=true
select * exclude (region_place, period_id, table_no, row_no, row_order)
from supports($as_of, $region_ids)
where ($region_ids is null or region_id = any($region_ids))
    and ($document_ids is null or document_id = any($document_ids))
    and ($period_ids is null or period_id = any($period_ids))
    and ($target_fact_ids is null or target_fact_id = any($target_fact_ids))
    and ($is_plan_row is null or is_plan_row = $is_plan_row)
order by region_place, document_id, table_no, row_order, row_no, target_fact_id, year_to, through_month, fact_id
