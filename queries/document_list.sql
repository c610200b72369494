-- Which documents does the ledger rest on, and what does each bring? One row a document.
-- $region_ids: regions, null for all
-- $kinds: five_year_plan, special_plan, annual_plan, implementation_plan, statistical_release, press; null for all
-- example: document_list kinds=five_year_plan,special_plan
select
    d.document_id, d.title_zh, d.title_en, d.short_zh, d.short_en, d.issuer, d.document_number, d.issued_on, d.kind,
    d.region_id, r.short_zh as region_zh, r.short_en as region_en, d.period_id, d.url, d.note, d.licence, d.entered_by,
    count(f.fact_id) as facts,
    count(distinct (f.table_no, f.row_no)) filter (f.place = 'table') as table_rows,
    count(f.fact_id) filter (f.place = 'table' and f.value is not null) as table_numbers,
    count(f.fact_id) filter (f.place <> 'table') as text_facts,
    min(f.year_from) as year_from, max(f.year_to) as year_to
from documents d
join ordered_regions r using (region_id)
left join facts f using (document_id)
where ($region_ids is null or d.region_id = any($region_ids))
    and ($kinds is null or d.kind::varchar = any($kinds))
group by all
order by d.kind, any_value(r.is_reference), any_value(r.place), d.issued_on nulls last, d.document_id
