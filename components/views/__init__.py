"""Views: what a page, a briefing, a file and the command line have in common. Choices in, a View out."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd
import plotly.graph_objects as go

import queries
from components.language.numerals import is_known, plain
from components.language.words import language, pick, say
from components.model.native_chart import Panel
from components.model.period import Period
from components.model.region import Region


@dataclass(frozen=True)
class Verdict:
    """A verdict as it is shown: its token, its words, and whether any figure is known (the form of 暂不评价).

    group: where verdicts are counted, the group that the query counts it in (status_group).
    """

    status: str
    words: str
    has_figures: bool
    group: str = ""


@dataclass(frozen=True)
class View:
    """One question answered under given choices.

    name: the view's id, used in file names. choices: the choices by their address names, all of them.
    frame: the rows and columns that leave as a file (words instead of tokens, raw forms beside numbers).
    shown: the columns of the frame that the screen shows. figure: the chart, or None.
    headline: the finding in words, the figure's title. takeaway: the sentence to go away with.
    subtitle: what the figure shows, in which unit, and how its marks are meant. notes: cautions that belong under it.
    sources: documents by title and place. facts: the ids of the facts that it rests on.
    as_of: the month (YYYY-MM) that the figures run to. advice: what to do when there are no rows.
    verdict: the verdict that the view is about, if it is about one. verdicts: one a row of the frame, or none at all.
    arithmetic: label and working of each computed number that is shown. panels: its chart in plain native forms.
    brief: the same in fewer rows, where there is such a form. words: what fills the blanks of its columns' titles, or
    the title of a column itself, by the column: a year's figures are headed by the year.
    screens: draws what is presented, one figure a screen, laid out for the stage and without the verdict, which stands
    beside it; None where the figure itself serves.
    """

    name: str
    choices: dict[str, str]
    frame: pd.DataFrame
    shown: tuple[str, ...]
    headline: str
    figure: go.Figure | None = None
    takeaway: str = ""
    subtitle: str = ""
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    as_of: str | None = None
    advice: str = ""
    alternative: str = field(default="")
    verdict: Verdict | None = None
    verdicts: tuple[Verdict, ...] = ()
    arithmetic: tuple[tuple[str, str], ...] = ()
    panels: tuple[Panel, ...] = ()
    brief: "View | None" = None
    words: Mapping[str, str] = field(default_factory=dict)
    screens: Callable[[], tuple[go.Figure, ...]] | None = None

    @property
    def is_empty(self) -> bool:
        return self.frame.empty

    def title_of(self, column: str) -> str:
        """The title of a column, on the screen and in every file."""
        return self.words.get(column) or say(f"column.{column}", **self.words)

    @property
    def presented(self) -> "View":
        """The view as it is put before an audience: in its brief form where it has one, under the same sentences."""
        return self if self.brief is None else replace(self.brief, headline=self.headline, takeaway=self.takeaway)

    @property
    def table_key(self) -> str:
        """A name for the table on the screen that changes with the choices, so that no old selection stays."""
        return f"table-{self.name}-" + "-".join(self.choices.values())


@dataclass(frozen=True)
class Deck:
    """Views in the order in which they are presented, under a name."""

    name: str
    views: tuple[View, ...]


# one state of the ledger for all that is asked inside: a page, a deck
one_ledger = queries.held


def regions() -> dict[str, str]:
    """region_id → short name, in the order of the catalogue."""
    return {row["region_id"]: pick(row, "short") for _, row in queries.ask("region_list").iterrows()}


def region(region_id: str) -> Region:
    """One region of the ledger, in the language in use. Raises KeyError for one that it does not have."""
    return _regions()[region_id]


def _regions() -> dict[str, Region]:
    return {
        row["region_id"]: Region(
            row["region_id"],
            pick(row, "name"),
            pick(row, "short"),
            row["level"],
            row["parent_region_id"] or "",
            int(row["place"]),
            bool(row["is_reference"]),
        )
        for _, row in queries.ask("region_list").iterrows()
    }


def planning_regions() -> dict[str, str]:
    """region_id → short name of those with an indicator table: cities by place, then provinces and the nation."""
    rows = queries.ask("region_list")
    return {row["region_id"]: pick(row, "short") for _, row in rows[rows["has_plans"].astype(bool)].iterrows()}


def region_colours() -> dict[str, str]:
    """region_id → the name of its colour."""
    return {region_id: region.colour for region_id, region in _regions().items()}


def periods(region_id: str | None = None) -> dict[str, Period]:
    """period_id → period of those that tables of plans have targets for, all or one region's; the default first."""
    rows = queries.ask("period_list", region_ids=None if region_id is None else [region_id])
    return {row["period_id"]: _period(row) for _, row in rows.iterrows()}


def period_names(there: Mapping[str, Period]) -> dict[str, str]:
    """period_id → name, as a control offers them."""
    return {period_id: period.name for period_id, period in there.items()}


def _period(row) -> Period:
    before = None
    if row["before_id"] is not None:
        before = Period(row["before_id"], pick(row, "before"), int(row["before_year_from"]), int(row["before_year_to"]))
    return Period(row["period_id"], pick(row, "name"), int(row["year_from"]), int(row["year_to"]), before)


def period_words(period: Period) -> dict[str, str]:
    """What fills the blanks of words that speak of a period: its name, its last year, the year that it starts from, and
    the same of the period before."""
    before = period.before
    return {
        "period": period.name,
        "target_year": str(period.last),
        "base_year": str(period.base_year),
        "before": before.name if before else say("period.before"),
        "earlier_base_year": str(before.base_year if before else period.base_year - len(period.years)),
    }


def subject(region_id: str, document_id: str, period: Period) -> str:
    """Whose indicators a headline counts: region and period of a general plan, another plan by its own name."""
    rows = queries.ask("plan_list", region_ids=[region_id], period_ids=[period.period_id])
    plan = rows[rows["document_id"] == document_id].iloc[0]
    name = region(region_id).short if plan["is_general"] else pick(plan, "short")
    # a plan whose name has the period needs no other
    is_named = any(part in name for part in (period.name.strip("“”"), period.name.split(" ")[0]))
    return name if is_named else say("subject.of_period", name=name, period=period.name)


def others(region_id: str) -> dict[str, str]:
    """region_id → short name of the regions that one may be compared with."""
    return {other: name for other, name in regions().items() if other != region_id}


def themes() -> dict[str, str]:
    """theme_id → name of the themes that plans set targets in, in the order of the plans."""
    rows = queries.ask("theme_list")
    return {row["theme_id"]: pick(row, "name") for _, row in rows[rows["targets"] > 0].iterrows()}


def documents(kinds: list[str] | None = None) -> dict[str, str]:
    """document_id → short name."""
    return {row["document_id"]: pick(row, "short") for _, row in queries.ask("document_list", kinds=kinds).iterrows()}


def with_all(options: dict[str, str]) -> dict[str, str]:
    """The options with 全部 before them, whose id is all."""
    return {"all": say("choice.all"), **options}


def one_or_all(chosen: str) -> list[str] | None:
    """What a query takes for a chosen id: a list of one, or None for all."""
    return None if chosen == "all" else [chosen]


def source_lines(document_ids) -> dict[str, str]:
    """How documents are cited, by id: number or issuer, and title."""
    lines = {}
    for _, row in queries.ask("document_list").iterrows():
        title = row["title_zh"] if language() == "zh" else f"{row['title_en']} ({row['title_zh']})"
        lines[row["document_id"]] = f"{row['document_number'] or row['issuer']} {title}"
    return {document_id: lines[document_id] for document_id in document_ids}


def source_and_month(sources: Iterable[str]) -> str:
    """The source line of a figure whose words do not say the month: what it cites and the month of the ledger."""
    return say(
        "chart.source_and_month",
        source=say("punctuation.join").join(sources),
        as_of=month_words(latest_month()),
    )


def source_of_figure(sources: Sequence[str]) -> str:
    """The source line of a figure: every document, for a picture leaves the page alone."""
    return say("chart.source", source=say("punctuation.join").join(sources))


def source_line(document_id: str, tables: str = "") -> str:
    """How one document is cited under a chart, with the tables used."""
    return f"{source_lines([document_id])[document_id]} {tables}".strip()


def plans(region_id: str) -> dict[str, str]:
    """document_id → short name of the plans of a region that have an indicator table, those of the default first."""
    rows = queries.ask("plan_list", region_ids=[region_id])
    return {row["document_id"]: pick(row, "short") for _, row in rows.drop_duplicates("document_id").iterrows()}


def plan_periods(region_id: str, document_id: str, *, is_own: bool = False) -> dict[str, Period]:
    """period_id → period of a plan's tables: its own first, the one before where it prints that too.

    is_own: its own alone, those that it plans for.

    Raises KeyError for a plan without a table.
    """
    rows = queries.ask("plan_list", region_ids=[region_id])
    rows = rows[rows["document_id"] == document_id].sort_values("is_own", ascending=False, kind="stable")
    if rows.empty:
        raise KeyError(document_id)
    if is_own:
        rows = rows[rows["is_own"].astype(bool)]
    there = periods(region_id)
    return {period_id: there[period_id] for period_id in rows["period_id"]}


def plan_period(region_id: str, document_id: str, period_id: str | None = None) -> Period:
    """The period of a plan's table, its own where none is named. Raises KeyError for one that it has no table of."""
    there = plan_periods(region_id, document_id)
    return there[period_id] if period_id else next(iter(there.values()))


def documents_cited(rows: pd.DataFrame, *columns: str) -> tuple[str, ...]:
    """How the documents of the facts in these columns are cited, each once, in the order of the rows."""
    facts = pd.concat([rows[column] for column in columns]).dropna()
    return tuple(source_lines(dict.fromkeys(fact_id.split(".")[0] for fact_id in facts)).values())


def months(period_id: str | None = None) -> dict[str, str]:
    """as_of → words, the latest first: the months of a period, the default one, at which may be judged."""
    rows = queries.ask("month_list", period_id=period_id)
    return {month: month_words(month) for month in rows["as_of"]}


def facts_judged(rows: pd.DataFrame) -> tuple[str, ...]:
    """The facts that rows of judgement_list rest on: each target, its base and the results used, each once."""
    lists = [[row["target_fact_id"], *row["used_fact_ids"]] for _, row in rows.iterrows()]
    return tuple(dict.fromkeys(fact_id for facts in lists for fact_id in facts))


def latest_month() -> str:
    """The month that the latest result of the ledger runs to: YYYY-MM."""
    return queries.ask("ledger_summary")["latest_result"].iloc[0]


def month_words(as_of: str) -> str:
    """2025-12 as one says it: 2025 年 12 月, Dec 2025."""
    return say("date.month", year=as_of[:4], month=month_name(int(as_of[5:])))


def target_text(row) -> str:
    """A target as charts write it: 175, ≥98; one that is no level as it is printed."""
    if not is_known(row["target"]) or row["comparator"] is None or row["kind"] == "growth":
        return row["target_raw"]
    sign = "" if row["comparator"] == "approx" else say(f"sign.{row['comparator']}")
    return sign + plain(row["target"])


def month_name(month: int) -> str:
    """11 as it stands in a date: 11, Nov."""
    return say("date.months").split(" ")[month - 1]


def span(row) -> str:
    """The years of a figure as the field writes them: 2025, 2021—2025, 2022年1—11月."""
    years = f"{row['year_from']}" if row["year_from"] == row["year_to"] else f"{row['year_from']}—{row['year_to']}"
    if row["through_month"] == 12:
        return years
    month = month_name(int(row["through_month"]))
    return say("span.part_total" if row["basis"] == "total" else "span.part_end", years=years, month=month)
