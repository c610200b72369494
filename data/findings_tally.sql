-- 勾稽 between the goals and years of plans: what adds up, repeats, or goes with something else. Each arm says what is
-- looked for, the tokens of its sentence (data/sayings.csv) and what fills their blanks.
create temp view tallies_of_goals as

-- the years of the ledger come to the printed base
select
    'tally' as kind, 'years' as topic, true as is_agreement, region_id, indicator_id,
    list_concat([base_fact_id], base_used_fact_ids) as fact_ids, ['finding.years'] as tokens,
    map {'first': base_used_year_from::varchar, 'last': base_used_year_to::varchar} as blanks,
    map {'base': base_used_raw} as amounts, unit, [sum_working(s.numbers, base_used)] as workings,
    base_raw || ' ≈ ' || base_used_raw as pair
from plan_bases
join summed_bases s using (target_fact_id)
where base_origin = 'sum' and base is not null and not is_base_differing

union all by name
-- the same figure in several places
select
    'tally' as kind, 'repeat' as topic, true as is_agreement, region_id, indicator_id, fact_ids,
    ['finding.repeat'] as tokens, map {'places': places::varchar} as blanks, forms_said(forms) as pair
from repeated_figures
where not is_sign_differing and not is_modality_differing

union all by name
-- a yearly goal times its years against the total of the same plan
select
    'tally' as kind, 'yearly' as topic, a.value_in_units * a.years = t.value_in_units as is_agreement,
    a.region_id, a.indicator_id, [a.fact_id, t.fact_id] as fact_ids,
    [case when is_agreement then 'finding.yearly_agrees' else 'finding.yearly_differs' end] as tokens,
    map {'years': a.years::varchar} as blanks, map {'sum': plain_text(a.value * a.years)} as amounts, a.unit,
    [working([a.value], '*', a.years, a.value * a.years)] as workings, a.value_raw || ' × ' || a.years as pair
from figures a
join figures t on t.document_id = a.document_id and t.region_id = a.region_id and t.indicator_id = a.indicator_id
    and t.role = 'target' and t.basis = 'total' and t.year_from = a.year_from and t.year_to = a.year_to
    and t.dimension = a.dimension and t.value is not null
where a.role = 'target' and a.basis = 'each_year' and a.value is not null
qualify row_number() over (partition by a.fact_id order by t.place = 'table' desc, t.fact_id) = 1

union all by name
-- other documents' goals for some of the years, by the year, against the plan's total
select
    'tally' as kind, 'pace' as topic, a_year_in_units = total_a_year_in_units as is_agreement, region_id, indicator_id,
    list_concat([target_fact_id], phase_fact_ids) as fact_ids,
    [
        'finding.pace_' || case
            when is_agreement then 'agrees'
            when a_year_in_units > total_a_year_in_units then 'above'
            else 'below'
        end
    ] as tokens,
    map {
        'pace': plain_text(round(target / years, 2)), 'other': plain_text(round(a_year_in_units / factor, 2))
    } as amounts, unit,
    list_concat(
        [working([target], '/', years, round(target / years, 2))],
        case when longest > 1 and not is_agreement
            then [working([longest_target], '/', longest, round(longest_a_year, 2))] else [] end
    ) as workings,
    abs(a_year_in_units - total_a_year_in_units) / a_year_in_units as weight,
    plain_text(round(a_year_in_units / factor, 2)) || ' / ' || plain_text(round(target / years, 2)) as pair
from (
    select
        t.target_fact_id, t.region_id, t.indicator_id, t.target, t.years, t.factor, t.unit, p.a_year_in_units,
        t.target_in_units / t.years as total_a_year_in_units,
        list(p.target_fact_id order by p.year_from, p.target_fact_id) as phase_fact_ids,
        max(p.years) filter (p.kind = 'total') as longest, arg_max(p.target, p.years) as longest_target,
        arg_max(p.target / p.years, p.years) as longest_a_year
    from asked_goals t
    join goals p on p.region_id = t.region_id and p.indicator_id = t.indicator_id
        and p.document_id <> t.document_id and p.kind in ('total', 'each_year')
        and p.year_from >= t.year_from and p.year_to <= t.year_to and (p.kind = 'each_year' or p.years < t.years)
    where t.kind = 'total' and t.years > 1
        -- a yearly goal of its own plan family is set against that plan's total already
        and not (p.kind = 'each_year' and exists (
            select 1 from figures s
            where s.document_id = p.document_id and s.indicator_id = p.indicator_id and s.role = 'target'
                and s.basis = 'total' and s.year_from = p.year_from and s.year_to = p.year_to
        ))
    group by all
)

union all by name
-- a goal for an earlier year that asks as much as the plan's end, or more; of a related rate, just as much
select
    'tally' as kind, 'phase' as topic, t.region_id, t.indicator_id, [p.target_fact_id, t.target_fact_id] as fact_ids,
    [
        case
            when p.indicator_id <> t.indicator_id then 'finding.phase_related'
            when p.target_in_units = t.target_in_units then 'finding.phase_equal'
            else 'finding.phase_stricter'
        end
    ] as tokens,
    x.reason_zh, x.reason_en, abs(p.target_in_units - t.target_in_units) / t.target_in_units as weight,
    p.target_raw || ' / ' || t.target_raw as pair
from asked_goals t
join goals p on p.region_id = t.region_id and p.document_id <> t.document_id and p.kind = 'level'
    and p.year_to < t.year_to and p.year_to >= t.year_from
left join relations x on x.kind in ('lookalike', 'different_scope') and x.region_id is null
    and x.indicator_id <> x.other_indicator_id
    and least(x.indicator_id, x.other_indicator_id) = least(p.indicator_id, t.indicator_id)
    and greatest(x.indicator_id, x.other_indicator_id) = greatest(p.indicator_id, t.indicator_id)
-- what every year is to keep is no phase of another
where t.kind = 'level' and t.direction <> 'none' and not t.is_mean
    and case
        when p.indicator_id = t.indicator_id then asked_more(p.target_in_units, t.target_in_units, t.direction) >= 0
        else x.relation_id is not null and t.measure = 'rate' and p.target_in_units = t.target_in_units
    end

union all by name
-- a yearly goal times the plan's years against the growth of the stock that it feeds: that of the same name, or so
-- related
select
    'tally' as kind, 'yearly_stock' as topic, region_id, indicator_id,
    list_concat([target_fact_id], base_used_fact_ids, goal_fact_ids) as fact_ids, ['finding.yearly_stock'] as tokens,
    map {'years': years::varchar} as blanks,
    map {
        'yearly': plain_text(yearly), 'sum': plain_text(yearly * years), 'growth': plain_text(growth)
    } as amounts, unit, short_zh as reason_zh, short_en as reason_en,
    [working([yearly], '*', years, yearly * years), working([target], '-', base_used, growth)] as workings,
    plain_text(yearly) || ' × ' || years || ' / ' || plain_text(growth) as pair
from (
    select
        b.target_fact_id, b.region_id, b.indicator_id, b.base_used_fact_ids, b.unit, b.target, b.base_used,
        b.target - b.base_used as growth, b.year_to - b.year_from + 1 as years, i.short_zh, i.short_en,
        min(p.target) as yearly, list(p.target_fact_id order by p.year_from, p.target_fact_id) as goal_fact_ids
    from plan_bases b
    join asked_goals t using (target_fact_id) -- once of several plans that ask for the same
    join indicators o on o.indicator_id = b.indicator_id
    join indicators i on i.measure = 'period_total' and i.unit = o.unit and (
        i.name_zh = '新增' || replace(o.name_zh, '总量', '数') or exists (
            select 1 from relations x
            where x.kind = 'flow_and_stock' and x.indicator_id = i.indicator_id
                and x.other_indicator_id = b.indicator_id
        ))
    join goals p on p.region_id = b.region_id and p.indicator_id = i.indicator_id
        and p.year_from >= b.year_from and p.year_to <= b.year_to
        and (p.kind = 'each_year' or p.kind = 'total' and p.years = 1) and p.factor = b.factor
    where b.measure = 'stock'
    group by all
)
where yearly * years > growth

union all by name
-- two goals of one plan, the name of the one within that of the other, and nothing said of how they relate
select
    'tally' as kind, 'overlap' as topic, a.region_id, a.indicator_id, [a.fact_id, b.fact_id] as fact_ids,
    ['finding.overlap'] as tokens, a.value_raw || ' / ' || b.value_raw as pair
from figures a
join figures b on b.document_id = a.document_id and b.region_id = a.region_id and b.indicator_id <> a.indicator_id
    and b.unit = a.unit and b.basis = a.basis and b.year_from = a.year_from and b.year_to = a.year_to
    and b.value < a.value and b.label_raw <> a.label_raw and contains(b.label_raw, a.label_raw)
where a.role = 'target' and b.role = 'target' and a.place <> 'table' and b.place <> 'table'
    and b.part_of is distinct from a.indicator_id;
