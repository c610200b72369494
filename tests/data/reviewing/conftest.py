"""A document that was read beside the small ledger, and all that a commit of it takes."""

from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from plans import DEMO, all_accepted

from data.reading.extract import NAMES, Reading, read
from data.reading.matching import Name
from data.results.wanted import opened
from data.reviewing import taking
from data.reviewing.about import About, offered
from data.reviewing.decided import Decision, NewIndicator
from tests.people import EDITOR


@dataclass
class Given:
    """What is taken in, and where."""

    content: bytes
    reading: Reading
    about: About
    decisions: list[Decision]
    new: list[NewIndicator]
    folders: dict[str, Path]

    def commit(self, by=EDITOR, **asked):
        """The import of all of it."""
        return taking.commit(
            self.content, "demo.txt", self.reading, self.about, self.decisions, self.new, by=by, **asked, **self.folders
        )


def read_beside(text: str, folders: dict[str, Path]) -> Reading:
    """A text read with the names of a ledger."""
    with opened(**folders) as ledger:
        known = [Name(*row) for row in ledger.execute(NAMES).fetchall()]
    return read(text.encode(), "demo.txt", known)


def given(text: str, folders: dict[str, Path]) -> Given:
    """A text read and accepted whole."""
    reading = read_beside(text, folders)
    about = replace(offered(reading, **folders), region_id="demo-east", region_zh="")
    return Given(text.encode(), reading, about, *all_accepted(reading, **folders), folders)


@pytest.fixture
def folders(small_ledger) -> dict[str, Path]:
    """The folders of the small ledger, as the functions take them."""
    return {"folder": small_ledger.store, "shipped": small_ledger.shipped}


@pytest.fixture
def demo(folders) -> Given:
    """A made-up plan of the small ledger's city, accepted whole."""
    return given(DEMO, folders)
