from collections.abc import Mapping

from components.language.words import say
from components.ui.controls import (
    choice_row,
    choose_from_list,
    choose_one,
    choose_reset,
    choose_row,
    choose_switch,
    choose_text,
    more_choices,
    show_filters,
)
from components.ui.show import (
    beside,
    show_advice,
    show_fact,
    show_finding,
    show_method,
    show_question,
    show_table,
    show_way,
)
from components.views import evidence, findings
from components.views.catalogue import documents, period_names, periods, regions, with_all

OPTIONS = {
    "theme": evidence.themes,
    "indicator": evidence.indicators,
    "region": regions,
    "period": lambda: period_names(periods()),
    "year": evidence.years,
    "role": evidence.roles,
    "document": documents,
    "where": evidence.places,
    "reliability": evidence.grades,
}
WIDTHS = {"indicator": 200, "document": 180, "kind": 200, "reliability": 140}
chosen, said = {}, {}


def _choose(name: str, options: Mapping[str, str]) -> str:
    """Draw the list of a filter, note what narrows the page, and return the chosen id."""
    value = chosen[name] = choose_from_list(name, with_all(options), width=WIDTHS.get(name, 118))
    if value != "all":
        said[name] = options[value]
    return value


show_question("evidence")
shown = choose_one("list", evidence.lists())
with choice_row():
    words = choose_text("words", say("choice.search_evidence"))
    with more_choices():
        for name in OPTIONS if shown == "facts" else ("indicator", "region", "period"):
            _choose(name, OPTIONS[name]())
        if shown == "facts":
            is_conflict = choose_switch("conflict")
        else:
            is_with_agreements = choose_switch("agreements")
            _choose("kind", findings.kinds(is_with_agreements))
        # what was searched for stays
        choose_reset(*OPTIONS, "conflict", "agreements", "kind")
show_filters(said)

if shown == "facts":
    view = evidence.view(
        words,
        chosen["document"],
        chosen["region"],
        chosen["role"],
        chosen["reliability"],
        chosen["indicator"],
        is_conflict,
        chosen["theme"],
        chosen["period"],
        chosen["year"],
        chosen["where"],
    )
    read, show, known = evidence.fact, show_fact, evidence.fact_ids
else:
    view = findings.view(
        chosen["kind"], chosen["region"], chosen["indicator"], chosen["period"], words, is_with_agreements
    )
    read, show, known = findings.finding, show_finding, findings.finding_ids
elsewhere = evidence.elsewhere(view) if view.is_empty and shown == "facts" else None
if elsewhere:
    text, dropped = elsewhere
    show_way(text, "evidence", **dropped)
elif view.is_empty:
    show_advice(view.advice)
else:
    table, detail = beside()
    with table:
        row, on_select = choose_row(view, shown.removesuffix("s"), known)
        show_table(view, **on_select)
    with detail:
        show(read(row))
show_method()
