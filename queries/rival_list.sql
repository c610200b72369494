-- Which other figures speak of the same thing as a fact? One row a rival.
-- $fact_id: the fact
-- example: rival_list fact_id=qingdao-bulletin-2025-quoted.text1-1.actual.2025
select
    v.rival_fact_id as fact_id, v.is_agreeing, f.role, f.value_raw, f.value, f.comparator, f.unit, n.name_en as unit_en,
    f.year_from, f.year_to, f.through_month, f.basis, f.reliability, f.locator,
    f.document_id, d.short_zh as document_short_zh, d.short_en as document_short_en
from rival_facts v
join facts f on f.fact_id = v.rival_fact_id
join documents d using (document_id)
join units n on n.unit = f.unit
where v.fact_id = $fact_id
order by v.is_agreeing, f.reliability, f.fact_id
