"""A deck as one HTML document: the file that leaves, and the presentation inside the app.

One view a screen, or several; the same document is shown, read on a phone and printed. Its figures are drawn in one
look and carry the other: every colour in them is a palette's, so each has its counterpart.
"""

import html
import json
import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from importlib.resources import files
from pathlib import Path

from components.charts.marks import verdict_svg
from components.exports.html.table import table_pages
from components.exports.layout.screens import NOTE_LINE, NOTE_LINES, PAGES, TITLE_LINE, figures_of, table_of
from components.exports.layout.source_line import source_line
from components.exports.layout.table_pages import ROWS
from components.language.words import say
from components.look import screen_size
from components.look.text_measure import OFFICE, SCREEN, as_many_as_fit
from components.look.theme import FONT, LOOKS, PALETTES, Palette
from components.model.judgement import Verdict
from components.model.plot import Plot
from components.model.view import Deck, View

STYLE, BEHAVIOUR = (Path(__file__).with_name(name) for name in ("deck.css", "deck.js"))
PLOTLY = files("plotly") / "package_data" / "plotly.min.js"
# pixels for the two lines of sources
SOURCE_ROOM = 1500
# the buttons, in their order: name, the paths of its picture on a square of 24, and its key (deck.js)
BUTTONS = {
    "back": ("M15 5 8 12l7 7", "←"),
    "next": ("M9 5l7 7-7 7", "→"),
    "overview": ("M4 6h16M4 12h16M4 18h16", "O"),
    "look": ("M12 3a9 9 0 1 0 0 18zM12 3a9 9 0 0 1 0 18", "D"),
    "full": ("M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5", "F"),
    "print": ("M7 9V3h10v6M7 17H4V9h16v8h-3M7 14h10v7H7z", "P"),
    "leave": ("M6 6l12 12M18 6L6 18", "Esc"),
}


@dataclass(frozen=True)
class Screen:
    """One screen of a deck: a view with the one figure, table or advice that it shows.

    part: which of how many of its kind.
    """

    view: View
    body: str
    part: tuple[int, int] = (1, 1)
    is_beside: bool = False
    notes: tuple[str, ...] = ()


def html_bytes(deck: Deck, look: str = "light", advance: Callable[[int, int], None] = lambda done, of: None) -> bytes:
    """A deck as one HTML file that needs no network, in the language in use. advance: told after each view."""
    script = f"<script>{PLOTLY.read_text(encoding='utf-8')}</script>"
    return page(deck, look, script, advance=advance).encode()


def page(
    deck: Deck,
    look: str,
    script: str,
    leave: str = "",
    advance: Callable[[int, int], None] = lambda done, of: None,
    is_preview: bool = False,
) -> str:
    """A deck as an HTML document.

    script: the element that brings plotly.js. leave: the address that Esc goes to. is_preview: only the screens, and
    where there are several a pager under them.
    """
    screens = []
    for done, view in enumerate(deck.views, 1):
        screens += _screens(view.presented)
        advance(done, len(deck.views))
    if not screens:
        return notice(say("deck.empty", name=deck.name), say("deck.to_briefings"), leave, look)
    title = html.escape(deck.name)
    slides = "".join(_slide(screen, deck.name, place, len(screens)) for place, screen in enumerate(screens, 1))
    return f"""{_head(deck.name, look)}
<body data-leave="{html.escape(leave)}"{' class="paged"' if is_preview and len(screens) > 1 else ""}>
<noscript><p>{html.escape(say("deck.no_script"))}</p></noscript>
<main>{slides}</main>
{_pager(len(screens)) if is_preview else _controls(bool(leave))}
<dialog class="overview" aria-label="{html.escape(say("deck.overview"))}"><h2>{title}</h2>{_overview(screens)}</dialog>
<p class="spoken" aria-live="polite"></p>
<script type="application/json" id="looks">{_script_json(counterparts())}</script>
{script}
<script>{BEHAVIOUR.read_text(encoding="utf-8")}</script>
</body>
</html>
"""


def notice(text: str, words: str, address: str, look: str) -> str:
    """An HTML document that says why there is nothing to present, with a way back where there is an address."""
    back = f'<a href="{html.escape(address)}">{html.escape(words)}</a>' if address else ""
    return f"""{_head(text, look)}
<body class="notice"><main><div class="advice"><h1>{html.escape(text)}</h1>{back}</div></main></body>
</html>
"""


def _head(title: str, look: str) -> str:
    return f"""<!DOCTYPE html>
<html lang="{say("slides.language")}" data-look="{look}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{html.escape(title)}</title>
<style>{_variables()}{STYLE.read_text(encoding="utf-8")}</style>
</head>"""


# colours


def _flat(palette: Palette) -> dict[str, str]:
    """Every colour of a palette under a name of its own: ink, region-0 …"""
    found = {}
    for field in fields(palette):
        value = getattr(palette, field.name)
        if isinstance(value, str):
            found[field.name] = value
        else:
            found |= {f"{field.name}-{place}": colour for place, colour in enumerate(value)}
    return found


def counterparts() -> dict[str, dict[str, str]]:
    """look → what each colour of the other look is in it."""
    flat = {look: _flat(PALETTES[look]) for look in LOOKS}
    return {
        look: {flat[other][name]: colour for name, colour in flat[look].items()} for look, other in (LOOKS, LOOKS[::-1])
    }


def _variables() -> str:
    """The palettes as properties of a style sheet; print is always light."""
    rules = {look: ";".join(f"--{name}:{colour}" for name, colour in _flat(PALETTES[look]).items()) for look in LOOKS}
    sizes = {"width": screen_size.WIDTH, "height": screen_size.HEIGHT, "inset": screen_size.INSET}
    sizes["beside"] = screen_size.BESIDE
    measures = ";".join(f"--{name}:{pixels}px" for name, pixels in sizes.items())
    return (
        f":root{{{rules['light']};{measures};font-family:{FONT}}}"
        f"@media screen{{:root[data-look=dark]{{{rules['dark']};color-scheme:dark}}}}\n"
    )


def _style_palette() -> Palette:
    """A palette of style properties, for what is drawn in the page itself."""
    palette = PALETTES[LOOKS[0]]
    return replace(
        palette, **{name: f"var(--{name})" for name, value in vars(palette).items() if isinstance(value, str)}
    )


# screens


def _screens(view: View) -> Iterator[Screen]:
    """What is shown of a view: its figures, its table in pages, or what to do where it has no rows."""
    if view.is_empty:
        yield Screen(view, f'<p class="advice">{html.escape(view.advice)}</p>')
        return
    figures = figures_of(view)
    if not figures:
        yield from _table_screens(view)
        return
    is_beside = view.screens is not None and view.verdict is not None
    is_long = len(view.frame) > PAGES * ROWS
    left = (say("deck.in_workbook", count=len(view.frame)),) if is_long else ()
    for part, figure in enumerate(figures, 1):
        width = screen_size.BESIDE if is_beside else screen_size.ALONE
        body = _chart(view, figure, width) + (_aside(view) if is_beside else "")
        yield Screen(view, body, (part, len(figures)), is_beside=is_beside, notes=view.notes + left)


def _table_screens(view: View) -> Iterator[Screen]:
    """A view's table in pages; the last says how many rows are left out."""
    found = table_of(view)
    pages = table_pages(found, _style_palette())
    for part, table in enumerate(pages, 1):
        is_cut = found.rows_left and part == len(pages)
        left = (say("slides.rows_left", count=found.rows_left),) if is_cut else ()
        yield Screen(view, table, (part, len(pages)), notes=left + view.notes)


def _chart(view: View, figure: Plot, width: int) -> str:
    described = html.escape(view.alternative or view.headline)
    return (
        f'<figure role="img" aria-label="{described}" data-width="{width}" data-height="{figure.height}">'
        f'<script type="application/json">{_script_json(_legible(figure.to_dict()))}</script></figure>'
    )


def _script_json(value: object) -> str:
    """JSON that cannot end the script element that it stands in."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _legible(part, name: str = ""):
    """A figure's JSON with no type under the smallest."""
    if isinstance(part, dict):
        return {key: _legible(value, f"{name}.{key}") for key, value in part.items()}
    if isinstance(part, list):
        return [_legible(value, name) for value in part]
    if isinstance(part, str):
        return re.sub(
            r"font-size:([\d.]+)px", lambda size: f"font-size:{max(float(size[1]), screen_size.SMALLEST):g}px", part
        )
    return max(part, screen_size.SMALLEST) if name.endswith("font.size") else part


def _aside(view: View) -> str:
    """Verdict, arithmetic and takeaway beside a figure."""
    rows = "".join(
        f"<div><dt>{html.escape(label)}</dt><dd>{html.escape(working)}</dd></div>" for label, working in view.arithmetic
    )
    taken = f'<p class="taken">{html.escape(view.takeaway)}</p>' if view.takeaway else ""
    return f"<aside>{_verdict(view.verdict)}<dl>{rows}</dl>{taken}</aside>"


def _verdict(verdict: Verdict) -> str:
    """Shape and word; what stands in brackets after the word is smaller."""
    mark = verdict_svg(_style_palette(), verdict.status, 26, verdict.has_figures)
    more = f"<small>{html.escape(verdict.addition.strip())}</small>" if verdict.addition else ""
    return f'<p class="verdict">{mark}<span><b>{html.escape(verdict.word)}</b>{more}</span></p>'


def _notes(screen: Screen) -> str:
    """As many notes as the lines hold that the title leaves, one after the other; full stops give way to what stands
    between them.
    """
    if not screen.notes:
        return ""
    stops = [note.rstrip("。.") for note in screen.notes]
    more = OFFICE.line_count(screen.view.headline, screen_size.ALONE, 29) - 1
    lines = max(1, NOTE_LINES - math.ceil(more * TITLE_LINE / NOTE_LINE))

    def said(shown: Sequence[str], left: int) -> str:
        return say("punctuation.join").join([*shown, *([say("deck.more_notes", count=left)] if left else [])])

    text = as_many_as_fit(
        stops, said, lambda text: OFFICE.line_count(text, screen_size.ALONE, screen_size.SMALLEST) <= lines
    )
    return f'<p class="notes">{html.escape(text or said(stops[:1], len(stops) - 1))}</p>'


def _title(screen: Screen) -> str:
    part, of = screen.part
    more = "" if of == 1 else say("deck.part" if part == 1 else "slides.continued", part=part, of=of)
    return html.escape(screen.view.headline) + (f"<small>{html.escape(more)}</small>" if more else "")


def _slide(screen: Screen, name: str, place: int, of: int) -> str:
    view = screen.view
    subtitle = f'<p class="subtitle">{html.escape(view.subtitle)}</p>' if view.subtitle else ""
    is_said = view.takeaway and screen.part[0] == 1 and not screen.is_beside and not view.is_empty
    taken = f'<p class="taken">{html.escape(view.takeaway)}</p>' if is_said else ""
    spoken = html.escape(say("deck.place", place=place, of=of, title=view.headline))
    return f"""
<section class="slide" id="{place}" aria-label="{spoken}">
<div class="canvas">
<header><h1>{_title(screen)}</h1>{subtitle}{taken}</header>
<div class="body{" beside" if screen.is_beside else ""}">{screen.body}</div>
{_notes(screen)}
<footer><p>{html.escape(_sources(view))}</p><p>{html.escape(name)}<b>{place} / {of}</b></p></footer>
</div>
</section>"""


def _sources(view: View) -> str:
    """The line under a screen: as many sources as it has room for, and the month."""
    as_of = say("deck.as_of", month=view.as_of) if view.as_of else ""
    cited = source_line(view.sources, lambda line: SCREEN.width(line + as_of, screen_size.SMALLEST) < SOURCE_ROOM)
    return "　　".join(text for text in (cited, as_of) if text)


def _controls(has_leave: bool) -> str:
    """All buttons, in their order."""
    return _nav("deck.controls", "".join(_button(name) for name in BUTTONS if name != "leave" or has_leave))


def _pager(count: int) -> str:
    """Back and next with the number of the shown screen between them; nothing for a single screen."""
    if count == 1:
        return ""
    return _nav(
        "deck.pager", f'{_button("back")}<span class="place" aria-hidden="true">1 / {count}</span>{_button("next")}'
    )


def _nav(word_id: str, inside: str) -> str:
    return f'<nav class="controls" aria-label="{html.escape(say(word_id))}">{inside}</nav>'


def _button(name: str) -> str:
    words = html.escape(say(f"deck.{name}"))
    picture, key = BUTTONS[name]
    return (
        f'<button type="button" data-do="{name}" title="{words}" aria-label="{words}">'
        f'<svg viewBox="0 0 24 24" aria-hidden="true"><path d="{picture}"/></svg>'
        f'<kbd aria-hidden="true">{key}</kbd></button>'
    )


def _overview(screens: list[Screen]) -> str:
    entries = "".join(f'<li><a href="#{place}">{_title(screen)}</a></li>' for place, screen in enumerate(screens, 1))
    return f"<ol>{entries}</ol>"
