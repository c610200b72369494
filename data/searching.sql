-- What a reader may look for: indicators, documents and figures, each with its texts in simplified script and small
-- letters, so that words in either script find them. What many have in common (names) stands apart from what each says
-- for itself (others): each of the few names is looked at once. The place is the row of an indicator or, in
-- dated_facts, of a figure.
create table search_texts as
with

told as (
    select
        'indicator' as kind, i.indicator_id as id,
        concat_ws(' ', i.name_zh, i.short_zh, i.name_en, i.short_en) as names,
        concat_ws(' ', i.indicator_id, i.definition, (
            select string_agg(distinct f.label_raw, ' ') from facts f where f.indicator_id = i.indicator_id
        )) as others,
        null as figure, null as is_result, null as year_to, i.rowid as place
    from indicators i
    where i.indicator_id in (select indicator_id from facts)
    union all
    select
        'document', d.document_id, concat_ws(' ', d.title_zh, d.short_zh, d.title_en, d.short_en),
        concat_ws(' ', d.document_number, d.issuer, d.document_id), null, null, null, null
    from documents d
    union all
    select
        'fact', f.fact_id, concat_ws(' ', r.short_zh, r.short_en, i.name_zh, i.short_zh, i.name_en),
        concat_ws(' ', f.label_raw, f.value_raw, f.evidence, f.year_to, f.locator, d.short_zh), digits_text(f.value),
        f.role = 'actual', f.year_to, f.rowid
    from dated_facts f
    join indicators i using (indicator_id)
    join regions r on r.region_id = f.region_id
    join documents d on d.document_id = f.document_id
),

-- of the letters that have a simplified form those that occur: each costs something in every text
letters as (
    select string_agg(t.traditional, '' order by t.traditional) as traditional,
        string_agg(t.simplified, '' order by t.traditional) as simplified
    from traditional t
    semi join (select distinct unnest(string_split(concat_ws(' ', names, others), '')) as letter from told) used
        on used.letter = t.traditional
)

select
    kind, id, figure, is_result, year_to, place,
    translate(lower(names), coalesce(l.traditional, ''), coalesce(l.simplified, '')) as names,
    translate(lower(others), coalesce(l.traditional, ''), coalesce(l.simplified, '')) as others
from told
cross join letters l;

-- The words that are looked for, and whether a text has one of them.
create macro phrase_asked(words) as trim(simplified_text(lower(words)));
create macro words_asked(words) as string_split(phrase_asked(words), ' ');
create macro has_word(names, others, word) as contains(names, word) or contains(others, word);

drop table traditional;
