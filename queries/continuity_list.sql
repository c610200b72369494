-- What became of each indicator from one plan to the next, and may the two be compared?
--   One row an indicator of either plan's table, per later plan document.
-- $region_ids: regions, null for all
-- $document_ids: documents of the later plan, null for all
-- $period_id: the later period, null for that of each document's own table
-- $theme_ids: themes, null for all
-- $attributes: attributes in the later plan (binding, expected), null for all
-- example: continuity_list region_ids=zhoushan
select * exclude (asked_period_id, is_reference, region_place)
from continuations
where asked_period_id = case when $period_id is null then '' else nullif($period_id, '') end
    and ($region_ids is null or region_id = any($region_ids))
    and ($document_ids is null or document_id = any($document_ids))
    and ($theme_ids is null or theme_id = any($theme_ids))
    and ($attributes is null or coalesce(attribute, earlier_attribute)::varchar = any($attributes))
order by is_reference, region_place, document_id, row_order nulls last, earlier_row_order, row_no, earlier_row_no,
    coalesce(target_fact_id, earlier_target_fact_id)
