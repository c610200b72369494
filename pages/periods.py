from components.ui.controls import choose, choose_one
from components.ui.screen import canvas
from components.ui.show import (
    show_advice,
    show_figure,
    show_lists,
    show_method,
    show_question,
    show_section,
    show_sources,
    show_takeaway,
    show_view,
)
from components.ui.table import show_table
from components.views import continuity
from components.views.registry import view_of

# list of the page → its view
LISTS = {"review": "review", "moved": "moved_targets"}

show_question("periods")
shown = choose_one("list", continuity.lists(), is_low=True)
chosen = choose("periods" if shown == "steps" else shown)
if shown != "steps":
    show_view(view_of(LISTS[shown], chosen))
    show_method()
else:
    view = view_of("periods", chosen, canvas=canvas())
    if view.is_empty:
        show_advice(view.advice)
    else:
        show_figure(view)
        show_takeaway(view)
        show_section("section.continuity")
        listed = (chosen[name] for name in ("region", "plan", "theme", "attribute", "period"))
        show_lists(continuity.columns(*listed), "continuity_list")
        show_table(view)
        show_sources(view)
        show_method()
