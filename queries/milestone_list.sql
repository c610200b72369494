-- Which targets lie on the way to a target: itself, a phase, single years of its span? One row a kind and span.
-- $target_fact_id: the target
-- example: milestone_list target_fact_id=qingdao-hrss-14fyp.table2-1.target
with

inside as (
    select
        t.*, t.target_fact_id = m.target_fact_id as is_own,
        case when t.year_from = t.year_to then 'annual' when t.is_plan_row then 'plan' else 'phase' end as span
    from judged_targets m
    join judged_targets t on t.region_id = m.region_id and t.indicator_id = m.indicator_id and t.kind <> 'each_year'
        and t.year_from >= m.year_from and t.year_to <= m.year_to
    where m.target_fact_id = $target_fact_id
)

select
    t.target_fact_id, t.document_id, d.short_zh as document_zh, d.short_en as document_en,
    -- a plan that is known by its text alone has its own target too
    case when t.is_own then 'plan' else t.span end as span, t.kind, t.year_from, t.year_to, t.target_raw, t.target,
    t.comparator, t.unit
from inside t
join documents d using (document_id)
where t.is_own or t.span <> 'plan'
qualify row_number() over (partition by t.span, t.year_from, t.year_to order by t.is_own desc, t.target_fact_id) = 1
order by t.year_to, t.target_fact_id
