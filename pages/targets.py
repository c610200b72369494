from components.ui.controls import choose, choose_one
from components.ui.screen import canvas
from components.ui.show import show_method, show_question, show_section, show_view
from components.views import targets, yearly_parts
from components.views.registry import view_of

show_question("targets")
work = choose_one("work", targets.works())
if work == "reckon":
    show_view(view_of("indicator_targets", choose("targets")))
elif work == "yearly":
    chosen = choose("yearly")
    show_view(view_of("yearly", chosen, canvas=canvas()))
    show_section("section.yearly_years")
    show_view(view_of("yearly_years", chosen))
    if yearly_parts.has_parts(chosen["region"]):
        show_section("section.yearly_parts")
        show_view(view_of("yearly_parts", chosen))
show_method()
