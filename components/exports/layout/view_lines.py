"""What there is to say of a view, as labelled lines: for the notes of a workbook and the README of a package."""

from components.language.dates import month_words
from components.language.words import say
from components.model.view import Deck, View


def view_lines(deck: Deck, view: View) -> list[tuple[str, str]]:
    """Label and text of all that a view says beside its rows, in reading order; a label may come several times."""
    lines = [
        (say("book.headline"), view.headline),
        (say("book.takeaway"), view.takeaway),
        (say("column.status"), view.verdict.words if view.verdict else ""),
        (say("book.subtitle"), view.subtitle),
        *((say("book.choices"), text) for text in choice_lines(deck, view)),
        (say("choice.as_of"), month_words(view.as_of) if view.as_of else ""),
        *((say("book.source"), source) for source in view.sources),
        *((say("book.note"), note) for note in view.notes),
    ]
    lines += [
        (say("column.arithmetic"), say("book.worked", label=label, working=working))
        for label, working in view.arithmetic
    ]
    if view.is_empty:
        lines.append((say("book.rows"), say("book.empty")))
    return [(label, text) for label, text in lines if text]


def choice_lines(deck: Deck, view: View) -> list[str]:
    """Each choice in words, without the month, which is said apart."""
    chosen = deck.choice_words(view).items()
    return [say("book.chosen", label=label, words=words) for name, (label, words) in chosen if name != "as_of"]


def has_facts_apart(view: View) -> bool:
    """Whether the view rests on facts that are not the rows of its table."""
    rows = view.frame["fact_id"] if "fact_id" in view.frame.columns else ()
    return not set(view.facts) <= set(rows)
