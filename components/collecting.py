"""加入汇报: every view that a page shows can be taken into a briefing, from one place in the bar."""

from contextvars import ContextVar
from dataclasses import dataclass, field

import streamlit as st

from components.views import View, briefing
from components.views.briefing import BriefingRefused
from components.words import say

TARGET = "collect-target"


@dataclass
class _Place:
    """Where the buttons of this run go, and the names of the views that have theirs."""

    popover: object
    offered: set[str] = field(default_factory=set)


_place: ContextVar[_Place | None] = ContextVar("place", default=None)


def show_collecting() -> None:
    """Draw the bar's 加入汇报: which briefing, and a button for each view that the page will show."""
    popover = st.popover(say("collect.open"), width="content", key="collect")
    _place.set(_Place(popover))
    names = list(briefing.own())
    if st.session_state.get(TARGET) is None:
        st.session_state[TARGET] = names[-1] if names else say("collect.first_name")
    options = list(dict.fromkeys([*names, st.session_state[TARGET]]))
    with popover:
        st.selectbox(
            say("collect.into"), options, accept_new_options=True, key=TARGET, placeholder=say("choice.search_list")
        )


def close() -> None:
    """No buttons for what comes now: the page shows views that already are in a briefing."""
    _place.set(None)


def offer(view: View) -> None:
    """Give a view its button in the bar's 加入汇报; once a run."""
    place = _place.get()
    if place is None or view.is_empty or view.name in place.offered:
        return
    place.offered.add(view.name)
    with place.popover:
        st.button(
            say("collect.view", caption=say(f"table.caption.{view.name}"), headline=view.headline),
            on_click=_collect,
            args=(view,),
            key=f"collect-{view.name}",
            width="stretch",
        )


def _collect(view: View) -> None:
    name = st.session_state[TARGET] or say("collect.first_name")
    try:
        place = briefing.collect(name, view)
    except BriefingRefused as refusal:
        st.toast(str(refusal))
    else:
        st.toast(say("collect.done", name=name, place=place))
