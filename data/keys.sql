-- What schema.sql says of keys and references, and every CSV row with its key, for rules that hold for any table.
create temp view key_columns as
select table_name as tab, unnest(constraint_column_names) as col
from duckdb_constraints()
where constraint_type = 'PRIMARY KEY';

create temp view references_to as
select table_name as tab, unnest(constraint_column_names) as col, referenced_table as to_tab
from duckdb_constraints()
where constraint_type = 'FOREIGN KEY'
-- one statement cannot insert rows that refer to each other, so schema.sql leaves these to faults.sql
union all values ('regions', 'parent_region_id', 'regions'), ('indicators', 'part_of', 'indicators'),
('indicators', 'listed_under', 'indicators'), ('facts', 'supersedes', 'facts'),
('rulings', 'target_fact_id', 'facts'), ('remarks', 'target_fact_id', 'facts');

-- (1, “[ ]”) of a notation is one key.
create temp table keys as
select tab, file, line, import_id, seq, string_agg(val, ' ' order by col) as key
from raw_cells
join key_columns using (tab, col)
where val is not null
group by all;
