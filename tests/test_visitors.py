"""Many visitors at once: everyone sees what the ledger says now, also while a figure comes."""

import asyncio
import csv
import time
from pathlib import Path

from benchmarks import visitors
from benchmarks.visitors import ROOT, Seen, main, opened, started
from data import imports, store
from tests.people import KEEPER
from tests.shared import apart, run_apart
from tests.whole import IS_WHOLE

VISITORS = 50 if IS_WHOLE else 8
SENTENCE = "第九十九处"


def new_figure(folder: Path) -> Path:
    """An import of one result of 青岛 with a place that no other fact has."""
    with (store.SHIPPED / "facts/qingdao-bulletin-2021.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        header, row = list(reader.fieldnames), next(reader)
    row |= {"fact_id": "demo.text1-1.actual.2021", "document_id": "demo", "locator": SENTENCE}
    for name, names, values in (
        ("facts/demo.csv", header, row),
        (
            "catalog/documents.csv",
            ["document_id", "title_zh", "issuer", "kind", "region_id"],
            {"document_id": "demo", "title_zh": "示例", "issuer": "示例", "kind": "press", "region_id": "qingdao"},
        ),
    ):
        (folder / name).parent.mkdir(parents=True)
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, names)
            writer.writeheader()
            writer.writerow(values)
    return folder


def says(answer: Seen) -> bool:
    return any(SENTENCE.encode() in part for part in answer.parts)


async def everyone(server, held: Path, coming: Path) -> tuple[list[Seen], list[Seen]]:
    """What all visitors of the facts see before an import and when it is there; they ask on while it is written."""
    # a table of all facts has no words to look for: it is narrowed to those of the place, which are said as a choice
    choices = {"words": SENTENCE[:-1]}
    async with opened(server, "evidence", VISITORS) as people:
        before = [await person.see(choices) for person in people]
        writing = asyncio.create_task(asyncio.to_thread(imports.commit, coming, "demo", held, by=KEEPER))
        meanwhile: list[Seen] = []
        while not writing.done():
            meanwhile += await asyncio.gather(*(person.see(choices) for person in people))
        await writing
        after = await asyncio.gather(*(person.see(choices) for person in people))
        # a server may look for changes every few seconds only
        deadline = time.monotonic() + 60
        while not all(map(says, after)):
            assert time.monotonic() < deadline
            after = await asyncio.gather(*(person.see(choices) for person in people))
    return [*before, *meanwhile], after


def test_an_import_under_many_visitors_is_seen_by_everyone_and_disturbs_nobody(tmp_path):
    held = tmp_path / "store"
    coming = new_figure(tmp_path / "coming")
    store.built_file(held)
    with started(ROOT / "app.py", held) as server:
        before, after = run_apart(lambda: everyone(server, held, coming))
    assert [answer.errors for answer in (*before, *after)] == [0] * (len(before) + len(after))
    assert not any(map(says, before[:VISITORS]))
    assert len(after) == VISITORS
    assert len({answer.parts for answer in after}) == 1


def test_the_benchmark_prints_a_line_a_page_without_errors_or_wrong_answers(capsys, monkeypatch):
    # the ledger is there, as one process has it that others read beside, and what nobody will ask is not found ahead
    monkeypatch.setattr(visitors, "started", lambda script, held: started(script, store.built_file(held).parents[1]))
    monkeypatch.setenv("PLANLEDGER_AHEAD", "no")
    apart(lambda: main(["--visitors", "2", "--reruns", "2", "--pages", "evidence"]))
    _, head, *lines = capsys.readouterr().out.splitlines()
    assert head.split()[0] == "page"
    assert [line.split()[0] for line in lines] == ["empty", "evidence"]
    assert [line.split()[4:6] for line in lines] == [["0", "0"]] * 2
