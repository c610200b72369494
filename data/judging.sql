-- How a target is judged at a month: macros in the order of reading; the last one is the judgement of every target.
-- Months are counted from year 0, so that December of a year is 12 * year + 12. docs/method.md says the rules to users.

create macro month_index(year, month) as cast(year as integer) * 12 + month;
create macro month_text(index) as printf('%d-%02d', (index - 1) // 12, (index - 1) % 12 + 1);
create macro as_of_index(as_of) as month_index(cast(left(as_of, 4) as integer), cast(right(as_of, 2) as integer));

-- A value and a target are intervals. The side on which a target lies: the sign's, or the indicator's own direction.
create macro target_side(comparator, direction) as case
    when comparator in ('ge', 'gt') then 'up'
    when comparator in ('le', 'lt') then 'down'
    when direction = 'down' then 'down'
    else 'up'
end;

-- For certain within the target: all that the value may be lies there; equality counts where the target is closed.
create macro is_surely_met(value, value_sign, target, side, is_closed) as case
    when side = 'up' then (value_sign in ('eq', 'ge', 'approx') and (value > target or value = target and is_closed))
        or (value_sign = 'gt' and value >= target)
    else (value_sign in ('eq', 'le', 'approx') and (value < target or value = target and is_closed))
        or (value_sign = 'lt' and value <= target)
end;

-- For certain outside the target: nothing that the value may be lies there.
create macro is_surely_missed(value, value_sign, target, side, is_closed) as case
    when side = 'up' then (value_sign in ('eq', 'le', 'approx') and (value < target or value = target and not is_closed))
        or (value_sign = 'lt' and value <= target)
    else (value_sign in ('eq', 'ge', 'approx') and (value > target or value = target and not is_closed))
        or (value_sign = 'gt' and value >= target)
end;

-- Every target once: a target that the text repeats is the table's; one quoted from an earlier plan is not judged again.
create view plan_targets as
with

read as (
    select
        f.* exclude (comparator, value, unit, factor), f.comparator, f.target_unit as unit, f.target_factor as factor,
        case when f.form = 'growth' then 'growth' when f.basis = 'each_year' then 'each_year' when f.basis = 'total' then 'total' else 'level' end as kind,
        target_side(f.comparator, f.direction) as side
    from targets f
    join documents d using (document_id)
    left join periods p on p.period_id = d.period_id
    where (f.value is not null or f.form in ('relative', 'words'))
        and (f.place = 'table' or p.period_id is null or f.year_to >= p.year_from)
),

chosen as (
    select *
    from read
    qualify row_number() over (
        partition by document_id, region_id, indicator_id, year_to, kind, case kind when 'total' then year_from end
        order by place = 'table' desc, place = 'box' desc, fact_id
    ) = 1
)

select
    c.fact_id as target_fact_id, c.document_id, c.region_id, c.indicator_id, c.period_id, c.attribute, c.measure, c.direction, c.kind, c.side,
    c.place, r.target_fact_id is not null as is_plan_row, c.table_no, c.row_no, try_cast(regexp_extract(c.row_no, '^[0-9]+') as integer) as row_order,
    c.form, c.reference_year, c.reference_fact_id,
    c.span_from as year_from, c.year_to,
    -- of growth the yearly rate is the target, in percent
    case when c.form = 'growth' then (select f.value from facts f where f.fact_id = c.fact_id) else c.target end as target,
    c.shown as target_raw, c.comparator, case when c.form = 'growth' then (select f.unit from facts f where f.fact_id = c.fact_id) else c.unit end as unit,
    c.factor, c.responsible,
    month_index(c.span_from, 1) - 1 as start_index, month_index(c.year_to, 12) as end_index,
    -- 4.5 against <4.5 is met where the same plan also says 4.5%以内
    coalesce(c.comparator in ('eq', 'ge', 'le', 'approx'), true) or exists (
        select 1 from facts o
        where o.document_id = c.document_id and o.region_id = c.region_id and o.indicator_id = c.indicator_id and o.role = 'target'
            and o.year_to = c.year_to and o.value = c.target and o.comparator in ('ge', 'le')
    ) as is_closed,
    r.base_raw as base_printed_raw, r.base as base_printed,
    -- the printed base of a redefined indicator is another one's
    case when b.is_redefined and b.base_origin = 'printed' then null else b.base_used end as base_used,
    case when b.is_redefined and b.base_origin = 'printed' then null else b.base_used_comparator end as base_used_comparator,
    case when b.is_redefined and b.base_origin = 'printed' then null else b.base_used_fact_id end as base_used_fact_id,
    case when b.is_redefined and b.base_origin = 'printed' then null else b.base_used_fact_ids end as base_used_fact_ids,
    case when b.is_redefined and b.base_origin = 'printed' then null else b.base_used_basis end as base_used_basis,
    -- what of target and base is set against each other: of unlike spans a year's share
    b.target_on_basis, case when b.is_redefined and b.base_origin = 'printed' then null else b.base_on_basis end as base_on_basis,
    c.intent as intent_given, c.test as test_given, c.basis = 'average' and c.year_from < c.year_to as is_mean
from chosen c
join target_bases b on b.target_fact_id = c.fact_id
left join plan_rows r on r.target_fact_id = c.fact_id;

-- Intent and test of every target: what the fact says, else what its numbers and words say.
create table judged_targets as -- a table of the built file, for every judgement reads it many times
select
    * exclude (intent_given, test_given, is_mean, target_on_basis, base_on_basis),
    coalesce(cast(intent_given as varchar), case
        when kind in ('total', 'growth') then 'raise'
        when kind = 'each_year' then 'hold_floor'
        -- lower than what was reached is to be worked for, else the side is only to be kept
        when side = 'down' and target < base_used and base_used_comparator in ('eq', 'approx') then 'raise'
        when side = 'down' then 'hold_ceiling'
        when base_used is null then case when comparator in ('ge', 'gt') then 'hold_floor' else 'raise' end
        when target > base_used then 'raise'
        else 'hold_floor'
    end) as intent,
    coalesce(cast(test_given as varchar), case
        when kind = 'total' then 'sum'
        when kind = 'each_year' then 'every_year'
        when kind = 'growth' then 'growth'
        when is_mean then 'mean_of_years'
        else 'end_value'
    end) as test
from plan_targets;

-- The region's own results that lie inside a target's span and are out by a month, in the target's unit. A dated flow that a
-- plan prints as its base is the result of that year too (METHOD 2), where no other is known.
create macro results_in_span(as_of) as table
select
    t.target_fact_id, t.kind, t.test, t.start_index, t.end_index, f.fact_id, f.year_from, f.year_to, f.through_month,
    month_index(f.year_to, f.through_month) as month, f.basis, f.reliability, f.shown as value_raw, f.comparator, f.series,
    cast(f.value_in_units / t.factor as decimal(18, 6)) as value, f.step_in_units / t.factor as step, d.issued_on,
    least(as_of_index(as_of), t.end_index) as horizon, as_of_index(as_of) >= t.end_index as is_over
from judged_targets t
join measured_facts f on f.value is not null and f.region_id = t.region_id and f.indicator_id = t.indicator_id
    and (f.role = 'actual' or f.fact_id in (select fact_id from year_flows where role = 'baseline'))
    and f.year_from >= t.year_from and f.year_to <= t.year_to
    and month_index(f.year_to, f.through_month) <= least(as_of_index(as_of), t.end_index)
join documents d on d.document_id = f.document_id;

-- The figures that may stand for something, each in its slot: a year of the span, the span from its first year up to a month
-- (a printed running total; of the whole span at its end), or the latest dated level. In a slot the longest coverage comes first, then reliability; what is equal in both are rivals.
-- Of rivals the later known date leads; one that agrees with it by rounding and prints more digits takes its place.
-- The others, where they do not agree, give the range value_low to value_high.
create macro chosen_results(as_of) as table
with

slots as (
    select *, 'year' as slot, year_to as slot_year
    from results_in_span(as_of)
    where year_from = year_to and case when kind in ('level', 'growth') then basis in ('at_end', 'average') else basis = 'total' end
    union all
    select *, 'running', 0
    from results_in_span(as_of)
    where test = 'sum' and basis = 'total' and year_from < year_to and month_index(year_from, 1) - 1 = start_index
    union all
    select *, 'latest', 0
    from results_in_span(as_of)
    where kind = 'level' and (year_from = year_to and basis in ('at_end', 'average') or basis = 'pooled')
        -- growth is reckoned from year to year: by levels at their ends, or by the flows of whole years
        or kind = 'growth' and year_from = year_to and (basis in ('at_end', 'average') or basis = 'total' and through_month = 12)
),

standing as (
    select *
    from slots
    where series is null
    qualify dense_rank() over (partition by target_fact_id, slot, slot_year order by month desc, reliability) = 1
),

led as (
    select *, first_value(value) over later as lead_value, first_value(step) over later as lead_step
    from standing
    window later as (partition by target_fact_id, slot, slot_year order by issued_on desc nulls last, fact_id)
),

settled as (
    select *, figures_agree(value, step, lead_value, lead_step) as is_agreeing, first_value(value) over finest as chosen_value,
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

-- The word that one figure earns. `figure` is done, its low or its high; null where it earns none.
create macro earned_status(figure, sign, grade, is_fresh, intent, test, measure, target, side, is_closed, is_over, gap) as case
    when figure is null or target is null then null
    when test = 'sum' then case
        when is_surely_met(figure, sign, target, side, is_closed)
            then case when not is_over then 'reached_early' when figure > target then 'exceeded' else 'met' end
        when is_over then case when is_surely_missed(figure, sign, target, side, is_closed) then 'missed' end
        when gap >= 5 then 'ahead'
        when gap >= 0 then 'on_time'
        when grade <> 'exact' then null
        when gap > -5 then 'slightly_behind'
        else 'behind'
    end
    when test = 'every_year' then case
        -- one year that is for certain outside decides; to be within, every year must be known
        when is_surely_missed(figure, sign, target, side, is_closed) then 'over_limit'
        when grade = 'exact' and is_surely_met(figure, sign, target, side, is_closed) then 'within_limit'
    end
    when test = 'mean_of_years' then case
        when grade = 'partial' then null
        when is_surely_met(figure, sign, target, side, is_closed) then 'within_limit'
        when is_surely_missed(figure, sign, target, side, is_closed) then 'over_limit'
    end
    -- a yearly rate of growth is reached or not so far, never set against the time elapsed
    when test = 'growth' then case
        when grade <> 'exact' then null
        when is_surely_met(figure, sign, target, side, is_closed)
            then case when not is_over then 'within_limit' when figure <> target then 'exceeded' else 'met' end
        when is_surely_missed(figure, sign, target, side, is_closed) then case when is_over then 'missed' else 'over_limit' end
    end
    -- an old value says how the end was only where it had reached what was asked
    when not is_fresh then case when intent = 'raise' and is_surely_met(figure, sign, target, side, is_closed) then 'reached_within' end
    when intent in ('hold_floor', 'hold_ceiling') then case
        when is_surely_met(figure, sign, target, side, is_closed) then 'within_limit'
        when is_surely_missed(figure, sign, target, side, is_closed) then 'over_limit'
    end
    when is_surely_met(figure, sign, target, side, is_closed)
        then case when not is_over then case when measure = 'growth_rate' then 'on_time' else 'reached_early' end
            when figure <> target then 'exceeded' else 'met' end
    when not is_surely_missed(figure, sign, target, side, is_closed) then null
    when is_over then 'missed'
    when measure = 'growth_rate' then case when figure - target > -5 then 'slightly_behind' else 'behind' end
    when gap >= 5 then 'ahead'
    when gap >= 0 then 'on_time'
    when gap > -5 then 'slightly_behind'
    when gap <= -5 then 'behind'
end;

-- A figure about a round number, or a target of about one (左右), is not failed by the figure alone.
create macro unless_round(word, sign, comparator) as case
    when word in ('missed', 'over_limit') and 'approx' in (sign, comparator::varchar) then null
    else word
end;

-- How a mean is known when its years are known as `signs` say: a mean of years that are below is below.
create macro sign_of_mean(signs) as case
    when not list_has_any(signs, ['ge', 'gt', 'le', 'lt']) then case when list_contains(signs, 'approx') then 'approx' else 'eq' end
    when not list_has_any(signs, ['ge', 'gt']) then case when list_contains(signs, 'lt') then 'lt' else 'le' end
    when not list_has_any(signs, ['le', 'lt']) then case when list_contains(signs, 'gt') then 'gt' else 'ge' end
end;

-- Every target at a month: figures, percentages and word; why, where there is none.
create macro judgements(as_of) as table
with

chosen as materialized (select * from chosen_results(as_of)),

-- the years of a target together
summed as (
    select
        target_fact_id, sum(value) as done, sum(value_low) as done_low, sum(value_high) as done_high,
        max(month) as data_month, count(*) as years, min(year_to) as first_year,
        -- a year is whole when it is known to December, or to the month up to which all is counted
        bool_and(through_month = 12 or month = horizon) as is_whole,
        -- every year from the first of the span up to the last known one (to the last of the span once it is over)
        count(*) = case when is_over then (end_index - start_index) // 12 else (max(month) - 1) // 12 - start_index // 12 + 1 end as is_gapless,
        bool_and(comparator in ('eq', 'approx')) as is_exact, list(distinct comparator::varchar) as signs,
        max(reliability::varchar) as weakest, list(fact_id order by year_to) as used, cast(avg(value) as decimal(18, 6)) as mean,
        list(year_to order by year_to) as known_years,
        list(year_to order by year_to) filter (through_month < 12 and month < horizon) as part_years
    from chosen
    where slot = 'year'
    group by target_fact_id, start_index, end_index, is_over
),

-- a printed running total, and the years that may be added to it: those after it, where it ends with a year
running as (
    select
        w.target_fact_id, w.start_index, w.end_index, w.is_over, w.horizon, w.comparator, w.fact_id, w.reliability, w.month as total_month,
        w.value, w.value_low, w.value_high, w.through_month as total_through, w.year_from as first_year, w.year_to as last_year,
        coalesce(sum(y.value), 0) as later, coalesce(sum(y.value_low), 0) as later_low, coalesce(sum(y.value_high), 0) as later_high,
        max(coalesce(y.month, w.month)) as month, coalesce(max(y.reliability::varchar), '') as later_weakest,
        list(y.fact_id order by y.year_to) filter (y.fact_id is not null) as later_facts,
        list(y.year_to order by y.year_to) filter (y.fact_id is not null) as later_years,
        list(y.year_to order by y.year_to) filter (y.through_month < 12 and y.month < w.horizon) as later_part_years,
        bool_and((y.comparator is null or y.comparator in ('eq', 'approx')) and w.comparator in ('eq', 'approx')) as is_exact,
        bool_and(y.fact_id is null or y.through_month = 12 or y.month = w.horizon) as is_whole,
        count(y.fact_id) as years_added
    from chosen w
    left join chosen y on y.target_fact_id = w.target_fact_id and y.slot = 'year' and w.through_month = 12 and y.year_to > w.year_to
    where w.slot = 'running'
    group by all
),

-- of a sum of years and a running total the one that reaches further, the printed one where both reach as far; a sum
-- with gaps yields to a printed total
totals as (
    select
        t.target_fact_id,
        r.value + r.later as done, r.value_low + r.later_low as done_low, r.value_high + r.later_high as done_high,
        case when not r.is_known_to_end then 'ge' when r.is_exact then case when r.comparator = 'approx' then 'approx' else 'eq' end
            when r.years_added = 0 then r.comparator::varchar else 'ge' end as sign,
        case when not r.is_gapless then 'partial' when not r.is_known_to_end then 'at_least'
            when r.is_exact or r.years_added = 0 then 'exact' else 'at_least' end as grade,
        r.month as data_month, greatest(r.reliability::varchar, r.later_weakest) as weakest,
        list_concat([r.fact_id], coalesce(r.later_facts, [])) as used, (r.month - r.start_index) // 12 as years,
        list_concat(range(r.first_year, r.last_year + 1), coalesce(r.later_years, [])) as known_years,
        list_concat(case when r.total_through < 12 and r.total_month < r.horizon then [r.last_year] else [] end, coalesce(r.later_part_years, [])) as part_years,
        true as is_printed_total, r.fact_id as total_fact_id, r.total_month
    from judged_targets t
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
        target_fact_id, cast((value * own_years + coalesce(others, 0)) / (own_years + other_years) as decimal(18, 6)) as mean,
        list_append(coalesce(other_signs, []), sign) as signs, greatest(month, coalesce(other_month, 0)) as data_month,
        greatest(reliability, coalesce(other_weakest, '')) as weakest, list_concat([fact_id], coalesce(other_facts, [])) as used,
        own_years + other_years as years, list_sort(list_concat(range(year_from, year_to + 1), coalesce(other_known, []))) as known_years,
        own_years + other_years = case when is_over then (end_index - start_index) // 12
            else (greatest(month, coalesce(other_month, 0)) - 1) // 12 - start_index // 12 + 1 end as is_gapless
    from (
        select
            p.target_fact_id, p.fact_id, p.value, p.comparator::varchar as sign, p.reliability::varchar as reliability, p.month, p.year_from,
            p.year_to, p.start_index, p.end_index, p.is_over, p.year_to - p.year_from + 1 as own_years,
            sum(y.value) as others, count(y.fact_id) as other_years, max(y.month) as other_month, max(y.reliability::varchar) as other_weakest,
            list(distinct y.comparator::varchar) filter (y.fact_id is not null) as other_signs,
            list(y.fact_id order by y.year_to) filter (y.fact_id is not null) as other_facts,
            list(y.year_to order by y.year_to) filter (y.fact_id is not null) as other_known
        from (
            select * from results_in_span(as_of)
            where test = 'mean_of_years' and basis = 'average' and year_from < year_to and series is null
            qualify row_number() over (partition by target_fact_id order by year_to - year_from desc, month desc, reliability, fact_id) = 1
        ) p
        left join chosen y on y.target_fact_id = p.target_fact_id and y.slot = 'year' and y.year_to not between p.year_from and p.year_to
        group by all
    )
),

-- the years by which a yearly floor or ceiling is judged: all that are whole; one that still runs where it is for certain within
counted_years as (
    select y.target_fact_id, y.year_to, t.year_from as span_first
    from chosen y
    join judged_targets t using (target_fact_id)
    where y.slot = 'year' and t.test = 'every_year' and (
        y.kind = 'level' or y.through_month = 12 or month_index(y.year_to, 12) <= y.horizon
        or is_surely_met(y.value, 'ge', t.target, t.side, t.is_closed) and t.side = 'up'
    )
),

-- the year that still runs beside them, to be mentioned
running_years as (
    select
        y.target_fact_id, y.year_to as running_year, y.through_month as running_month, y.value_raw as running_raw, y.fact_id as running_fact_id,
        one_decimal(100 * y.value / t.target) as running_pct
    from chosen y
    join judged_targets t using (target_fact_id)
    where y.slot = 'year' and t.test = 'every_year' and y.kind = 'each_year' and y.through_month < 12 and month_index(y.year_to, 12) > y.horizon
),

-- what is done: one row a target that has any usable figure; `sign` says how the figure is known (eq, ge …)
done_by as (
    select * exclude (total_fact_id, total_month), false as is_pooled from totals

    union all by name
    select
        s.target_fact_id, s.done, s.done_low, s.done_high,
        case when s.is_whole and s.is_gapless and s.is_exact then sign_of_mean(s.signs) else 'ge' end as sign,
        case when not s.is_gapless then 'partial' when s.is_whole and s.is_exact then 'exact' else 'at_least' end as grade,
        s.data_month, s.weakest, s.used, s.years, s.known_years, s.part_years, false as is_pooled, false as is_printed_total
    from summed s
    join judged_targets t using (target_fact_id)
    where t.test = 'sum' and not exists (select 1 from totals p where p.target_fact_id = s.target_fact_id)

    union all by name
    -- growth: the compound yearly rate from the base to the latest value, in percent
    select
        c.target_fact_id, one_decimal(100 * (power(c.value / t.base_used, 12.0 / (c.month - t.start_index)) - 1)) as done, done as done_low, done as done_high,
        cast(c.comparator as varchar) as sign, case when c.comparator in ('eq', 'approx') and t.base_used_comparator in ('eq', 'approx') then 'exact' else 'partial' end as grade,
        c.month as data_month, c.reliability::varchar as weakest, [c.fact_id] as used, (c.month - t.start_index) // 12 as years,
        [c.year_to] as known_years, false as is_pooled
    from chosen c
    join judged_targets t using (target_fact_id)
    where c.slot = 'latest' and t.test = 'growth' and t.base_used > 0 and c.value > 0

    union all by name
    select
        target_fact_id, value as done, value_low as done_low, value_high as done_high, cast(comparator as varchar) as sign, 'exact' as grade,
        month as data_month, reliability::varchar as weakest, [fact_id] as used, s.years, s.known_years, basis = 'pooled' as is_pooled, basis = 'average' as is_average
    from chosen
    left join summed s using (target_fact_id)
    where slot = 'latest' and test = 'end_value'

    union all by name
    select
        target_fact_id, mean as done, mean as done_low, mean as done_high, sign_of_mean(signs) as sign,
        case when is_gapless then 'exact' else 'partial' end as grade, data_month, weakest, used, years, known_years, false as is_pooled
    from (
        select *
        from (select * from means union all by name select target_fact_id, mean, signs, data_month, weakest, used, years, known_years, is_gapless from summed)
        -- what knows more years stands; of as many the years themselves
        qualify row_number() over (partition by target_fact_id order by years desc, len(used) desc) = 1
    )
    join judged_targets t using (target_fact_id)
    where t.test = 'mean_of_years'

    union all by name
    -- the weakest whole year stands for all: one that is for certain outside before one that only may be. A year that still
    -- runs says nothing against the target; it counts once it is for certain within
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
            is_surely_missed(y.value, case when y.kind = 'level' or y.through_month = 12 then y.comparator else 'ge' end, t.target, t.side, t.is_closed) as is_outside
        from (select * from chosen where slot = 'year') y
        join judged_targets t using (target_fact_id)
        join (
            select k.target_fact_id, count(*) = case when bool_or(j.end_index <= as_of_index(as_of)) then any_value(j.year_to) else max(k.year_to) end - min(k.span_first) + 1 as is_gapless
            from counted_years k
            join judged_targets j using (target_fact_id)
            group by k.target_fact_id
        ) s using (target_fact_id)
        where t.test = 'every_year' and exists (select 1 from counted_years k where k.target_fact_id = y.target_fact_id and k.year_to = y.year_to)
    )
    group by target_fact_id
),

known as (
    select
        t.*, y.* exclude (target_fact_id), d.done, d.done_low, d.done_high, coalesce(d.grade, 'none') as done_grade, d.sign, d.data_month, d.weakest, d.used, d.years,
        d.known_years, d.part_years, coalesce(d.is_pooled, false) as is_pooled, coalesce(d.is_average, false) as is_average, coalesce(d.is_printed_total, false) as is_printed_total,
        as_of_index(as_of) >= t.end_index as is_over,
        least(as_of_index(as_of), t.end_index) as horizon,
        t.end_index - t.start_index as total_months
    from judged_targets t
    left join done_by d using (target_fact_id)
    left join running_years y using (target_fact_id)
),

timed as (
    select
        *,
        -- while the span runs, time is counted to the last month with data
        case when is_over then total_months else greatest(coalesce(data_month, horizon) - start_index, 0) end as elapsed,
        -- at the end a level must be of the end year or at most twelve months old; before, its date is printed with it
        not is_over or horizon - data_month <= 12 as is_fresh,
        -- a verdict on a value that is not of the end, or old while the span runs, carries its date
        case when kind = 'level' and test = 'end_value' and not is_pooled and is_over then data_month < end_index
            when kind = 'total' or kind = 'level' and test = 'end_value' and not is_pooled then not is_over and horizon - data_month > 12 else false end as is_dated,
        kind = 'level' and intent = 'raise' and base_used is not null and base_used_comparator in ('eq', 'approx') and target <> base_used
            and measure <> 'growth_rate' and test = 'end_value' as has_line
    from known
),

measured as (
    select
        *,
        100.0 * elapsed / total_months as time_share,
        case when kind = 'total' or (kind = 'level' and measure in ('stock', 'amount') and test = 'end_value') then 100.0 * done / nullif(target, 0) end as share,
        case when has_line then 100.0 * (done - base_used) / (target - base_used) end as share_of_rise,
        case when kind = 'total' then 100.0 * done / nullif(target, 0) when has_line then 100.0 * (done - base_used) / (target - base_used) end as paced,
        case when kind = 'total' then 100.0 * done_low / nullif(target, 0) when has_line then 100.0 * (done_low - base_used) / (target - base_used) end as paced_low,
        case when kind = 'total' then 100.0 * done_high / nullif(target, 0) when has_line then 100.0 * (done_high - base_used) / (target - base_used) end as paced_high
    from timed
),

earned as (
    select
        *,
        earned_status(done, sign, done_grade, is_fresh, intent, test, measure, target, side, is_closed, is_over, one_decimal(paced - time_share)) as word,
        earned_status(done_low, sign, done_grade, is_fresh, intent, test, measure, target, side, is_closed, is_over, one_decimal(paced_low - time_share)) as word_low,
        earned_status(done_high, sign, done_grade, is_fresh, intent, test, measure, target, side, is_closed, is_over, one_decimal(paced_high - time_share)) as word_high,
        case when not is_over and kind = 'total' and years >= 3 and done_grade <> 'partial' and elapsed > 0 then done * 12.0 / elapsed end as pace
    from measured
),

worded as (
    select * replace (
        unless_round(word, sign, comparator) as word, unless_round(word_low, sign, comparator) as word_low,
        unless_round(word_high, sign, comparator) as word_high
    )
    from earned
),

-- why a target without a word has none; the first that holds
refused as (
    select
        w.*,
        case
            when form in ('relative', 'words') then 'unquantified'
            when done is null and as_of_index(as_of) <= start_index then 'not_begun'
            when done is null and exists (
                select 1 from facts f where f.role = 'actual' and f.region_id = w.region_id and f.indicator_id = w.indicator_id
                    and f.series is not null and f.year_to between w.year_from and w.year_to
            ) then 'method_changed'
            when done is null and o.other_fact_id is not null then 'mismatch'
            when done is null then 'no_result'
            when word is distinct from word_low or word is distinct from word_high then 'conflict'
            when kind = 'level' and test = 'end_value' and not is_fresh then 'stale'
            else 'no_result'
        end as refusal,
        o.other_fact_id, o.other_raw, o.other_unit, o.other_year, o.other_zh, o.other_en, o.relation_zh, o.relation_en
    from worded w
    left join lateral (
        select
            f.fact_id as other_fact_id, f.value_raw as other_raw, f.unit as other_unit, f.year_to as other_year,
            i.name_zh as other_zh, i.name_en as other_en, x.reason_zh as relation_zh, x.reason_en as relation_en
        from relations x
        join indicators i on i.indicator_id = case x.indicator_id when w.indicator_id then x.other_indicator_id else x.indicator_id end
        join facts f on f.indicator_id = i.indicator_id and f.role = 'actual' and f.value is not null and f.region_id = w.region_id
            and f.year_from >= w.year_from and f.year_to <= w.year_to and month_index(f.year_to, f.through_month) <= w.horizon
        where w.indicator_id in (x.indicator_id, x.other_indicator_id) and x.indicator_id <> x.other_indicator_id
            and (x.region_id is null or x.region_id = w.region_id)
        order by f.year_to desc, f.through_month desc, f.reliability, f.fact_id
        limit 1
    ) o on w.done is null
),

judged as (
    select
        *,
        case when word is not distinct from word_low and word is not distinct from word_high then coalesce(word, 'not_assessed')
            else 'not_assessed' end as status,
        case when pace is not null then done + pace * (total_months - elapsed) / 12 end as projected_value
    from refused
),

-- the doubtful figures without any one of which the word would be another: of grade C, or of doubtful indicator (METHOD 3).
-- Another figure of the same year and coverage takes the place of the one that is left out.
decisive as (
    select target_fact_id, list(fact_id order by year_to) as decisive_fact_ids
    from (
        select
            j.target_fact_id, j.test, j.status, j.target, f.fact_id, f.year_to, j.is_printed_total,
            j.done_low - c.value + coalesce((
                select max(r.value) from results_in_span(as_of) r
                where r.target_fact_id = j.target_fact_id and r.fact_id <> f.fact_id and r.series is null and r.year_from = c.year_from
                    and r.year_to = c.year_to and r.month >= c.month
            ), 0) as rest, j.time_share
        from (select *, unnest(used) as used_fact_id from judged where status not in ('not_assessed', 'reached_within')) j
        join facts f on f.fact_id = j.used_fact_id and (f.reliability = 'C' or starts_with(f.note, '存疑'))
        left join (select * from chosen where slot in ('year', 'running')) c on c.target_fact_id = j.target_fact_id and c.fact_id = j.used_fact_id
    )
    where case
        when test <> 'sum' or is_printed_total then true
        when status in ('exceeded', 'met', 'reached_early') then rest < target
        when status = 'ahead' then one_decimal(100.0 * rest / target - time_share) < 5
        when status = 'on_time' then one_decimal(100.0 * rest / target - time_share) < 0
        else true
    end
    group by target_fact_id
),

given as (
    select target_fact_id, list(fact_id order by year_to, through_month, fact_id) as given_fact_ids
    from results_in_span(as_of)
    group by target_fact_id
),

-- the first year at whose end a total or level had for certain reached its target
first_years as (
    select
        c.target_fact_id, min(c.year_to) as first_year_certain,
        arg_min(case t.kind when 'total' then c.weakest else cast(c.reliability as varchar) end, c.year_to) as first_year_reliability
    from (
        select target_fact_id, year_to, value_low, reliability, sum(value_low) over years as running,
            max(cast(reliability as varchar)) over years as weakest
        from chosen
        where slot = 'year'
        window years as (partition by target_fact_id order by year_to)
        union all
        -- a printed running total says by when it was reached
        select target_fact_id, year_to, value, reliability, value, cast(reliability as varchar)
        from results_in_span(as_of)
        where test = 'sum' and basis = 'total' and year_from < year_to and month_index(year_from, 1) - 1 = start_index and series is null
            and comparator in ('eq', 'ge', 'gt')
    ) c
    join judged_targets t using (target_fact_id)
    where case t.kind when 'total' then c.running >= t.target else is_surely_met(c.value_low, 'eq', t.target, t.side, t.is_closed) end
    group by c.target_fact_id
)

select
    target_fact_id, region_id, indicator_id, document_id, place, is_plan_row, table_no, row_no, row_order, kind, attribute, measure, direction, side, intent, test,
    period_id, form, reference_year, reference_fact_id, year_from, year_to, target_raw, target, comparator, unit, is_closed, responsible,
    base_printed_raw, base_printed, base_used, base_used_comparator, base_used_fact_id, base_used_fact_ids,
    done, done_grade, sign as done_sign, done_low, done_high, case when data_month is not null then month_text(data_month) end as data_through,
    weakest as weakest_reliability, is_pooled, is_average, is_dated, coalesce(len(decisive_fact_ids), 0) > 0 as is_pending_source, decisive_fact_ids,
    one_decimal(share) as completion_pct, one_decimal(share_of_rise) as increment_pct, one_decimal(time_share) as time_pct,
    case when status not in ('not_assessed', 'reached_within') then one_decimal(paced - time_share) end as gap_to_time_pp,
    case when kind <> 'each_year' then cast(done - target as decimal(18, 6)) end as gap_to_target,
    case kind when 'total' then target / (total_months / 12.0) when 'each_year' then target end as average_need_per_year,
    case when not is_over and kind = 'total' and total_months > elapsed and target > coalesce(done, 0)
        then (target - coalesce(done, 0)) * 12.0 / (total_months - elapsed) end as required_per_remaining_year,
    pace as pace_per_year, projected_value as projected,
    status, case when status = 'not_assessed' then refusal end as refusal,
    case
        when is_over or status in ('reached_early', 'within_limit', 'over_limit', 'reached_within') then null
        when projected_value is null then 'unclear'
        when projected_value >= 1.05 * target then 'early'
        when projected_value >= target then 'able'
        when sign = 'ge' then 'unclear'
        when projected_value >= 0.95 * target then 'push'
        else 'hard'
    end as outlook,
    case when status in ('exceeded', 'met', 'reached_early') then first_year_certain end as first_year_certain,
    case when status in ('exceeded', 'met', 'reached_early') then first_year_reliability end as first_year_reliability,
    used as used_fact_ids,
    list_filter(given_fact_ids, lambda x: not list_contains(coalesce(used, []), x)) as unused_fact_ids,
    horizon - data_month as horizon_months_old, is_over, is_fresh, has_line, is_printed_total, years as usable_years, known_years, part_years,
    -- a year that still runs does not lack its figure
    list_filter(range(year_from, horizon // 12), lambda y: not list_contains(coalesce(known_years, []), y)) as missing_years,
    total_months, elapsed as elapsed_months, start_index, end_index,
    running_year, running_month, running_raw, running_pct, running_fact_id,
    other_fact_id, other_raw, other_unit, other_year, other_zh, other_en, relation_zh, relation_en
from judged
left join given using (target_fact_id)
left join decisive using (target_fact_id)
left join first_years using (target_fact_id);
