"""How well documents are read: precision and recall, one candidate to one printed figure.

`python -m benchmarks.reading` reads the five plan documents against the shipped facts, the work reports against the
figures noted of them, and documents rendered from invented plans. A figure counts only when label, role, years,
value, upper end, comparator, unit, basis and form are all right.
"""

import argparse
import csv
import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz

from data.reading.candidates import Candidate, plain
from data.reading.characters import clean
from data.reading.extract import names, read
from data.reading.matching import Name
from data.reading.refusal import Unreadable

SOURCES = Path(os.environ.get("PLANLEDGER_SOURCES", "../shared/sources"))
FACTS = Path("data/facts")
REPORTS = SOURCES / "reports_2026"
NOTED = SOURCES.parent / "research" / "reports_2026_figures.csv"
ASKED = ("role", "year_from", "year_to", "value", "value_high", "comparator", "unit", "basis", "target_form")
LEAST_LIKE = 60

Row = dict[str, str]


@dataclass
class Score:
    """How many figures are printed, were read, and were read right; and what was not, in words."""

    printed: int = 0
    read: int = 0
    right: int = 0
    sure: int = 0
    sure_right: int = 0
    misses: tuple[str, ...] = ()

    def __str__(self) -> str:
        recall, precision = self.right / max(self.printed, 1), self.right / max(self.read, 1)
        sure = f"; offered without doubt {self.sure}, {self.sure_right} right" if self.sure else ""
        return f"{self.right} of {self.printed} printed ({recall:.1%}), of {self.read} read ({precision:.1%}){sure}"

    def __add__(self, other: "Score") -> "Score":
        return Score(*(getattr(self, name) + getattr(other, name) for name in COUNTED))


COUNTED = ("printed", "read", "right", "sure", "sure_right")


def _number(text: str) -> str:
    return f"{float(text):g}" if text else ""


def _of(one: Candidate) -> Row:
    row = {name: plain(getattr(one, name)) for name in (*ASKED, "label_raw", "wording", "value_raw", "place", "doubt")}
    row |= {name: _number(row[name]) for name in ("value", "value_high")}
    return row


def _alike(text: str) -> str:
    return clean(text).text.replace(" ", "")


def likeness(fact: Row, row: Row) -> float:
    """How surely a candidate is a printed figure: 0 where the figures differ, more the more words they share."""
    if (fact["value"], fact["value_high"]) != (row["value"], row["value_high"]):
        return 0
    if not fact["value"] and _alike(fact["value_raw"]) not in _alike(row["value_raw"] + row["label_raw"]):
        return 0
    label = fuzz.token_set_ratio(*(" ".join(_alike(text["label_raw"])) for text in (fact, row)))
    wording = fuzz.partial_ratio(_alike(fact.get("wording") or ""), _alike(row["wording"])) if row["wording"] else 100
    return label + wording if max(label, wording) >= LEAST_LIKE else 0


def wrong_in(fact: Row, row: Row) -> list[str]:
    """Which of the asked columns differ; goals in words have no unit in print."""
    found = []
    for name in ASKED:
        if name == "unit" and not fact["value"]:
            continue
        if name == "target_form" and fact.get(name, "") in ("", "level") and row[name] in ("", "level"):
            continue
        if fact.get(name, "") != row[name]:
            found.append(f"{name} {fact.get(name, '')}→{row[name]}")
    if fuzz.partial_ratio(_alike(fact["label_raw"]), _alike(row["label_raw"])) < LEAST_LIKE:
        found.append(f"label {fact['label_raw']}→{row['label_raw']}")
    return found


def paired(facts: list[Row], rows: list[Row]) -> list[tuple[int, int]]:
    """Facts and candidates one to one, the likest first."""
    pairs = sorted(
        (
            (likeness(fact, row) + 5 * (not wrong_in(fact, row)), -i, -j)
            for i, fact in enumerate(facts)
            for j, row in enumerate(rows)
            if likeness(fact, row)
        ),
        reverse=True,
    )
    taken: tuple[set[int], set[int]] = (set(), set())
    result = []
    for _, i, j in pairs:
        if -i not in taken[0] and -j not in taken[1]:
            taken[0].add(-i)
            taken[1].add(-j)
            result.append((-i, -j))
    return result


def score(facts: list[Row], rows: list[Row]) -> Score:
    """Compare the figures that are printed with those that were read."""
    pairs = dict(paired(facts, rows))
    misses, right = [], 0
    good = {j for i, j in pairs.items() if not wrong_in(facts[i], rows[j])}
    sure = {j for j, row in enumerate(rows) if not row["doubt"]}
    for i, fact in enumerate(facts):
        wrong = wrong_in(fact, rows[pairs[i]]) if i in pairs else ["not read"]
        right += not wrong
        if wrong:
            misses.append(f"{fact['label_raw']} {fact['value_raw']} [{fact.get('role', '')}]: {', '.join(wrong)}")
    for j in sorted(set(range(len(rows))) - set(pairs.values())):
        row = rows[j]
        misses.append(
            f"not printed as a figure: {row['label_raw']} {row['value_raw']} [{row['role']}] {row['wording']}"
        )
    return Score(len(facts), len(rows), right, len(sure), len(sure & good), tuple(misses))


def shipped(document: str) -> list[Row]:
    """The facts of a document that are entered by hand."""
    with (FACTS / f"{document}.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row |= {"wording": row.get("evidence", ""), "target_form": row.get("target_form", "") or ""}
        row |= {name: _number(row.get(name, "") or "") for name in ("value", "value_high")}
    return rows


def of_plans(known: list[Name] | None = None) -> Iterable[tuple[str, Score]]:
    """The five documents: their tables, then their text and boxes."""
    for file in sorted(SOURCES.glob("*.txt")):
        facts = shipped(file.stem)
        rows = [_of(one) for one in read(file.read_bytes(), file.name, known).candidates]
        for name, is_in in (("table", lambda place: place == "table"), ("text", lambda place: place != "table")):
            yield (
                f"{file.stem} {name}",
                score([f for f in facts if is_in(f["place"])], [r for r in rows if is_in(r["place"])]),
            )


def of_reports() -> Score:
    """The figures noted of the work reports: value, unit, role, years and comparator of each must be found."""
    with NOTED.open(encoding="utf-8-sig", newline="") as file:
        noted = list(csv.DictReader(file))
    misses, right = [], 0
    read_all = {
        region: read((REPORTS / f"{region}.txt").read_bytes(), "report.txt") for region in {n["region"] for n in noted}
    }
    asked = ("role", "year_from", "year_to", "value", "comparator", "unit")
    for one in noted:
        wanted = tuple(_number(one[name]) if name == "value" else one[name] for name in asked)
        phrase = _alike(one["evidence"].split(",")[-1])
        best: list[str] = []
        for row in map(_of, read_all[one["region"]].candidates):
            if row["value"] == _number(one["value"]) and fuzz.partial_ratio(phrase, _alike(row["wording"])) > 75:
                got = tuple(row[name] for name in asked)
                best.append("" if got == wanted else f"{got}: {row['wording']}")
        right += "" in best
        if "" not in best:
            misses.append(f"{one['region']} {one['indicator']} {wanted}: {best or 'not read'}")
    total = sum(len(reading.candidates) for reading in read_all.values())
    return Score(len(noted), total, right, misses=tuple(misses))


def of_invented(known: list[Name] | None = None) -> Iterable[tuple[str, str, Score, str]]:
    """Of every invented plan in every format: format, table or text, score, and the plan with its oddities."""
    from benchmarks.invented import plans
    from benchmarks.rendering import rendered

    for form, name, plan, content, has_text in rendered(list(plans())):
        rows = [_of(one) for one in read(content, name, known).candidates]
        tables = [row for row in rows if row["place"] == "table"]
        said = f"{name} ({', '.join(sorted(plan.oddities))})"
        yield form, "table", score(plan.table_facts, tables), said
        if has_text:
            yield form, "text", score(plan.facts, [row for row in rows if row["place"] != "table"]), said


def of_printed(known: list[Name] | None = None) -> Iterable[tuple[str, str, Score]]:
    """Of every table of printed_tables.txt in every format: format, what is odd, score."""
    from benchmarks.printed import FORMATS, printed

    for form, (ending, make) in FORMATS.items():
        for table in printed():
            try:
                rows = [_of(one) for one in read(make(table), f"plan.{ending}", known).candidates]
            except Unreadable:
                rows = []
            yield form, table.name, score(table.facts, [row for row in rows if row["place"] == "table"])


def print_printed(has_misses: bool) -> None:
    """Print the tables by format and by what is odd."""
    by: dict[tuple[str, str], list[Score]] = {}
    for form, name, one in of_printed(names()):
        for key in (("", "all"), ("", form), ("table ", name)):
            by.setdefault(key, []).append(one)
        if has_misses and one.misses:
            print(form, name, *one.misses, sep="\n    ")
    for (kind, name), scores in by.items():
        print(f"printed {kind}{name}: {sum(scores, Score())}")


def print_invented(has_misses: bool) -> None:
    """Print the invented plans by format and by oddity."""
    by: dict[tuple[str, str], list[Score]] = {}
    documents = set()
    for form, kind, one, said in of_invented(names()):
        documents.add((form, said))
        by.setdefault((kind, form), []).append(one)
        by.setdefault((kind, "all"), []).append(one)
        for oddity in said.rpartition("(")[2].rstrip(")").split(", "):
            by.setdefault((kind, f"oddity {oddity}"), []).append(one)
        if has_misses and one.misses:
            print(form, kind, said, *one.misses, sep="\n    ")
    print(f"{len(documents)} documents")
    for (kind, name), scores in sorted(by.items()):
        print(f"{kind}, {name}: {sum(scores, Score())}")


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading", description=__doc__)
    parser.add_argument("what", nargs="*", help="plans, reports, invented, printed; all where none is named")
    parser.add_argument("--misses", action="store_true", help="print each figure that was read wrong")
    chosen = parser.parse_args()
    chosen.what = chosen.what or ["plans", "reports", "invented", "printed"]
    found: list[tuple[str, Score]] = []
    if "plans" in chosen.what:
        found += of_plans(names())
    if "reports" in chosen.what:
        found.append(("work reports, noted figures", of_reports()))
    if "invented" in chosen.what:
        print_invented(chosen.misses)
    if "printed" in chosen.what:
        print_printed(chosen.misses)
    totals = {"table": Score(), "text": Score()}
    for name, one in found:
        print(f"{name}: {one}")
        for miss in one.misses if chosen.misses else ():
            print("   ", miss)
        kind = name.split()[-1]
        if kind in totals:
            totals[kind] += one
    for kind, total in totals.items():
        if total.printed:
            print(f"all {kind}s: {total}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
