"""录年度结果: the table that is filled in, workbooks out and in, what is doubted, and the way into the ledger."""

import html
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from components.language.words import language, say
from components.ui.changed import show_changes
from components.ui.entered import PREPARED, clear, enter, enter_aside, entries, leave_file, of_file, stood
from components.ui.notice import show_notice
from components.ui.rights import here, may_edit, show_why_not
from components.ui.screen import is_phone
from components.ui.show import show_note
from components.ui.workbooks import show_ways_in
from components.views import maintenance
from components.views.maintenance import Change, Doubt, Entry, NotDone, Sheet, Source

# what the last entries changed, until it is closed
TAKEN = "entered-taken"
# pixels of a column by language; the hint takes what is left
WIDTHS = {
    "zh": {"name": 270, "unit": 66, "target": 84, "before": 76, "last": 130, "current": 84, "now": 124, "note": 130},
    "en": {"name": 400, "unit": 122, "target": 76, "before": 76, "last": 120, "current": 100, "now": 150, "note": 110},
}
ROW_HEIGHT, MOST_HEIGHT = 35, 700


def show_entry(sheet: Sheet) -> None:
    """Draw the way from figures on paper to figures in the ledger; for who may not write, why not."""
    if not may_edit():
        show_why_not()
        return
    _show_taken()
    number, filled = stood(sheet)
    show_ways_in(sheet)
    show_note(_how(sheet))
    found = maintenance.found_in(sheet, entries())
    if is_phone():
        _edit_one(sheet)
    else:
        _edit_table(sheet, maintenance.table(sheet, filled, found), f"results-{sheet.sheet_id}-{number}")
    _show_doubts(sheet, found)
    _show_way_in(sheet, found)


def _edit_table(sheet: Sheet, filled: pd.DataFrame, key: str) -> None:
    """The table, with what it was filled with; what is typed lies over that."""

    def take() -> None:
        for position, cells in st.session_state[key]["edited_rows"].items():
            now, note = (cells.get(name) for name in ("now", "note"))
            changed = {"printed": now} if "now" in cells else {}
            changed |= {"note": note} if "note" in cells else {}
            enter(sheet.rows[int(position)].key, **{name: (text or "").strip() for name, text in changed.items()})

    titles = maintenance.titles(sheet)
    st.data_editor(
        filled,
        key=key,
        num_rows="fixed",
        hide_index=True,
        width="stretch",
        height=min(MOST_HEIGHT, ROW_HEIGHT * (len(sheet.rows) + 1) + 3),
        row_height=ROW_HEIGHT,
        placeholder="",
        disabled=[name for name in maintenance.COLUMNS if name not in ("now", "note")],
        column_config={
            name: st.column_config.TextColumn(title, width=WIDTHS[language()].get(name, "large"), pinned=name == "name")
            for name, title in titles.items()
        },
        on_change=take,
        alt=maintenance.summary(sheet),
    )


def _edit_one(sheet: Sheet) -> None:
    """One row after the other, as a phone has room for."""
    entered = entries()
    signs = {row.key: "● " if row.key in entered else "" if row.current_raw is None else "✓ " for row in sheet.rows}
    key = st.selectbox(
        say("maintenance.one"),
        [row.key for row in sheet.rows],
        format_func=lambda key: signs[key] + maintenance.name_of(sheet.row(key)),
        key=f"one-{sheet.sheet_id}",
        placeholder=say("choice.search_list"),
    )
    row = sheet.row(key)
    known = {
        "target": row.target_raw,
        "last": maintenance.last_words(row),
        "current": row.current_raw or "",
    }
    titles = maintenance.titles(sheet)
    told = [f"{titles[name]} {text}" for name, text in known.items() if text]
    show_note(say("punctuation.join").join(told))
    for name, attribute in (("now", "printed"), ("note", "note")):
        field = f"one-{name}-{key}"
        held = getattr(entered.get(key, Entry(key, "")), attribute)
        if st.session_state.get(field) != held:
            st.session_state[field] = held
        st.text_input(
            f"{titles[name]} · {maintenance.unit_of(row)}" if name == "now" else titles[name],
            key=field,
            on_change=lambda attribute=attribute, field=field: enter(
                key, **{attribute: st.session_state[field].strip()}
            ),
        )


def _show_doubts(sheet: Sheet, found: Sequence[Doubt]) -> None:
    """What is to be mended or checked, a line each; a word confirms the doubts of a row. What is told is folded."""
    shown = [*of_file(sheet), *sorted(found, key=lambda doubt: not doubt.is_fault)]
    open_ = maintenance.standing_of(shown)
    told = [doubt for doubt in shown if doubt not in open_]
    if open_:
        with st.container(key="doubts", gap=None, border=True):
            faults = sum(doubt.is_fault for doubt in open_)
            with st.container(horizontal=True, vertical_alignment="center"):
                _heading(say("maintenance.doubts", faults=faults, doubts=len(open_) - faults))
                if of_file(sheet):
                    st.button(say("maintenance.leave_file"), key="leave-file", on_click=leave_file)
            asked = set()
            for number, doubt in enumerate(open_):
                with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"doubt-{number}"):
                    st.html(_line(sheet, doubt))
                    if not doubt.is_fault and doubt.key not in asked:
                        asked.add(doubt.key)
                        confirmed = {"note": say("maintenance.confirmed")}
                        st.button(
                            say("maintenance.confirm"),
                            key=f"confirm-{doubt.key}",
                            on_click=enter_aside,
                            args=(doubt.key,),
                            kwargs=confirmed,
                        )
    if told:
        lines = "".join(_line(sheet, doubt) for doubt in told)
        summary = html.escape(say("maintenance.told", count=len(told)))
        st.html(f"<details class='pl-told'><summary>{summary}</summary>{lines}</details>")


def _heading(text: str) -> None:
    st.html(f"<h3 class='pl-step'>{html.escape(text)}</h3>")


def _line(sheet: Sheet, doubt: Doubt) -> str:
    row = sheet.row(doubt.key)
    name = f"<b>{html.escape(maintenance.name_of(row))}</b>　" if row else ""
    return f"<p class='pl-doubt'>{name}{html.escape(maintenance.hint(doubt))}</p>"


def _show_way_in(sheet: Sheet, found: Sequence[Doubt]) -> None:
    """The source of the figures, what they would change, and the button that takes them in."""
    count = maintenance.count(sheet, entries())
    if not count:
        return
    source = _choose_source(sheet)
    stamp = (
        sheet.sheet_id,
        source,
        tuple(sorted((entry.key, entry.printed, entry.note) for entry in entries().values())),
    )
    made = st.session_state.get(PREPARED)
    if made is None or made[0] != stamp:
        standing = maintenance.standing_of([*of_file(sheet), *found])
        if standing:
            show_note(say("maintenance.standing", count=len(standing)))
        st.button(
            say("maintenance.preview", count=count),
            key="results-preview",
            type="primary",
            disabled=bool(standing),
            on_click=_prepare,
            args=(sheet, source, stamp),
        )
        return
    _heading(say("maintenance.will_change", count=count))
    show_changes(made[1].changes)
    st.button(
        say("maintenance.take_in", count=count),
        key="results-take-in",
        type="primary",
        on_click=_take_in,
        args=(sheet, source, made[1].changes),
    )


def _how(sheet: Sheet) -> str:
    if is_phone():
        return say("maintenance.how_phone")
    return say("maintenance.how", column=maintenance.titles(sheet)["now"])


def _choose_source(sheet: Sheet) -> Source:
    """Where the figures come from, as their document row will say."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="results-source"):
        issuer = st.text_input(
            say("maintenance.issuer"), key="source-issuer", placeholder=say("maintenance.issuer_hint")
        )
        is_issuing = st.checkbox(say("maintenance.is_issuing"), key="source-issuing", disabled=not issuer.strip())
        issued_on = st.text_input(
            say("maintenance.issued_on"), key="source-issued-on", placeholder="2026-01-20", width=150
        )
        status = st.selectbox(
            say("maintenance.status"),
            ["final", "preliminary", "estimate", "revised"],
            format_func=lambda status: say(f"maintenance.status_{status}"),
            key="source-status",
            width=130,
            placeholder=say("choice.search_list"),
        )
        with st.popover(say("maintenance.more_source"), width="content"):
            title = st.text_input(say("maintenance.title"), key="source-title")
            number = st.text_input(say("maintenance.document_number"), key="source-number")
            url = st.text_input(say("maintenance.url"), key="source-url")
            licence = st.text_input(say("maintenance.licence"), key="source-licence")
            note = st.text_input(say("maintenance.source_note"), key="source-note")
    return Source(
        issuer=issuer.strip(),
        is_issuing=bool(issuer.strip()) and is_issuing,
        title_zh=title.strip(),
        issued_on=issued_on.strip(),
        document_number=number.strip(),
        url=url.strip(),
        licence=licence.strip(),
        note=note.strip(),
        status=status,
    )


def _prepare(sheet: Sheet, source: Source, stamp: object) -> None:
    try:
        st.session_state[PREPARED] = (stamp, maintenance.prepared(sheet, entries(), source, by=here()))
    except NotDone as refusal:
        _tell(refusal)


def _take_in(sheet: Sheet, source: Source, foreseen: Sequence[Change]) -> None:
    """Take the entries in. foreseen: what they were to change, of which the headlines are told once more."""
    try:
        taken = maintenance.taken_in(sheet, entries(), source, by=here())
    except NotDone as refusal:
        _tell(refusal)
        return
    clear(sheet)
    headlines = (change for change in foreseen if change.kind == "headline")
    st.session_state[TAKEN] = replace(taken, changes=(*taken.changes, *headlines))


def _tell(refusal: NotDone) -> None:
    for line in refusal.lines[:5]:
        show_notice(line)


def _show_taken() -> None:
    """What the last entries changed, with the ways to see it, until it is closed."""
    taken = st.session_state.get(TAKEN)
    if taken is None:
        return
    with st.container(border=True, key="results-taken"):
        said = say("maintenance.taken", count=len(taken.facts), import_id=taken.import_id)
        st.html(f"<p class='pl-takeaway'>{html.escape(said)}</p>")
        show_changes(taken.changes)
        st.button(say("maintenance.close"), key="results-close", on_click=lambda: st.session_state.pop(TAKEN))
