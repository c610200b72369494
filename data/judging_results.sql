-- How a target is judged, second of three: which results stand for what, and what is done of it by a month.

-- The region's own results inside a target's span, in its unit, each with the month from which it is out. A dated flow
-- that a plan prints as its base is the result of that year too (METHOD 2), where no other is known.
create table target_results as -- a table of the built file, for what is judged of a month reads it many times
select
    t.target_fact_id, t.region_id, t.kind, t.test, t.start_index, t.end_index, f.fact_id, f.year_from, f.year_to,
    f.through_month,
    month_index(f.year_to, f.through_month) as month, f.basis, f.reliability, f.shown as value_raw, f.comparator,
    f.series,
    cast(f.value_in_units / t.factor as decimal(18, 6)) as value, f.step_in_units / t.factor as step, d.issued_on,
    f.since_index, f.until_index
from target_versions t
join dated_facts f on f.value is not null and f.region_id = t.region_id and f.indicator_id = t.indicator_id
    and coalesce(f.until_index, 1) > 0
    and (f.role = 'actual' or f.fact_id in (select fact_id from year_flows where role = 'baseline'))
    and f.year_from >= t.year_from and f.year_to <= t.year_to
join documents d on d.document_id = f.document_id;

-- Those that may stand for something, each in its slot: a year of the span, the span from its first year up to a month
-- (a printed running total; of the whole span at its end), or the latest dated level.
create table slotted_results as
select *, 'year' as slot, year_to as slot_year
from target_results
where series is null and year_from = year_to
    and case when kind in ('level', 'growth') then basis in ('at_end', 'average') else basis = 'total' end
union all
select *, 'running', 0
from target_results
where series is null and test = 'sum' and basis = 'total' and year_from < year_to
    and month_index(year_from, 1) - 1 = start_index
union all
select *, 'latest', 0
from target_results
where series is null and case kind
    when 'level' then year_from = year_to and basis in ('at_end', 'average') or basis = 'pooled'
    -- growth is reckoned from year to year: by levels at their ends, or by the flows of whole years
    when 'growth' then year_from = year_to
        and (basis in ('at_end', 'average') or basis = 'total' and through_month = 12)
end;

-- The results of indicators that are like a target's, in its span: what there is where it has none of its own.
create table related_results as
select
    t.target_fact_id, month_index(f.year_to, f.through_month) as month, f.reliability, x.relation_id,
    f.fact_id as other_fact_id, f.value_raw as other_raw, f.unit as other_unit, f.year_to as other_year,
    i.name_zh as other_zh, i.name_en as other_en, x.reason_zh as relation_zh, x.reason_en as relation_en
from target_versions t
join relations x on t.indicator_id in (x.indicator_id, x.other_indicator_id) and x.indicator_id <> x.other_indicator_id
    and (x.region_id is null or x.region_id = t.region_id)
join indicators i on i.indicator_id = case x.indicator_id
    when t.indicator_id then x.other_indicator_id
    else x.indicator_id
end
join facts f on f.indicator_id = i.indicator_id and f.role = 'actual' and f.value is not null
    and f.region_id = t.region_id and f.year_from >= t.year_from and f.year_to <= t.year_to;

-- Whether a region is among those that are asked for; none given means all.
create macro is_asked(regions, region_id) as regions is null or list_contains(regions, region_id);

-- The results of every target that are out by a month, of a table with the columns of target_results.
create macro results_in_span(as_of, regions := null, results := 'target_results') as table
select *, least(as_of_index(as_of), end_index) as horizon, as_of_index(as_of) >= end_index as is_over
from query_table(results)
where month <= as_of_index(as_of) and is_in_force(since_index, until_index, as_of_index(as_of))
    and is_asked(regions, region_id);

-- The figures that stand for something at a month. In a slot the longest coverage comes first, then reliability; what
-- is equal in both are rivals. Of rivals the later known date leads; one that agrees with it by rounding and prints
-- more digits takes its place. The others, where they do not agree, give the range value_low to value_high.
create macro chosen_results(as_of, regions := null, slotted := 'slotted_results') as table
with

standing as (
    select *, least(as_of_index(as_of), end_index) as horizon, as_of_index(as_of) >= end_index as is_over
    from query_table(slotted)
    where month <= as_of_index(as_of) and is_in_force(since_index, until_index, as_of_index(as_of))
        and is_asked(regions, region_id)
    qualify dense_rank() over (partition by target_fact_id, slot, slot_year order by month desc, reliability) = 1
),

led as (
    select *, first_value(value) over later as lead_value, first_value(step) over later as lead_step
    from standing
    window later as (partition by target_fact_id, slot, slot_year order by issued_on desc nulls last, fact_id)
),

settled as (
    select
        *, figures_agree(value, step, lead_value, lead_step) as is_agreeing,
        first_value(value) over finest as chosen_value,
        row_number() over finest as place_in_slot
    from led
    window finest as (
        partition by target_fact_id, slot, slot_year
        order by figures_agree(value, step, lead_value, lead_step) desc, step, issued_on desc nulls last, fact_id
    )
)

select
    *,
    min(case when is_agreeing then chosen_value else value end) over same as value_low,
    max(case when is_agreeing then chosen_value else value end) over same as value_high
from settled
window same as (partition by target_fact_id, slot, slot_year)
qualify place_in_slot = 1;

-- How a mean is known when its years are known as `signs` say: a mean of years that are below is below.
create macro sign_of_mean(signs) as case
    when not list_has_any(signs, ['ge', 'gt', 'le', 'lt'])
        then case when list_contains(signs, 'approx') then 'approx' else 'eq' end
    when not list_has_any(signs, ['ge', 'gt']) then case when list_contains(signs, 'lt') then 'lt' else 'le' end
    when not list_has_any(signs, ['le', 'lt']) then case when list_contains(signs, 'gt') then 'gt' else 'ge' end
end;

-- What is done of every target at a month, how it is known, and the year that still runs beside it.
create macro done_results(as_of, targets, results, slotted) as table
with

chosen as materialized (select * from chosen_results(as_of, slotted := slotted)),

-- the years of a target together
summed as (
    select
        target_fact_id, sum(value) as done, sum(value_low) as done_low, sum(value_high) as done_high,
        max(month) as data_month, count(*) as years, min(year_to) as first_year,
        -- a year is whole when it is known to December, or to the month up to which all is counted
        bool_and(through_month = 12 or month = horizon) as is_whole,
        -- every year from the first of the span up to the last known one (to the last of the span once it is over)
        count(*) = case
            when is_over then (end_index - start_index) // 12
            else (max(month) - 1) // 12 - start_index // 12 + 1
        end as is_gapless,
        bool_and(comparator in ('eq', 'approx')) as is_exact, list(distinct comparator::varchar) as signs,
        max(reliability::varchar) as weakest, list(fact_id order by year_to) as used,
        cast(avg(value) as decimal(18, 6)) as mean,
        list(year_to order by year_to) as known_years,
        list(year_to order by year_to) filter (through_month < 12 and month < horizon) as part_years
    from chosen
    where slot = 'year'
    group by target_fact_id, start_index, end_index, is_over
),

-- a printed running total, and the years that may be added to it: those after it, where it ends with a year
running as (
    select
        w.target_fact_id, w.start_index, w.end_index, w.is_over, w.horizon, w.comparator, w.fact_id, w.reliability,
        w.month as total_month,
        w.value, w.value_low, w.value_high, w.through_month as total_through, w.year_from as first_year,
        w.year_to as last_year,
        coalesce(sum(y.value), 0) as later, coalesce(sum(y.value_low), 0) as later_low,
        coalesce(sum(y.value_high), 0) as later_high,
        max(coalesce(y.month, w.month)) as month, coalesce(max(y.reliability::varchar), '') as later_weakest,
        list(y.fact_id order by y.year_to) filter (y.fact_id is not null) as later_facts,
        list(y.year_to order by y.year_to) filter (y.fact_id is not null) as later_years,
        list(y.year_to order by y.year_to) filter (y.through_month < 12 and y.month < w.horizon) as later_part_years,
        bool_and(
            (y.comparator is null or y.comparator in ('eq', 'approx')) and w.comparator in ('eq', 'approx')
        ) as is_exact,
        bool_and(y.fact_id is null or y.through_month = 12 or y.month = w.horizon) as is_whole,
        count(y.fact_id) as years_added
    from chosen w
    left join chosen y on y.target_fact_id = w.target_fact_id and y.slot = 'year' and w.through_month = 12
        and y.year_to > w.year_to
    where w.slot = 'running'
    group by all
),

-- of a sum of years and a running total the one that reaches further, the printed one where both reach as far; a sum
-- with gaps yields to a printed total
totals as (
    select
        t.target_fact_id,
        r.value + r.later as done, r.value_low + r.later_low as done_low, r.value_high + r.later_high as done_high,
        case when not r.is_known_to_end then 'ge'
            when r.is_exact then case when r.comparator = 'approx' then 'approx' else 'eq' end
            when r.years_added = 0 then r.comparator::varchar else 'ge' end as sign,
        case when not r.is_gapless then 'partial' when not r.is_known_to_end then 'at_least'
            when r.is_exact or r.years_added = 0 then 'exact' else 'at_least' end as grade,
        r.month as data_month, greatest(r.reliability::varchar, r.later_weakest) as weakest,
        list_concat([r.fact_id], coalesce(r.later_facts, [])) as used, (r.month - r.start_index) // 12 as years,
        list_concat(range(r.first_year, r.last_year + 1), coalesce(r.later_years, [])) as known_years,
        list_concat(
            case when r.total_through < 12 and r.total_month < r.horizon then [r.last_year] else [] end,
            coalesce(r.later_part_years, [])
        ) as part_years,
        true as is_printed_total, r.fact_id as total_fact_id, r.total_month
    from query_table(targets) t
    join (
        select
            *,
            years_added = (month - 1) // 12 - (total_month - 1) // 12
                and (not is_over or (month - 1) // 12 = (end_index - 1) // 12) as is_gapless,
            (total_through = 12 or total_month = horizon) and is_whole as is_known_to_end
        from running
    ) r using (target_fact_id)
    left join summed s using (target_fact_id)
    where t.test = 'sum' and (s.data_month is null or r.month >= s.data_month or not s.is_gapless)
),

-- the mean of a target's years: a printed mean of several years stands for each of them, other years stand beside it
means as (
    select
        target_fact_id,
        cast((value * own_years + coalesce(others, 0)) / (own_years + other_years) as decimal(18, 6)) as mean,
        list_append(coalesce(other_signs, []), sign) as signs, greatest(month, coalesce(other_month, 0)) as data_month,
        greatest(reliability, coalesce(other_weakest, '')) as weakest,
        list_concat([fact_id], coalesce(other_facts, [])) as used,
        own_years + other_years as years,
        list_sort(list_concat(range(year_from, year_to + 1), coalesce(other_known, []))) as known_years,
        own_years + other_years = case when is_over then (end_index - start_index) // 12
            else (greatest(month, coalesce(other_month, 0)) - 1) // 12 - start_index // 12 + 1 end as is_gapless
    from (
        select
            p.target_fact_id, p.fact_id, p.value, p.comparator::varchar as sign, p.reliability::varchar as reliability,
            p.month, p.year_from,
            p.year_to, p.start_index, p.end_index, p.is_over, p.year_to - p.year_from + 1 as own_years,
            sum(y.value) as others, count(y.fact_id) as other_years, max(y.month) as other_month,
            max(y.reliability::varchar) as other_weakest,
            list(distinct y.comparator::varchar) filter (y.fact_id is not null) as other_signs,
            list(y.fact_id order by y.year_to) filter (y.fact_id is not null) as other_facts,
            list(y.year_to order by y.year_to) filter (y.fact_id is not null) as other_known
        from (
            select * from results_in_span(as_of, results := results)
            where test = 'mean_of_years' and basis = 'average' and year_from < year_to and series is null
            qualify row_number() over (
                partition by target_fact_id order by year_to - year_from desc, month desc, reliability, fact_id
            ) = 1
        ) p
        left join chosen y on y.target_fact_id = p.target_fact_id and y.slot = 'year'
            and y.year_to not between p.year_from and p.year_to
        group by all
    )
),

-- the years by which a yearly floor or ceiling is judged: all that are whole; one that still runs where it is for
-- certain within
counted_years as (
    select y.target_fact_id, y.year_to, t.year_from as span_first
    from chosen y
    join query_table(targets) t using (target_fact_id)
    where y.slot = 'year' and t.test = 'every_year' and (
        y.kind = 'level' or y.through_month = 12 or month_index(y.year_to, 12) <= y.horizon
        or is_surely_met(y.value, 'ge', t.target, t.side, t.is_closed) and t.side = 'up'
    )
),

-- the year that still runs beside them, to be mentioned
running_years as (
    select
        y.target_fact_id, y.year_to as running_year, y.through_month as running_month, y.value_raw as running_raw,
        y.fact_id as running_fact_id,
        one_decimal(100 * y.value / t.target) as running_pct
    from chosen y
    join query_table(targets) t using (target_fact_id)
    where y.slot = 'year' and t.test = 'every_year' and y.kind = 'each_year' and y.through_month < 12
        and month_index(y.year_to, 12) > y.horizon
),

-- what is done: one row a target that has any usable figure; `sign` says how the figure is known (eq, ge …)
done_by as (
    select * exclude (total_fact_id, total_month), false as is_pooled from totals

    union all by name
    select
        s.target_fact_id, s.done, s.done_low, s.done_high,
        case when s.is_whole and s.is_gapless and s.is_exact then sign_of_mean(s.signs) else 'ge' end as sign,
        case
            when not s.is_gapless then 'partial'
            when s.is_whole and s.is_exact then 'exact'
            else 'at_least'
        end as grade,
        s.data_month, s.weakest, s.used, s.years, s.known_years, s.part_years, false as is_pooled,
        false as is_printed_total
    from summed s
    join query_table(targets) t using (target_fact_id)
    where t.test = 'sum' and not exists (select 1 from totals p where p.target_fact_id = s.target_fact_id)

    union all by name
    -- growth: the compound yearly rate from the base to the latest value, in percent
    select
        c.target_fact_id,
        one_decimal(100 * (power(c.value / t.base_used, 12.0 / (c.month - t.start_index)) - 1)) as done,
        done as done_low, done as done_high,
        cast(c.comparator as varchar) as sign,
        case
            when c.comparator in ('eq', 'approx') and t.base_used_comparator in ('eq', 'approx') then 'exact'
            else 'partial'
        end as grade,
        c.month as data_month, c.reliability::varchar as weakest, [c.fact_id] as used,
        (c.month - t.start_index) // 12 as years,
        [c.year_to] as known_years, false as is_pooled
    from chosen c
    join query_table(targets) t using (target_fact_id)
    where c.slot = 'latest' and t.test = 'growth' and t.base_used > 0 and c.value > 0

    union all by name
    select
        target_fact_id, value as done, value_low as done_low, value_high as done_high,
        cast(comparator as varchar) as sign, 'exact' as grade,
        month as data_month, reliability::varchar as weakest, [fact_id] as used, s.years, s.known_years,
        basis = 'pooled' as is_pooled, basis = 'average' as is_average
    from chosen
    left join summed s using (target_fact_id)
    where slot = 'latest' and test = 'end_value'

    union all by name
    select
        target_fact_id, mean as done, mean as done_low, mean as done_high, sign_of_mean(signs) as sign,
        case when is_gapless then 'exact' else 'partial' end as grade, data_month, weakest, used, years, known_years,
        false as is_pooled
    from (
        select *
        from (
            select *
            from means
            union all by name select target_fact_id, mean, signs, data_month, weakest, used, years, known_years,
            is_gapless
            from summed
        )
        -- what knows more years stands; of as many the years themselves
        qualify row_number() over (partition by target_fact_id order by years desc, len(used) desc) = 1
    )
    join query_table(targets) t using (target_fact_id)
    where t.test = 'mean_of_years'

    union all by name
    -- the weakest whole year stands for all: one that is for certain outside before one that only may be. A year that
    -- still runs says nothing against the target; it counts once it is for certain within
    select
        target_fact_id, list(value order by is_outside desc, weight, sign)[1] as done,
        case any_value(side) when 'up' then min(value_low) else max(value_low) end as done_low,
        case any_value(side) when 'up' then min(value_high) else max(value_high) end as done_high,
        list(sign order by is_outside desc, weight, sign)[1]::varchar as sign,
        case when any_value(is_gapless) then 'exact' else 'partial' end as grade, max(month) as data_month,
        max(reliability::varchar) as weakest, list(fact_id order by year_to) as used, count(*) as years,
        list(year_to order by year_to) as known_years,
        list(year_to order by year_to) filter (kind <> 'level' and through_month < 12) as part_years, false as is_pooled
    from (
        select
            y.*, t.side, s.is_gapless, case t.side when 'up' then y.value else -y.value end as weight,
            case when y.kind = 'level' or y.through_month = 12 then y.comparator else 'ge' end as sign,
            is_surely_missed(
                y.value, case when y.kind = 'level' or y.through_month = 12 then y.comparator else 'ge' end, t.target,
                t.side, t.is_closed
            ) as is_outside
        from (select * from chosen where slot = 'year') y
        join query_table(targets) t using (target_fact_id)
        join (
            select
                k.target_fact_id,
                count(*) = case
                    when bool_or(j.end_index <= as_of_index(as_of)) then any_value(j.year_to)
                    else max(k.year_to)
                end - min(k.span_first) + 1 as is_gapless
            from counted_years k
            join query_table(targets) j using (target_fact_id)
            group by k.target_fact_id
        ) s using (target_fact_id)
        where t.test = 'every_year'
            and exists (
                select 1 from counted_years k where k.target_fact_id = y.target_fact_id and k.year_to = y.year_to
            )
    )
    group by target_fact_id
),

-- the first year at whose end a total or level had for certain reached its target, as the most reliable figures say
first_years as (
    select
        c.target_fact_id, min(c.year_to) as first_year_certain,
        arg_min(
            case t.kind when 'total' then c.weakest else cast(c.reliability as varchar) end,
            (c.year_to, case t.kind when 'total' then c.weakest else cast(c.reliability as varchar) end)
        ) as first_year_reliability
    from (
        select target_fact_id, year_to, value_low, reliability, sum(value_low) over years as running,
            max(cast(reliability as varchar)) over years as weakest
        from chosen
        where slot = 'year'
        window years as (partition by target_fact_id order by year_to)
        union all
        -- a printed running total says by when it was reached
        select target_fact_id, year_to, value, reliability, value, cast(reliability as varchar)
        from query_table(slotted)
        where slot = 'running' and month <= as_of_index(as_of) and comparator in ('eq', 'ge', 'gt')
            and is_in_force(since_index, until_index, as_of_index(as_of))
    ) c
    join query_table(targets) t using (target_fact_id)
    where case t.kind
        when 'total' then c.running >= t.target
        else is_surely_met(c.value_low, 'eq', t.target, t.side, t.is_closed)
    end
    group by c.target_fact_id
)

select *
from done_by
full join running_years using (target_fact_id)
left join first_years using (target_fact_id);
