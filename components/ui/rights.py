"""Who sends a request, and what follows for what is drawn: one desk, or a server for others.

The Guard marks every request as it comes in; pages (`here`) and what the server answers by itself (`asking`) read the
mark. Whether a change is made is asked in data/, of the person who is given there: what is not drawn is only not in the
way.
"""

import html
import secrets
from collections.abc import Mapping
from ipaddress import ip_address
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import streamlit as st

from components.language.words import say
from components.ui import login
from components.ui.login import Login
from components.views import people
from components.views.people import NOBODY, Person, of_this_machine

# a name that nobody can guess: what another program sends is none of ours
MARK = f"x-planledger-{secrets.token_hex(16)}"
ONE_DESK, USER, LOGIN = "desk", "user ", "login "
LONGEST = 200
FORWARDED = ("forwarded", "x-forwarded-")


def is_loopback(name: str) -> bool:
    """Whether a host's name or address, without a port, is this machine itself."""
    if name.rstrip(".").lower() == "localhost":
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


def _host(place: str) -> str:
    try:
        return urlsplit(f"//{place}").hostname or ""
    except ValueError:
        return ""


def _headers(scope: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(key.decode("latin-1").lower(), value.decode("latin-1")) for key, value in scope["headers"]]


def is_one_desk(address: str | None, scope: Mapping[str, Any]) -> bool:
    """Whether a request comes from the one who sits at this machine: the server is bound to loopback, both ends of the
    connection are, Host and Origin name it, and nobody has forwarded it.

    address: what the server was told to listen at, None for everywhere. scope: the request as ASGI has it.
    """
    headers = _headers(scope)
    hosts = [value for key, value in headers if key == "host"]
    origins = [value.partition("://")[2] for key, value in headers if key == "origin"]
    ends = [str((scope.get(end) or [""])[0]) for end in ("client", "server")]
    return (
        is_loopback(address or "")
        and all(map(is_loopback, ends))
        and bool(hosts)
        and all(is_loopback(_host(place)) for place in (*hosts, *origins))
        and not any(key.startswith(FORWARDED) for key, _ in headers)
    )


def mark(scope: Mapping[str, Any]) -> dict[str, Any]:
    """The request with what it is known by: whom a believed proxy names, who has logged in, the one desk, or nobody.

    What comes from such a proxy is never the desk's: it may forward what others send and not say so. Nor is there a
    desk where secrets.toml asks for a login.
    """
    name = people.told_by_proxy(str((scope.get("client") or [""])[0]), _headers(scope))
    told = ""
    if name:
        told = USER + quote(_as_written(name)[:LONGEST])
    elif found := login.logged_in(scope):
        told = f"{LOGIN}{found.until} {found.key} {quote(found.name)}"
    elif name is None and not login.is_set_up() and is_one_desk(st.get_option("server.address"), scope):
        told = ONE_DESK
    kept = [(key, value) for key, value in scope["headers"] if key.lower() != MARK.encode()]
    return {**scope, "headers": [*kept, *([(MARK.encode(), told.encode())] if told else [])]}


def _as_written(name: str) -> str:
    """A header's value as the proxy meant it: most write UTF-8, which HTTP reads letter by letter."""
    try:
        return name.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return name


def _login(told: str) -> Login | None:
    if not told.startswith(LOGIN):
        return None
    until, key, name = told.removeprefix(LOGIN).split(" ")
    return Login(unquote(name), key, float(until))


def asking(headers: Mapping[str, str]) -> Person:
    """Who sends a request with these headers, as the Guard has marked them; without a mark, nobody."""
    told = headers.get(MARK) or ""
    if told.startswith(USER):
        return people.known(unquote(told.removeprefix(USER)))
    if found := _login(told):
        return people.known(found.name) if found.stands() else NOBODY
    return of_this_machine() if told == ONE_DESK else NOBODY


def here() -> Person:
    """Who looks at the page that runs, or pressed what is called back."""
    return asking(st.context.headers)


def may_edit() -> bool:
    """Whether whoever looks at the page may change briefings."""
    return here().may("editor")


def may_keep() -> bool:
    """Whether whoever looks at the page may take imports out and restore."""
    return here().may("keeper")


def is_logged_in() -> bool:
    """Whether whoever looks at the page has logged in here, and so can log out."""
    found = _login(st.context.headers.get(MARK) or "")
    return found is not None and found.stands()


def _why_not() -> str:
    if wrong := people.fault() or login.fault():
        return wrong
    if name := here().name:
        return say("rights.reader", name=name)
    return say("rights.log_in" if login.is_set_up() else "rights.no_login")


def show_why_not() -> None:
    """Say, where a control would write, why there is none and how that changes."""
    st.html(f"<p class='pl-note'>{html.escape(_why_not())}</p>")
