"""已入账: the imports with the way back, the log, backup and restore."""

import html
from functools import partial

import streamlit as st

from components.language.words import say
from components.ui.notice import as_text, show_notice
from components.ui.rights import here, may_keep, show_why_not
from components.ui.show import show_note
from components.ui.table import show_small_table
from components.views import imported
from components.views.imported import Import
from components.views.maintenance import NotDone


def show_imports() -> None:
    """Every import with what it holds, who brought it and when, and what needs it; a keeper can take it out."""
    there = imported.imports()
    if not there:
        show_note(say("maintenance.no_imports"))
    for one in there:
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"import-{one.import_id}"):
            st.html(_told(one))
            if may_keep():
                _offer_undo(one)
        if one.differences:
            lines = "".join(f"<li>{html.escape(line)}</li>" for line in one.differences)
            summary = html.escape(say("maintenance.replaces", count=len(one.differences)))
            st.html(f"<details class='pl-told'><summary>{summary}</summary><ul>{lines}</ul></details>")
    if not may_keep():
        show_why_not()


def _told(one: Import) -> str:
    needed = say("maintenance.needed_by", names=say("punctuation.list").join(one.needed_by)) if one.needed_by else ""
    small = " · ".join(filter(None, (one.content, one.import_id, one.came, needed)))
    return f"<p class='pl-import'><b>{html.escape(one.title)}</b><small>{html.escape(small)}</small></p>"


def _offer_undo(one: Import) -> None:
    with st.popover(say("maintenance.undo"), width="content", key=f"undo-{one.import_id}"):
        if len(one.together) > 1:
            names = say("punctuation.list").join(one.goes_with)
            st.markdown(as_text(say("maintenance.undo_together", names=names)))
        else:
            st.markdown(as_text(say("maintenance.undo_alone")))
        st.button(
            say("maintenance.undo_all", count=len(one.together)),
            key=f"undo-now-{one.import_id}",
            type="primary",
            on_click=_undo,
            args=(one,),
        )


def _undo(one: Import) -> None:
    try:
        imported.undo(one, by=here())
    except NotDone as refusal:
        for line in refusal.lines[:5]:
            show_notice(line)
    else:
        show_notice(say("maintenance.undone", name=one.title))


def show_log() -> None:
    """The last changes of the store: when, who, what."""
    rows = imported.log_rows()
    with st.expander(say("maintenance.log", count=len(rows))):
        if rows:
            show_small_table(rows, {name: say(f"log.column_{name}") for name in rows[0]})


def show_backup() -> None:
    """All of the store as one file, and such a file put in its place."""
    if not may_keep():
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="backup"):
        st.download_button(
            say("maintenance.backup"),
            data=partial(imported.backup, here()),
            file_name=imported.backup_name(),
            mime="application/zip",
            on_click="ignore",
            key="backup-now",
        )
        with st.popover(say("maintenance.restore"), width="content"):
            st.markdown(as_text(say("maintenance.restore_what")))
            file = st.file_uploader(say("maintenance.restore_file"), type="zip", key="restore-file")
            if file is not None:
                st.button(
                    say("maintenance.restore_now", name=as_text(file.name)),
                    key="restore-now",
                    type="primary",
                    on_click=_restore,
                    args=(file.getvalue(), file.name),
                )


def _restore(content: bytes, name: str) -> None:
    try:
        count = imported.restore(content, by=here())
    except NotDone as refusal:
        for line in refusal.lines[:5]:
            show_notice(line)
    else:
        show_notice(say("maintenance.restored", name=name, count=count))
