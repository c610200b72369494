-- Which indicators, documents and figures do some words name, in either script? One row what is found.
--   A figure is found by its number (262.61), its words and its phrase; the nearest come first, kind by kind.
-- $words: words, all of which must stand in its texts
-- $most: how many of each kind, null for all
-- example: found_list words=失業保險 most=5
with

asked as (
    select trim(translate(lower($words), traditional, simplified)) as words from scripts
),

found as (
    select
        t.kind, t.id,
        case
            when t.figure = a.words or list_contains(string_split(t.names, ' '), a.words) then 0
            when starts_with(t.names, a.words) then 1
            when contains(t.names, a.words) then 2
            else 3
        end as distance
    from search_texts t
    cross join asked a
    where a.words <> ''
        and len(list_filter(string_split(a.words, ' '), lambda word: not contains(t.texts, word))) = 0
)

select
    o.kind, o.id, o.distance, count(*) over (partition by o.kind) as of_kind,
    coalesce(f.indicator_id, i.indicator_id) as indicator_id, coalesce(fi.name_zh, i.name_zh) as indicator_zh,
    coalesce(fi.name_en, i.name_en) as indicator_en, t.name_zh as theme_zh, t.name_en as theme_en,
    r.short_zh as region_zh, r.short_en as region_en, f.role::varchar as role, f.shown as value_raw, f.unit,
    u.name_en as unit_en, f.year_from, f.year_to, f.through_month, f.basis::varchar as basis,
    coalesce(fd.title_zh, d.title_zh) as document_zh, coalesce(fd.title_en, d.title_en) as document_en,
    coalesce(fd.short_zh, d.short_zh) as document_short_zh, coalesce(fd.short_en, d.short_en) as document_short_en
from found o
left join indicators i on o.kind = 'indicator' and i.indicator_id = o.id
left join themes t on t.theme_id = i.theme_id
left join documents d on o.kind = 'document' and d.document_id = o.id
left join dated_facts f on o.kind = 'fact' and f.fact_id = o.id
left join indicators fi on fi.indicator_id = f.indicator_id
left join documents fd on fd.document_id = f.document_id
left join regions r on r.region_id = f.region_id
left join units u on u.unit = f.unit
qualify $most is null or row_number() over (
    partition by o.kind order by o.distance, f.role = 'actual' desc, f.year_to desc, i.rowid, o.id
) <= $most
order by list_position(['indicator', 'fact', 'document'], o.kind), o.distance, f.role = 'actual' desc, f.year_to desc,
    i.rowid, o.id
