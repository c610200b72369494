"""The store: CSV is the truth, one derived read-only DuckDB file stands for each state of it.

The built file is named by a fingerprint of all CSV, the schema, the rules and the DuckDB version. It is made
aside and renamed, so a reader finds a whole file or none. Any number of processes may read it.
"""

import contextlib
import errno
import os
import re
import threading
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb

from data import built, connections, homes
from data.csv_files import CATALOG, csv_files
from data.months import MONTHLY, judge, latest_month, stored_months, work_ahead
from data.parts import part
from data.raw_rows import Tables, read
from data.shape import FAULT_COLUMNS, Fault, LedgerFault, fault, refusal
from data.state import SHIPPED, fingerprint, held, looked, store_folder, watched

__all__ = [
    "MONTHLY",
    "SHIPPED",
    "LedgerFault",
    "away",
    "fingerprint",
    "held",
    "judge",
    "latest_month",
    "store_folder",
    "stored_months",
    "watched",
    "work_ahead",
]

TABLES = (*CATALOG, "facts")
# what is meant where a cell is left empty
CONSTANTS = {"through_month": "12", "data_status": "final", "level": "prefecture", "set_on": "2000-01-01"}
# their column `place` is only what a row asks for: places.sql gives it
PLACED = ("regions", "themes")
REFUSALS = (duckdb.ConstraintException, duckdb.ConversionException, duckdb.OutOfRangeException)
FAMILIES = ("inconsistent", "method", "floor", "tally", "stock", "print")
FINDINGS = ("findings_grounds.sql", *(f"findings_{family}.sql" for family in FAMILIES), "findings.sql")
JUDGING = (
    *(f"judging_{part}.sql" for part in ("targets", "results", "verdicts", "months", "kept", "words", "years")),
    *(
        "settling.sql",
        "histories.sql",
        "paths.sql",
        "rungs.sql",
        "offices.sql",
        "missing.sql",
        "wanted.sql",
        "duties.sql",
    ),
)
# what is found, once for all who ask: it takes more than half of the rules' time, and the other rules do without
FOUND = (
    *FINDINGS,
    *("highlights.sql", "judged.sql", "yearly.sql", "warnings.sql", "target_moves.sql", "searching.sql"),
)
# in this order: what a file says, those after it ask
RULES = ("saying.sql", "figures.sql", "plans.sql", "continuity.sql", *JUDGING, *FOUND)
# what has stood for the macro while they were laid (judging_kept.sql)
AFTER_RULES = "drop macro table if exists temp.main.judgements"
# Of a ledger whose CSV has no more bytes than these a statement is planned longer than it works: other threads are only
# woken for it, and these steps of planning save nothing.
SMALL_LEDGER = 2_000_000
FOR_SMALL = ("threads = 1", "disabled_optimizers = 'join_order,projection_pullup,statistics_propagation'")
# what a trial has built, beside the ledgers that are read
TRIED = "tried"
CHANGING = (
    "读取期间数据一直在变，请稍后再试",
    "the ledger kept changing while it was read: try again in a while",
)
# the text of a schema → the columns of its tables, which this process has read from it
_known_columns: dict[str, Tables] = {}


def columns() -> Tables:
    """The CSV columns of each table, and whether each is required."""
    schema = _sql("schema.sql")
    if schema not in _known_columns:
        with duckdb.connect() as connection:
            connection.execute(schema)
            _known_columns[schema] = _columns(connection)
    return _known_columns[schema]


def _schema(connection: duckdb.DuckDBPyConnection) -> Tables:
    """Lay the tables; return their columns, as `columns` does."""
    schema = _sql("schema.sql")
    connection.execute(schema)
    if schema not in _known_columns:
        _known_columns[schema] = _columns(connection)
    return _known_columns[schema]


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
    rows = connection.execute(sql, list(values)).fetchall()
    if not rows:
        raise LookupError(sql)
    return rows[0]


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


def away() -> tuple[str, float] | None:
    """What keeps the store's database from this process, and since when (seconds since 1970); None where nothing."""
    return homes.away(store_folder())


def check(store: Path | None = None, shipped: Path = SHIPPED) -> list[Fault]:
    """All faults of the CSV (columns of FAULT_COLUMNS), none when the ledger can be built."""
    store = store or store_folder()
    with duckdb.connect() as connection:
        _plan(connection, store, shipped)
        return _load(connection, store, shipped)


def _load(connection: duckdb.DuckDBPyConnection, store: Path, shipped: Path, aside: Path | None = None) -> list[Fault]:
    tables = _schema(connection)
    faults = read(connection, tables, csv_files(store, shipped), aside)
    if not faults:
        for name in ("known_units", "unit_scales"):
            _take(connection, name)
        connection.execute(_sql("units.sql"))
        _spread(connection, tables)
        connection.execute(_sql("keys.sql"))
        rows = connection.execute(_sql("faults.sql")).fetchall()
        faults = [dict(zip(FAULT_COLUMNS, row, strict=True)) for row in rows]
    if not faults:
        connection.execute(_sql("places.sql"))
        faults = _fill(connection, tables)
    if not faults:
        connection.execute(_sql("brought.sql"))
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


def _take(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """Make a table of a CSV that stands beside the SQL."""
    connection.execute(
        f"create or replace table {name} as"
        " select * from read_csv(?, all_varchar = true, header = true, delim = ',', quote = '\"', escape = '\"')",
        [str(SHIPPED / f"{name}.csv")],
    )


def rule(connection: duckdb.DuckDBPyConnection, names: Iterable[str] = RULES) -> None:
    """Lay the sentences and the rules over the stored rows: views, macros and the tables that they make."""
    _take(connection, "sayings")
    _take(connection, "traditional")
    # written out, so that a question's words are known before any text is read
    letters = ", ".join(f"string_agg({script}, '' order by traditional)" for script in ("traditional", "simplified"))
    scripts = only_row(connection, f"select {letters} from traditional")
    connection.execute(
        f"create or replace macro simplified_text(text) as translate(text, {', '.join(map(_quoted, scripts))})"
    )
    for name in names:
        connection.execute(_sql(name))
    connection.execute(AFTER_RULES)


def _build(path: Path, store: Path, shipped: Path) -> None:
    """Make the ledger's file. Raises LedgerFault, OSError where the system does not let it be written."""
    try:
        _laid(path, store, shipped)
    except duckdb.Error as error:
        if refused := re.search('Could not [^"]*file "[^"]*"[^:]*: ([^\n]+)', str(error)):
            raise OSError(errno.EIO, refused[1], str(path.parents[1])) from error
        raise


def _laid(path: Path, store: Path, shipped: Path) -> None:
    connection = duckdb.connect(config={"autoinstall_known_extensions": False})
    with contextlib.closing(connection):
        # what is cut off is built anew, so that it needs no log of its own
        connection.execute("attach ? as ledger (recovery_mode no_wal_writes)", [str(path)])
        connection.execute("use ledger")
        connection.execute("set enable_progress_bar = false")
        _plan(connection, store, shipped)
        faults = _load(connection, store, shipped, path.parent)
        if faults:
            raise LedgerFault(faults)
        for table in TABLES:
            connection.execute(f"drop view one_{table}; drop table raw_{table}")
        connection.execute("drop table raw_cells; drop table known_units; drop table unit_scales")
        rule(connection)
        connection.execute("checkpoint")


def _plan(connection: duckdb.DuckDBPyConnection, store: Path, shipped: Path) -> None:
    """Have statements planned as it pays for a ledger of this size."""
    if sum(os.stat(file).st_size for _, _, file in csv_files(store, shipped)) <= SMALL_LEDGER:
        for setting in FOR_SMALL:
            connection.execute(f"set {setting}")


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


@contextlib.contextmanager
def published(made: Path | None, store: Path) -> Iterator[None]:
    """Have a whole ledger, under the name that its CSV has given it, where the readers of the store look for it, before
    what is done inside makes it theirs, so that none of them builds it; after that the others go. None: no ledger.
    """
    if made is None:
        yield
        return
    path = store / "built" / made.name
    path.parent.mkdir(parents=True, exist_ok=True)
    built.publish(made, path)
    yield
    built.prune(path.parent, keep=path)


def keep_tried(made: Path, store: Path) -> None:
    """Keep a copy of the ledger that a trial has built, and no other, for a commit of the same."""
    path = store / "built" / TRIED / made.name
    built.publish_copy(made, path)
    built.prune(path.parent, keep=path)


def take_tried(trial: Path, store: Path, shipped: Path) -> None:
    """Let a trial have the ledger that one before it has built of the same CSV."""
    path = _file_of(trial, looked(trial, shipped))
    tried = store / "built" / TRIED / path.name
    if built.is_whole(tried):
        built.publish_copy(tried, path)


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
