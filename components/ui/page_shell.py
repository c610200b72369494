"""The page that carries the app: its language and its light or dark look are those of the address.

Streamlit keeps the look in the browser's storage and reads it once, before it asks the server; a short script put
before its own makes the address decide, so that a copied link shows the same picture everywhere. It says too where the
server is, and how wide the window, in a cookie that goes with the first question to the server. With it comes what
clicks do without the server (document.js) and what keys do (keyboard.js), the style, and the first that is seen: the
bar's words and the page's question stand at their places until the app has drawn its own.
"""

import hashlib
import html
import json
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs

import streamlit
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from components.language.words import LANGUAGES, table
from components.look.theme import LOOKS, PALETTES
from components.ui.address import PAGES
from components.ui.original_pages import FOR_EVER
from components.views import several, targets

# the cookie that says which form the charts of a window have, and the pixels that the wide and the middle one need
FORM, WIDEST, MIDDLE = "planledger-form", 1270, 680
# the parts of Streamlit's own code that pages draw with, but for what draws figures: so large a file in advance
# keeps the question waiting
PARTS = ("Html", "ButtonGroup", "Selectbox", "TextInput", "Checkbox", "Button", "DownloadButton")
# page → the choice that decides its question, with the questions by it, the first by default
QUESTIONS_BY = {"targets": ("work", targets.QUESTIONS), "indicator": ("list", several.QUESTIONS)}
STYLE = Path(__file__).parents[1] / "look" / "style.css"
CODE = Path(streamlit.__file__).parent / "static" / "static" / "js"
_IMPORTED = re.compile(r'(?:from|import)"\./([\w.-]+\.js)"')


def _files(names: tuple[str, ...]) -> list[str]:
    """The files of parts of Streamlit's code; none of a part that this version of it does not have."""
    return [file.name for name in names for file in CODE.glob(f"{name}.*.js")]


def _needed(files: list[str]) -> list[str]:
    """Files with all that they import, each once."""
    found = dict.fromkeys(files)
    for file in files:
        with (CODE / file).open(encoding="utf-8") as text:
            # they stand at its beginning
            found |= dict.fromkeys(name for name in _IMPORTED.findall(text.read(8000)) if (CODE / name).exists())
    return list(found)


def _ways(files: list[str]) -> list[str]:
    return [f"./static/js/{file}" for file in files]


# what draws figures, and what Streamlit's own code gets in its place, which then asks for it
DRAWING = _ways(_files(("PlotlyChart",)))
FIGURES = Path(__file__).with_name("figures.js").read_bytes()
INSTEAD = f"./figures.js?{hashlib.sha256(FIGURES).hexdigest()[:16]}"
BEHAVIOUR = b"".join(Path(__file__).with_name(name).read_bytes() for name in ("document.js", "keyboard.js"))
SCRIPT = b"""<script type="importmap">%s</script>
<script>
(function () {
  var choice = new URLSearchParams(location.search);
  try {
    var theme = choice.get("look") === "dark" ? "Dark" : "Light";
    localStorage.setItem("stActiveTheme-" + location.pathname + "-v2", JSON.stringify(theme));
  } catch (error) {}
  // where the server answers: else it is first looked for in vain below the path of the page
  window.__streamlit = { BACKEND_BASE_URL: location.origin + "%s" };
  window.planledger = { drawing: %s };
  var form = function () {
    return innerWidth >= %d ? "wide" : innerWidth >= %d ? "middle" : "narrow";
  };
  var told = form();
  document.cookie = "%s=" + told + "; path=/; SameSite=Lax";
  // what pages are made of is fetched beside Streamlit's own code and there when it is asked for: what React waits for
  // it shows only three tenths of a second later
  addEventListener("DOMContentLoaded", function () {
    %s.forEach(function (part) {
      import(part).catch(function () {});
    });
  });
  // a window that has become another is asked for anew, and the address has all that was chosen
  var rests = 0;
  addEventListener("resize", function () {
    clearTimeout(rests);
    rests = setTimeout(function () {
      if (form() !== told && !matchMedia("print").matches) location.reload();
    }, 400);
  });
})();
%b
</script>
""" % (
    json.dumps({"scopes": {"./static/js/": dict.fromkeys(DRAWING, INSTEAD)}}).encode(),
    f"/{streamlit.config.get_option('server.baseUrlPath')}".encode(),
    json.dumps(DRAWING).encode(),
    WIDEST,
    MIDDLE,
    FORM.encode(),
    json.dumps(_ways(_files(PARTS))).encode(),
    BEHAVIOUR,
)
PRELOADED = "".join(
    f'<link rel="modulepreload" crossorigin href="{way}">' for way in [INSTEAD, *_ways(_needed(_files(PARTS)))]
).encode()


@cache
def _style(look: str, language: str) -> bytes:
    """The style of a look, with the words that Streamlit says in English alone in a language."""
    palette = PALETTES[look]
    colours = f"--ground: {palette.ground}; --band: {palette.band}; --ink: {palette.ink};"
    spoken = " ".join(
        f"--file-{name}: {json.dumps(table()[f'file.{name}'][language], ensure_ascii=False)};"
        for name in ("choose", "drop")
    )
    font = streamlit.config.get_option("theme.font")
    root = f":root {{ {colours} --focus: {palette.references[0]}; --font: {font}; {spoken} }}"
    return f"<style>{root}\n{STYLE.read_text(encoding='utf-8')}</style>".encode()


@cache
def _first_seen(page: str, question: str, language: str) -> bytes:
    """What of a page is the same whatever the ledger holds, for the eye alone, until the app has drawn it."""

    def said(key: str) -> str:
        return html.escape(table()[key][language])

    pages = "".join(f"<a{' aria-current=page' if name == page else ''}>{said(f'page.{name}')}</a>" for name in PAGES)
    bar = f"<div class='pl-brand'>{said('app.name')}</div><nav class='pl-pages'>{pages}</nav>"
    heading = f"<p class='pl-question'>{said(f'question.{question}')}</p>"
    return f"<div class='pl-first' aria-hidden='true'><div><div>{bar}</div>{heading}</div></div>".encode()


def dressed(body: bytes, path: str, query: dict[str, list[str]]) -> bytes:
    """A page of Streamlit with language, style, script and what is first seen, as its address asks for them.

    query: the choices of the address, each with its values.
    """

    def chosen(allowed: Sequence[str], name: str) -> str:
        """What the address chooses of these, or the first."""
        given = query.get(name, [])
        return given[0] if len(given) == 1 and given[0] in allowed else allowed[0]

    language, look = chosen(LANGUAGES, "lang"), chosen(LOOKS, "look")
    name = path.rstrip("/").rpartition("/")[2]
    page = name if name in PAGES else PAGES[0]
    choice, questions = QUESTIONS_BY.get(page, ("", {"": page}))
    question = questions[chosen(list(questions), choice)]
    title = html.escape(f"{table()[f'page.{page}'][language]} · {table()['app.name'][language]}")
    return (
        body.replace(b'<html lang="en">', f'<html lang="{table()["document.language"][language]}">'.encode(), 1)
        .replace(b"<title>Streamlit</title>", f"<title>{title}</title>".encode(), 1)
        .replace(b"<head>", b"<head>" + SCRIPT, 1)
        .replace(b"</head>", PRELOADED + b"</head>", 1)
        # the style comes after all that Streamlit puts into the head
        .replace(b"</body>", _style(look, language) + _first_seen(page, question, language) + b"</body>", 1)
    )


class FirstPaint:
    """ASGI middleware: dresses every page of the app, so that it is right before the first paint."""

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        start = None
        body = b""

        async def pass_on(message):
            nonlocal start, body
            if message["type"] == "http.response.start":
                headers = dict(message["headers"])
                # a page that names its language is not the app's
                is_page = headers.get(b"content-type", b"").startswith(b"text/html") and not headers.keys() & {
                    b"content-encoding",
                    b"content-language",
                }
                if is_page and message["status"] == 200:
                    start = message
                    return
            elif start is not None:
                body += message.get("body", b"")
                if message.get("more_body"):
                    return
                page = dressed(body, scope["path"], parse_qs(scope["query_string"].decode("latin-1")))
                dropped = (b"content-length", b"etag", b"last-modified")
                headers = [(key, value) for key, value in start["headers"] if key not in dropped]
                await send({**start, "headers": [*headers, (b"content-length", str(len(page)).encode())]})
                await send({**message, "body": page})
                return
            await send(message)

        # a compressed or unchanged answer could not be rewritten
        headers = [
            (key, value)
            for key, value in scope["headers"]
            if key not in (b"accept-encoding", b"if-none-match", b"if-modified-since")
        ]
        is_page_request = any(key == b"accept" and b"text/html" in value for key, value in scope["headers"])
        await self.app({**scope, "headers": headers} if is_page_request else scope, receive, pass_on)


def _figures(request: Request) -> Response:
    """What draws figures when their turn comes; the address changes with it, so that it is kept for ever."""
    return Response(FIGURES, media_type="text/javascript", headers=FOR_EVER)


routes = [Route(INSTEAD[1:].partition("?")[0], _figures)]
