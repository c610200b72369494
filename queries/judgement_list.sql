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
select * exclude (region_place, row_order)
from worded_judgements($as_of, $region_ids)
where ($region_ids is null or region_id = any($region_ids))
    and ($document_ids is null or document_id = any($document_ids))
    and ($period_ids is null or period_id = any($period_ids))
    and ($indicator_ids is null or indicator_id = any($indicator_ids))
    and ($theme_ids is null or theme_id = any($theme_ids))
    and ($attributes is null or attribute::varchar = any($attributes))
    and ($places is null or place::varchar = any($places))
    and ($is_plan_row is null or is_plan_row = $is_plan_row)
order by is_reference, region_place, document_id, place, table_no, row_order, row_no, year_to, target_fact_id
