-- Which results inside a target's span are out at a month, of any year or part of one? One row a target and result.
-- $as_of: month YYYY-MM, null for the month of the latest result
-- $target_fact_ids: targets, null for all
-- example: result_list target_fact_ids=qingdao-hrss-14fyp.table2-1.target
select
    r.target_fact_id, r.fact_id, f.document_id, r.year_from, r.year_to, r.through_month, r.basis, r.value, r.value_raw,
    r.comparator, r.reliability
from results_in_span($as_of) r
join facts f on f.fact_id = r.fact_id and f.role = 'actual'
where r.series is null
    and ($target_fact_ids is null or r.target_fact_id = any($target_fact_ids))
order by r.target_fact_id, r.year_to, r.through_month, r.year_from, f.document_id, r.fact_id
