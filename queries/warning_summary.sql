-- How many targets of the plans have begun, and how many of them can be judged?
--   One row; what two plans set alike counts once.
-- $as_of: month YYYY-MM, null for the month of the latest result
-- $region_ids: regions, null for all
-- $period_ids: periods of the targets, or spans that none holds; null for all
-- $attributes: attributes (binding, expected), null for all
-- example: warning_summary as_of=2025-12 region_ids=qingdao period_ids=14fyp
select
    count(*) as targets, count(*) filter (status <> 'not_assessed') as assessed,
    count(*) filter (attribute = 'binding') as binding, count(distinct region_id) as regions
from judgements($as_of)
where is_plan_row and target_fact_id not in (from repeated_targets) and start_index < as_of_index($as_of)
    and ($region_ids is null or region_id = any($region_ids))
    and ($period_ids is null or period_id = any($period_ids))
    and ($attributes is null or attribute::varchar = any($attributes))
