"""The desk on which a briefing is put in order: which one, its views, their sentences, and the files of it."""

import html
import json
from dataclasses import asdict
from hashlib import sha256
from urllib.parse import quote, urlencode

import streamlit as st

from components.exports import files
from components.language.dates import month_words
from components.language.numerals import whole
from components.language.words import language, say
from components.ui import address, collected
from components.ui.briefing_changes import changed, place_of, show_unwritten
from components.ui.controls import choose_from_list
from components.ui.notice import as_text, show_notice
from components.ui.rights import here, may_edit, show_why_not
from components.ui.screen import look
from components.ui.table import show_small_table
from components.views import briefing
from components.views.briefing import Briefing, Refused
from components.views.catalogue import one_ledger
from components.views.people import Person
from components.views.registry import KINDS, address_of

PRESENTED = "present"
# stands in the list for the briefing that the address holds
HELD = ""


def choose_briefing() -> Briefing:
    """Draw the list of briefings, that of the address first, then one's own, and return the chosen one."""
    held = collected.in_address()
    labels = {HELD: say("collect.in_address_of", count=len(held.items))} if held else {}
    labels |= {
        name: say("desk.ready_made", name=name) if is_ready_made else name
        for name, is_ready_made in briefing.names().items()
    }
    name = choose_from_list("briefing", labels, width=360, drops=("item",))
    return held if held and name == HELD else briefing.briefing(name)


def _may_change(chosen: Briefing) -> bool:
    """Whether its views are this reader's to put in order: nobody needs a right for those of the address."""
    return chosen.is_collected or (not chosen.is_ready_made and may_edit())


def show_actions(chosen: Briefing) -> None:
    """What can be done with the whole of a briefing: present, copy, rename, delete, take the last change back."""
    st.html(
        f"<a class='pl-present' href='{html.escape(presented_at(chosen))}' target='_self' "
        f"title='{html.escape(say('desk.present_keys'), quote=True)}'>"
        f"{html.escape(say('desk.present'))}</a>",
        width="content",
    )
    if chosen.is_collected:
        st.button(say("collect.empty"), key="desk-empty", on_click=_empty)
    if not may_edit():
        show_why_not()
        return
    if chosen.is_collected:
        with _menu("keep"):
            _name_and_do("keep", say("collect.first_name"), lambda name: _save(chosen, name))
    else:
        with _menu("copy"):
            name = say("desk.copy_name", name=chosen.name)
            _name_and_do("copy", name, lambda name: briefing.copy(chosen, name, by=here()))
    if not chosen.is_ready_made and not chosen.is_collected:
        with _menu("rename"):
            _name_and_do("rename", chosen.name, lambda name: _rename(chosen, name))
        st.button(say("desk.delete"), key="desk-delete", on_click=_delete, args=(chosen,))
    with _menu("create"):
        _name_and_do("create", say("collect.first_name"), lambda name: briefing.create(name, by=here()))
    if step := briefing.last_step():
        st.button(as_text(say("desk.undo", step=step)), key="desk-undo", on_click=_undo, args=(chosen.name,))


def _empty() -> None:
    collected.empty()
    _show(None)


def _save(chosen: Briefing, name: str) -> None:
    """Keep in the store what the address holds; it need hold it no more."""
    briefing.copy(chosen, name, by=here())
    collected.empty()


def _rename(chosen: Briefing, name: str) -> None:
    if changed(lambda shown, by: briefing.rename(shown, name, by=by), chosen):
        _show(name)


@address.spoken
def _delete(chosen: Briefing) -> None:
    if changed(lambda shown, by: briefing.delete(shown, by=by), chosen):
        _show(None)
        show_notice(say("desk.deleted", name=chosen.name))


def presented_at(chosen: Briefing, **more: str) -> str:
    """The address at which a briefing is presented. more: only, the place of the one view to show, from 1."""
    held = {collected.NAME: collected.text()} if chosen.is_collected else {}
    name = "" if chosen.is_collected else chosen.name
    query = {"lang": language(), "look": look(), **held, **more}
    root = f"/{st.get_option('server.baseUrlPath')}".rstrip("/")
    return f"{root}/{PRESENTED}/{quote(name, safe='')}?{urlencode(query)}"


def _menu(action: str):
    """What opens at an action's button; by its key it stays closed where another action takes its place."""
    return st.popover(say(f"desk.{action}"), width="content", key=f"desk-menu-{action}")


def _name_and_do(action: str, proposed: str, do) -> None:
    """A field for a name and the button that does something with it."""
    key = f"desk-{action}-name"
    with st.form(f"desk-{action}", border=False):
        st.text_input(say("desk.new_name"), value=proposed, key=key)
        st.form_submit_button(
            say(f"desk.{action}"), on_click=lambda: _do(lambda: do(st.session_state[key]), st.session_state[key])
        )


@address.spoken
def _undo(shown: str) -> None:
    """Take the last change back and show the briefing that it was made to, where that is there again."""
    try:
        name = briefing.undo(by=here())
    except Refused as refusal:
        show_notice(refusal.told(language()))
        return
    _show(name or shown)


@address.spoken
def _do(change, shown: str | None) -> None:
    """Make a change and show the briefing of this name; where it is refused, say why and stay."""
    try:
        change()
    except Refused as refusal:
        show_notice(refusal.told(language()))
        return
    _show(shown)


def _show(name: str | None) -> None:
    """Put a briefing into the address, from its first view; the first of all where there is none of the name."""
    address.write("briefing", name if name in briefing.names() else None, "")
    address.write("item", None, "")


def show_faults() -> None:
    """Say which files in the store are no briefings, and what could not be written."""
    for fault in briefing.faults():
        st.warning(as_text(fault))
    show_unwritten(_show)


def show_changes(chosen: Briefing) -> None:
    """Say which figures are not as they were when the views were taken in, and offer to take them as they are now."""
    changes = briefing.changes(chosen)
    if not changes:
        return
    with st.container(border=True, key="desk-changes"):
        st.html(f"<p class='pl-takeaway'>{html.escape(say('desk.changed', count=len(changes)))}</p>")
        show_small_table(changes, {key: say(f"desk.changed_{key}") for key in changes[0]})
        if may_edit():
            st.button(say("desk.accept"), key="desk-accept", on_click=_accept, args=(chosen,))


def _accept(chosen: Briefing) -> None:
    changed(lambda shown, by: briefing.accept(shown, by=by), chosen)


def show_months(chosen: Briefing) -> None:
    """Say it where views run to different months: what is told of one does not hold for the other."""
    months = sorted({item.choices["as_of"] for item in chosen.items if item.choices.get("as_of")})
    if len(months) > 1:
        words = say("punctuation.list").join(map(month_words, months))
        st.html(f"<p class='pl-note'>{html.escape(say('desk.months', months=words))}</p>")


def list_and_preview():
    """Two places side by side: the list of views and what is shown of the chosen one."""
    return st.columns([38, 62], gap="large")


def choose_item(chosen: Briefing) -> int:
    """Draw the list of a briefing's views with 上移, 下移 and 移除, and return the place of the chosen one from 0."""
    if chosen.is_ready_made:
        st.html(f"<p class='pl-note'>{html.escape(say('desk.read_only'))}</p>")
    places = [str(place) for place in range(1, len(chosen.items) + 1)]
    current = int(address.read("item", places, "1")) - 1
    for place, item in enumerate(chosen.items):
        shown = briefing.view_of(item)
        with st.container(
            horizontal=True,
            vertical_alignment="center",
            gap="small",
            key=f"desk-row-{'current' if place == current else place}",
        ):
            titles = [say(f"page.{KINDS[item.view].page}")] if item.view in KINDS else []
            titles.append(say(f"table.caption.{shown.name}"))
            label = f"{place + 1}　{' · '.join(titles)}  \n{as_text(shown.headline)}"
            st.button(
                label,
                key=f"item-choose-{place}",
                width="stretch",
                type="tertiary",
                on_click=address.write,
                args=("item", str(place + 1), "1"),
            )
            if _may_change(chosen):
                for sign, steps in (("up", -1), ("down", 1)):
                    st.button(
                        say(f"desk.{sign}"),
                        key=f"item-{sign}-{place}",
                        help=say(f"desk.{sign}_help"),
                        type="tertiary",
                        disabled=not 0 <= place + steps < len(chosen.items),
                        on_click=_move,
                        args=(chosen, place, steps),
                    )
                st.button(
                    say("desk.drop"),
                    key=f"item-drop-{place}",
                    help=say("desk.drop_help"),
                    type="tertiary",
                    on_click=_drop,
                    args=(chosen, place),
                )
    return current


def _drop(chosen: Briefing, place: int) -> None:
    changed(lambda shown, by: briefing.drop(shown, place_of(shown, chosen, place), by=by), chosen)


def _move(chosen: Briefing, place: int, steps: int) -> None:
    def move(shown: Briefing, by: Person) -> None:
        now = briefing.move(shown, place_of(shown, chosen, place), steps, by=by)
        address.write("item", str(now + 1), "1")

    changed(move, chosen)


def show_preview(chosen: Briefing, place: int) -> None:
    """The screen of one view as it will be presented."""
    with st.container(key="desk-preview"):
        # another address for another state, or the frame would keep the old one
        state = sha256(repr(chosen.items[place]).encode()).hexdigest()[:8]
        st.iframe(presented_at(chosen, only=str(place + 1), state=state), height=430)
    if chosen.items[place].view not in KINDS:
        return
    page, parameters = address_of(chosen.items[place].view, chosen.items[place].choices)
    st.page_link(
        f"../pages/{page}.py",
        label=say("desk.open_page", page=say(f"page.{page}")),
        query_params={**address.shared(region=None, as_of=None), **parameters},
    )


def edit_sentences(chosen: Briefing, place: int) -> None:
    """Headline and takeaway of one view, each beside the system's own sentence; a ready-made one only tells them."""
    item = chosen.items[place]
    shown, system = briefing.view_of(item), briefing.system_view(item)
    for part in ("headline", "takeaway"):
        own = getattr(system, part)
        key = f"desk-{part}-{chosen.briefing_id}-{place}"
        text = getattr(shown, part)
        if st.session_state.get(key) != text:
            st.session_state[key] = text
        st.text_area(
            say(f"desk.{part}"),
            key=key,
            height="content",
            disabled=chosen.is_collected or not _may_change(chosen),
            on_change=_edit,
            args=(chosen, place, part, key),
        )
        if text != own:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.html(
                    f"<p class='pl-note'>{html.escape(say('desk.system', sentence=own or say('desk.no_sentence')))}</p>"
                )
                if may_edit():
                    st.button(
                        say("desk.restore"), key=f"{key}-restore", on_click=_set, args=(chosen, place, part, None)
                    )


def _edit(chosen: Briefing, place: int, part: str, key: str) -> None:
    _set(chosen, place, part, st.session_state[key])


def _set(chosen: Briefing, place: int, part: str, sentence: str | None) -> None:
    """Set one of the two sentences, and leave the other as it is."""

    def edit(shown: Briefing, by: Person) -> None:
        now = place_of(shown, chosen, place)
        item = shown.items[now]
        sentences = {"headline": item.headline, "takeaway": item.takeaway, part: sentence}
        briefing.edit(shown, now, **sentences, by=by)

    changed(edit, chosen)


def show_files(chosen: Briefing) -> None:
    """The files to take away: each is made when its button is pressed, with progress, and can then be saved."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="desk-files"):
        pressed = [ending for ending in files.ENDINGS if st.button(say(f"desk.make_{ending}"), key=f"make-{ending}")]
    stamp = json.dumps([chosen.name, [asdict(item) for item in chosen.items], language()], ensure_ascii=False)
    for ending in pressed:
        try:
            number = st.session_state.get("desk-file", (0,))[0] + 1
            st.session_state["desk-file"] = (number, stamp, ending, _made(chosen, ending))
        except files.WorkbookRefused as refusal:
            st.error(as_text(str(refusal)))
    if (made := st.session_state.get("desk-file")) and made[1] == stamp:
        number, _, ending, content = made
        # the page's own script presses this button once, so that a file that was asked for is saved: it knows the
        # file by the number in the button's own key
        st.download_button(
            as_text(say("desk.save", name=f"{chosen.name}.{ending}", size=whole(len(content) / 1024))),
            data=content,
            file_name=files.file_name(chosen.name, ending),
            mime=files.ENDINGS[ending],
            on_click="ignore",
            type="primary",
            key=f"save-file-{number}",
        )


def _made(chosen: Briefing, ending: str) -> bytes:
    """The file of a briefing, with a bar that shows how far it is."""
    bar = st.progress(0.0, say("desk.drawing"))

    def draw(done: int, of: int) -> None:
        bar.progress(0.6 * done / of, say("desk.drawing"))

    def write(done: int, of: int) -> None:
        bar.progress(0.6 + 0.4 * done / of, say("desk.writing"))

    with one_ledger():
        content = files.made(briefing.deck_of_briefing(chosen, advance=draw), ending, write)
    bar.empty()
    return content
