-- What do the documents say differently from each other, or weaker than before, and where do they agree?
--   One row a finding, agreements last.
-- $region_ids: regions, null for all
-- $kinds: inconsistent, method, floor (targets below or looser than the last result), tally, print; null for all
-- $indicator_ids: indicators, null for all
-- $period_ids: periods of the plans spoken of, null for all
-- $fact_id: a fact that the finding names, null for all
-- $words: part of a name, statement, document, locator or printed figure, null for all
-- $is_agreement: true for what agrees, false for what does not, null for both
-- example: finding_list region_ids=zhoushan kinds=floor is_agreement=false
select
    f.finding_id, f.kind, f.topic, f.is_agreement, f.region_id, f.indicator_id, f.period_id, s.name_zh as period_zh,
    s.name_en as period_en,
    f.document_id, f.plan_zh, f.plan_en, i.short_zh, i.short_en, f.fact_ids, f.statement_zh, f.statement_en,
    f.workings, f.arithmetic, f.pair, f.alike
from findings f
join indicators i using (indicator_id)
left join spans s using (period_id)
where ($region_ids is null or f.region_id = any($region_ids))
    and ($kinds is null or f.kind = any($kinds))
    and ($indicator_ids is null or f.indicator_id = any($indicator_ids))
    and ($period_ids is null or f.period_id = any($period_ids))
    and ($fact_id is null or list_contains(f.fact_ids, $fact_id))
    and ($is_agreement is null or f.is_agreement = $is_agreement)
    and ($words is null or contains(lower(concat_ws(' ', i.name_zh, i.name_en, f.statement_zh, f.statement_en, f.pair, (
        select string_agg(concat_ws(' ', d.title_zh, d.title_en, o.locator, o.value_raw), ' ')
        from facts o join documents d using (document_id)
        where list_contains(f.fact_ids, o.fact_id)
    ))), lower($words)))
order by f.is_agreement, list_position(['inconsistent', 'method', 'floor', 'tally', 'print'], f.kind), f.topic,
    f.weight desc, f.finding_id
