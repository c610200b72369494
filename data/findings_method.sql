-- 口径变化: figures that are counted in another way than those they stand beside. Each arm says what is looked for, the
-- tokens of its sentence (data/sayings.csv) and what fills their blanks.
create temp view method_changes as

-- years of an earlier method against the printed total
select
    'method' as kind, 'break' as topic, o.region_id, o.indicator_id,
    list_append(list(o.fact_id order by o.year_to), any_value(t.fact_id)) as fact_ids, ['finding.break'] as tokens,
    map {
        'first': min(o.year_from)::varchar, 'last': max(o.year_to)::varchar, 'count': count(*)::varchar
    } as blanks,
    map {'sum': plain_text(sum(o.value)), 'total': any_value(t.value_raw)} as amounts, any_value(t.unit) as unit,
    [sum_working(list(o.value order by o.year_to), sum(o.value))] as workings,
    max(sum(o.value)) over () / any_value(t.value) as weight,
    any_value(plain_text(t.value)) || ' / ' || plain_text(sum(o.value)) as pair
from (
    -- one figure a year, of several the one that covers most of it
    select * from figures
    where role = 'actual' and basis = 'total' and series is not null and year_from = year_to
    qualify row_number() over (
        partition by region_id, indicator_id, series, year_to order by through_month desc, reliability, fact_id
    ) = 1
) o
join figures t on t.role = 'actual' and t.place = 'table' and t.region_id = o.region_id
    and t.indicator_id = o.indicator_id and o.year_from >= t.year_from and o.year_to <= t.year_to and t.unit = o.unit
group by o.region_id, o.indicator_id
having count(*) > 1

union all by name
-- a base carried over from another indicator, or from the same one before it was redefined
select
    'method' as kind, 'redefined' as topic, t.region_id, t.indicator_id, [t.base_fact_id, a.fact_id] as fact_ids,
    [case when x.is_other_indicator then 'finding.redefined' else 'finding.redefined_label' end] as tokens,
    x.reason_zh, x.reason_en, t.base_raw || ' = ' || a.value_raw as pair
from redefinitions x
join plan_rows t on t.indicator_id = x.indicator_id and t.region_id = x.region_id
join figures a on a.role = 'actual' and a.place = 'table' and a.region_id = t.region_id
    and a.indicator_id = x.earlier_indicator_id and a.value = t.base and a.year_to = t.base_year_to

union all by name
-- two plans of one period bind themselves by different rates of one theme that should both be low, and none names both
select
    'method' as kind, 'rates' as topic, a.region_id, a.indicator_id, [a.fact_id, b.fact_id] as fact_ids,
    ['finding.rates'] as tokens, a.value_raw || ' / ' || b.value_raw as pair
from figures a
join figures b on b.region_id = a.region_id and b.period_id = a.period_id and b.theme_id = a.theme_id
    and b.indicator_id > a.indicator_id and b.document_id <> a.document_id
where a.role = 'target' and b.role = 'target' and a.place = 'table' and b.place = 'table'
    and a.measure = 'rate' and b.measure = 'rate' and a.direction = 'down' and b.direction = 'down'
    and not exists (
        select 1 from plan_rows x
        join plan_rows y using (document_id, region_id, period_id)
        where x.region_id = a.region_id and x.period_id = a.period_id and x.indicator_id = a.indicator_id
            and y.indicator_id = b.indicator_id
    )

union all by name
-- a rate pooled over years beside that of a date among them
select
    'method' as kind, 'pooled' as topic, p.region_id, p.indicator_id, [p.fact_id, o.fact_id] as fact_ids,
    ['finding.pooled'] as tokens, map {'points': plain_text(abs(p.value - o.value))} as blanks,
    [working([greatest(p.value, o.value)], '-', least(p.value, o.value), abs(p.value - o.value))] as workings,
    abs(p.value - o.value) as weight, o.value_raw || ' / ' || p.value_raw as pair
from figures p
join figures o on o.region_id = p.region_id and o.indicator_id = p.indicator_id and o.role = 'actual'
    and o.basis in ('at_end', 'average') and o.year_from >= p.year_from and o.year_to <= p.year_to
    and o.unit = p.unit and o.series is not distinct from p.series
where p.role = 'actual' and p.basis = 'pooled' and p.measure = 'rate'
    and not figures_agree(p.value_in_units, p.step_in_units, o.value_in_units, o.step_in_units);
