"""The charts of regions as native charts: multiples about 1, shares of the own result about 100, rates by region."""

import pandas as pd

from components.language.numerals import is_known, percent, times
from components.language.words import pick, say
from components.model.native_chart import NativeChart, Series


def total_charts(
    drawn: pd.DataFrame, basis: str, names: tuple[str, str], colours: tuple[str, str], year: int
) -> tuple[NativeChart, ...]:
    """Multiples of the other region (not for the basis share), and each target's share of its own result of `year`.

    drawn: the rows of the ratio chart in its order; refused pairs are left out. colours: names of the regions' colours.
    """
    compared = drawn[drawn["is_comparable"]]
    natives = [_shares(compared, names, colours, year)]
    if basis != "share":
        natives.insert(0, _multiples(compared, basis, names, colours[1]))
    return tuple(native for native in natives if native.categories)


def _multiples(rows: pd.DataFrame, basis: str, names: tuple[str, str], colour: str) -> NativeChart:
    columns = {"ratio_per_10k": (say("ratios.per_10k"), colour), "ratio": (say("ratios.ring"), "pace")}
    if basis == "raw":
        columns = {"ratio": (say("ratios.raw"), colour)}
    # an axis of powers has no place for a multiple of 0
    rows = rows[(rows[list(columns)] > 0).all(axis=1)]
    series = tuple(
        Series(
            name,
            tuple(float(value) for value in rows[column]),
            colour=shade,
            texts=tuple(times(row[column]) + _dagger(row) for _, row in rows.iterrows()),
        )
        for column, (name, shade) in columns.items()
    )
    title = say("ratios.multiple", this=names[0], other=names[1])
    return NativeChart(
        title, say("ratios.one", this=names[0]), _names(rows), series, is_upright=False, start=1, is_log=True
    )


def _shares(rows: pd.DataFrame, names: tuple[str, str], colours: tuple[str, str], year: int) -> NativeChart:
    rows = rows[rows["share_pct"].notna() & rows["other_share_pct"].notna()]
    series = tuple(
        Series(
            city,
            tuple(float(value) for value in rows[column]),
            colour=colour,
            texts=tuple(percent(row[column], 0) + _dagger(row) for _, row in rows.iterrows()),
        )
        for city, column, colour in zip(names, ("share_pct", "other_share_pct"), colours, strict=True)
    )
    title = say("ratios.share_heading", year=year)
    return NativeChart(title, "%", _names(rows), series, is_upright=False, start=100)


def among_chart(rows: pd.DataFrame, title: str, unit: str, colours: dict[str, str], **form) -> NativeChart:
    """Bars in groups, an indicator each, one for each region: rows of a strip with name, region, at, text."""
    names = list(dict.fromkeys(rows["name"]))
    series = []
    for region_id, group in rows.groupby("region_id", sort=False):
        of = group.drop_duplicates("name").set_index("name")
        series.append(
            Series(
                pick(group.iloc[0], "region"),
                tuple(float(of.loc[name, "at"]) if name in of.index else None for name in names),
                colour=colours[region_id],
                texts=tuple(of.loc[name, "text"] if name in of.index else "" for name in names),
            )
        )
    return NativeChart(title, unit, tuple(names), tuple(series), is_upright=False, **form)


def rate_charts(
    drawn: pd.DataFrame, names: tuple[str, str], colours: tuple[str, str], years: tuple[int, int]
) -> tuple[NativeChart, ...]:
    """Floors and ceilings apart: of each region the result, in grey, and the target. years: of result and target."""
    natives = [
        _rates(drawn[drawn["direction"] == direction], say(f"panel.{direction}"), names, colours, years)
        for direction in ("up", "down")
    ]
    return tuple(native for native in natives if native.categories)


def _rates(
    rows: pd.DataFrame, title: str, names: tuple[str, str], colours: tuple[str, str], years: tuple[int, int]
) -> NativeChart:
    series = []
    for city, prefix, colour, grey in zip(names, ("", "other_"), colours, ("mid", "pace"), strict=True):
        for noun, year, shade in (("actual", years[0], grey), ("target", years[1], colour)):
            values = rows[f"{prefix}{noun}"]
            # a target's sign says which side meets it, a result's that only a bound is known
            bounds = rows[f"{prefix}actual_comparator"].isin(["lt", "le", "gt", "ge"])
            series.append(
                Series(
                    say("panel.of_city", city=city, what=say(f"rates.{noun}", year=year)),
                    tuple(float(value) if is_known(value) else None for value in values),
                    colour=shade,
                    texts=tuple(rows[f"{prefix}{noun}_raw"].where(values.notna(), "")),
                    bounds=tuple(bounds) if noun == "actual" and bounds.any() else (),
                )
            )
    return NativeChart(title, "%", _names(rows), tuple(series), is_upright=False)


def _names(rows: pd.DataFrame) -> tuple[str, ...]:
    return tuple(rows["name"])


def _dagger(row) -> str:
    return " ‡" if row["has_caution"] else ""
