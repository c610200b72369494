-- Which plans have indicator tables, for which region and period?
--   One row a plan, region and period; first what is looked at when nothing is chosen.
-- $region_ids: regions, null for all
-- $period_ids: periods, or spans that none holds; null for all
-- example: plan_list region_ids=qingdao
select
    t.document_id, d.title_zh, d.title_en, d.short_zh, d.short_en, d.kind, t.region_id, r.short_zh as region_zh,
    r.short_en as region_en,
    t.period_id, s.name_zh as period_zh, s.name_en as period_en, t.year_from, t.year_to, t.targets, t.is_own,
    t.is_general, t.has_table,
    -- the last month at which the plan may be judged: of the latest result, at most its own last
    least(month_text(month_index(t.year_to, 12)), m.as_of) as latest_month,
    exists (
        select 1 from plan_rows o
        join facts f on f.region_id = o.region_id and f.indicator_id = o.indicator_id and f.role = 'actual'
            and f.value is not null
            and f.year_from >= o.year_from and f.year_to <= o.year_to
        where o.document_id = t.document_id and o.region_id = t.region_id and o.period_id = t.period_id
    ) as has_results
from plan_tables t
join documents d using (document_id)
join ordered_regions r on r.region_id = t.region_id
join spans s on s.period_id = t.period_id
cross join latest_month m
where ($region_ids is null or t.region_id = any($region_ids))
    and ($period_ids is null or t.period_id = any($period_ids))
order by r.is_reference, r.place, t.period_id = (select period_id from default_period) desc, s.place < 1000000 desc,
    s.year_to desc, t.is_own desc, d.kind,
    d.issued_on nulls last, t.document_id
