"""What every answer of the server says of itself to the browser, and which requests get none.

Streamlit checks the origin of websockets alone, after asking a server on the internet for its own address, and lets one
without an origin in; here it is checked first, for what it takes from a browser and what a program may send alike.
"""

from collections.abc import Sequence
from urllib.parse import urlsplit

import streamlit as st

from components.ui.rights import asking, mark
from components.views.people import Person

# whole pages are drawn with these: Streamlit's own script and style stand inside the page
POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' ws: wss:",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'self'",
    )
)
HEADERS = {
    b"content-security-policy": POLICY.encode(),
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"same-origin",
}
# the names of one desk; whoever serves others says by server.allowedHosts under which
DESK = ("127.0.0.1", "localhost", "::1")
# what it says is for who runs the server, and it has no login
CLOSED = "/_stcore/metrics"
# what comes in there is kept in the server's memory, and leads to what is written
UPLOADED = "/_stcore/upload_file/"


def is_known_host(host: str, allowed: Sequence[str]) -> bool:
    """Whether the Host header names one of these, whatever its port; *. before a name means all below it, * any."""
    try:
        place = urlsplit(f"//{host}")
        name = (place.hostname or "").rstrip(".").lower()
        # a port that is none raises
        is_bare = place.netloc == host and place.username is None and (place.port or True)
    except ValueError:
        return False
    names = [one.strip().rstrip(".").lower() for one in allowed]
    return bool(name and is_bare) and any(
        one in ("*", name) or (one.startswith("*.") and name.endswith(one[1:])) for one in names
    )


def is_own_origin(origin: str, host: str, others: Sequence[str]) -> bool:
    """Whether the Origin header is that of the server's own pages, or one of server.corsAllowedOrigins."""
    scheme, mark, place = origin.partition("://")
    return bool(mark) and (
        (scheme in ("http", "https") and place.lower() == host.lower()) or origin.rstrip("/") in others
    )


class Guard:
    """ASGI middleware: hosts that are not known and websockets of foreign pages get no answer, nor uploads of who may
    not write; all others the headers of HEADERS. What it lets in bears the mark that says who sends it.
    """

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        given = {key: value.decode("latin-1") for key, value in reversed(scope["headers"])}
        host = given.get(b"host", "")
        scope = mark(scope)
        is_known = is_known_host(host, st.get_option("server.allowedHosts") or DESK)
        if scope["type"] == "websocket":
            if is_known and is_own_origin(given.get(b"origin", ""), host, st.get_option("server.corsAllowedOrigins")):
                await self.app(scope, receive, send)
            else:
                await send({"type": "websocket.close", "code": 1008})
            return

        async def say(message):
            if message["type"] == "http.response.start":
                kept = [(key, value) for key, value in message["headers"] if key.lower() not in HEADERS]
                message = {**message, "headers": [*kept, *HEADERS.items()]}
            await send(message)

        if not is_known:
            await _refuse(421, say)
        elif scope["path"].rstrip("/").endswith(CLOSED):
            await _refuse(404, say)
        elif UPLOADED in scope["path"] and not _asking(scope).may("editor"):
            await _refuse(403, say)
        else:
            await self.app(scope, receive, say)


def _asking(scope) -> Person:
    return asking({key.decode("latin-1"): value.decode("latin-1") for key, value in scope["headers"]})


async def _refuse(status: int, send) -> None:
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-length", b"0")]})
    await send({"type": "http.response.body", "body": b""})
