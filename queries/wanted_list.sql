-- Which results of a year do a region's plans ask for, and what is known of each? One row a plan's row.
-- $region_id: region, null for all
-- $document_id: plan; null for the plans in whose years it lies, each indicator once
-- $theme_id: theme, null for all
-- $year: year, null for that of the latest result
-- $through_month: month up to which the results are counted, null for 12
-- $is_due: true for what is lacking at its date, null for all
-- example: wanted_list region_id=qingdao document_id=qingdao-hrss-14fyp year=2025
select * exclude (is_first, is_general, table_no, row_order, row_no)
from wanted_results(
    $region_id,
    coalesce($year, (select cast(left(as_of, 4) as integer) from latest_month)),
    coalesce($through_month, 12)
)
where case when $document_id is null then is_first else document_id = $document_id end
    and ($theme_id is null or theme_id = $theme_id)
    and ($is_due is null or is_due = $is_due)
order by region_id, is_general desc, document_id, table_no nulls last, row_order nulls last, row_no, target_fact_id
