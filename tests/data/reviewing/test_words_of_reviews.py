"""What is said of a review is said in both languages, and every token that the code asks for is there."""

import csv
import re
from pathlib import Path
from string import Formatter

from data.reviewing.about import About, faults
from data.reviewing.decided import CHANGEABLE
from data.reviewing.indicators import NewIndicator

FOLDER = Path(__file__).parents[3] / "data/reviewing"
WITH_TOKENS = re.compile(r'"((?:about|candidate|new|document|known|command|note)\.[a-z_]+|nothing(?:_new)?|standing)"')


def test_every_token_is_said_in_both_languages_with_the_same_blanks():
    with (FOLDER / "words.csv").open(encoding="utf-8", newline="") as lines:
        rows = {row["token"]: row for row in csv.DictReader(lines)}
    asked = {token for file in FOLDER.glob("*.py") for token in WITH_TOKENS.findall(file.read_text(encoding="utf-8"))}
    asked |= {f"column.{name}" for kind in (About, NewIndicator) for name in kind.__dataclass_fields__}
    asked |= {f"column.{name}" for name in CHANGEABLE}
    assert asked - rows.keys() == set()

    def blanks(text: str) -> set[str]:
        return {name for _, name, _, _ in Formatter().parse(text) if name}

    assert [token for token, row in rows.items() if blanks(row["zh"]) != blanks(row["en"])] == []


def test_a_document_of_which_nothing_is_known_lacks_title_issuer_kind_and_region(folders):
    assert {field for field, _ in faults(About(), **folders)} == {"title_zh", "issuer", "kind", "region_id"}
