from components.ui.controls import choose
from components.ui.screen import canvas, is_phone
from components.ui.show import (
    show_advice,
    show_cards,
    show_figure,
    show_method,
    show_question,
    show_sources,
)
from components.ui.table import show_table
from components.views.registry import view_of

show_question("commitments")
view = view_of("commitments", choose("commitments"), canvas=canvas())
if view.is_empty:
    show_advice(view.advice)
elif is_phone():
    show_cards(view)
    show_table(view)
else:
    show_figure(view)
    show_table(view)
show_sources(view)
show_method()
