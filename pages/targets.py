from components.language.words import say
from components.ui.controls import choose, choose_one, chosen_one
from components.ui.drafting import choose_drafts
from components.ui.screen import canvas
from components.ui.show import (
    show_counts,
    show_figure,
    show_method,
    show_note,
    show_question,
    show_section,
    show_takeaway,
    show_view,
)
from components.ui.table import show_table
from components.views import targets, warned, yearly_parts
from components.views.registry import view_of

works = targets.works()
show_question(targets.QUESTIONS[chosen_one("work", works)])
work = choose_one("work", works)
if work == "reckon":
    chosen = choose("targets")
    chosen["drafts"] = choose_drafts(chosen["region"], chosen["indicator"])
    view = view_of("targets", chosen, canvas=canvas())
    if not chosen["drafts"]:
        show_note(say("targets.how"))
    show_figure(view)
    show_takeaway(view)
    show_table(view)
    for section, name in targets.SECTIONS:
        show_section(section)
        show_view(view_of(name, chosen))
elif work == "yearly":
    chosen = choose("yearly")
    show_view(view_of("yearly", chosen, canvas=canvas()))
    show_section("section.yearly_years")
    show_view(view_of("yearly_years", chosen))
    if yearly_parts.has_parts(chosen["region"]):
        show_section("section.yearly_parts")
        show_view(view_of("yearly_parts", chosen))
elif work == "warn":
    chosen = choose("warnings")
    show_counts(warned.counts(*(chosen[name] for name in ("region", "period", "as_of"))))
    for name in ("warnings", "data_warnings", "verdict_changes"):
        show_section(f"section.{name}")
        show_view(view_of(name, chosen))
show_method()
