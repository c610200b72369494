"""Every column of every view: what it is, how important it is to a reader, and what else a place that shows it asks.

A view lists the ids of its columns in their order; the screen and every kind of file read here what each of them is.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True)
class Column:
    """One column of a view's table.

    id: its name in the frame; its title is the word `column.<id>`. kind: what its cells are:
    text · name (a text that the row is known by) · label (a text of digits that measures nothing)
    printed (as the document prints it) · written (a figure in words, made here) · result (the figure of one year)
    change (a difference in words: percent with its sign, of rates points without one)
    number (in the unit that the row names) · whole (a whole number) · percent · points · year
    day · month (ISO; as much of a day as is known) · truth · link · id · fact (a fact's id) · facts (several)
    rank: whom it is for:
    distance (all readers, of a slide too) · room (the same, where a slide has room) · desk (readers of a screen or of
    paper) · file (who takes the file for more detail) · trace (who follows an id) · key (the id of the row itself)
    unit: of a number that has one unit in every row: the word `field_unit.<unit>`. width: pixels of a text that the
    grid would give too few. twin: the column that says the same in words, to be read in its place from a distance.
    says: the kind of sentence that its cells are. source: the column that holds the
    id of the fact that its figure is, or of the document that it names. struck: the column that holds the id of the
    fact that took its place, where one did.
    """

    id: str
    kind: str
    rank: str
    unit: str = ""
    width: int | None = None
    twin: str = ""
    says: str = ""
    source: str = ""
    struck: str = ""

    @property
    def is_read(self) -> bool:
        """Whether a screen shows it."""
        return self.rank in ("distance", "room", "desk")

    @property
    def is_id(self) -> bool:
        return self.kind in ("id", "fact", "facts")


EACH_YEAR = "year_*"
# the ways in which a column is often less to a view than to others
DESK, FILE = {"rank": "desk"}, {"rank": "file"}
_SEEN: Any = {"rank": "distance"}
# the three lists of warnings, of one period whatever the plan
_WARNED: dict[str, Any] = dict.fromkeys(("warnings", "data_warnings", "verdict_changes"), FILE)
_MOVED: dict[str, Any] = {"moved_targets": FILE}


def _told(
    name: str,
    kind: str,
    rank: str,
    /,
    *,
    unit: str = "",
    width: int | None = None,
    twin: str = "",
    says: str = "",
    source: str = "",
    **in_views: Mapping[str, str | int],
) -> tuple[str, Column, Mapping[str, Column]]:
    """A column, and by view what it is where it is something else."""
    column = Column(name, kind, rank, unit, width, twin, says, source)
    others = {view: replace(column, **changes) for view, changes in in_views.items()}  # type: ignore[arg-type]
    return name, column, others


def _numbered() -> Iterator[tuple[str, Column, Mapping[str, Column]]]:
    """What is said of each of three periods: its target, how that lies to the result before, and what came."""
    for number in (1, 2, 3):
        yield _told(f"target_{number}", "printed", "distance", source=f"target_{number}_fact_id")
        yield _told(f"stretch_{number}", "change", "distance")
        yield _told(f"result_{number}", "written", "distance")
        yield _told(f"completion_{number}_pct", "percent", "file")
        yield _told(f"change_{number}_pct", "percent", "file")
        yield _told(f"change_{number}_pp", "points", "file")
        yield _told(f"passed_{number}_year", "year", "file")
        yield _told(f"target_{number}_fact_id", "fact", "trace")


# columns of the rank `room` are left out in this order
_TABLE = (
    # what the row is about
    _told(
        "document",
        "name",
        "distance",
        width=130,
        periods=FILE,
        overview={"source": "document_id"},
        # a finding is known by its statement, a figure of one indicator by its years
        findings={"kind": "text"},
        indicator={"kind": "text"},
        duties=DESK,
        reminders=DESK,
        **_WARNED,
        **_MOVED,
    ),
    _told("task", "name", "distance", width=230),
    _told("indicator", "name", "distance", width=190, commitments=FILE, findings=FILE),
    _told("kind", "text", "distance", width=120),
    _told("region", "text", "distance"),
    _told("other_region", "text", "distance"),
    _told("theme", "text", "desk", board={"rank": "distance"}, completion=FILE, evidence=FILE, **_MOVED),
    _told("period", "text", "distance"),
    _told("year", "year", "distance"),
    _told("years", "label", "distance", width=125, **_WARNED),
    _told("title", "text", "file"),
    _told("nature", "text", "distance"),
    _told(
        "attribute",
        "text",
        "file",
        board={"rank": "distance"},
        completion=DESK,
        **dict.fromkeys(_WARNED, _SEEN),
    ),
    _told("attributes", "text", "desk", **_MOVED),
    _told("other_attribute", "text", "file"),
    _told("row_no", "label", "file", completion={"rank": "room"}),
    _told("earlier_row_no", "label", "file"),
    _told("role", "text", "distance"),
    _told("is_inner", "truth", "file"),
    _told("became", "text", "distance", width=110),
    # figures as they are printed, and in words
    *_numbered(),
    _told("earlier_target_raw", "printed", "distance", moved_targets={"source": "earlier_target_fact_id"}),
    _told("actual_raw", "printed", "distance"),
    _told("base_printed_raw", "printed", "distance", completion=DESK),
    _told("target_raw", "printed", "distance", source="target_fact_id", reminders=DESK),
    _told("other_target_raw", "printed", "distance", source="other_target_fact_id"),
    _told("base_used_raw", "printed", "file", source="base_used_fact_id"),
    _told("base_year_raw", "printed", "desk", source="base_fact_id"),
    _told("index_text", "written", "distance"),
    _told("other_base_used_raw", "printed", "file"),
    _told("printed_total_raw", "printed", "file"),
    _told(
        "value_raw",
        "printed",
        "distance",
        source="fact_id",
        commitments=FILE,
        indicator_commitments=FILE,
        evidence={"struck": "superseded_by"},
    ),
    _told("label_raw", "printed", "file"),
    _told("figure", "text", "distance", width=170, source="fact_id"),
    _told("last_known", "text", "distance", duties={"width": 170}, reminders={"width": 170}),
    _told("done_text", "written", "distance"),
    _told("earlier_done_text", "written", "distance"),
    _told("change_text", "change", "distance"),
    _told("result_change", "change", "distance"),
    _told("completion_text", "written", "file"),
    _told("gap_text", "written", "file"),
    _told("margin", "text", "distance"),
    _told("need_text", "written", "desk", yearly_years={"rank": "distance"}),
    _told("need_left_text", "written", "distance"),
    _told("year_*", "result", "distance"),
    _told("plan_raw", "printed", "distance", source="plan_fact_id"),
    _told("plans_text", "text", "distance", width=210),
    _told("phase_text", "text", "desk", width=300),
    _told("left_text", "written", "distance"),
    _told("running_text", "written", "distance"),
    _told("line", "name", "distance", width=200),
    _told("line_text", "written", "distance"),
    _told("target_was", "printed", "distance"),
    _told("target_a_year_text", "written", "desk"),
    _told("result_text", "written", "distance"),
    _told("result_when", "label", "room"),
    _told("pace_text", "written", "distance"),
    _told("pace_years", "label", "desk"),
    _told("above_text", "text", "desk", width=190),
    _told("path_text", "text", "desk", width=170),
    _told("said_then", "written", "distance"),
    _told("came", "written", "distance"),
    _told("came_when", "label", "distance"),
    _told("difference_text", "written", "distance"),
    _told("a_year_text", "written", "distance"),
    # figures as numbers, in the unit of their row
    _told("value", "number", "file", progress={"rank": "distance"}),
    _told("value_unit", "text", "file"),
    _told("value_high", "number", "file"),
    _told("comparator", "text", "file"),
    _told("earlier_base", "number", "file"),
    _told("earlier_target", "number", "file"),
    _told("actual", "number", "file"),
    _told("base_printed", "number", "file"),
    _told(
        "base_used",
        "number",
        "file",
        source="base_used_fact_id",
        completion={"rank": "room", "kind": "printed"},
    ),
    _told("earlier_base_raw", "printed", "room"),
    _told("unit_name", "text", "room", missing=FILE, commitments=FILE, indicator_commitments=FILE, targets=FILE),
    _told("target", "number", "file"),
    _told("other_target", "number", "file"),
    _told("other_base_used", "number", "file"),
    _told("running", "number", "distance", yearly_years=FILE),
    _told("need_left", "number", "file"),
    _told("plan", "number", "file"),
    _told("plans_sum", "number", "file"),
    _told("left_over", "number", "file"),
    _told("printed_total", "number", "file"),
    _told("need", "number", "file"),
    _told("draft", "number", "distance"),
    _told("draft_a_year_text", "written", "distance"),
    _told("result", "number", "file"),
    _told("middle", "number", "file"),
    _told("low", "number", "file"),
    _told("high", "number", "file"),
    _told("done", "number", "file"),
    _told("gap_to_target", "number", "file"),
    _told("per_10k", "number", "distance"),
    _told("other_per_10k", "number", "distance"),
    _told("base_per_10k", "number", "file"),
    _told("other_base_per_10k", "number", "file"),
    # figures in units of their own
    _told("completion_pct", "percent", "distance", twin="completion_text", warnings=FILE | {"twin": ""}),
    _told("increment_pct", "percent", "distance"),
    _told("time_pct", "percent", "distance", warnings=FILE),
    _told("gap_to_time_pp", "points", "distance", twin="gap_text", warnings=FILE | {"twin": ""}),
    _told("change_pct", "percent", "file"),
    _told("change_pp", "points", "file"),
    _told("index", "number", "file"),
    _told("share_pct", "percent", "distance"),
    _told("of_result_pct", "percent", "distance"),
    _told("draft_of_result_pct", "percent", "distance"),
    _told("draft_of_pace_pct", "percent", "distance"),
    _told("other_share_pct", "percent", "distance"),
    _told("difference_pp", "points", "desk", cities_rates={"rank": "distance"}),
    _told("ratio", "number", "file", unit="times"),
    _told("ratio_per_10k", "number", "distance", unit="times"),
    _told("population", "number", "file", unit="ten_thousand_persons"),
    _told("other_population", "number", "file", unit="ten_thousand_persons"),
    _told("through_month", "whole", "distance", unit="month", indexed=FILE),
    _told("facts", "whole", "distance"),
    _told("table_rows", "whole", "distance"),
    _told("table_numbers", "whole", "distance"),
    _told("text_facts", "whole", "distance"),
    _told("months_without", "whole", "distance", unit="month"),
    _told("required", "number", "file"),
    _told("projected", "number", "file"),
    # what is found
    _told("turn", "text", "distance", width=110),
    _told("alert", "text", "distance", width=130),
    _told("since", "month", "distance"),
    _told("earlier_status", "text", "distance", width=170, says="verdict"),
    _told(
        "status",
        "text",
        "distance",
        width=190,
        says="verdict",
        progress={"says": ""},
        missing=FILE,
        warnings=FILE,
        commitments=DESK,
    ),
    _told("year_status", "text", "distance", width=150),
    _told("running_status", "text", "distance", width=150),
    _told("outlook", "text", "distance"),
    _told("why", "text", "distance"),
    _told("reason", "text", "distance", says="reason", yearly=FILE, verdict_changes=DESK),
    _told("remark", "text", "distance", says="reason", completion=DESK),
    _told("ground", "text", "desk", width=320, says="ground"),
    _told("warning", "text", "distance", width=320, says="warning"),
    _told("in_band", "text", "distance"),
    _told("working", "text", "desk", width=360, says="arithmetic", targets={"rank": "distance"}, targets_plan=FILE),
    _told("rule", "text", "file", says="rule"),
    _told("no_index", "text", "distance", width=110),
    _told("lack", "text", "distance", says="lack", data_warnings=FILE),
    _told("statement", "name", "distance", says="finding"),
    _told("arithmetic", "text", "file", says="arithmetic"),
    _told("reminder", "text", "desk", width=460, says="reason"),
    _told("weaker", "text", "distance", width=120),
    _told("is_doubtful", "text", "file"),
    _told("continuity", "text", "distance"),
    _told("comparable", "text", "distance", cities_rates=DESK),
    _told("comparison_basis", "text", "file"),
    _told("state", "text", "distance"),
    _told("done_grade", "text", "file"),
    _told("is_conflict", "truth", "distance", evidence=DESK),
    _told("is_agreement", "text", "file"),
    _told("data_through", "month", "distance", completion=DESK, yearly=DESK, problems=DESK),
    _told("as_of", "month", "file"),
    # where it stands
    _told("plan_document", "text", "desk"),
    _told("locator", "text", "distance", width=250, evidence=DESK),
    _told("evidence", "text", "file"),
    _told("cause", "text", "desk", problems=_SEEN | {"width": 220}),
    _told("measures", "text", "desk", problems=_SEEN | {"width": 220}),
    _told("ruling", "text", "desk"),
    _told(
        "responsible",
        "text",
        "distance",
        width=200,
        completion=DESK,
        problems=DESK,
        evidence=FILE,
        warnings=DESK,
        data_warnings=DESK,
    ),
    _told("office_from", "text", "desk"),
    _told("data_source", "text", "desk", width=220),
    _told("lacking", "text", "distance", width=120),
    _told("due_since", "day", "distance"),
    _told("due_on", "text", "distance", width=120),
    _told("reliability", "text", "distance", completion=FILE),
    _told("modality", "text", "file"),
    _told("basis", "text", "file"),
    _told("basis_source", "text", "file"),
    _told("series", "text", "file"),
    _told("note", "text", "file", yearly_years=DESK, yearly_parts={"rank": "distance"}),
    _told("issuer", "text", "file"),
    _told("issued_on", "day", "distance", evidence=FILE),
    _told("document_number", "text", "file"),
    _told("url", "link", "file"),
    # ids, in the order in which a sentence names its facts
    _told("target_fact_id", "fact", "trace"),
    _told("other_target_fact_id", "fact", "trace"),
    _told("earlier_target_fact_id", "fact", "trace"),
    _told("base_used_fact_id", "fact", "trace"),
    _told("plan_fact_id", "fact", "trace"),
    _told("base_fact_id", "fact", "trace"),
    _told("change_kind", "text", "file"),
    _told("superseded_by", "fact", "trace"),
    _told("fact_id", "fact", "key"),
    _told("fact_ids", "facts", "trace"),
    _told("printed_fact_id", "fact", "trace"),
    _told("document_id", "id", "trace"),
    _told("indicator_id", "id", "trace"),
    _told("finding_id", "id", "key"),
)
COLUMNS = {name: column for name, column, _ in _TABLE}
# what a row says of the facts that it rests on
FACTS = tuple(name for name, column in COLUMNS.items() if column.kind in ("fact", "facts"))
_IN_VIEWS = {(view, name): column for name, _, others in _TABLE for view, column in others.items()}


def column_of(view_name: str, name: str) -> Column:
    """What a column is in the views of this name. Raises KeyError for one that is not in the table."""
    if name.startswith("year_") and name[5:].isdigit():
        return replace(COLUMNS[EACH_YEAR], id=name)
    return _IN_VIEWS.get((view_name, name)) or COLUMNS[name]


def read_of(view_name: str, names: Iterable[str]) -> tuple[str, ...]:
    """Those of these columns that a screen shows."""
    return tuple(name for name in names if column_of(view_name, name).is_read)


def year_columns(count: int) -> tuple[str, ...]:
    """The ids of the columns of so many years."""
    return tuple(f"year_{place}" for place in range(1, count + 1))


def with_years(names: Iterable[str], count: int) -> tuple[str, ...]:
    """The columns of so many years in the place where EACH_YEAR stands among the names."""
    return tuple(one for name in names for one in (year_columns(count) if name == EACH_YEAR else (name,)))
