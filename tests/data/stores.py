"""What the tests of stores ask of one."""

import duckdb

from data import store
from data.parts import KEPT


def import_ids(ledger) -> set[str]:
    """The imports that the ledger of the present CSV has facts of."""
    with duckdb.connect(str(store.built_file(ledger.store, ledger.shipped)), read_only=True) as connection:
        return {name for (name,) in connection.execute("select distinct import_id from facts").fetchall()}


def everything(ledger) -> dict[str, bytes]:
    """Each file of imports and briefings and what it holds."""
    kept = [path for part in KEPT for path in (ledger.store / part).rglob("*") if path.is_file()]
    return {path.relative_to(ledger.store).as_posix(): path.read_bytes() for path in kept}
