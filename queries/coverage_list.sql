-- For which years does each plan, and what was published besides, hold figures?
--   One row a plan document (or a region's other sources together), last year of the span and kind (target, result).
-- $region_ids: regions, null for all
-- $as_of: month YYYY-MM up to which results are out, null for the month of the latest result
-- example: coverage_list region_ids=zhoushan
with

placed as (
    select
        f.*, d.region_id as home_id,
        case
            when d.kind in ('five_year_plan', 'special_plan', 'annual_plan', 'implementation_plan') then d.document_id
        end as plan_id
    from facts f
    join documents d using (document_id)
    where f.role <> 'standard'
        and (f.role <> 'actual' or month_index(f.year_to, f.through_month) <= as_of_index($as_of))
)

select
    p.plan_id as document_id, d.short_zh as document_zh, d.short_en as document_en,
    p.home_id as region_id, r.short_zh as region_zh, r.short_en as region_en,
    p.year_to as year,
    case p.role when 'target' then 'target' else 'result' end as kind,
    count(*) as facts, count(distinct p.document_id) as documents
from placed p
join ordered_regions r on r.region_id = p.home_id
left join documents d on d.document_id = p.plan_id
where ($region_ids is null or p.home_id = any($region_ids))
group by p.plan_id, d.short_zh, d.short_en, d.kind, d.issued_on, p.home_id, r.short_zh, r.short_en, r.is_reference,
    r.place, p.year_to, 8
order by r.is_reference, r.place, d.kind nulls last, d.issued_on nulls last, p.plan_id, p.year_to, kind
