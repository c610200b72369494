"""The login of its own (OpenID Connect): who has logged in, asked alike by pages and by what the server answers.

Streamlit proves what the provider says (signature, issuer, audience, nonce, state, expiry) and keeps it in a signed
cookie that goes with every request. It reads that cookie for the sessions of its pages alone (st.user); here it is read
for any request, so that a route, an upload and a page know the same person. A login lasts LASTS seconds, and one that
was ended counts no more in other windows either.
"""

import base64
import binascii
import json
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from streamlit.auth_util import get_cookie_with_chunks, get_origin_from_redirect_uri, get_secrets_auth_section
from streamlit.runtime.secrets import secrets_singleton
from streamlit.user_info import AUTH_LOGIN_ENDPOINT, AUTH_LOGOUT_ENDPOINT, generate_login_redirect_url
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from components.language.words import say

# a working day; the provider is asked again after it
LASTS = 12 * 60 * 60
KEYS = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
CALLBACK, PROVIDER = "/oauth2callback", "default"
SHORTEST_SECRET, LONGEST_NAME = 32, 200
LOGIN, LOGOUT = "login", "logout"
# the cookie that says to which page of ours one comes back, and what the address says there of a login that failed
BACK, FAILED = "planledger-back", "login"
LONGEST_BACK = 2900
# what was ended → when it would have ended by itself
_ended: dict[str, float] = {}


@dataclass(frozen=True)
class Login:
    """One login: the name that roles.toml knows, what tells it from others, and when it ends (seconds since 1970)."""

    name: str
    key: str
    until: float

    def stands(self) -> bool:
        """Whether it counts at this moment."""
        return time.time() < self.until and self.key not in _ended

    def end(self) -> None:
        """Let it count no more, whoever still has its cookie."""
        for key in [key for key, until in _ended.items() if until < time.time()]:
            _ended.pop(key, None)
        _ended[self.key] = self.until


def _section() -> Mapping[str, Any] | None:
    """[auth] of secrets.toml; None where there is none, an empty one where what is there cannot be read."""
    if not secrets_singleton.load_if_toml_exists():
        return {} if any(Path(path).exists() for path in st.get_option("secrets.files")) else None
    if "auth" not in secrets_singleton:
        return None
    section = get_secrets_auth_section()
    return section if isinstance(section, Mapping) else {}


def is_set_up() -> bool:
    """Whether secrets.toml asks for a login, be it faulty: then nobody is at the one desk."""
    return _section() is not None


def fault() -> str:
    """What is wrong with the login that secrets.toml asks for, in the language in use; empty where nothing is."""
    section = _section()
    if section is None:
        return ""
    lacking = [key for key in KEYS if not isinstance(section.get(key), str) or not section[key]]
    if lacking == list(KEYS):
        wrong = say("login.unreadable")
    elif lacking:
        wrong = say("login.lacking", keys=", ".join(lacking))
    elif not section["redirect_uri"].endswith(CALLBACK):
        wrong = say("login.redirect")
    elif len(section["cookie_secret"]) < SHORTEST_SECRET:
        wrong = say("login.secret", least=SHORTEST_SECRET)
    elif not _has_packages():
        wrong = say("login.packages")
    else:
        return ""
    return say("login.fault", what=wrong)


@cache
def _has_packages() -> bool:
    return all(map(find_spec, ("authlib", "httpx2")))


def is_ready() -> bool:
    """Whether one can log in."""
    return is_set_up() and not fault()


def _name(told: Mapping[str, Any]) -> str:
    """Who it is: the e-mail that the provider has proven, else the subject, which no user can choose."""
    name = told.get("email") if told.get("email_verified") is True else told.get("sub")
    return name if isinstance(name, str) and name == name.strip() and len(name) <= LONGEST_NAME else ""


def logged_in(scope: Mapping[str, Any]) -> Login | None:
    """Who sends a request (as ASGI has it), by the cookie of the login; None for nobody.

    A page of another origin sends nobody's requests.
    """
    asked = HTTPConnection({**scope, "type": "http"})
    if not any(name.startswith(USER_COOKIE_NAME) for name in asked.cookies) or not is_ready():
        return None
    secret, origin = get_secrets_auth_section()["cookie_secret"], get_origin_from_redirect_uri()

    def signed(name: str) -> bytes | None:
        value = asked.cookies.get(name, "").encode("latin-1", "replace")
        return decode_signed_value(secret, name, value, LASTS / 86400)

    content = get_cookie_with_chunks(signed, USER_COOKIE_NAME)
    try:
        told = json.loads(content or b"{}")
        until = int(told["iat"]) + LASTS
    except (ValueError, KeyError, TypeError):
        return None
    is_ours = told.get("is_logged_in") is True and told.get("provider") == PROVIDER and told.get("origin") == origin
    if not is_ours or asked.headers.get("origin", origin) != origin or not (name := _name(told)):
        return None
    found = Login(name, sha256(content).hexdigest(), until)
    return found if found.stands() else None


def _root() -> str:
    return f"/{st.get_option('server.baseUrlPath')}".rstrip("/")


def address(way: str, page: str, choices: Mapping[str, str]) -> str:
    """The address that logs in or out and comes back. way: LOGIN or LOGOUT. page, choices: where one is now."""
    query = urlencode(choices)
    return f"{_root()}/{way}?{urlencode({'back': page + (f'?{query}' if query else '')})}"


def _page(back: str) -> str:
    """A page of ours and its choices; nothing for what leads elsewhere, or is too long to be remembered."""
    return back if len(back) <= LONGEST_BACK and re.fullmatch(r"[a-z]{0,40}(\?[!-~]*)?", back) else ""


def _remembered(cookie: str) -> str:
    try:
        return _page(base64.urlsafe_b64decode(cookie.encode()).decode())
    except (binascii.Error, UnicodeError, ValueError):
        return ""


def _is_let_in(headers: MutableHeaders) -> bool:
    """Whether an answer brings a new cookie of the login; one that takes it away has it end at once."""
    given = [value for value in headers.getlist("set-cookie") if value.startswith(f"{USER_COOKIE_NAME}=")]
    return any("max-age=0" not in value.lower() for value in given)


def _secured(headers: MutableHeaders) -> None:
    """Have the cookies of an answer go over TLS alone where the server's own address says https."""
    if (get_origin_from_redirect_uri() or "").startswith("https:"):
        given = [value for value in headers.getlist("set-cookie") if value.startswith(USER_COOKIE_NAME)]
        kept = [pair for pair in headers.raw if pair[1].decode("latin-1") not in given]
        headers.raw[:] = [*kept, *((b"set-cookie", f"{value}; Secure".encode("latin-1")) for value in given)]


def _failed(back: str) -> str:
    return f"{_root()}/{back}{'&' if '?' in back else '?'}{FAILED}=failed"


async def _go(request: Request) -> Response:
    """To the provider, or away from it; the page that one leaves is remembered."""
    back = _page(request.query_params.get("back", ""))
    if request.url.path.endswith(f"/{LOGIN}"):
        to = generate_login_redirect_url(PROVIDER) if is_ready() else _failed(back)
    else:
        to = _root() + AUTH_LOGOUT_ENDPOINT
        if found := logged_in(request.scope):
            found.end()
    answer = RedirectResponse(to, 302, {"cache-control": "no-store"})
    kept = base64.urlsafe_b64encode(back.encode()).decode()
    answer.set_cookie(BACK, kept, max_age=600, path=_root() or "/", httponly=True, samesite="lax")
    return answer


class Returning:
    """ASGI middleware: who has logged in or out comes back to the page that was left, and a login that failed is said
    there.
    """

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http" or not scope["path"].endswith((CALLBACK, AUTH_LOGIN_ENDPOINT, AUTH_LOGOUT_ENDPOINT)):
            await self.app(scope, receive, send)
            return
        asked = Request(scope)
        back = _remembered(asked.cookies.get(BACK, ""))
        # the provider comes to the same address after a logout, with nothing to say
        asks_for_login = bool(asked.query_params.keys() & {"code", "error"})

        async def pass_on(message):
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=list(message["headers"]))
                _secured(headers)
                has_failed = message["status"] >= 400 or (asks_for_login and not _is_let_in(headers))
                if has_failed or headers.get("location") == f"{_root()}/":
                    headers["location"] = _failed(back) if has_failed else f"{_root()}/{back}"
                    message = {**message, "status": 302}
                message = {**message, "headers": headers.raw}
            await send(message)

        await self.app(scope, receive, pass_on)


routes = [Route(f"/{LOGIN}", _go), Route(f"/{LOGOUT}", _go)]
