"""What a reader chooses, and what views of one name have in common."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from inspect import signature
from typing import Any

from components.model.view import View

# what is offered: id → words, given what is chosen before it
Options = Callable[[Mapping[str, str]], Mapping[str, str]]
# choice → the name under which a view's function takes it, where that is another
ARGUMENTS = {
    "region": "region_id",
    "other": "other_id",
    "plan": "document_id",
    "document": "document_id",
    "period": "period_id",
    "theme": "theme_id",
    "indicator": "indicator_id",
}


@dataclass(frozen=True)
class Choice:
    """One control of a page.

    name: its id in addresses and briefings. options: what is offered; with none there is no control and the default
    holds. default: None for the first option. drops: choices that mean nothing under another one and leave the address
    with it. form: buttons, list, any (buttons for a few options, else a list), many (several of a list), text or
    switch. few: how many are a few. width: of its list, in pixels or stretch. hint: the word in an empty text. preset:
    of many, how many from the first are chosen where the address chooses none. is_first: stands in the row on a phone
    too. is_kept: stays where the others are put back. is_silent: an only option is taken without a word, whatever the
    address says.
    """

    name: str
    options: Options | None = None
    default: str | None = None
    drops: tuple[str, ...] = ()
    form: str = "any"
    few: int = 6
    width: int | str = 200
    hint: str = ""
    preset: int = 0
    is_first: bool = False
    is_kept: bool = False
    is_silent: bool = False


@dataclass(frozen=True)
class ViewKind:
    """What views of one name have in common.

    page: the one that shows them. choices: by name, in the order in which a view has them. make: what makes a view of
    them; what is not named, as in what was kept before there was such a choice, is what the function has for it.
    is_drawn: whether it takes a canvas. arguments: choice → the name under which make takes it, where that is
    another. addressed: choice → its name on the page, where that is another. beside: what else the address holds.
    """

    page: str
    choices: tuple[str, ...]
    make: Callable[..., View]
    is_drawn: bool = True
    arguments: Mapping[str, str] = field(default_factory=lambda: ARGUMENTS)
    addressed: Mapping[str, str] = field(default_factory=dict)
    beside: Mapping[str, str] = field(default_factory=dict)

    def given(self, choices: Mapping[str, str], **drawing: Any) -> dict[str, Any]:
        """What make takes under these choices; others than its own are left aside. Raises KeyError where one lacks."""
        held = {name: choices.get(name, choices.get(self.addressed.get(name, name))) for name in self.choices}
        given: dict[str, Any] = {
            self.arguments.get(name, name): value for name, value in held.items() if value is not None
        }
        given |= drawing if self.is_drawn else {}
        try:
            signature(self.make).bind(**given)
        except TypeError as error:
            raise KeyError(str(error)) from error
        return given

    def address(self, choices: Mapping[str, str]) -> dict[str, str]:
        """The query parameters that choose it on its page: without what is not chosen, which is all or nothing."""
        # only of other regions is all a choice of its own
        chosen = {name: value for name, value in choices.items() if value and (value != "all" or name == "other")}
        return {self.addressed.get(name, name): value for name, value in chosen.items()} | dict(self.beside)
