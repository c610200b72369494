"""A passing notice: what was done or could not be, with the way on."""

import re
import time
from urllib.parse import urlencode

import streamlit as st

from components.language.words import language, say
from components.views.catalogue import LedgerFault, away

# faults of the data that a page tells
MOST_FAULTS = 20
# what becomes a link by itself
ADDRESSES = re.compile(r"https?:|www(?=[.])|(?<=\S)@|mailto:|xmpp:", re.IGNORECASE)
# what Markdown and Streamlit's own marks begin with
MARKS = re.compile(r"([\\`*_\[\]<>$:~#|!])")


def as_text(text: str) -> str:
    """A text as Streamlit shows it letter by letter: whatever came in from outside is no Markdown.

    Addresses become links by themselves, escaped or not, but for a mark without width in their middle.
    """
    return MARKS.sub(r"\\\1", ADDRESSES.sub("\\g<0>\u2060", text))


class PageFailed(Exception):
    """What the reader is told of a page that could not be drawn."""


def show_failure(error: Exception) -> None:
    """Say in a sentence that the page could not be drawn, and what to do: which faults the ledger's data have, or that
    the reason stands in the log.
    """
    if not isinstance(error, LedgerFault):
        st.exception(PageFailed(say("notice.failed")))
        return
    st.error(as_text(say("notice.faults", count=len(error.faults))))
    for line in error.said(language())[:MOST_FAULTS]:
        st.text(line)


def show_away() -> None:
    """Say above a page that its figures are those of earlier, where the store's database cannot be reached."""
    if found := away():
        st.warning(say("notice.away", when=time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime(found[1]))))


def show_notice(text: str, way: str = "", page: str = "", **choices: str | None) -> None:
    """Say a text for some seconds, whatever stands in it, and where there is a way on, a link to a page.

    way: the words of the link. page: its name. choices: what is chosen there; None drops one.
    """
    said = as_text(text)
    query = urlencode({name: value for name, value in choices.items() if value})
    st.toast(f"{said} [{way} →]({page}{'?' if query else ''}{query})" if way else said)
