-- How did each target of a plan fare beside the result before it, and what became of it in the next plan?
--   One row an indicator and period of a region: of several plans the general one's.
-- $as_of: month YYYY-MM, null for the month of the latest result
-- $region_ids: regions, null for all
-- $period_ids: periods of the targets, or spans that none holds; null for all
-- $indicator_ids: indicators, null for all
-- example: period_review_list as_of=2025-12 region_ids=qingdao period_ids=13fyp,14fyp
with

moved as (
    select earlier_target_fact_id, became, is_doubtful
    from target_moves()
    where earlier_target_fact_id is not null
    -- what one plan has dropped and another follows is followed
    qualify row_number() over (
        partition by earlier_target_fact_id
        order by became in ('dropped', 'moved_to_text'), document_id, target_fact_id
    ) = 1
)

select
    j.region_id, j.region_zh, j.region_en, j.document_id, j.document_zh, j.document_en, j.period_id, j.theme_id,
    j.theme_zh, j.theme_en, j.indicator_id, j.indicator_zh, j.indicator_en, j.short_zh, j.short_en, j.attribute,
    j.kind, j.measure, j.direction, j.form, j.year_from, j.year_to, j.target_raw, j.target, j.comparator, j.unit,
    j.unit_en, b.base_used_raw, b.base_used, b.base_used_comparator, b.base_used_year_from, b.base_used_year_to,
    b.comparison_basis,
    -- the target against the result before, by the rules of continuity
    coalesce(c.is_comparable, false) as is_comparable, c.change_pct, c.change_pp,
    coalesce(c.is_weaker, false) as is_weaker, c.caution_zh, c.caution_en,
    j.done, j.done_text, j.done_grade, j.done_comparator, j.done_sign_text, j.data_through, j.completion_pct,
    j.gap_to_target, j.test, j.is_over, month_index(j.year_from, 1) <= as_of_index($as_of) as has_begun,
    j.status, j.status_group, j.refusal, j.status_zh, j.status_en, j.verdict_zh, j.verdict_en,
    j.word_zh, j.word_en, j.remark_zh, j.remark_en, j.caution_zh as verdict_caution_zh,
    j.caution_en as verdict_caution_en, j.reason_zh, j.reason_en,
    -- the first year by which it was reached for certain, where that is before its last
    j.first_year_certain as passed_year, j.year_to - j.first_year_certain as years_early,
    m.became, m.is_doubtful as is_move_doubtful,
    m.became in ('dropped', 'moved_to_text', 'lowered')
        and j.status in ('missed', 'over_limit', 'behind', 'slightly_behind') as is_unmet,
    j.target_fact_id, b.base_used_fact_ids, j.used_fact_ids
from worded_judgements($as_of, $region_ids) j
left join target_bases b using (target_fact_id)
left join continuations c on c.target_fact_id = j.target_fact_id and c.asked_period_id = j.period_id
left join moved m on m.earlier_target_fact_id = j.target_fact_id
join spans s on s.period_id = j.period_id
left join plan_tables p on p.document_id = j.document_id and p.region_id = j.region_id and p.period_id = j.period_id
where j.is_plan_row
    and ($region_ids is null or j.region_id = any($region_ids))
    and ($period_ids is null or j.period_id = any($period_ids))
    and ($indicator_ids is null or j.indicator_id = any($indicator_ids))
qualify row_number() over (
    partition by j.region_id, j.period_id, j.indicator_id
    order by p.is_general desc nulls last, j.place, j.document_id, j.row_order, j.target_fact_id
) = 1
order by j.is_reference, j.region_place, j.year_to, s.year_from, p.is_general desc nulls last,
    j.document_id, j.table_no, j.row_order, j.row_no, j.target_fact_id
