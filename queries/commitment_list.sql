-- Which tasks do the plans set in their texts and boxes, and how do they stand?
--   One row a figure, or a goal in words, outside the indicator tables.
-- $region_ids: regions, null for all
-- $document_ids: documents, null for all
-- $theme_ids: themes, null for all
-- $indicator_ids: indicators, null for all
-- $natures: target, annual_target, in_words, standard, achieved; null for all
-- $is_repeat: true for what the same document says in its table or earlier in its text, null for all
-- $year: a year that the span covers, null for all
-- $as_of: month of the verdicts, YYYY-MM, null for the month of the latest result
-- $words: part of a task, phrase, place or responsible office, null for all
-- example: commitment_list words=培训 natures=target,annual_target
with

-- said before tasks are put in order: each would carry all words through that
judged as (
    select
        j.*, status_said(w.zh, j.status, j.intent, j.measure, j.side, j.refusal) as status_zh,
        status_said(w.en, j.status, j.intent, j.measure, j.side, j.refusal) as status_en
    from judgements($as_of) j
    cross join words w
    where $region_ids is null or j.region_id = any($region_ids)
)

select
    c.fact_id, c.region_id, r.short_zh as region_zh, r.short_en as region_en,
    c.indicator_id, i.name_zh as indicator_zh, i.name_en as indicator_en,
    i.theme_id, t.place as theme_place, t.name_zh as theme_zh, t.name_en as theme_en,
    c.nature, c.is_repeat, c.label_raw, c.evidence, c.value_raw, c.value, c.value_high, c.comparator, c.unit,
    u.name_en as unit_en,
    c.year_from, c.year_to, c.basis, c.modality,
    -- results and standards are no targets and have no verdict
    j.status, j.status_zh, j.status_en,
    j.data_through, j.target_fact_id as judged_fact_id,
    c.document_id, d.short_zh as document_zh, d.short_en as document_en, d.title_zh as document_title_zh,
    d.title_en as document_title_en,
    dense_rank() over (order by r.is_reference, r.place, d.issued_on, c.document_id) as document_place, c.chapter,
    c.locator, c.responsible, c.note
from commitments c
join ordered_regions r using (region_id)
join indicators i using (indicator_id)
join themes t using (theme_id)
join documents d using (document_id)
join units u on u.unit = c.unit
-- a target that repeats one of the table has the table's verdict
left join judged j on c.role = 'target' and j.document_id = c.document_id and j.region_id = c.region_id
    and j.indicator_id = c.indicator_id and j.year_to = c.year_to
    and j.kind = case
        when c.form = 'growth' then 'growth'
        when c.basis in ('each_year', 'total') then c.basis
        else 'level'
    end
    and (c.basis <> 'total' or j.year_from = c.year_from)
where ($region_ids is null or c.region_id = any($region_ids))
    and ($document_ids is null or c.document_id = any($document_ids))
    and ($theme_ids is null or i.theme_id = any($theme_ids))
    and ($indicator_ids is null or c.indicator_id = any($indicator_ids))
    and ($natures is null or c.nature = any($natures))
    and ($is_repeat is null or c.is_repeat = $is_repeat)
    and ($year is null or $year between c.year_from and c.year_to)
    and ($words is null or contains(lower(concat_ws(' ', i.name_zh, i.name_en, c.label_raw, c.evidence, c.locator,
        c.responsible, d.title_zh)), lower($words)))
order by t.place, r.is_reference, r.place, d.issued_on, c.document_id,
    list_transform(string_split(c.chapter, '.'), lambda x: x::integer), c.fact_id
