"""Views are made once for all who ask, within their bounds, and are what they would be if made anew."""

from threading import Thread

import pytest

import queries
from components.look.canvas import NARROW, WIDE, Canvas
from components.views import registry
from components.views.kept import Kept, once_a_state
from components.views.registry import KINDS, view_of

CHOICES = {
    "board": {"period": "14fyp", "as_of": "2025-12"},
    "periods": {"region": "qingdao", "plan": "qingdao-hrss-14fyp"},
    "review": {"region": "qingdao", "period": "14fyp"},
    "moved_targets": {"period": "14fyp"},
    "cities": {"region": "qingdao", "other": "zhoushan"},
    "cities_rates": {"region": "qingdao", "other": "zhoushan"},
    "progress": {
        "region": "qingdao",
        "plan": "qingdao-hrss-14fyp",
        "indicator": "new_urban_jobs",
        "as_of": "2025-12",
    },
    "completion": {"region": "qingdao", "plan": "qingdao-hrss-14fyp", "as_of": "2025-12"},
    "missing": {"region": "qingdao", "plan": "qingdao-hrss-14fyp", "as_of": "2025-12"},
    "indicator": {"indicator": "new_urban_jobs", "region": "qingdao"},
    "several": {"region": "qingdao", "indicators": "new_urban_jobs,unemployment_insured"},
    "indexed": {"region": "qingdao", "indicators": "resident_population,unemployment_insured", "base": "2015"},
    "problems": {"region": "qingdao", "plan": "qingdao-hrss-14fyp", "as_of": "2025-12"},
    "indicator_targets": {"indicator": "new_urban_jobs"},
    "indicator_commitments": {"indicator": "new_urban_jobs"},
    "targets": {"region": "china", "indicator": "new_urban_jobs", "drafts": "new_urban_jobs:6000"},
    "targets_plan": {"region": "qingdao", "plan": "qingdao-hrss-14fyp", "drafts": "unemployment_insured:278"},
    "targets_peers": {"region": "qingdao", "indicator": "unemployment_insured"},
    "targets_record": {"region": "qingdao", "indicator": "unemployment_insured"},
    **{
        name: {"region": "qingdao", "plan": "qingdao-hrss-14fyp", "as_of": "2025-12"}
        for name in ("yearly", "yearly_years", "yearly_parts", "duties", "reminders")
    },
    "warnings": {"region": "all", "period": "14fyp", "as_of": "2025-12"},
    "data_warnings": {"region": "all", "period": "14fyp", "as_of": "2025-12"},
    "verdict_changes": {"region": "all", "period": "14fyp", "as_of": "2025-12", "since": "2024-12"},
    "commitments": {"theme": "talent"},
    "evidence": {"region": "zhoushan"},
    "findings": {"region": "zhoushan"},
    "overview": {},
}


def test_what_is_longest_unasked_goes_first_and_no_more_is_kept_than_there_is_room_for():
    kept, made = Kept(10, len), []

    def get(text: str) -> str:
        return kept.get(text, lambda: made.append(text) or text)

    for text in ("aaaa", "bbbb", "aaaa", "cccc", "aaaa", "bbbb"):
        assert get(text) == text
    assert made == ["aaaa", "bbbb", "cccc", "bbbb"]
    # one that is larger than all the room is given all the same, and takes the place of nothing
    assert get("d" * 20) == "d" * 20
    assert get("bbbb") == "bbbb"
    assert made == ["aaaa", "bbbb", "cccc", "bbbb", "d" * 20]


def test_what_cannot_be_made_is_not_kept():
    kept = Kept(10, len)
    with pytest.raises(KeyError):
        kept.get("a", lambda: {}["a"])
    assert kept.get("a", lambda: "a") == "a"


def test_many_who_ask_at_once_get_the_same():
    kept, got = Kept(1000, len), []
    readers = [
        Thread(target=lambda: got.extend(kept.get(n % 7, lambda n=n: str(n % 7)) for n in range(500))) for _ in range(8)
    ]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert sorted(got) == sorted([str(n % 7) for n in range(500)] * 8)
    assert len(kept) == 7


@pytest.mark.parametrize("name", KINDS)
def test_a_view_that_is_kept_is_the_one_that_would_be_made(name):
    choices = {"period": "14fyp"} | CHOICES[name]
    kept = view_of(name, choices, canvas=WIDE)
    assert view_of(name, choices, canvas=WIDE) is kept
    registry.forget()
    made = KINDS[name].make(**KINDS[name].given(choices, canvas=WIDE))
    assert made.frame.equals(kept.frame)
    assert (made.headline, made.choices, made.notes) == (kept.headline, kept.choices, kept.notes)
    assert (made.figure and made.figure.to_dict()) == (kept.figure and kept.figure.to_dict())


def test_another_canvas_language_or_state_of_the_ledger_is_another_view(monkeypatch):
    choices = CHOICES["periods"] | {"period": "14fyp"}
    kept = view_of("periods", choices, canvas=WIDE)
    assert view_of("periods", choices, canvas=NARROW) is not kept
    assert view_of("periods", choices, canvas=Canvas(look="dark")) is not kept
    monkeypatch.setattr(queries, "fingerprint", lambda: "another")
    assert view_of("periods", choices, canvas=WIDE) is not kept


def test_what_is_found_once_a_state_is_asked_for_once_under_the_same_choices(monkeypatch):
    asked = []

    @once_a_state
    def found(*choices: str) -> int:
        asked.append(choices)
        return len(asked)

    assert [found("a"), found("b"), found("a")] == [1, 2, 1]
    monkeypatch.setattr(queries, "fingerprint", lambda: "another state")
    assert found("a") == 3
