-- Which figures does the ledger hold, as printed? One row a fact.
-- $region_ids: regions, null for all
-- $document_ids: documents, null for all
-- $indicator_ids: indicators, null for all
-- $roles: roles (baseline, target, actual, completion_rate, standard), null for all
-- $places: places (table, box, text), null for all
-- $fact_ids: facts, null for all
-- example: fact_list region_ids=qingdao roles=target
select
    fact_id, document_id, region_id, indicator_id, role, place, table_no, row_no, chapter, responsible, locator,
    label_raw, value_raw, value, value_high, comparator, unit, year_from, year_to, through_month, basis, basis_source,
    series, attribute, modality, intent, test, data_status, evidence, note, reliability, import_id
from facts
where ($fact_ids is null or fact_id = any($fact_ids))
    and ($region_ids is null or region_id = any($region_ids))
    and ($document_ids is null or document_id = any($document_ids))
    and ($indicator_ids is null or indicator_id = any($indicator_ids))
    and ($roles is null or role::varchar = any($roles))
    and ($places is null or place::varchar = any($places))
order by document_id, place, table_no, try_cast(regexp_extract(row_no, '^[0-9]+') as integer), fact_id
