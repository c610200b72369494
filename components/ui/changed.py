"""What the ledger says otherwise: before and after, with the way to each page."""

import html
from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st

from components.language.words import say
from components.ui import address
from components.ui.show import show_note
from components.views import maintenance
from components.views.maintenance import Change


def show_changes(changes: Sequence[Change]) -> None:
    """What the ledger says otherwise, each with the way to its page, and which briefings show it."""
    if changes:
        names = ("kind", "subject", "before", "after")
        heads = "".join(
            f"<th scope='col'>{html.escape(say(f'maintenance.change_{name}_column'))}</th>" for name in names
        )
        rows = "".join(map(_row, changes))
        table = f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
        st.html(f"<div class='pl-table pl-changes'>{table}</div>")
    else:
        show_note(say("maintenance.no_change"))
    touched = maintenance.briefings_touched(changes)
    if touched:
        show_note(say("maintenance.briefings", names=say("punctuation.list").join(touched)))


def _row(change: Change) -> str:
    told = maintenance.change_words(change)
    page, choices = maintenance.way_to(change)
    way = f"{page}?{urlencode(address.shared(**choices))}"
    subject = f"<a data-way='' href='{html.escape(way)}'>{html.escape(told['subject'])}</a>"
    cells = "".join(f"<td>{html.escape(told[name])}</td>" for name in ("before", "after"))
    return f"<tr><td>{html.escape(told['kind'])}</td><td>{subject}</td>{cells}</tr>"
