-- What do the yearly figures of a plan's target add up to, and what is left of it? One row a target of a plan.
-- $as_of: month YYYY-MM, null for the month of the latest result
-- $region_ids: regions, null for all
-- $document_ids: plans, null for all
-- $period_ids: periods of the targets, or spans that none holds; null for all
-- example: yearly_summary region_ids=qingdao document_ids=qingdao-hrss-14fyp period_ids=14fyp
select
    s.* exclude (phase_said), j.document_id, j.period_id, j.indicator_id, j.target, j.unit, j.done, j.done_sign,
    j.required_per_remaining_year, d.short_zh as phase_document_zh, d.short_en as phase_document_en
from yearly_sums($as_of, $region_ids) s
join judgements($as_of) j using (target_fact_id)
left join documents d on d.document_id = s.phase_document_id
where ($region_ids is null or j.region_id = any($region_ids))
    and ($document_ids is null or j.document_id = any($document_ids))
    and ($period_ids is null or j.period_id = any($period_ids))
order by j.region_id, j.document_id, j.table_no nulls last, j.row_order nulls last, j.row_no, s.target_fact_id
