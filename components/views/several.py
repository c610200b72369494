"""指标档案, several indicators or regions beside each other: as they were published, or set to a base year."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

import queries
from components.charts.panels import draw_panels, screens_of
from components.language.dates import month_words, span
from components.language.numerals import fixed, signed
from components.language.words import language, pick, say, say_each, unit_column
from components.look.canvas import WIDE, Canvas
from components.model.column import read_of
from components.model.rows import rows_of, with_columns
from components.model.time_chart import PanelsChart
from components.model.view import View
from components.views import progress, record
from components.views.alternatives import alternative
from components.views.catalogue import latest_month, regions
from components.views.chart_of_several import figure_panels, index_panels
from components.views.kept import once_a_state
from components.views.native_charts_of_progress import small_charts
from components.views.sources import documents_cited, facts_used, source_of_figure

# list of the page → its question; of several its name is that of its view
QUESTIONS = {"single": "indicator", "several": "indicator_several", "indexed": "indicator_indexed"}
# so many indicators of a region are chosen at first, those of most years; so many panels are drawn at most
PRESET, MOST = 6, 12
FIGURES = ("region", "indicator", *record.FIGURES)
INDEXED = (
    "region",
    "indicator",
    "years",
    "value_raw",
    "unit_name",
    "base_year_raw",
    "index_text",
    "index",
    "change_pp",
    "no_index",
    "reliability",
    "note",
    "through_month",
    "basis",
    "base_fact_id",
    "fact_id",
)
# why an indicator has no number at all, which is said once for all its figures
OF_ALL = ("redefined", "no_base", "base_bound", "base_nought")


def lists() -> dict[str, str]:
    """What the page shows: list → words."""
    return {name: say(f"indicator.{name}") for name in QUESTIONS}


def split(chosen: str) -> list[str]:
    """The ids of a choice of several, each once."""
    return list(dict.fromkeys(one for one in chosen.split(",") if one))


def places(region_id: str, others: str) -> list[str]:
    """The regions that are set beside each other, the first one first."""
    return list(dict.fromkeys([region_id, *split(others)]))


@once_a_state
def others(region_id: str) -> dict[str, str]:
    """region_id → name of the regions that may stand beside one."""
    return {other: name for other, name in regions().items() if other != region_id}


@once_a_state
def indicators(region_id: str, others: str, as_of: str | None = None, by: str = "years") -> dict[str, str]:
    """indicator_id → name with its number of years, of all that the chosen regions have a figure of, the first region's
    longest first.

    by: years, or comparable for those of one method alone.
    """
    rows = queries.ask("history_summary", region_ids=places(region_id, others), as_of=as_of)
    rows = rows.sort_values(by, ascending=False, kind="stable")
    own = rows[rows["region_id"] == region_id]
    known = {**dict.fromkeys(own["indicator_id"]), **dict.fromkeys(rows["indicator_id"])}
    years = dict(zip(own["indicator_id"], own[by], strict=True))
    names = dict(zip(rows["indicator_id"], pick(rows, "short"), strict=True))
    return {one: names[one] + (say(f"several.{by}", count=years[one]) if years.get(one) else "") for one in known}


@once_a_state
def base_years(region_id: str, others: str, indicators: str, as_of: str | None = None) -> dict[str, str]:
    """year → its words, of the years that may be set to 100, that of most figures first."""
    asked = {"region_ids": places(region_id, others), "indicator_ids": split(indicators)}
    rows = queries.ask("base_year_list", **asked, as_of=as_of)
    return {str(row["year"]): say("several.base_of", year=row["year"], count=row["series"]) for row in rows_of(rows)}


def beside(indicator_id: str, region_id: str) -> str:
    """An indicator with those of its region that are known for most years, as the address has them."""
    known = [one for one in indicators(region_id, "") if one != indicator_id]
    return ",".join([indicator_id, *known[: PRESET - 1]])


def of_plan(region: str, plan: str, period: str, indicator: str, as_of: str) -> tuple[str, str] | None:
    """An indicator of a plan with the plan's others of which a figure is known at a month, as the address has them, and
    the sentence that leads there; None where it would stand alone.
    """
    known = indicators(region, "", as_of)
    others = [one for one in progress.indicators(region, plan, period, as_of) if one in known and one != indicator]
    chosen = [indicator, *others][:MOST] if indicator in known else others[:MOST]
    if len(chosen) < 2:
        return None
    return ",".join(chosen), say("several.of_plan", count=len(chosen))


def _chosen(question: str, region_id: str, others: str, indicators: str, **more) -> pd.DataFrame:
    """The rows of a question in the order in which indicators, then regions were chosen."""
    there, wanted = places(region_id, others), split(indicators)
    rows = queries.ask(question, region_ids=there, indicator_ids=wanted, **more)
    order = [(wanted.index(row["indicator_id"]), there.index(row["region_id"])) for row in rows_of(rows)]
    return rows.assign(place=order).sort_values("place", kind="stable").drop(columns="place").reset_index(drop=True)


def _named(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with the names of their region and indicator."""
    names = queries.ask("indicator_list", indicator_ids=sorted(set(rows["indicator_id"]))).set_index("indicator_id")
    there = regions()
    return with_columns(
        rows,
        region=[there[one] for one in rows["region_id"]],
        indicator=[pick(names.loc[one], "short") for one in rows["indicator_id"]],
        measure=[names.loc[one, "measure"] for one in rows["indicator_id"]],
        unit_name=[names.loc[one, unit_column()] for one in rows["indicator_id"]],
    )


def _said(names: Sequence[str]) -> str:
    return say("punctuation.list").join(dict.fromkeys(names))


def _places_said(region_id: str, others: str) -> str:
    there = regions()
    return _said([there[one] for one in places(region_id, others)])


def _limit(panels: int) -> tuple[str, ...]:
    return (say("several.limit", most=MOST, count=panels),) if panels > MOST else ()


def _absent(rows: pd.DataFrame, region_id: str, others: str, indicators: str) -> tuple[str, ...]:
    """Which of the chosen have no figure at all, a line a region."""
    there = regions()
    asked = queries.ask("indicator_list", indicator_ids=split(indicators))
    names = dict(zip(asked["indicator_id"], pick(asked, "short"), strict=True))
    has = set(zip(rows["region_id"], rows["indicator_id"], strict=True))
    lines = []
    for place in places(region_id, others):
        lacking = [names[one] for one in split(indicators) if (place, one) not in has]
        if lacking:
            lines.append(say("several.absent", region=there[place], names=_said(lacking)))
    return tuple(lines)


def _parts(chart: PanelsChart | None, headline: str, canvas: Canvas) -> dict:
    """The parts of a View that its chart gives."""
    if chart is None:
        return {"alternative": headline}
    said = [f"{panel.course.heading} {mark.name} {mark.text}" for panel in chart.panels for mark in panel.course.marks]
    return {
        "figure": draw_panels(chart, canvas),
        "screens": lambda: screens_of(chart, canvas),
        "native_charts": small_charts(chart),
        "reading": chart.subtitle[-1],
        "alternative": alternative(headline, said),
    }


def view(region_id: str, indicators: str, others: str = "", as_of: str | None = None, canvas: Canvas = WIDE) -> View:
    """What was published of several indicators, each on its own axis over the same years."""
    as_of = as_of or latest_month()
    rows = _named(_chosen("history_list", region_id, others, indicators, as_of=as_of))
    pairs = len(rows.drop_duplicates(["region_id", "indicator_id"]))
    facts = facts_used(rows, "fact_id")
    sources = documents_cited(rows, "fact_id") if len(rows) else ()
    where = _places_said(region_id, others)
    notes = (*_limit(pairs), *_absent(rows, region_id, others, indicators), *_methods(rows))
    headline = say("several.none", regions=where)
    if len(rows):
        first, last = int(rows["year_from"].min()), int(rows["year_to"].max())
        years = f"{first}" if first == last else say("headline.years", first=first, last=last)
        headline = say("several.title", regions=where, count=rows["indicator_id"].nunique(), years=years)
    subtitle, reading = say("several.subtitle", as_of=month_words(as_of)), say("record.key_figures")
    chart = None
    if len(rows):
        is_many = rows["region_id"].nunique() > 1
        lines = (source_of_figure(sources), *notes)
        chart = PanelsChart(headline, (subtitle, reading), lines, figure_panels(rows, MOST, is_many))
    made = View(
        name="several",
        choices={"region": region_id, "others": others, "indicators": indicators, "as_of": as_of},
        frame=_figures(rows),
        shown=read_of("several", FIGURES),
        headline=headline,
        takeaway=_coverage(region_id, others, indicators, as_of) if len(rows) else "",
        subtitle=subtitle,
        notes=notes,
        sources=sources,
        facts=facts,
        as_of=as_of,
        advice=say("several.advice", regions=where),
        **_parts(chart, headline, canvas),
    )
    last = rows.groupby(["indicator_id", "region_id"], sort=False).tail(1).reset_index(drop=True)
    return replace(made, brief=replace(made, frame=_figures(last))) if len(last) < len(rows) else made


def _coverage(region_id: str, others: str, indicators: str, as_of: str) -> str:
    """Of which every year between the first and the last is known, and of which not; nothing of one year alone."""
    rows = _named(_chosen("history_summary", region_id, others, indicators, as_of=as_of))
    is_many = rows["region_id"].nunique() > 1
    whole, gaps, single = [], 0, 0
    for row in rows_of(rows[rows["years"] > 0]):
        if row["years"] == 1:
            single += 1
        elif row["years"] == row["own_last_year"] - row["own_first_year"] + 1:
            years = {"years": row["years"], "first": row["own_first_year"]}
            whole.append(say("several.of_years", name=_name(row, is_many), **years))
        else:
            gaps += 1
    counts = {"gaps": gaps, "one_year": single}
    parts = [say("several.whole", names=_said(whole))] if whole else []
    parts += [say(f"several.{name}", count=count) for name, count in counts.items() if count]
    return say("several.sentence", said=say("punctuation.join").join(parts)) if parts else ""


def _methods(rows: pd.DataFrame) -> tuple[str, ...]:
    """Why figures of another method stand apart, each reason once."""
    other = rows[rows["series"].notna()].drop_duplicates("series")
    is_many = rows["region_id"].nunique() > 1
    return tuple(
        say("several.method", name=_name(row, is_many), series=pick(row, "series"), reason=pick(row, "series_reason"))
        for row in rows_of(other)
    )


def _figures(rows: pd.DataFrame) -> pd.DataFrame:
    table = record.figures_of(rows)
    return with_columns(table, region=rows["region"], indicator=rows["indicator"])[list(FIGURES)]


def index_view(
    region_id: str,
    indicators: str,
    others: str = "",
    base: str = "",
    as_of: str | None = None,
    canvas: Canvas = WIDE,
) -> View:
    """Several indicators set to a base year: levels and flows to 100, rates by points; what has no number, and why."""
    as_of = as_of or latest_month()
    rows = _named(_chosen("index_list", region_id, others, indicators, base_year=int(base or 0), as_of=as_of))
    numbered = rows[rows["lack"].isna()]
    latest = rows[rows["is_latest"].astype(bool)]
    facts = facts_used(numbered, "base_fact_id", "fact_id")
    sources = documents_cited(numbered, "fact_id", "base_fact_id") if len(numbered) else ()
    where = _places_said(region_id, others)
    is_many = rows["region_id"].nunique() > 1
    notes = (*_refusals(rows, base, is_many), *_absent(rows, region_id, others, indicators))
    headline = _index_title(latest, where, base)
    subtitle = say("index.subtitle", base=base, as_of=month_words(as_of)) if base else ""
    reading = say("index.key")
    drawn, chart = numbered[numbered["has_other"].astype(bool)], None
    if len(drawn):
        pairs = len(drawn.drop_duplicates(["region_id", "indicator_id"]))
        notes = (*_limit(pairs), *notes)
        lines = (source_of_figure(sources), *notes)
        chart = PanelsChart(headline, (subtitle, reading), lines, index_panels(drawn, base, MOST, is_many))
    made = View(
        name="indexed",
        choices={"region": region_id, "others": others, "indicators": indicators, "base": base, "as_of": as_of},
        frame=_index_table(rows),
        shown=read_of("indexed", INDEXED),
        headline=headline,
        takeaway=_latest(latest, base, is_many),
        subtitle=subtitle,
        notes=notes,
        sources=sources,
        facts=facts,
        as_of=as_of,
        advice=" ".join((headline, *notes)) if len(rows) else say("several.advice", regions=where),
        words={"index_text": say("index.column", base=base), "base_year_raw": say("index.base_column", base=base)}
        if base
        else {},
        **_parts(chart, headline, canvas),
    )
    return replace(made, brief=replace(made, frame=_index_table(latest))) if len(latest) else made


def _index_title(latest: pd.DataFrame, where: str, base: str) -> str:
    """How many of the latest figures lie over, under and at those of the base year, without a word on which is best."""
    if latest.empty:
        return say("index.title_later" if base else "index.title_none", regions=where, base=base)
    side = latest["index"].fillna(100) - 100 + latest["change_pp"].fillna(0)
    counts = {"over": int((side > 0).sum()), "under": int((side < 0).sum()), "same": int((side == 0).sum())}
    said = [say(f"index.{name}", count=count) for name, count in counts.items() if count]
    return say("index.title", regions=where, base=base, count=len(latest), said=say("punctuation.list").join(said))


def _name(row, is_many: bool) -> str:
    return row["indicator"] + (say("several.of", region=row["region"]) if is_many else "")


def index_text(row) -> str:
    """An index with one decimal, or points with their sign and all their digits; nothing where there is none."""
    if row["lack"]:
        return ""
    return say("index.points", points=signed(row["change_pp"], None)) if row["is_rate"] else fixed(row["index"], 1)


def _latest(latest: pd.DataFrame, base: str, is_many: bool) -> str:
    """The latest number of each, with its time, in the order in which they were chosen."""
    said = [
        say("index.latest", name=_name(row, is_many), number=index_text(row), years=span(_of_one_year(row)))
        for row in rows_of(latest)
    ]
    return say("index.takeaway", base=base, said=say("punctuation.list").join(said)) if said else ""


def _of_one_year(row) -> dict:
    return {**row, "year_from": row["year"], "year_to": row["year"]}


def _refusals(rows: pd.DataFrame, base: str, is_many: bool) -> tuple[str, ...]:
    """Which have no number and why, a line a reason: indicators of which none has, then single figures of others."""
    if not base:
        return (say("index.no_base_year"),) if len(rows) else ()
    found: dict[str, list[str]] = {}
    for row in rows_of(rows[rows["lack"].isin(OF_ALL)].drop_duplicates(["region_id", "indicator_id"])):
        found.setdefault(row["lack"], []).append(_name(row, is_many))
    lines = [say(f"index.all_{lack}", names=_said(names), base=base) for lack, names in found.items()]
    for reason, names in _not_counted(rows[rows["lack"].isna()], is_many).items():
        lines.append(say(f"index.all_{reason}", names=_said(names), base=base))
    single: dict[tuple[str, str], list[str]] = {}
    for row in rows_of(rows[rows["lack"].notna() & ~rows["lack"].isin(OF_ALL)]):
        single.setdefault((row["lack"], _name(row, is_many)), []).append(str(row["year"]))
    by_reason: dict[str, list[str]] = {}
    for (lack, name), years in single.items():
        by_reason.setdefault(lack, []).append(say("index.years_of", name=name, years=_said(years)))
    lines += [
        say(f"index.some_{lack}", base=base, said=say("punctuation.join").join(said))
        for lack, said in by_reason.items()
    ]
    return tuple(lines)


def _not_counted(numbered: pd.DataFrame, is_many: bool) -> dict[str, list[str]]:
    """Those that have no number but the base year's own (alone), or none of a later year (earlier)."""
    found: dict[str, list[str]] = {}
    for _, group in numbered.groupby(["indicator_id", "region_id"], sort=False):
        if not group["is_latest"].any():
            reason = "earlier" if group["has_other"].any() else "alone"
            found.setdefault(reason, []).append(_name(rows_of(group)[0], is_many))
    return found


def _index_table(rows: pd.DataFrame) -> pd.DataFrame:
    table = with_columns(
        rows,
        years=[span(_of_one_year(row)) for row in rows_of(rows)],
        unit_name=rows[unit_column()],
        base_year_raw=[_base_raw(row) for row in rows_of(rows)],
        note=rows[f"reason_{language()}"].fillna(""),
        index_text=[index_text(row) for row in rows_of(rows)],
        no_index=[_why(row) for row in rows_of(rows)],
        reliability=say_each("reliability", rows["reliability"]),
        basis=say_each("basis", rows["basis"]),
    )
    return table[list(INDEXED)].reset_index(drop=True)


def _base_raw(row) -> str:
    """The figure of the base year as it is printed, with its unit where that is another than the row's."""
    if row["base_raw"] is None:
        return ""
    return row["base_raw"] if row["base_unit"] == row["unit"] else f"{row['base_raw']} {row[unit_column('base_unit')]}"


def _why(row) -> str:
    """Why a figure has no number, in few words."""
    return say(f"index.lack_{row['lack']}") if row["lack"] else ""
