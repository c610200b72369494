"""What is found at a month, at hand for every question of that month: stored when the ledger was built, or worked out
once a process.
"""

import threading

import duckdb

from data.connections import Notes, notes

# what is made of the judgements at a month: whole in less time than it takes to plan it once more for a part
MONTHLY = ("worded_judgements", "year_results", "missing_results")
_working = threading.Lock()


def judge(cursor: duckdb.DuckDBPyConnection, as_of: str, sql: str = "") -> None:
    """Have the judgements at a month at hand: those that were stored when the ledger was built, else worked out once a
    process, read by every question of that month.

    cursor: one of data.store.reading; judgements(as_of) answers it from then on for this month (YYYY-MM) alone. sql:
    what is asked next; those of MONTHLY that it reads are at hand in the same way, unless the ledger is so large that a
    month is worked out only as far as it is asked for.
    """
    known, laid = _known(cursor), notes(cursor)[1]
    database = "ledger" if as_of in known["stored"] else _kept_aside(cursor, known, "judgements", as_of)
    _answer_from(cursor, laid, "judgements", database)
    if known["is_small"]:
        for macro in MONTHLY:
            if f"{macro}(" in sql:
                _answer_from(cursor, laid, macro, _kept_aside(cursor, known, macro, as_of))


def latest_month(cursor: duckdb.DuckDBPyConnection) -> str:
    """The month of the latest result (YYYY-MM), which is meant where none is given."""
    return _known(cursor)["latest"]


def _known(cursor: duckdb.DuckDBPyConnection) -> Notes:
    """What a process remembers of the months of a ledger: the latest, those stored, how many may be kept besides, and
    whether it is small enough to keep what is made of them.
    """
    known = notes(cursor)[0]
    with _working:
        if "stored" not in known:
            asked = (
                "select (select as_of from latest_month), (select list(as_of) from judged_months), most_months_aside(),"
                " (select count(*) from ledger.main.judged_targets) <= most_targets_aside()"
            )
            latest, stored, most, is_small = cursor.execute(asked).fetchall()[0]
            known.update(latest=latest, most=most, is_small=is_small, aside={}, stored=frozenset(stored or ()))
    return known


def _answer_from(cursor: duckdb.DuckDBPyConnection, laid: Notes, macro: str, database: str) -> None:
    """Have a macro of a month read what a database keeps of it; none: have it worked out."""
    if laid.get(macro, "") == database:
        return
    if database:
        cursor.execute(
            f"create or replace temp macro {macro}(month) as table select * exclude (judged_at)"
            f" from {database}.main.month_{macro} where judged_at = month"
        )
    else:
        cursor.execute(f"drop macro table if exists temp.main.{macro}")
    laid[macro] = database


def _kept_aside(cursor: duckdb.DuckDBPyConnection, known: Notes, macro: str, as_of: str) -> str:
    """Keep what a macro answers of a month in the memory of this process, unless it is there; return the database that
    keeps it, none where so many months are kept that this one is not.
    """
    aside = known["aside"]
    if as_of in aside.get(macro, ()):
        return "memory"
    with _working:
        months = aside.get(macro, frozenset())
        if as_of in months or len(months) >= known["most"]:
            return "memory" if as_of in months else ""
        kept = f"memory.main.month_{macro}"
        made = f"insert into {kept}" if months else f"create table {kept} as"
        cursor.execute(f"{made} select ? as judged_at, * from ledger.main.{macro}(?)", [as_of, as_of]).fetchall()
        aside[macro] = months | {as_of}
    return "memory"
