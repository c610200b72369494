from components.choices import (
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
from components.screen import (
    beside,
    show_advice,
    show_fact,
    show_finding,
    show_method,
    show_question,
    show_table,
    show_way,
)
from components.views import documents, evidence, period_names, periods, regions, with_all
from components.words import say

FACTS = {
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
FINDINGS = {
    "indicator": evidence.indicators,
    "region": regions,
    "period": lambda: period_names(periods()),
    "kind": evidence.finding_kinds,
}
WIDTHS = {"indicator": 200, "document": 180, "kind": 200, "reliability": 140}

show_question("evidence")
shown = choose_one("list", evidence.lists())
options = {name: found() for name, found in (FACTS if shown == "facts" else FINDINGS).items()}
with choice_row():
    words = choose_text("words", say("choice.search_evidence")) if shown == "facts" else ""
    with more_choices():
        chosen = {
            name: choose_from_list(name, with_all(found), width=WIDTHS.get(name, 118))
            for name, found in options.items()
        }
        is_conflict = choose_switch("conflict") if shown == "facts" else False
        # what was searched for stays
        choose_reset(*options, "conflict")
show_filters({name: options[name][value] for name, value in chosen.items() if value != "all"})

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
    view = evidence.findings_view(chosen["kind"], chosen["region"], chosen["indicator"], chosen["period"])
    read, show, known = evidence.finding, show_finding, evidence.finding_ids
if view.is_empty:
    found = evidence.elsewhere(view) if shown == "facts" else None
    if found:
        text, dropped = found
        show_way(text, "evidence", **dropped)
    else:
        show_advice(view.advice)
else:
    table, detail = beside()
    with table:
        row, on_select = choose_row(view, shown.removesuffix("s"), known)
        show_table(view, **on_select)
    with detail:
        show(read(row))
show_method()
