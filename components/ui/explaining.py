"""原因与认定: the table in which causes, measures and verdicts set by hand are written."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from components.language.words import say
from components.ui.notice import show_notice
from components.ui.rights import here, may_edit, may_keep, show_why_not
from components.ui.show import show_note
from components.views import explained
from components.views.maintenance import NotDone

WIDTHS = {"indicator": 210, "status": 200, "cause": 250, "measures": 250, "ruling": 150}
# how often something was taken in: the table begins anew with what the ledger then says
TAKEN = "explained-taken"
ROW_HEIGHT, MOST_HEIGHT = 35, 820


def show_table(chosen: Mapping[str, str]) -> None:
    """Draw the table of a plan's targets and the button that takes in what was written; for who may not, why not."""
    before = explained.table(chosen)
    if before.empty:
        show_note(say("maintenance.empty"))
        return
    written = explained.WRITTEN if may_keep() else explained.WRITTEN[:2]
    columns = {
        name: st.column_config.TextColumn(title, width=WIDTHS.get(name, "large"), pinned=name == "indicator")
        for name, title in explained.titles().items()
    }
    columns["ruling"] = st.column_config.SelectboxColumn(
        explained.titles()["ruling"], options=list(explained.statuses().values()), width=WIDTHS["ruling"]
    )
    after = st.data_editor(
        before,
        key=f"explained-{'-'.join(chosen.values())}-{st.session_state.get(TAKEN, 0)}",
        num_rows="fixed",
        hide_index=True,
        width="stretch",
        height=min(MOST_HEIGHT, ROW_HEIGHT * (len(before) + 1) + 3),
        row_height=ROW_HEIGHT,
        placeholder="",
        disabled=[name for name in before if name not in written] if may_edit() else True,
        column_config=columns,
        alt=say("maintenance.explain"),
    )
    if not may_edit():
        show_why_not()
        return
    show_note(say("explained.how") if may_keep() else say("explained.how_editor"))
    _offer(chosen, before, after)


def _offer(chosen: Mapping[str, str], before: pd.DataFrame, after: pd.DataFrame) -> None:
    count = explained.changed(before, after)
    if not count:
        return
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="explained-office"):
        office = st.text_input(say("explained.office"), key="explained-by", width=320)
        st.button(
            say("explained.take_in", count=count),
            key="explained-take-in",
            type="primary",
            on_click=_take_in,
            args=(before, after, chosen["as_of"], office),
        )


def _take_in(before: pd.DataFrame, after: pd.DataFrame, as_of: str, office: str) -> None:
    try:
        explained.take_in(before, after, as_of, office, by=here())
    except NotDone as refusal:
        for line in refusal.lines[:5]:
            show_notice(line)
    else:
        st.session_state[TAKEN] = st.session_state.get(TAKEN, 0) + 1
        show_notice(say("explained.taken"))
