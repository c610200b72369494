-- What do the documents say differently from each other, or weaker than before, and where do they agree? One row a finding.
-- $region_ids: regions, null for all
-- $kinds: inconsistent, method, floor, tally, print; null for all
-- $indicator_ids: indicators, null for all
-- $period_ids: periods of the plans spoken of, null for all
-- $fact_id: a fact that the finding names, null for all
-- example: finding_list region_ids=zhoushan kinds=floor
select
    f.finding_id, f.kind, f.topic, f.region_id, f.indicator_id, f.period_id, i.short_zh, i.short_en, f.fact_ids, f.statement_zh, f.statement_en,
    f.arithmetic, f.pair, f.alike
from findings f
join indicators i using (indicator_id)
where ($region_ids is null or f.region_id = any($region_ids))
    and ($kinds is null or f.kind = any($kinds))
    and ($indicator_ids is null or f.indicator_id = any($indicator_ids))
    and ($period_ids is null or f.period_id = any($period_ids))
    and ($fact_id is null or list_contains(f.fact_ids, $fact_id))
order by list_position(['inconsistent', 'method', 'floor', 'tally', 'print'], f.kind), f.topic, f.weight desc, f.finding_id
