-- How many targets of each plan have which verdict?
--   One row a document, period, attribute, kind of row (numbered by the plan or not), status and reason against one;
--   rows of the plans only.
-- $as_of: month YYYY-MM, null for the month of the latest result
-- $region_ids: regions, null for all
-- $document_ids: documents, null for all
-- $period_ids: periods of the targets, or spans that none holds; null for all
-- $attributes: attributes (binding, expected), null for all
-- example: judgement_summary period_ids=14fyp
with

judged as (
    select
        j.document_id, j.region_id, j.period_id, j.attribute,
        j.is_unnumbered as is_inner, j.status, j.refusal, j.status_group,
        status_token(j.status, j.intent, j.measure, j.side) as token, j.row_order, j.is_pending_source,
        j.status <> 'not_assessed' and len(j.used_fact_ids) > 0
            and len(
                list_filter(j.used_fact_ids, lambda used: starts_with(used, j.document_id || '.'))
            ) = len(j.used_fact_ids) as is_self_reported,
        j.is_date_said as is_dated, i.short_zh, i.short_en,
        as_of_index(j.data_through) as data_month
    from judgements($as_of) j
    join indicators i using (indicator_id)
    where j.is_plan_row
),

said_of as (
    select
        j.*, w.zh[j.token] || in_brackets(w.zh, status_remark(w.zh, j.status, null)) as status_zh,
        w.en[j.token] || in_brackets(w.en, status_remark(w.en, j.status, null)) as status_en,
        w.zh['refusal.' || j.refusal] as refusal_zh, w.en['refusal.' || j.refusal] as refusal_en,
        case
            when j.is_dated
                then with_blank(
                    with_blank(w.zh['summary.dated'], 'name', j.short_zh), 'through', through_said(w.zh, j.data_month)
                )
        end as date_zh,
        case
            when j.is_dated
                then with_blank(
                    with_blank(w.en['summary.dated'], 'name', j.short_en), 'through', through_said(w.en, j.data_month)
                )
        end as date_en
    from judged j
    cross join words w
),

counted as (
    select
        document_id, region_id, period_id, attribute, is_inner, status, refusal, status_group, status_zh, status_en,
        refusal_zh, refusal_en,
        count(*) as targets,
        -- those that rest on a second-hand figure, and those of which the plan itself states the result
        count(*) filter (is_pending_source) as pending, count(*) filter (is_self_reported) as self_reported,
        -- of verdicts whose value is not of the month the indicator and its date
        list(date_zh order by row_order) filter (is_dated) as dated_zh,
        list(date_en order by row_order) filter (is_dated) as dated_en
    from said_of
    group by all
)

select *
from counted
where ($region_ids is null or region_id = any($region_ids))
    and ($document_ids is null or document_id = any($document_ids))
    and ($period_ids is null or period_id = any($period_ids))
    and ($attributes is null or attribute::varchar = any($attributes))
order by document_id, period_id, attribute, is_inner,
    list_position(['achieved', 'reached_within', 'kept', 'on_schedule', 'behind', 'not_assessed'], status_group),
    targets desc, status_zh, refusal, status
