"""How often the band of an own path holds what comes: `python -m benchmarks.paths`.

Series of five to ten years are drawn, twenty thousand of each kind and length: random walks with drift, flows about a
mean, and levels that scatter about a straight line. The rows are laid under data/paths.sql itself, which tells where
the path leads in five years and its band; what is drawn for that year is set beside it. An 80 % band should hold 78 to
84 % of walks and flows. It holds more of a line with noise, for there every step takes back a part of the one before:
that is said beside each band, as prudence.
"""

import argparse
import random
import time
from collections.abc import Iterable, Sequence

from data import store
from tests.laid import Laid

# the first year that is drawn lies so many before this one
LAST, AHEAD = 2025, 5
LENGTHS = range(5, 11)
HELD = {"walk": (78.0, 84.0), "flow": (78.0, 84.0), "line": (84.0, 100.0)}
# indicators laid at once
AT_ONCE = 5000


def walk(draw: random.Random, years: int) -> list[float]:
    """A level whose yearly steps scatter about a drift."""
    drift, spread, level = draw.uniform(5, 15), draw.uniform(2, 8), 10_000.0
    return [level := level + draw.gauss(drift, spread) for _ in range(years)]


def flow(draw: random.Random, years: int) -> list[float]:
    """What each year adds, scattered about a mean."""
    mean, spread = draw.uniform(500, 1500), draw.uniform(20, 120)
    return [draw.gauss(mean, spread) for _ in range(years)]


def line(draw: random.Random, years: int) -> list[float]:
    """A level that scatters about a straight line."""
    drift, spread = draw.uniform(5, 15), draw.uniform(5, 30)
    return [10_000 + drift * year + draw.gauss(0, spread) for year in range(years)]


KINDS = {"walk": walk, "flow": flow, "line": line}


class Ledger:
    """A ledger of one invented region whose figures are laid and laid anew."""

    def __init__(self) -> None:
        self.connection = Laid().connection
        self.connection.execute("pragma enable_optimizer")
        self.connection.execute(
            "insert into regions (region_id, name_zh, name_en, short_zh, short_en, level, place)"
            " values ('demo', 'demo', 'demo', 'demo', 'demo', 'prefecture', 0)"
        )
        self.connection.execute(
            "insert into documents (document_id, title_zh, title_en, short_zh, short_en, issuer, kind, region_id)"
            " values ('d', 'd', 'd', 'd', 'd', 'd', 'press', 'demo')"
        )
        self.laid = ""

    def bands(self, kind: str, series: Sequence[Sequence[float]]) -> list[tuple[float, float]]:
        """Low and high of each series at the end of LAST + AHEAD, in their order."""
        is_flow = kind == "flow"
        run = self.connection.execute
        run("delete from dated_facts")
        if self.laid != kind:
            run("delete from indicators")
            run(
                "insert into indicators (indicator_id, name_zh, name_en, short_zh, short_en, theme_id, measure,"
                " direction, unit) select 'i' || n, 'i' || n, 'i' || n, 'i', 'i',"
                " (select theme_id from themes limit 1), ?, 'up', '万人' from range(?) r (n)",
                ["period_total" if is_flow else "stock", AT_ONCE],
            )
            self.laid = kind
        numbers = [value for one in series for value in one]
        years = len(series[0])
        run(
            "insert into dated_facts (fact_id, document_id, region_id, indicator_id, role, place, locator, label_raw,"
            " value_raw, value, comparator, unit, year_from, year_to, through_month, basis, basis_source, data_status,"
            " reliability, import_id, value_in_units)"
            " select 'f' || k, 'd', 'demo', 'i' || (k // $years), 'actual', 'text', 'l', 'l', 'v', 1, 'eq', '万人',"
            " $last - $years + 1 + k % $years, $last - $years + 1 + k % $years, 12, $basis, 'printed', 'final', 'A',"
            " 'shipped', value * 10000"
            " from (select unnest($numbers::double[]) as value, unnest(range($count)) as k)",
            {"years": years, "last": LAST, "basis": "total" if is_flow else "at_end", "numbers": numbers,
             "count": len(numbers)},
        )  # fmt: skip
        rows = run(
            f"select cast(substr(indicator_id, 2) as integer), low, high, why_none, why_no_band"
            f" from paths('{LAST}-12', {LAST}, {LAST + 1}, {LAST + AHEAD}, null, null) order by 1"
        ).fetchall()
        assert len(rows) == len(series)
        assert not any(row[3] or row[4] for row in rows)
        return [(low, high) for _, low, high, *_ in rows]


def covered(ledger: Ledger, kind: str, years: int, count: int, draw: random.Random) -> float:
    """In what share of so many series, in percent, what comes lies in the band."""
    held = 0
    for start in range(0, count, AT_ONCE):
        drawn = [KINDS[kind](draw, years + AHEAD) for _ in range(min(AT_ONCE, count - start))]
        came = [sum(one[years:]) if kind == "flow" else one[-1] for one in drawn]
        bands = ledger.bands(kind, [one[:years] for one in drawn])
        held += sum(low <= value <= high for (low, high), value in zip(bands, came, strict=True))
    return 100 * held / count


def table(count: int, kinds: Iterable[str] = tuple(KINDS), lengths: Iterable[int] = LENGTHS, seed: int = 1):
    """Kind, years and coverage in percent, of so many series each."""
    ledger, draw = Ledger(), random.Random(seed)
    for kind in kinds:
        for years in lengths:
            yield kind, years, covered(ledger, kind, years, count, draw)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--series", type=int, default=20_000, help="of each kind and length")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    begun = time.process_time()
    print(f"{asked.series} series each, the end of {AHEAD} years ahead, rules of {store.SHIPPED / 'paths.sql'}")
    print("kind   years  held by the 80 % band")
    for kind, years, share in table(asked.series, seed=asked.seed):
        low, high = HELD[kind]
        print(f"{kind:<6} {years:>5}  {share:5.1f} %  {'' if low <= share <= high else f'not {low}–{high}'}")
    print(f"{time.process_time() - begun:.0f} s CPU")


if __name__ == "__main__":
    main()
