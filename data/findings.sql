-- What the documents say of each other: one row a finding, with its facts and workings that can be worked again.
-- An arm finds facts and gives the tokens of data/sayings.csv with what fills their blanks; one place at the end makes sentences of
-- them. Words are neutral; a hypothesis stands as a question. Kinds: inconsistent (不一致), method (口径变化), floor (目标低于或宽于上期实际,
-- METHOD calls it weaker_target; the id stays as it was, for briefings are stored by it), tally (勾稽), print (编印).

-- One working: left numbers joined by the operator, the right one, and what comes out; percent is 100 * left / right.
create macro working(left_numbers, operator, right_number, result) as {
    'left': cast(left_numbers as decimal(18, 6)[]), 'operator': cast(operator as varchar),
    'right': cast(right_number as decimal(18, 6)), 'result': cast(result as decimal(18, 6))
};

create macro working_text(w) as
    case w.operator when 'percent' then '100 * ' || digits_text(w.left[1]) || ' / '
        else joined(list_transform(w.left, lambda number: digits_text(number)), ' ' || w.operator || ' ') || ' ' || w.operator || ' ' end
    || digits_text(w.right) || ' = ' || digits_text(w.result);

-- A figure as a document prints it, with its unit unless the print has that: in quotation marks where it has words of its own.
create macro printed_said(said_words, value_raw, unit, unit_said) as case
    when contains(value_raw, unit) or regexp_matches(value_raw, '^[-—–]+$')
        then case when regexp_matches(replace(value_raw, unit, ''), '[\x{4e00}-\x{9fff}A-Za-z]|^[-—–]+$') then filled(said_words['finding.quoted'], map {'text': value_raw}) else value_raw end
    when regexp_matches(value_raw, '[\x{4e00}-\x{9fff}A-Za-z]') then filled(said_words['finding.quoted_unit'], map {'text': value_raw, 'unit': unit_said})
    else amount_said(said_words, '', value_raw, unit_said)
end;

create table findings as
with

named as (
    select
        f.fact_id, f.document_id, f.region_id, f.indicator_id, f.role, f.place, f.value, f.value_high, f.value_raw, f.comparator, f.through_month, f.unit, f.factor,
        f.value_in_units, f.step_in_units, f.basis, f.series, f.target_form, f.year_from, f.year_to, f.span_from, f.label_raw, f.locator, f.table_no, f.row_no,
        f.period_id, f.reliability, f.attribute, f.modality, d.kind as document_kind, d.issued_on,
        i.measure, i.direction, i.part_of, i.theme_id, u.dimension, r.level
    from measured_facts f
    join documents d using (document_id)
    join regions r on r.region_id = f.region_id
    join indicators i using (indicator_id)
    join units u on u.unit = f.unit
),

bases as (
    select t.*, i.direction, i.measure, i.part_of, b.base_used, b.base_used_raw, b.base_used_comparator,
        b.base_used_fact_ids, b.base_origin, b.base_used_year_from, b.base_used_year_to, b.comparison_basis, b.is_base_differing,
        case i.direction when 'down' then -1 else 1 end as sense
    from plan_rows t
    join target_bases b using (target_fact_id)
    join indicators i using (indicator_id)
    where not b.is_redefined and t.target is not null
),

-- the years of a base that is their sum, in the target's unit
summed as (
    select b.target_fact_id, list(cast(f.value_in_units / b.factor as decimal(18, 6)) order by f.year_to) as years
    from (select target_fact_id, factor, unnest(base_used_fact_ids) as fact_id from bases where base_origin = 'sum') b
    join measured_facts f using (fact_id)
    group by b.target_fact_id
),

-- a row of a plan and that of the period before: the same document's where it prints it, else a general plan's
successive as (
    select l.*, e.target_fact_id as earlier_fact_id, cast(e.target * e.factor / l.factor as decimal(18, 6)) as earlier_target,
        e.target_raw as earlier_target_raw, e.target_comparator as earlier_sign
    from bases l
    join spans p on p.period_id = l.period_id
    join plan_rows e on e.region_id = l.region_id and e.indicator_id = l.indicator_id and e.period_id = p.before_id and e.target is not null
        and e.target_basis = l.target_basis
    join documents d on d.document_id = e.document_id
    where e.document_id = l.document_id or not exists (
        select 1 from plan_rows o where o.document_id = l.document_id and o.region_id = l.region_id and o.period_id = p.before_id
    )
    qualify row_number() over (partition by l.target_fact_id order by e.document_id = l.document_id desc, d.kind, d.issued_on desc, e.target_fact_id) = 1
),

-- what the plans of a region ask for, once: of several that ask for the same the general plan's
asked as (
    select t.*, d.kind as document_kind, t.year_to - t.year_from + 1 as years, t.target * t.factor as target_in_units
    from plan_targets t
    join documents d using (document_id)
    where t.form = 'level' and t.target is not null and d.kind in ('five_year_plan', 'special_plan')
    qualify row_number() over (
        partition by t.region_id, t.indicator_id, t.kind, t.year_to, t.target * t.factor order by d.kind, d.issued_on, t.target_fact_id) = 1
),

-- the goals of other documents for a part of a plan's years
phases as (
    select t.*, t.year_to - t.year_from + 1 as years, t.target * t.factor as target_in_units, t.target * t.factor / case t.kind when 'total' then t.year_to - t.year_from + 1 else 1 end as a_year_in_units
    from plan_targets t
    where t.form = 'level' and t.target is not null
),

-- Facts that say the same thing: targets of one end (a total of one span), results of one span and month. The anchor is
-- the table's figure, of several the most precise; with it go those that agree. What a plan redefined is no base to agree with.
things as (
    select
        n.*, case when role in ('actual', 'baseline') then 'result' else cast(role as varchar) end as said_as,
        case when basis in ('at_end', 'average') then 'level' else cast(basis as varchar) end as class,
        case when role = 'target' and basis in ('at_end', 'average') then null else year_from end as class_from
    from named n
    where value is not null and role in ('actual', 'baseline', 'target')
        and not (role = 'baseline' and exists (
            select 1 from relations x where x.kind = 'redefined' and x.region_id = n.region_id and x.other_indicator_id = n.indicator_id
        ))
),

anchored as (
    select
        *,
        first_value({'fact_id': fact_id, 'place': place, 'value': value_in_units, 'high': value_high * factor, 'step': step_in_units, 'comparator': comparator}) over thing as anchor
    from things
    window thing as (
        partition by region_id, indicator_id, series, said_as, class, class_from, year_to, through_month, dimension, coalesce(target_form, 'level')
        order by place = 'table' desc, place = 'box' desc, step_in_units, reliability, document_kind, fact_id
        rows between unbounded preceding and unbounded following
    )
),

alike as (
    select
        anchor.fact_id as anchor_id, any_value(said_as) as said_as, any_value(region_id) as region_id, any_value(indicator_id) as indicator_id,
        list(fact_id order by fact_id <> anchor.fact_id, place, fact_id) as fact_ids, list(value_raw order by fact_id <> anchor.fact_id, place, fact_id) as forms,
        count(*) as places, count(distinct comparator) > 1 as is_sign_differing, count(distinct modality) > 1 as is_modality_differing
    from anchored
    where anchor.place in ('table', 'box') and value_high * factor is not distinct from anchor.high
        and case when said_as = 'target' then value_in_units = anchor.value
            else figures_agree(value_in_units, step_in_units, anchor.value, anchor.step) and (measure <> 'rate' or comparator = anchor.comparator) end
    group by anchor.fact_id
    having count(*) > 1
),

found as (
    -- 不一致: the printed base is not the city's own result of that year
    select 'inconsistent' as kind, 'base' as topic, region_id, indicator_id, list_concat([base_fact_id], base_used_fact_ids) as fact_ids, false as is_agreement,
        [
            case base_origin when 'sum' then 'finding.base_sum' else 'finding.base' end,
            case when exists (select 1 from successive s where s.target_fact_id = b.target_fact_id and s.earlier_target = b.base
                and s.earlier_sign = b.base_comparator) then 'finding.base_is_last_target' end
        ] as tokens,
        map {'first': cast(base_used_year_from as varchar), 'last': cast(base_used_year_to as varchar)} as blanks,
        map {'base': base_used_raw} as amounts, b.unit, null::varchar as reason_zh, null::varchar as reason_en,
        list_concat(
            case base_origin when 'sum' then [working(s.years[:-2], '+', s.years[-1], base_used)] else [] end,
            [working([base_used], '-', base, base_used - base)]) as workings,
        abs(base_used - base) / base_used as weight, base_raw || ' ≠ ' || base_used_raw as pair
    from bases b
    left join summed s using (target_fact_id)
    where is_base_differing

    union all
    -- 勾稽: the years of the ledger come to the printed base
    select 'tally', 'years', region_id, indicator_id, list_concat([base_fact_id], base_used_fact_ids), true, ['finding.years'],
        map {'first': cast(base_used_year_from as varchar), 'last': cast(base_used_year_to as varchar)}, map {'base': base_used_raw}, unit, null, null,
        [working(s.years[:-2], '+', s.years[-1], base_used)], 0, base_raw || ' ≈ ' || base_used_raw
    from bases
    join summed s using (target_fact_id)
    where base_origin = 'sum' and base is not null and not is_base_differing

    union all
    -- 不一致: two results or targets for the same thing, all that say the one before all that say the other
    select 'inconsistent', 'rival', any_value(a.region_id), any_value(a.indicator_id),
        list_concat(list(distinct a.fact_id order by a.fact_id), list(distinct b.fact_id order by b.fact_id)), false,
        ['finding.rival' || case a.role when 'target' then '_target' else '' end], map {}, map {}, any_value(a.unit), null, null, [working([a.value], '-', b.value, a.value - b.value)],
        (a.value - b.value) / a.value, any_value(a.value_raw) || ' ≠ ' || any_value(b.value_raw)
    from rival_facts v
    join named a on a.fact_id = v.fact_id
    join named b on b.fact_id = v.rival_fact_id
    where not v.is_agreeing and a.role in ('actual', 'target') and b.role = a.role and a.unit = b.unit and a.value > b.value
    group by a.role, a.region_id, a.indicator_id, a.series, a.year_from, a.year_to, a.through_month, a.value, b.value

    union all
    -- 不一致: the same target with another sign, or once as a goal to strive for and once as one to reach; 勾稽: the same figure in several places
    select case when is_sign_differing and said_as = 'target' or is_modality_differing then 'inconsistent' else 'tally' end,
        case when is_sign_differing and said_as = 'target' then 'sign' when is_modality_differing then 'modality' else 'repeat' end,
        region_id, indicator_id, fact_ids, not (is_sign_differing and said_as = 'target' or is_modality_differing),
        case when is_sign_differing and said_as = 'target' or is_modality_differing
            then [case when is_sign_differing and said_as = 'target' then 'finding.sign' end, case when is_modality_differing then 'finding.modality' end]
            else ['finding.repeat'] end,
        map {'places': cast(places as varchar)}, map {}, null, null, null, [], 0,
        array_to_string(list_filter(forms, lambda form, nth: list_position(forms, form) = nth), ' / ')
    from alike

    union all
    -- 不一致: a base that one plan prints and another of the same period leaves blank
    select 'inconsistent', 'blank', a.region_id, a.indicator_id, [a.base_fact_id, b.base_fact_id], false, ['finding.blank'], map {}, map {}, null, null, null,
        [], 0, a.base_raw || ' / ' || b.base_raw
    from plan_rows a
    join plan_rows b on b.region_id = a.region_id and b.indicator_id = a.indicator_id and b.period_id = a.period_id and b.document_id <> a.document_id
    where a.base is not null and b.base is null and b.base_fact_id is not null

    union all
    -- 不一致: binding in one region, expected in another of the same level
    select 'inconsistent', 'attribute', any_value(a.region_id), any_value(a.indicator_id), [min(a.fact_id), min(b.fact_id)], false, ['finding.attribute'],
        map {}, map {}, null, null, null, [], 0, any_value(a.value_raw) || ' / ' || any_value(b.value_raw)
    from named a
    join named b on b.indicator_id = a.indicator_id and b.period_id = a.period_id and b.region_id <> a.region_id and b.level = a.level
    where a.role = 'target' and b.role = 'target' and a.place = 'table' and b.place = 'table' and a.attribute = 'binding' and b.attribute = 'expected'
    group by a.region_id, b.region_id, a.indicator_id, a.period_id

    union all
    -- 口径变化: years of an earlier method against the printed total
    select 'method', 'break', o.region_id, o.indicator_id, list_append(list(o.fact_id order by o.year_to), any_value(t.fact_id)), false, ['finding.break'],
        map {'first': cast(min(o.year_from) as varchar), 'last': cast(max(o.year_to) as varchar), 'count': cast(count(*) as varchar)},
        map {'sum': plain_text(sum(o.value)), 'total': any_value(t.value_raw)}, any_value(t.unit), null, null,
        [working((list(o.value order by o.year_to))[:-2], '+', (list(o.value order by o.year_to))[-1], sum(o.value))],
        max(sum(o.value)) over () / any_value(t.value), any_value(plain_text(t.value)) || ' / ' || plain_text(sum(o.value))
    -- one figure a year, of several the one that covers most of it
    from (
        select * from named where role = 'actual' and basis = 'total' and series is not null and year_from = year_to
        qualify row_number() over (partition by region_id, indicator_id, series, year_to order by through_month desc, reliability, fact_id) = 1
    ) o
    join named t on t.role = 'actual' and t.place = 'table' and t.region_id = o.region_id and t.indicator_id = o.indicator_id
        and o.year_from >= t.year_from and o.year_to <= t.year_to and t.unit = o.unit
    group by o.region_id, o.indicator_id
    having count(*) > 1

    union all
    -- 口径变化: a base carried over from another indicator, or from the same one before it was redefined
    select 'method', 'redefined', t.region_id, t.indicator_id, [t.base_fact_id, a.fact_id], false,
        [case when x.indicator_id = x.other_indicator_id then 'finding.redefined_label' else 'finding.redefined' end],
        map {}, map {}, null, x.reason_zh, x.reason_en, [], 0, t.base_raw || ' = ' || a.value_raw
    from relations x
    join plan_rows t on t.indicator_id = x.other_indicator_id and t.region_id = x.region_id
    join named a on a.role = 'actual' and a.place = 'table' and a.region_id = t.region_id and a.indicator_id = x.indicator_id and a.value = t.base
        and a.year_to = t.base_year_to
    where x.kind = 'redefined'

    union all
    -- 口径变化: two plans of one period bind themselves by different rates of one theme that should both be low, and none names both
    select 'method', 'rates', a.region_id, a.indicator_id, [a.fact_id, b.fact_id], false, ['finding.rates'], map {}, map {}, null, null, null, [], 0,
        a.value_raw || ' / ' || b.value_raw
    from named a
    join named b on b.region_id = a.region_id and b.period_id = a.period_id and b.theme_id = a.theme_id and b.indicator_id > a.indicator_id
        and b.document_id <> a.document_id
    where a.role = 'target' and b.role = 'target' and a.place = 'table' and b.place = 'table' and a.measure = 'rate' and b.measure = 'rate'
        and a.direction = 'down' and b.direction = 'down'
        and not exists (
            select 1 from plan_rows x join plan_rows y using (document_id, region_id, period_id)
            where x.region_id = a.region_id and x.period_id = a.period_id and x.indicator_id = a.indicator_id and y.indicator_id = b.indicator_id
        )

    union all
    -- 口径变化: a rate pooled over years beside that of a date among them
    select 'method', 'pooled', p.region_id, p.indicator_id, [p.fact_id, o.fact_id], false, ['finding.pooled'], map {'points': plain_text(abs(p.value - o.value))},
        map {}, null, null, null, [working([greatest(p.value, o.value)], '-', least(p.value, o.value), abs(p.value - o.value))], abs(p.value - o.value),
        o.value_raw || ' / ' || p.value_raw
    from named p
    join named o on o.region_id = p.region_id and o.indicator_id = p.indicator_id and o.role = 'actual' and o.basis in ('at_end', 'average')
        and o.year_from >= p.year_from and o.year_to <= p.year_to and o.unit = p.unit and o.series is not distinct from p.series
    where p.role = 'actual' and p.basis = 'pooled' and p.measure = 'rate' and not figures_agree(p.value_in_units, p.step_in_units, o.value_in_units, o.step_in_units)

    union all
    -- 目标低于或宽于上期实际: the target asks less than the base used, or just as much
    select 'floor', case when target = base_used then 'equal' else 'below' end, region_id, indicator_id, list_concat([target_fact_id], base_used_fact_ids), false,
        ['finding.' || case when target = base_used then 'equal' when direction = 'down' then 'looser' else 'below' end || case base_origin when 'printed' then '_printed' else '' end],
        map {}, map {'target': target_raw, 'base': base_used_raw}, unit, null, null,
        case when target = base_used then [] else [working([target], '-', base_used, target - base_used)] end,
        abs(target - base_used) / base_used, base_used_raw || ' → ' || target_raw
    from bases
    where comparison_basis in ('period_total', 'end_value') and (target - base_used) * sense <= 0

    union all
    -- 目标低于或宽于上期目标
    select 'floor', 'last_target', region_id, indicator_id, [target_fact_id, earlier_fact_id], false,
        [case direction when 'down' then 'finding.last_target_looser' else 'finding.last_target_below' end], map {},
        map {'target': target_raw, 'base': earlier_target_raw}, unit, null, null, [working([target], '-', earlier_target, target - earlier_target)],
        abs(target - earlier_target) / earlier_target, earlier_target_raw || ' → ' || target_raw
    from successive
    where (target - earlier_target) * sense < 0

    union all
    -- 目标低于上期实际: a yearly goal, times its years, where the plan has no total of it
    select 'floor', 'yearly_below', t.region_id, t.indicator_id, [t.target_fact_id, o.fact_id], false, ['finding.yearly_below'],
        map {'years': cast(t.years as varchar)}, map {'sum': plain_text(t.target * t.years)}, t.unit, null, null,
        [working([t.target], '*', t.years, t.target * t.years)], (o.value_in_units - t.target_in_units * t.years) / o.value_in_units,
        o.value_raw || ' → ' || t.target_raw || ' × ' || t.years
    from asked t
    join span_results o on o.region_id = t.region_id and o.indicator_id = t.indicator_id and o.basis = 'total' and o.year_to = t.year_from - 1
        and o.year_to - o.year_from + 1 = t.years
    where t.kind = 'each_year' and t.direction = 'up' and t.years > 1 and t.target_in_units * t.years < o.value_in_units
        and not exists (
            select 1 from asked s where s.region_id = t.region_id and s.indicator_id = t.indicator_id and s.kind = 'total' and s.year_to = t.year_to
        )

    union all
    -- 勾稽: a yearly goal times its years against the total of the same plan
    select 'tally', 'yearly', a.region_id, a.indicator_id, [a.fact_id, t.fact_id], a.value_in_units * (a.year_to - a.year_from + 1) = t.value_in_units,
        [case when a.value_in_units * (a.year_to - a.year_from + 1) = t.value_in_units then 'finding.yearly_agrees' else 'finding.yearly_differs' end],
        map {'years': cast(a.year_to - a.year_from + 1 as varchar)}, map {'sum': plain_text(a.value * (a.year_to - a.year_from + 1))}, a.unit, null, null,
        [working([a.value], '*', a.year_to - a.year_from + 1, a.value * (a.year_to - a.year_from + 1))], 0, a.value_raw || ' × ' || (a.year_to - a.year_from + 1)
    from named a
    join named t on t.document_id = a.document_id and t.region_id = a.region_id and t.indicator_id = a.indicator_id and t.role = 'target' and t.basis = 'total'
        and t.year_from = a.year_from and t.year_to = a.year_to and t.dimension = a.dimension and t.value is not null
    where a.role = 'target' and a.basis = 'each_year' and a.value is not null
    qualify row_number() over (partition by a.fact_id order by t.place = 'table' desc, t.fact_id) = 1

    union all
    -- 勾稽: other documents' goals for some of the years, by the year, against the plan's total
    select 'tally', 'pace', any_value(t.region_id), any_value(t.indicator_id), list_concat([t.target_fact_id], list(p.target_fact_id order by p.year_from, p.target_fact_id)),
        p.a_year_in_units = any_value(t.target_in_units / t.years),
        [case when p.a_year_in_units = any_value(t.target_in_units / t.years) then 'finding.pace_agrees'
            when p.a_year_in_units > any_value(t.target_in_units / t.years) then 'finding.pace_above' else 'finding.pace_below' end],
        map {}, map {'pace': plain_text(any_value(round(t.target / t.years, 2))), 'other': plain_text(round(any_value(p.a_year_in_units / t.factor), 2))}, any_value(t.unit), null, null,
        list_concat(
            [working([any_value(t.target)], '/', any_value(t.years), any_value(round(t.target / t.years, 2)))],
            case when max(p.years) filter (p.kind = 'total') > 1 and p.a_year_in_units <> any_value(t.target_in_units / t.years)
                then [working([arg_max(p.target, p.years)], '/', max(p.years), round(arg_max(p.target / p.years, p.years), 2))] else [] end),
        abs(p.a_year_in_units - any_value(t.target_in_units / t.years)) / p.a_year_in_units,
        plain_text(round(any_value(p.a_year_in_units / t.factor), 2)) || ' / ' || plain_text(any_value(round(t.target / t.years, 2)))
    from asked t
    join phases p on p.region_id = t.region_id and p.indicator_id = t.indicator_id and p.document_id <> t.document_id and p.kind in ('total', 'each_year')
        and p.year_from >= t.year_from and p.year_to <= t.year_to and (p.kind = 'each_year' or p.years < t.years)
    where t.kind = 'total' and t.years > 1
        -- a yearly goal of its own plan family is set against that plan's total already
        and not (p.kind = 'each_year' and exists (
            select 1 from named s where s.document_id = p.document_id and s.indicator_id = p.indicator_id and s.role = 'target' and s.basis = 'total'
                and s.year_from = p.year_from and s.year_to = p.year_to
        ))
    group by t.target_fact_id, p.a_year_in_units

    union all
    -- 勾稽: a goal for an earlier year that asks as much as the plan's end, or more; of a related rate, just as much
    select 'tally', 'phase', t.region_id, t.indicator_id, [p.target_fact_id, t.target_fact_id], false,
        [case when p.indicator_id <> t.indicator_id then 'finding.phase_related'
            when p.target_in_units = t.target_in_units then 'finding.phase_equal' else 'finding.phase_stricter' end],
        map {}, map {}, null, x.reason_zh, x.reason_en, [],
        abs(p.target_in_units - t.target_in_units) / t.target_in_units, p.target_raw || ' / ' || t.target_raw
    from asked t
    join phases p on p.region_id = t.region_id and p.document_id <> t.document_id and p.kind = 'level' and p.year_to < t.year_to and p.year_to >= t.year_from
    left join relations x on x.kind in ('lookalike', 'different_scope') and x.region_id is null and x.indicator_id <> x.other_indicator_id
        and least(x.indicator_id, x.other_indicator_id) = least(p.indicator_id, t.indicator_id)
        and greatest(x.indicator_id, x.other_indicator_id) = greatest(p.indicator_id, t.indicator_id)
    where t.kind = 'level' and t.direction <> 'none' and not t.is_mean -- what every year is to keep is no phase of another
        and case when p.indicator_id = t.indicator_id then (p.target_in_units - t.target_in_units) * case t.direction when 'down' then -1 else 1 end >= 0
            else x.relation_id is not null and t.measure = 'rate' and p.target_in_units = t.target_in_units end

    union all
    -- 勾稽: a yearly goal times the plan's years against the growth of the stock that it feeds: that of the same name, or so related
    select 'tally', 'yearly_stock', any_value(b.region_id), any_value(b.indicator_id),
        list_concat([b.target_fact_id], any_value(b.base_used_fact_ids), list(p.target_fact_id order by p.year_from, p.target_fact_id)), false, ['finding.yearly_stock'],
        map {'years': cast(any_value(b.year_to - b.year_from + 1) as varchar)},
        map {'yearly': plain_text(min(p.target)), 'sum': plain_text(min(p.target) * any_value(b.year_to - b.year_from + 1)), 'growth': plain_text(any_value(b.target - b.base_used))},
        any_value(b.unit), any_value(i.short_zh), any_value(i.short_en),
        [working([min(p.target)], '*', any_value(b.year_to - b.year_from + 1), min(p.target) * any_value(b.year_to - b.year_from + 1)),
            working([any_value(b.target)], '-', any_value(b.base_used), any_value(b.target - b.base_used))],
        0, plain_text(min(p.target)) || ' × ' || any_value(b.year_to - b.year_from + 1) || ' / ' || plain_text(any_value(b.target - b.base_used))
    from bases b
    join asked t using (target_fact_id) -- once of several plans that ask for the same
    join indicators o on o.indicator_id = b.indicator_id
    join indicators i on i.measure = 'period_total' and i.unit = o.unit and (
        i.name_zh = '新增' || replace(o.name_zh, '总量', '数') or exists (
            select 1 from relations x where x.kind = 'flow_and_stock' and x.indicator_id = i.indicator_id and x.other_indicator_id = b.indicator_id
        ))
    join phases p on p.region_id = b.region_id and p.indicator_id = i.indicator_id and p.year_from >= b.year_from and p.year_to <= b.year_to
        and (p.kind = 'each_year' or p.kind = 'total' and p.years = 1) and p.factor = b.factor
    where b.measure = 'stock'
    group by b.target_fact_id, i.indicator_id
    having min(p.target) * any_value(b.year_to - b.year_from + 1) > any_value(b.target - b.base_used)

    union all
    -- 勾稽: a printed completion rate against result ÷ target
    select 'tally', 'rate', c.region_id, c.indicator_id, [c.fact_id, a.actual_fact_id, a.target_fact_id],
        figures_agree(c.value, power(10, -decimals_printed(c.value_raw)), one_decimal(100 * a.actual / a.target), 0.1),
        [case when figures_agree(c.value, power(10, -decimals_printed(c.value_raw)), one_decimal(100 * a.actual / a.target), 0.1) then 'finding.rate_agrees' else 'finding.rate_differs' end],
        map {'rate': plain_text(one_decimal(100 * a.actual / a.target))}, map {}, null, null, null,
        [working([a.actual], 'percent', a.target, one_decimal(100 * a.actual / a.target))], 0, c.value_raw
    from named c
    join plan_rows a on a.region_id = c.region_id and a.indicator_id = c.indicator_id and a.year_to = c.year_to and a.actual is not null
    where c.role = 'completion_rate'

    union all
    -- 勾稽: a result above twice its target
    select 'tally', 'double', t.region_id, t.indicator_id, [t.target_fact_id, t.actual_fact_id], false, ['finding.double'],
        map {'rate': plain_text(one_decimal(100 * t.actual / t.target))}, map {}, null, null, null,
        [working([t.actual], 'percent', t.target, one_decimal(100 * t.actual / t.target))], t.actual / t.target, plain_text(one_decimal(100 * t.actual / t.target)) || '%'
    from plan_rows t
    join indicators i using (indicator_id)
    where i.measure in ('period_total', 'stock') and t.actual > 2 * t.target

    union all
    -- 勾稽: a part within its whole
    select 'tally', 'part', p.region_id, p.indicator_id, [p.target_fact_id, w.target_fact_id], p.target <= w.target, ['finding.part'],
        map {'share': plain_text(one_decimal(100 * p.target / w.target))}, map {}, null, null, null,
        [working([p.target], 'percent', w.target, one_decimal(100 * p.target / w.target))], 0, p.target_raw || ' / ' || w.target_raw
    from plan_rows p
    join indicators i on i.indicator_id = p.indicator_id
    join plan_rows w on w.document_id = p.document_id and w.region_id = p.region_id and w.indicator_id = i.part_of and w.year_to = p.year_to and w.unit = p.unit and w.target_basis = p.target_basis
    where p.target is not null and w.target is not null

    union all
    -- 勾稽: all known parts of a whole at a date that the whole has no figure of, beside its last
    select 'tally', 'parts', p.region_id, p.part_of, list_concat([w.fact_id], p.fact_ids), false, ['finding.parts'], map {'year': cast(p.year_to as varchar)},
        map {'sum': plain_text(p.sum)}, p.unit, null, null, [working(p.numbers[:-2], '+', p.numbers[-1], p.sum)], 0, w.value_raw || ' / ' || plain_text(p.sum)
    from (
        select region_id, part_of, unit, year_to, through_month, series, list(fact_id order by fact_id) as fact_ids, list(value order by fact_id) as numbers, sum(value) as sum
        from named
        where role = 'actual' and measure = 'stock' and part_of is not null and value is not null and comparator = 'eq'
        group by all
        having count(distinct indicator_id) > 1
    ) p
    -- every part that the ledger knows, so that the sum may be the whole
    join (select part_of, count(*) as parts from indicators where measure = 'stock' group by part_of) q on q.part_of = p.part_of and q.parts = len(p.fact_ids)
    join named w on w.region_id = p.region_id and w.indicator_id = p.part_of and w.role = 'actual' and w.unit = p.unit
        and month_index(w.year_to, w.through_month) < month_index(p.year_to, p.through_month)
    where not exists (
        select 1 from named o where o.region_id = p.region_id and o.indicator_id = p.part_of and o.role = 'actual' and o.year_to = p.year_to and o.through_month = p.through_month
    )
    qualify row_number() over (partition by p.region_id, p.part_of, p.year_to, p.through_month order by w.year_to desc, w.through_month desc, w.fact_id) = 1

    union all
    -- 勾稽: the printed share of a part against head counts: a rate whose name begins with the part's
    select 'tally', 'share', s.region_id, s.indicator_id, [s.fact_id, h.fact_id, k.fact_id],
        -- as far as the rounding of the two counts goes
        s.value between 100 * (h.value_in_units - h.step_in_units / 2) / (k.value_in_units + k.step_in_units / 2) and 100 * (h.value_in_units + h.step_in_units / 2) / (k.value_in_units - k.step_in_units / 2),
        ['finding.share'], map {'share': plain_text(one_decimal(100 * h.value / k.value))}, map {}, null, null, null,
        [working([h.value], 'percent', k.value, one_decimal(100 * h.value / k.value))], 0, s.value_raw || '%'
    from named s
    join named h on h.document_id = s.document_id and h.region_id = s.region_id and h.role = 'actual' and h.place = 'table' and h.year_to = s.year_to and h.measure = 'stock'
        and contains(h.label_raw, '总量') and starts_with(s.label_raw, split_part(h.label_raw, '总量', 1) || '占')
    join named k on k.indicator_id = h.part_of and k.region_id = s.region_id and k.document_id = s.document_id and k.role in ('actual', 'baseline') and k.year_to = s.year_to and k.unit = h.unit
    where s.role = 'actual' and s.measure = 'rate' and s.place = 'table'
    qualify row_number() over (partition by s.fact_id order by k.role, k.fact_id) = 1

    union all
    -- 勾稽: the net growth of a stock beside the flow of the same plan that feeds it
    select 'tally', 'stock_flow', b.region_id, b.indicator_id, list_concat([b.target_fact_id, c.target_fact_id], b.base_used_fact_ids), c.target >= b.target - b.base_used,
        ['finding.stock_flow'], map {}, map {'growth': plain_text(b.target - b.base_used)}, b.unit, null, null,
        [working([b.target], '-', b.base_used, b.target - b.base_used)], 0, plain_text(b.target - b.base_used) || ' / ' || c.target_raw
    from bases b
    join relations x on x.kind = 'flow_and_stock' and x.other_indicator_id = b.indicator_id
    join plan_rows c on c.document_id = b.document_id and c.region_id = b.region_id and c.indicator_id = x.indicator_id and c.period_id = b.period_id and c.unit = b.unit
    where b.base_used is not null

    union all
    -- 勾稽: a stock without a base less the flow of the same plan: what stood before
    select 'tally', 'existing', s.region_id, s.indicator_id, [s.target_fact_id, f.target_fact_id], false, ['finding.existing'], map {},
        map {'rest': plain_text(s.target - f.target)}, s.unit, null, null, [working([s.target], '-', f.target, s.target - f.target)], 0, s.target_raw || ' / ' || f.target_raw
    from asked s
    join relations x on x.kind = 'flow_and_stock' and x.other_indicator_id = s.indicator_id
    join asked f on f.document_id = s.document_id and f.region_id = s.region_id and f.indicator_id = x.indicator_id and f.year_to = s.year_to and f.kind = 'total' and f.unit = s.unit
    where s.kind = 'level' and s.base_used is null

    union all
    -- 勾稽: two goals of one plan, the name of the one within that of the other, and nothing said of how they relate
    select 'tally', 'overlap', a.region_id, a.indicator_id, [a.fact_id, b.fact_id], false, ['finding.overlap'], map {}, map {}, null, null, null, [], 0,
        a.value_raw || ' / ' || b.value_raw
    from named a
    join named b on b.document_id = a.document_id and b.region_id = a.region_id and b.indicator_id <> a.indicator_id and b.unit = a.unit and b.basis = a.basis
        and b.year_from = a.year_from and b.year_to = a.year_to and b.value < a.value and b.label_raw <> a.label_raw and contains(b.label_raw, a.label_raw)
    where a.role = 'target' and b.role = 'target' and a.place <> 'table' and b.place <> 'table' and b.part_of is distinct from a.indicator_id

    union all
    -- 勾稽: two stocks of one table grow by the very same number from their printed bases
    select 'tally', 'twin', a.region_id, a.indicator_id, [a.target_fact_id, a.base_fact_id, b.target_fact_id, b.base_fact_id], false, ['finding.twin'],
        map {}, map {'growth': plain_text(a.target - a.base)}, a.unit, o.short_zh, o.short_en,
        [working([a.target], '-', a.base, a.target - a.base), working([b.target], '-', b.base, b.target - b.base)], 0, plain_text(a.target - a.base)
    from plan_rows a
    join plan_rows b on b.document_id = a.document_id and b.region_id = a.region_id and b.period_id = a.period_id and b.table_no = a.table_no and b.unit = a.unit
        and b.target_fact_id > a.target_fact_id and b.target - b.base = a.target - a.base
    join indicators i on i.indicator_id = a.indicator_id
    join indicators o on o.indicator_id = b.indicator_id
    where i.measure = 'stock' and o.measure = 'stock' and a.target_basis = 'at_end' and b.target_basis = 'at_end'
        -- a growth of one digit is shared by chance
        and abs(a.target - a.base) >= 10 * least(a.base_step, b.base_step)

    union all
    -- 编印: brackets that are not those of the table's own note, or none where the figure is a total; a row once
    select 'print', 'bracket', n.region_id, any_value(n.indicator_id), list(n.fact_id order by n.role, n.fact_id), false,
        [case when bool_and(regexp_matches(n.value_raw, '^[0-9]')) then 'finding.bracket_none' else 'finding.bracket_other' end, 'finding.bracket_' || any_value(n.basis_source)],
        map {'mark': any_value(n.mark), 'forms': string_agg(n.value_raw, ' / ' order by n.role, n.fact_id)}, map {}, null, any_value(n.meaning), null,
        [], 0, string_agg(n.value_raw, ' / ' order by n.role, n.fact_id)
    from (
        select n.*, k.mark, k.meaning, f.basis_source
        from named n
        join facts f using (fact_id)
        join notations k on k.document_id = n.document_id and k.table_no = n.table_no
        where n.place = 'table' and n.basis = 'total' and n.value is not null and n.year_from < n.year_to
            and translate(left(n.value_raw, 1), '(', '（') <> left(k.mark, 1)
    ) n
    group by n.document_id, n.region_id, n.table_no, n.row_no

    union all
    -- 编印: called persons, counted in attendances
    select 'print', 'unit', n.region_id, n.indicator_id, [n.fact_id], false, ['finding.unit'], map {'label': n.label_raw, 'unit': n.unit}, map {}, null, null, null,
        [], 0, n.value_raw || ' ' || n.unit
    from named n
    where n.dimension = 'attendance' and n.role = 'target' and regexp_matches(n.label_raw, '人[数數]')
),

-- the period of the latest target that a finding names, of the plan whose base it names, or of its figures; and the month
-- from which all its figures are out
numbered as (
    select *, row_number() over () as nth from found
),

each as (
    select nth, unnest(fact_ids) as fact_id, generate_subscripts(fact_ids, 1) as position from numbered
),

dated as (
    select
        e.nth,
        coalesce(
            arg_max(coalesce(m.period_id, r.period_id), m.year_to) filter (m.role = 'target' or r.period_id is not null),
            arg_max(m.period_id, m.year_to)) as period_id,
        max(case when m.role in ('actual', 'completion_rate') then month_index(m.year_to, m.through_month) end) as month
    from each e
    join (select fact_id, role, year_to, through_month, case when role = 'baseline' then null else period_id end as period_id from measured_facts) m using (fact_id)
    left join (select base_fact_id, arg_min(period_id, (year_to, target_fact_id)) as period_id from plan_rows where base_fact_id is not null group by base_fact_id) r
        on r.base_fact_id = e.fact_id and m.role = 'baseline'
    group by e.nth
),

-- the facts of a finding as sentences name them: {a_raw}, {b_document} … the first three, {all} with their places
told as (
    select
        nth, any_value(document_id order by position) as document_id, any_value(document_zh order by position) as plan_zh, any_value(document_en order by position) as plan_en,
        list(fact_zh order by position) as all_zh, list(fact_en order by position) as all_en,
        flatten(list([
            {'key': letter || '_raw', 'value': printed_zh}, {'key': letter || '_name', 'value': name_zh}, {'key': letter || '_region', 'value': region_zh},
            {'key': letter || '_document', 'value': document_zh}, {'key': letter || '_place', 'value': locator}, {'key': letter || '_when', 'value': when_zh}, {'key': letter || '_label', 'value': label_raw}
        ] order by position) filter (position <= 3)) as blanks_zh,
        flatten(list([
            {'key': letter || '_raw', 'value': printed_en}, {'key': letter || '_name', 'value': name_en}, {'key': letter || '_region', 'value': region_en},
            {'key': letter || '_document', 'value': document_en}, {'key': letter || '_place', 'value': locator}, {'key': letter || '_when', 'value': when_en}, {'key': letter || '_label', 'value': label_raw}
        ] order by position) filter (position <= 3)) as blanks_en
    from (
        select
            e.nth, e.position, chr(cast(96 + e.position as integer)) as letter, f.document_id, f.locator, f.label_raw,
            i.short_zh as name_zh, i.short_en as name_en, r.short_zh as region_zh, r.short_en as region_en, d.short_zh as document_zh, d.short_en as document_en,
            printed_said(w.zh, f.value_raw, f.unit, f.unit) as printed_zh, printed_said(w.en, f.value_raw, f.unit, case when f.unit = '%' then '%' else u.name_en end) as printed_en,
            case when f.through_month < 12 then month_said(w.zh, month_index(f.year_to, f.through_month))
                else filled(w.zh['finding.years_of'], map {'years': years_said(w.zh, range(f.year_from, f.year_to + 1))}) end as when_zh,
            case when f.through_month < 12 then month_said(w.en, month_index(f.year_to, f.through_month))
                else filled(w.en['finding.years_of'], map {'years': years_said(w.en, range(f.year_from, f.year_to + 1))}) end as when_en,
            filled(w.zh['finding.fact'], map {'raw': printed_zh, 'document': d.short_zh, 'place': f.locator}) as fact_zh,
            filled(w.en['finding.fact'], map {'raw': printed_en, 'document': d.short_en, 'place': f.locator}) as fact_en
        from each e
        join facts f using (fact_id)
        join indicators i using (indicator_id)
        join regions r on r.region_id = f.region_id
        join documents d on d.document_id = f.document_id
        join units u on u.unit = f.unit
        cross join words w
    )
    group by nth
),

filled_in as (
    select
        n.*, g.period_id, g.month, t.document_id, t.plan_zh, t.plan_en, w.zh, w.en,
        map_concat(map_from_entries(t.blanks_zh), n.blanks, map {
            'region': r.short_zh, 'name': i.short_zh, 'period': coalesce(s.name_zh, ''), 'plan': t.plan_zh, 'reason': n.reason_zh, 'all': joined(t.all_zh, w.zh['list.comma'])
        }, map_from_entries(list_transform(map_entries(n.amounts), lambda a: {'key': a.key, 'value': amount_said(w.zh, '', a.value, n.unit)}))) as blanks_zh,
        map_concat(map_from_entries(t.blanks_en), n.blanks, map {
            'region': r.short_en, 'name': i.short_en, 'period': coalesce(s.name_en, ''), 'plan': t.plan_en, 'reason': n.reason_en, 'all': joined(t.all_en, w.en['list.comma'])
        }, map_from_entries(list_transform(map_entries(n.amounts), lambda a: {'key': a.key, 'value': amount_said(w.en, '', a.value, case when n.unit = '%' then '%' else u.name_en end)}))) as blanks_en
    from numbered n
    join dated g using (nth)
    join told t using (nth)
    join regions r on r.region_id = n.region_id
    join indicators i on i.indicator_id = n.indicator_id
    left join spans s on s.period_id = g.period_id
    left join units u on u.unit = n.unit
    cross join words w
)

select
    kind || '-' || topic || '-' || fact_ids[1]
        || case when topic in ('last_target', 'yearly', 'phase', 'blank', 'overlap', 'twin', 'attribute', 'pooled', 'rates', 'pace', 'stock_flow', 'yearly_stock', 'rival')
            then '-' || fact_ids[case when topic in ('twin', 'yearly_stock') then 3 when topic in ('rival', 'pace') then -1 else 2 end] else '' end as finding_id,
    kind, topic, is_agreement, region_id, indicator_id, fact_ids, period_id, month, document_id, plan_zh, plan_en,
    said(zh, tokens, blanks_zh, zh['list.clause']) as statement_zh, said(en, tokens, blanks_en, en['list.clause']) as statement_en,
    workings, joined(list_transform(workings, lambda w: working_text(w)), '; ') as arithmetic,
    weight, pair, count(*) over (partition by kind, topic, region_id, period_id) as alike
from filled_in;
