-- Which targets are late or likely to be, outside their limits, or without figures, and since when?
--   One row a target and sort (of progress, of data) with its gravest warning; one that two plans set alike is the
--   general plan's.
-- $as_of: month YYYY-MM, null for the month of the latest result
-- $region_ids: regions, null for all
-- $period_ids: periods of the targets, or spans that none holds; null for all
-- $attributes: attributes (binding, expected), null for all
-- $is_data: true for what lacks figures, false for what the figures warn of, null for both
-- example: warning_list as_of=2025-12 region_ids=qingdao period_ids=14fyp
with

judged as (
    select
        j.*,
        least(as_of_index($as_of), month_index(j.year_to, 12)) as horizon, month_index(j.year_from, 1) - 1 as start,
        -- to which month anything is known, or that at which its span began
        coalesce(as_of_index(j.data_through), start) as known_month
    from worded_judgements($as_of, $region_ids) j
    where j.is_plan_row and j.target_fact_id not in (from repeated_targets)
        and ($region_ids is null or j.region_id = any($region_ids))
        and ($period_ids is null or j.period_id = any($period_ids))
),

-- of what a verdict warns, the gravest first
progress as (
    select
        target_fact_id, arg_min(warning, warning_place(warning)) as warning,
        arg_min(since, warning_place(warning)) as since, max(since) filter (warning = 'outlook') as outlook_since
    from warnings_held($as_of, $region_ids)
    group by target_fact_id
),

lacks as (
    select
        target_fact_id, list(distinct year order by year) as lacking_years, min(year) as first_lacking,
        any_value(lack_zh order by year desc) as lack_zh, any_value(lack_en order by year desc) as lack_en,
        any_value(responsible) as responsible
    from missing_results($as_of, $region_ids)
    -- nothing is due of a year that still runs
    where month_index(year, 12) <= as_of_index($as_of)
    group by target_fact_id
),

-- nothing new for more than twelve months, or a year's figure that has not come: both are known to the month
data as (
    select
        j.target_fact_id, case when horizon - known_month > 12 then 'stale' else 'due' end as warning,
        month_text(case warning when 'stale' then known_month + 13 else month_index(first_lacking, 12) end) as since,
        null::varchar as outlook_since
    from judged j
    left join lacks using (target_fact_id)
    where j.form not in ('relative', 'words') and as_of_index($as_of) > start
        and (horizon - known_month > 12 or first_lacking is not null)
),

warned as (
    select *, false as is_data from progress
    union all
    select *, true from data
)

select
    w.warning, w.is_data, w.since, j.region_id, j.region_zh, j.region_en, j.document_id, j.document_zh, j.document_en,
    j.period_id, j.indicator_id, j.indicator_zh, j.indicator_en, j.short_zh, j.short_en, j.attribute, j.kind,
    j.measure, j.test, j.form, j.year_from, j.year_to, j.target_raw, j.target, j.comparator, j.unit, j.unit_en,
    j.base_used, j.done, j.done_text, j.done_grade, j.done_comparator, j.data_through, j.completion_pct,
    j.increment_pct, j.time_pct, j.gap_to_time_pp, j.gap_to_target, j.required_per_remaining_year, j.pace_per_year,
    j.projected, j.outlook, w.outlook_since, j.status, j.status_group, j.refusal, j.is_over, j.known_years,
    -- how many months ago the last figure was, or the span began without one
    case when w.is_data then j.horizon - j.known_month end as months_without,
    l.lacking_years, l.lack_zh, l.lack_en, coalesce(l.responsible, j.responsible) as responsible,
    j.status_zh, j.status_en, j.verdict_zh, j.verdict_en, j.word_zh, j.word_en, j.remark_zh, j.remark_en,
    j.caution_zh, j.caution_en, j.reason_zh, j.reason_en, j.target_fact_id, j.used_fact_ids
from warned w
join judged j using (target_fact_id)
left join lacks l using (target_fact_id)
where ($is_data is null or w.is_data = $is_data)
    and ($attributes is null or j.attribute::varchar = any($attributes))
order by w.is_data, coalesce(j.attribute = 'binding', false) desc, warning_place(w.warning), j.is_reference,
    j.region_place, j.document_id, j.table_no, j.row_order, j.row_no, j.target_fact_id
