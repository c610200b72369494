-- What findings are looked for in, laid out once: figures, bases of plans, rows that follow each other, goals, and
-- facts that say the same thing. Temporary: the built file keeps what was found.

-- One working: left numbers joined by the operator, the right one, and what comes out; percent is 100 * left / right.
create macro working(left_numbers, operator, right_number, result) as {
    'left': cast(left_numbers as decimal(18, 6)[]), 'operator': cast(operator as varchar),
    'right': cast(right_number as decimal(18, 6)), 'result': cast(result as decimal(18, 6))
};

create macro sum_working(numbers, total) as working(numbers[:-2], '+', numbers[-1], total);

create temp table figures as
select
    f.fact_id, f.document_id, f.region_id, f.indicator_id, f.role, f.place, f.value, f.value_high, f.value_raw,
    f.comparator, f.through_month, f.unit, f.factor, f.value_in_units, f.step_in_units, f.basis, f.series,
    f.target_form, f.year_from, f.year_to, f.year_to - f.year_from + 1 as years, f.span_from, f.label_raw, f.locator,
    f.table_no, f.row_no, f.period_id, f.reliability, f.attribute, f.modality, f.basis_source,
    d.kind as document_kind, d.issued_on, i.measure, i.direction, i.part_of, i.theme_id, u.dimension, r.level
from measured_facts f
join documents d using (document_id)
join regions r on r.region_id = f.region_id
join indicators i using (indicator_id)
join units u on u.unit = f.unit;

-- the rows of plans with the base that they are compared with
create temp table plan_bases as
select
    t.*, i.direction, i.measure, i.part_of, b.base_used, b.base_used_raw, b.base_used_comparator, b.base_used_fact_ids,
    b.base_origin, b.base_used_year_from, b.base_used_year_to, b.comparison_basis, b.is_base_differing
from plan_rows t
join target_bases b using (target_fact_id)
join indicators i using (indicator_id)
where not b.is_redefined and t.target is not null;

-- the years of a base that is their sum, in the target's unit
create temp table summed_bases as
select b.target_fact_id, list(cast(f.value_in_units / b.factor as decimal(18, 6)) order by f.year_to) as numbers
from (
    select target_fact_id, factor, unnest(base_used_fact_ids) as fact_id from plan_bases where base_origin = 'sum'
) b
join measured_facts f using (fact_id)
group by b.target_fact_id;

-- a row of a plan and that of the period before: the same document's where it prints it, else a general plan's
create temp table successive_rows as
select
    l.*, e.target_fact_id as earlier_fact_id, cast(e.target * e.factor / l.factor as decimal(18, 6)) as earlier_target,
    e.target_raw as earlier_target_raw, e.target_comparator as earlier_sign
from plan_bases l
join spans p on p.period_id = l.period_id
join plan_rows e on e.region_id = l.region_id and e.indicator_id = l.indicator_id and e.period_id = p.before_id
    and e.target is not null and e.target_basis = l.target_basis
join documents d on d.document_id = e.document_id
where e.document_id = l.document_id or not exists (
    select 1 from plan_rows o
    where o.document_id = l.document_id and o.region_id = l.region_id and o.period_id = p.before_id
)
qualify row_number() over (
    partition by l.target_fact_id
    order by e.document_id = l.document_id desc, d.kind, d.issued_on desc, e.target_fact_id
) = 1;

-- every goal with a number, by the year too
create temp table goals as
select
    t.*, d.kind as document_kind, d.issued_on, t.year_to - t.year_from + 1 as years,
    t.target * t.factor as target_in_units,
    t.target * t.factor / case t.kind when 'total' then t.year_to - t.year_from + 1 else 1 end as a_year_in_units
from plan_targets t
join documents d using (document_id)
where t.form = 'level' and t.target is not null;

-- what the plans of a region ask for, once: of several that ask for the same the general plan's
create temp table asked_goals as
select *
from goals
where document_kind in ('five_year_plan', 'special_plan')
qualify row_number() over (
    partition by region_id, indicator_id, kind, year_to, target_in_units
    order by document_kind, issued_on, target_fact_id
) = 1;

-- Facts that say the same thing: targets of one end (a total of one span), results of one span and month. The anchor is
-- the table's figure, of several the most precise; with it go those that agree. What a plan redefined is no base to
-- agree with.
create temp table repeated_figures as
with

things as (
    select
        n.*, case when role in ('actual', 'baseline') then 'result' else cast(role as varchar) end as said_as,
        case when basis in ('at_end', 'average') then 'level' else cast(basis as varchar) end as class,
        case when role = 'target' and basis in ('at_end', 'average') then null else year_from end as class_from
    from figures n
    where value is not null and role in ('actual', 'baseline', 'target')
        and not (role = 'baseline' and exists (
            select 1 from redefinitions x where x.region_id = n.region_id and x.indicator_id = n.indicator_id
        ))
),

anchored as (
    select
        *,
        first_value({
            'fact_id': fact_id, 'place': place, 'value': value_in_units, 'high': value_high * factor,
            'step': step_in_units, 'comparator': comparator
        }) over thing as anchor
    from things
    window thing as (
        partition by region_id, indicator_id, series, said_as, class, class_from, year_to, through_month, dimension,
            coalesce(target_form, 'level')
        order by place = 'table' desc, place = 'box' desc, step_in_units, reliability, document_kind, fact_id
        rows between unbounded preceding and unbounded following
    )
)

select
    any_value(region_id) as region_id, any_value(indicator_id) as indicator_id,
    list(fact_id order by fact_id <> anchor.fact_id, place, fact_id) as fact_ids,
    list(value_raw order by fact_id <> anchor.fact_id, place, fact_id) as forms, count(*) as places,
    any_value(said_as) = 'target' and count(distinct comparator) > 1 as is_sign_differing,
    count(distinct modality) > 1 as is_modality_differing
from anchored
where anchor.place in ('table', 'box') and value_high * factor is not distinct from anchor.high
    and case
        when said_as = 'target' then value_in_units = anchor.value
        else figures_agree(value_in_units, step_in_units, anchor.value, anchor.step)
            and (measure <> 'rate' or comparator = anchor.comparator)
    end
group by anchor.fact_id
having count(*) > 1;

create macro forms_said(forms) as
    array_to_string(list_filter(forms, lambda form, nth: list_position(forms, form) = nth), ' / ');
