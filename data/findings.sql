-- What the documents say of each other: one row a finding, with its facts and an arithmetic that can be worked again.
-- Words are neutral; a hypothesis stands as a question. Kinds: inconsistent (不一致), method (口径变化), floor (底线型目标),
-- tally (勾稽, agreements too), print (编印).

create table findings as
with

named as (
    select
        f.fact_id, f.document_id, f.region_id, f.indicator_id, f.role, f.place, f.value, f.shown as value_raw, f.comparator, f.through_month, f.unit, f.basis, f.series,
        f.year_from, f.year_to, f.label_raw, f.locator, f.table_no, f.row_no, f.period_id, f.reliability,
        plain_text(f.value) as number, d.short_zh as document_zh, d.short_en as document_en, d.issued_on,
        r.short_zh as region_zh, r.short_en as region_en, i.short_zh as name_zh, i.short_en as name_en, i.measure, i.direction
    from measured_facts f
    join documents d using (document_id)
    join regions r on r.region_id = f.region_id
    join indicators i using (indicator_id)
),

bases as (
    select t.*, n.name_zh, n.name_en, n.region_zh, n.region_en, n.direction, n.measure, b.base_used, b.base_used_raw, b.base_used_comparator,
        b.base_used_fact_ids, b.base_origin, b.base_used_year_from, b.base_used_year_to, b.comparison_basis, b.is_base_differing,
        case n.direction when 'down' then -1 else 1 end as sense
    from plan_rows t
    join target_bases b using (target_fact_id)
    join named n on n.fact_id = t.target_fact_id
    where not b.is_redefined and t.target is not null
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

found as (
    -- 不一致: the printed base is not the city's own result of that year
    select 'inconsistent' as kind, 'base' as topic, region_id, indicator_id, list_concat([base_fact_id], base_used_fact_ids) as fact_ids,
        region_zh || name_zh || '：规划印的基数' || base_raw || case base_origin when 'sum' then '，各年实际合计' else '，同年实际' end || base_used_raw
            || case when exists (select 1 from successive s where s.target_fact_id = b.target_fact_id and s.earlier_target = b.base
                and s.earlier_sign = b.base_comparator) then '；印的数与上期目标相同' else '' end as statement_zh,
        region_en || ', ' || name_en || ': printed base ' || base_raw || case base_origin when 'sum' then ', the years come to ' else ', result of that year ' end || base_used_raw
            || case when exists (select 1 from successive s where s.target_fact_id = b.target_fact_id and s.earlier_target = b.base
                and s.earlier_sign = b.base_comparator) then '; the printed number equals the last target' else '' end as statement_en,
        plain_text(base_used) || ' - ' || plain_text(base) || ' = ' || plain_text(base_used - base) as arithmetic,
        abs(base_used - base) / base_used as weight, base_raw || ' ≠ ' || base_used_raw as pair
    from bases b
    where is_base_differing

    union all
    -- 勾稽: the years of the ledger come to the printed base
    select 'tally', 'years', region_id, indicator_id, list_concat([base_fact_id], base_used_fact_ids),
        region_zh || name_zh || '：规划印的基数' || base_raw || '，' || base_used_year_from || '—' || base_used_year_to || '年各年实际合计' || base_used_raw || '，一致',
        region_en || ', ' || name_en || ': printed base ' || base_raw || ', the results of ' || base_used_year_from || '–' || base_used_year_to || ' come to ' || base_used_raw || ', agrees',
        plain_text(base_used) || ' ≈ ' || plain_text(base), 0, base_raw || ' ≈ ' || base_used_raw
    from bases
    where base_origin = 'sum' and base is not null and not is_base_differing

    union all
    -- 不一致: two results for the same thing
    select 'inconsistent', 'rival', a.region_id, a.indicator_id, [a.fact_id, b.fact_id],
        a.region_zh || a.name_zh || a.year_to || '年有两个说法：' || a.value_raw || '（' || a.document_zh || '）与' || b.value_raw || '（' || b.document_zh || '），均保留',
        a.region_en || ', ' || a.name_en || ', ' || a.year_to || ': ' || a.value_raw || ' (' || a.document_en || ') and ' || b.value_raw || ' (' || b.document_en || '); both are kept',
        a.number || ' - ' || b.number || ' = ' || plain_text(a.value - b.value), abs(a.value - b.value) / a.value, a.value_raw || ' 与 ' || b.value_raw
    from rival_facts v
    join named a on a.fact_id = v.fact_id
    join named b on b.fact_id = v.rival_fact_id
    where not v.is_agreeing and a.role = 'actual' and b.role = 'actual' and a.unit = b.unit and a.value > b.value

    union all
    -- 不一致: the same target with another sign
    select 'inconsistent', 'sign', a.region_id, a.indicator_id, [a.fact_id, b.fact_id],
        a.region_zh || a.name_zh || '：' || a.document_zh || '（' || a.locator || '）印' || a.value_raw || '，' || b.document_zh || '（' || b.locator || '）印' || b.value_raw,
        a.region_en || ', ' || a.name_en || ': ' || a.value_raw || ' in ' || a.document_en || ' (' || a.locator || '), ' || b.value_raw || ' in ' || b.document_en || ' (' || b.locator || ')',
        a.number || ' = ' || b.number, 0, a.value_raw || ' 与 ' || b.value_raw
    from named a
    join named b on b.region_id = a.region_id and b.indicator_id = a.indicator_id and b.year_to = a.year_to and b.basis = a.basis and b.unit = a.unit
        and b.value = a.value and b.fact_id > a.fact_id
    where a.role = 'target' and b.role = 'target' and a.measure = 'rate' and a.comparator <> b.comparator and (a.comparator in ('lt', 'gt') or b.comparator in ('lt', 'gt')) and a.place = 'table'

    union all
    -- 口径变化: years of an earlier method against the printed total
    select 'method', 'break', o.region_id, o.indicator_id, list_append(list(o.fact_id order by o.year_to), any_value(t.fact_id)),
        any_value(o.region_zh || o.name_zh) || '：' || min(o.year_from) || '—' || max(o.year_to) || '年按旧方法公布的数合计' || plain_text(sum(o.value))
            || '，印出的五年累计为' || any_value(t.value_raw) || '；后者是否已按修正后的方法？',
        any_value(o.region_en || ', ' || o.name_en) || ': ' || min(o.year_from) || '–' || max(o.year_to) || ' by the old method come to ' || plain_text(sum(o.value))
            || ', the printed five-year total is ' || any_value(t.value_raw) || '; does it follow the revised method?',
        string_agg(o.number, ' + ' order by o.year_to) || ' = ' || plain_text(sum(o.value)), max(sum(o.value)) over () / any_value(t.value), any_value(plain_text(t.value)) || ' 与 ' || plain_text(sum(o.value))
    -- one figure a year, of several the one that covers most of it
    from (
        select * from named where role = 'actual' and basis = 'total' and series is not null and year_from = year_to
        qualify row_number() over (partition by region_id, indicator_id, series, year_to order by through_month desc, reliability, fact_id) = 1
    ) o
    join series s on s.series_id = o.series
    join named t on t.role = 'actual' and t.place = 'table' and t.region_id = o.region_id and t.indicator_id = o.indicator_id
        and o.year_from >= t.year_from and o.year_to <= t.year_to
    group by o.region_id, o.indicator_id
    having count(*) > 1

    union all
    -- 口径变化: a base carried over from another indicator
    select 'method', 'redefined', t.region_id, t.indicator_id, [a.fact_id, t.base_fact_id],
        a.region_zh || '：“' || n.name_zh || '”印的基数' || t.base_raw || '与“' || a.name_zh || '”的' || t.base_year_to || '年实际相同；' || x.reason_zh,
        a.region_en || ': the printed base of "' || n.name_en || '", ' || t.base_raw || ', equals the ' || t.base_year_to || ' result of "' || a.name_en || '"; ' || x.reason_en,
        a.number || ' = ' || plain_text(t.base), 0, a.value_raw || ' = ' || t.base_raw
    from redefinitions x
    join plan_rows t on t.indicator_id = x.indicator_id and t.region_id = x.region_id
    join named n on n.fact_id = t.target_fact_id
    join named a on a.role = 'actual' and a.place = 'table' and a.region_id = t.region_id and a.indicator_id = x.earlier_indicator_id and a.value = t.base
        and a.year_to = t.base_year_to

    union all
    -- 底线型目标: the target asks less than the base used, or just as much
    select 'floor', case when target = base_used then 'equal' else 'below' end, region_id, indicator_id, list_concat([target_fact_id], base_used_fact_ids),
        region_zh || name_zh || '：目标' || target_raw
            || case when target = base_used then '等于采用的基数' when direction = 'down' then '宽于采用的基数' else '低于采用的基数' end || base_used_raw,
        region_en || ', ' || name_en || ': target ' || target_raw
            || case when target = base_used then ' equals the base used, ' when direction = 'down' then ' is looser than the base used, ' else ' is below the base used, ' end || base_used_raw,
        plain_text(target) || ' - ' || plain_text(base_used) || ' = ' || plain_text(target - base_used), abs(target - base_used) / base_used, base_used_raw || ' → ' || target_raw
    from bases
    where comparison_basis in ('period_total', 'end_value') and (target - base_used) * sense <= 0

    union all
    -- 底线型目标: the target asks less than the last plan's
    select 'floor', 'last_target', region_id, indicator_id, [target_fact_id, earlier_fact_id],
        region_zh || name_zh || '：目标' || target_raw || case direction when 'down' then '宽于' else '低于' end || '上期目标' || earlier_target_raw,
        region_en || ', ' || name_en || ': target ' || target_raw || case direction when 'down' then ' is looser than' else ' is below' end || ' the last target, ' || earlier_target_raw,
        plain_text(target) || ' - ' || plain_text(earlier_target) || ' = ' || plain_text(target - earlier_target), abs(target - earlier_target) / earlier_target, earlier_target_raw || ' → ' || target_raw
    from successive
    where (target - earlier_target) * sense < 0

    union all
    -- 勾稽: a yearly goal times its years against the total of the same plan
    select 'tally', 'yearly', a.region_id, a.indicator_id, [a.fact_id, t.fact_id],
        a.region_zh || a.name_zh || '：每年' || a.value_raw || a.unit || '，' || (a.year_to - a.year_from + 1) || '年合计'
            || case when a.value * (a.year_to - a.year_from + 1) = t.value then '与累计目标一致' else '与累计目标不同' end || '（' || t.value_raw || '）',
        a.region_en || ', ' || a.name_en || ': ' || a.value_raw || ' a year over ' || (a.year_to - a.year_from + 1) || ' years '
            || case when a.value * (a.year_to - a.year_from + 1) = t.value then 'agrees with' else 'differs from' end || ' the total, ' || t.value_raw,
        a.number || ' * ' || (a.year_to - a.year_from + 1) || ' = ' || plain_text(a.value * (a.year_to - a.year_from + 1)), 0, a.value_raw || ' × ' || (a.year_to - a.year_from + 1)
    from named a
    join named t on t.document_id = a.document_id and t.indicator_id = a.indicator_id and t.role = 'target' and t.basis = 'total'
        and t.year_from = a.year_from and t.year_to = a.year_to and t.unit = a.unit
    where a.role = 'target' and a.basis = 'each_year'
    qualify row_number() over (partition by a.fact_id order by t.place = 'table' desc, t.fact_id) = 1

    union all
    -- 勾稽: a printed completion rate against result ÷ target
    select 'tally', 'rate', c.region_id, c.indicator_id, [c.fact_id, a.actual_fact_id, a.target_fact_id],
        c.region_zh || c.name_zh || '：印的完成率' || c.value_raw || '，按印出的结果和目标算为' || one_decimal(100 * a.actual / a.target) || '%，'
            || case when abs(one_decimal(100 * a.actual / a.target) - c.value) < 0.5 then '一致' else '不一致' end,
        c.region_en || ', ' || c.name_en || ': printed completion ' || c.value_raw || ', from the printed figures ' || one_decimal(100 * a.actual / a.target) || '%, '
            || case when abs(one_decimal(100 * a.actual / a.target) - c.value) < 0.5 then 'agrees' else 'differs' end,
        '100 * ' || plain_text(a.actual) || ' / ' || plain_text(a.target) || ' = ' || one_decimal(100 * a.actual / a.target), 0, c.value_raw
    from named c
    join plan_rows a on a.region_id = c.region_id and a.indicator_id = c.indicator_id and a.year_to = c.year_to and a.actual is not null
    where c.role = 'completion_rate'

    union all
    -- 勾稽: a result above twice its target
    select 'tally', 'double', t.region_id, t.indicator_id, [t.target_fact_id, t.actual_fact_id],
        n.region_zh || n.name_zh || '：完成率' || one_decimal(100 * t.actual / t.target) || '%，超过200%；目标与结果是否同一口径？',
        n.region_en || ', ' || n.name_en || ': completion ' || one_decimal(100 * t.actual / t.target) || '%, above 200%; are target and result counted alike?',
        '100 * ' || plain_text(t.actual) || ' / ' || plain_text(t.target) || ' = ' || one_decimal(100 * t.actual / t.target), t.actual / t.target, one_decimal(100 * t.actual / t.target) || '%'
    from plan_rows t
    join named n on n.fact_id = t.target_fact_id
    where n.measure in ('period_total', 'stock') and t.actual > 2 * t.target

    union all
    -- 勾稽: a part within its whole
    select 'tally', 'part', p.region_id, p.indicator_id, [p.target_fact_id, w.target_fact_id],
        n.region_zh || '：' || n.name_zh || '目标' || p.target_raw || '是' || m.name_zh || w.target_raw || '的' || one_decimal(100 * p.target / w.target) || '%',
        n.region_en || ': ' || n.name_en || ' ' || p.target_raw || ' is ' || one_decimal(100 * p.target / w.target) || '% of ' || m.name_en || ' ' || w.target_raw,
        '100 * ' || plain_text(p.target) || ' / ' || plain_text(w.target) || ' = ' || one_decimal(100 * p.target / w.target), 0, p.target_raw || ' / ' || w.target_raw
    from plan_rows p
    join indicators i on i.indicator_id = p.indicator_id
    join plan_rows w on w.document_id = p.document_id and w.indicator_id = i.part_of and w.year_to = p.year_to and w.unit = p.unit and w.target_basis = p.target_basis
    join named n on n.fact_id = p.target_fact_id
    join named m on m.fact_id = w.target_fact_id

    union all
    -- 勾稽: the printed share of highly skilled workers against their number by that of all skilled workers
    select 'tally', 'share', s.region_id, s.indicator_id, [s.fact_id, h.fact_id, k.fact_id],
        s.region_zh || '：印的' || s.name_zh || s.value_raw || '%，按人数算为' || one_decimal(100 * h.value / k.value) || '%',
        s.region_en || ': printed ' || s.name_en || ' ' || s.value_raw || '%, from the head counts ' || one_decimal(100 * h.value / k.value) || '%',
        '100 * ' || h.number || ' / ' || k.number || ' = ' || one_decimal(100 * h.value / k.value), 0, s.value_raw || '%'
    from named s
    join named h on h.indicator_id = 'high_skilled_total' and h.region_id = s.region_id and h.role = 'actual' and h.place = 'table' and h.year_to = s.year_to
    join named k on k.indicator_id = 'skilled_talent_total' and k.region_id = s.region_id and k.role = 'baseline' and k.year_to = s.year_to
    where s.indicator_id = 'high_skilled_share' and s.role = 'actual'

    union all
    -- 勾稽: the net growth of a stock beside the flow that feeds it
    select 'tally', 'stock_flow', b.region_id, b.indicator_id, list_concat([b.target_fact_id], b.base_used_fact_ids, [c.target_fact_id]),
        b.region_zh || '：高技能人才五年净增' || plain_text(b.target - b.base_used) || '万人，同期新增高级工以上证书目标' || c.target_raw || '万人',
        b.region_en || ': highly skilled workers grow by ' || plain_text(b.target - b.base_used) || ' (10k) net; target for new senior certificates ' || c.target_raw,
        plain_text(b.target) || ' - ' || plain_text(b.base_used) || ' = ' || plain_text(b.target - b.base_used), 0, plain_text(b.target - b.base_used) || ' / ' || c.target_raw
    from bases b
    join plan_rows c on c.document_id = b.document_id and c.indicator_id = 'senior_skill_certificates_new' and c.period_id = b.period_id
    where b.indicator_id = 'high_skilled_total'

    union all
    -- 勾稽: text and table, or two documents, print the same figure
    select 'tally', 'repeat', a.region_id, a.indicator_id, [a.fact_id, b.fact_id],
        a.region_zh || a.name_zh || '：' || a.document_zh || '（' || a.locator || '）' || a.value_raw || '与' || b.document_zh || '（' || b.locator || '）' || b.value_raw || '一致',
        a.region_en || ', ' || a.name_en || ': ' || a.value_raw || ' in ' || a.document_en || ' (' || a.locator || ') agrees with ' || b.value_raw || ' in ' || b.document_en || ' (' || b.locator || ')',
        a.number || ' ≈ ' || b.number, 0, a.value_raw || ' ≈ ' || b.value_raw
    from rival_facts v
    join named a on a.fact_id = v.fact_id
    join named b on b.fact_id = v.rival_fact_id
    where v.is_agreeing and a.place = 'table' and (b.place <> 'table' or b.fact_id > a.fact_id) and a.unit = b.unit
        and (a.comparator = b.comparator or a.measure <> 'rate')

    union all
    -- 编印: brackets that are not those of the table's own note, or none where the figure is a total
    select 'print', 'bracket', n.region_id, n.indicator_id, [n.fact_id],
        n.region_zh || n.name_zh || '（' || n.document_zh || n.locator || '）：表注用' || k.mark || '表示五年累计，此处印' || n.value_raw,
        n.region_en || ', ' || n.name_en || ' (' || n.document_en || ', ' || n.locator || '): the note marks five-year totals by ' || k.mark || ', here stands ' || n.value_raw,
        n.number || ' = ' || n.number, 0, n.value_raw
    from named n
    join notations k on k.document_id = n.document_id and k.table_no = n.table_no
    where n.place = 'table' and n.basis = 'total' and n.value is not null and n.year_from < n.year_to
        and translate(left(n.value_raw, 1), '(', '（') <> left(k.mark, 1)

    union all
    -- 编印: called persons, counted in attendances
    select 'print', 'unit', n.region_id, n.indicator_id, [n.fact_id],
        n.region_zh || '（' || n.document_zh || n.locator || '）：名称写“' || n.label_raw || '”，单位印作' || n.unit || '；人次不折成人数',
        n.region_en || ' (' || n.document_en || ', ' || n.locator || '): "' || n.label_raw || '" speaks of persons, the unit printed is ' || n.unit,
        n.number || ' = ' || n.number, 0, n.value_raw || ' ' || n.unit
    from named n
    join units u on u.unit = n.unit
    where u.dimension = 'attendance' and n.role = 'target' and regexp_matches(n.label_raw, '人[数數]')
)

select
    kind || '-' || topic || '-' || fact_ids[1] || case when topic in ('rival', 'sign', 'repeat', 'last_target', 'yearly') then '-' || fact_ids[2] else '' end as finding_id,
    found.*, dated.period_id, dated.month, count(*) over (partition by kind, topic, region_id, dated.period_id) as alike
from found
join (
    -- the period of the latest target that a finding names, of the plan whose base it names, or of its figures; and the month
    -- from which all its figures are out
    select
        kind, topic, fact_ids,
        coalesce(
            arg_max(coalesce(m.period_id, r.period_id), m.year_to) filter (m.role = 'target' or r.period_id is not null),
            arg_max(m.period_id, m.year_to)) as period_id,
        max(case when m.role in ('actual', 'completion_rate') then month_index(m.year_to, m.through_month) end) as month
    from (select kind, topic, fact_ids, unnest(fact_ids) as fact_id from found) f
    join (select fact_id, role, year_to, through_month, case when role = 'baseline' then null else period_id end as period_id from measured_facts) m using (fact_id)
    left join (select base_fact_id, any_value(period_id) as period_id from plan_rows where base_fact_id is not null group by base_fact_id) r
        on r.base_fact_id = f.fact_id and m.role = 'baseline'
    group by all
) dated using (kind, topic, fact_ids);
