"""What was chosen for a view, in words: for files, which have no controls to read it from."""

from components.language.words import say
from components.model.view import View
from components.views.choices import words_of


def choice_words(view: View) -> dict[str, tuple[str, str]]:
    """Choice → its label and the chosen in words, in the view's order; what was left empty is left out."""
    return {name: (say(f"choice.{name}"), words_of(name, value)) for name, value in view.choices.items() if value}
