-- Which results of a year the plans of a region ask for, and what the ledger knows of each: what is to be filled in.

-- The figures of one year, or of a part of one, that may stand for a result; of rivals the first to be used, as in
-- span_results, and, where that is not one that the own bureau entered, the entered one too. Flows and levels of one
-- indicator are two things.
create table dated_results as
select
    f.region_id, f.indicator_id, f.basis = 'total' as is_flow, f.basis, f.year_to as year, f.through_month,
    month_index(f.year_to, f.through_month) as month, f.shown, f.value_in_units, f.comparator, f.unit, f.fact_id,
    f.role = 'actual' as is_result, f.document_id, f.reliability, d.short_zh as document_zh, d.short_en as document_en,
    d.entered_by is not null as is_entered,
    row_number() over (
        partition by f.region_id, f.indicator_id, f.basis = 'total', f.year_to, f.through_month
        order by f.role = 'actual' desc, f.reliability, f.place = 'table' desc, d.issued_on desc nulls last, f.fact_id
    ) = 1 as is_chosen
from measured_facts f
join documents d using (document_id)
where f.role in ('actual', 'baseline') and f.value is not null and f.series is null and f.year_from = f.year_to
    and f.basis in ('total', 'at_end', 'average')
    -- a base carried over from another indicator is no value of this one
    and not (f.role = 'baseline' and exists (
        select 1 from redefinitions x
        where x.region_id = f.region_id and x.indicator_id = f.indicator_id and x.is_other_indicator
    ))
qualify row_number() over (
    partition by f.region_id, f.indicator_id, f.basis = 'total', f.year_to, f.through_month, d.entered_by is not null
    order by f.role = 'actual' desc, f.reliability, f.place = 'table' desc, d.issued_on desc nulls last, f.fact_id
) = 1;

-- The rows of the plans, one an indicator, with what a result of it is: a flow of its year or a level at its end, as
-- the last result was, else as the target asks.
create table wanted_rows as
select
    t.target_fact_id, t.document_id, t.region_id, t.indicator_id, i.theme_id, t.attribute, t.measure, t.direction,
    t.target_raw, t.unit as target_unit, case when t.form = 'level' then t.unit else i.unit end as unit,
    -- what one year is to bring: its share of a total, the level itself
    case t.kind
        when 'total' then a_year(t.target * t.factor / u.factor, t.year_to - t.year_from + 1)
        when 'growth' then null
        else t.target * t.factor / u.factor
    end as needed_value,
    t.year_from, t.year_to, t.place = 'table' as is_table, t.table_no, t.row_order, t.row_no, t.responsible,
    coalesce(p.is_general, false) as is_general,
    coalesce(k.basis::varchar, case
        when t.kind in ('total', 'each_year') and t.measure not in ('rate', 'stock', 'growth_rate') then 'total'
        when t.test = 'mean_of_years' then 'average'
        when t.kind = 'growth' and t.measure in ('period_total', 'year_flow') then 'total'
        else 'at_end'
    end) as basis
from judged_targets t
join indicators i using (indicator_id)
join units u on u.unit = case when t.form = 'level' then t.unit else i.unit end
left join plan_tables p on p.document_id = t.document_id and p.region_id = t.region_id and p.period_id = t.period_id
left join (
    select region_id, indicator_id, basis from dated_results where is_result and is_chosen
    qualify row_number() over (partition by region_id, indicator_id order by month desc, is_flow) = 1
) k on k.region_id = t.region_id and k.indicator_id = t.indicator_id
where t.is_plan_row and t.form <> 'words';

-- Of every region, or of one. is_first: of the plans in whose years it lies, else of those that ended last, the
-- row that stands for its indicator when no plan is asked for.
create macro wanted_results(of_region, of_year, of_month) as table
with

asked as (
    select w.*, of_year between w.year_from and w.year_to as is_in_span, cast(of_year as integer) as year,
        cast(of_month as integer) as through_month, w.basis = 'total' as is_flow,
        month_index(of_year, of_month) as month
    from wanted_rows w
    where of_region is null or w.region_id = of_region
    -- a plan may print an indicator for several spans: the one in which the year lies
    qualify row_number() over (
        partition by w.document_id, w.region_id, w.indicator_id
        order by of_year between w.year_from and w.year_to desc, abs(w.year_to - of_year), w.is_table desc,
            w.target_fact_id
    ) = 1
),

ranked as (
    select *, dense_rank() over (
        partition by region_id order by is_in_span desc, case when not is_in_span then abs(year_to - of_year) end
    ) = 1 as is_near
    from asked
),

known as (
    select
        a.target_fact_id, k.* exclude (region_id, indicator_id, year, through_month, month, is_flow),
        k.year as known_year, k.through_month as known_month,
        cast(k.value_in_units / u.factor as decimal(18, 6)) as value,
        k.month = a.month and k.is_result as is_same, k.month < a.month and k.is_chosen as is_past,
        is_past and k.year < a.year as is_prior, is_past and k.year < a.year - 1 as is_earlier,
        is_past and k.year = a.year - 1 and k.through_month = 12 as is_before,
        is_past and k.year = a.year - 1 and k.through_month = a.through_month and a.through_month < 12
            as is_same_months,
        is_past and k.year = a.year and k.is_result as is_part, k.month as known_index
    from asked a
    join units u on u.unit = a.unit
    join dated_results k on k.region_id = a.region_id and k.indicator_id = a.indicator_id and k.is_flow = a.is_flow
),

beside as (
    select
        target_fact_id,
        arg_max(shown, known_index) filter (is_past) as last_raw,
        arg_max(value, known_index) filter (is_past) as last_value,
        arg_max(unit, known_index) filter (is_past) as last_unit,
        arg_max(known_year, known_index) filter (is_past) as last_year,
        arg_max(known_month, known_index) filter (is_past) as last_month,
        arg_max(fact_id, known_index) filter (is_past) as last_fact_id,
        any_value(shown) filter (is_before) as before_raw, any_value(value) filter (is_before) as before_value,
        any_value(unit) filter (is_before) as before_unit, any_value(fact_id) filter (is_before) as before_fact_id,
        any_value(shown) filter (is_same_months) as same_months_raw,
        any_value(value) filter (is_same_months) as same_months_value,
        arg_max(shown, known_index) filter (is_prior) as prior_raw,
        arg_max(value, known_index) filter (is_prior) as prior_value,
        arg_max(known_year, known_index) filter (is_prior) as prior_year,
        arg_max(known_month, known_index) filter (is_prior) as prior_month,
        arg_max(value, known_index) filter (is_earlier) as earlier_value,
        arg_max(shown, known_month) filter (is_part) as part_raw,
        arg_max(value, known_month) filter (is_part) as part_value,
        max(known_month) filter (is_part) as part_month,
        arg_max(shown, is_entered) filter (is_same) as current_raw,
        arg_max(value, is_entered) filter (is_same) as current_value,
        arg_max(unit, is_entered) filter (is_same) as current_unit,
        arg_max(fact_id, is_entered) filter (is_same) as current_fact_id,
        arg_max(document_id, is_entered) filter (is_same) as current_document_id,
        arg_max(document_zh, is_entered) filter (is_same) as current_document_zh,
        arg_max(document_en, is_entered) filter (is_same) as current_document_en,
        arg_max(reliability::varchar, is_entered) filter (is_same) as current_reliability,
        coalesce(bool_or(is_entered) filter (is_same), false) as is_current_entered,
        any_value(shown) filter (is_same and not is_entered) as rival_raw,
        any_value(value) filter (is_same and not is_entered) as rival_value,
        any_value(unit) filter (is_same and not is_entered) as rival_unit,
        any_value(fact_id) filter (is_same and not is_entered) as rival_fact_id,
        any_value(document_zh) filter (is_same and not is_entered) as rival_document_zh,
        any_value(document_en) filter (is_same and not is_entered) as rival_document_en,
        any_value(reliability::varchar) filter (is_same and not is_entered) as rival_reliability
    from known
    group by target_fact_id
)

select
    a.region_id || ':' || a.indicator_id || ':' || month_text(a.month) as key,
    a.region_id, r.short_zh as region_zh, r.short_en as region_en,
    a.document_id, d.short_zh as document_zh, d.short_en as document_en, a.theme_id, a.indicator_id,
    i.name_zh, i.name_en, a.unit, u.name_en as unit_en, u.dimension, u.factor,
    a.measure::varchar as measure, a.direction::varchar as direction, a.basis, a.attribute::varchar as attribute,
    a.year, a.through_month, a.target_fact_id, a.target_raw, a.target_unit,
    cast(a.needed_value as decimal(18, 6)) as needed_value, a.year_from as target_from, a.year_to as target_to,
    a.is_in_span,
    b.* exclude (target_fact_id) replace (coalesce(b.is_current_entered, false) as is_current_entered),
    coalesce(o.office, a.responsible) as responsible, due_date(o.due_on, a.year, a.through_month) as due_on,
    b.current_fact_id is null and a.is_in_span and a.month <= (select as_of_index(as_of) from latest_month) as is_due,
    a.is_near and row_number() over (
        partition by a.region_id, a.indicator_id
        order by a.is_near desc, a.is_general desc, a.is_table desc, d.issued_on nulls last, a.document_id
    ) = 1 as is_first,
    a.is_general, a.table_no, a.row_order, a.row_no
from ranked a
join regions r using (region_id)
join documents d on d.document_id = a.document_id
join indicators i on i.indicator_id = a.indicator_id
join units u on u.unit = a.unit
left join beside b using (target_fact_id)
left join offices_now o on o.region_id = a.region_id and o.indicator_id = a.indicator_id;
