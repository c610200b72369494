"""原因与认定: the table in which causes, measures and verdicts set by hand are written."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from components.language.words import say
from components.ui.filling import column_room, filled_in, take_in
from components.ui.rights import here, may_edit, may_keep, show_why_not
from components.ui.show import show_note
from components.views import explained

WIDTHS = {"cause": 250, "measures": 250, "ruling": 150}
# columns as wide as what stands in them
READ = ("indicator", "status")


def show_table(chosen: Mapping[str, str]) -> None:
    """Draw the table of a plan's targets and the button that takes in what was written; for who may not, why not."""
    before = explained.table(chosen)
    if before.empty:
        show_note(say("maintenance.empty"))
        return
    written = explained.WRITTEN if may_keep() else explained.WRITTEN[:2]
    columns = {
        name: st.column_config.TextColumn(
            title,
            width=column_room(before[name]) if name in READ else WIDTHS.get(name, "large"),
            pinned=name == "indicator",
        )
        for name, title in explained.titles().items()
    }
    columns["ruling"] = st.column_config.SelectboxColumn(
        explained.titles()["ruling"], options=list(explained.statuses().values()), width=WIDTHS["ruling"]
    )
    if may_edit():
        show_note(say("explained.how") if may_keep() else say("explained.how_editor"))
    else:
        show_why_not()
    after = filled_in(before, "explained", chosen, columns, written if may_edit() else (), say("maintenance.explain"))
    if may_edit():
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
    take_in("explained", lambda: explained.take_in(before, after, as_of, office, by=here()), say("explained.taken"))
