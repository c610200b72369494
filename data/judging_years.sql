-- For which years a region has a result of its own of an indicator (a rate pooled over years is none), and since which
-- month.
create table result_years as
select region_id, indicator_id, year_to as year, min(month_index(year_to, through_month)) as since_index
from facts
where role = 'actual' and value is not null and year_from = year_to
group by region_id, indicator_id, year_to;

-- The result that stands for each year of each target's span at a month, and the running total, summed or printed: the
-- rows of year_result_list before a choice is made among them.
create macro year_results(as_of, regions) as table
with

years as (
    select
        t.target_fact_id, t.region_id, t.indicator_id, t.document_id, t.kind, t.measure, t.unit, t.is_plan_row,
        unnest(range(t.year_from, t.year_to + 1)) as year
    from target_versions t
    where is_in_force(t.since_index, t.until_index, as_of_index(as_of)) and is_asked(regions, t.region_id)
),

chosen as materialized (select * from chosen_results(as_of, regions := regions)),

placed as (
    select
        y.*, c.value, c.value_raw, c.value_low, c.value_high, c.through_month, c.reliability, c.comparator, c.fact_id,
        case
            when c.fact_id is not null and (y.kind = 'level' or c.through_month = 12) then 'full'
            when c.fact_id is not null then 'part'
            when y.year > as_of_index(as_of) // 12 - case when as_of_index(as_of) % 12 = 0 then 1 else 0 end
                then 'future'
            else 'missing'
        end as state
    from years y
    left join (select * from chosen where slot = 'year') c on c.target_fact_id = y.target_fact_id
        and c.slot_year = y.year
),

-- the printed running totals, of each year the one that reaches furthest; of rivals the one that is judged by
printed as (
    select
        r.target_fact_id, r.year_to as year, r.value as printed_total, r.value_raw as printed_total_raw,
        r.through_month as printed_through_month,
        r.comparator as printed_comparator, r.fact_id as printed_fact_id
    from results_in_span(as_of, regions := regions) r
    left join chosen c on c.target_fact_id = r.target_fact_id and c.fact_id = r.fact_id and c.slot = 'running'
    where r.test = 'sum' and r.basis = 'total' and r.year_from < r.year_to
        and month_index(r.year_from, 1) - 1 = r.start_index and r.series is null
    qualify row_number() over (
        partition by r.target_fact_id, r.year_to
        order by r.month desc, c.fact_id is null, r.reliability, r.issued_on desc nulls last, r.fact_id
    ) = 1
)

select
    target_fact_id, region_id, indicator_id, document_id, year, state, value, value_raw, value_low, value_high, unit,
    through_month,
    reliability, comparator, fact_id,
    -- no total can be drawn past a year without any figure
    case when kind = 'total' and state in ('full', 'part')
        and count(*) filter (state not in ('full', 'part')) over so_far = 0 then sum(value) over so_far end as running,
    kind = 'total' and count(*) filter (state <> 'full') over before = 0 as is_running_exact,
    t.printed_total, t.printed_total_raw, t.printed_through_month, t.printed_comparator, t.printed_fact_id, is_plan_row
from placed
left join printed t using (target_fact_id, year)
window so_far as (partition by target_fact_id order by year rows unbounded preceding),
    before as (partition by target_fact_id order by year rows between unbounded preceding and 1 preceding);
