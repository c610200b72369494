"""Views put together so that they can leave: with what files say of their choices and facts."""

from collections.abc import Iterable

from components.language.words import say
from components.model.view import Deck, View
from components.views.choices import words_of
from components.views.evidence import fact_lines


def deck_of(name: str, views: Iterable[View]) -> Deck:
    """The views under a name; their choices and facts are put into words when a file asks for them."""
    return Deck(name, tuple(views), choice_words, fact_lines)


def choice_words(view: View) -> dict[str, tuple[str, str]]:
    """Choice → its label and the chosen in words, in the view's order; what was left empty is left out."""
    return {name: (say(f"choice.{name}"), words_of(name, value)) for name, value in view.choices.items() if value}
