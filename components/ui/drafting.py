"""The drafts of next targets: typed beside the chart, held by the address, kept in the store under a name."""

import streamlit as st

from components.language.words import say
from components.ui import address
from components.ui.notice import as_text, show_notice
from components.ui.rights import here, may_edit
from components.ui.show import show_note
from components.views import drafted, kept_drafts, targets

NAME, TYPED = "drafts", "draft-typed"
# what was said of what was typed or pasted last and is no draft
REFUSED = "draft-refused"


def choose_drafts(region_id: str, indicator_id: str) -> str:
    """Draw the field for an indicator's draft and the drafts that are kept; return what the address drafts, as views
    take it. What the address has that cannot be read is said.
    """
    drafts = targets.drafts_of(region_id, address.read_list(NAME))
    with choice_row_of_drafts():
        _choose_number(drafts, indicator_id)
        _choose_kept(region_id, drafts)
        _paste(region_id, drafts)
        if drafts.numbers:
            _offer_to_keep(region_id, drafts)
            st.button(say("drafts.none"), key="drafts-none", on_click=address.write, args=(NAME, None, ""))
    for fault in (*drafts.faults, *st.session_state.get(REFUSED, ())):
        show_note(fault)
    return drafts.written


def choice_row_of_drafts():
    """The row in which drafts stand, under the page's choices."""
    return st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="drafts-row")


def _choose_number(drafts: drafted.Drafts, indicator_id: str) -> None:
    """The field of the draft, by the indicator, so that another one has its own."""
    key, held = f"{TYPED}-{indicator_id}", drafts.numbers.get(indicator_id)
    shown = "" if held is None else drafted.plain(held)
    if st.session_state.get(key) != shown:
        st.session_state[key] = shown

    def take() -> None:
        text = st.session_state[key].strip()
        number = drafted.number_of(text)
        st.session_state[REFUSED] = (drafted.typed_fault(text),) if text and number is None else ()
        if text and number is None:
            return
        address.write(NAME, drafts.with_one(indicator_id, number).written, "")

    st.text_input(
        say("choice.draft"), key=key, placeholder=say("choice.draft_hint"), max_chars=30, on_change=take, width=190
    )


def _paste(region_id: str, drafts: drafted.Drafts) -> None:
    """A field for the drafts of a whole plan, as they stand in a table: a line each, name and number."""

    @address.spoken
    def take() -> None:
        found = drafted.pasted(st.session_state["drafts-pasted"], *targets.names_and_units(region_id))
        address.write(NAME, drafted.Drafts({**drafts.numbers, **found.numbers}).written, "")
        st.session_state[REFUSED] = found.faults
        show_notice(say("drafts.pasted", count=len(found.numbers)))

    with (
        st.popover(say("drafts.paste"), width="content", key="drafts-paste"),
        st.form("drafts-paste-form", border=False),
    ):
        st.text_area(say("drafts.paste_how"), key="drafts-pasted", max_chars=address.LONGEST_LIST, height=220)
        st.form_submit_button(say("drafts.paste"), on_click=take)


def _choose_kept(region_id: str, drafts: drafted.Drafts) -> None:
    """The drafts that are kept for this region: choosing one puts its numbers into the address."""
    there = kept_drafts.kept(region_id)
    if not there:
        return
    known = targets.indicators(region_id)
    by_numbers = {_written(one, known): draft_id for draft_id, one in there.items()}
    key, held = f"drafts-kept-{region_id}", by_numbers.get(drafts.written)
    if st.session_state.get(key) != held:
        st.session_state[key] = held

    def take() -> None:
        chosen = there.get(st.session_state[key])
        address.write(NAME, _written(chosen, known) if chosen else None, "")

    st.selectbox(
        say("choice.named"),
        list(there),
        index=None,
        key=key,
        format_func=lambda draft_id: _label(there[draft_id]),
        placeholder=say("drafts.choose"),
        on_change=take,
        width=260,
    )
    if held and may_edit():
        st.button(say("drafts.drop"), key="drafts-drop", on_click=_drop, args=(there[held],))


def _label(one: kept_drafts.TargetDrafts) -> str:
    return as_text(say("drafts.label", name=one.name, count=len(one.numbers), who=one.who, day=one.saved_at[:10]))


def _written(one: kept_drafts.TargetDrafts, known) -> str:
    """The numbers of kept drafts as the address has them, but for indicators that the plans have no more."""
    return drafted.Drafts({name: number for name, number in one.numbers.items() if name in known}).written


def _offer_to_keep(region_id: str, drafts: drafted.Drafts) -> None:
    """The way into the store, for who may write there: under a new name or one that is there."""
    if not may_edit():
        return
    there = {one.name: one.version for one in kept_drafts.kept(region_id).values()}
    with st.popover(say("drafts.keep"), width="content", key="drafts-menu"), st.form("drafts-form", border=False):
        st.text_input(say("drafts.name"), key="drafts-name", max_chars=kept_drafts.LONGEST)
        st.form_submit_button(say("drafts.keep"), on_click=_keep, args=(region_id, drafts, there))


@address.spoken
def _keep(region_id: str, drafts: drafted.Drafts, seen: dict[str, str]) -> None:
    name = st.session_state["drafts-name"].strip()
    try:
        made = kept_drafts.keep(name, region_id, drafts.numbers, seen.get(name, ""), by=here())
    except kept_drafts.NotKept as refusal:
        show_notice(str(refusal))
        return
    show_notice(say("drafts.kept", name=made.name))


@address.spoken
def _drop(one: kept_drafts.TargetDrafts) -> None:
    try:
        kept_drafts.drop(one, one.version, by=here())
    except kept_drafts.NotKept as refusal:
        show_notice(str(refusal))
        return
    show_notice(say("drafts.dropped", name=one.name))
