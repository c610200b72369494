-- How figures are read: as numbers, as printed, in one unit, in their period, beside their rivals. Like all rules these
-- are views and macros of the built file; queries ask them, and nothing of a rule is said twice.

-- Decimals that a printed figure carries: 197.47 has two, >95 none.
create macro decimals_printed(value_raw) as length(regexp_extract(value_raw, '[.]([0-9]+)', 1));

-- A percentage or difference as shown: one decimal, half up, after all arithmetic.
create macro one_decimal(x) as cast(round(cast(x as decimal(18, 6)), 1) as decimal(12, 1));

-- Two printed figures agree when they differ by no more than half a unit of the coarser one's last digit.
create macro figures_agree(x, x_step, y, y_step) as abs(x - y) <= 0.5 * greatest(x_step, y_step);

-- A number with the digits it has, as a source prints it and a program reads it: 175, 184.93, 6242.
create macro digits_text(x) as regexp_replace(printf('%.6f', x), '[.]?0+$', '');

-- The same as it is said: thousands apart, U+2212 for minus. A percentage with its one decimal. A sign as it is written
-- before a figure; equality has none. components/language/numerals.py writes by the same rule; a test holds the two
-- together.
create macro plain_text(x) as replace(regexp_replace(format('{:,.6f}', cast(x as double)), '[.]?0+$', ''), '-', '−');
create macro percent_text(x) as replace(format('{:,.1f}', cast(x as double)), '-', '−');
create macro sign_text(comparator) as case comparator
    when 'ge' then '≥'
    when 'gt' then '>'
    when 'le' then '≤'
    when 'lt' then '<'
    else ''
end;

-- A figure as it is printed in a table: where the source says it in words (550万人以上, 控制在5%以内) by its sign and number,
-- for the unit stands beside it.
create macro figure_text(value_raw, value, value_high, comparator, unit) as case
    when value is null or not regexp_matches(value_raw, '[\x{4e00}-\x{9fff}%％]') and not contains(value_raw, unit)
        then value_raw
    else case when comparator = 'approx' then '≈' else sign_text(comparator) end || digits_text(value)
        || coalesce('—' || digits_text(value_high), '')
end;

-- A part as a percentage of its whole; of nothing there is none. A completion is the result of its target.
create macro percent_of(part, whole) as 100.0 * part / nullif(whole, 0);

-- Which way an indicator asks more: upwards, but of what should be low downwards; and by how much a figure asks more
-- than another.
create macro sense(direction) as case direction when 'down' then -1 else 1 end;
create macro asked_more(figure, other, direction) as (figure - other) * sense(direction);

-- A number of so many years set to one year, where totals of unlike spans meet.
create macro a_year(x, years) as cast(x as decimal(18, 6)) / years;

-- The month of the latest result: what the ledger is judged at when nothing else is asked.
create table latest_month as
select strftime(max(make_date(year_to, through_month, 1)), '%Y-%m') as as_of from facts where role = 'actual';

-- The years that a target is to be worked in. A total, a yearly goal and a mean name them; a level is worked at from
-- the first year that its document names for the same last year, else that of its period, else the year after its base.
create table target_spans as
with

named as (
    select document_id, region_id, year_to, min(year_from) as year_from
    from facts
    where role = 'target' and year_from < year_to
    group by all
),

based as (
    select document_id, region_id, table_no, row_no, max(year_to) as base_year
    from facts
    where role = 'baseline' and place = 'table'
    group by all
)

select
    f.fact_id as target_fact_id, f.year_to,
    case
        when f.basis in ('total', 'each_year') then f.year_from
        else coalesce(
            n.year_from,
            case when d.kind in ('five_year_plan', 'special_plan') and p.year_to = f.year_to then p.year_from end,
            case when b.base_year < f.year_to and f.year_from = f.year_to then b.base_year + 1 end,
            f.year_from)
    end as span_from
from facts f
join documents d using (document_id)
left join periods p on p.period_id = d.period_id
left join named n on n.document_id = f.document_id and n.region_id = f.region_id and n.year_to = f.year_to
left join based b on b.document_id = f.document_id and b.region_id = f.region_id and b.table_no = f.table_no
    and b.row_no = f.row_no and f.place = 'table'
where f.role = 'target';

-- Figures that a later one takes the place of: they stay in the ledger and are shown. What was corrected or revised
-- counts no more; what was adjusted counts for the months before its adjustment was issued (until_index; 0 for never).
-- first_fact_id and standing_fact_id: the ends of a row of figures each in the place of the one before.
create table superseded_facts as
with recursive followed as (
    select fact_id, fact_id as at_fact_id, 0 as steps from facts where supersedes is not null or fact_id in (
        select supersedes from facts where supersedes is not null
    )
    union all
    select f.fact_id, n.fact_id, f.steps + 1
    from followed f join facts n on n.supersedes = f.at_fact_id
),

firsts as (
    select at_fact_id as fact_id, arg_max(fact_id, steps) as first_fact_id from followed group by at_fact_id
),

lasts as (
    select fact_id, arg_max(at_fact_id, steps) as standing_fact_id from followed group by fact_id
)

select
    fact_id, n.fact_id as superseded_by, n.change_kind, d.issued_on as superseded_on, first_fact_id, standing_fact_id,
    case
        when n.change_kind = 'adjustment' and d.issued_on is not null then
            12 * cast(left(d.issued_on, 4) as integer) + coalesce(try_cast(substr(d.issued_on, 6, 2) as integer), 1)
        when n.fact_id is not null then 0
    end as until_index
from firsts
join lasts using (fact_id)
left join facts n on n.supersedes = fact_id
left join documents d on d.document_id = n.document_id;

-- Facts with their figure in the unit of its dimension (万人 → 人), the worth of its last printed digit, and their period:
-- that of their document where it holds them, else the first of the catalogue that does. The target of an indicator
-- table belongs to the period that ends with it, or to none but its own span; one in a text to that of its last year.
-- until_index, since_index: before which month and from which it counts, where another takes its place or it takes one.
create table dated_facts as -- a table of the built file, as all that follows reads it
select
    facts.*,
    -- what is no level is shown as it is printed: 提高5个百分点
    case when facts.target_form in ('change', 'growth', 'relative', 'words') then facts.value_raw
        else figure_text(facts.value_raw, facts.value, facts.value_high, facts.comparator, facts.unit) end as shown,
    facts.value * units.factor as value_in_units,
    cast(units.factor as double) * power(10, -decimals_printed(facts.value_raw)) as step_in_units,
    units.factor,
    coalesce(s.span_from, facts.year_from) as span_from,
    coalesce(p.period_id, case when facts.role = 'target' then s.span_from || '-' || s.year_to end) as period_id,
    o.until_index, b.until_index as since_index, coalesce(o.first_fact_id, facts.fact_id) as first_fact_id
from facts
join units using (unit)
join documents d using (document_id)
left join target_spans s on s.target_fact_id = facts.fact_id
left join superseded_facts o on o.fact_id = facts.fact_id
left join superseded_facts b on b.superseded_by = facts.fact_id
left join periods p on case
        when facts.role = 'target' and facts.place = 'table' then s.span_from >= p.year_from and s.year_to = p.year_to
        when facts.role = 'target' then facts.year_to between p.year_from and p.year_to
        else facts.year_from >= p.year_from and facts.year_to <= p.year_to
    end
qualify row_number() over (
    partition by facts.fact_id order by p.period_id is not distinct from d.period_id desc, p.rowid
) = 1;

-- Those that stand now.
create view measured_facts as select * exclude (until_index, since_index, first_fact_id) from dated_facts
where until_index is null;

-- Whether a figure counts at a month (both counted from year 0).
create macro is_in_force(since_index, until_index, month) as
    month >= coalesce(since_index, 0) and month < coalesce(until_index, 1000000);

create macro span_token(first, last) as case when first = last then 'years.one' else 'years.whole' end;

-- Every period that the ledger knows, those of the catalogue first, then the spans that none of them holds, and the one
-- before each: it ends the year before, and of several that do the one as long comes first.
create table spans as
with

known as (
    select period_id, name_zh, name_en, year_from, year_to, rowid as place from periods
    union all
    select
        period_id, filled(w.zh[span_token(first, last)], map {'first': first::varchar, 'last': last::varchar}),
        filled(w.en[span_token(first, last)], map {'first': first::varchar, 'last': last::varchar}), first, last,
        1000000 + last
    from (
        select period_id, min(span_from) as first, max(year_to) as last
        from measured_facts f
        where role = 'target' and not exists (select 1 from periods p where p.period_id = f.period_id)
        group by period_id
    )
    cross join words w
)

select k.*, b.period_id as before_id, b.name_zh as before_zh, b.name_en as before_en,
    b.year_from as before_year_from, b.year_to as before_year_to
from known k
left join periods b on b.year_to = k.year_from - 1
qualify row_number() over (
    partition by k.period_id order by b.year_to - b.year_from = k.year_to - k.year_from desc, b.rowid
) = 1;

-- Pairs of facts that speak of the same thing: one region, indicator, counting method, span, month and basis;
-- a printed base and a result of the same year are one thing, a target is another.
create view rival_facts as
select
    f.fact_id,
    o.fact_id as rival_fact_id,
    figures_agree(f.value_in_units, f.step_in_units, o.value_in_units, o.step_in_units) as is_agreeing
from measured_facts f
join measured_facts o
    on o.region_id = f.region_id and o.indicator_id = f.indicator_id and o.series is not distinct from f.series
    and o.year_from = f.year_from and o.year_to = f.year_to and o.through_month = f.through_month
    and coalesce(o.target_form, 'level') = coalesce(f.target_form, 'level')
    and (o.basis = f.basis or 'average' in (o.basis, f.basis) and 'at_end' in (o.basis, f.basis))
    and o.fact_id <> f.fact_id
    and case when f.role in ('actual', 'baseline') then 'result' else cast(f.role as varchar) end
        = case when o.role in ('actual', 'baseline') then 'result' else cast(o.role as varchar) end
where f.value is not null and o.value is not null and f.role <> 'standard';

-- How many others speak of the same thing as a fact, and how many of them say otherwise.
create table rival_counts as
select fact_id, count(*) as rivals, count(*) filter (not is_agreeing) as conflicts
from rival_facts
group by fact_id;

-- A region's own result for a whole span, the one to be used first: most reliable, printed in a table, latest known
-- date.
create table span_results as
select f.*
from measured_facts f
join documents d using (document_id)
where f.role = 'actual' and f.value is not null and f.series is null and f.through_month = 12
    and f.basis in ('total', 'at_end', 'average')
qualify row_number() over (
    partition by f.region_id, f.indicator_id, f.year_from, f.year_to, f.basis = 'total'
    order by f.reliability, f.place = 'table' desc, d.issued_on desc nulls last, f.fact_id
) = 1;

-- What was counted in one whole year: a result, or a dated flow that a plan prints as its base (METHOD 2).
create view year_flows as
select f.*
from measured_facts f
join documents d using (document_id)
where f.role in ('actual', 'baseline') and f.basis = 'total' and f.value is not null and f.series is null
    and f.through_month = 12 and f.year_from = f.year_to
qualify row_number() over (
    partition by f.region_id, f.indicator_id, f.year_to
    order by f.role = 'actual' desc, f.reliability, f.place = 'table' desc, d.issued_on desc nulls last, f.fact_id
) = 1;

-- What took the place of an indicator in a region, with the reason: another one, or the same counted anew.
create table redefinitions as
select
    relation_id, region_id, indicator_id as earlier_indicator_id, other_indicator_id as indicator_id,
    indicator_id <> other_indicator_id as is_other_indicator, reason_zh, reason_en
from relations
where kind = 'redefined' and region_id is not null;

-- What each region's population was in ten thousands, counted by a census or at a year's end: the denominator per head.
create table populations as
select
    f.region_id, f.year_to as year, f.value_in_units / 10000 as ten_thousands, f.fact_id,
    d.kind = 'census' as is_census
from measured_facts f
join documents d using (document_id)
where f.indicator_id = 'resident_population' and f.role = 'actual' and f.series is null and f.value is not null
qualify row_number() over (
    partition by f.region_id, f.year_to order by d.kind = 'census' desc, f.reliability, f.fact_id
) = 1;
