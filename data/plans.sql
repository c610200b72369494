-- What plans ask for: their targets, the rows of their tables, the bases that these are compared with, and the plans.

-- Every target with the level that it asks for, in its own unit. A change is a level above or below that of its
-- reference year, and none without that; growth, comparisons with another quantity and words are no level (METHOD 1).
create table targets as
with

references_of as (
    select t.fact_id as target_fact_id, r.fact_id as reference_fact_id, r.value_in_units
    from measured_facts t
    join measured_facts r on r.region_id = t.region_id and r.indicator_id = t.indicator_id and r.value is not null
        and r.series is null and r.through_month = 12 and r.year_to = t.reference_year
        and (r.role = 'actual' or r.role = 'baseline' and r.document_id = t.document_id)
    where t.role = 'target' and t.target_form = 'change'
    qualify row_number() over (partition by t.fact_id order by r.role = 'actual' desc, r.reliability, r.fact_id) = 1
)

select
    f.*, coalesce(cast(f.target_form as varchar), 'level') as form, i.measure, i.direction, r.reference_fact_id,
    cast(case coalesce(cast(f.target_form as varchar), 'level')
        when 'level' then f.value
        when 'change' then (r.value_in_units + f.value_in_units) / u.factor
    end as decimal(18, 6)) as target,
    case when coalesce(cast(f.target_form as varchar), 'level') = 'change' then i.unit else f.unit end as target_unit,
    case
        when coalesce(cast(f.target_form as varchar), 'level') = 'change' then u.factor
        else f.factor
    end as target_factor
from measured_facts f
join indicators i using (indicator_id)
join units u on u.unit = i.unit
left join references_of r on r.target_fact_id = f.fact_id
where f.role = 'target';

-- One row of a plan, its cells side by side, one for each column of targets: of its indicator table, or, of a plan of
-- which the ledger has no table, a goal for its period that its text states.
create table plan_rows as
select
    t.place, t.document_id, t.region_id, t.indicator_id, t.period_id, t.table_no, t.row_no,
    try_cast(regexp_extract(t.row_no, '^[0-9]+') as integer) as row_order,
    t.label_raw, t.target_unit as unit, t.target_factor as factor, t.attribute, t.form, t.reference_year,
    t.fact_id as target_fact_id, t.shown as target_raw, t.target, t.comparator as target_comparator,
    t.basis as target_basis, t.basis_source, t.span_from as year_from, t.year_to,
    b.fact_id as base_fact_id, b.shown as base_raw, cast(b.value_in_units / t.target_factor as decimal(18, 6)) as base,
    b.comparator as base_comparator, b.basis as base_basis, b.year_from as base_year_from, b.year_to as base_year_to,
    b.step_in_units / t.target_factor as base_step,
    a.fact_id as actual_fact_id, a.shown as actual_raw,
    cast(a.value_in_units / t.target_factor as decimal(18, 6)) as actual,
    a.comparator as actual_comparator,
    one_decimal(percent_of(actual, t.target)) as completion_pct,
    -- without a whole number of its own it is not counted among the plan's rows
    t.row_no is not null and not regexp_full_match(t.row_no, '[0-9]+') as is_unnumbered,
    coalesce(t.note, b.note, a.note) as note
from targets t
left join measured_facts b on b.document_id = t.document_id and b.region_id = t.region_id and b.place = 'table'
    and b.role = 'baseline' and b.table_no = t.table_no and b.row_no = t.row_no
left join measured_facts a on a.document_id = t.document_id and a.region_id = t.region_id and a.place = 'table'
    and a.role = 'actual' and a.table_no = t.table_no and a.row_no = t.row_no and a.year_to = t.year_to
join documents d on d.document_id = t.document_id
left join periods p on p.period_id = d.period_id
where t.place = 'table'
    or d.kind in ('five_year_plan', 'special_plan') and t.year_to = p.year_to and t.span_from = p.year_from
        and not exists (
            select 1
            from facts o
            where o.document_id = t.document_id and o.region_id = t.region_id and o.place = 'table'
                and o.role = 'target'
        )
qualify row_number() over (partition by t.fact_id order by b.year_to desc nulls last, b.fact_id, a.fact_id) = 1
    -- what a text says twice of one indicator is one row, the total of its years before a yearly goal
    and (t.place = 'table' or row_number() over (
        partition by t.document_id, t.region_id, t.indicator_id, t.period_id order by t.basis = 'each_year',
            t.fact_id) = 1);

-- The base of every target (METHOD 2): the region's own result of the years before, in the target's unit, else the
-- printed base. For a total these are the years before it: a printed total, one of as many years first; else the sum of
-- the region's own whole years, over those of the printed base or over as many as the target has.
create table target_bases as
with

asked as (
    select
        t.fact_id as target_fact_id, t.document_id, t.region_id, t.indicator_id, t.basis, t.form, t.target, t.place,
        t.span_from, t.year_to, t.year_to - t.span_from + 1 as years, t.target_factor as factor, t.measure,
        t.basis = 'total' as is_total,
        r.base_fact_id, r.base_raw, r.base, r.base_comparator, r.base_basis, r.base_year_from, r.base_year_to,
        r.base_step
    from targets t
    left join plan_rows r on r.target_fact_id = t.fact_id
),

own as (
    select
        a.target_fact_id, [s.fact_id] as fact_ids, s.shown as value_raw, s.value_in_units, s.step_in_units,
        s.comparator, s.basis,
        s.year_from, s.year_to
    from asked a
    join span_results s on s.region_id = a.region_id and s.indicator_id = a.indicator_id and s.year_to = a.span_from - 1
        and case
            when a.form = 'growth' or not a.is_total then s.year_from = s.year_to
            -- a single year stands for a longer total only where the plan prints that year as its base
            else s.basis = 'total' and (s.year_from < s.year_to or a.years = 1 or a.base_year_from = a.base_year_to)
        end
    qualify row_number() over (
        partition by a.target_fact_id
        order by s.year_to - s.year_from + 1 = a.years desc, s.year_from = a.base_year_from desc nulls last, s.year_from
    ) = 1
),

summed as (
    select
        a.target_fact_id, list(y.fact_id order by y.year_to) as fact_ids,
        plain_text(sum(y.value_in_units) / any_value(a.factor)) as value_raw,
        sum(y.value_in_units) as value_in_units, max(y.step_in_units) as step_in_units,
        case when bool_and(y.comparator in ('eq', 'approx')) then 'eq'
            when bool_and(y.comparator in ('eq', 'approx', 'ge', 'gt'))
                then 'ge' when bool_and(y.comparator in ('eq', 'approx', 'le', 'lt')) then 'le'
        end as comparator,
        min(y.year_to) as year_from, max(y.year_to) as year_to
    from asked a
    join year_flows y on y.region_id = a.region_id and y.indicator_id = a.indicator_id and y.year_to < a.span_from
        and y.year_to >= case
            when a.base_basis = 'total' and a.base_year_from < a.base_year_to then a.base_year_from
            else a.span_from - a.years end
    where a.is_total and a.form <> 'growth' and a.years > 1
        -- a plan that prints one year as its base means that year
        and not (a.base is not null and a.base_year_from = a.base_year_to)
    group by a.target_fact_id, a.span_from, a.years, a.base_basis, a.base_year_from, a.base_year_to
    having count(*) = case
        when a.base_basis = 'total' and a.base_year_from < a.base_year_to then a.span_from - a.base_year_from
            else a.years end
        and comparator is not null
),

chosen as (
    select
        a.*,
        case
            when o.target_fact_id is not null then 'result'
            when s.target_fact_id is not null then 'sum'
            when a.base_raw is not null then 'printed'
        end as origin,
        coalesce(o.fact_ids, s.fact_ids) as own_fact_ids, coalesce(o.value_raw, s.value_raw) as own_raw,
        coalesce(o.value_in_units, s.value_in_units) / a.factor as own_value,
        coalesce(o.step_in_units, s.step_in_units) / a.factor as own_step,
        coalesce(cast(o.comparator as varchar), s.comparator) as own_comparator,
        coalesce(o.basis, case when s.target_fact_id is not null then 'total' end) as own_basis,
        coalesce(o.year_from, s.year_from) as own_year_from, coalesce(o.year_to, s.year_to) as own_year_to
    from asked a
    left join own o using (target_fact_id)
    left join summed s on s.target_fact_id = a.target_fact_id and o.target_fact_id is null
),

used as (
    select
        *,
        coalesce(own_fact_ids, case when base_fact_id is not null then [base_fact_id] end) as base_used_fact_ids,
        coalesce(own_raw, base_raw) as base_used_raw, cast(coalesce(own_value, base) as decimal(18, 6)) as base_used,
        coalesce(own_comparator, cast(base_comparator as varchar)) as base_used_comparator,
        coalesce(own_year_from, base_year_from) as base_used_year_from,
        coalesce(own_year_to, base_year_to) as base_used_year_to,
        coalesce(own_basis, base_basis) as base_used_basis
    from chosen
)

select
    u.target_fact_id, u.origin as base_origin, u.base_used_fact_ids,
    case when len(u.base_used_fact_ids) = 1 then u.base_used_fact_ids[1] end as base_used_fact_id,
    u.base_used_raw, u.base_used, u.base_used_comparator, u.base_used_year_from, u.base_used_year_to, u.base_used_basis,
    case
        when u.base_used is null then 'none'
        when u.origin = 'printed' and u.base_basis = 'unknown' then 'unknown'
        when not u.is_total then 'end_value'
        when u.base_years = u.years then 'period_total'
        else 'per_year'
    end as comparison_basis,
    comparison_basis in ('period_total', 'per_year', 'end_value') as is_base_comparable,
    -- target and base as they are set against each other: totals of unlike spans a year each
    case when u.is_total and u.base_years <> u.years then a_year(u.target, u.years) else u.target end
        as target_on_basis,
    case when u.is_total and u.base_years <> u.years then a_year(u.base_used, u.base_years) else u.base_used end
        as base_on_basis,
    -- what the target is of its base, in percent
    case when is_base_comparable and base_on_basis > 0 then percent_of(target_on_basis, base_on_basis) end as share,
    -- the printed base is another figure than the region's own of the very same years
    u.own_value is not null and u.base is not null and u.base_year_from = u.own_year_from
        and not figures_agree(
            u.base, power(10, -decimals_printed(u.base_raw)), u.own_value, power(10, -decimals_printed(u.own_raw))
        ) as is_base_differing,
    x.relation_id is not null as is_redefined,
    -- the printed base of a redefined indicator is another one's
    x.relation_id is not null and u.origin = 'printed' as is_base_of_another
from (select *, base_used_year_to - base_used_year_from + 1 as base_years from used) u
left join redefinitions x on x.region_id = u.region_id and x.indicator_id = u.indicator_id and x.is_other_indicator;

-- The tables of each plan by region and period. A plan prints the table of the period before too where it reports on
-- it. General plans stand for their region on its board: five-year plans with a table, else the plan that says most.
create table plan_tables as
select
    *,
    kind = 'five_year_plan' and has_table or row_number() over (
        partition by region_id, period_id order by kind = 'five_year_plan' and has_table desc, has_table desc, kind,
            targets desc, issued_on nulls last, document_id
    ) = 1 as is_general
from (
select
    bool_or(r.place = 'table') as has_table,
    r.document_id, r.region_id, r.period_id, min(r.year_from) as year_from, max(r.year_to) as year_to,
    count(*) as targets,
    d.kind, d.issued_on, d.period_id is null or r.period_id = d.period_id or not exists (
        select 1
        from plan_rows o
        where o.document_id = r.document_id and o.region_id = r.region_id and o.period_id = d.period_id
    ) as is_own
from plan_rows r
join documents d using (document_id)
where r.target_raw is not null and (r.target is not null or r.form <> 'level')
group by r.document_id, r.region_id, r.period_id, d.kind, d.issued_on, d.period_id
);

-- The period that is looked at when none is asked for: of those with indicator tables the one that holds the latest
-- result, else the last before it, else the first.
create table default_period as
select s.period_id
from spans s
join (select distinct period_id from plan_tables) t using (period_id)
cross join latest_month m
order by
    case
        when cast(left(m.as_of, 4) as integer) between s.year_from and s.year_to then 0
        when s.year_to < cast(left(m.as_of, 4) as integer) then 1
        else 2
    end,
    s.place < 1000000 desc, abs(s.year_to - cast(left(m.as_of, 4) as integer)), s.place
limit 1;

-- Regions in the order in which they are offered; cities are one row, provinces and the nation, which are references,
-- another.
create table ordered_regions as
select
    * exclude (place), level in ('nation', 'province') as is_reference,
    row_number() over (partition by level in ('nation', 'province') order by place nulls last, rowid) - 1 as place
from (select *, rowid from regions);

-- A region's target for each indicator and period, as it is compared with that of others: that of the general plan
-- before that of a special one, with all that is said of it.
create table compared_targets as
select
    r.*, r.target * r.factor as target_in_units, b.base_used_raw, b.base_used, b.base_used_comparator,
    b.comparison_basis, b.base_used_fact_id,
    b.base_used_fact_ids, b.base_used_year_from, b.base_used_year_to, b.target_on_basis, b.base_on_basis,
    b.is_redefined,
    case when not b.is_redefined then one_decimal(b.share) end as share_pct,
    case when not b.is_redefined then b.base_used end as own_base,
    case when b.comparison_basis in ('period_total', 'end_value') then b.base_used * r.factor end as base_in_units,
    n.short_zh as region_zh, n.short_en as region_en, n.is_reference, n.place as region_place,
    exists (select 1 from populations p where p.region_id = r.region_id) as is_counted,
    i.name_zh as indicator_zh, i.name_en as indicator_en, i.short_zh, i.short_en, i.measure, i.direction,
    i.rowid as indicator_place, i.theme_id, t.name_zh as theme_zh, t.name_en as theme_en, t.place as theme_place,
    u.name_en as unit_en,
    k.reason_zh as break_zh, k.reason_en as break_en
from plan_rows r
join target_bases b using (target_fact_id)
join documents d on d.document_id = r.document_id
join ordered_regions n on n.region_id = r.region_id
join indicators i on i.indicator_id = r.indicator_id
join themes t on t.theme_id = i.theme_id
join units u on u.unit = r.unit
left join (
    select indicator_id, region_id, any_value(reason_zh) as reason_zh, any_value(reason_en) as reason_en
    from series
    group by all
) k on k.indicator_id = r.indicator_id and k.region_id = r.region_id
qualify row_number() over (
    partition by r.region_id, r.indicator_id, r.period_id order by d.kind, d.issued_on desc
) = 1
order by r.region_id, r.period_id;

-- Which indicators may stand beside each other in two regions: one beside itself, or those that a relation names, with
-- what is to be said of them: why the two are only related, why they are not set per head, and in which scope they
-- differ.
create table comparable_indicators as
with

beside as (
    select indicator_id, indicator_id as other_indicator_id, null as relation_id, null as reason_zh, null as reason_en
    from indicators
    union all
    select
        case when is_turned then other_indicator_id else indicator_id end,
        case when is_turned then indicator_id else other_indicator_id end,
        relation_id, reason_zh, reason_en
    from relations
    cross join (values (false), (true)) as turned (is_turned)
    where indicator_id <> other_indicator_id and region_id is null
)

select
    b.*, h.reason_zh as not_per_head_zh, h.reason_en as not_per_head_en, s.reason_zh as scope_zh,
    s.reason_en as scope_en
from beside b
left join relations h on h.indicator_id = b.indicator_id and h.other_indicator_id = b.other_indicator_id
    and h.kind = 'not_per_head' and h.region_id is null
left join relations s on s.indicator_id = b.indicator_id and s.other_indicator_id = b.indicator_id
    and s.kind = 'different_scope' and s.region_id is null;

-- what the plans set outside their indicator tables, and of which nature each is: a goal, a goal of one year, a goal in
-- words, a standard, or something done already
create table commitments as
with

natured as (
    select
        f.*, f.value * u.factor as value_in_units, coalesce(cast(f.target_form as varchar), 'level') as form,
        case
            when f.role = 'standard' then 'standard'
            when f.role in ('actual', 'completion_rate') then 'achieved'
            when f.role = 'target' and f.year_to < coalesce(p.year_from, try_cast(left(d.issued_on, 4) as smallint))
                then 'achieved'
            when f.value is null then 'in_words'
            when f.basis = 'each_year' or s.span_from = f.year_to and d.kind in ('annual_plan', 'implementation_plan')
                then 'annual_target'
            else 'target'
        end as nature
    from facts f
    join documents d using (document_id)
    join units u using (unit)
    left join periods p using (period_id)
    left join target_spans s on s.target_fact_id = f.fact_id
    where f.role <> 'baseline' and (f.evidence is not null or f.place = 'table')
        and d.kind in ('five_year_plan', 'special_plan', 'annual_plan', 'implementation_plan')
)

-- A figure repeats what its document has said before: in a table, or earlier in the text. A sign said once only (以上) is
-- no other figure.
select
    *,
    row_number() over (
        partition by document_id, region_id, indicator_id, role, year_to, basis, form, value_in_units, value_high
        order by place = 'table' desc, list_transform(string_split(chapter, '.'), lambda x: cast(x as integer)),
            place = 'text' desc, fact_id
    ) > 1 as is_repeat
from natured
qualify place <> 'table';
