-- 勾稽 between quantities: results against targets, parts against wholes, stocks against the flows that feed them. Each
-- arm says what is looked for, the tokens of its sentence (data/sayings.csv) and what fills their blanks.
create temp view tallies_of_quantities as

-- a printed completion rate against result ÷ target
select
    'tally' as kind, 'rate' as topic,
    figures_agree(c.value, power(10, -decimals_printed(c.value_raw)), a.completion_pct, 0.1) as is_agreement,
    c.region_id, c.indicator_id, [c.fact_id, a.actual_fact_id, a.target_fact_id] as fact_ids,
    [case when is_agreement then 'finding.rate_agrees' else 'finding.rate_differs' end] as tokens,
    map {'rate': plain_text(a.completion_pct)} as blanks,
    [working([a.actual], 'percent', a.target, a.completion_pct)] as workings, c.value_raw as pair
from figures c
join plan_rows a on a.region_id = c.region_id and a.indicator_id = c.indicator_id and a.year_to = c.year_to
    and a.actual is not null
where c.role = 'completion_rate'

union all by name
-- a result above twice its target
select
    'tally' as kind, 'double' as topic, t.region_id, t.indicator_id,
    [t.target_fact_id, t.actual_fact_id] as fact_ids, ['finding.double'] as tokens,
    map {'rate': plain_text(t.completion_pct)} as blanks,
    [working([t.actual], 'percent', t.target, t.completion_pct)] as workings, t.actual / t.target as weight,
    plain_text(t.completion_pct) || '%' as pair
from plan_rows t
join indicators i using (indicator_id)
where i.measure in ('period_total', 'stock') and t.actual > 2 * t.target

union all by name
-- a part within its whole
select
    'tally' as kind, 'part' as topic, p.target <= w.target as is_agreement, p.region_id, p.indicator_id,
    [p.target_fact_id, w.target_fact_id] as fact_ids, ['finding.part'] as tokens,
    map {'share': plain_text(one_decimal(percent_of(p.target, w.target)))} as blanks,
    [working([p.target], 'percent', w.target, one_decimal(percent_of(p.target, w.target)))] as workings,
    p.target_raw || ' / ' || w.target_raw as pair
from plan_rows p
join indicators i on i.indicator_id = p.indicator_id
join plan_rows w on w.document_id = p.document_id and w.region_id = p.region_id and w.indicator_id = i.part_of
    and w.year_to = p.year_to and w.unit = p.unit and w.target_basis = p.target_basis
where p.target is not null and w.target is not null

union all by name
-- all known parts of a whole at a date that the whole has no figure of, beside its last
select
    'tally' as kind, 'parts' as topic, p.region_id, p.part_of as indicator_id,
    list_concat([w.fact_id], p.fact_ids) as fact_ids, ['finding.parts'] as tokens,
    map {'year': p.year_to::varchar} as blanks, map {'sum': plain_text(p.total)} as amounts, p.unit,
    [sum_working(p.numbers, p.total)] as workings, w.value_raw || ' / ' || plain_text(p.total) as pair
from (
    select
        region_id, part_of, unit, year_to, through_month, series, list(fact_id order by fact_id) as fact_ids,
        list(value order by fact_id) as numbers, sum(value) as total
    from figures
    where role = 'actual' and measure = 'stock' and part_of is not null and value is not null and comparator = 'eq'
    group by all
    having count(distinct indicator_id) > 1
) p
-- every part that the ledger knows, so that the sum may be the whole
join (select part_of, count(*) as parts from indicators where measure = 'stock' group by part_of) q
    on q.part_of = p.part_of and q.parts = len(p.fact_ids)
join figures w on w.region_id = p.region_id and w.indicator_id = p.part_of and w.role = 'actual' and w.unit = p.unit
    and month_index(w.year_to, w.through_month) < month_index(p.year_to, p.through_month)
where not exists (
    select 1 from figures o
    where o.region_id = p.region_id and o.indicator_id = p.part_of and o.role = 'actual' and o.year_to = p.year_to
        and o.through_month = p.through_month
)
qualify row_number() over (
    partition by p.region_id, p.part_of, p.year_to, p.through_month
    order by w.year_to desc, w.through_month desc, w.fact_id
) = 1

union all by name
-- the printed share of a part against head counts, as far as the rounding of the two counts goes: a rate whose name
-- begins with the part's
select
    'tally' as kind, 'share' as topic,
    s.value
        between percent_of(h.value_in_units - h.step_in_units / 2, k.value_in_units + k.step_in_units / 2)
        and percent_of(h.value_in_units + h.step_in_units / 2, k.value_in_units - k.step_in_units / 2) as is_agreement,
    s.region_id, s.indicator_id, [s.fact_id, h.fact_id, k.fact_id] as fact_ids, ['finding.share'] as tokens,
    map {'share': plain_text(one_decimal(percent_of(h.value, k.value)))} as blanks,
    [working([h.value], 'percent', k.value, one_decimal(percent_of(h.value, k.value)))] as workings,
    s.value_raw || '%' as pair
from figures s
join figures h on h.document_id = s.document_id and h.region_id = s.region_id and h.role = 'actual'
    and h.place = 'table' and h.year_to = s.year_to and h.measure = 'stock'
    and contains(h.label_raw, '总量') and starts_with(s.label_raw, split_part(h.label_raw, '总量', 1) || '占')
join figures k on k.indicator_id = h.part_of and k.region_id = s.region_id and k.document_id = s.document_id
    and k.role in ('actual', 'baseline') and k.year_to = s.year_to and k.unit = h.unit
where s.role = 'actual' and s.measure = 'rate' and s.place = 'table'
qualify row_number() over (partition by s.fact_id order by k.role, k.fact_id) = 1

union all by name
-- the net growth of a stock beside the flow of the same plan that feeds it
select
    'tally' as kind, 'stock_flow' as topic, c.target >= b.target - b.base_used as is_agreement,
    b.region_id, b.indicator_id,
    list_concat([b.target_fact_id, c.target_fact_id], b.base_used_fact_ids) as fact_ids,
    ['finding.stock_flow'] as tokens, map {'growth': plain_text(b.target - b.base_used)} as amounts, b.unit,
    [working([b.target], '-', b.base_used, b.target - b.base_used)] as workings,
    plain_text(b.target - b.base_used) || ' / ' || c.target_raw as pair
from plan_bases b
join relations x on x.kind = 'flow_and_stock' and x.other_indicator_id = b.indicator_id
join plan_rows c on c.document_id = b.document_id and c.region_id = b.region_id and c.indicator_id = x.indicator_id
    and c.period_id = b.period_id and c.unit = b.unit
where b.base_used is not null

union all by name
-- a stock without a base less the flow of the same plan: what stood before
select
    'tally' as kind, 'existing' as topic, s.region_id, s.indicator_id,
    [s.target_fact_id, f.target_fact_id] as fact_ids, ['finding.existing'] as tokens,
    map {'rest': plain_text(s.target - f.target)} as amounts, s.unit,
    [working([s.target], '-', f.target, s.target - f.target)] as workings, s.target_raw || ' / ' || f.target_raw as pair
from asked_goals s
join relations x on x.kind = 'flow_and_stock' and x.other_indicator_id = s.indicator_id
join asked_goals f on f.document_id = s.document_id and f.region_id = s.region_id and f.indicator_id = x.indicator_id
    and f.year_to = s.year_to and f.kind = 'total' and f.unit = s.unit
where s.kind = 'level' and s.base_used is null

union all by name
-- two stocks of one table grow by the very same number from their printed bases; a growth of one digit is shared by
-- chance
select
    'tally' as kind, 'twin' as topic, a.region_id, a.indicator_id,
    [a.target_fact_id, a.base_fact_id, b.target_fact_id, b.base_fact_id] as fact_ids, ['finding.twin'] as tokens,
    map {'growth': plain_text(a.target - a.base)} as amounts, a.unit, o.short_zh as reason_zh, o.short_en as reason_en,
    [
        working([a.target], '-', a.base, a.target - a.base), working([b.target], '-', b.base, b.target - b.base)
    ] as workings,
    plain_text(a.target - a.base) as pair
from plan_rows a
join plan_rows b on b.document_id = a.document_id and b.region_id = a.region_id and b.period_id = a.period_id
    and b.table_no = a.table_no and b.unit = a.unit and b.target_fact_id > a.target_fact_id
    and b.target - b.base = a.target - a.base
join indicators i on i.indicator_id = a.indicator_id
join indicators o on o.indicator_id = b.indicator_id
where i.measure = 'stock' and o.measure = 'stock' and a.target_basis = 'at_end' and b.target_basis = 'at_end'
    and abs(a.target - a.base) >= 10 * least(a.base_step, b.base_step);
