from components.ui.controls import choose
from components.ui.screen import canvas
from components.ui.search import show_found
from components.ui.show import show_about, show_advice, show_figure, show_method, show_question, show_section, show_view
from components.ui.table import show_table
from components.views import record
from components.views.registry import view_of

show_question("indicator")
show_found()
chosen = choose("indicator")
show_about(record.about(chosen["indicator"]))
view = view_of("indicator", chosen, canvas=canvas())
if view.is_empty and view.figure is None:
    show_advice(view.advice)
else:
    show_figure(view)
if not view.is_empty:
    show_table(view)

for section, name, more in record.SECTIONS:
    show_section(section)
    show_view(view_of(name, {**chosen, **more}))
show_method()
