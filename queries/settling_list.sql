-- What would settle each target that is not assessed, and which verdict would it have then?
--   One row a target without a verdict; the figure needed is that at which the verdict begins.
-- $as_of: month YYYY-MM, null for the month of the latest result
-- $region_ids: regions, null for all
-- $document_ids: documents, null for all
-- $period_ids: periods of the targets, or spans that none holds; null for all
-- $target_fact_ids: targets, null for all
-- $is_plan_row: true for the rows of the plans, null for all
-- example: settling_list as_of=2025-12 region_ids=zhoushan is_plan_row=true
select
    s.target_fact_id, s.region_id, r.short_zh as region_zh, r.short_en as region_en, s.document_id, s.indicator_id,
    i.name_zh as indicator_zh, i.name_en as indicator_en, s.is_plan_row, s.kind, s.test, s.year_from, s.year_to,
    s.target_raw, s.target, s.unit, u.name_en as unit_en, s.base_used, s.reference_year, s.refusal,
    -- how it would be settled: by years, months or a total, by a value, a line, each year, a mean; by which of rivals
    s.how, s.years, s.need, s.need_each, s.need_comparator, s.exact_need, s.known, s.known_fact_ids, s.months,
    s.months_of_span, s.month, s.is_at_end, s.done_low, s.done_high,
    s.would_be, w.zh[status_token(s.would_be, s.intent, s.measure, s.side)] as would_be_zh,
    w.en[status_token(s.would_be, s.intent, s.measure, s.side)] as would_be_en,
    -- whether less than that would settle it too, the other way
    s.is_both_ways, s.is_about, w.zh[status_token(other_status(s.would_be), s.intent, s.measure, s.side)] as other_zh,
    w.en[status_token(other_status(s.would_be), s.intent, s.measure, s.side)] as other_en
from settlings($as_of, $region_ids) s
cross join words w
join ordered_regions r using (region_id)
join indicators i using (indicator_id)
join units u on u.unit = s.unit
where ($region_ids is null or s.region_id = any($region_ids))
    and ($document_ids is null or document_id = any($document_ids))
    and ($period_ids is null or period_id = any($period_ids))
    and ($target_fact_ids is null or target_fact_id = any($target_fact_ids))
    and ($is_plan_row is null or is_plan_row = $is_plan_row)
order by r.place, document_id, table_no, row_order, row_no, year_to, target_fact_id
