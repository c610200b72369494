-- 不一致: figures and signs that do not fit together. Each arm says what is looked for, the tokens of its sentence
-- (data/sayings.csv) and what fills their blanks.
create temp view inconsistencies as

-- the printed base is not the region's own result of those years
select
    'inconsistent' as kind, 'base' as topic, region_id, indicator_id,
    list_concat([base_fact_id], base_used_fact_ids) as fact_ids,
    [
        case base_origin when 'sum' then 'finding.base_sum' else 'finding.base' end,
        case when exists (
            select 1 from successive_rows s
            where s.target_fact_id = b.target_fact_id and s.earlier_target = b.base
                and s.earlier_sign = b.base_comparator
        ) then 'finding.base_is_last_target' end
    ] as tokens,
    map {'first': base_used_year_from::varchar, 'last': base_used_year_to::varchar} as blanks,
    map {'base': base_used_raw} as amounts, unit,
    list_concat(
        case base_origin when 'sum' then [sum_working(s.numbers, base_used)] else [] end,
        [working([base_used], '-', base, base_used - base)]
    ) as workings,
    abs(base_used - base) / base_used as weight, base_raw || ' ≠ ' || base_used_raw as pair
from plan_bases b
left join summed_bases s using (target_fact_id)
where is_base_differing

union all by name
-- two results or targets for the same thing, all that say the one before all that say the other
select
    'inconsistent' as kind, 'rival' as topic,
    any_value(a.region_id) as region_id, any_value(a.indicator_id) as indicator_id,
    list_concat(
        list(distinct a.fact_id order by a.fact_id), list(distinct b.fact_id order by b.fact_id)
    ) as fact_ids,
    ['finding.rival' || case a.role when 'target' then '_target' else '' end] as tokens,
    [working([a.value], '-', b.value, a.value - b.value)] as workings, any_value(a.unit) as unit,
    (a.value - b.value) / a.value as weight, any_value(a.value_raw) || ' ≠ ' || any_value(b.value_raw) as pair
from rival_facts v
join figures a on a.fact_id = v.fact_id
join figures b on b.fact_id = v.rival_fact_id
where not v.is_agreeing and a.role in ('actual', 'target') and b.role = a.role and a.unit = b.unit
    and a.value > b.value
group by a.role, a.region_id, a.indicator_id, a.series, a.year_from, a.year_to, a.through_month, a.value, b.value

union all by name
-- the same target with another sign, or once as a goal to strive for and once as one to reach
select
    'inconsistent' as kind, case when is_sign_differing then 'sign' else 'modality' end as topic,
    region_id, indicator_id, fact_ids,
    [
        case when is_sign_differing then 'finding.sign' end,
        case when is_modality_differing then 'finding.modality' end
    ] as tokens,
    forms_said(forms) as pair
from repeated_figures
where is_sign_differing or is_modality_differing

union all by name
-- a base that one plan prints and another of the same period leaves blank
select
    'inconsistent' as kind, 'blank' as topic, a.region_id, a.indicator_id,
    [a.base_fact_id, b.base_fact_id] as fact_ids, ['finding.blank'] as tokens, a.base_raw || ' / ' || b.base_raw as pair
from plan_rows a
join plan_rows b on b.region_id = a.region_id and b.indicator_id = a.indicator_id and b.period_id = a.period_id
    and b.document_id <> a.document_id
where a.base is not null and b.base is null and b.base_fact_id is not null

union all by name
-- binding in one region, expected in another of the same level
select
    'inconsistent' as kind, 'attribute' as topic,
    any_value(a.region_id) as region_id, any_value(a.indicator_id) as indicator_id,
    [min(a.fact_id), min(b.fact_id)] as fact_ids, ['finding.attribute'] as tokens,
    any_value(a.value_raw) || ' / ' || any_value(b.value_raw) as pair
from figures a
join figures b on b.indicator_id = a.indicator_id and b.period_id = a.period_id and b.region_id <> a.region_id
    and b.level = a.level
where a.role = 'target' and b.role = 'target' and a.place = 'table' and b.place = 'table'
    and a.attribute = 'binding' and b.attribute = 'expected'
group by a.region_id, b.region_id, a.indicator_id, a.period_id;
