"""责任分工: the table in which offices, sources and due dates are filled in, and what is sent out to the offices."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from components.exports.files import ENDINGS, file_name, made
from components.language import words
from components.language.words import say
from components.model.view import View
from components.ui.filling import column_room, filled_in, take_in
from components.ui.rights import here, may_keep, show_why_not
from components.ui.screen import is_phone
from components.ui.show import show_note
from components.ui.workbooks import spoken, zipped
from components.views import duties, explained, maintenance
from components.views.decks import deck_of

WIDTHS = {"printed": 240, "office": 220, "source": 260, "due_on": 130}


def show_offices(chosen: Mapping[str, str]) -> None:
    """Draw the table of who answers for what and the button that takes in what was filled in."""
    before = explained.offices(chosen)
    if before.empty:
        show_note(say("maintenance.empty"))
        return
    columns = {
        name: st.column_config.TextColumn(
            title,
            width=column_room(before[name]) if name == "indicator" else WIDTHS[name],
            pinned=name == "indicator",
        )
        for name, title in explained.office_titles().items()
    }
    written = explained.WRITTEN_OFFICES if may_keep() else ()
    if may_keep():
        show_note(say("duties.how"))
    else:
        show_why_not()
    after = filled_in(before, "offices", chosen, columns, written, say("duties.column_office"))
    if count := explained.offices_changed(before, after):
        st.button(
            say("explained.take_in", count=count),
            key="offices-take-in",
            type="primary",
            on_click=_take_in,
            args=(before, after, chosen["region"]),
        )


def _take_in(before: pd.DataFrame, after: pd.DataFrame, region_id: str) -> None:
    take_in("offices", lambda: explained.take_in_filled(before, after, region_id, by=here()), say("duties.taken"))


def show_reminder_files(view: View, chosen: Mapping[str, str]) -> None:
    """The list of what is due as a document, and a workbook for each office to fill in, which a phone has not."""
    if view.is_empty or is_phone():
        return
    language = words.language()
    with st.container(horizontal=True, gap="small", key="reminder-files"):
        st.download_button(
            say("duties.docx"),
            data=lambda: spoken(language, lambda: made(deck_of(view.headline, (view,)), "docx")),
            file_name=file_name(view.headline, "docx"),
            mime=ENDINGS["docx"],
            on_click="ignore",
            key="reminder-docx",
        )
        st.download_button(
            say("duties.workbooks"),
            data=lambda: spoken(language, lambda: zipped(maintenance.office_workbooks(chosen, duties.due(chosen)))),
            file_name=file_name(view.headline, "zip"),
            mime=ENDINGS["zip"],
            on_click="ignore",
            key="reminder-workbooks",
        )
