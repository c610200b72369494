"""What would settle a target that is not assessed, and what a verdict rests on, each in a sentence."""

from collections.abc import Iterable

import queries
from components.language.dates import month_words, span
from components.language.numerals import bounded, fixed, is_known, plain
from components.language.words import pick, say, with_unit
from components.model.found import Ground
from components.model.rows import rows_of
from components.views.headlines import years_of
from components.views.judgements import unit_of
from components.views.kept import once_a_state

# what no figure would settle
UNQUANTIFIED = ("words", "relative", "reference", "base")


@once_a_state
def grounds(region_id: str, document_id: str, as_of: str) -> dict[str, Ground]:
    """target_fact_id → what its verdict at a month rests on, or would, of the rows of a plan."""
    plan = {"region_ids": [region_id], "document_ids": [document_id], "is_plan_row": True, "as_of": as_of}
    figures: dict[str, list] = {}
    for row in rows_of(queries.ask("support_list", **plan)):
        figures.setdefault(row["target_fact_id"], []).append(row)
    found = {target: _ground(_support(rows), rows) for target, rows in figures.items()}
    for row in rows_of(queries.ask("settling_list", **plan)):
        target = row["target_fact_id"]
        found[target] = _ground(_settling(row), figures.get(target, []))
    return found


def _ground(sentence: str, rows: Iterable) -> Ground:
    return Ground(sentence, tuple((_figure(row), row["fact_id"]) for row in rows))


def _amount(number: float, row) -> str:
    return with_unit(plain(number), unit_of(row))


def _figure(row) -> str:
    """A figure with its date: 36.52 万人（2023年1—11月）."""
    figure = bounded(row["value"], row["comparator"])
    said = with_unit(figure, unit_of(row))
    years = say("headline.years", first=row["year_from"], last=row["year_to"])
    is_plain = row["year_from"] < row["year_to"] and row["through_month"] == 12
    return say("support.figure", figure=said, when=years if is_plain else span(row))


def _support(rows: list) -> str:
    """What becomes of a verdict without each of its figures, and by how much they could move."""
    changed: dict[str, list[str]] = {}
    for row in rows:
        if row["is_decisive"]:
            changed.setdefault(pick(row, "left_out"), []).append(_figure(row))
    if not changed:
        said = say("support.stands" if len(rows) == 1 else "support.holds", figures=_figure(rows[0]))
    else:
        said = say("punctuation.join").join(
            say(_hung(len(rows), len(figures)), figures=say("punctuation.list").join(figures), word=word)
            for word, figures in changed.items()
        )
    room = _room(rows)
    return say("support.whole", said=said, room=room) if room else said


def _hung(count: int, changing: int) -> str:
    return "support.alone" if count == 1 else "support.one" if changing == 1 else "support.any"


def _room(rows: list) -> str:
    """By how much what is judged could move; of yearly floors and ceilings the year that is nearest."""
    row = rows[0]
    if row["test"] == "every_year":
        near = [one for one in rows if is_known(one["room"])]
        if not near:
            return ""
        row = min(near, key=lambda one: one["room"])
        return say("room.every_year", figure=_figure(row), room=_moved(row, row["room"]))
    if not is_known(row["room_of_all"]):
        return ""
    if not row["room_of_all"]:
        return say("room.none")
    if row["is_paced"]:
        form = row["status"]
    elif row["test"] == "mean_of_years" and row["room_to"] == "worse":
        form = f"mean_{row['side']}"
    else:
        form = f"{row['room_to']}_{row['side']}"
    room = _moved(row, row["room_of_all"])
    nearest = round(row["nearest"], 2) if row["test"] == "mean_of_years" else row["nearest"]
    return say(
        f"room.{form}",
        done=plain(nearest),
        target=plain(row["target"]),
        whole=plain(row["whole"]),
        gap=fixed(abs(row["gap"]), 1) if is_known(row["gap"]) else "",
        points=plain(row["room_of_all"]),
        room=room,
        within=say("room.within_open" if row["is_room_open"] else "room.within", room=room),
    )


def _moved(row, number: float) -> str:
    """A difference: of percentages in points."""
    return say("room.points", points=plain(number)) if row["unit"] == "%" else _amount(number, row)


def _settling(row) -> str:
    """What would settle a target, with its arithmetic, and what less than that would say."""
    how, blanks = row["how"], {"raw": row["target_raw"], "reference": f"{row['reference_year']}"}
    if how in UNQUANTIFIED:
        return say(f"settle.{how}", **blanks)
    years = [int(year) for year in row["years"]] if row["years"] is not None else []
    summed = "sum_" if row["test"] == "sum" else ""
    words = {
        "years": years_of(years),
        "limit": say(f"settle.limit_{summed}{row['need_comparator']}", need=_amount(row["need"], row)),
        "each": _amount(row["need_each"], row) if is_known(row["need_each"]) else "",
        "working": _working(row, years),
        "word": pick(row, "would_be"),
        "first": f"{row['year_from']}",
        "last": f"{row['year_to']}",
        "before": f"{row['year_to'] - 1}",
        "through": month_words(row["month"]),
        "low": plain(row["done_low"]),
        "high": plain(row["done_high"]),
    }
    said = say(f"settle.{_form(row, years)}", **words)
    return say("settle.whole", said=said, other=_otherwise(row))


def _form(row, years: list[int]) -> str:
    """Which sentence says what is needed."""
    how = row["how"]
    if how in ("years", "each") and len(years) == 1:
        return f"{how}_one"
    if how == "value" and row["is_at_end"]:
        return "value_end" if row["year_from"] < row["year_to"] else "value_year"
    return how


def _working(row, years: list[int]) -> str:
    """How the need is reckoned, in brackets; nothing where it is the target's own number."""
    lines, need, is_part = [], row["need"], row["months"] < row["months_of_span"]
    span_share = f" × {row['months']} ÷ {row['months_of_span']}" if is_part else ""
    if row["how"] in ("years", "months") and (is_part or is_known(row["known"])):
        known = f" − {plain(row['known'])}" if is_known(row["known"]) else ""
        lines.append(f"{plain(row['target'])}{span_share}{known}{_equal(need, row['exact_need'])}")
    if row["how"] == "line":
        base, target = plain(row["base_used"]), plain(row["target"])
        lines.append(f"{base} + ({target} − {base}){span_share}{_equal(need, row['exact_need'])}")
    if is_known(row["need_each"]):
        lines.append(f"{plain(need)} ÷ {len(years)}{_equal(row['need_each'], need / len(years))}")
    return say("settle.working", working=say("punctuation.join").join(lines)) if lines else ""


def _equal(shown: float, exact: float) -> str:
    return f" {'=' if abs(shown - exact) < 1e-6 else '≈'} {plain(shown)}"


def _otherwise(row) -> str:
    """What a figure that falls short of the need would say."""
    if row["is_both_ways"]:
        return (
            say("settle.else_behind") if row["would_be"] == "on_time" else say("settle.else", word=pick(row, "other"))
        )
    if row["is_about"]:
        return say("settle.else_round")
    return say("settle.else_bound") if row["test"] == "sum" else say("settle.else_waits", last=row["year_to"])
