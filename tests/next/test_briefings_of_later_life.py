"""Every ready-made briefing of the ledger of later life leaves as a file, and none says a number that is none.

Each is made as a package, which holds all its texts and tables, and as one kind of file more, in turn; where all is
tested, as every kind.
"""

import io
import itertools
import re
import zipfile
from collections.abc import Iterator

import pytest

from components.exports import files
from components.language import words
from components.views import briefing
from tests.whole import IS_WHOLE, some

STRANGE = re.compile(r"(?<![A-Za-z/._-])(?:NaN|nan|None|NaT|<NA>)(?![A-Za-z/._-])|(?<![%$])\{[a-z_]+\}")
# texts of a file that are the makers' own, and not said by a briefing
SCRIPT = re.compile(r"<(script|style)\b.*?</\1>", flags=re.DOTALL)
TAG = re.compile(r"<[^>]*>")


@pytest.fixture(autouse=True)
def chinese() -> Iterator[None]:
    words.speak("zh")
    yield
    words.speak("zh")


def said(content: bytes, ending: str) -> Iterator[tuple[str, str]]:
    """(place, text) of everything that a file says; office files and packages are archives."""
    if ending == "html":
        yield "html", TAG.sub(" ", SCRIPT.sub(" ", content.decode("utf-8")))
        return
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.endswith(".xlsx"):  # the workbook inside a native chart
                yield from said(archive.read(name), "xlsx")
            elif name.endswith((".xml", ".csv", ".json", ".md", ".txt")):
                yield name, TAG.sub(" ", archive.read(name).decode("utf-8-sig"))


def strange(content: bytes, ending: str) -> list[str]:
    return [
        f"{ending}, {place}: …{text[max(found.start() - 40, 0) : found.end() + 40]}…"
        for place, text in said(content, ending)
        for found in [STRANGE.search(text)]
        if found
    ]


@pytest.fixture
def decks(own_store):
    """All ready-made briefings of this ledger, by name."""
    return briefing.ready_made()


def test_the_new_city_and_the_new_plan_have_briefings_of_their_own(decks):
    assert [name for name in decks if "临海示例" in name]
    assert [name for name in decks if "墨山示例" in name]
    assert len(set(decks)) == len(decks)


def test_every_ready_made_briefing_leaves_with_nothing_strange_in_it(decks):
    others, wrong = itertools.cycle(ending for ending in files.ENDINGS if ending != "zip"), {}
    # every third already holds each kind of briefing, of cities and of places above them
    for name in some(list(decks), *range(0, len(decks), 3)):
        try:
            deck = briefing.deck(name)
            endings = files.ENDINGS if IS_WHOLE else ("zip", next(others))
            wrong[name] = [thing for ending in endings for thing in strange(files.made(deck, ending), ending)]
        except Exception as error:  # which briefing, and what: the list is the point
            wrong[name] = [f"{type(error).__name__}: {error}"]
    if told := [f"{name}\n    " + "\n    ".join(things[:6]) for name, things in wrong.items() if things]:
        pytest.fail("\n".join(told), pytrace=False)


@pytest.mark.parametrize("ending", files.ENDINGS)
def test_a_briefing_of_a_city_without_english_names_or_people_leaves_as_each_kind_of_file(decks, ending):
    name = next(name for name in decks if "墨山示例" in name)
    assert strange(files.made(briefing.deck(name), ending), ending) == []


@pytest.mark.parametrize("ending", files.ENDINGS)
def test_a_briefing_leaves_in_english_too(ending):
    words.speak("en")
    name = next(name for name in briefing.ready_made() if "Linhai Demo" in name)
    content = files.made(briefing.deck(name), ending)
    # None is an English word, so only what no language says is looked for
    assert not [thing for thing in strange(content, ending) if "NaN" in thing or "nan" in thing or "{" in thing]
