"""The login of its own against a provider on loopback: who is let in, as whom, until when, and who is not."""

import http.client
import json
import time
from collections.abc import Callable
from urllib.parse import parse_qsl, urlsplit

import pytest
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.responses import JSONResponse
from starlette.routing import Route
from streamlit.runtime.secrets import secrets_singleton
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from streamlit.web.server.starlette.starlette_auth_routes import create_auth_routes

from components.language import words
from components.ui import login
from components.ui.guard import Guard
from components.ui.rights import asking
from components.views.people import NOBODY, Person
from tests.provider import CLIENT, Provider, provider
from tests.shared import run_apart

HOST = "localhost:8501"
ORIGIN = f"http://{HOST}"
LI = {"email": "li@example.cn", "email_verified": True, "sub": "7f3a"}
ROLES = """
[people]
"li@example.cn" = "editor"
"7f3a" = "keeper"
"""


@pytest.fixture(scope="module")
def listening():
    with provider() as found:
        yield found


@pytest.fixture
def theirs(listening) -> Provider:
    """The provider, honest again."""
    honest = Provider(listening.address, person=dict(LI))
    vars(listening).update(vars(honest))
    return listening


@pytest.fixture
def auth(theirs, tmp_path, monkeypatch) -> dict[str, str]:
    """[auth] of secrets.toml, and a store with roles."""
    (tmp_path / "roles.toml").write_text(ROLES, encoding="utf-8")
    monkeypatch.setenv("PLANLEDGER_STORE", str(tmp_path))
    section = {
        "redirect_uri": f"{ORIGIN}/oauth2callback",
        "cookie_secret": "0123456789abcdef0123456789abcdef",
        "client_id": CLIENT,
        "client_secret": "s",
        "server_metadata_url": f"{theirs.address}/.well-known/openid-configuration",
    }
    monkeypatch.setattr(secrets_singleton, "_secrets", {"auth": section})
    monkeypatch.setattr(login, "_ended", {})
    return section


class Browser:
    """One that follows redirects and keeps cookies; `app` is ours behind the Guard, with Streamlit's own routes."""

    def __init__(self) -> None:
        async def who(request):
            person = asking(request.headers)
            return JSONResponse([person.name, person.role])

        middleware = [Middleware(Guard), Middleware(login.Returning), Middleware(SessionMiddleware, secret_key="s")]
        routes = [*login.routes, *create_auth_routes(""), Route("/who", who)]
        self.app = Starlette(routes=routes, middleware=middleware)
        self.cookies: dict[str, str] = {}

    def scope(self, address: str = "/", kind: str = "http", **headers: str) -> dict:
        """A request of this browser as ASGI has it."""
        place, _, query = address.partition("?")
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        given = {"host": HOST, "cookie": cookie, **headers}
        return {
            "type": kind,
            "method": "GET",
            "path": place,
            "query_string": query.encode(),
            "headers": [(key.encode(), value.encode("latin-1")) for key, value in given.items()],
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 8501),
        }

    def get(self, address: str, **headers: str) -> tuple[Headers, bytes]:
        """The answer to one request: its headers and what it says."""
        sent = []

        async def send(message):
            sent.append(message)

        async def receive():
            return {"type": "http.request"}

        run_apart(lambda: self.app(self.scope(address, **headers), receive, send))
        found = Headers(raw=sent[0]["headers"])
        for cookie in found.getlist("set-cookie"):
            name, _, rest = cookie.partition("=")
            self.cookies[name] = rest.partition(";")[0]
            if "max-age=0" in rest.lower():
                del self.cookies[name]
        return found, b"".join(message.get("body", b"") for message in sent[1:])

    def sent_to(self, address: str) -> str:
        """Where an address of ours sends to."""
        return self.get(address.removeprefix(ORIGIN))[0]["location"]

    def follow(self, address: str) -> str:
        """Where the way ends that begins at an address of ours: an address of ours that sends nowhere else."""
        while address.startswith(("/login", "/logout", "/auth/", ORIGIN)):
            address = self.sent_to(address)
            if address.startswith("http://127.0.0.1"):
                address = answered(address)
        return address

    def log_in(self, back: str = "") -> str:
        return self.follow(login.address(login.LOGIN, back, {}))

    def who(self, **headers: str) -> list[str]:
        return json.loads(self.get("/who", **headers)[1])


def answered(address: str) -> str:
    """Where the provider sends to from an address of its own."""
    place = urlsplit(address)
    asked = http.client.HTTPConnection(place.netloc, timeout=10)
    asked.request("GET", f"{place.path}?{place.query}")
    to = asked.getresponse().headers["location"]
    asked.close()
    return to


@pytest.fixture
def browser(auth) -> Browser:
    return Browser()


def test_who_logs_in_has_the_role_that_is_written_and_comes_back_to_the_page(browser):
    assert browser.who() == ["", "reader"]
    back = browser.follow(login.address(login.LOGIN, "periods", {"lang": "en", "collected": "cities~region.青岛"}))
    assert back == "/periods?lang=en&collected=cities~region.%E9%9D%92%E5%B2%9B"
    assert browser.who() == ["li@example.cn", "editor"]


@pytest.mark.parametrize(
    ("person", "known"),
    [
        ({"email_verified": False}, ["7f3a", "keeper"]),
        ({"email_verified": None}, ["7f3a", "keeper"]),
        ({"email_verified": "true"}, ["7f3a", "keeper"]),
        ({"email": None}, ["", "reader"]),
        ({"email": "wang@example.cn"}, ["wang@example.cn", "reader"]),
        ({"email": "LI@example.cn"}, ["LI@example.cn", "reader"]),
        ({"email": " li@example.cn"}, ["", "reader"]),
        ({"email": ["li@example.cn"]}, ["", "reader"]),
        ({"email": "l" * 201}, ["", "reader"]),
        ({"email": "赵@example.cn"}, ["赵@example.cn", "reader"]),
    ],
)
def test_an_e_mail_counts_that_the_provider_has_proven_else_the_subject(browser, auth, person, known):
    own = {"is_logged_in": True, "origin": ORIGIN, "provider": "default", "iat": int(time.time())}
    told = json.dumps({**own, **LI, **person})
    browser.cookies["_streamlit_user"] = create_signed_value(auth["cookie_secret"], "_streamlit_user", told).decode()
    assert browser.who() == known


def late(seconds: int) -> int:
    return int(time.time()) - seconds


STRAYS = {
    "is signed by another key": {"signs_with": "another"},
    "has expired": {"claims": {"exp": late(200)}},
    "never expires": {"claims": {"exp": None}},
    "is for another audience": {"claims": {"aud": "another"}},
    "is for nobody": {"claims": {"aud": None}},
    "is of another issuer": {"claims": {"iss": "http://127.0.0.1:1"}},
    "answers another question": {"claims": {"nonce": "another"}},
    "answers no question": {"claims": {"nonce": None}},
    "is about nobody": {"claims": {"sub": None}},
    "comes from the future": {"claims": {"iat": late(-900)}},
    "comes with another state": {"state": "another"},
    "refuses": {"refuses": True},
}


@pytest.mark.parametrize("how", STRAYS)
def test_nobody_is_let_in_whose_provider(browser, theirs, how):
    vars(theirs).update(STRAYS[how])
    assert browser.log_in("periods") == "/periods?login=failed"
    assert browser.who() == ["", "reader"]


def test_the_cookies_of_a_server_with_tls_go_over_tls_alone(browser, auth):
    own = "https://localhost:8501"
    auth["redirect_uri"] = f"{own}/oauth2callback"
    to = answered(browser.sent_to(browser.sent_to("/login?back=periods")))
    headers, _ = browser.get(to.removeprefix(own))
    assert headers["location"] == "/periods"
    given = {cookie.partition("=")[0]: cookie for cookie in headers.getlist("set-cookie")}
    assert all("Secure" in given[name] for name in ("_streamlit_user", "_streamlit_user_tokens"))
    assert asking(marked(browser, origin=own)).role == "editor"


def test_a_provider_that_is_not_there_is_said_on_the_page(browser, auth):
    auth["server_metadata_url"] = "http://127.0.0.1:9/none"
    assert browser.log_in("periods?lang=en") == "/periods?lang=en&login=failed"


def test_a_way_back_that_began_in_another_browser_lets_nobody_in(browser, theirs):
    other = Browser()
    to = other.sent_to(other.sent_to("/login"))
    assert browser.follow(theirs.way_back(dict(parse_qsl(urlsplit(to).query)))) == "/?login=failed"
    assert browser.who() == ["", "reader"]


@pytest.mark.parametrize("ends_sessions", [False, True])
def test_who_logs_out_is_nobody_and_so_is_who_kept_the_cookie(browser, theirs, ends_sessions):
    theirs.ends_sessions = ends_sessions
    browser.log_in()
    kept = dict(browser.cookies)
    assert browser.follow(login.address(login.LOGOUT, "periods", {})) == "/periods"
    assert browser.who() == ["", "reader"]
    browser.cookies = kept
    assert browser.who() == ["", "reader"]
    browser.cookies = {}
    browser.log_in()
    assert browser.who() == ["li@example.cn", "editor"]


def marked(browser: Browser, kind: str = "websocket", **headers: str) -> dict[str, str]:
    """The headers of a request with this browser's cookies as they reach the app behind the Guard."""
    seen = []

    async def app(scope, receive, send):
        seen.append({key.decode(): value.decode() for key, value in scope["headers"]})

    run_apart(lambda: Guard(app)(browser.scope(kind=kind, **{"origin": ORIGIN, **headers}), None, None))
    return seen[0]


_cookies: dict[str, str] = {}


@pytest.fixture
def logged_in(browser) -> Browser:
    """Somebody who has logged in, the same for all who ask: the provider is visited once."""
    if not _cookies:
        browser.log_in()
        _cookies.update(browser.cookies)
    browser.cookies = dict(_cookies)
    return browser


def test_a_page_and_a_route_know_the_same_person(logged_in):
    for kind in ("websocket", "http"):
        assert asking(marked(logged_in, kind)) == Person("li@example.cn", "editor")


def test_an_open_page_is_nobodys_once_the_login_was_ended(logged_in):
    headers = marked(logged_in)
    logged_in.follow(login.address(login.LOGOUT, "", {}))
    assert asking(headers) == NOBODY


def test_a_login_lasts_twelve_hours_on_an_open_page_too(logged_in, monkeypatch):
    headers, now = marked(logged_in), time.time()
    for hours, role in ((11.9, "editor"), (12.1, "reader")):
        monkeypatch.setattr("time.time", lambda hours=hours: now + 3600 * hours)
        assert asking(headers).role == role
        assert asking(marked(logged_in)).role == role


def another_letter(value: str, place: int) -> str:
    return value[:place] + ("A" if value[place] != "A" else "B") + value[place + 1 :]


def spoilt(change: Callable[[str], str], name: str = "_streamlit_user") -> Callable[[Browser, dict], None]:
    def spoil(browser: Browser, auth: dict) -> None:
        browser.cookies[name] = change(browser.cookies[name])

    return spoil


SPOILT = {
    "a letter of the cookie is another": spoilt(lambda value: another_letter(value, 5)),
    "the signature is another": spoilt(lambda value: another_letter(value, len(value) - 3)),
    "the signature is missing": spoilt(lambda value: value.rpartition(".")[0]),
    "the cookie is no cookie of ours": spoilt(lambda value: "{}"),
    "the cookie is empty": spoilt(lambda value: ""),
    "the cookie is that of the tokens": lambda browser, auth: browser.cookies.update(
        _streamlit_user=browser.cookies["_streamlit_user_tokens"]
    ),
    "the secret has changed": lambda browser, auth: auth.update(cookie_secret="another" * 10),
    "the server has another address": lambda browser, auth: auth.update(
        redirect_uri="https://plan.example.cn/oauth2callback"
    ),
    "the login is set up no more": lambda browser, auth: secrets_singleton._secrets.pop("auth"),
}  # fmt: skip


@pytest.mark.parametrize("how", SPOILT)
def test_nobody_is_let_in_when(logged_in, auth, how, monkeypatch):
    # not at the desk, who would need no login
    away = {"x-forwarded-for": "10.0.0.7"}
    assert asking(marked(logged_in, **away)).role == "editor"
    SPOILT[how](logged_in, auth)
    assert asking(marked(logged_in, **away)) == NOBODY


def test_a_page_of_another_origin_sends_nobodys_requests(logged_in):
    assert logged_in.who()[1] == "editor"
    for origin in ("https://localhost:8501", "http://localhost:8502", "http://evil.example", "null"):
        assert logged_in.who(origin=origin) == ["", "reader"]


def test_where_a_login_is_set_up_nobody_is_at_the_desk(browser, auth, monkeypatch):
    get = login.st.get_option
    desk = {"server.address": "127.0.0.1"}
    monkeypatch.setattr("streamlit.get_option", lambda name: desk[name] if name in desk else get(name))
    assert browser.who() == ["", "reader"]
    auth.clear()
    assert browser.who() == ["", "reader"]
    secrets_singleton._secrets.pop("auth")
    assert browser.who()[1] == "keeper"


@pytest.mark.parametrize(
    "back",
    ["https://evil.example", "//evil.example", "/periods", "..", "periods/../x", "javascript:1", "periods#x",
     "a" * 41, "periods?" + "a" * 3000, "periods?a b", "periods?\r\nx", "Periods"],
)  # fmt: skip
def test_a_way_back_that_is_none_of_ours_leads_to_the_first_page(browser, back):
    assert browser.follow(login.address(login.LOGOUT, back, {})) == "/"


@pytest.mark.parametrize("kept", ["", "%", "aHR0cHM6Ly9ldmlsLmV4YW1wbGU=", "Ly9ldmls", "\xff"])
def test_a_way_back_that_was_not_written_by_us_leads_there_too(browser, kept):
    to = browser.sent_to("/logout?back=periods")
    browser.cookies["planledger-back"] = kept
    assert browser.follow(to) == "/"


FAULTS = {
    "lacks a key": (lambda auth: auth.pop("client_id"), "client_id"),
    "has an empty key": (lambda auth: auth.update(client_secret=""), "client_secret"),
    "has a key that is no text": (lambda auth: auth.update(client_id=1), "client_id"),
    "leads back elsewhere": (lambda auth: auth.update(redirect_uri=ORIGIN), "/oauth2callback"),
    "has a short secret": (lambda auth: auth.update(cookie_secret="short"), "32"),
    "has no package to speak with": (lambda auth: None, "requirements-server.txt"),
}


@pytest.mark.parametrize("how", FAULTS)
def test_a_fault_of_the_login_is_said_and_lets_nobody_in(logged_in, auth, how, monkeypatch):
    spoil, named = FAULTS[how]
    spoil(auth)
    if how == "has no package to speak with":
        monkeypatch.setattr(login, "_has_packages", lambda: False)
    for language in words.LANGUAGES:
        words.speak(language)
        assert named in login.fault()
    assert logged_in.who() == ["", "reader"]
    assert logged_in.sent_to("/login?back=periods") == "/periods?login=failed"


def test_a_file_of_secrets_that_cannot_be_read_lets_nobody_in(browser, tmp_path, monkeypatch):
    (tmp_path / "secrets.toml").write_text("[auth", encoding="utf-8")
    monkeypatch.setattr(secrets_singleton, "_secrets", None)
    get = login.st.get_option
    files = [str(tmp_path / "none.toml"), str(tmp_path / "secrets.toml")]
    monkeypatch.setattr("streamlit.get_option", lambda name: files if name == "secrets.files" else get(name))
    monkeypatch.setattr("streamlit.config.get_option", lambda name: files if name == "secrets.files" else get(name))
    assert "secrets.toml" in login.fault()
    assert browser.who() == ["", "reader"]
