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
