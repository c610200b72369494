"""The bar above every page: links that carry the shared choices, the page's own address, language and look."""

import html
from collections.abc import Mapping

import streamlit as st

from components.language import words
from components.language.words import say
from components.ui import add_to_briefing, address, login
from components.ui.downloads import page_link
from components.ui.notice import show_notice
from components.ui.rights import here, is_logged_in
from components.ui.screen import look
from components.ui.search import search_field
from components.ui.show import QUESTION

# where briefings are put in order nothing is added to them
COLLECTED_ON = "briefing"


def show_bar(pages: Mapping[str, object], current: object) -> None:
    """Draw the bar: the way past it, name, pages (the current one is marked), briefing to add to, address, language and
    look.
    """
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="bar"):
        skip = f"<a class='pl-skip' href='#{QUESTION}'>{html.escape(say('bar.skip'))}</a>"
        st.html(f"{skip}<div class='pl-brand'>{html.escape(say('app.name'))}</div>", width="content")
        st.html(_pages(pages, current), width="content")
        st.space("stretch")
        if current.url_path == COLLECTED_ON:
            add_to_briefing.close()
        else:
            add_to_briefing.show_collecting()
        other = next(language for language in words.LANGUAGES if language != words.language())
        switches = [
            _switch(say("bar.other_language"), current, **_other_language(other)),
            _switch(say(f"bar.look_{look()}"), current, look="dark" if look() == "light" else None),
        ]
        if login.is_set_up():
            switches.append(_login(current))
        st.html(f"<div class='pl-acts'>{search_field()}{page_link()}{''.join(switches)}</div>", width="content")


def _pages(pages: Mapping[str, object], current: object) -> str:
    """The links to the pages, which carry the shared choices; the one on the screen keeps all of its own."""
    links = []
    for name, page in pages.items():
        is_current = page.url_path == current.url_path
        target = address.way(page.url_path, address.whole() if is_current else address.shared())
        marked = " aria-current='page'" if is_current else ""
        links.append(f"<a data-way='' href='{target}'{marked}>{html.escape(say(f'page.{name}'))}</a>")
    return f"<nav class='pl-pages' aria-label='{html.escape(say('bar.pages'))}'>{''.join(links)}</nav>"


def _other_language(language: str) -> dict[str, str | None]:
    """What changes in the address with the language: texts by which tables are narrowed are those of the other one."""
    texts = {name: None for name in st.query_params if name.startswith("only.")}
    return {**texts, "lang": None if language == words.LANGUAGES[0] else language}


def _switch(label: str, current: object, **changes: str | None) -> str:
    """A link to this same page with another language or look.

    It loads the page anew: Streamlit takes up light or dark, and the document its language, before the first paint
    alone.
    """
    return _link(label, address.way(current.url_path, address.whole(**changes)))


def _link(label: str, target: str, title: str = "") -> str:
    """A link that loads its page anew. target: safe in HTML already."""
    hint = f" title='{html.escape(title)}'" if title else ""
    return f"<a class='pl-look' href='{target}'{hint} target='_self'>{html.escape(label)}</a>"


def _login(current: object) -> str:
    """The way to log in or out, which comes back to this address; says whether one has just tried in vain."""
    if address.read(login.FAILED, ("failed",), ""):
        show_notice(say("login.failed"))
        address.write(login.FAILED, None, "")
    is_in = is_logged_in()
    target = login.address(login.LOGOUT if is_in else login.LOGIN, current.url_path or "", address.whole())
    return _link(say("bar.logout" if is_in else "bar.login"), html.escape(target), here().name)
