"""A reading of a document as rows, to be set beside another: of the document itself, or of a half-done review."""

from pathlib import Path

from data.reading.apart import read_apart
from data.reading.candidates import COLUMNS, Candidate, plain
from data.reading.refusal import Unreadable
from data.reviewing.decided import accepted
from data.reviewing.drafts import DRAFT_NAME, load
from data.reviewing.rows import chapter_of


def rows_of(path: Path) -> list[dict[str, str]]:
    """The figures that a document prints, or those that a draft of the store accepts, with the columns of candidates.

    Raises KeyError, with the sentence, where nothing can be read of it; DraftRefused.
    """
    try:
        if path.suffix == ".json" and DRAFT_NAME.fullmatch(path.stem):
            draft, content = load(path.stem, path.resolve().parents[1])
            reading = read_apart(content, draft.name, [])
            return [_row(one) for one in accepted(reading, draft.decisions_of(reading)[0])]
        return [_row(one) for one in read_apart(path.read_bytes(), path.name, []).candidates]
    except Unreadable as refused:
        raise KeyError(refused.sentence()) from refused


def _row(one: Candidate) -> dict[str, str]:
    # what a reader doubts is not compared, nor which indicator is near
    told = {column: plain(getattr(one, column)) for column in COLUMNS if column not in ("doubt", "match_score")}
    comparator = "" if one.value is None else one.comparator or "eq"
    chapter = "" if one.place == "table" else chapter_of(one.section)
    return {**told, "comparator": comparator, "chapter": chapter, "evidence": one.wording}
