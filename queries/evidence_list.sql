-- Where does each figure come from, and does another figure say otherwise? One row a fact.
-- $fact_ids: facts, null for all
-- $region_ids: regions, null for all
-- $document_ids: documents, null for all
-- $indicator_ids: indicators, null for all
-- $theme_ids: themes, null for all
-- $period_ids: periods that the facts lie in, or spans of targets that none holds; null for all
-- $year: the year that a fact runs to, null for all
-- $places: where in the document it stands (table, box, text), null for all
-- $roles: roles (baseline, target, actual, completion_rate, standard), null for all
-- $reliabilities: grades A, B, C, null for all
-- $is_conflict: true for the facts that another figure contradicts, null for all
-- $words: part of a name, label, phrase, note, document or printed figure, null for all
-- example: evidence_list region_ids=qingdao words=失业保险
select
    f.fact_id, f.indicator_id, i.name_zh as indicator_zh, i.name_en as indicator_en,
    i.theme_id, t.name_zh as theme_zh, t.name_en as theme_en,
    f.region_id, r.short_zh as region_zh, r.short_en as region_en,
    f.period_id, f.role, f.year_from, f.year_to, f.through_month, f.basis, f.basis_source,
    f.label_raw, f.value_raw, f.value, f.value_high, f.comparator, f.unit, u.name_en as unit_en,
    f.document_id, d.title_zh as document_zh, d.title_en as document_en, d.short_zh as document_short_zh,
    d.short_en as document_short_en, d.issuer, d.document_number, d.issued_on, d.url, d.note as document_note,
    f.place, f.chapter, f.locator, f.responsible, f.attribute, f.modality, f.evidence, f.note, f.reliability,
    f.data_status,
    s.name_zh as series_zh, s.name_en as series_en, f.import_id,
    f.supersedes, coalesce(o.change_kind, f.change_kind)::varchar as change_kind, o.superseded_by, o.superseded_on,
    coalesce(v.rivals, 0) as rivals, coalesce(v.conflicts, 0) > 0 as is_conflict
from dated_facts f
left join superseded_facts o on o.fact_id = f.fact_id
join indicators i on i.indicator_id = f.indicator_id
join themes t using (theme_id)
join regions r on r.region_id = f.region_id
join documents d on d.document_id = f.document_id
join units u on u.unit = f.unit
left join series s on s.series_id = f.series
left join rival_counts v on v.fact_id = f.fact_id
where ($fact_ids is null or f.fact_id = any($fact_ids))
    and ($region_ids is null or f.region_id = any($region_ids))
    and ($document_ids is null or f.document_id = any($document_ids))
    and ($indicator_ids is null or f.indicator_id = any($indicator_ids))
    and ($theme_ids is null or i.theme_id = any($theme_ids))
    and ($period_ids is null or f.period_id = any($period_ids))
    and ($year is null or f.year_to = $year)
    and ($places is null or f.place::varchar = any($places))
    and ($roles is null or f.role::varchar = any($roles))
    and ($reliabilities is null or f.reliability::varchar = any($reliabilities))
    and ($is_conflict is null or (coalesce(v.conflicts, 0) > 0) = $is_conflict)
    and ($words is null or contains(lower(concat_ws(' ', i.name_zh, i.name_en, f.label_raw, f.evidence, f.note,
        d.title_zh, d.title_en, d.issuer, d.document_number, f.locator, f.responsible, f.value_raw)), lower($words)))
order by t.place, i.rowid, f.region_id, f.value is null, f.year_to, f.year_from, f.through_month, f.document_id,
    f.fact_id
