"""The store: CSV is the truth, one derived read-only DuckDB file stands for each state of it.

The built file is named by a fingerprint of all CSV, the schema, the rules and the DuckDB version. It is made
aside and renamed, so a reader finds a whole file or none. Any number of processes may read it.
"""

import contextlib
import csv
import hashlib
import io
import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextvars import ContextVar
from pathlib import Path

import duckdb

SHIPPED = Path(__file__).parent
CATALOG = ("regions", "periods", "themes", "units", "documents", "indicators", "series", "relations", "notations")
# what is meant where a cell is left empty
CONSTANTS = {"through_month": "12", "data_status": "final", "level": "prefecture"}
REFUSALS = (duckdb.ConstraintException, duckdb.ConversionException)
RULES = ("rules.sql", "judging.sql", "missing.sql", "findings.sql")
# nanoseconds after which a file's time tells of every writing
SETTLED = 2_000_000_000
_digests: dict[Path, tuple[tuple[int, int, int], bytes]] = {}
FAULT_COLUMNS = ("file", "line", "fault", "found", "mend_zh", "mend_en")


class LedgerFault(Exception):
    """The CSV cannot be a ledger; `faults` holds dicts of file, line, fault, found, mend_zh and mend_en."""

    def __init__(self, faults: list[dict]):
        self.faults = faults
        super().__init__("\n".join(self.lines()))

    def lines(self) -> list[str]:
        return [
            f"{fault['file']}:{fault['line']}: {fault['fault']} [{fault['found']}]\n"
            f"    {fault['mend_zh']}\n    {fault['mend_en']}"
            for fault in self.faults
        ]


def store_folder() -> Path:
    """The folder of imports, briefings and built files: PLANLEDGER_STORE, or store/ beside the project's data."""
    return Path(os.environ.get("PLANLEDGER_STORE") or SHIPPED.parent / "store")


def _roots(store: Path, shipped: Path) -> list[tuple[str, Path]]:
    """(import_id, folder) of every folder of CSV, the shipped one first."""
    imports = sorted((store / "imports").glob("*/")) if (store / "imports").is_dir() else []
    return [("shipped", shipped), *((folder.name, folder) for folder in imports if not folder.name.startswith("."))]


def _csv_files(store: Path, shipped: Path) -> list[tuple[str, str, Path]]:
    """(table, import_id, file) of every CSV, in a fixed order."""
    files = []
    for import_id, root in _roots(store, shipped):
        files += [(name, import_id, root / "catalog" / f"{name}.csv") for name in CATALOG]
        files += [("facts", import_id, file) for file in sorted((root / "facts").glob("*.csv"))]
    return [entry for entry in files if entry[2].is_file()]


_held: ContextVar[dict[tuple[Path, Path], str] | None] = ContextVar("held", default=None)


@contextlib.contextmanager
def held() -> Iterator[None]:
    """Inside, the ledger is taken to stay as it is: what is asked together is asked of one state, and the CSV of a
    large ledger is not looked through again for each question.
    """
    before = _held.set({} if _held.get() is None else _held.get())
    try:
        yield
    finally:
        _held.reset(before)


def fingerprint(store: Path | None = None, shipped: Path = SHIPPED) -> str:
    """Sixteen hex digits that change with any CSV, the SQL that builds the ledger, or the DuckDB version."""
    known, key = _held.get(), (store or store_folder(), shipped)
    if known is None:
        return _fingerprint(*key)
    if key not in known:
        known[key] = _fingerprint(*key)
    return known[key]


def _fingerprint(store: Path, shipped: Path) -> str:
    digest = hashlib.sha256(duckdb.__version__.encode())
    for file in [SHIPPED / name for name in ("schema.sql", *RULES, "faults.sql", "store.py")]:
        digest.update(_content_digest(file))
    for table, import_id, file in _csv_files(store, shipped):
        digest.update(f"\0{table}\0{import_id}\0{file.name}\0".encode())
        digest.update(_content_digest(file))
    return digest.hexdigest()[:16]


def _content_digest(file: Path) -> bytes:
    """The digest of a file's content, kept as long as its time and size stay.

    Every question asks for the fingerprint first. A file written within the last seconds is read each time: a second
    writing could leave its time as it is.
    """
    about = file.stat()
    state = (about.st_mtime_ns, about.st_size, about.st_ino)
    known = _digests.get(file)
    if known and known[0] == state:
        return known[1]
    digest = hashlib.sha256(file.read_bytes()).digest()
    if time.time_ns() - about.st_mtime_ns > SETTLED:
        _digests[file] = (state, digest)
    return digest


def _columns(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, bool]:
    """The CSV columns of a table, and whether each is required: those of the schema but import_id, which the folder
    says. What may be null or has something to take instead may be left out.
    """
    rows = connection.execute(
        "select column_name, is_nullable from information_schema.columns where table_name = ? order by ordinal_position",
        [table],
    ).fetchall()
    names = [name for name, _ in rows]
    return {
        name: nullable == "NO" and len(_instead(name, names)) == 1 and name not in CONSTANTS
        for name, nullable in rows
        if name != "import_id"
    }


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


def _fault(file: str, line: int, fault: str, found: str, mend_zh: str, mend_en: str) -> dict:
    return dict(zip(FAULT_COLUMNS, (file, line, fault, found, mend_zh, mend_en), strict=True))


def _header_faults(name: str, header: list[str], columns: Mapping[str, bool]) -> list[dict]:
    """What is wrong with a header: a column that the table does not have, one that stands twice, a required one missing.

    columns: those of the table, and whether each is required.
    """
    wrong = {
        "unknown_column": (
            [column for column in dict.fromkeys(header) if column not in columns],
            "没有这个列名，请改正或删去这一列；可用的列：" + ",".join(columns),
            "no such column: correct its name or delete the column; there are " + ",".join(columns),
        ),
        "repeated_column": (
            [column for column in dict.fromkeys(header) if header.count(column) > 1],
            "这个列名出现了两次，请删去一列",
            "this column stands twice: delete one",
        ),
        "missing_column": (
            [column for column, is_required in columns.items() if is_required and column not in header],
            "缺少这一列，请补上",
            "this column is required: add it",
        ),
    }
    return [
        _fault(name, 1, fault, column, mend_zh, mend_en)
        for fault, (found, mend_zh, mend_en) in wrong.items()
        for column in found
    ]


def _shape_faults(name: str, path: Path, columns: Mapping[str, bool]) -> list[dict]:
    """What keeps a file from being read as rows at all: encoding, header, number of cells, line breaks."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        return [_fault(name, line, "not_utf8", "", "请在 Excel 中另存为“CSV UTF-8”", "save the file as CSV UTF-8")]
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    faults, last_line, cells = [], 0, len(columns)
    try:
        for row in reader:
            line = last_line + 1
            if reader.line_num > line:
                faults.append(
                    _fault(
                        name,
                        line,
                        "line_break_in_cell",
                        row[0] if row else "",
                        "单元格内有换行，请改成一行",
                        "a cell contains a line break: put it on one line",
                    )
                )
            elif line == 1:
                cells = len(row)
                faults += _header_faults(name, row, columns)
                if faults:
                    break
            elif len(row) != cells:
                faults.append(
                    _fault(
                        name,
                        line,
                        "wrong_number_of_cells",
                        str(len(row)),
                        f"本行有{len(row)}格，应为{cells}格；含逗号的文字要加双引号",
                        f"{len(row)} cells where {cells} belong: quote text that contains a comma",
                    )
                )
            last_line = reader.line_num
    except csv.Error as error:
        faults.append(
            _fault(
                name,
                last_line + 1,
                "broken_quote",
                str(error),
                "双引号不成对，请检查本行",
                "a quotation mark is not closed: check this line",
            )
        )
    if not faults and "\r\n" in text and (lone := re.search(r"(?<!\r)\n", text)):
        line = text[: lone.start()].count("\n") + 1
        faults.append(
            _fault(
                name,
                line,
                "mixed_line_ends",
                "",
                "各行的换行符不一致，请用同一软件重新保存",
                "lines end in two ways: save the file anew with one program",
            )
        )
    if not text:
        faults.append(
            _fault(name, 1, "empty_file", "", "文件是空的，至少要有表头", "the file is empty: it needs a header")
        )
    return faults


def _header(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return next(csv.reader(file))


def _read(connection: duckdb.DuckDBPyConnection, store: Path, shipped: Path) -> list[dict]:
    """Read every CSV as text into raw_<table> with its file, line and import; return the faults of shape."""
    faults = []
    for table in (*CATALOG, "facts"):
        columns = _columns(connection, table)
        connection.execute(
            f"create temp table raw_{table} (file varchar, line bigint, import_id varchar, "
            + ", ".join(f'"{column}" varchar' for column in columns)
            + ")"
        )
        for name, import_id, path in _csv_files(store, shipped):
            if name != table:
                continue
            shown = (
                f"{path.parent.name}/{path.name}"
                if import_id == "shipped"
                else f"{import_id}/{path.parent.name}/{path.name}"
            )
            wrong = _shape_faults(shown, path, columns)
            faults += wrong
            if not wrong:
                header = _header(path)
                connection.execute(
                    f"""insert into raw_{table} by name
                    select ? as file, row_number() over () + 1 as line, ? as import_id, *
                    from read_csv(?, auto_detect = false, header = true, delim = ',', quote = '"', escape = '"',
                                  nullstr = '', parallel = false, columns = ?)""",
                    [shown, import_id, str(path), dict.fromkeys(header, "varchar")],
                )
    return faults


def check(store: Path | None = None, shipped: Path = SHIPPED) -> list[dict]:
    """All faults of the CSV (columns of FAULT_COLUMNS), none when the ledger can be built."""
    with duckdb.connect() as connection:
        return _load(connection, store or store_folder(), shipped)


def _load(connection: duckdb.DuckDBPyConnection, store: Path, shipped: Path) -> list[dict]:
    connection.execute((SHIPPED / "schema.sql").read_text(encoding="utf-8"))
    faults = _read(connection, store, shipped)
    if not faults:
        rows = connection.execute((SHIPPED / "faults.sql").read_text(encoding="utf-8")).fetchall()
        faults = [dict(zip(FAULT_COLUMNS, row, strict=True)) for row in rows]
    return faults or _fill(connection)


def _fill(connection: duckdb.DuckDBPyConnection) -> list[dict]:
    """Put the rows into their tables; return the rows that a key, check or type of schema.sql refuses.

    The first table with such rows ends it: rows that refer to them would only repeat the fault.
    """
    for table in (*CATALOG, "facts"):
        columns = list(_columns(connection, table))
        given = [
            f"coalesce({', '.join(_instead(column, columns))}, {_quoted(CONSTANTS.get(column))})" for column in columns
        ]
        target = [*columns, "import_id"] if table == "facts" else columns
        chosen = [*given, "import_id"] if table == "facts" else given
        insert = f"insert into {table} ({', '.join(target)}) select {', '.join(chosen)} from raw_{table}"
        try:
            connection.execute(insert)
        except REFUSALS:  # they do not say which row: try one by one
            faults = []
            for rowid, file, line in connection.execute(f"select rowid, file, line from raw_{table}").fetchall():
                try:
                    connection.execute(f"{insert} where rowid = ?", [rowid])
                except REFUSALS as error:
                    found = str(error).splitlines()[0].removeprefix("Constraint Error: ")
                    faults.append(
                        _fault(
                            file,
                            line,
                            "refused_row",
                            found,
                            "本行不合数据表的规定（data/schema.sql），请按方括号中的提示改正",
                            "data/schema.sql refuses this row: mend what the brackets name",
                        )
                    )
            if not faults:  # no row is to blame
                raise
            return faults
    return []


def _quoted(text: str | None) -> str:
    return "null" if text is None else f"'{text}'"


def _build(path: Path, store: Path, shipped: Path) -> None:
    connection = duckdb.connect(str(path), config={"autoinstall_known_extensions": False})
    with contextlib.closing(connection):
        faults = _load(connection, store, shipped)
        if faults:
            raise LedgerFault(faults)
        for table in (*CATALOG, "facts"):
            connection.execute(f"drop table raw_{table}")
        for name in RULES:
            connection.execute((SHIPPED / name).read_text(encoding="utf-8"))
        connection.execute("checkpoint")


def built_file(store: Path | None = None, shipped: Path = SHIPPED) -> Path:
    """The DuckDB file of the present CSV, built first if there is none.

    Raises LedgerFault, with nothing written, when the CSV has faults.
    """
    store = store or store_folder()
    folder = store / "built"
    path = folder / f"ledger-{fingerprint(store, shipped)}.duckdb"
    if not path.exists():
        # never under a fingerprint that was only held: the CSV may have changed since
        path = folder / f"ledger-{_fingerprint(store, shipped)}.duckdb"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".aside-", dir=folder) as aside:
            made = Path(aside) / path.name
            _build(made, store, shipped)
            with contextlib.suppress(PermissionError):  # another process may have published the same file first
                os.replace(made, path)
        _prune(folder, keep=path)
    return path


def _prune(folder: Path, keep: Path) -> None:
    """Remove older built files, and asides that a killed build left an hour ago or earlier.

    A file that another process holds open on Windows stays until next time.
    """
    for file in folder.glob("ledger-*.duckdb"):
        if file != keep:
            with contextlib.suppress(OSError):
                file.unlink()
    for aside in folder.glob(".aside-*"):
        with contextlib.suppress(OSError):
            if time.time() - aside.stat().st_mtime > 3600:
                shutil.rmtree(aside)


_connections: dict[Path, duckdb.DuckDBPyConnection] = {}


def _connection(path: Path) -> duckdb.DuckDBPyConnection:
    if path not in _connections:
        config = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}
        _connections.setdefault(path, duckdb.connect(str(path), read_only=True, config=config))
    return _connections[path]


@contextlib.contextmanager
def reading(store: Path | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A cursor on the present ledger, read-only: one connection a process, one cursor a use."""
    try:
        connection = _connection(built_file(store))
    except duckdb.IOException:
        # between the two steps another process with newer CSV may have pruned the file
        connection = _connection(built_file(store))
    with contextlib.closing(connection.cursor()) as cursor:
        yield cursor
