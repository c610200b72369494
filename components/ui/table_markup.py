"""The HTML of a view's table and of its tools, which change the address: links that sort, forms that narrow."""

import html
import re
from collections.abc import Sequence
from urllib.parse import quote_plus, urlencode

from components.exports.html.table import verdict_picture
from components.language.cells import cell_text
from components.language.numerals import plain, whole
from components.language.signs import signs_explained
from components.language.titles import column_title
from components.language.words import say
from components.look.theme import PALETTES
from components.model.arrangement import Arrangement
from components.model.column import Column
from components.model.view import View
from components.ui import address
from components.ui.screen import is_phone, look
from components.views.arranged import is_measured, offers_of, own_columns

# so many rows stand there at once, on a phone; a few more than that are not held back
FIRST, FIRST_ON_PHONE, SPARED = 20, 8, 5
# words of so many letters stand in one line, and so do figures and dates; a column whose texts have so many Chinese
# letters, or twice as many Latin ones, is wide, and so is one (but of names) with a text of as many as LONGEST
SHORT, SHORT_FIGURE, LONG, LONGEST = 6, 9, 18, 27
# kinds of columns that are read from their right edge
FIGURES = ("printed", "written", "change", "result", "number", "percent", "points", "whole")
DATES = ("label", "month", "day", "year")
# a table is one stop of the keyboard, and arrows go about in it (keyboard.js)
_IN_TABLE = " data-way='' tabindex='-1'"
_REMARK = re.compile("(?<=[^（( ])(?= ?[（(])")


def _way(**changes: str | None) -> str:
    """Where a link of a tool leads: this page, with choices changed; None drops one."""
    return html.escape("?" + urlencode(address.whole(**changes)), quote=True)


def way_to_evidence(**chosen: str) -> str:
    """Where a link to a source leads: 数据溯源 in the same language and look. chosen: fact or document."""
    kept = {key: value for key, value in address.shared().items() if key in ("lang", "look")}
    return address.way("evidence", {**kept, **chosen})


def _link(text: str, words: str = "", style: str = "", /, **changes: str | None) -> str:
    """A link that changes the address; words: what it does, where its text does not say so."""
    said = f" title='{html.escape(words, quote=True)}'" if words else ""
    return f"<a data-way='' class='{style}' href='{_way(**changes)}'{said}>{text}</a>"


def caption(view: View, seen: View) -> str:
    """The table's name and how many rows are seen of how many."""
    count = (
        say("table.rows", count=len(view.frame))
        if len(seen.frame) == len(view.frame)
        else say("table.rows_of", count=len(seen.frame), all=len(view.frame))
    )
    name = html.escape(say("table.caption." + view.name))
    return f"<div class='pl-caption'>{name}<span>{html.escape(count)}</span></div>"


def subtitle(view: View) -> str:
    """What the rows of a table are, where the view says it."""
    return f"<p class='pl-note'>{html.escape(view.subtitle)}</p>" if view.subtitle else ""


def notes(view: View) -> str:
    """The cautions that belong under a table, a line each."""
    return f"<p class='pl-source'>{'<br/>'.join(map(html.escape, view.notes))}</p>"


def tools(view: View, arrangement: Arrangement) -> str:
    """Two forms that open: what the rows are narrowed to, and which columns are seen."""
    return (
        f"<div class='pl-tools'>{_opening('table.narrow', _narrowing(view, arrangement))}"
        f"{_opening('table.columns', _columns(view, arrangement))}</div>"
    )


def _opening(word_id: str, body: str) -> str:
    return (
        f"<details><summary class='pl-button'>{html.escape(say(word_id))}</summary>"
        f"<form>{body}<p><button type='submit' class='pl-button'>{html.escape(say('table.apply'))}</button></p></form>"
        "</details>"
    )


def _narrowing(view: View, arrangement: Arrangement) -> str:
    """The fields that narrow the rows: a word, bounds of numbers, texts of which there are few."""
    shown = own_columns(view)
    parts = [
        f"<label>{html.escape(say('table.find'))}<input type='search' name='find.{view.name}' "
        f"value='{html.escape(arrangement.find, quote=True)}'/></label>"
    ]
    for name in shown:
        title = html.escape(column_title(view, name))
        offers = offers_of(view, name)
        if offers:
            kept = arrangement.only.get(name, ())
            boxes = "".join(_box(text, f"{text} ({count})", text in kept) for text, count in offers.items())
            parts.append(f"<fieldset data-joined='only.{view.name}.{name}'><legend>{title}</legend>{boxes}</fieldset>")
        elif is_measured(view.column(name)) and view.frame[name].nunique() > 1:
            bounds = arrangement.between.get(name, (None, None))
            fields = "".join(
                f"<input type='number' step='any' aria-label='{title} {html.escape(say(word_id), quote=True)}' "
                f"placeholder='{html.escape(say(word_id), quote=True)}' value='{_digits(bound)}'/>"
                for word_id, bound in zip(("table.from", "table.to"), bounds, strict=True)
            )
            parts.append(
                f"<fieldset data-between='between.{view.name}.{name}'><legend>{title}</legend>{fields}</fieldset>"
            )
    return "".join(parts)


def _digits(bound: float | None) -> str:
    return "" if bound is None else plain(bound).replace(",", "").replace("−", "-")


def _box(value: str, words: str, is_ticked: bool) -> str:
    ticked = " checked='checked'" if is_ticked else ""
    value = html.escape(value, quote=True)
    return f"<label><input type='checkbox' value='{value}'{ticked}/>{html.escape(words)}</label>"


def _columns(view: View, arrangement: Arrangement) -> str:
    """A box for each column of the file; those that are seen are ticked."""
    own = own_columns(view)
    seen = arrangement.columns or own
    names = (*own, *(name for name in view.frame.columns if name not in own))
    boxes = "".join(_box(name, column_title(view, name), name in seen) for name in names)
    return (
        f"<fieldset data-joined='columns.{view.name}' data-default='{'|'.join(own)}'>"
        f"<legend>{html.escape(say('table.columns_seen'))}</legend>{boxes}</fieldset>"
    )


def chips(view: View, arrangement: Arrangement) -> str:
    """What narrows the rows or chooses columns, each with a way to drop it; nothing where nothing does."""
    dropped: dict[str, str] = {}
    if arrangement.find:
        dropped[f"find.{view.name}"] = say("table.find_said", word=arrangement.find)
    join = say("punctuation.list").join
    for name, texts in arrangement.only.items():
        dropped[f"only.{view.name}.{name}"] = say("table.only_said", column=column_title(view, name), words=join(texts))
    for name, (least, most) in arrangement.between.items():
        bounds = [f"{sign} {plain(bound)}" for sign, bound in (("≥", least), ("≤", most)) if bound is not None]
        dropped[f"between.{view.name}.{name}"] = say(
            "table.only_said", column=column_title(view, name), words=join(bounds)
        )
    if arrangement.columns:
        dropped[f"columns.{view.name}"] = say("table.columns_said", count=whole(len(arrangement.columns)))
    if not dropped:
        return ""
    links = [_link(f"{html.escape(words)} ✕", say("table.drop"), "", **{name: None}) for name, words in dropped.items()]
    if len(links) > 1:
        links.append(_link(html.escape(say("table.drop_all")), "", "", **dict.fromkeys(dropped)))
    return f"<p class='pl-chips'>{''.join(links)}</p>"


def table(view: View, arrangement: Arrangement, row_name: str = "", chosen: str = "") -> str:
    """The rows of an arranged view. row_name: the choice that a click on a row makes, or ""; chosen: the row's id."""
    if view.is_empty:
        return f"<p class='pl-advice'>{html.escape(say('table.none'))}</p>"
    columns = [view.column(name) for name in view.shown]
    naming = next((place for place, column in enumerate(columns) if column.kind == "name"), 0)
    if is_phone():
        # what a row is of is seen first where few columns are
        columns.insert(0, columns.pop(naming))
        naming = 0
    ids = list(view.frame[view.key]) if row_name else []
    first = len(view.frame) if arrangement.is_whole or len(view.frame) <= _first() + SPARED else _first()
    if chosen in ids[first:]:
        first = len(view.frame)
    heads, drawn, said = [], [], []
    for place, column in enumerate(columns):
        texts = [cell_text(column, value) for value in view.frame[column.id]]
        said.append((column, texts))
        style = f"{_style(column, texts)} frozen".strip() if place == naming else _style(column, texts)
        cells = _led(view, column, [_body(column, text) for text in texts], is_choosing=bool(row_name))
        if place == naming and row_name:
            cells = _choosing(cells, row_name, ids)
        heads.append(_head(view, column, style, arrangement))
        opening = f"<td class='{style}'>" if style else "<td>"
        drawn.append([f"{opening}{cell}</td>" for cell in cells])
    rows = []
    for place, cells in enumerate(zip(*drawn, strict=True)):
        late = " class='late'" if place >= first else ""
        current = " aria-current='true'" if row_name and ids[place] == chosen else ""
        rows.append(f"<tr{late}{current}>{''.join(cells)}</tr>")
    name = html.escape(say("table.caption." + view.name), quote=True)
    body = (
        f"<div class='pl-table' role='region' tabindex='0' aria-label='{name}' aria-describedby='keys-{view.name}'>"
        f"<table data-view='{view.name}'><thead><tr>{''.join(heads)}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table></div>"
        f"<p class='pl-keys' id='keys-{view.name}'>{html.escape(say('table.keys'))}</p>"
    )
    return body + _rest(view, arrangement, first) + _signs(signs_explained(said))


def _signs(explained: Sequence[str]) -> str:
    """What the signs in the cells mean, in small type."""
    return f"<p class='pl-note'>{html.escape(say('punctuation.join').join(explained))}</p>" if explained else ""


def _choosing(cells: Sequence[str], name: str, ids: Sequence[str]) -> list[str]:
    """The cells that rows are known by, each a link that chooses its row."""
    others = urlencode(address.whole(**{name: None}))
    others += "&" if others else ""
    ways = (html.escape(f"?{others}{name}={quote_plus(row)}", quote=True) for row in ids)
    return [
        f"<a{_IN_TABLE} class='pl-row' href='{way}'>{cell or '…'}</a>" for cell, way in zip(cells, ways, strict=True)
    ]


def _first() -> int:
    return FIRST_ON_PHONE if is_phone() else FIRST


def _rest(view: View, arrangement: Arrangement, first: int) -> str:
    """The way to all rows where some are held back, and back again."""
    if first < len(view.frame):
        text = say("table.all_rows", count=whole(len(view.frame)))
        return f"<p class='pl-rest'>{_link(html.escape(text), '', 'pl-button', **{f'rows.{view.name}': 'all'})}</p>"
    if arrangement.is_whole and len(view.frame) > _first() + SPARED:
        text = say("table.first_rows", count=whole(_first()))
        return f"<p class='pl-rest'>{_link(html.escape(text), '', 'pl-button', **{f'rows.{view.name}': None})}</p>"
    return ""


def _head(view: View, column: Column, style: str, arrangement: Arrangement) -> str:
    """A column's title, a link that sorts by it: numbers from the largest first, then the other way, then not."""
    title = html.escape(column_title(view, column.id))
    first, second = ("-", "") if "number" in style else ("", "-")
    is_sorted = arrangement.sort == column.id
    held = "-" if arrangement.is_descending else ""
    following = f"{first}{column.id}" if not is_sorted else f"{second}{column.id}" if held == first else None
    arrow = f"<i>{'↓' if arrangement.is_descending else '↑'}</i>" if is_sorted else ""
    told = f" aria-sort='{'descending' if arrangement.is_descending else 'ascending'}'" if is_sorted else ""
    words = say("table.sort" if following else "table.unsort", column=column_title(view, column.id))
    way = _way(**{f"sort.{view.name}": following})
    link = f"<a{_IN_TABLE} href='{way}' title='{html.escape(words, quote=True)}'>{title}{arrow}</a>"
    return f"<th scope='col' data-column='{column.id}' class='{style}'{told}>{link}</th>"


def _style(column: Column, cells: Sequence[str]) -> str:
    """How a column is set: figures to the right, long texts wide, texts of several words not as narrow as one."""
    styles = ["number"] if column.kind in FIGURES else []
    letters = [len(text.encode("gb18030")) / 2 for text in cells if text]
    longest = max(letters, default=0)
    # a long name goes on in a second line
    if sum(letters) > LONG * len(letters) or (longest > LONGEST and column.kind != "name"):
        styles.append("long" if column.says != "verdict" else "words")
    elif longest > (SHORT_FIGURE if styles or column.kind in DATES else SHORT) and column.kind != "name":
        styles.append("words")
    return " ".join(styles)


def _body(column: Column, text: str) -> str:
    """A cell's text, of which a short one stands in one line and a figure's remark in the next where need be."""
    is_figure = column.kind in FIGURES
    if len(text) <= (SHORT_FIGURE if is_figure or column.kind in DATES else SHORT):
        return f"<b>{html.escape(text)}</b>" if text else ""
    parts = _REMARK.split(text) if is_figure else [text]
    return html.escape(text) if len(parts) == 1 else "<wbr/>".join(_body(column, part) for part in parts)


def _led(view: View, column: Column, cells: list[str], is_choosing: bool) -> list[str]:
    """The cells of a column with what they lead to or show: a figure its fact, a document its facts, a verdict its
    shape. Where a row is chosen for reading beside the table (is_choosing) nothing leads away from there.
    """
    if column.id == "status" and view.verdicts:
        palette = PALETTES[look()]
        return [verdict_picture(palette, verdict) + cell for verdict, cell in zip(view.verdicts, cells, strict=True)]
    if column.struck:
        gone = view.frame[column.struck].notna()
        cells = [f"<del>{cell}</del>" if is_gone else cell for cell, is_gone in zip(cells, gone, strict=True)]
    if is_choosing or not column.source or column.source not in view.frame:
        return cells
    name = "fact" if view.column(column.source).kind == "fact" else "document"

    def linked(cell: str, source: object) -> str:
        if not cell or not isinstance(source, str) or not source:
            return cell
        return f"<a{_IN_TABLE} href='{way_to_evidence(**{name: source})}'>{cell}</a>"

    return [linked(cell, source) for cell, source in zip(cells, view.frame[column.source], strict=True)]
