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
    target_fact_id, region_id, region_zh, region_en, document_id, indicator_id, indicator_zh, indicator_en, is_plan_row,
    kind, test, year_from, year_to, target_raw, target, unit, unit_en, base_used, reference_year, refusal,
    -- how it would be settled: by years, months or a total, by a value, on a line, by each year or a mean; of rivals
    how, years, need, need_each, need_comparator, exact_need, known, known_fact_ids, months, months_of_span, month,
    is_at_end, done_low, done_high, would_be, would_be_zh, would_be_en,
    -- whether less than that would settle it too, the other way
    is_both_ways, is_about, other_zh, other_en
from settlings($as_of, $region_ids)
where ($region_ids is null or region_id = any($region_ids))
    and ($document_ids is null or document_id = any($document_ids))
    and ($period_ids is null or period_id = any($period_ids))
    and ($target_fact_ids is null or target_fact_id = any($target_fact_ids))
    and ($is_plan_row is null or is_plan_row = $is_plan_row)
order by region_place, document_id, table_no, row_order, row_no, year_to, target_fact_id
