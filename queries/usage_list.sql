-- In which judgements was a fact used, where not, and why? One row a target that the fact could bear on.
-- $fact_id: the fact
-- $as_of: month YYYY-MM, null for the month of the latest result
-- example: usage_list fact_id=qingdao-web-2025.text1-1.actual.2025
with

touching as (
    select
        j.*, f.year_to as fact_year, f.through_month as fact_month, f.reliability as fact_reliability,
        f.series as fact_series,
        case
            when j.target_fact_id = f.fact_id then 'target'
            when j.base_used_fact_id = f.fact_id then 'base'
            when list_contains(j.used_fact_ids, f.fact_id) then 'result'
            when list_contains(j.unused_fact_ids, f.fact_id) then 'unused'
            when f.role = 'baseline' and f.document_id = j.document_id and f.indicator_id = j.indicator_id
                and f.year_to = j.year_from - 1
                then 'base_unused'
        end as usage
    from judgements($as_of) j
    join facts f on f.fact_id = $fact_id and f.region_id = j.region_id and f.indicator_id = j.indicator_id
),

-- how the figures that are used stand beside it
beside as (
    select
        t.target_fact_id,
        bool_or(
            month_index(u.year_to, u.through_month) > month_index(t.fact_year, t.fact_month)
            and (t.kind = 'level' or u.year_to = t.fact_year)
        ) as is_later,
        bool_or(u.year_to = t.fact_year and u.reliability < t.fact_reliability) as is_more_reliable,
        bool_or(u.year_to = t.fact_year) as is_of_its_year
    from (select *, unnest(used_fact_ids) as used_fact_id from touching where usage = 'unused') t
    join facts u on u.fact_id = t.used_fact_id
    group by t.target_fact_id
),

-- why a figure is not used
reasoned as (
    select
        t.*,
        case
            when t.usage = 'base_unused' then 'usage.base_unused'
            when t.usage <> 'unused' then null
            when t.fact_series is not null then 'usage.other_method'
            when t.is_printed_total then 'usage.printed_total'
            when b.is_later then 'usage.later_month'
            when b.is_more_reliable then 'usage.more_reliable'
            when b.is_of_its_year then 'usage.later_publication'
            else 'usage.outside'
        end as reason
    from touching t
    left join beside b using (target_fact_id)
)

select
    t.usage, t.target_fact_id, t.document_id, d.short_zh as document_zh, d.short_en as document_en, t.year_from,
    t.year_to, t.target_raw, t.unit, n.name_en as unit_en,
    status_said(w.zh, t.status, t.intent, t.measure, t.side, t.refusal) as status_zh,
    status_said(w.en, t.status, t.intent, t.measure, t.side, t.refusal) as status_en,
    w.zh[t.reason] as reason_zh, w.en[t.reason] as reason_en
from reasoned t
cross join words w
join documents d on d.document_id = t.document_id
join units n on n.unit = t.unit
where t.usage is not null
order by t.usage, t.year_to, t.target_fact_id
