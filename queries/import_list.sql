-- Of which imports is the ledger made, what does each bring, and which others need it? One row an import.
-- $import_ids: imports (shipped: what the ledger comes with), null for all
-- example: import_list import_ids=shipped
from taken_imports
where ($import_ids is null or import_id = any($import_ids))
order by is_shipped desc, import_id
