-- On which figures does each verdict rest, what would be found without each, and by how much could it move?
--   One row a verdict and a figure that it is judged by; room is what moves in the target's unit, null of a growth.
-- $as_of: month YYYY-MM, null for the month of the latest result
-- $region_ids: regions, null for all
-- $document_ids: documents, null for all
-- $period_ids: periods of the targets, or spans that none holds; null for all
-- $target_fact_ids: targets, null for all
-- $is_plan_row: true for the rows of the plans, null for all
-- example: support_list as_of=2025-12 document_ids=qingdao-hrss-14fyp is_plan_row=true
select
    s.target_fact_id, s.region_id, r.short_zh as region_zh, r.short_en as region_en, s.document_id, s.indicator_id,
    i.name_zh as indicator_zh, i.name_en as indicator_en, s.is_plan_row, s.kind, s.test, s.side, s.unit,
    u.name_en as unit_en, s.target, s.status, s.fact_id, s.value, s.comparator, s.basis, s.first_year, s.last_year,
    s.figure_month, s.figures, s.left_out_status,
    w.zh[status_token(s.left_out_status, s.intent, s.measure, s.side)] as left_out_zh,
    w.en[status_token(s.left_out_status, s.intent, s.measure, s.side)] as left_out_en,
    s.is_decisive, s.room, s.room_to, s.is_room_open, s.room_of_all, s.nearest, s.is_paced, s.whole, s.gap, s.points
from supports($as_of, $region_ids) s
cross join words w
join ordered_regions r using (region_id)
join indicators i using (indicator_id)
join units u on u.unit = s.unit
where ($region_ids is null or s.region_id = any($region_ids))
    and ($document_ids is null or document_id = any($document_ids))
    and ($period_ids is null or period_id = any($period_ids))
    and ($target_fact_ids is null or target_fact_id = any($target_fact_ids))
    and ($is_plan_row is null or is_plan_row = $is_plan_row)
order by r.place, document_id, table_no, row_order, row_no, target_fact_id, last_year, figure_month, fact_id
