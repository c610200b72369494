"""Judgements as values: a row of judgement_list once read, with the lines from which its word can be worked again."""

import pandas as pd

import queries
from components.language.numerals import bounded, fixed, is_known, percent, plain, sign_text, signed
from components.language.words import pick, say, unit_column
from components.model.judgement import Figure, Judgement, Verdict
from components.model.rows import rows_of
from components.views.catalogue import plan_period
from components.views.headlines import amount, figure_of, sign_of_share, years_of
from components.views.kept import once_a_state
from components.views.margins import margin


def judged(region_id: str, document_id: str, as_of: str | None, period_id: str | None = None) -> pd.DataFrame:
    """The rows of a plan's table in judgement_list: its own, or those of another period that it prints."""
    return queries.ask(
        "judgement_list",
        region_ids=[region_id],
        document_ids=[document_id],
        is_plan_row=True,
        period_ids=[plan_period(region_id, document_id, period_id).period_id],
        as_of=as_of,
    )


@once_a_state
def judged_rows(region_id: str, document_id: str, as_of: str | None, period_id: str | None = None) -> list[dict]:
    """What `judged` finds, row by row, read once for all who ask."""
    return rows_of(judged(region_id, document_id, as_of, period_id))


def unit_of(row) -> str:
    """The unit of a row in words."""
    return row[unit_column()]


def judgement_of(row) -> Judgement:
    """A row of judgement_list as a value."""
    is_total, has_result = row["kind"] == "total", is_known(row["done"])
    bound = "eq" if row["done_grade"] == "exact" else "ge"
    done = _figure(row["done"], row["done_text"], row["done_comparator"])
    year, month = (int(part) for part in row["as_of"].split("-"))
    return Judgement(
        verdict=verdict_of(row),
        year_from=int(row["year_from"]),
        year_to=int(row["year_to"]),
        months=max(min(year * 12 + month - int(row["year_from"]) * 12, int(row["total_months"])), 0),
        unit=unit_of(row),
        intent=row["intent"],
        reason=pick(row, "reason"),
        arithmetic=tuple(_arithmetic(row)),
        done=done,
        base=_figure(row["base_used"], base_text(row), row["base_used_comparator"], row["base_used_fact_id"]),
        mean=done if row["test"] == "mean_of_years" else None,
        need=_figure(row["average_need_per_year"], _need_text(row)) if is_total else None,
        completion=_completion(row),
        time=None if row["is_over"] else _percent(row["time_pct"]),
        projected=_worked(row["projected"], bound),
        required=_worked(row["required_per_remaining_year"], "eq" if bound == "eq" else "le") if has_result else None,
        lacking=_lacking(row),
    )


def ruling_words(row) -> str:
    """A verdict set by hand as it stands beside the one that is found: word, office, day and reason; empty for none."""
    if not is_known(row["ruling"]):
        return ""
    return say(
        "explained.ruling",
        status=pick(row, "ruling"),
        office=row["ruling_office"],
        day=str(row["ruled_on"])[:10],
        reason=row["ruling_reason"],
    )


def said_by_hand(row) -> tuple[str, ...]:
    """What an office says of a target beside the verdict that is found, a line each: its ruling, cause and measures."""
    told = {"ruling": ruling_words(row), "cause": row["cause"], "measures": row["measures"]}
    return tuple(say("explained.line", what=say(f"column.{name}"), text=text) for name, text in told.items() if text)


def verdict_of(row) -> Verdict:
    """The word of a row of judgement_list, with its parts."""
    word = pick(row, "word")
    return Verdict(
        status=row["status"],
        word=word,
        has_figures=bool(is_known(row["done"])),
        group=row["status_group"],
        addition=pick(row, "verdict").removeprefix(word),
        remark=pick(row, "remark"),
        caution=pick(row, "caution"),
    )


def base_text(row) -> str:
    """The base that a target is judged from, with its sign."""
    return bounded(row["base_used"], row["base_used_comparator"])


def _figure(value, text: str, comparator: str = "eq", fact_id: object = "") -> Figure | None:
    if not is_known(value):
        return None
    return Figure(float(value), text, comparator, fact_id if isinstance(fact_id, str) else "")


def _worked(value, comparator: str) -> Figure | None:
    """A figure that is worked out, with one decimal and its sign."""
    return _figure(value, sign_text(comparator) + fixed(value, 1), comparator) if is_known(value) else None


def _percent(value, sign: str = "", comparator: str = "eq") -> Figure | None:
    return _figure(value, sign + percent(value), comparator)


def _completion(row) -> Figure | None:
    """Percent of the target; of a rate, that has no completion, of the rise that it asks for."""
    is_rise = row["kind"] != "total" and row["measure"] == "rate"
    sign = sign_of_share(row)
    return _percent(
        row["increment_pct" if is_rise else "completion_pct"], sign, row["done_comparator"] if sign else "eq"
    )


def _need_text(row) -> str:
    need = row["average_need_per_year"]
    return plain(round(need, 2)) if is_known(need) else ""


def _lacking(row) -> str:
    """That years before a known one have no figure, so that a total is drawn no further than to them."""
    missing, known = row["missing_years"], row["known_years"]
    is_gapped = row["kind"] == "total" and known and any(year < max(known) for year in missing)
    return say("progress.gap", count=len(missing), done=row["done_text"]) if is_gapped else ""


def _arithmetic(row) -> list[tuple[str, str]]:
    """The numbers beside the chart from which the word can be worked again."""
    # a target that is no level names its own unit
    target = figure_of(row["target_raw"], row) if row["form"] == "level" else row["target_raw"]
    lines = [(say("judged.target"), target)]
    if row["done_grade"] == "partial" and row["kind"] == "total" and row["status"] == "not_assessed":
        # years that are left out make no running total and no completion
        known = years_of([int(year) for year in row["known_years"]])
        lines.append((say("judged.known_years", years=known), figure_of(row["done_text"], row)))
        lines.append((say("judged.need"), amount(round(row["average_need_per_year"], 2), row)))
    elif row["kind"] == "total":
        if is_known(row["done"]):
            bound = sign_of_share(row)
            lines += [
                (say("judged.total", through=row["data_through"]), figure_of(row["done_text"], row)),
                (say("judged.completion"), bound + percent(row["completion_pct"])),
                *_pace(row, bound),
            ]
        if is_known(row["average_need_per_year"]):
            lines.append((say("judged.need"), amount(round(row["average_need_per_year"], 2), row)))
        if is_known(row["required_per_remaining_year"]):
            sign = "≤" if row["done_grade"] != "exact" and is_known(row["done"]) else ""
            lines.append((say("judged.required"), figure_of(sign + fixed(row["required_per_remaining_year"], 1), row)))
    else:
        if is_known(row["base_used"]):
            lines.append((say("judged.base"), figure_of(base_text(row), row)))
        if is_known(row["done"]):
            lines.append((_of_when(row), figure_of(row["done_text"], row)))
            if row["measure"] != "rate" and is_known(row["completion_pct"]):
                lines.append((say("judged.completion"), sign_of_share(row) + percent(row["completion_pct"])))
            elif not row["is_over"]:
                lines.append((say("judged.to_target"), margin(row)))
            # a share of the rise is read against the time elapsed, which says nothing after the end
            if is_known(row["increment_pct"]) and not row["is_over"]:
                lines.append((say("judged.increment"), percent(row["increment_pct"])))
            lines += _pace(row)
    if row["outlook"]:
        lines.append((say("judged.outlook"), say(f"outlook.{row['outlook']}")))
    if row["weakest_reliability"]:
        lines.append((say("judged.reliability"), say(f"reliability.{row['weakest_reliability']}")))
    return [(label, text) for label, text in lines if text]


def _of_when(row) -> str:
    """What a level is of: its month, all years of the span, or the mean of those known."""
    if row["is_pooled"]:
        return say("judged.pooled", first=row["year_from"], last=row["year_to"])
    if row["test"] == "mean_of_years":
        return say("judged.mean", years=years_of([int(year) for year in row["known_years"]]))
    return say("judged.latest", through=row["data_through"])


def _pace(row, bound: str = "") -> list[tuple[str, str]]:
    """While the span runs, what is done against the time elapsed; after it, against the target."""
    if row["is_over"]:
        return [(say("judged.margin"), margin(row))]
    if not is_known(row["gap_to_time_pp"]):
        return []
    return [
        (say("judged.time", through=row["data_through"]), percent(row["time_pct"])),
        (say("judged.gap"), bound + signed(row["gap_to_time_pp"]) + say("judged.points")),
    ]
