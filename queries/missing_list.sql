-- Which results must be got before a table target can be judged? One row a target and year that lacks a figure.
-- $as_of: month YYYY-MM, null for the month of the latest result
-- $region_ids: regions, null for all
-- $document_ids: documents, null for all
-- $period_ids: periods of the targets, or spans that none holds; null for all
-- example: missing_list region_ids=zhoushan period_ids=14fyp
select
    region_id, region_zh, region_en, document_id, period_id, indicator_id, indicator_zh, indicator_en, attribute, unit,
    unit_en, year, lack, lack_zh, lack_en, is_end, last_known_raw, last_known_unit, last_known_year, last_known_month,
    last_known_fact_id,
    responsible, status, status_zh, status_en, target_fact_id, row_order
from missing_results($as_of, $region_ids)
where ($region_ids is null or region_id = any($region_ids))
    and ($document_ids is null or document_id = any($document_ids))
    and ($period_ids is null or period_id = any($period_ids))
order by region_id, document_id, row_order, row_no, year, target_fact_id, lack
