"""What a page draws: the question, a view's figure and table, its source line and files, advice where it is empty."""

import html
from collections.abc import Iterable, Mapping, Sequence

import plotly.graph_objects as go
import streamlit as st

from components.language.method import method_text
from components.language.words import say
from components.model.found import Change, Fact, Finding, Highlight, Original, Seen
from components.model.plot import Plot
from components.model.view import View
from components.ui import address
from components.ui.add_to_briefing import offer, show_here
from components.ui.downloads import show_menu
from components.ui.table import show_table
from components.ui.table_markup import way_to_evidence
from components.views.charted import Listed, marks_of
from components.views.registry import KINDS
from components.views.sources import source_of_figure

CARDS = 12
# the heading with which a page begins, for the way to it
QUESTION = "question"
# so many pixels of a figure stand under the question on a page of paper
PAPER = 660
# of a higher one, which stands on a page by itself, the smallest share at which it is printed
LEAST = 0.85
# how many times as wide as its strip a page is drawn, that its letters can be read
ZOOM = 1.3


class _Drawn(go.Figure):
    """A figure as Streamlit takes it, which is the plain data as it stands: Plotly checks nothing on the way."""

    def __init__(self, plot: Plot):
        super().__init__()
        self._plot = plot

    def to_dict(self) -> dict:
        return self._plot.to_dict()


def show_question(page: str) -> None:
    """The page's question as its heading."""
    st.html(f"<h1 id='{QUESTION}' class='pl-question' tabindex='-1'>{html.escape(say(f'question.{page}'))}</h1>")


def show_figure(view: View) -> None:
    """The figure with its menu, alternative text and the list of its marks, where there is one."""
    if view.figure is None:
        return
    offer(view)
    config = {"displayModeBar": False, "displaylogo": False, "scrollZoom": False, "showSendToCloud": False}
    with st.container(gap=None, key=f"plot-{view.name}"):
        with st.container(horizontal=True, gap="small", key=f"more-{view.name}", width="content"):
            show_here(view)
            show_menu(view)
        st.plotly_chart(
            _Drawn(view.figure),
            theme=None,
            config=config,
            alt=view.alternative or view.headline,
            # its room is kept until it is drawn, which document.js says when
            height=view.figure.height,
            key=f"figure-{view.name}",
        )
        _show_marks(view)
        if view.figure.height > PAPER:
            # or it would leave the page with the question empty, and stand alone on the next
            share = round(max(PAPER / view.figure.height, LEAST), 3)
            st.html(f"<style>@media print {{ .st-key-plot-{view.name} {{ zoom: {share}; }} }}</style>")


def _show_marks(view: View) -> None:
    """The marks of a figure as links, in a list that opens by keyboard: a drawing takes no focus. A click on a mark
    follows its link (document.js), which it knows by what both choose.
    """
    marks = marks_of(view)
    if marks:
        links = "".join(
            f"<li><a data-way='' data-mark='{html.escape(' '.join(dict(mark.choices).values()), quote=True)}'"
            f" href='{_way_of(view, mark)}'>{html.escape(mark.text)}</a></li>"
            for mark in marks
        )
        summary = html.escape(say("chart.marks", count=len(marks)))
        st.html(f"<details class='pl-marks'><summary>{summary}</summary><ul>{links}</ul></details>")


def _way_of(view: View, mark: Listed) -> str:
    """Where a mark leads: to the fact that it is, to another page, or to choices of the view's own."""
    chosen = dict(mark.choices)
    if mark.page == "evidence":
        return way_to_evidence(**chosen)
    if mark.page == KINDS[view.name].page:
        return address.way(mark.page, address.whole(**chosen))
    return address.way(mark.page, address.shared(**{"theme": None, **chosen}))


def show_about(told: Mapping[str, str]) -> None:
    """What a thing is, in few words: label and text, one after the other."""
    body = "".join(f"<div>{_tagged('dt', label)}{_tagged('dd', text)}</div>" for label, text in told.items())
    st.html(f"<dl class='pl-about'>{body}</dl>")


def show_sources(view: View) -> None:
    """The documents that the view rests on, where no figure names them."""
    if view.sources and view.figure is None:
        st.html(f"<p class='pl-source'>{html.escape(source_of_figure(view.sources))}</p>")


def show_view(view: View) -> None:
    """The whole of a view: figure, the sentence to go away with, table and source; advice where it has no rows."""
    if view.is_empty:
        show_advice(view.advice)
        return
    show_figure(view)
    show_takeaway(view)
    show_table(view)
    show_sources(view)


def show_ground(view: View) -> None:
    """What the view's verdict rests on, or what would settle it, with the facts as links."""
    if view.ground is None:
        return
    links = say("punctuation.list").join(
        f"<a data-way='' href='{way_to_evidence(fact=fact_id)}'>{html.escape(text)}</a>"
        for text, fact_id in view.ground.facts
    )
    facts = f"<span>{html.escape(say('ground.facts'))}{links}</span>" if links else ""
    st.html(f"<p class='pl-ground'>{html.escape(view.ground.sentence)} {facts}</p>")


def show_takeaway(view: View) -> None:
    if view.takeaway:
        st.html(f"<p class='pl-takeaway'>{html.escape(view.takeaway)}</p>")


def show_advice(text: str) -> None:
    """What to do when the choices leave nothing."""
    st.html(f"<p class='pl-advice'>{html.escape(text)}</p>")


def show_ways(*ways: tuple[str, str, Mapping[str, str | None]]) -> None:
    """Sentences in one line, each of which leads to a page with all choices of this one but those that are changed;
    None drops one.
    """
    links = [_link(f"{text} →", address.way(page, address.whole(**choices))) for text, page, choices in ways]
    st.html(f"<div class='pl-ways'>{''.join(links)}</div>")


def _link(text: str, way: str) -> str:
    """A link to a page of the app, as address.way has it."""
    return f"<a class='pl-way' data-way='' href='{way}'>{html.escape(text)}</a>"


def show_section(word_id: str) -> None:
    """A heading of the second order."""
    st.html(f"<h2 class='pl-section'>{html.escape(say(word_id))}</h2>")


def show_counts(counts: Iterable[tuple[str, str]]) -> None:
    """Numbers in one line, each with what it counts."""
    told = "".join(f"<span><b>{count}</b>{html.escape(words)}</span>" for count, words in counts)
    st.html(f"<div class='pl-counts'>{told}</div>")


def show_lists(lists: Mapping[str, Sequence[Change]], family: str) -> None:
    """Lists side by side, each under its heading with its count."""
    columns = []
    for key, entries in lists.items():
        heading, weaker = say(f"{family}.{key}", count=len(entries)), sum(entry.is_weaker for entry in entries)
        heading = say(f"{family}.weaker", heading=heading, count=weaker) if weaker else heading
        items = "".join(
            f"<li><b>{html.escape(entry.name)}</b>{_tagged('i', entry.kind)}"
            f"{_tagged('span', entry.figures)}{_tagged('em', entry.reason)}</li>"
            for entry in entries
        )
        body = f"<ul>{items}</ul>" if items else _tagged("p", say(f"{family}.none"))
        columns.append(f"<section>{_tagged('h3', heading)}{body}</section>")
    st.html(f"<div class='pl-lists'>{''.join(columns)}</div>")


def _tagged(tag: str, text: str | None, more: str = "") -> str:
    """The text, made safe, inside an HTML tag; nothing for no text."""
    return f"<{tag}{more}>{html.escape(text)}</{tag}>" if text else ""


def show_directions(here: str) -> None:
    """Where to go from here: each other page's link, its question and what it gives."""
    cards = "".join(
        f"<section>{_link(say(f'page.{page}') + ' →', address.way(page, address.shared()))}"
        f"<p>{_tagged('b', say(f'question.{page}'))}<br>{html.escape(say(f'go.{page}'))}</p></section>"
        for page in address.PAGES
        if page != here
    )
    st.html(f"<div class='pl-go'>{cards}</div>")


def show_note(text: str) -> None:
    """A remark in small type."""
    st.html(_tagged("p", text, " class='pl-note'"))


def beside() -> Sequence:
    """Two places side by side: a table and the detail of its chosen row."""
    return st.columns([62, 38], gap="large")


def show_fact(fact: Fact | None) -> None:
    """One fact with its printed form, wording, source and rivals."""
    if fact is None:
        show_advice(say("evidence.choose"))
        return
    details = "".join(_tagged("dt", label) + _tagged("dd", str(text)) for label, text in fact.details.items())
    wording = _tagged("small", say("evidence.wording")) + _tagged("blockquote", fact.evidence, " lang='zh'")
    rivals = [(rival.figure, rival.role, rival.source, rival.reliability, rival.verdict) for rival in fact.rivals]
    usages = [(usage.usage, "", usage.target, "", usage.outcome) for usage in fact.usages]
    body = [
        _tagged("h2", fact.heading),
        _tagged("div", fact.printed, " class='printed'"),
        wording if fact.evidence else "",
        f"<dl>{details}</dl>",
        _in_original(fact.original) if fact.original else "",
        _tagged("h3", say("evidence.rivals")),
        _small_table(rivals) or _tagged("p", say("evidence.no_rivals")),
        _tagged("h3", say("evidence.usages")),
        _small_table(usages) or _tagged("p", say("evidence.no_usages")),
    ]
    st.html(f"<div class='pl-fact'>{''.join(body)}</div>")


def _in_original(shown: Original) -> str:
    """The figure marked in the text around it, in its row of a table, or outlined in the picture of its page."""
    mark = _tagged("mark", shown.figure)
    if shown.cells:
        head = "".join(f"<th>{html.escape(text)}</th>" for text in shown.head)
        cells = "".join(
            f"<td>{mark if i == shown.at else html.escape(text)}</td>" for i, text in enumerate(shown.cells)
        )
        text = f"<table lang='zh'><tr>{head}</tr><tr>{cells}</tr></table>"
    else:
        text = f"<p lang='zh'>{html.escape(shown.before)}{mark}{html.escape(shown.after)}</p>"
    picture = ""
    if shown.picture:
        picture = f"<figure>{_page_picture(shown)}</figure>"
    heading = _tagged("h3", say("evidence.original")) + _tagged("small", shown.where)
    return f"<section class='pl-original'>{heading}{text}{picture}</section>"


def show_seen(facts: Sequence[Seen], count: int) -> None:
    """Figures as their originals have them, each with the strip of the page that it stands on; of so many in all."""
    cards = "".join(
        f"<article>{_tagged('small', fact.about)}"
        f"<a data-way='' href='{way_to_evidence(fact=fact.fact_id)}'>{html.escape(fact.figure)}</a>"
        f"{_strip(fact.original)}{_tagged('small', fact.original.where)}</article>"
        for fact in facts
    )
    st.html(f"<div class='pl-seen'>{cards}</div>")
    if len(facts) < count:
        show_note(say("seen.more", count=count, shown=len(facts)))


def _strip(shown: Original) -> str:
    """The part of a page's picture about a figure, which opens in full; without a picture the text about it."""
    if not shown.picture:
        mark = _tagged("mark", shown.figure)
        return f"<p lang='zh'>{html.escape(shown.before)}{mark}{html.escape(shown.after)}</p>"
    left, top, width, height = shown.outline
    # the figure's middle stands in the strip's, without leaving the page at its sides
    edge = 50 / ZOOM
    across, down = min(max(left + width / 2, edge), 100 - edge), top + height / 2
    place = f"width:{round(100 * ZOOM)}%;transform:translate(-{round(across, 2)}%,-{round(down, 2)}%)"
    return f"<figure class='pl-strip'><div style='{place}'>{_page_picture(shown)}</div></figure>"


def _page_picture(shown: Original) -> str:
    """The picture of a page, which opens in full, with the figure outlined on it."""
    edges = zip(("left", "top", "width", "height"), shown.outline, strict=True)
    style = ";".join(f"{edge}:{share}%" for edge, share in edges)
    words = html.escape(say("seen.alternative", where=shown.where, figure=shown.figure))
    opening = html.escape(say("seen.open"))
    return (
        f"<a href='{shown.picture}' target='_blank' rel='noopener' title='{opening}'>"
        f"<img src='{shown.picture}' alt='{words}' loading='lazy'></a><i style='{style}'></i>"
    )


def _small_table(rows: Sequence[tuple[str, str, str, str, str]]) -> str:
    """Rows of bold text and remark, text and remark, outcome."""
    cells = [
        f"<tr><td>{_tagged('b', bold)}<br>{html.escape(remark)}</td><td>{html.escape(text)}<br>{html.escape(more)}</td>"
        f"{_tagged('td', outcome)}</tr>"
        for bold, remark, text, more, outcome in rows
    ]
    return f"<table>{''.join(cells)}</table>" if cells else ""


def show_finding(finding: Finding | None) -> None:
    """One finding with its arithmetic and the facts that it rests on."""
    if finding is None:
        show_advice(say("evidence.choose"))
        return
    facts = [(fact.figure, fact.role, fact.source, fact.fact_id, " ") for fact in finding.facts]
    body = [
        _tagged("h2", finding.kind),
        _tagged("div", finding.statement, " class='pl-takeaway'"),
        # nothing is worked where two prints are set beside each other
        *(
            [_tagged("small", say("column.arithmetic")), _tagged("div", finding.arithmetic, " class='printed'")]
            if finding.arithmetic
            else []
        ),
        _tagged("h3", say("evidence.facts")),
        _small_table(facts),
    ]
    st.html(f"<div class='pl-fact'>{''.join(body)}</div>")


def show_cards(view: View) -> None:
    """The first rows of a view as cards, for a phone: task, figure, and the rest in small; the table has them all."""
    task, figure, years, *rest = view.shown
    cards = []
    for _, row in view.frame.head(CARDS).iterrows():
        small = " · ".join(str(row[column]) for column in rest if row[column])
        cards.append(
            f"<article>{html.escape(row[task])}<br><b>{html.escape(row[figure])}</b> "
            f"{html.escape(row[years])}<small>{html.escape(small)}</small></article>"
        )
    st.html(f"<div class='pl-cards'>{''.join(cards)}</div>")
    if len(view.frame) > CARDS:
        show_note(say("cards.more", count=CARDS))


def show_method() -> None:
    """The rules by which verdicts are given, folded until asked for."""
    with st.expander(say("method.open")):
        st.markdown(method_text())


def show_highlights(highlights: Sequence[Highlight]) -> None:
    """What stands out, a line each: sort, pair of numbers, sentence and the way to its page."""
    lines = []
    for highlight in highlights:
        texts = {"sort": highlight.sort, "pair": highlight.pair, "sentence": highlight.sentence}
        told = "".join(_tagged("p", text, f" class='pl-{name}'") for name, text in texts.items())
        way = address.way(highlight.page, address.shared(**highlight.choices))
        lines.append(f"<section>{told}{_link(say('page.' + highlight.page) + ' →', way)}</section>")
    st.html(f"<div class='pl-highlights'>{''.join(lines)}</div>")
