from components.ui.controls import choose
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
)
from components.ui.table import show_table
from components.views import continuity
from components.views.registry import view_of

show_question("periods")
chosen = choose("periods")
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
