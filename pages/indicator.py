from components.language.words import say
from components.ui.controls import choose, choose_one, chosen_one
from components.ui.screen import canvas
from components.ui.search import show_found
from components.ui.show import (
    show_about,
    show_advice,
    show_figure,
    show_method,
    show_question,
    show_section,
    show_seen,
    show_takeaway,
    show_view,
    show_ways,
)
from components.ui.table import show_table
from components.views import evidence, record, several
from components.views.registry import view_of

shown = chosen_one("list", several.lists())
show_question(several.QUESTIONS[shown])
show_found()
shown = choose_one("list", several.lists(), is_low=True)
if shown == "single":
    chosen = choose("indicator")
    show_about(record.about(chosen["indicator"]))
    view = view_of("indicator", chosen, canvas=canvas())
    if view.is_empty and view.figure is None:
        show_advice(view.advice)
    else:
        show_figure(view)
    several_of = several.beside(chosen["indicator"], chosen["region"])
    show_ways((say("several.open"), "indicator", {"list": "several", "indicators": several_of}))
    if not view.is_empty:
        show_table(view)
    seen, count = evidence.seen(view.facts)
    if seen:
        show_section("section.seen")
        show_seen(seen, count)
    for section, name, more in record.SECTIONS:
        show_section(section)
        show_view(view_of(name, {**chosen, **more}))
else:
    view = view_of(shown, choose(shown), canvas=canvas())
    if view.figure is None:
        show_advice(view.advice)
    else:
        show_figure(view)
        show_takeaway(view)
    if not view.is_empty:
        show_table(view)
show_method()
