"""The rows of all CSV as text, before anything of them is proven."""

import tempfile
from collections.abc import Iterable
from pathlib import Path

import duckdb

from data.shape import Fault, header, shape_faults

# table → its columns, each with whether it is required
Tables = dict[str, dict[str, bool]]


def read(
    connection: duckdb.DuckDBPyConnection,
    tables: Tables,
    files: Iterable[tuple[str, str, str]],
    aside: Path | None = None,
) -> list[Fault]:
    """Read every CSV as text into raw_<table>, with the file and line that people know, the import, and the place in
    the order of all rows (`seq`); return the faults of shape.

    files: table, import and path of each, in their order (data.csv_files). aside: the folder in which rows may be
    written down meanwhile, instead of the system's own, where nobody would sweep away what a killed build leaves.
    """
    faults: list[Fault] = []
    numbered = list(enumerate(files))
    for table, columns in tables.items():
        connection.execute(
            f"create temp table raw_{table} (file varchar, line bigint, import_id varchar, seq bigint, "
            + ", ".join(f'"{column}" varchar' for column in columns)
            + ")"
        )
        alike: dict[tuple[str, ...], list[tuple[int, str, str, Path]]] = {}
        for number, (_, import_id, file) in [(number, about) for number, about in numbered if about[0] == table]:
            path = Path(file)
            shown = "/".join([*([] if import_id == "shipped" else [import_id]), path.parent.name, path.name])
            wrong = shape_faults(shown, path, columns)
            faults += wrong
            if not wrong:
                alike.setdefault(tuple(header(path)), []).append((number, shown, import_id, path))
        for names, sound in alike.items():
            _read_together(connection, table, names, sound, aside)
    return faults


def _read_together(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    names: Iterable[str],
    files: Iterable[tuple[int, str, str, Path]],
    aside: Path | None,
) -> None:
    """Read sound files with the same header as one, each line with its file's number and its own before it: to open
    a file costs DuckDB more than the rows of most documents.

    files: number in the order of all files, the name that people know, the import, the path.
    """
    with tempfile.TemporaryDirectory(prefix="planledger-", dir=aside) as place:
        rows = Path(place) / "rows.csv"
        with rows.open("w", encoding="utf-8", newline="\n") as out:
            for number, _, _, path in files:
                with path.open(encoding="utf-8-sig") as lines:
                    next(lines)
                    for line, text in enumerate(lines, 2):
                        row = text.rstrip("\n")
                        out.write(f"{number},{line},{row}\n")
        connection.execute(
            f"""insert into raw_{table} by name
            select about.file, line, about.import_id, file_number * 4294967296 + line as seq,
                rows.* exclude (file_number, line)
            from read_csv($rows, auto_detect = false, header = false, delim = ',', quote = '"', escape = '"',
                          nullstr = '', columns = $columns) as rows
            join (select unnest($files, recursive := true)) as about using (file_number)""",
            {
                "rows": str(rows),
                "columns": {"file_number": "bigint", "line": "bigint"} | dict.fromkeys(names, "varchar"),
                "files": [
                    {"file_number": number, "file": shown, "import_id": import_id}
                    for number, shown, import_id, _ in files
                ],
            },
        )
