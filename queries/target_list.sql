-- Which targets were set for an indicator, over five years, a phase or one year? One row a target.
-- $region_ids: regions, null for all
-- $indicator_ids: indicators, null for all
-- $period_ids: periods of the targets, or spans that none holds; null for all
-- example: target_list region_ids=qingdao indicator_ids=new_urban_jobs
select
    t.target_fact_id, t.region_id, t.indicator_id, t.document_id, d.short_zh as document_zh, d.short_en as document_en,
    case
        when t.kind = 'each_year' or t.year_from = t.year_to then 'annual'
        when t.is_plan_row then 'plan'
        else 'phase'
    end as span,
    t.kind, t.place, t.year_from, t.year_to, t.target_raw, t.target, t.comparator, t.unit, t.period_id
from judged_targets t
join documents d using (document_id)
where ($region_ids is null or t.region_id = any($region_ids))
    and ($indicator_ids is null or t.indicator_id = any($indicator_ids))
    and ($period_ids is null or t.period_id = any($period_ids))
order by t.region_id, t.indicator_id, t.year_to, t.target_fact_id
