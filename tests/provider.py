"""A provider of OpenID Connect on loopback, for tests of the login: it says what a test has it say."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qsl, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT = "planledger"


@cache
def key(name: str) -> RSAKey:
    """A key of 2,048 bits; one a name."""
    return RSAKey.generate_key(2048, {"kid": "one"})


@dataclass
class Provider:
    """Where it listens, what it says of whoever logs in, and how it strays: claims put in the place of its own, the
    key that signs, the state that it sends back, whether it refuses, whether it is told of logouts.
    """

    address: str
    person: dict[str, object] = field(default_factory=dict)
    claims: dict[str, object] = field(default_factory=dict)
    signs_with: str = "own"
    state: str = ""
    refuses: bool = False
    ends_sessions: bool = False
    nonces: list[str] = field(default_factory=list)

    def metadata(self) -> dict[str, object]:
        """What it says of itself."""
        places = {name: f"{self.address}/{name}" for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")}
        ends = {"end_session_endpoint": f"{self.address}/end"} if self.ends_sessions else {}
        return {"issuer": self.address, "id_token_signing_alg_values_supported": ["RS256"], **places, **ends}

    def token(self) -> dict[str, object]:
        """What it gives for a code: the signed statement on who has logged in."""
        now = int(time.time())
        own = {"iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": self.nonces[-1]}
        said = {**own, "sub": "7f3a", **self.person, **self.claims}
        told = {name: value for name, value in said.items() if value is not None}
        signed = jwt.encode({"alg": "RS256", "kid": "one"}, told, key(self.signs_with))
        return {"access_token": "none", "token_type": "Bearer", "expires_in": 300, "id_token": signed}

    def way_back(self, asked: dict[str, str]) -> str:
        """Where it sends the browser that comes to log in."""
        self.nonces.append(asked["nonce"])
        given = {"error": "access_denied"} if self.refuses else {"code": "c0de"}
        return f"{asked['redirect_uri']}?{urlencode({**given, 'state': self.state or asked['state']})}"


class _Answers(BaseHTTPRequestHandler):
    provider: Provider

    def do_GET(self) -> None:
        place = urlsplit(self.path)
        asked = dict(parse_qsl(place.query))
        match place.path:
            case "/authorization_endpoint":
                self._send({}, self.provider.way_back(asked))
            case "/end":
                self._send({}, asked["post_logout_redirect_uri"])
            case "/jwks_uri":
                self._send({"keys": [key("own").as_dict(private=False)]})
            case _:
                self._send(self.provider.metadata())

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self._send(self.provider.token())

    def _send(self, content: dict[str, object], to: str = "") -> None:
        body = json.dumps(content).encode()
        self.send_response(302 if to else 200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        if to:
            self.send_header("Location", to)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words: object) -> None:
        pass


@contextmanager
def provider() -> Iterator[Provider]:
    """A provider that listens until the block ends."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Answers) as server:
        listening = Provider(f"http://127.0.0.1:{server.server_port}")
        server.RequestHandlerClass = type("Answers", (_Answers,), {"provider": listening})
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield listening
        server.shutdown()
