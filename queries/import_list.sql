-- What has come into the ledger beside the shipped facts? One row an import.
-- needed_by: imports that use what it alone brings, each after those that use it in turn: the order to take them out in
-- example: import_list
with recursive

needing as (
    select distinct needed_import_id as import_id, import_id as by_id, 1 as depth from import_needs
    union
    select n.import_id, f.import_id, n.depth + 1
    from needing n
    join import_needs f on f.needed_import_id = n.by_id
    where n.depth < 50
),

needed as (
    select import_id, list(by_id order by depth desc, by_id) as needed_by
    from (select import_id, by_id, max(depth) as depth from needing where by_id <> import_id group by all)
    group by all
),

figures as (
    select
        f.import_id, count(*) as facts, count(*) filter (f.role = 'target') as targets,
        count(*) filter (f.role = 'actual') as results, min(f.year_from) as year_from, max(f.year_to) as year_to,
        list(distinct r.short_zh order by r.short_zh) as regions_zh,
        list(distinct r.short_en order by r.short_en) as regions_en,
        list(distinct d.title_zh order by d.title_zh) as documents_zh,
        list(distinct d.title_en order by d.title_en) as documents_en
    from facts f
    join regions r using (region_id)
    join documents d using (document_id)
    where f.import_id <> 'shipped'
    group by all
)

select
    import_id, coalesce(facts, 0) as facts, coalesce(targets, 0) as targets, coalesce(results, 0) as results,
    year_from, year_to, regions_zh, regions_en, documents_zh, documents_en,
    coalesce(needed_by, []) as needed_by
from (select distinct import_id from import_rows)
left join figures using (import_id)
left join needed using (import_id)
order by import_id
