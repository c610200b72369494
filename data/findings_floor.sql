-- 目标低于或宽于上期实际 (METHOD calls it weaker_target; the id stays floor, for briefings are stored by it): targets that
-- ask less than was reached or asked before. Each arm says what is looked for, the tokens of its sentence
-- (data/sayings.csv) and what fills their blanks.
create temp view weaker_targets as

-- the target asks less than the base used, or just as much
select
    'floor' as kind, case when target = base_used then 'equal' else 'below' end as topic, region_id, indicator_id,
    list_concat([target_fact_id], base_used_fact_ids) as fact_ids,
    [
        'finding.' || case
            when target = base_used then 'equal'
            when direction = 'down' then 'looser'
            else 'below'
        end || case base_origin when 'printed' then '_printed' else '' end
    ] as tokens,
    map {'target': target_raw, 'base': base_used_raw} as amounts, unit,
    case
        when target = base_used then []
        else [working([target], '-', base_used, target - base_used)]
    end as workings,
    abs(target - base_used) / base_used as weight, base_used_raw || ' → ' || target_raw as pair
from plan_bases
where comparison_basis in ('period_total', 'end_value') and asked_more(target, base_used, direction) <= 0

union all by name
-- the target asks less than that of the period before
select
    'floor' as kind, 'last_target' as topic, region_id, indicator_id, [target_fact_id, earlier_fact_id] as fact_ids,
    [case direction when 'down' then 'finding.last_target_looser' else 'finding.last_target_below' end] as tokens,
    map {'target': target_raw, 'base': earlier_target_raw} as amounts, unit,
    [working([target], '-', earlier_target, target - earlier_target)] as workings,
    abs(target - earlier_target) / earlier_target as weight, earlier_target_raw || ' → ' || target_raw as pair
from successive_rows
where asked_more(target, earlier_target, direction) < 0

union all by name
-- a yearly goal, times its years, where the plan has no total of it
select
    'floor' as kind, 'yearly_below' as topic, t.region_id, t.indicator_id, [t.target_fact_id, o.fact_id] as fact_ids,
    ['finding.yearly_below'] as tokens, map {'years': t.years::varchar} as blanks,
    map {'sum': plain_text(t.target * t.years)} as amounts, t.unit,
    [working([t.target], '*', t.years, t.target * t.years)] as workings,
    (o.value_in_units - t.target_in_units * t.years) / o.value_in_units as weight,
    o.value_raw || ' → ' || t.target_raw || ' × ' || t.years as pair
from asked_goals t
join span_results o on o.region_id = t.region_id and o.indicator_id = t.indicator_id and o.basis = 'total'
    and o.year_to = t.year_from - 1 and o.year_to - o.year_from + 1 = t.years
where t.kind = 'each_year' and t.direction = 'up' and t.years > 1 and t.target_in_units * t.years < o.value_in_units
    and not exists (
        select 1 from asked_goals s
        where s.region_id = t.region_id and s.indicator_id = t.indicator_id and s.kind = 'total'
            and s.year_to = t.year_to
    );
