"""What one takes along from a view: pictures of its chart, its rows as files, its sources, its address."""

import html
from collections.abc import Callable
from functools import partial
from urllib.parse import urlencode

import streamlit as st

from components.exports.csv import csv_bytes, file_name
from components.exports.xlsx.workbook import xlsx_bytes
from components.language import words
from components.language.titles import column_titles
from components.language.words import say
from components.model.view import View
from components.ui import address
from components.views.decks import deck_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# the choices of a view that the evidence page knows too
NARROWING = ("region", "indicator", "document")


def _csv(view: View) -> bytes:
    return csv_bytes(view.frame, column_titles(view))


def _xlsx(view: View) -> bytes:
    return xlsx_bytes(deck_of(view.headline, (view,)))


def _made_later(make: Callable[[View], bytes], view: View, language: str) -> bytes:
    # a file is made outside of the page's run, where its language is not yet said
    words.speak(language)
    return make(view)


def show_files(view: View, place: str) -> None:
    """The view's rows as CSV and as XLSX, a button each; a file is made when its button is clicked.

    place: table or menu, where the same buttons stand.
    """
    for ending, make, mime in (("csv", _csv, "text/csv"), ("xlsx", _xlsx, XLSX)):
        st.download_button(
            say(f"{place}.{ending}"),
            data=partial(_made_later, make, view, words.language()),
            on_click="ignore",
            file_name=file_name(view, ending),
            mime=mime,
            key=f"{ending}-{place}-{view.name}",
        )


def show_link(view: View) -> None:
    """A button that copies the page's address with the choices that the view was made with."""
    choices = {name: "" if value == "all" else value for name, value in view.choices.items()}
    st.html(
        _button("table.link", "pl-button", choices=urlencode(choices), done=say("table.link_done")), width="content"
    )


def page_link() -> str:
    """A button that copies the page's address with the choices of all its views."""
    return _button("table.link", "pl-act", done=say("table.link_done"))


def _button(word_id: str, style: str, **data: str) -> str:
    """A button that document.js answers, with the data that it reads."""
    held = "".join(f" data-{name}='{html.escape(text)}'" for name, text in data.items())
    return f"<button type='button' class='{style}'{held}>{html.escape(say(word_id))}</button>"


def show_menu(view: View) -> None:
    """The figure's menu: itself as a picture, its rows as files, its sources and the way to its facts."""
    with (
        st.popover(say("menu.more"), type="tertiary", width="content"),
        st.container(gap="small"),
    ):
        with _row("menu.picture"):
            for ending in ("png", "svg"):
                picture = _button(f"menu.{ending}", "pl-button", picture=file_name(view, ending), figure=view.name)
                st.html(picture, width="content")
        with _row("menu.data"):
            show_files(view, "menu")
        lines = "".join(f"<li>{html.escape(source)}</li>" for source in view.sources)
        st.html(f"{_heading('menu.sources')}<ul class='pl-sources'>{lines}</ul>")
        narrowed = {name: view.choices[name] for name in NARROWING if view.choices.get(name, "all") != "all"}
        way = address.way("evidence", address.shared(**narrowed))
        st.html(f"<a class='pl-way' data-way='' href='{way}'>{html.escape(say('menu.evidence'))}</a>")


def _row(word_id: str):
    """A row of the menu that begins with its heading."""
    row = st.container(horizontal=True, vertical_alignment="center", gap="small")
    row.html(_heading(word_id), width=64)
    return row


def _heading(word_id: str) -> str:
    return f"<h2 class='pl-menu'>{html.escape(say(word_id))}</h2>"
