"""Views collected in the address: a briefing that is written nowhere, and the same for whoever has the link.

Its text is that of its items, apart by ~~: the name of a view and its choices, each as choice.value, apart by ~, as in
`progress~region.qingdao~plan.qingdao-hrss-14fyp~~board~period.14fyp`. Sentences do not stand in it: nobody can send a
link that puts words into the ledger's mouth. It has MOST items and LONGEST letters as an address writes them, no more.
"""

import re
from collections.abc import Callable, Iterable
from urllib.parse import quote

from components.language.words import say
from components.model.briefing import Briefing, Item
from components.model.view import View
from components.views.briefing import BriefingRefused, items_of
from components.views.registry import KINDS, renewed

MOST, LONGEST = 20, 2400
# letters of one choice
LONGEST_CHOICE = 200
ITEM, CHOICE = "~~", "~"
# what stands for ~ inside a choice, and for what stands for it
ESCAPES = (("%", "%25"), ("~", "%7E"))


def _escaped(value: str) -> str:
    for mark, sign in ESCAPES:
        value = value.replace(mark, sign)
    return value


def _plain(value: str) -> str:
    for mark, sign in reversed(ESCAPES):
        value = value.replace(sign, mark)
    return value


def text_of(items: Iterable[Item]) -> str:
    """The items as the address holds them; a choice that is empty is left out."""
    return ITEM.join(
        CHOICE.join((item.view, *(f"{name}.{_escaped(value)}" for name, value in item.choices.items() if value)))
        for item in items
    )


def _item(text: str) -> Item | None:
    """An item as the address has it; None for a view that is none."""
    name, *parts = text.split(CHOICE)
    choices = dict(part.split(".", 1) for part in parts if "." in part)
    name, choices = renewed(name, {key: _plain(value)[:LONGEST_CHOICE] for key, value in choices.items()})
    if name not in KINDS:
        return None
    return Item(name, {key: value for key, value in choices.items() if key in KINDS[name].choices})


def collected(text: str, keep: Callable[[str], None] = lambda text: None) -> Briefing:
    """The briefing of a text that stands in an address: of as many of its items as may be, without what is no view.

    keep: what is done with the text of each change.
    """
    items: list[Item] = []
    for part in re.split(f"{CHOICE}{{2,}}", text)[:MOST]:
        if (item := _item(part)) is not None and _fits([*items, item]):
            items.append(item)
    return Briefing(say("collect.in_address"), tuple(items), keep=lambda changed: keep(text_of(changed.items)))


def _fits(items: list[Item]) -> bool:
    return len(items) <= MOST and len(quote(text_of(items))) <= LONGEST


def with_view(text: str, view: View) -> tuple[str, int, int]:
    """The text with a view at its end, and its first and last place from 1, as `briefing.collect` has them.

    Raises BriefingRefused where it is full.
    """
    items = [*collected(text).items]
    new = items_of(view)
    if not _fits([*items, *new]):
        words = say("collect.full", count=len(items))
        raise BriefingRefused(words, words)
    return text_of([*items, *new]), len(items) + 1, len(items) + len(new)
