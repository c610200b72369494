-- How many tasks of each nature do the plans set in each theme, and how many are said twice?
--   One row a theme, nature and whether it is a repeat.
-- $region_ids: regions, null for all
-- $document_ids: documents, null for all
-- $theme_ids: themes, null for all
-- $natures: target, annual_target, in_words, standard, achieved; null for all
-- $is_repeat: true for what the same document says in its table or earlier in its text, null for all
-- $year: a year that the span covers, null for all
-- $words: part of a task, phrase, place or responsible office, null for all
-- example: commitment_summary region_ids=qingdao
select i.theme_id, t.name_zh as theme_zh, t.name_en as theme_en, c.nature, c.is_repeat, count(*) as tasks
from commitments c
join indicators i using (indicator_id)
join themes t using (theme_id)
join documents d using (document_id)
where ($region_ids is null or c.region_id = any($region_ids))
    and ($document_ids is null or c.document_id = any($document_ids))
    and ($theme_ids is null or i.theme_id = any($theme_ids))
    and ($natures is null or c.nature = any($natures))
    and ($is_repeat is null or c.is_repeat = $is_repeat)
    and ($year is null or $year between c.year_from and c.year_to)
    and ($words is null or contains(lower(concat_ws(' ', i.name_zh, i.name_en, c.label_raw, c.evidence, c.locator,
        c.responsible, d.title_zh)), lower($words)))
group by i.theme_id, t.name_zh, t.name_en, t.place, c.nature, c.is_repeat
order by t.place, c.is_repeat, list_position(['target', 'annual_target', 'in_words', 'standard', 'achieved'], c.nature)
