-- Which verdicts are others than at an earlier month, and why?
--   One row a target whose verdict, or what it warns of, has changed; one that two plans set alike is the general
--   plan's.
-- $as_of: month YYYY-MM, null for the month of the latest result
-- $since: the earlier month YYYY-MM, null for that of a year before
-- $region_ids: regions, null for all
-- $period_ids: periods of the targets, or spans that none holds; null for all
-- $attributes: attributes (binding, expected), null for all
-- example: verdict_change_list as_of=2025-12 since=2024-12 region_ids=qingdao period_ids=14fyp
with

earlier as (
    select t.*, coalesce(o.first_fact_id, t.target_fact_id) as first_fact_id
    from judgements_then($since) t
    left join superseded_facts o on o.fact_id = t.target_fact_id
    where t.is_plan_row and ($region_ids is null or t.region_id = any($region_ids))
        and ($period_ids is null or t.period_id = any($period_ids))
),

-- a target that was adjusted is set beside what it was before
later as (
    select j.*, coalesce(o.first_fact_id, j.target_fact_id) as first_fact_id
    from worded_judgements($as_of, $region_ids) j
    left join superseded_facts o on o.fact_id = j.target_fact_id
    where j.is_plan_row and j.target_fact_id not in (from repeated_targets)
        and ($region_ids is null or j.region_id = any($region_ids))
        and ($period_ids is null or j.period_id = any($period_ids))
),

paired as (
    select
        l.*, e.target_fact_id as earlier_target_fact_id, e.target_raw as earlier_target_raw, e.done as earlier_done,
        e.done_grade as earlier_done_grade, e.done_sign as earlier_done_sign, e.test as earlier_test,
        e.data_through as earlier_data_through, e.status as earlier_status, e.refusal as earlier_refusal,
        e.outlook as earlier_outlook, e.intent as earlier_intent, e.side as earlier_side,
        e.gap_to_time_pp as earlier_gap_to_time_pp, coalesce(e.used_fact_ids, []) as earlier_fact_ids,
        list_filter(
            coalesce(l.used_fact_ids, []), lambda used: not list_contains(coalesce(e.used_fact_ids, []), used)
        ) as new_fact_ids,
        l.is_over and not e.is_over as has_ended
    from later l
    join earlier e using (first_fact_id)
    where l.status <> e.status
        or warnings_given(l.status, l.outlook) <> warnings_given(e.status, e.outlook)
),

-- figures in the place of those that were there: one that supersedes another, or of the same months of the same year
replaced as (
    select p.target_fact_id, list(distinct n.fact_id) as revised_fact_ids
    from (select target_fact_id, unnest(new_fact_ids) as new_id, earlier_fact_ids from paired) p
    join facts n on n.fact_id = p.new_id
    left join superseded_facts s on s.fact_id = n.fact_id
    where exists (
        select 1
        from facts o
        left join superseded_facts x on x.fact_id = o.fact_id
        where list_contains(p.earlier_fact_ids, o.fact_id) and (
            x.first_fact_id = s.first_fact_id
            or o.year_from = n.year_from and o.year_to = n.year_to and o.through_month = n.through_month
        )
    )
    group by p.target_fact_id
)

select
    p.region_id, p.region_zh, p.region_en, p.document_id, p.document_zh, p.document_en, p.period_id, p.indicator_id,
    p.indicator_zh, p.indicator_en, p.attribute, p.kind, p.measure, p.year_from, p.year_to, p.unit, p.unit_en,
    verdict_turn(p.earlier_status, p.status) as turn,
    -- why: as many as hold, in this order
    list_filter([
        case when p.target_fact_id <> p.earlier_target_fact_id then 'adjusted' end,
        case when r.revised_fact_ids is not null then 'revised' end,
        case when len(p.new_fact_ids) > coalesce(len(r.revised_fact_ids), 0) then 'new_figure' end,
        case when p.has_ended then 'ended' end,
        case when p.target_fact_id = p.earlier_target_fact_id and p.new_fact_ids = [] and not p.has_ended
            then 'time' end
    ], lambda why: why is not null) as reasons,
    p.earlier_target_raw, p.target_raw, p.target, p.comparator,
    p.earlier_done, case when p.earlier_done is not null then
        case when p.earlier_test = 'mean_of_years' then '' when p.earlier_done_grade in ('at_least', 'partial') then '≥'
            else sign_text(p.earlier_done_sign) end
        || plain_text(case p.earlier_test when 'mean_of_years' then round(p.earlier_done, 2) else p.earlier_done end)
    end as earlier_done_text,
    p.earlier_data_through, p.done, p.done_text, p.data_through, p.earlier_gap_to_time_pp, p.gap_to_time_pp,
    p.earlier_status, p.earlier_refusal,
    status_said(w.zh, p.earlier_status, p.earlier_intent, p.measure, p.earlier_side, p.earlier_refusal)
        as earlier_status_zh,
    status_said(w.en, p.earlier_status, p.earlier_intent, p.measure, p.earlier_side, p.earlier_refusal)
        as earlier_status_en,
    p.earlier_outlook, p.status, p.status_group, p.refusal, p.outlook, p.status_zh, p.status_en, p.verdict_zh,
    p.verdict_en, p.word_zh, p.word_en, p.remark_zh, p.remark_en, p.caution_zh, p.caution_en, p.reason_zh, p.reason_en,
    p.earlier_target_fact_id, p.target_fact_id, p.used_fact_ids, p.earlier_fact_ids, p.new_fact_ids,
    r.revised_fact_ids
from paired p
cross join words w
left join replaced r using (target_fact_id)
where $attributes is null or p.attribute::varchar = any($attributes)
order by coalesce(p.attribute = 'binding', false) desc,
    list_position(['worse', 'unjudged', 'outlook', 'same', 'judged', 'better'], turn), p.is_reference,
    p.region_place, p.document_id, p.table_no, p.row_order, p.row_no, p.target_fact_id
