from components.ui.controls import choose, choose_one
from components.ui.show import show_method, show_question, show_view
from components.views import targets
from components.views.registry import view_of

show_question("targets")
work = choose_one("work", targets.works())
if work == "reckon":
    show_view(view_of("indicator_targets", choose("targets")))
show_method()
