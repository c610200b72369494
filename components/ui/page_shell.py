"""The page that carries the app: its language and its light or dark look are those of the address.

Streamlit keeps the look in the browser's storage and reads it once, before it asks the server; a short script put
before its own makes the address decide, so that a copied link shows the same picture everywhere. It says too where the
server is, and how wide the window, in a cookie that goes with the first question to the server. With it comes what
clicks do without the server (document.js) and what keys do (keyboard.js).
"""

import json
import re
from pathlib import Path
from urllib.parse import parse_qs

import streamlit

# the cookie that says which form the charts of a window have, and the pixels that the wide and the middle one need
FORM, WIDEST, MIDDLE = "planledger-form", 1270, 680
# the parts of Streamlit's own code that pages draw with, but for what draws figures: so large a file in advance
# keeps the question waiting
PARTS = ("Html", "ButtonGroup", "Selectbox", "TextInput", "Checkbox", "Button", "DownloadButton")
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


BEHAVIOUR = b"".join(Path(__file__).with_name(name).read_bytes() for name in ("document.js", "keyboard.js"))
SCRIPT = b"""<script>
(function () {
  var choice = new URLSearchParams(location.search);
  try {
    var theme = choice.get("look") === "dark" ? "Dark" : "Light";
    localStorage.setItem("stActiveTheme-" + location.pathname + "-v2", JSON.stringify(theme));
  } catch (error) {}
  // where the server answers: else it is first looked for in vain below the path of the page
  window.__streamlit = { BACKEND_BASE_URL: location.origin + "%s" };
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
    f"/{streamlit.config.get_option('server.baseUrlPath')}".encode(),
    WIDEST,
    MIDDLE,
    FORM.encode(),
    json.dumps(_ways(_files(PARTS))).encode(),
    BEHAVIOUR,
)
PRELOADED = "".join(
    f'<link rel="modulepreload" crossorigin href="{way}">' for way in _ways(_needed(_files(PARTS)))
).encode()


class FirstPaint:
    """ASGI middleware: sets <html lang> and puts the script before Streamlit's own in every page of the app."""

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        language = b"en" if parse_qs(scope["query_string"].decode("latin-1")).get("lang") == ["en"] else b"zh-CN"
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
                page = (
                    body.replace(b'<html lang="en">', b'<html lang="' + language + b'">', 1)
                    .replace(b"<head>", b"<head>" + SCRIPT, 1)
                    .replace(b"</head>", PRELOADED + b"</head>", 1)
                )
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
