"""Every chart says what it said: its words in their order, its marks with their values, its lines, in both looks."""

import shutil
from collections.abc import Iterator

import pytest

from components.language import words
from components.look.theme import PALETTES
from tests.components.charts.said import LATER, LEDGERS, figures, said, squeezed, written
from tests.plotted import plotted
from tests.whole import IS_WHOLE

WRITTEN = written()
# beside the last of each form on each canvas
STEP = 1 if IS_WHOLE else 149
ABOUT = ("view", "choices", "language", "canvas", "place")


@pytest.fixture(params=LEDGERS)
def ledger(request, monkeypatch: pytest.MonkeyPatch, tmp_path) -> Iterator[str]:
    if request.param == "later":
        shutil.copytree(LATER, tmp_path / "imports")
    monkeypatch.setenv("PLANLEDGER_STORE", str(tmp_path))
    yield request.param
    words.speak("zh")


def drawn(chart: dict, look: str) -> dict:
    """What a chart of the list says now, in a look."""
    words.speak(chart["language"])
    found = figures(chart["view"], chart["choices"], chart["canvas"], look)
    return said(plotted(found[chart["place"]]), chart["canvas"], PALETTES[look].ground)


def test_every_chart_says_what_is_written_down_and_the_same_in_the_dark(ledger):
    charts = [chart for chart in WRITTEN if chart["ledger"] == ledger]
    last = {(chart["view"], chart["canvas"]): chart for chart in charts}
    for number, chart in enumerate([*last.values(), *charts[::STEP]]):
        now, about = drawn(chart, "dark" if number % 2 else "light"), {name: chart[name] for name in ABOUT}
        for part in ("heading", "words", "marks", "lines", "ticks"):
            assert squeezed(now[part]) == squeezed(chart[part]), (part, about)


def test_the_list_has_every_form_on_every_canvas_of_both_ledgers():
    forms = {(chart["ledger"], chart["view"], chart["canvas"]) for chart in WRITTEN}
    views = {
        "board",
        "overview",
        "periods",
        "cities",
        "cities_rates",
        "progress",
        "completion",
        "commitments",
        "indicator",
        "several",
        "indexed",
        "targets",
        "yearly",
    }
    for ledger in LEDGERS:
        assert {view for where, view, canvas in forms if (where, canvas) == (ledger, "wide")} == views
        # a phone has cards and a table in place of the coverage and of the squares
        narrow = {view for where, view, canvas in forms if (where, canvas) == (ledger, "narrow")}
        assert narrow == views - {"overview", "commitments"}
    assert all(chart["words"] for chart in WRITTEN)
