"""Presenting a briefing: the routes at which the server gives it as a page of its own, without the app's frame."""

import re
from importlib.metadata import version
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Route

from components.exports.html.deck import PLOTLY as PLOTLY_FILE
from components.exports.html.deck import notice, page
from components.language import words
from components.language.words import say
from components.look.theme import LOOKS
from components.model.view import Deck
from components.ui.collected import NAME as COLLECTED
from components.views import briefing, collected
from components.views.briefing import Briefing
from components.views.decks import deck_of

PLACE = "present"
# letters of a name that is not there, as it is told
LONGEST = 60
# one address a version, so that a browser may keep it for good
PLOTLY = f"plotly.js?v={version('plotly')}"
KEPT = {"cache-control": "public, max-age=31536000, immutable"}


async def _presented(request: Request) -> Response:
    return await run_in_threadpool(_page, request.path_params["name"], dict(request.query_params))


async def _plotly(request: Request) -> Response:
    return FileResponse(str(PLOTLY_FILE), media_type="text/javascript", headers=KEPT)


def _page(name: str, choices: dict[str, str]) -> Response:
    """A briefing as a page; one that is not there, or an item that it does not have, is said in words.

    name: empty for the one that the choices hold. choices: lang and look as everywhere; collected: as the address holds
    it; only: the place of the one item to show, from 1.
    """
    language = _allowed(choices.get("lang"), words.LANGUAGES)
    look = _allowed(choices.get("look"), LOOKS)
    words.speak(language)
    only = choices.get("only", "")
    only = only if re.fullmatch("[0-9]{1,4}", only) else ""
    held = choices.get(COLLECTED, "")
    of = {"briefing": name} if name else {COLLECTED: held}
    back = "../briefing?" + urlencode({**of, "lang": language, "look": look})
    try:
        shown = briefing.briefing(name) if name else _held(held)
        deck = _only(shown, int(only)) if only else briefing.deck_of_briefing(shown)
    except (briefing.UnknownBriefing, IndexError):
        text = notice(
            say("deck.unknown", name=(name or say("collect.in_address"))[:LONGEST]),
            say("deck.to_briefings"),
            "../briefing",
            look,
        )
        return _html(text, 404)
    script = f'<script src="{PLOTLY}"></script>'
    return _html(page(deck, look, script, leave="" if only else back, is_preview=bool(only)))


def _held(text: str) -> Briefing:
    """The briefing that an address holds. Raises UnknownBriefing where it holds none."""
    shown = collected.collected(text)
    if not shown.items:
        raise briefing.UnknownBriefing(shown.name)
    return shown


def _only(shown: Briefing, place: int) -> Deck:
    """One item of a briefing alone. Raises IndexError."""
    item = dict(enumerate(shown.items, 1)).get(place)
    if item is None:
        raise IndexError(place)
    return deck_of(shown.name, (briefing.view_of(item),))


def _allowed(value: str | None, allowed: tuple[str, ...]) -> str:
    """The value where it is allowed, else the first that is."""
    return value if value in allowed else allowed[0]


def _html(text: str, status: int = 200) -> Response:
    # a page that names its language is left as it is by FirstPaint
    return HTMLResponse(text, status, {"content-language": say("slides.language"), "cache-control": "no-store"})


routes = [
    Route(f"/{PLACE}/plotly.js", _plotly),
    # a name may hold a slash
    Route(f"/{PLACE}/{{name:path}}", _presented),
]
