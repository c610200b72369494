"""What stands under the chart of 规划衔接: the documents, and the cautions for what is drawn and what is not."""

from collections.abc import Iterable

import pandas as pd

from components.language.words import language, pick, say
from components.model.rows import rows_of
from components.views.catalogue import documents
from components.views.sources import homes, source_line

LEFT_OUT = {"gone": ("dropped", "moved_to_text"), "new": ("new", "new_with_base")}


def _predecessors(everything: pd.DataFrame, document_id: str) -> list[str]:
    """The other plans whose tables hold the earlier period, for a plan that does not print it itself."""
    earlier = [home.document_id for home in homes(everything["earlier_target_fact_id"].dropna()).values()]
    return [] if document_id in earlier else list(dict.fromkeys(earlier))


def cited(everything: pd.DataFrame, document_id: str) -> tuple[str, ...]:
    """The plan and where its rows and those of the earlier period stand."""
    cells = [everything["target_fact_id"], everything["earlier_target_fact_id"]]
    stand = homes(pd.concat(cells).dropna()).values()
    return tuple(
        source_line(document, _tables(home.table_no for home in stand if home.document_id == document))
        for document in (document_id, *_predecessors(everything, document_id))
    )


def _tables(numbers: Iterable[int | None]) -> str:
    """The tables of a document by their numbers, each once."""
    known = sorted({number for number in numbers if number is not None})
    return say("punctuation.list").join(say("steps.table", number=number) for number in known)


def notes(rows: pd.DataFrame, drawn: pd.DataFrame, everything: pd.DataFrame, document_id: str) -> tuple[str, ...]:
    """Whose table stands for a predecessor, the ‡ cautions of the rows drawn, and what is not drawn.

    rows: those under the choices; drawn: those of the chart, with their short name; everything: without choices.
    """
    names, general = documents(), documents(["five_year_plan"])
    lines = [
        say(
            "steps.earlier_plan" if {document_id, other} <= general.keys() else "steps.predecessor",
            plan=names[document_id],
            other=names[other],
        )
        for other in _predecessors(everything, document_id)
    ]
    lines += [
        say("cities.caution", name=name, text=text)
        for name, text in zip(drawn["name"], drawn[f"caution_{language()}"], strict=True)
        if isinstance(text, str)
    ]
    return (*lines, *_left_out(rows, drawn, everything))


def known_before(everything: pd.DataFrame) -> str:
    """How much the ledger knows of the plan before, without which nothing can be called new: its table, targets of its
    text alone, or nothing."""
    if everything["earlier_target_fact_id"].isna().all():
        return "_none"
    return "_text" if everything["earlier_row_no"].isna().all() else ""


def _left_out(rows: pd.DataFrame, drawn: pd.DataFrame, everything: pd.DataFrame) -> list[str]:
    """One line on the rows that are not drawn, or none."""
    kinds = rows["continuity"]
    kept = rows[~kinds.isin(sum(LEFT_OUT.values(), ())) & ~rows.index.isin(drawn.index)]
    is_redefined = kept["continuity"] == "redefined"
    parts = [
        say(f"steps.left_{word}{known_before(everything) if word == 'new' else ''}", count=int(kinds.isin(left).sum()))
        for word, left in LEFT_OUT.items()
        if kinds.isin(left).any()
    ]
    for word, found in (("refused", kept[~is_redefined]), ("redefined", kept[is_redefined])):
        if len(found):
            said = say("punctuation.list").join(pick(row, "short") for row in rows_of(found))
            parts.insert(0, say(f"steps.left_{word}", count=len(found), names=said))
    return [say("steps.left_out", parts=say("punctuation.list").join(parts))] if parts else []
