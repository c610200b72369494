-- How many quantified tasks of each nature do the plans set in each theme? One row a theme and nature.
-- $region_ids: regions, null for all
-- $document_ids: documents, null for all
-- $theme_ids: themes, null for all
-- $natures: target, annual_target, standard, achieved; null for all
-- $year: a year that the span covers, null for all
-- $words: part of a task, phrase, place or responsible office, null for all
-- example: commitment_summary region_ids=qingdao
select i.theme_id, t.name_zh as theme_zh, t.name_en as theme_en, c.nature, count(*) as tasks
from commitments c
join indicators i using (indicator_id)
join themes t using (theme_id)
join documents d using (document_id)
where ($region_ids is null or c.region_id = any($region_ids))
    and ($document_ids is null or c.document_id = any($document_ids))
    and ($theme_ids is null or i.theme_id = any($theme_ids))
    and ($natures is null or c.nature = any($natures))
    and ($year is null or $year between c.year_from and c.year_to)
    and ($words is null or contains(lower(concat_ws(' ', i.name_zh, i.name_en, c.label_raw, c.evidence, c.locator,
        c.responsible, d.title_zh)), lower($words)))
group by i.theme_id, t.name_zh, t.name_en, t.place, c.nature
order by t.place, min(case c.nature when 'target' then 1 when 'annual_target' then 2 when 'standard' then 3 else 4 end)
