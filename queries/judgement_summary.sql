-- How many targets of each plan have which verdict? One row a document, period, attribute, kind of row (numbered or 其中) and status; rows of the plans only.
-- $as_of: month YYYY-MM, null for the month of the latest result
-- $region_ids: regions, null for all
-- $document_ids: documents, null for all
-- $period_ids: periods of the targets, or spans that none holds; null for all
-- example: judgement_summary period_ids=14fyp
select
    j.document_id, j.region_id, j.period_id, j.attribute, starts_with(f.label_raw, '其中') as is_inner, j.status,
    verdict_zh(j.status, j.intent, null) as status_zh, verdict_en(j.status, j.intent, null) as status_en, count(*) as targets
from judgements($as_of) j
join facts f on f.fact_id = j.target_fact_id
where j.is_plan_row
    and ($region_ids is null or j.region_id = any($region_ids))
    and ($document_ids is null or j.document_id = any($document_ids))
    and ($period_ids is null or j.period_id = any($period_ids))
group by all
order by j.document_id, j.period_id, j.attribute, is_inner, j.status
