-- How a target is judged, first of three: what it asks for, of which kind it is, and how it is tested. docs/method.md
-- says the rules to users. Months are counted from year 0, so that December of a year is 12 * year + 12.

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
    when side = 'up'
        then (value_sign in ('eq', 'le', 'approx') and (value < target or value = target and not is_closed))
        or (value_sign = 'lt' and value <= target)
    else (value_sign in ('eq', 'ge', 'approx') and (value > target or value = target and not is_closed))
        or (value_sign = 'gt' and value >= target)
end;

-- Every target once: a target that the text repeats is the table's; one quoted from an earlier plan is not judged
-- again.
create view plan_targets as
with

read as (
    select
        f.* exclude (comparator, value, unit, factor), f.comparator, f.target_unit as unit, f.target_factor as factor,
        case
            when f.form = 'growth' then 'growth'
            when f.basis = 'each_year' then 'each_year'
            when f.basis = 'total' then 'total'
            else 'level'
        end as kind,
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
        partition by document_id, region_id, indicator_id, year_to, kind, until_index,
            case kind when 'total' then year_from end
        order by place = 'table' desc, place = 'box' desc, fact_id
    ) = 1
)

select
    c.fact_id as target_fact_id, c.document_id, c.region_id, c.indicator_id, c.period_id, c.attribute, c.measure,
    c.direction, c.kind, c.side,
    c.since_index, c.until_index,
    c.place, r.target_fact_id is not null as is_plan_row, starts_with(c.label_raw, '其中') as is_inner,
    coalesce(r.is_unnumbered, false) as is_unnumbered, c.table_no, c.row_no,
    try_cast(regexp_extract(c.row_no, '^[0-9]+') as integer) as row_order,
    c.form, c.reference_year, c.reference_fact_id,
    c.span_from as year_from, c.year_to,
    -- of growth the yearly rate is the target, in percent
    case
        when c.form = 'growth' then (select f.value from facts f where f.fact_id = c.fact_id)
        else c.target
    end as target,
    c.shown as target_raw, c.comparator,
    case when c.form = 'growth' then (select f.unit from facts f where f.fact_id = c.fact_id) else c.unit end as unit,
    c.factor, c.responsible,
    month_index(c.span_from, 1) - 1 as start_index, month_index(c.year_to, 12) as end_index,
    -- 4.5 against <4.5 is met where the same plan also says 4.5%以内
    coalesce(c.comparator in ('eq', 'ge', 'le', 'approx'), true) or exists (
        select 1 from facts o
        where o.document_id = c.document_id and o.region_id = c.region_id and o.indicator_id = c.indicator_id
            and o.role = 'target'
            and o.year_to = c.year_to and o.value = c.target and o.comparator in ('ge', 'le')
    ) as is_closed,
    r.base_raw as base_printed_raw, r.base as base_printed,
    b.base_used, b.base_used_comparator, b.base_used_fact_id, b.base_used_fact_ids, b.base_used_basis,
    c.intent as intent_given, c.test as test_given, c.basis = 'average' and c.year_from < c.year_to as is_mean
from chosen c
left join target_bases b on b.target_fact_id = c.fact_id and not b.is_base_of_another
left join standing_rows r on r.fact_id = c.fact_id;

-- Intent and test of every target, and of what it was before it was adjusted: what the fact says, else what its
-- numbers and words say.
create table target_versions as -- a table of the built file, for every judgement reads it many times
select
    * exclude (intent_given, test_given, is_mean),
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
    end) as test,
    kind = 'level' and test = 'end_value' as is_level_at_end,
    -- there is a result of the span, but it is counted by another method
    exists (
        select 1
        from facts f
        where f.role = 'actual' and f.region_id = t.region_id and f.indicator_id = t.indicator_id
            and f.series is not null and f.year_to between t.year_from and t.year_to
    ) as is_counted_anew
from plan_targets t;

-- Those that stand now.
create view judged_targets as
select * exclude (since_index, until_index) from target_versions where until_index is null;
