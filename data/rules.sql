-- The rules as views and macros, stored in the built file. Queries read these; nothing of a rule is said twice.

-- Decimals that a printed figure carries: 197.47 has two, >95 none.
create macro decimals_printed(value_raw) as length(regexp_extract(value_raw, '[.]([0-9]+)', 1));

-- A percentage or difference as shown: one decimal, half up, after all arithmetic.
create macro one_decimal(x) as cast(round(cast(x as decimal(18, 6)), 1) as decimal(12, 1));

-- Two printed figures agree when they differ by no more than half a unit of the coarser one's last digit.
create macro figures_agree(x, x_step, y, y_step) as abs(x - y) <= 0.5 * greatest(x_step, y_step);

-- Facts with their figure in the unit of its dimension (万人 → 人) and the worth of its last printed digit.
create table measured_facts as -- a table of the built file, as all that follows reads it
select
    facts.*,
    facts.value * units.factor as value_in_units,
    cast(units.factor as double) * power(10, -decimals_printed(facts.value_raw)) as step_in_units,
    periods.period_id
from facts
join units using (unit)
left join periods on facts.year_from >= periods.year_from and facts.year_to <= periods.year_to;

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
    and (o.basis = f.basis or 'average' in (o.basis, f.basis) and 'at_end' in (o.basis, f.basis))
    and o.fact_id <> f.fact_id
    and case when f.role in ('actual', 'baseline') then 'result' else cast(f.role as varchar) end
        = case when o.role in ('actual', 'baseline') then 'result' else cast(o.role as varchar) end
where f.value is not null and o.value is not null and f.role <> 'standard';

-- A city's own result for a whole span, the one to be used first: printed in a table, most reliable, latest known date.
create view span_results as
select f.*
from measured_facts f
join documents d using (document_id)
where f.role = 'actual' and f.value is not null and f.series is null and f.through_month = 12
    and f.basis in ('total', 'at_end', 'average')
qualify row_number() over (
    partition by f.region_id, f.indicator_id, f.year_from, f.year_to
    order by f.reliability, f.place = 'table' desc, d.issued_on desc nulls last, f.fact_id
) = 1;

-- One row of a plan's indicator table, its cells side by side. The plan's period is that of its target.
create view table_rows as
select
    t.document_id, t.region_id, t.indicator_id, t.period_id, t.table_no, t.row_no,
    try_cast(regexp_extract(t.row_no, '^[0-9]+') as integer) as row_order,
    t.label_raw, t.unit, t.attribute,
    t.fact_id as target_fact_id, t.value_raw as target_raw, t.value as target, t.comparator as target_comparator,
    t.basis as target_basis, t.year_from, t.year_to,
    b.fact_id as base_fact_id, b.value_raw as base_raw, b.value as base, b.comparator as base_comparator,
    b.basis as base_basis, b.year_from as base_year_from, b.year_to as base_year_to, b.step_in_units as base_step,
    a.fact_id as actual_fact_id, a.value_raw as actual_raw, a.value as actual, a.comparator as actual_comparator,
    coalesce(t.note, b.note, a.note) as note
from measured_facts t
left join measured_facts b on b.document_id = t.document_id and b.place = 'table' and b.role = 'baseline'
    and b.table_no = t.table_no and b.row_no = t.row_no
left join measured_facts a on a.document_id = t.document_id and a.place = 'table' and a.role = 'actual'
    and a.table_no = t.table_no and a.row_no = t.row_no
where t.place = 'table' and t.role = 'target';

-- Base of a plan's row (METHOD: base_used): the city's own result of the base's span, else the printed base.
-- A five-year target asks for the five-year result of the period before; where there is none, a printed figure of
-- one year is set against a fifth of the target.
create view table_bases as
select
    r.target_fact_id,
    coalesce(s.fact_id, r.base_fact_id) as base_used_fact_id,
    coalesce(s.value_raw, r.base_raw) as base_used_raw,
    coalesce(s.value, r.base) as base_used,
    coalesce(s.comparator, r.base_comparator) as base_used_comparator,
    coalesce(s.year_from, r.base_year_from) as base_used_year_from,
    coalesce(s.year_to, r.base_year_to) as base_used_year_to,
    case when s.fact_id is not null then s.basis else r.base_basis end as base_used_basis,
    case
        when coalesce(s.value, r.base) is null then 'none'
        when s.fact_id is null and r.base_basis = 'unknown' then 'unknown'
        when r.target_basis <> 'total' then 'end_value'
        when coalesce(s.year_from, r.base_year_from) < coalesce(s.year_to, r.base_year_to) then 'period_total'
        else 'per_year'
    end as comparison_basis,
    -- the printed base is another figure than the result of the very same span
    s.value is not null and r.base is not null and r.base_year_from = s.year_from
        and not figures_agree(r.base, power(10, -decimals_printed(r.base_raw)), s.value, power(10, -decimals_printed(s.value_raw)))
        as is_base_differing
from table_rows r
join indicators i using (indicator_id)
join periods p using (period_id)
left join span_results s
    on s.region_id = r.region_id and s.indicator_id = r.indicator_id and s.year_to = p.year_from - 1
    and s.year_from = case when i.measure = 'period_total' then p.year_from - 5 else p.year_from - 1 end;

-- A number with the digits it has: 175, 184.93. A sign as it is written before a figure; equality has none.
create macro plain_text(x) as regexp_replace(printf('%.6f', x), '[.]?0+$', '');
create macro sign_text(comparator) as case comparator when 'ge' then '≥' when 'gt' then '>' when 'le' then '≤' when 'lt' then '<' else '' end;

-- The month of the latest result: what the ledger is judged at when nothing else is asked.
create view latest_month as
select strftime(max(make_date(year_to, through_month, 1)), '%Y-%m') as as_of from facts where role = 'actual';

-- what the plans set in figures outside their indicator tables, and of which nature each is: a goal, a goal of one year,
-- a standard, or something done already
create view commitments as
select
    f.*,
    case
        when f.role = 'standard' then 'standard'
        when f.role in ('actual', 'completion_rate') then 'achieved'
        when f.role = 'target' and f.year_to < p.year_from then 'achieved'
        when f.basis = 'each_year' or f.year_from = f.year_to and d.kind in ('annual_plan', 'implementation_plan') then 'annual_target'
        else 'target'
    end as nature
from facts f
join documents d using (document_id)
join periods p using (period_id)
where f.place <> 'table' and f.role <> 'baseline' and f.evidence is not null
    and d.kind in ('five_year_plan', 'special_plan', 'annual_plan', 'implementation_plan');
