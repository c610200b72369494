"""What the server says of itself with every answer, and whom it gives none."""

import pytest

from components.ui.guard import DESK, HEADERS, Guard, is_known_host, is_own_origin
from tests.shared import run_apart


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.0.0.1:8501", "localhost:8501", "LOCALHOST", "localhost.", "[::1]:80"]
)
def test_the_names_of_the_desk_are_known(host):
    assert is_known_host(host, DESK)


@pytest.mark.parametrize(
    "host",
    ["", "evil.example", "evil.example:8501", "127.0.0.1.evil.example", "user@localhost", "localhost/x", "[::1",
     "localhost:port", "localhost:99999999", "\ud800"],
)  # fmt: skip
def test_no_other_name_is(host):
    assert not is_known_host(host, DESK)


def test_other_names_are_known_where_they_are_allowed():
    assert is_known_host("plan.example.cn:443", ["plan.example.cn"])
    assert is_known_host("a.example.cn", ["*.example.cn"])
    assert not is_known_host("example.cn", ["*.example.cn"])
    assert not is_known_host("badexample.cn", ["*.example.cn"])
    assert is_known_host("anything", ["*"])


def test_an_origin_is_ones_own_where_it_is_the_host_of_the_page():
    assert is_own_origin("http://localhost:8501", "localhost:8501", [])
    assert is_own_origin("https://plan.example.cn", "plan.example.cn", [])
    assert is_own_origin("https://other.example.cn", "plan.example.cn", ["https://other.example.cn"])
    for origin in ("", "null", "http://localhost:8502", "http://evil.example", "file://", "localhost:8501", "://x"):
        assert not is_own_origin(origin, "localhost:8501", [])


def asked(kind: str = "http", path: str = "/", **headers: str) -> tuple[list[dict], bool]:
    """What the server sends to one request, and whether it reached the app."""
    sent, reached = [], []

    async def app(scope, receive, send):
        reached.append(scope)
        given = [(b"x-content-type-options", b"none"), (b"x-more", b"1")]
        await send({"type": "http.response.start", "status": 200, "headers": given})
        await send({"type": "http.response.body", "body": b"page"})

    async def send(message):
        sent.append(message)

    scope = {"type": kind, "path": path, "headers": [(key.encode(), value.encode()) for key, value in headers.items()]}
    run_apart(lambda: Guard(app)(scope, None, send))
    return sent, bool(reached)


def test_every_answer_bears_each_header_once_and_keeps_its_own():
    (start, body), reached = asked(host="localhost")
    assert reached
    assert body["body"] == b"page"
    names = [key for key, _ in start["headers"]]
    assert sorted(names) == sorted([*HEADERS, b"x-more"])
    policy = dict(start["headers"])[b"content-security-policy"].decode()
    assert policy == (
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' ws: wss:; worker-src 'self' blob:; "
        "object-src 'none'; base-uri 'none'; frame-ancestors 'self'"
    )


@pytest.mark.parametrize(
    ("path", "host", "status"),
    [("/", "evil.example", 421), ("/present/a", "evil.example", 421), ("/", "", 421),
     ("/_stcore/metrics", "localhost", 404), ("/_stcore/metrics/", "localhost", 404),
     ("/base/_stcore/metrics", "localhost", 404)],
)  # fmt: skip
def test_a_foreign_host_and_the_metrics_get_no_answer_but_the_headers(path, host, status):
    (start, body), reached = asked(path=path, host=host)
    assert (start["status"], body["body"], reached) == (status, b"", False)
    assert HEADERS.items() <= dict(start["headers"]).items()


@pytest.mark.parametrize(
    ("headers", "is_let_in"),
    [
        ({"host": "localhost:8501", "origin": "http://localhost:8501"}, True),
        ({"host": "localhost:8501"}, False),
        ({"host": "localhost:8501", "origin": "null"}, False),
        ({"host": "localhost:8501", "origin": "http://evil.example"}, False),
        # a name of one's own that was made to lead to this machine
        ({"host": "rebind.example:8501", "origin": "http://rebind.example:8501"}, False),
    ],
)
def test_a_websocket_is_for_ones_own_pages(headers, is_let_in):
    sent, reached = asked("websocket", "/_stcore/stream", **headers)
    assert reached is is_let_in
    if not is_let_in:
        assert sent == [{"type": "websocket.close", "code": 1008}]
