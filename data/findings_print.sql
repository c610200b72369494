-- 编印: what the print itself does not keep to. Each arm says what is looked for, the tokens of its sentence
-- (data/sayings.csv) and what fills their blanks.
create temp view misprints as

-- brackets that are not those of the table's own note, or none where the figure is a total; a row once
select
    'print' as kind, 'bracket' as topic, n.region_id, any_value(n.indicator_id) as indicator_id,
    list(n.fact_id order by n.role, n.fact_id) as fact_ids,
    [
        case when bool_and(regexp_matches(n.value_raw, '^[0-9]'))
            then 'finding.bracket_none' else 'finding.bracket_other' end,
        'finding.bracket_' || any_value(n.basis_source)
    ] as tokens,
    map {
        'mark': any_value(k.marks), 'forms': string_agg(n.value_raw, ' / ' order by n.role, n.fact_id)
    } as blanks,
    any_value(k.meaning) as reason_zh, string_agg(n.value_raw, ' / ' order by n.role, n.fact_id) as pair
from figures n
join (
    select
        document_id, table_no, list(left(mark, 1)) as brackets, string_agg(mark, ' / ' order by mark) as marks,
        arg_min(meaning, mark) as meaning
    from notations
    group by document_id, table_no
) k on k.document_id = n.document_id and k.table_no = n.table_no
where n.place = 'table' and n.basis = 'total' and n.value is not null and n.year_from < n.year_to
    and not list_contains(k.brackets, translate(left(n.value_raw, 1), '(', '（'))
group by n.document_id, n.region_id, n.table_no, n.row_no

union all by name
-- called persons, counted in attendances
select
    'print' as kind, 'unit' as topic, region_id, indicator_id, [fact_id] as fact_ids, ['finding.unit'] as tokens,
    map {'label': label_raw, 'unit': unit} as blanks, value_raw || ' ' || unit as pair
from figures
where dimension = 'attendance' and role = 'target' and regexp_matches(label_raw, '人[数數]');
