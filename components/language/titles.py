"""The titles of columns, on the screen and in every file."""

from collections.abc import Iterable

from components.language.words import say
from components.model.view import View


def column_title(view: View, column: str) -> str:
    """The title of a column of a view: its own words where the view has some, filled with the view's blanks."""
    return view.words.get(column) or say(f"column.{column}", **view.words)


def column_titles(view: View, columns: Iterable[str] | None = None) -> list[str]:
    """The titles of these columns of a view, of all of its table's where none are named."""
    return [column_title(view, column) for column in (view.frame.columns if columns is None else columns)]
