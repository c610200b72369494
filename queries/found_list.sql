-- Which indicators, documents and figures do some words name, in either script? One row what is found.
--   A figure is found by its number (262.61), its words and its phrase; the nearest come first, kind by kind.
-- $words: words, all of which must stand in its texts
-- $most: how many of each kind, null for all
-- example: found_list words=失業保險 most=5
with

-- by the first word alone, for that needs no list for each text
near as materialized (
    select *, words_asked($words) as words
    from search_texts
    where words_asked($words)[1] <> '' and has_word(names, others, words_asked($words)[1])
),

found as (
    select
        kind, id, is_result, year_to,
        case
            when len(words) = 1 and (figure = words[1] or list_contains(string_split(names, ' '), words[1])) then 0
            when starts_with(names, array_to_string(words, ' ')) then 1
            when contains(names, array_to_string(words, ' ')) then 2
            else 3
        end as distance
    from near
    where len(list_filter(words[2:], lambda word: not has_word(names, others, word))) = 0
),

-- before anything is set beside them, for there may be very many
ranked as (
    select
        o.kind, o.id, o.distance, count(*) over (partition by o.kind) as of_kind,
        row_number() over (
            partition by o.kind order by o.distance, o.is_result desc, o.year_to desc, i.rowid, o.id
        ) as nth
    from found o
    left join indicators i on o.kind = 'indicator' and i.indicator_id = o.id
    qualify $most is null or nth <= $most
)

select
    o.kind, o.id, o.distance, o.of_kind,
    coalesce(f.indicator_id, i.indicator_id) as indicator_id, coalesce(fi.name_zh, i.name_zh) as indicator_zh,
    coalesce(fi.name_en, i.name_en) as indicator_en, t.name_zh as theme_zh, t.name_en as theme_en,
    r.short_zh as region_zh, r.short_en as region_en, f.role::varchar as role, f.shown as value_raw, f.unit,
    u.name_en as unit_en, f.year_from, f.year_to, f.through_month, f.basis::varchar as basis,
    coalesce(fd.title_zh, d.title_zh) as document_zh, coalesce(fd.title_en, d.title_en) as document_en,
    coalesce(fd.short_zh, d.short_zh) as document_short_zh, coalesce(fd.short_en, d.short_en) as document_short_en
from ranked o
left join indicators i on o.kind = 'indicator' and i.indicator_id = o.id
left join themes t on t.theme_id = i.theme_id
left join documents d on o.kind = 'document' and d.document_id = o.id
left join dated_facts f on o.kind = 'fact' and f.fact_id = o.id
left join indicators fi on fi.indicator_id = f.indicator_id
left join documents fd on fd.document_id = f.document_id
left join regions r on r.region_id = f.region_id
left join units u on u.unit = f.unit
order by list_position(['indicator', 'fact', 'document'], o.kind), o.nth
