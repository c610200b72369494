"""Workbooks that are sent out to be filled in, and taken back into the table."""

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import TypeVar

import streamlit as st

from components.language import words
from components.language.words import say
from components.ui.entered import filling, take_from_file
from components.ui.notice import as_text, show_notice
from components.ui.screen import is_phone
from components.views import maintenance
from components.views.maintenance import Filled, Sheet
from components.views.reporting import months_words

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Made = TypeVar("Made")


def show_ways_in(sheet: Sheet) -> None:
    """The ways into the table besides typing: workbooks out and in, which a phone has not, and pasting."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="results-files"):
        if not is_phone():
            _show_workbooks(sheet)
        _show_pasting(sheet)


def _show_workbooks(sheet: Sheet) -> None:
    """Workbooks to be filled in elsewhere, out and in."""
    language = words.language()
    st.download_button(
        say("maintenance.workbook"),
        data=lambda: spoken(language, lambda: maintenance.workbook(sheet)[1]),
        file_name=maintenance.file_name(sheet.rows, language=language),
        mime=XLSX,
        on_click="ignore",
        key="results-workbook",
    )
    with st.popover(say("maintenance.offices"), width="content", key="results-by-office"):
        due_on = st.text_input(say("maintenance.due_on"), key="results-due", placeholder="2026-01-15")
        st.download_button(
            say("maintenance.office_workbooks"),
            data=lambda: spoken(language, lambda: zipped(maintenance.workbooks(sheet, due_on.strip()))),
            file_name=f"{sheet.sheet_id}.zip",
            mime="application/zip",
            on_click="ignore",
            key="results-offices",
        )
    with st.popover(say("maintenance.fill"), width="content", key=f"results-fill-{filling()}"):
        st.file_uploader(
            say("maintenance.drop"),
            type=["xlsx", "xlsm", "xls", "ods", "csv"],
            key=f"results-file-{filling()}",
            on_change=_take_file,
            args=(sheet,),
        )


def _show_pasting(sheet: Sheet) -> None:
    """A place to paste figures beside their names, in whatever order they stand."""
    key = f"results-pasted-{filling()}"
    with st.popover(say("maintenance.paste"), width="content", key=f"results-paste-{filling()}"):
        st.text_area(say("maintenance.paste_here"), key=key, height=180, on_change=_take_pasted, args=(sheet, key))


def _take_pasted(sheet: Sheet, key: str) -> None:
    if text := st.session_state[key]:
        _take(sheet, say("maintenance.pasted"), maintenance.read_pasted(sheet, text))


def _take(sheet: Sheet, name: str, filled: Filled) -> None:
    """Take what was read into the table, and say how much of it."""
    take_from_file(sheet, filled.entries, filled.doubts)
    show_notice(say("maintenance.filled", name=name, count=len(filled.entries), doubts=len(filled.doubts)))


def spoken(language: str, make: Callable[[], Made]) -> Made:
    """What is made in a language."""
    # a file is made outside of the page's run, where its language is not yet said
    words.speak(language)
    return make()


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Files by their names in one."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def _take_file(sheet: Sheet) -> None:
    """Take what a workbook says into the table; of another region or time, lead to the sheet that it was made for."""
    file = st.session_state.get(f"results-file-{filling()}")
    if file is None:
        return
    content = file.getvalue()
    told = maintenance.made_for(content, file.name)
    if told and (told["year"], told["through"]) != (str(sheet.year), str(sheet.through_month)):
        show_notice(as_text(say("maintenance.other_sheet", year=told["year"], months=months_words(told["through"]))))
    _take(sheet, file.name, maintenance.read_workbook(sheet, content, file.name))
