"""The questions over HTTP: /data/<question>.csv or .json?key=value answers as `python -m queries` does."""

import re
from collections.abc import AsyncIterator, Iterator
from email.utils import formatdate
from urllib.parse import urlencode

from starlette.concurrency import iterate_in_threadpool
from starlette.endpoints import HTTPEndpoint
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

import queries
from components.language import words
from components.language.words import say
from queries.choices import read

PLACE = "data"
MEDIA = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
# what it says is what it is, and no browser may guess otherwise
PLAIN = {"x-content-type-options": "nosniff"}
# asked for anew each time, but sent only where it has changed
ANEW, NEVER_KEPT = {"cache-control": "no-cache", **PLAIN}, {"cache-control": "no-store", **PLAIN}


class Answers(HTTPEndpoint):
    """An answer, or in plain words why there is none."""

    def get(self, request: Request) -> Response:
        """GET and HEAD; all that is under /data passes here, so who may read is asked here."""
        _speak(request)
        path = request.path_params.get("path", "")
        name, _, form = path.rpartition(".")
        try:
            if not path:
                return PlainTextResponse(_listing(), headers=ANEW)
            if form not in MEDIA:
                return _refused(404, "no_form", name=path)
            return _answered(request, name, form)
        except queries.UnknownQuestion as error:
            return _refused(404 if error.fault == "no_question" else 400, error.fault, **error.blanks)
        except queries.LedgerFault:
            return _refused(503, "no_ledger")

    async def method_not_allowed(self, request: Request) -> Response:
        """Any other method: nothing is written here."""
        _speak(request)
        answer = _refused(405, "no_method")
        answer.headers["allow"] = "GET, HEAD"
        return answer


def _speak(request: Request) -> None:
    given = request.query_params.get("lang")
    words.speak(given if given in words.LANGUAGES else words.LANGUAGES[0])


def _answered(request: Request, name: str, form: str) -> Response:
    """The answer, or only that it is still the same; raises UnknownQuestion, LedgerFault."""
    asked = [(key, value) for key, value in request.query_params.multi_items() if key != "lang"]
    choices = read(name, asked)
    # one state for the label and for what it is put on
    with queries.held():
        state = queries.state(name)
        headers = {"etag": f'W/"{state}"', **ANEW}
        if away := queries.away():
            headers["planledger-last-seen"] = formatdate(away[1], usegmt=True)
        known = re.findall(r'"([^"]*)"', request.headers.get("if-none-match", ""))
        if state in known:
            return Response(status_code=304, headers=headers)
        if request.method == "HEAD":
            return StreamingResponse(iter(()), media_type=MEDIA[form], headers=headers)
        chunks = queries.written(name, form, **choices)
    return StreamingResponse(_sent(chunks), media_type=MEDIA[form], headers=headers)


async def _sent(chunks: Iterator[bytes]) -> AsyncIterator[bytes]:
    """The chunks, each made when the one before is gone; dropped with the reader who leaves."""
    async for chunk in iterate_in_threadpool(chunks):
        yield chunk


def _refused(status: int, fault: str, **blanks: str) -> Response:
    headers = {"content-language": say("slides.language"), **NEVER_KEPT}
    return PlainTextResponse(say(f"answer.{fault}", **blanks) + "\n", status, headers)


def _listing() -> str:
    """Every question with its parameters and an address that it answers at."""
    lines = []
    for name in queries.names():
        pairs = [tuple(word.split("=", 1)) for word in queries.example(name).split()[1:]]
        lines += [f"{name}.csv", f"    {queries.question(name)}"]
        lines += [f"    {key}: {meaning}" for key, meaning in queries.parameters(name).items()]
        lines += [f"    {name}.csv?{urlencode(pairs, safe=',')}"] if pairs else []
    return "\n".join(lines) + "\n"


routes = [Route(f"/{PLACE}", Answers), Route(f"/{PLACE}/{{path:path}}", Answers)]
