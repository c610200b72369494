-- What is in the ledger? One row.
-- example: ledger_summary
select
    (select count(*) from documents where kind in ('five_year_plan', 'special_plan', 'annual_plan',
        'implementation_plan')
        and document_id in (select document_id from facts where role = 'target')) as plan_documents,
    (select count(*) from documents) as documents,
    (select count(distinct region_id) from facts) as regions,
    (select count(distinct (document_id, table_no, row_no)) from facts where place = 'table') as table_rows,
    (select count(*) from facts where place = 'table') as table_cells,
    (select count(value) from facts where place = 'table') as table_numbers,
    (select count(distinct indicator_id) from facts) as indicators,
    (select count(*) from facts) as facts,
    (select count(*) from facts join documents using (document_id)
        where role = 'actual' and kind in ('statistical_release', 'press')) as results,
    (select min(year_to) from facts where role <> 'standard') as year_from,
    (select max(year_to) from facts where role <> 'standard') as year_to,
    (select as_of from latest_month) as latest_result
