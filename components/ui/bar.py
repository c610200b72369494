"""The bar above every page: links that carry the shared choices, the page's own address, language and look."""

import html
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from components.language import words
from components.language.words import say
from components.look.theme import PALETTES
from components.ui import add_to_briefing, address, login
from components.ui.downloads import show_page_link
from components.ui.notice import show_notice
from components.ui.rights import here, is_logged_in
from components.ui.screen import look

# where briefings are put in order nothing is added to them
COLLECTED_ON = "briefing"
STYLE = Path(__file__).parents[1] / "look" / "style.css"


def show_bar(pages: Mapping[str, object], current: object) -> None:
    """Draw the bar: name, pages (the current one is marked), briefing to add to, address, language and look."""
    st.html(_style(look()))
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="bar"):
        st.html(f"<div class='pl-brand'>{html.escape(say('app.name'))}</div>", width="content")
        for name, page in pages.items():
            is_current = page.url_path == current.url_path
            with st.container(width="content", key=f"nav-{'current' if is_current else name}"):
                # a link to the page on the screen changes the choices but not the address: it keeps them all
                choices = address.whole() if is_current else address.shared()
                st.page_link(page, label=say(f"page.{name}"), query_params=choices)
        st.space("stretch")
        if current.url_path == COLLECTED_ON:
            add_to_briefing.close()
        else:
            add_to_briefing.show_collecting()
        show_page_link()
        other = next(language for language in words.LANGUAGES if language != words.language())
        _show_switch(say("bar.other_language"), current, **_other_language(other))
        _show_switch(say(f"bar.look_{look()}"), current, look="dark" if look() == "light" else None)
        if login.is_set_up():
            _show_login(current)


@cache
def _style(look: str) -> str:
    """The style of a look; its file is read once."""
    palette = PALETTES[look]
    colours = f":root {{ --ground: {palette.ground}; --band: {palette.band}; }}"
    return f"<style>{colours}\n{STYLE.read_text(encoding='utf-8')}</style>"


def _other_language(language: str) -> dict[str, str | None]:
    """What changes in the address with the language: texts by which tables are narrowed are those of the other one."""
    texts = {name: None for name in st.query_params if name.startswith("only.")}
    return {**texts, "lang": None if language == words.LANGUAGES[0] else language}


def _show_switch(label: str, current: object, **changes: str | None) -> None:
    """A link to this same page with another language or look.

    It loads the page anew: Streamlit takes up light or dark, and the document its language, before the first paint
    alone, and a page link to the page on the screen leaves the address as it was.
    """
    query = urlencode(address.whole(**changes))
    _show_link(label, (current.url_path or "./") + (f"?{query}" if query else ""))


def _show_link(label: str, target: str, title: str = "") -> None:
    hint = f" title='{html.escape(title)}'" if title else ""
    place = f"href='{html.escape(target)}'{hint} target='_self'"
    st.html(f"<a class='pl-look' {place}>{html.escape(label)}</a>", width="content")


def _show_login(current: object) -> None:
    """The way to log in or out, which comes back to this address; whether one has just tried in vain."""
    if address.read(login.FAILED, ("failed",), ""):
        show_notice(say("login.failed"))
        address.write(login.FAILED, None, "")
    is_in = is_logged_in()
    target = login.address(login.LOGOUT if is_in else login.LOGIN, current.url_path or "", address.whole())
    _show_link(say("bar.logout" if is_in else "bar.login"), target, here().name)
