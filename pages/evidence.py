from components.language.words import say
from components.ui.controls import choose, choose_one, show_filters
from components.ui.show import (
    beside,
    show_advice,
    show_fact,
    show_finding,
    show_method,
    show_note,
    show_question,
    show_ways,
)
from components.ui.table import choose_row, show_table
from components.views import evidence, findings
from components.views.choices import narrowing
from components.views.registry import view_of

# list → its view, what reads one of its rows, what shows that, and the ids that there are
LISTS = {
    "facts": ("evidence", evidence.fact, show_fact, evidence.fact_ids),
    "findings": ("findings", findings.finding, show_finding, findings.finding_ids),
}

show_question("evidence")
shown = choose_one("list", evidence.lists())
chosen = choose(shown, *LISTS)
show_filters(narrowing(shown, chosen))

name, read, show, known = LISTS[shown]
view = view_of(name, chosen)
elsewhere = evidence.elsewhere(view) if view.is_empty and shown == "facts" else None
if elsewhere:
    text, dropped = elsewhere
    show_ways((text, "evidence", dropped))
elif view.is_empty:
    show_advice(view.advice)
else:
    show_note(say(f"evidence.how_{shown}"))
    table, detail = beside()
    with table:
        row = choose_row(view, shown.removesuffix("s"), known)
        show_table(view, row)
    with detail:
        show(read(row.chosen))
show_method()
