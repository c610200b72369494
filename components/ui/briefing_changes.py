"""Changes of a briefing from the page: made on what the page showed, or kept aside where others were there before."""

from collections.abc import Callable

import streamlit as st

from components.language.words import language, say
from components.ui import address, collected
from components.ui.notice import as_text, show_notice
from components.ui.rights import here
from components.views import briefing
from components.views.briefing import Briefing, Refused, Unwritten
from components.views.people import Person

# states of a briefing that this reader has changed → the state that was made of each; the change that was not written
_MADE, _UNWRITTEN = "desk-made", "desk-unwritten"


def _present(shown: Briefing) -> Briefing:
    """The briefing as shown, or as its reader has changed it since: a second click may come before the page shows what
    the first one did.
    """
    if shown.is_collected:
        return collected.in_address() or shown
    made = st.session_state.get(_MADE, {})
    state = shown.as_read
    while state in made:
        state = made[state]
    if state != shown.as_read:
        now = briefing.read_anew(shown)
        if now is not None and now.as_read == state:
            return now
    return shown


def place_of(shown: Briefing, chosen: Briefing, place: int) -> int:
    """Where the item of one state of a briefing stands in another: it may have been moved by a click just before."""
    item = chosen.items[place]
    if item in shown.items and shown.items[place : place + 1] != (item,):
        return shown.items.index(item)
    return min(place, len(shown.items) - 1)


@address.spoken
def changed(change: Callable[[Briefing, Person], object], shown: Briefing) -> bool:
    """Change one's own briefing as it was shown; where that is refused say why, and keep what others forestalled.

    change: makes it of the state given, as the person given. Return whether it was changed.
    """
    before = _present(shown)
    try:
        change(before, here())
    except Unwritten as refusal:
        st.session_state[_UNWRITTEN] = refusal.briefing
        return False
    except Refused as refusal:
        show_notice(refusal.told(language()))
        return False
    now = briefing.read_anew(shown)
    if now is not None and now.as_read != before.as_read:
        st.session_state.setdefault(_MADE, {})[before.as_read] = now.as_read
    return True


def show_unwritten(show: Callable[[str], None]) -> None:
    """The change that was not written, to be kept as a copy or given up. show: puts a briefing on the page."""
    unwritten = st.session_state.get(_UNWRITTEN)
    if unwritten is None:
        return
    with st.container(border=True, key="desk-unwritten-choice", horizontal=True, vertical_alignment="center"):
        st.markdown(as_text(say("desk.unwritten", name=unwritten.name)))
        st.button(say("desk.keep_copy"), key="desk-keep-copy", on_click=_keep_copy, args=(show,))
        st.button(say("desk.see_latest"), key="desk-see-latest", on_click=_give_up)


def _give_up() -> None:
    st.session_state.pop(_UNWRITTEN, None)


@address.spoken
def _keep_copy(show: Callable[[str], None]) -> None:
    unwritten = st.session_state[_UNWRITTEN]
    try:
        name = briefing.keep_copy(unwritten, by=here())
    except Refused as refusal:
        show_notice(refusal.told(language()))
        return
    _give_up()
    show(name)
