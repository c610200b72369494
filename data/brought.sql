-- What imports bring, and which of them need what others bring.
create table import_rows as
select import_id, tab, count(*) as number
from keys
where import_id <> 'shipped'
group by all;

-- One row an import, another one, and what the first needs that the second alone brings.
create table import_needs as
with

-- what one import alone brings, and nothing that is shipped
brought as (
    select tab, key, any_value(import_id) as import_id
    from keys
    group by tab, key
    having count(distinct import_id) = 1 and any_value(import_id) <> 'shipped'
)

select distinct c.import_id, b.import_id as needs_import_id, b.tab, b.key
from raw_cells c
join references_to r on r.tab = c.tab and r.col = c.col
join brought b on b.tab = r.to_tab and b.key = c.val
where c.import_id <> b.import_id and c.import_id <> 'shipped';

-- Of which imports the ledger is made, what each brings, and which others need it. One row an import.
create table taken_imports as
select
    i.import_id, i.import_id = 'shipped' as is_shipped, f.documents, f.document_ids, f.region_ids, f.facts, f.results,
    f.targets, f.replacing, f.replaced, f.year_from, f.year_to, f.entered_by, f.issued_on, r.other_rows,
    coalesce(n.needs, []) as needs, coalesce(d.needed_by, []) as needed_by
from (select import_id from import_rows union select import_id from facts) i
left join (
    select
        f.import_id, count(distinct f.document_id) as documents,
        list_sort(list(distinct f.document_id)) as document_ids, list_sort(list(distinct f.region_id)) as region_ids,
        count(*) as facts, count(*) filter (f.role = 'actual') as results,
        count(*) filter (f.role = 'target') as targets, count(f.supersedes) as replacing,
        count(*) filter (f.fact_id in (select supersedes from facts)) as replaced,
        min(f.year_from) as year_from, max(f.year_to) as year_to,
        any_value(d.entered_by) as entered_by, max(d.issued_on) as issued_on
    from facts f
    join documents d using (document_id)
    group by f.import_id
) f using (import_id)
left join (
    select import_id, sum(number)::bigint as other_rows from import_rows where tab <> 'facts' group by import_id
) r using (import_id)
left join (
    select import_id, list_sort(list(distinct needs_import_id)) as needs from import_needs group by import_id
) n using (import_id)
left join (
    select needs_import_id as import_id, list_sort(list(distinct import_id)) as needed_by
    from import_needs
    group by needs_import_id
) d using (import_id);
