"""The page's address is the only state of a choice: canonical ids, absent means default."""

import html
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import ParamSpec, TypeVar
from urllib.parse import urlencode

import streamlit as st

from components.language import words

# the pages in the order of the bar, the one that opens first
PAGES = (
    "overview",
    "periods",
    "cities",
    "progress",
    "indicator",
    "targets",
    "commitments",
    "evidence",
    "ledger",
    "briefing",
)
# letters that are taken of a text, or told of a value that is not to be had
LONGEST = 200
# of the drafts of a whole plan
LONGEST_LIST = 6000
SHARED = ("lang", "look", "region", "period", "indicator", "theme", "as_of", "collected")


Given, Answer = ParamSpec("Given"), TypeVar("Answer")


def speak() -> None:
    """Use the language of the address for the rest of the run."""
    words.speak(read("lang", words.LANGUAGES, words.LANGUAGES[0]))


def spoken(callback: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """A callback that says something: it is called before the page runs, and so before that says its language."""

    @wraps(callback)
    def called(*given: Given.args, **named: Given.kwargs) -> Answer:
        speak()
        return callback(*given, **named)

    return called


def read(name: str, allowed: Iterable[str] | None, default: str) -> str:
    """The address's value of a choice, or the default where there is none or where it is not allowed (None: any)."""
    value = st.query_params.get(name, default)[:LONGEST]
    return value if allowed is None or value in set(allowed) else default


def read_list(name: str) -> str:
    """The address's value of a choice that may list many things, as it stands there."""
    return st.query_params.get(name, "")[:LONGEST_LIST]


def is_stale(name: str, allowed: Iterable[str]) -> bool:
    """Whether the address holds a value that is not (or no longer) to be had."""
    return name in st.query_params and st.query_params[name] not in set(allowed)


def rename(former: Mapping[str, str]) -> None:
    """Put choices that a copied link has under a former name under the one that they have now (former → now)."""
    for name in former.keys() & st.query_params.keys():
        value = st.query_params.pop(name)
        st.query_params.setdefault(former[name], value)


def write(name: str, value: str | None, default: str) -> None:
    """Put a choice into the address; the default leaves none."""
    if value is None or value == default:
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = value


def shared(**changes: str | None) -> dict[str, str]:
    """The shared choices as query parameters for a link to another page, with changes; None drops one."""
    there = whole()
    return _merge({name: there[name] for name in SHARED if name in there}, changes)


def whole(**changes: str | None) -> dict[str, str]:
    """All choices of this page as query parameters, with changes; None drops one."""
    return _merge(st.query_params.to_dict(), changes)


def way(path: str, choices: Mapping[str, str]) -> str:
    """Where a link to a page leads, as HTML has it. path: the page's own, blank for the first one."""
    query = urlencode(choices)
    return html.escape((path or "./") + (f"?{query}" if query else ""), quote=True)


def _merge(values: Mapping[str, str], changes: Mapping[str, str | None]) -> dict[str, str]:
    return {name: value for name, value in {**values, **changes}.items() if value is not None}
