-- What each import brings and what it needs of others: asked while the rows still stand as they were read.

-- one row an import and table
create table import_rows as
select import_id, tab as table_name, count(distinct seq) as row_count
from raw_cells
where import_id <> 'shipped'
group by all;

-- one row an import and an id that one other import alone brings
create table import_needs as
with

keys(tab, col) as (
    values
        ('regions', 'region_id'), ('periods', 'period_id'), ('themes', 'theme_id'), ('units', 'unit'),
        ('documents', 'document_id'), ('indicators', 'indicator_id'), ('series', 'series_id'), ('facts', 'fact_id')
),

referring(col, tab) as (
    values
        ('region_id', 'regions'), ('parent_region_id', 'regions'), ('period_id', 'periods'), ('theme_id', 'themes'),
        ('unit', 'units'), ('document_id', 'documents'), ('indicator_id', 'indicators'),
        ('other_indicator_id', 'indicators'), ('part_of', 'indicators'), ('listed_under', 'indicators'),
        ('series', 'series'), ('supersedes', 'facts'), ('target_fact_id', 'facts')
),

asked as (
    select distinct c.import_id, r.tab, c.val as id
    from raw_cells c
    join referring r using (col)
    where c.import_id <> 'shipped' and c.val is not null
),

brought as (
    select c.tab, c.val as id, list(distinct c.import_id) as import_ids
    from raw_cells c
    join keys using (tab, col)
    semi join asked on asked.tab = c.tab and asked.id = c.val
    group by all
)

select a.import_id, b.import_ids[1] as needed_import_id, a.tab as table_name, a.id
from asked a
join brought b using (tab, id)
where len(b.import_ids) = 1 and b.import_ids[1] not in ('shipped', a.import_id);
