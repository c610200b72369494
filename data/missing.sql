-- What is lacking before the rows of plans can be judged at a month, and the last figure that is known instead.
create macro lack_token(lack, is_level_at_end) as 'lack.' || case
    when lack = 'missing' then case when is_level_at_end then 'year_end' else 'year' end
    else lack
end;

create macro missing_results(as_of, regions) as table
with

judged as (
    select *
    from judgements(as_of)
    where is_asked(regions, region_id) and is_plan_row and form not in ('relative', 'words')
        and not (is_printed_total and done_grade = 'exact')
),

lacking as (
    select *, unnest(missing_years) as year, 'missing' as lack
    from judged
    where kind in ('total', 'each_year') or test in ('mean_of_years', 'every_year')
    union all
    select *, unnest(part_years), 'part' from judged where kind in ('total', 'each_year')
    union all
    -- a level needs the value at the end, or the latest before the month
    select *, least(year_to, as_of_index(as_of) // 12 - 1), case when done is null then 'missing' else 'stale' end
    from judged
    where is_level_at_end and status = 'not_assessed' and (done is null or refusal = 'stale')
        -- a year's end is asked for once it is past
        and as_of_index(as_of) // 12 - 1 >= year_from
    union all
    -- a verdict at the end that rests on an earlier value still asks for the end's own
    select *, year_to, 'end' from judged where is_over and is_dated and status <> 'not_assessed'
)

select
    l.region_id, r.short_zh as region_zh, r.short_en as region_en, l.document_id, l.period_id, l.indicator_id,
    i.name_zh as indicator_zh, i.name_en as indicator_en, l.attribute, l.unit, u.name_en as unit_en, l.year, l.lack,
    w.zh[lack_token(l.lack, l.is_level_at_end)] as lack_zh, w.en[lack_token(l.lack, l.is_level_at_end)] as lack_en,
    lack_token(l.lack, l.is_level_at_end) in ('lack.year_end', 'lack.stale', 'lack.end') as is_end,
    k.value_raw as last_known_raw, k.unit as last_known_unit, k.year_to as last_known_year,
    k.through_month as last_known_month, k.fact_id as last_known_fact_id,
    coalesce(o.office, l.responsible) as responsible, l.status,
    status_said(w.zh, l.status, l.intent, l.measure, l.side, l.refusal) as status_zh,
    status_said(w.en, l.status, l.intent, l.measure, l.side, l.refusal) as status_en, l.target_fact_id, l.row_order,
    l.row_no
from lacking l
cross join words w
join regions r using (region_id)
join indicators i using (indicator_id)
join units u on u.unit = l.unit
left join offices_now o on o.region_id = l.region_id and o.indicator_id = l.indicator_id
left join lateral (
    select f.shown as value_raw, f.unit, f.year_to, f.through_month, f.fact_id
    from measured_facts f
    join documents d using (document_id)
    where f.region_id = l.region_id and f.indicator_id = l.indicator_id and f.role in ('actual', 'baseline')
        -- said once more, so that no other region's figures are read
        and is_asked(regions, f.region_id)
        and f.value is not null and f.series is null
        and month_index(f.year_to, f.through_month) <= as_of_index(as_of)
        -- a total of several years says nothing of one of them
        and (l.kind = 'level' or f.year_from = f.year_to)
        -- a base carried over from another indicator is no value of this one
        and not (f.role = 'baseline' and (f.region_id, f.indicator_id) in (
            select (region_id, indicator_id) from redefinitions where is_other_indicator
        ))
    -- the months of the lacking year itself, else the latest before it, else the first after it
    order by f.year_to = l.year desc, f.year_to < l.year desc,
        case when f.year_to < l.year then -f.year_to else f.year_to end, f.through_month desc, f.role = 'actual' desc,
        f.reliability, d.issued_on desc nulls last
    limit 1
) k on true;

-- The same with the years of one lack together: the rows of missing_summary before a choice is made among them.
create macro missing_sums(as_of, regions) as table
select
    region_id, region_zh, region_en, document_id, period_id, indicator_id, indicator_zh, indicator_en, attribute, unit,
    unit_en, list(year order by year) as years, lack, lack_zh, lack_en, is_end,
    -- of what is known instead of each year, the latest
    max_by(last_known_raw, (last_known_year, last_known_month)) as last_known_raw,
    max_by(last_known_unit, (last_known_year, last_known_month)) as last_known_unit,
    max_by(last_known_year, (last_known_year, last_known_month)) as last_known_year,
    max_by(last_known_month, (last_known_year, last_known_month)) as last_known_month,
    max_by(last_known_fact_id, (last_known_year, last_known_month)) as last_known_fact_id,
    responsible, status, status_zh, status_en, target_fact_id, row_order
from missing_results(as_of, regions)
group by all;
