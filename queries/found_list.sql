-- Which indicators, documents and figures do some words name, in either script? One row what is found.
--   A figure is found by its number (262.61), its words and its phrase; the nearest come first, kind by kind.
-- $words: words, all of which must stand in its texts
-- $most: how many of each kind, null for all
-- example: found_list words=失業保險 most=5
with

-- by the first word alone, for that needs no list for each text
near as materialized (
    select *, phrase_asked($words) as phrase
    from search_texts
    where words_asked($words)[1] <> '' and has_word(names, others, words_asked($words)[1])
),

found as materialized (
    select
        kind, id, is_result, year_to, place,
        case
            when not contains(phrase, ' ') and (
                figure = phrase or contains(' ' || names || ' ', ' ' || phrase || ' ')
            ) then 0
            when starts_with(names, phrase) then 1
            when contains(names, phrase) then 2
            else 3
        end as distance
    from near
    where len(list_filter(string_split(phrase, ' ')[2:], lambda word: not has_word(names, others, word))) = 0
),

counted as (
    select kind, count(*) as of_kind from found group by kind
),

-- of figures, of which there may be very many, only as many are put in order as are asked for
nearest as (
    (select * from found where kind = 'fact' order by distance, is_result desc, year_to desc, id limit $most)
    union all
    (from found where kind <> 'fact')
),

ranked as (
    select
        o.kind, o.id, o.place, o.distance, c.of_kind,
        row_number() over (
            partition by o.kind
            order by o.distance, o.is_result desc, o.year_to desc, case when o.kind = 'indicator' then o.place end, o.id
        ) as nth
    from nearest o
    join counted c on c.kind = o.kind
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
-- by its row, which is found without a look at others
left join dated_facts f on o.kind = 'fact' and f.rowid = o.place
left join indicators fi on fi.indicator_id = f.indicator_id
left join documents fd on fd.document_id = f.document_id
left join regions r on r.region_id = f.region_id
left join units u on u.unit = f.unit
order by list_position(['indicator', 'fact', 'document'], o.kind), o.nth
