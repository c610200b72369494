"""Whether a request comes from the one desk; whoever else asks is nobody until a login says who it is."""

import pytest

from components.ui.guard import Guard
from components.ui.rights import MARK, ONE_DESK, asking, is_loopback, is_one_desk
from components.views.people import NOBODY, Person
from tests.shared import run_apart

LOCAL = ("127.0.0.1", 50000)


def scope(
    headers: dict[str, str], client=LOCAL, server=("127.0.0.1", 8501), kind="websocket", path="/_stcore/stream"
) -> dict:
    given = [(key.replace("_", "-").encode(), value.encode()) for key, value in headers.items()]
    return {"type": kind, "path": path, "headers": given, "client": client, "server": server}


@pytest.mark.parametrize("name", ["127.0.0.1", "127.1.2.3", "::1", "localhost", "LOCALHOST", "localhost."])
def test_this_machine_is_loopback(name):
    assert is_loopback(name)


@pytest.mark.parametrize(
    "name", ["", "0.0.0.0", "::", "10.0.0.1", "127.0.0.1.evil.example", "plan.example.cn", "localhost.evil", "*"]
)
def test_no_other_is(name):
    assert not is_loopback(name)


@pytest.mark.parametrize("address", ["127.0.0.1", "localhost", "::1"])
@pytest.mark.parametrize("host", ["127.0.0.1:8501", "localhost:8501", "[::1]:8501", "localhost"])
def test_one_desk_is_bound_asked_and_named_as_this_machine(address, host):
    assert is_one_desk(address, scope({"host": host, "origin": f"http://{host}"}))
    assert is_one_desk(address, scope({"host": host}, kind="http"))


DESK = {"host": "127.0.0.1:8501", "origin": "http://127.0.0.1:8501"}
NO_DESK = {
    "bound to every address": ("0.0.0.0", scope(DESK)),
    "bound to every address of version 6": ("::", scope(DESK)),
    "bound to what is not said": (None, scope(DESK)),
    "bound to a name": ("plan.example.cn", scope(DESK)),
    "bound to a socket of the file system": ("unix:///run/planledger.sock", scope(DESK)),
    "asked by another machine": ("127.0.0.1", scope(DESK, client=("10.0.0.7", 50000))),
    "asked by who does not say": ("127.0.0.1", scope(DESK, client=None)),
    "asked at another address of this machine": ("127.0.0.1", scope(DESK, server=("10.0.0.1", 8501))),
    "asked at a socket of the file system": ("127.0.0.1", scope(DESK, server=("/run/planledger.sock", None))),
    "asked for another host": ("127.0.0.1", scope({**DESK, "host": "plan.example.cn"})),
    "asked for no host": ("127.0.0.1", scope({"origin": DESK["origin"]})),
    "asked by the page of another host": ("127.0.0.1", scope({**DESK, "origin": "https://plan.example.cn"})),
    "forwarded": ("127.0.0.1", scope({**DESK, "forwarded": "for=127.0.0.1"})),
    "forwarded for": ("127.0.0.1", scope({**DESK, "x_forwarded_for": "127.0.0.1"})),
    "forwarded in capitals": ("127.0.0.1", scope({**DESK, "X_Forwarded_For": ""})),
    "forwarded by its scheme": ("127.0.0.1", scope({**DESK, "x_forwarded_proto": "https"})),
    "forwarded by its host": ("127.0.0.1", scope({**DESK, "x_forwarded_host": "127.0.0.1"})),
    "forwarded by any name": ("127.0.0.1", scope({**DESK, "x_forwarded_user": "li"})),
}


@pytest.mark.parametrize("how", NO_DESK)
def test_it_is_not_one_desk_when_it_is(how):
    assert not is_one_desk(*NO_DESK[how])


def test_a_second_host_makes_it_no_desk():
    both = scope(DESK)
    both["headers"].append((b"host", b"plan.example.cn"))
    assert not is_one_desk("127.0.0.1", both)


def let_in(asked: dict) -> dict[str, str]:
    """The headers of a request as they reach the app behind the Guard."""
    return let_in_all(asked)[0]


def let_in_all(asked: dict) -> list[dict[str, str]]:
    """The same of one that may not reach it: none then."""
    seen = []

    async def app(inner, receive, send):
        seen.append({key.decode(): value.decode() for key, value in inner["headers"]})

    async def send(message):
        assert message["type"] != "http.response.start" or message["status"] == 403

    run_apart(lambda: Guard(app)(asked, None, send))
    return seen


@pytest.mark.parametrize("kind", ["websocket", "http"])
def test_who_sits_at_the_desk_keeps_the_ledger(kind):
    assert asking(let_in(scope(DESK, kind=kind))).role == "keeper"


@pytest.mark.parametrize("kind", ["websocket", "http"])
def test_anybody_else_is_nobody_and_reads(kind):
    assert asking(let_in(scope({**DESK, "x_forwarded_for": "10.0.0.7"}, kind=kind))) == NOBODY


@pytest.mark.parametrize("path", ["/_stcore/upload_file/session/file", "/base/_stcore/upload_file/session/file"])
def test_who_may_write_nothing_uploads_nothing(path, served):
    upload = {"kind": "http", "path": path}
    for name, reaches in (("li@example.cn", True), ("赵", True), ("wang@example.cn", False)):
        assert bool(let_in_all(named(name, **upload))) is reaches
    assert not let_in_all(scope({**DESK, "x_forwarded_for": "10.0.0.7"}, **upload))


def test_who_sits_at_the_desk_uploads(served):
    served.write_text("", encoding="utf-8")
    assert let_in_all(scope(DESK, kind="http", path="/_stcore/upload_file/session/file"))


def test_what_no_guard_has_marked_is_nobodys():
    assert asking({}) == NOBODY
    assert asking({"host": "127.0.0.1:8501", "x-planledger": ONE_DESK}) == NOBODY


def test_a_mark_that_was_sent_is_dropped():
    assert MARK not in let_in(scope({**DESK, "x_forwarded_for": "10.0.0.7", MARK: ONE_DESK}))
    assert MARK not in let_in(scope({**DESK, "x_forwarded_for": "10.0.0.7", MARK.upper(): ONE_DESK}))


ROLES = """
trusted_proxies = ["127.0.0.1", "10.1.0.0/16"]
user_header = "X-Planledger-User"

[people]
"li@example.cn" = "editor"
"赵" = "keeper"
"""
PROXIED = {"host": "plan.example.cn", "origin": "https://plan.example.cn", "x_forwarded_for": "10.0.0.7"}


@pytest.fixture
def served(tmp_path, monkeypatch):
    """A store with roles, for others under the name plan.example.cn."""
    (tmp_path / "roles.toml").write_text(ROLES, encoding="utf-8")
    monkeypatch.setenv("PLANLEDGER_STORE", str(tmp_path))
    known = {"server.address": "127.0.0.1", "server.allowedHosts": ["plan.example.cn", "127.0.0.1"]}
    monkeypatch.setattr("streamlit.get_option", lambda name: known.get(name, []))
    return tmp_path / "roles.toml"


def named(name: str, **more) -> dict:
    asked = scope(PROXIED, **more)
    asked["headers"].append((b"X-Planledger-User", name.encode()))
    return asked


@pytest.mark.parametrize(
    ("name", "role"),
    [("li@example.cn", "editor"), (" li@example.cn ", "editor"), ("赵", "keeper"), ("wang@example.cn", "reader")],
)
@pytest.mark.parametrize("kind", ["websocket", "http"])
def test_whom_a_believed_proxy_names_has_the_role_that_is_written(served, name, role, kind):
    assert asking(let_in(named(name, kind=kind))) == Person(name.strip(), role)


@pytest.mark.parametrize("client", [("10.2.0.1", 1), ("127.0.0.2", 1), ("", 1), None, ("/run/socket", None)])
def test_the_header_of_anybody_else_is_believed_by_nobody(served, client):
    assert asking(let_in(named("赵", client=client))) == NOBODY


def test_a_proxy_that_is_named_nowhere_is_not_believed_and_forwards_for_nobody(served, monkeypatch):
    monkeypatch.setenv("PLANLEDGER_TRUSTED_PROXIES", "172.18.0.5")
    assert asking(let_in(named("赵", client=("172.18.0.6", 1)))) == NOBODY
    assert asking(let_in(named("赵"))) == NOBODY
    assert asking(let_in(named("赵", client=("172.18.0.5", 1)))) == Person("赵", "keeper")


def test_two_names_are_none(served):
    asked = named("li@example.cn")
    asked["headers"].append((b"x-planledger-user", "赵".encode()))
    assert asking(let_in(asked)) == NOBODY
    assert asking(let_in(named(" "))) == NOBODY


def test_without_roles_or_with_a_fault_in_them_nobody_is_believed(served):
    served.write_text(ROLES + "\n[others]\n", encoding="utf-8")
    assert asking(let_in(named("赵"))) == NOBODY
    served.unlink()
    assert asking(let_in(named("赵"))) == NOBODY


def test_a_role_that_is_taken_away_is_gone_at_once(served):
    headers = let_in(named("赵"))
    served.write_text(ROLES.replace("keeper", "reader"), encoding="utf-8")
    assert asking(headers) == Person("赵", "reader")


def test_a_name_that_sounds_like_the_desk_is_a_name(served):
    assert asking(let_in(named("desk"))) == Person("desk", "reader")


def test_what_comes_from_a_believed_proxy_is_never_the_desks(served):
    """A proxy that forwards and does not say so, and a program that gives itself out for the desk's own page."""
    assert asking(let_in(scope(DESK))) == NOBODY
    hidden = scope(DESK)
    hidden["headers"].append((b"x-planledger-user", b"wang@example.cn"))
    assert asking(let_in(hidden)).role == "reader"


def test_with_a_fault_in_the_roles_nobody_is_at_the_desk(served):
    served.write_text("trusted_proxies", encoding="utf-8")
    assert asking(let_in(scope(DESK))) == NOBODY


def test_roles_without_a_proxy_leave_the_desk_as_it_is(served):
    served.write_text("[people]\n", encoding="utf-8")
    assert asking(let_in(scope(DESK))).role == "keeper"
