-- Which targets did a plan lower, raise, keep, drop or set anew beside those of the plan before, in any region?
--   One row an indicator of either plan; one that two plans set alike is the general plan's. Lowered and raised,
--   against the target before, only where both are one quantity over as many years.
-- $as_of: month YYYY-MM at which the earlier target is judged, null for the month of the latest result
-- $region_ids: regions, null for all
-- $period_ids: the later periods, null for all
-- $outcomes: lowered, raised, kept, dropped, moved_to_text, new, new_to_text, changed; null for all
-- example: target_change_list region_ids=qingdao period_ids=14fyp
select
    m.became, m.region_id, r.short_zh as region_zh, r.short_en as region_en, m.document_id, d.short_zh as document_zh,
    d.short_en as document_en, m.period_id, m.earlier_period_id, m.theme_id, m.theme_zh, m.theme_en, m.indicator_id,
    m.indicator_zh, m.indicator_en, m.continuity, m.earlier_attribute, m.attribute, m.measure, m.direction, m.unit,
    m.unit_en, m.earlier_unit, m.earlier_unit_en, m.earlier_target_raw, m.earlier_target, m.target_raw, m.target,
    m.change_pct, m.change_pp, m.is_doubtful, m.is_comparable, m.base_used_raw, m.base_used, m.base_used_comparator,
    m.result_change_pct, m.result_change_pp, m.is_weaker,
    m.actual_raw, j.done, j.done_grade, j.completion_pct, j.status as earlier_status,
    status_said(w.zh, j.status, j.intent, j.measure, j.side, j.refusal) as earlier_status_zh,
    status_said(w.en, j.status, j.intent, j.measure, j.side, j.refusal) as earlier_status_en,
    -- gone or eased before it was reached; nothing is said where that is not known
    m.became in ('dropped', 'moved_to_text', 'lowered')
        and j.status in ('missed', 'over_limit', 'behind', 'slightly_behind') as is_unmet,
    m.reason_zh, m.reason_en, m.caution_zh, m.caution_en, m.target_fact_id, m.earlier_target_fact_id,
    m.base_used_fact_ids, j.used_fact_ids as earlier_used_fact_ids
from target_moves() m
cross join words w
join ordered_regions r on r.region_id = m.region_id
join documents d on d.document_id = m.document_id
left join judgements($as_of) j on j.target_fact_id = m.earlier_target_fact_id and j.region_id = m.region_id
    and ($region_ids is null or j.region_id = any($region_ids))
where (m.target_fact_id is null or m.target_fact_id not in (from repeated_targets))
    and ($region_ids is null or m.region_id = any($region_ids))
    and ($period_ids is null or m.period_id = any($period_ids))
    and ($outcomes is null or m.became = any($outcomes))
order by
    list_position(['lowered', 'dropped', 'moved_to_text', 'changed', 'kept', 'raised', 'new', 'new_to_text'], m.became),
    r.is_reference, r.place, m.document_id, m.row_order nulls last, m.earlier_row_order, m.row_no, m.earlier_row_no,
    m.indicator_id
