from components.ui.controls import choose
from components.ui.screen import canvas
from components.ui.show import (
    show_advice,
    show_figure,
    show_method,
    show_question,
    show_sources,
    show_takeaway,
)
from components.ui.table import show_table
from components.views.registry import view_of

show_question("cities")
chosen = choose("cities")
drawing = {"canvas": canvas()}
view, rates_view = view_of("cities", chosen, **drawing), view_of("cities_rates", chosen, **drawing)
if view.is_empty:
    show_advice(view.advice)
else:
    show_figure(view)
    show_takeaway(view)
    show_figure(rates_view)
    show_table(view)
    show_sources(view)
    show_method()
