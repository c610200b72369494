-- Which results must be got for each table target, and from whom? One row a target and kind of lack, with its years.
-- $as_of: month YYYY-MM, null for the month of the latest result
-- $region_ids: regions, null for all
-- $document_ids: documents, null for all
-- $period_ids: periods of the targets, or spans that none holds; null for all
-- example: missing_summary region_ids=zhoushan period_ids=14fyp
select *
from missing_sums($as_of, $region_ids)
where ($region_ids is null or region_id = any($region_ids))
    and ($document_ids is null or document_id = any($document_ids))
    and ($period_ids is null or period_id = any($period_ids))
order by region_id, document_id, row_order, target_fact_id, years[1], lack
