"""A running server: who may write is known of every session, by what it came with."""

import pytest
from websockets.asyncio.client import connect

from benchmarks.visitors import ROOT, Visitor, started
from components.language.words import say
from data.store import built_file
from tests.shared import run_apart

ROLES = """
trusted_proxies = ["127.0.0.1"]
user_header = "X-Planledger-User"

[people]
"li@example.cn" = "editor"
"""
PROXY = {"X-Forwarded-For": "10.0.0.7", "X-Forwarded-Proto": "https"}
SESSIONS = {
    "from the proxy without saying so": {},
    "forwarded": PROXY,
    "a reader": {**PROXY, "X-Planledger-User": "wang@example.cn"},
    "an editor": {**PROXY, "X-Planledger-User": "li@example.cn"},
}


@pytest.fixture(scope="module")
def told(tmp_path_factory) -> dict[str, str]:
    """Session → all that the page of briefings says to it."""
    store = tmp_path_factory.mktemp("store")
    (store / "roles.toml").write_text(ROLES, encoding="utf-8")
    built_file(store)

    async def all_of_them(port: int) -> dict[str, str]:
        found, origin = {}, f"http://127.0.0.1:{port}"
        for name, headers in SESSIONS.items():
            link = connect(
                f"ws://127.0.0.1:{port}/_stcore/stream",
                subprotocols=["streamlit"],
                additional_headers={"Cookie": "planledger-form=wide", "Origin": origin, **headers},
                max_size=None,
            )
            async with link as socket:
                parts = (await Visitor(socket, "briefing").see({})).parts
                found[name] = b" ".join(parts).decode(errors="replace")
        return found

    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("FORWARDED_ALLOW_IPS", "")
        with started(ROOT / "app.py", store) as server:
            return run_apart(lambda: all_of_them(server.port))


def test_nothing_is_said_of_rights_to_an_editor(told):
    assert say("section.files") in told["an editor"]
    assert say("rights.no_login") not in told["an editor"]
    assert "roles.toml" not in told["an editor"]


def test_who_came_by_a_proxy_without_a_name_is_nobody(told):
    for name in ("forwarded", "from the proxy without saying so"):
        assert say("rights.no_login") in told[name]


def test_whom_the_roles_do_not_name_is_told_so_by_name(told):
    assert say("rights.reader", name="wang@example.cn") in told["a reader"]
