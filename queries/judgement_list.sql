-- Is each target reached, on schedule or not, and what is it judged on?
--   One row a target (document, region, indicator, span; a target that the text repeats is the table's).
-- $as_of: month YYYY-MM, null for the month of the latest result
-- $region_ids: regions, null for all
-- $document_ids: documents, null for all
-- $period_ids: periods of the targets, or spans that none holds (2026-2035); null for all
-- $indicator_ids: indicators, null for all
-- $theme_ids: themes, null for all
-- $attributes: attributes (binding, expected), null for all
-- $places: places (table, box, text), null for all
-- $is_plan_row: true for the rows of the plans (of their tables, or of a plan known by its text alone), null for all
-- example: judgement_list as_of=2025-12 document_ids=zhoushan-hrss-14fyp places=table
select
    j.* exclude (region_place, row_order),
    -- what an office rules by hand stands beside the verdict and is counted nowhere
    r.status::varchar as ruling,
    w.zh[status_token(r.status, j.intent, j.measure, target_side(j.comparator, j.direction))] as ruling_zh,
    w.en[status_token(r.status, j.intent, j.measure, target_side(j.comparator, j.direction))] as ruling_en,
    r.reason as ruling_reason, r.office as ruling_office, r.as_of as ruling_as_of, r.ruled_on,
    m.cause, m.measures, m.office as remark_office, m.as_of as remark_as_of, m.written_on
from worded_judgements($as_of, $region_ids) j
cross join words w
left join rulings_at($as_of) r using (target_fact_id)
left join remarks_at($as_of) m using (target_fact_id)
where ($region_ids is null or j.region_id = any($region_ids))
    and ($document_ids is null or document_id = any($document_ids))
    and ($period_ids is null or period_id = any($period_ids))
    and ($indicator_ids is null or indicator_id = any($indicator_ids))
    and ($theme_ids is null or theme_id = any($theme_ids))
    and ($attributes is null or attribute::varchar = any($attributes))
    and ($places is null or place::varchar = any($places))
    and ($is_plan_row is null or is_plan_row = $is_plan_row)
order by is_reference, region_place, document_id, place, table_no, row_order, row_no, year_to, target_fact_id
