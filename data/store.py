"""The store: CSV is the truth, one derived read-only DuckDB file stands for each state of it.

The built file is named by a fingerprint of all CSV, the schema, the rules and the DuckDB version. It is made
aside and renamed, so a reader finds a whole file or none. Any number of processes may read it.
"""

import contextlib
import os
import threading
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb

from data import built, connections
from data.csv_files import CATALOG, csv_files
from data.parts import part
from data.raw_rows import Tables, read
from data.shape import FAULT_COLUMNS, Fault, LedgerFault, fault, refusal
from data.state import SHIPPED, fingerprint, held, looked, store_folder, watched

__all__ = ["SHIPPED", "LedgerFault", "fingerprint", "held", "store_folder", "watched"]

TABLES = (*CATALOG, "facts")
# what is meant where a cell is left empty
CONSTANTS = {"through_month": "12", "data_status": "final", "level": "prefecture"}
# their column `place` is only what a row asks for: places.sql gives it
PLACED = ("regions", "themes")
REFUSALS = (duckdb.ConstraintException, duckdb.ConversionException, duckdb.OutOfRangeException)
FAMILIES = ("inconsistent", "method", "floor", "tally", "stock", "print")
FINDINGS = ("findings_grounds.sql", *(f"findings_{family}.sql" for family in FAMILIES), "findings.sql")
JUDGING = (
    *(f"judging_{part}.sql" for part in ("targets", "results", "verdicts", "words", "years", "months")),
    "missing.sql",
)
# what is found, once for all who ask: it takes more than half of the rules' time, and the other rules do without
FOUND = (*FINDINGS, "judged.sql")
# in this order: what a file says, those after it ask
RULES = ("saying.sql", "figures.sql", "plans.sql", *JUDGING, *FOUND)
# what is made of the judgements at a month: whole in less time than it takes to plan it once more for a part
MONTHLY = ("worded_judgements", "year_results", "missing_results")
CHANGING = (
    "读取期间数据一直在变，请稍后再试",
    "the ledger kept changing while it was read: try again in a while",
)


def columns() -> Tables:
    """The CSV columns of each table, and whether each is required."""
    with duckdb.connect() as connection:
        connection.execute(_sql("schema.sql"))
        return _columns(connection)


def _columns(connection: duckdb.DuckDBPyConnection) -> Tables:
    """The CSV columns of each table, and whether each is required: those of the schema but import_id, which the folder
    says. What may be null or has something to take instead may be left out.
    """
    columns = {}
    for table, names, may_be_null in connection.execute(
        "select table_name, list(column_name order by ordinal_position),"
        " list(is_nullable = 'YES' order by ordinal_position) from information_schema.columns group by table_name"
    ).fetchall():
        columns[table] = {
            name: not (
                null or len(_instead(name, names)) > 1 or name in CONSTANTS or (name == "place" and table in PLACED)
            )
            for name, null in zip(names, may_be_null, strict=True)
            if name != "import_id"
        }
    return {table: columns[table] for table in TABLES}


def only_row(connection: duckdb.DuckDBPyConnection, sql: str, values: Sequence[object] = ()) -> tuple[Any, ...]:
    """The one row that answers. Raises LookupError where there is none."""
    row = connection.execute(sql, list(values)).fetchone()
    if row is None:
        raise LookupError(sql)
    return row


def _instead(column: str, columns: Iterable[str]) -> list[str]:
    """The columns of which the first that is filled in gives a column's value: itself, the long name for the short one,
    the Chinese for the English.
    """
    stem, _, language = column.rpartition("_")
    languages = {"zh": ["zh"], "en": ["en", "zh"]}.get(language, [])
    stems = [stem, "name", "title"] if stem == "short" else [stem]
    chain = [column, *(f"{noun}_{word}" for word in languages for noun in stems)]
    if column == "name_en":
        chain.append("unit")
    return list(dict.fromkeys(name for name in chain if name in columns))


def check(store: Path | None = None, shipped: Path = SHIPPED) -> list[Fault]:
    """All faults of the CSV (columns of FAULT_COLUMNS), none when the ledger can be built."""
    with duckdb.connect() as connection:
        return _load(connection, store or store_folder(), shipped)


def _load(connection: duckdb.DuckDBPyConnection, store: Path, shipped: Path) -> list[Fault]:
    connection.execute(_sql("schema.sql"))
    tables = _columns(connection)
    faults = read(connection, tables, csv_files(store, shipped))
    if not faults:
        _spread(connection, tables)
        rows = connection.execute(_sql("faults.sql")).fetchall()
        faults = [dict(zip(FAULT_COLUMNS, row, strict=True)) for row in rows]
    if not faults:
        connection.execute(_sql("places.sql"))
        faults = _fill(connection, tables)
    return faults


def _sql(name: str) -> str:
    return (SHIPPED / name).read_text(encoding="utf-8")


def _spread(connection: duckdb.DuckDBPyConnection, tables: Tables) -> None:
    """Set the rows of all tables one cell a row into raw_cells, for the rules that hold for any table."""
    connection.execute(
        "create temp table raw_cells (tab varchar, file varchar, line bigint, import_id varchar, seq bigint,"
        " col varchar, is_required boolean, val varchar)"
    )
    for table, columns in tables.items():
        required = [column for column, is_required in columns.items() if is_required]
        connection.execute(
            f"""insert into raw_cells
            select '{table}', file, line, import_id, seq, col, list_contains(?, col) as is_required, val
            from (from raw_{table} unpivot include nulls (val for col in ({", ".join(columns)})))
            where val is not null or is_required""",
            [required],
        )


def _fill(connection: duckdb.DuckDBPyConnection, tables: Tables) -> list[Fault]:
    """Put the rows into their tables, those that several imports bring alike as one; return what schema.sql refuses
    although faults.sql let it pass.

    The first table with such rows ends it: rows that refer to them would only repeat the fault.
    """
    keys = dict(
        connection.execute(
            "select table_name, constraint_column_names from duckdb_constraints() where constraint_type = 'PRIMARY KEY'"
        ).fetchall()
    )
    for table, columns in ((table, list(columns)) for table, columns in tables.items()):
        # what is not given in one of them may be in the other; no two cells differ
        given = ", ".join(f"min({column}) as {column}" for column in columns)
        connection.execute(
            f"create temp view one_{table} as select {given}, min(seq) as seq, any_value(import_id) as import_id"
            f" from raw_{table} group by {', '.join(f'raw_{table}.{column}' for column in keys[table])}"
        )
        chosen = [
            f"coalesce({', '.join(_instead(column, columns))}, {_quoted(CONSTANTS.get(column))})" for column in columns
        ]
        if table == "facts":
            columns, chosen = [*columns, "import_id"], [*chosen, "import_id"]
        insert = f"insert into {table} ({', '.join(columns)}) select {', '.join(chosen)} from one_{table}"
        try:
            connection.execute(f"{insert} order by seq")
        except REFUSALS:  # they do not say which row: try one by one
            faults = []
            rows = connection.execute(
                f"select seq, file, line from raw_{table} semi join one_{table} using (seq) order by seq"
            ).fetchall()
            for seq, file, line in rows:
                try:
                    connection.execute(f"{insert} where seq = ?", [seq])
                except REFUSALS as error:
                    faults.append(fault(file, line, "refused_row", *refusal(str(error))))
            if not faults:  # no row is to blame
                raise
            return faults
    return []


def _quoted(text: str | None) -> str:
    return "null" if text is None else f"'{text}'"


def rule(connection: duckdb.DuckDBPyConnection, names: Iterable[str] = RULES) -> None:
    """Lay the sentences and the rules over the stored rows: views, macros and the tables that they make."""
    connection.execute(
        "create table sayings as"
        " select * from read_csv(?, all_varchar = true, header = true, delim = ',', quote = '\"', escape = '\"')",
        [str(SHIPPED / "sayings.csv")],
    )
    for name in names:
        connection.execute(_sql(name))


def _build(path: Path, store: Path, shipped: Path) -> None:
    connection = duckdb.connect(str(path), config={"autoinstall_known_extensions": False})
    with contextlib.closing(connection):
        connection.execute("set enable_progress_bar = false")
        faults = _load(connection, store, shipped)
        if faults:
            raise LedgerFault(faults)
        for table in TABLES:
            connection.execute(f"drop view one_{table}; drop table raw_{table}")
        connection.execute("drop table raw_cells")
        rule(connection)
        connection.execute("checkpoint")


def _standing(store: Path, shipped: Path) -> list[tuple[str, int, int, int]]:
    """Inode, time and size of all CSV and of the folder of imports: any change between two looks leaves its trace, one
    that was taken back in between too.
    """
    paths = [str(part(store, "imports")), *(file for _, _, file in csv_files(store, shipped))]
    found = [(path, os.stat(path)) for path in paths if os.path.exists(path)]
    return [(path, about.st_ino, about.st_mtime_ns, about.st_size) for path, about in found]


_building = threading.Lock()  # who comes while a ledger is built waits for it instead of building it too


def built_file(store: Path | None = None, shipped: Path = SHIPPED) -> Path:
    """The DuckDB file of the present CSV, built first if there is none that is whole.

    Raises LedgerFault, with nothing written, when the CSV has faults.
    """
    store = store or store_folder()
    path = _file_of(store, fingerprint(store, shipped))
    if built.is_whole(path):
        return path
    with _building:
        # never under a fingerprint that was held or seen before: the CSV may have changed since
        made = built.of_one_state(
            lambda: _file_of(store, looked(store, shipped)),
            lambda: _standing(store, shipped),
            lambda made: _build(made, store, shipped),
        )
    if made is None:
        raise LedgerFault([fault("imports", 0, "changing", "", *CHANGING)])
    return made


def publish(made: Path, store: Path) -> None:
    """Put a whole ledger, under the name that its CSV has given it, where the readers of the store look for it."""
    path = store / "built" / made.name
    path.parent.mkdir(parents=True, exist_ok=True)
    built.publish(made, path)
    built.prune(path.parent, keep=path)


def _file_of(store: Path, fingerprint: str) -> Path:
    return store / "built" / f"ledger-{fingerprint}.duckdb"


@contextlib.contextmanager
def reading(store: Path | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A cursor on the present ledger, read-only: one connection a process, one cursor a use."""
    # one that is open is read on until newer CSV is seen, though another process may have pruned its file since
    path = _file_of(store or store_folder(), fingerprint(store))
    with contextlib.ExitStack() as stack:
        try:
            cursor = stack.enter_context(connections.cursor(path if connections.is_open(path) else built_file(store)))
        except duckdb.IOException:
            # between the two steps another process with newer CSV may have pruned the file
            cursor = stack.enter_context(connections.cursor(built_file(store)))
        yield cursor


def is_broken(error: duckdb.Error) -> bool:
    """Whether DuckDB says by an error that the file it reads is not as it was written."""
    kinds = (duckdb.IOException, duckdb.InternalException, duckdb.FatalException)
    return isinstance(error, kinds) or "corrupt" in str(error).lower()


def throw_away_broken(store: Path | None = None) -> None:
    """After an error of is_broken: read the built file through and throw it away where it is not whole; the next
    reading opens a sound one.
    """
    path = _file_of(store or store_folder(), fingerprint(store))
    connections.drop(path)
    built.forget(path)
    if not built.is_whole(path):
        built.discard(path)


_judging = threading.Lock()


def judge(cursor: duckdb.DuckDBPyConnection, as_of: str, sql: str = "") -> None:
    """Have the judgements at a month at hand: those that were stored when the ledger was built, else worked out once a
    process, read by every question of that month.

    cursor: one of reading; judgements(as_of) answers it from then on for this month (YYYY-MM) alone. sql: what is asked
    next; those of MONTHLY that it reads are at hand in the same way, unless the ledger is so large that a month is
    worked out only as far as it is asked for.
    """
    is_stored = cursor.execute("from ledger.judged_months where as_of = ?", [as_of]).fetchall()
    _answer_from(cursor, "judgements", "ledger" if is_stored else _kept_aside(cursor, "judgements", as_of))
    monthly = [macro for macro in MONTHLY if f"{macro}(" in sql]
    if monthly and only_row(cursor, "select count(*) <= most_targets_aside() from ledger.main.judged_targets")[0]:
        for macro in monthly:
            _answer_from(cursor, macro, _kept_aside(cursor, macro, as_of))


def _answer_from(cursor: duckdb.DuckDBPyConnection, macro: str, database: str) -> None:
    """Have a macro of a month read what a database keeps of it; none: have it worked out."""
    if database:
        cursor.execute(
            f"create or replace temp macro {macro}(month) as table select * exclude (judged_at)"
            f" from {database}.main.month_{macro} where judged_at = month"
        )
    else:
        cursor.execute(f"drop macro table if exists temp.main.{macro}")


def _kept_aside(cursor: duckdb.DuckDBPyConnection, macro: str, as_of: str) -> str:
    """Keep what a macro answers of a month in the memory of this process, unless it is there; return the database that
    keeps it, none where so many months are kept that this one is not.
    """
    kept = f"memory.main.month_{macro}"
    with _judging:
        is_begun = cursor.execute(
            "from duckdb_tables() where database_name = 'memory' and table_name = ?", [f"month_{macro}"]
        ).fetchall()
        if is_begun:
            is_there, is_full = only_row(
                cursor,
                "select count(*) filter (judged_at = ?) > 0, count(distinct judged_at) >= most_months_aside()"
                f" from {kept}",
                [as_of],
            )
            if is_there or is_full:
                return "memory" if is_there else ""
        found = f"select ? as judged_at, * from ledger.main.{macro}(?)"
        made = f"insert into {kept}" if is_begun else f"create table {kept} as"
        cursor.execute(f"{made} {found}", [as_of, as_of])
    return "memory"
