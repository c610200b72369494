"""The search in the bar: a glass that opens a field, and what was found, each with the way to it."""

import html

import streamlit as st

from components.language.words import say
from components.ui import address
from components.views.search import hits

# the choice that bears the words, and the page that shows what they name
CHOICE, PAGE = "find", "indicator"


def search_field() -> str:
    """The glass and its field, as HTML: it sends the words to the page that shows what they name."""
    words = html.escape(address.read(CHOICE, None, ""), quote=True)
    name, hint = html.escape(say("search.name"), quote=True), html.escape(say("search.hint"), quote=True)
    kept = "".join(
        f"<input type='hidden' name='{html.escape(key, quote=True)}' value='{html.escape(value, quote=True)}'/>"
        for key, value in address.shared(indicator=None).items()
    )
    return (
        f"<div class='pl-search' role='search'><details><summary title='{name}' aria-label='{name}'><i></i></summary>"
        f"<form action='{PAGE}' method='get' target='_self'>{kept}<input type='search' name='{CHOICE}' "
        f"value='{words}' placeholder='{hint}' aria-label='{name}' maxlength='{address.LONGEST}' required/>"
        f"<button type='submit' class='pl-button'>{html.escape(say('search.go'))}</button></form></details></div>"
    )


def show_found() -> None:
    """What the words of the address name, kind by kind, with the way to drop them; nothing where there are none."""
    words = address.read(CHOICE, None, "").strip()
    if not words:
        return
    found = hits(words)
    parts = [f"<p><b>{html.escape(say('search.found' if found else 'search.none', words=words))}</b> {_drop()}</p>"]
    for kind, (count, told) in found.items():
        more = say("search.more", count=count) if count > len(told) else ""
        heading = html.escape(say(f"search.of_{kind}", count=count) + more)
        items = "".join(
            f"<li><a data-way='' href='{_way(hit.page, hit.choices)}'>{html.escape(hit.title)}</a>"
            f"<span>{html.escape(hit.note)}</span></li>"
            for hit in told
        )
        parts.append(f"<section><h2>{heading}</h2><ul>{items}</ul></section>")
    st.html(f"<div class='pl-found'>{''.join(parts)}</div>")


def _way(page: str, choices) -> str:
    """Where a hit leads: its page under what every page shares, without what would narrow it to something else."""
    shared = address.shared(
        theme=None, **({"region": None, "period": None, "indicator": None} if page == "evidence" else {})
    )
    return address.way(page, {**shared, **choices})


def _drop() -> str:
    way = address.way(PAGE, address.whole(**{CHOICE: None}))
    return f"<a data-way='' href='{way}' title='{html.escape(say('search.drop'), quote=True)}'>✕</a>"
