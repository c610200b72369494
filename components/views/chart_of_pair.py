"""Two regions side by side as values: the ratio chart of their totals, and the chart of their rates.

Ratios: the first region is the line at 1. A ring says how many times as large the other's total is, a diamond the same
per 10,000 residents: the line between them is what size alone explains. Beside it stands each target as a share of its
region's own last result. Rates stand on their own scale, from what was achieved to what is asked, floors and ceilings
apart, each region in a lane of its own.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from components.language.numerals import is_known, percent, times
from components.language.words import say
from components.model.chart import Axis, Entry, Line, Mark, Panel, Row, RowChart, Run, Runs, TextColumn, Track
from components.model.rows import tuples_of

# of the wide form's width, that of the shares
SHARES = 262 / 1280
PREFIXES = ("", "other_")
# columns of each region's share, and of the fact that its target is
SHARE = (("share_pct", "target_fact_id"), ("other_share_pct", "other_target_fact_id"))
ROW, ROW_OF_LANES = 40, 54


@dataclass(frozen=True)
class Pair:
    """Two regions: their names and the names of their colours."""

    names: tuple[str, str]
    colours: tuple[str, str]

    def toned(self, texts: Sequence[str], between: str, *, is_bold: bool = False) -> Runs:
        """A text of each, in its colour."""
        first, second = (Run(text, tone, is_bold) for text, tone in zip(texts, self.colours, strict=True))
        return (first, Run(between), second)


def ratio_chart(
    drawn: pd.DataFrame, pair: Pair, basis: str, base_year: int, *, title: str, subtitle: str, sources: Sequence[str]
) -> RowChart:
    """Multiples, printed figures and shares of the own result, one row a pair.

    drawn: in the order to draw, with name, tag, target_raw, other_target_raw, per_10k_text, other_per_10k_text, ratio,
    ratio_per_10k, ratio_note (why it has none), share_pct, other_share_pct, share_note, references, has_caution,
    refusal and the facts of both targets; a row with a refusal keeps its figures and has no mark. basis: per_10k (from
    the multiple in total to the one per head), raw (in total alone), share (shares alone, over the whole width).
    """
    columns = _figures(basis, pair)
    texts = tuple(TextColumn(heading) for _, heading, _, _ in columns)
    heading = say("ratios.share_heading", year=base_year)
    of_shares = Track(heading, heading, None if basis == "share" else SHARES)
    brief = say("ratios.narrow_raw" if basis == "raw" else "ratios.narrow_per_10k")
    of_ratios = Track(say("ratios.multiple", this=pair.names[0], other=pair.names[1]), brief)
    kinds = ("share",) if basis == "share" else ("ratio", "share")
    rows = tuple(_ratio_row(row, pair, basis, columns, base_year) for row in tuples_of(drawn))
    axes = {
        "ratio": Axis(
            "multiples",
            of_ratios.heading,
            say("ratios.one", this=pair.names[0]),
            Line(1, say("ratios.one", this=pair.names[0]), pair.colours[0]),
            series=(say(f"ratios.{basis}"), say("ratios.ring")),
        ),
        "share": Axis("shares", heading, "%", Line(100, say("ratios.hundred", year=base_year)), series=pair.names),
    }
    panel = Panel("", tuple(axes[kind] for kind in kinds), rows, told=pair.toned(pair.names, " · ", is_bold=True))
    return RowChart(
        title,
        subtitle,
        tuple(sources),
        (of_shares, *texts) if basis == "share" else (of_ratios, *texts, of_shares),
        (panel,),
        key=tuple(_ratio_key(rows, pair, basis, base_year)),
        row=ROW,
    )


def _figures(basis: str, pair: Pair) -> list[tuple[str, str, str, bool]]:
    """The columns of printed figures: column, heading, tone, whether bold."""
    of_targets = [say("ratios.target", city=name) for name in pair.names]
    is_share = basis == "share"
    tones = pair.colours if is_share else ("", "")
    columns = [
        (column, heading, tone, is_share)
        for column, heading, tone in zip(("target_raw", "other_target_raw"), of_targets, tones, strict=True)
    ]
    if basis == "per_10k":
        columns += [
            (column, say("ratios.column_per_10k", city=name), colour, True)
            for column, name, colour in zip(
                ("per_10k_text", "other_per_10k_text"), pair.names, pair.colours, strict=True
            )
        ]
    return columns


def _ratio_row(row, pair: Pair, basis: str, columns: list[tuple[str, str, str, bool]], base_year: int) -> Row:
    ratios = () if row.refusal else _ratio_marks(row, pair, basis)
    shares = () if row.refusal or row.share_note else _share_marks(row, pair, base_year)
    of_ratio = row.refusal or ("" if ratios or basis != "per_10k" else row.ratio_note)
    # a refusal is said once
    of_share = row.share_note or "" if not row.refusal else row.refusal if basis == "share" else ""
    marks, instead = (ratios, shares), (of_ratio, of_share)
    return Row(
        row.name,
        row.tag,
        _told(row, pair, basis, bool(ratios), bool(shares)),
        tuple((Run(_text(getattr(row, column)), tone, is_bold),) for column, _, tone, is_bold in columns),
        marks[1:] if basis == "share" else marks,
        instead[1:] if basis == "share" else instead,
        _spoken(row, basis, bool(ratios), bool(shares)),
        is_refused=bool(row.refusal),
    )


def _ratio_marks(row, pair: Pair, basis: str) -> tuple[Mark, ...]:
    """Ring, line and diamond; an axis of powers has no place for a multiple of 0."""
    raw = row.ratio if row.ratio > 0 else math.nan
    diamond = raw if basis == "raw" else row.ratio_per_10k if row.ratio_per_10k > 0 else math.nan
    if not is_known(diamond):
        return ()

    def hover(word: str, multiple: float) -> str:
        said = say(f"ratios.hover_{word}", this=pair.names[0], other=pair.names[1], times=times(multiple))
        return f"{row.name}\n{said}"

    marks, ring = [], raw if basis == "per_10k" else math.nan
    # what the line comes from stands on the other side
    side = "left" if is_known(ring) and ring > diamond else "right"
    if is_known(ring):
        marks = [
            Mark("pair", ring, diamond, tone="rule"),
            Mark(
                "ring",
                ring,
                tone="soft",
                figure=times(ring) + _dagger(row),
                said=hover("raw", ring),
                series=say("ratios.ring"),
            ),
        ]
    target = Mark(
        "target",
        diamond,
        tone=pair.colours[1],
        figure=times(diamond) + _dagger(row),
        side=side,
        fact_id=row.other_target_fact_id,
        said=hover("raw" if basis == "raw" else "per_10k", diamond),
        series=say(f"ratios.{basis}"),
    )
    return (*marks, target)


def _share_marks(row, pair: Pair, base_year: int) -> tuple[Mark, ...]:
    """Both targets as shares, and what the levels above ask for; what may be a change of method is not joined."""
    shares = [getattr(row, column) for column, _ in SHARE]
    marks = []
    if not row.has_caution and all(map(is_known, shares)):
        marks.append(Mark("pair", shares[0], shares[1], tone="rule"))
    for place, (share, (_, fact)) in enumerate(zip(shares, SHARE, strict=True)):
        if not is_known(share):
            continue
        is_less = share < shares[1 - place] or (share == shares[1 - place] and place == 0)
        said = say("ratios.hover_share", city=pair.names[place], year=base_year, percent=percent(share, 0))
        marks.append(
            Mark(
                "target",
                share,
                tone=pair.colours[place],
                figure=percent(share, 0) + _dagger(row),
                side="left" if is_less else "right",
                fact_id=getattr(row, fact),
                said=f"{row.name}\n{said}",
                series=pair.names[place],
            )
        )
    return (*marks, *row.references)


def _told(row, pair: Pair, basis: str, has_ratio: bool, has_shares: bool) -> Runs:
    """Both figures in their colours, and the result of the comparison in bold."""
    if basis == "share" and has_shares:
        shares = [percent(share, 0) if is_known(share) else "—" for share in (row.share_pct, row.other_share_pct)]
        return (*pair.toned(shares, " · "), Run(_dagger(row)))
    figures = (row.target_raw, row.other_target_raw)
    per_head = (_text(row.per_10k_text), _text(row.other_per_10k_text))
    if basis == "per_10k" and not row.refusal and all(per_head):
        figures = per_head
    if basis == "share":
        return (Run(f"{figures[0]} · {figures[1]}", "soft"),)
    toned = pair.toned(figures, " · ")
    if not has_ratio:
        return toned
    multiple = row.ratio if basis == "raw" else row.ratio_per_10k
    return (*toned, Run("  "), Run(times(multiple) + _dagger(row), is_bold=True))


def _spoken(row, basis: str, has_ratio: bool, has_shares: bool) -> str:
    """The multiple, or both shares."""
    if basis == "share":
        return " / ".join(percent(getattr(row, column), 0) for column, _ in SHARE) if has_shares else ""
    multiple = row.ratio if basis == "raw" else row.ratio_per_10k
    return say("ratios.times", times=times(multiple) + _dagger(row)) if has_ratio else ""


def _ratio_key(rows: Sequence[Row], pair: Pair, basis: str, base_year: int) -> list[Entry]:
    """The marks that occur: the ring, and of each region what its diamonds are."""
    has_ring = any(mark.kind == "ring" for row in rows for mark in row.marks[0])
    entries = [Entry(Mark("ring", 0, tone="soft"), say("ratios.ring"))] if has_ring else []
    has_shares = any(row.marks[-1] for row in rows)
    has_ratios = basis != "share" and any(row.marks[0] for row in rows)
    for place in (1, 0):
        said = [say(f"ratios.{basis}")] if place == 1 and has_ratios else []
        whole = said + ([say("ratios.share", year=base_year)] if has_shares else [])
        if not whole:
            continue
        words, brief = (
            say("ratios.key", city=pair.names[place], what=say("punctuation.join").join(what)) for what in (whole, said)
        )
        track = 0 if said or basis == "share" else 1
        entries.append(Entry(Mark("target", 0, tone=pair.colours[place]), words, brief if said else "", track))
    return entries


def _text(printed: object) -> str:
    """A printed form; nothing for a blank."""
    return printed if isinstance(printed, str) else ""


def _dagger(row) -> str:
    return " ‡" if row.has_caution else ""


def rate_chart(
    drawn: pd.DataFrame, pair: Pair, years: tuple[int, int], *, title: str, subtitle: str, sources: Sequence[str]
) -> RowChart:
    """Rates from result to target, floors over ceilings, one row a pair.

    drawn: in the order to draw, with name, direction (up: floors, down: ceilings), has_caution, refusal, references,
    and actual, actual_raw, actual_comparator, target, target_raw, target_comparator and the facts of both,
    the same with other_ for the second region. years: of the result, of the target.
    """
    series = tuple(_series(name, noun, years) for name in pair.names for noun in ("actual", "target"))
    groups = {direction: drawn[drawn["direction"] == direction] for direction in ("up", "down")}
    panels = tuple(
        Panel(
            say(f"rates.{direction}"),
            (Axis("rates", say(f"panel.{direction}"), "%", series=series),),
            tuple(_rate_rows(rows, pair, years)),
        )
        for direction, rows in groups.items()
        if len(rows)
    )
    marks = [mark for panel in panels for row in panel.rows for mark in row.marks[0]]
    return RowChart(
        title,
        subtitle,
        tuple(sources),
        (
            Track(),
            *(TextColumn(say("rates.column", city=name, first=years[0], last=years[1])) for name in pair.names),
        ),
        panels,
        key=tuple(_rate_key(marks, years)),
        row=ROW_OF_LANES,
        lanes=2,
    )


def _rate_rows(rows: pd.DataFrame, pair: Pair, years: tuple[int, int]) -> list[Row]:
    """The rows of one panel; the first with both regions' marks bears their names."""
    found = tuples_of(rows)
    both = [row for row in found if all(_ends(row, prefix) for prefix in PREFIXES)]
    named = {prefix: next(iter(both or [row for row in found if _ends(row, prefix)]), None) for prefix in PREFIXES}
    return [
        Row(
            row.name,
            "",
            (*_move(row, "", pair.colours[0], "→"), Run("   "), *_move(row, "other_", pair.colours[1], "→")),
            tuple(_move(row, prefix, colour) for prefix, colour in zip(PREFIXES, pair.colours, strict=True)),
            (
                ()
                if row.refusal
                else (
                    *(
                        mark
                        for lane, prefix in enumerate(PREFIXES)
                        for mark in _rate_marks(row, prefix, lane, pair, years, row is named[prefix])
                    ),
                    *row.references,
                ),
            ),
            (row.refusal,),
            "" if row.refusal else f"{_text(row.target_raw)} / {_text(row.other_target_raw)}",
            sign=_dagger(row).strip(),
            is_refused=bool(row.refusal),
        )
        for row in found
    ]


def _ends(row, prefix: str) -> list[float]:
    values = (getattr(row, f"{prefix}actual"), getattr(row, f"{prefix}target"))
    return [float(value) for value in values if is_known(value) and not row.refusal]


def _move(row, prefix: str, colour: str, arrow: str = " → ") -> Runs:
    """67.58 → >62, as printed, the target bold."""
    actual, target = (_text(getattr(row, f"{prefix}{noun}_raw")) or "—" for noun in ("actual", "target"))
    return (Run(f"{actual}{arrow}", colour), Run(target, colour, is_bold=True))


def _rate_marks(row, prefix: str, lane: int, pair: Pair, years: tuple[int, int], is_named: bool) -> list[Mark]:
    """The line from result to target and both marks, as far as they are known."""
    values = {noun: getattr(row, f"{prefix}{noun}") for noun in ("actual", "target")}
    colour, city = pair.colours[lane], pair.names[lane]
    marks = []
    if all(map(is_known, values.values())):
        marks.append(Mark("after", values["actual"], values["target"], lane, colour))
    known = {noun: value for noun, value in values.items() if is_known(value)}
    # the name stands at the mark that is furthest left, where there is room
    first = min(known, key=lambda noun: known[noun], default="")
    for noun, value in known.items():
        comparator, year = getattr(row, f"{prefix}{noun}_comparator"), years[noun == "target"]
        figure = getattr(row, f"{prefix}{noun}_raw")
        said = say(f"rates.hover_{noun}", city=city, year=year, figure=figure)
        is_target = noun == "target"
        marks.append(
            Mark(
                "target" if is_target else "result",
                float(value),
                lane=lane,
                tone=colour,
                name=city,
                figure=figure,
                side="beside" if is_named and noun == first else "",
                is_bound=not is_target and comparator != "eq",
                allows={"g": "above", "l": "below"}.get(str(comparator)[:1], "") if is_target else "",
                fact_id=getattr(row, f"{prefix}target_fact_id" if is_target else f"{prefix}base_used_fact_id") or "",
                said=f"{row.name}\n{said}",
                series=_series(city, noun, years),
            )
        )
    return marks


def _series(city: str, noun: str, years: tuple[int, int]) -> str:
    """What a region's results, or its targets, are called together."""
    return say("panel.of_city", city=city, what=say(f"rates.{noun}", year=years[noun == "target"]))


def _rate_key(marks: Sequence[Mark], years: tuple[int, int]) -> list[Entry]:
    """The marks that occur, in grey: colour tells the regions."""
    forms = {
        "actual": Mark("result", 0, tone="mid"),
        "bound": Mark("result", 0, tone="mid", is_bound=True),
        "target": Mark("target", 0, tone="mid"),
        "floor": Mark("target", 0, tone="mid", allows="above"),
        "ceiling": Mark("target", 0, tone="mid", allows="below"),
    }
    shown = {(mark.kind, mark.is_bound, mark.allows) for mark in marks}
    years_of = {"actual": years[0], "bound": years[0], "target": years[1]}
    return [
        Entry(mark, say(f"rates.{name}", year=years_of[name]) if name in years_of else say(f"rates.{name}"))
        for name, mark in forms.items()
        if (mark.kind, mark.is_bound, mark.allows) in shown
    ]
