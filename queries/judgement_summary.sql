-- How many targets of each plan have which verdict? One row a document, period, attribute, kind of row (numbered by the plan or not), status, reason against one and whether a value is dated; rows of the plans only.
-- $as_of: month YYYY-MM, null for the month of the latest result
-- $region_ids: regions, null for all
-- $document_ids: documents, null for all
-- $period_ids: periods of the targets, or spans that none holds; null for all
-- example: judgement_summary period_ids=14fyp
select
    j.document_id, j.region_id, j.period_id, j.attribute, j.row_no is not null and not regexp_full_match(j.row_no, '[0-9]+') as is_inner, j.status,
    status_said(w.zh, j.status, j.intent, j.measure, j.side, null) as status_zh, status_said(w.en, j.status, j.intent, j.measure, j.side, null) as status_en,
    case when j.status = 'not_assessed' then j.refusal end as refusal, case when j.status = 'not_assessed' then w.zh['refusal.' || j.refusal] end as refusal_zh,
    case when j.status = 'not_assessed' then w.en['refusal.' || j.refusal] end as refusal_en, j.is_dated and j.status <> 'not_assessed' as is_dated,
    status_group(j.status, j.intent) as status_group, count(*) as targets
from judgements($as_of) j
cross join words w
where j.is_plan_row
    and ($region_ids is null or j.region_id = any($region_ids))
    and ($document_ids is null or j.document_id = any($document_ids))
    and ($period_ids is null or j.period_id = any($period_ids))
group by all
order by j.document_id, j.period_id, j.attribute, is_inner, j.status, refusal, status_zh, is_dated
