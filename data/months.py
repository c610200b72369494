"""What is found at a month, at hand for every question of that month: stored when the ledger was built, or worked out
once a process; a server works the other months out while nobody waits for them.
"""

import contextlib
import threading
from collections.abc import Sequence

import duckdb

from data import connections
from data.connections import Notes, notes

# what is made of the judgements at a month: whole in less time than it takes to plan it once more for a part
MONTHLY = (
    *("worded_judgements", "year_results", "missing_results", "settlings", "supports"),
    *("missing_sums", "yearly_figures", "yearly_sums"),
)
# which of them read others: these are at hand before them
READS = {
    "missing_sums": ("missing_results",),
    "yearly_sums": ("yearly_figures", "year_results"),
    "yearly_figures": ("year_results",),
}
# those of them that the built file keeps too
STORED = ("settlings", "supports")
_working = threading.Lock()


def judge(
    cursor: duckdb.DuckDBPyConnection,
    as_of: str,
    sql: str = "",
    region_ids: Sequence[str] | None = None,
    since: str | None = None,
) -> None:
    """Have the judgements at a month at hand: those that were stored when the ledger was built, else worked out once a
    process, read by every question of that month.

    cursor: one of data.store.reading; judgements(as_of) answers it from then on for this month (YYYY-MM) alone. sql:
    what is asked next; those of MONTHLY that it reads are at hand in the same way. Of a large ledger these are the
    region_ids' alone where some are given. since: another month, whose judgements judgements_then(since) answers.
    """
    known, laid = _known(cursor), notes(cursor)[1]
    is_stored = as_of in known["stored"]
    _answer_from(cursor, laid, "judgements", _judged(cursor, known, as_of))
    if since:
        _answer_from(cursor, laid, "judgements_then", _judged(cursor, known, since))
    parts = list(dict.fromkeys(region_ids)) if region_ids and not known["is_small"] else [None]
    named = [macro for macro in MONTHLY if f"{macro}(" in sql]
    asked = {*named, *(read for macro in named for read in READS.get(macro, ()))}
    for macro in (macro for macro in MONTHLY if macro in asked):
        if is_stored and macro in STORED:
            _answer_from(cursor, laid, macro, f"ledger.main.month_{macro}")
        else:
            kept = {_kept_aside(cursor, known, macro, as_of, part) for part in parts}
            _answer_from(cursor, laid, macro, kept.pop() if len(kept) == 1 else "")


def latest_month(cursor: duckdb.DuckDBPyConnection) -> str:
    """The month of the latest result (YYYY-MM), which is meant where none is given."""
    latest: str = _known(cursor)["latest"]
    return latest


def stored_months(cursor: duckdb.DuckDBPyConnection) -> list[str]:
    """The months (YYYY-MM) whose judgements were stored when the ledger was built, the latest first."""
    return sorted(_known(cursor)["stored"], reverse=True)


def _known(cursor: duckdb.DuckDBPyConnection) -> Notes:
    """What a process remembers of the months of a ledger: the latest, those stored, how many may be kept besides, and
    whether it is small enough to keep what is made of them.
    """
    known = notes(cursor)[0]
    # who finds it waits for nobody who works a month out
    if "stored" in known:
        return known
    with _working:
        if "stored" not in known:
            asked = (
                "select (select as_of from latest_month), (select list(as_of) from judged_months),"
                " (select count(*) from ledger.main.judged_targets),"
                " most_targets_aside(), most_rows_ahead(), most_months_aside(), most_large_months_aside(),"
                " most_regions_aside()"
            )
            latest, stored, targets, most_targets, ahead, months, large, regions = cursor.execute(asked).fetchall()[0]
            is_small = targets <= most_targets
            known.update(latest=latest, is_small=is_small, is_short=is_small and targets * len(stored or ()) <= ahead)
            known.update(aside={}, most_judged=months, most=months if is_small else large, most_regions=regions)
            known.update(stored=frozenset(stored or ()))
    return known


def _judged(cursor: duckdb.DuckDBPyConnection, known: Notes, as_of: str) -> str:
    """The table that keeps the judgements at a month, which are worked out where the ledger has not stored them."""
    stored = "ledger.main.month_judgements"
    return stored if as_of in known["stored"] else _kept_aside(cursor, known, "judgements", as_of)


def work_ahead() -> None:
    """Have at hand of every month that is stored what a question has been asked of any: all months in one statement,
    for planning one takes longer than working it out.

    It is done for the ledgers that this process reads, and for no more rows than most_rows_ahead of the ledger.
    """
    for path in filter(connections.is_open, connections.opened()):
        # a file that has gone has no more months
        with contextlib.suppress(duckdb.Error), connections.cursor(path) as cursor:
            known, laid = notes(cursor)
            for macro in [name for name in MONTHLY if name in known.get("aside", ()) and known["is_short"]]:
                _answer_from(cursor, laid, "judgements", "ledger.main.month_judgements")
                for read in READS.get(macro, ()):  # all months of it are kept by now
                    _answer_from(cursor, laid, read, f"memory.main.month_{read}")
                _work_out_all(cursor, known, macro)


def _work_out_all(cursor: duckdb.DuckDBPyConnection, known: Notes, macro: str) -> None:
    """Keep what a macro answers of the stored months that are not kept yet beside those that are."""
    with _working:
        parts = known["aside"][macro]
        ahead = [(month, None) for month in sorted(known["stored"]) if (month, None) not in parts]
        if ahead and len(parts) + len(ahead) <= known["most"]:
            cursor.execute(
                # a name that no macro has within: there it would mean something else
                f"insert into memory.main.month_{macro} select every_month.as_of, found.*"
                f" from (select unnest(?::varchar[]) as as_of) every_month,"
                f" lateral (from ledger.main.{macro}(every_month.as_of, null::varchar[])) found",
                [[month for month, _ in ahead]],
            ).fetchall()
            known["aside"][macro] = parts | set(ahead)


def _answer_from(cursor: duckdb.DuckDBPyConnection, laid: Notes, macro: str, table: str) -> None:
    """Have a macro of a month read the table that keeps what it answers; none: have it worked out."""
    if laid.get(macro, "") == table:
        return
    if table:
        taken = "month, regions" if macro in MONTHLY else "month"
        cursor.execute(
            f"create or replace temp macro {macro}({taken}) as table select * exclude (judged_at)"
            f" from {table} where judged_at = month"
        )
    else:
        cursor.execute(f"drop macro table if exists temp.main.{macro}")
    laid[macro] = table


def _kept_aside(
    cursor: duckdb.DuckDBPyConnection, known: Notes, macro: str, as_of: str, region_id: str | None = None
) -> str:
    """Keep what a macro answers of a month, or of a region at a month, in the memory of this process, unless it is
    there; return the table that keeps it, none where so many are kept that this one is not.
    """
    # what is kept of a region stands apart from months as a whole, which have it too
    name = f"region_{macro}" if region_id else macro
    most = known["most_regions" if region_id else "most" if macro in MONTHLY else "most_judged"]
    aside, part, kept = known["aside"], (as_of, region_id), f"memory.main.month_{name}"
    if part in aside.get(name, ()):
        return kept
    with _working:
        parts = aside.get(name, frozenset())
        if part in parts or len(parts) >= most:
            return kept if part in parts else ""
        made = f"insert into {kept}" if name in aside else f"create table {kept} as"
        regions = [[region_id] if region_id else None] if macro in MONTHLY else []
        asked = ", ?::varchar[]" if regions else ""
        found = f"select ? as judged_at, * from ledger.main.{macro}(?{asked})"
        cursor.execute(f"{made} {found}", [as_of, as_of, *regions]).fetchall()
        aside[name] = parts | {part}
    return kept
