"""加入汇报: every view that a page shows can be taken into a briefing, at its figure or from one place in the bar."""

import html
from contextvars import ContextVar
from dataclasses import dataclass, field

import streamlit as st

from components.language.words import language, say
from components.model.view import View
from components.ui import address, collected
from components.ui.notice import as_text, show_notice
from components.ui.rights import here, may_edit, show_why_not
from components.views import briefing
from components.views.briefing import Refused

TARGET, NAME = "collect-target", "collect-name"
# stand for a briefing that is still to be begun, and for the one that the address holds: no name is blank
NEW, ADDRESS = "", " "


@dataclass
class _Place:
    """Where the buttons of this run go, and the names of the views that have theirs."""

    popover: object
    offered: set[str] = field(default_factory=set)


_place: ContextVar[_Place | None] = ContextVar("place", default=None)


def _targets() -> dict[str, str]:
    """What a view can be added to → its words. Who may not write collects in the address, and so may go on who came by
    a link that does.
    """
    own = dict.fromkeys(briefing.own()) if may_edit() else {}
    new = {NEW: say("collect.new")} if may_edit() else {}
    held = {ADDRESS: say("collect.in_address")} if not may_edit() or collected.in_address() else {}
    return {name: name for name in own} | new | held


def show_collecting() -> None:
    """Draw the bar's 加入汇报: which briefing, and a button for each view that the page will show."""
    popover = st.popover(say("collect.open"), width="content", key="collect")
    _place.set(_Place(popover))
    labels = _targets()
    names = list(labels)
    if st.session_state.get(TARGET) not in names:
        own = [name for name in names if name not in (NEW, ADDRESS)]
        st.session_state[TARGET] = own[-1] if own else names[0]
    with popover:
        if names == [ADDRESS]:
            st.html(f"<p class='pl-note'>{html.escape(say('collect.note'))}</p>")
            show_why_not()
        else:
            st.selectbox(
                say("collect.into"),
                names,
                format_func=labels.get,
                key=TARGET,
                placeholder=say("choice.search_list"),
            )
        if st.session_state[TARGET] == NEW:
            st.text_input(say("collect.name"), value=say("collect.first_name"), key=NAME)
        if held := collected.in_address():
            label = say("collect.way_to_address", count=len(held.items))
            st.page_link("../pages/briefing.py", label=f"{label} →", query_params=address.shared())


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
            say("collect.view", caption=_called(view), headline=as_text(view.headline)),
            on_click=_collect,
            args=(view,),
            key=f"collect-{view.name}",
            width="stretch",
        )


def show_here(view: View) -> None:
    """The button at a view's figure: one click takes it into the briefing that the bar names."""
    if _place.get() is not None and not view.is_empty:
        st.button(
            say("collect.open"),
            help=as_text(say("collect.this", caption=_called(view), name=_target())),
            on_click=_collect,
            args=(view,),
            key=f"collect-figure-{view.name}",
            type="tertiary",
        )


def _called(view: View) -> str:
    """What a view is called: its chart, or where it has none its table."""
    return say(f"table.caption.{view.name}" if view.figure is None else f"chart.name.{view.name}")


def _target() -> str:
    """The name of the briefing that takes what is collected."""
    target = st.session_state[TARGET]
    if target == ADDRESS:
        return say("collect.in_address")
    return st.session_state.get(NAME, say("collect.first_name")).strip() if target == NEW else target


@address.spoken
def _collect(view: View) -> None:
    name, is_address = _target(), st.session_state[TARGET] == ADDRESS
    try:
        first, last = collected.collect(view) if is_address else briefing.collect(name, view, by=here())
    except Refused as refusal:
        show_notice(refusal.told(language()))
        return
    if not is_address:
        st.session_state[TARGET] = name
    word_id = "collect.done" if first == last else "collect.done_several"
    done = say(word_id, caption=_called(view), name=name, first=first, last=last)
    show_notice(done, say("collect.way"), "briefing", **address.shared(briefing=None if is_address else name))
