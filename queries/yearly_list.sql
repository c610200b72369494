-- What does each year need of a plan's targets, what does the year's own plan ask for, and what came of it?
--   One row a target of a plan and year of its span.
-- $as_of: month YYYY-MM, null for the month of the latest result
-- $region_ids: regions, null for all
-- $document_ids: plans, null for all
-- $period_ids: periods of the targets, or spans that none holds; null for all
-- $indicator_ids: indicators, null for all
-- example: yearly_list region_ids=qingdao document_ids=qingdao-hrss-14fyp indicator_ids=new_urban_jobs
select
    y.* exclude (has_document, row_order, plan_side), i.short_zh, i.short_en, i.name_zh as indicator_zh,
    i.name_en as indicator_en, u.name_en as unit_en,
    d.short_zh as plan_document_zh, d.short_en as plan_document_en
from yearly_figures($as_of, $region_ids) y
join indicators i using (indicator_id)
join units u on u.unit = y.unit
left join documents d on d.document_id = y.plan_document_id
where ($region_ids is null or y.region_id = any($region_ids))
    and ($document_ids is null or y.document_id = any($document_ids))
    and ($period_ids is null or y.period_id = any($period_ids))
    and ($indicator_ids is null or y.indicator_id = any($indicator_ids))
order by y.region_id, y.document_id, y.table_no nulls last, y.row_order nulls last, y.row_no, y.target_fact_id, y.year
