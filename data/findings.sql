-- What the documents say of each other: one row a finding, with its facts and workings that can be worked again. The
-- arms of the other files find; here what they found is dated and said. Words are neutral; a hypothesis stands as a
-- question.

create macro working_text(w) as
    case w.operator
        when 'percent' then '100 * ' || digits_text(w.left[1]) || ' / '
        else joined(list_transform(w.left, lambda number: digits_text(number)), ' ' || w.operator || ' ')
            || ' ' || w.operator || ' '
    end || digits_text(w.right) || ' = ' || digits_text(w.result);

-- A figure as a document prints it, with its unit unless the print has that: in quotation marks where it has words of
-- its own.
create macro printed_said(said_words, value_raw, unit, unit_said) as case
    when contains(value_raw, unit) or regexp_matches(value_raw, '^[-—–]+$')
        then case
            when regexp_matches(replace(value_raw, unit, ''), '[\x{4e00}-\x{9fff}A-Za-z]|^[-—–]+$')
                then filled(said_words['finding.quoted'], map {'text': value_raw})
            else value_raw
        end
    when regexp_matches(value_raw, '[\x{4e00}-\x{9fff}A-Za-z]')
        then filled(said_words['finding.quoted_unit'], map {'text': value_raw, 'unit': unit_said})
    else amount_said(said_words, '', value_raw, unit_said)
end;

-- The years of a figure, or the month up to which it runs.
create macro span_said(said_words, year_from, year_to, through_month) as case
    when through_month < 12 then month_said(said_words, month_index(year_to, through_month))
    else filled(said_words['finding.years_of'], map {'years': years_said(said_words, range(year_from, year_to + 1))})
end;

-- How a sentence names the first, second, third of its facts: {a_raw}, {b_document} …
create macro fact_blanks(letter, printed, name, region, document, locator, span, label) as [
    {'key': letter || '_raw', 'value': printed}, {'key': letter || '_name', 'value': name},
    {'key': letter || '_region', 'value': region}, {'key': letter || '_document', 'value': document},
    {'key': letter || '_place', 'value': locator}, {'key': letter || '_when', 'value': span},
    {'key': letter || '_label', 'value': label}
];

-- What fills the blanks of one finding's sentences: its facts' names, its own blanks, and its amounts with their unit.
create macro finding_blanks(said_words, facts, blanks, amounts, region, name, period, plan, reason, all_facts, unit) as
    map_concat(
        map_from_entries(facts), blanks,
        map {
            'region': region, 'name': name, 'period': coalesce(period, ''), 'plan': plan, 'reason': reason,
            'all': joined(all_facts, said_words['list.comma'])
        },
        map_from_entries(list_transform(map_entries(amounts), lambda amount: {
            'key': amount.key, 'value': amount_said(said_words, '', amount.value, unit)
        }))
    );

-- Topics of which one fact may have several findings: which of their facts tells them apart.
create macro telling_fact(topic, fact_ids) as case
    when topic in ('twin', 'yearly_stock') then fact_ids[3]
    when topic in ('rival', 'pace') then fact_ids[-1]
    when topic in (
        'last_target', 'yearly', 'phase', 'blank', 'overlap', 'attribute', 'pooled', 'rates', 'stock_flow'
    ) then fact_ids[2]
end;

create table findings as
with

found as (
    from inconsistencies
    union all by name from method_changes
    union all by name from weaker_targets
    union all by name from tallies_of_goals
    union all by name from tallies_of_quantities
    union all by name from misprints
),

numbered as (
    select
        * replace (
            coalesce(is_agreement, false) as is_agreement, coalesce(workings, []) as workings,
            coalesce(weight, 0) as weight
        ),
        row_number() over () as nth
    from found
),

each as (
    select nth, unnest(fact_ids) as fact_id, generate_subscripts(fact_ids, 1) as position from numbered
),

-- the period of the latest target that a finding names, of the plan whose base it names, or of its figures; and the
-- month from which all its figures are out
dated as (
    select
        e.nth,
        coalesce(
            arg_max(coalesce(m.period_id, r.period_id), m.year_to)
                filter (m.role = 'target' or r.period_id is not null),
            arg_max(m.period_id, m.year_to)
        ) as period_id,
        max(month_index(m.year_to, m.through_month)) filter (m.role in ('actual', 'completion_rate')) as month
    from each e
    join (
        select fact_id, role, year_to, through_month, case when role <> 'baseline' then period_id end as period_id
        from measured_facts
    ) m using (fact_id)
    left join (
        -- of several columns of targets beside one base the first
        select base_fact_id, arg_min(period_id, (year_to, target_fact_id)) as period_id
        from plan_rows
        where base_fact_id is not null
        group by base_fact_id
    ) r on r.base_fact_id = e.fact_id and m.role = 'baseline'
    group by e.nth
),

-- the facts of a finding as sentences name them: the first three, and {all} with their places
told as (
    select
        nth, any_value(document_id order by position) as document_id,
        any_value(document_zh order by position) as plan_zh, any_value(document_en order by position) as plan_en,
        list(filled(words_zh['finding.fact'], map {
            'raw': printed_zh, 'document': document_zh, 'place': locator
        }) order by position) as all_zh,
        list(filled(words_en['finding.fact'], map {
            'raw': printed_en, 'document': document_en, 'place': locator
        }) order by position) as all_en,
        flatten(list(fact_blanks(
            letter, printed_zh, name_zh, region_zh, document_zh, locator, span_zh, label_raw
        ) order by position) filter (position <= 3)) as facts_zh,
        flatten(list(fact_blanks(
            letter, printed_en, name_en, region_en, document_en, locator, span_en, label_raw
        ) order by position) filter (position <= 3)) as facts_en
    from (
        select
            e.nth, e.position, chr(cast(96 + e.position as integer)) as letter, f.document_id, f.locator, f.label_raw,
            w.zh as words_zh, w.en as words_en, i.short_zh as name_zh, i.short_en as name_en,
            r.short_zh as region_zh, r.short_en as region_en, d.short_zh as document_zh, d.short_en as document_en,
            printed_said(w.zh, f.value_raw, f.unit, f.unit) as printed_zh,
            printed_said(w.en, f.value_raw, f.unit, u.name_en) as printed_en,
            span_said(w.zh, f.year_from, f.year_to, f.through_month) as span_zh,
            span_said(w.en, f.year_from, f.year_to, f.through_month) as span_en
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
        finding_blanks(
            w.zh, t.facts_zh, n.blanks, n.amounts, r.short_zh, i.short_zh, s.name_zh, t.plan_zh, n.reason_zh, t.all_zh,
            n.unit
        ) as blanks_zh,
        finding_blanks(
            w.en, t.facts_en, n.blanks, n.amounts, r.short_en, i.short_en, s.name_en, t.plan_en, n.reason_en, t.all_en,
            u.name_en
        ) as blanks_en
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
    concat_ws('-', kind, topic, fact_ids[1], telling_fact(topic, fact_ids)) as finding_id,
    kind, topic, is_agreement, region_id, indicator_id, fact_ids, period_id, month, document_id, plan_zh, plan_en,
    said(zh, tokens, blanks_zh, zh['list.clause']) as statement_zh,
    said(en, tokens, blanks_en, en['list.clause']) as statement_en,
    workings, joined(list_transform(workings, lambda w: working_text(w)), '; ') as arithmetic,
    weight, pair, count(*) over (partition by kind, topic, region_id, period_id) as alike
from filled_in;
