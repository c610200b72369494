"""Tables that are filled in on the page and then taken into the ledger."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from components.look.text_measure import SCREEN
from components.ui.notice import as_text, show_notice
from components.ui.screen import is_phone
from components.views.maintenance import NotDone

ROW_HEIGHT, MOST_HEIGHT = 35, 820
# pixels of type and of what stands about it in a cell; those that a column has at least, and at most
SIZE, ABOUT, LEAST, MOST = 14, 24, 120, 420
# of a phone, beside whose first column others are to be seen
MOST_ON_PHONE = 210


def column_room(texts: Iterable[str]) -> int:
    """The pixels of a column in which each of these texts is seen whole, as far as there is room for that."""
    widest = max((SCREEN.width(text, SIZE) for text in texts), default=0)
    return min(max(round(widest) + ABOUT, LEAST), MOST_ON_PHONE if is_phone() else MOST)


def _taken(name: str) -> str:
    """Under what a session counts how often a table was taken in: it begins anew with what the ledger then says."""
    return f"{name}-taken"


def filled_in(
    before: pd.DataFrame,
    name: str,
    of: Mapping[str, str],
    columns: Mapping[str, Any],
    written: Collection[str],
    alt: str,
) -> pd.DataFrame:
    """Draw a table in which some columns can be written; return it as it was filled in.

    of: the choices whose table it is. columns: Streamlit's, in their order. written: those that can be written.
    """
    return st.data_editor(
        before,
        key=f"{name}-{'-'.join(of.values())}-{st.session_state.get(_taken(name), 0)}",
        num_rows="fixed",
        hide_index=True,
        width="stretch",
        height=min(MOST_HEIGHT, ROW_HEIGHT * (len(before) + 1) + 3),
        row_height=ROW_HEIGHT,
        placeholder="",
        disabled=[column for column in before if column not in written] if written else True,
        column_config=dict(columns),
        alt=alt,
    )


def take_in(name: str, work: Callable[[], object], done: str) -> None:
    """Take what was filled in into the ledger and say so, or say why it is not."""
    try:
        work()
    except NotDone as refusal:
        for line in refusal.lines[:5]:
            show_notice(as_text(line))
    else:
        st.session_state[_taken(name)] = st.session_state.get(_taken(name), 0) + 1
        show_notice(done)
