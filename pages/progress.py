from components.language.words import say
from components.ui.controls import choose
from components.ui.screen import canvas
from components.ui.show import (
    show_figure,
    show_ground,
    show_method,
    show_question,
    show_section,
    show_takeaway,
    show_view,
    show_ways,
)
from components.ui.table import show_table
from components.views import several
from components.views.registry import view_of

show_question("progress")
chosen = choose("progress")
drawing = {"canvas": canvas()}
view = view_of("progress", chosen, **drawing)
show_figure(view)
show_ground(view)
about = {"plan": None, "period": None, **{name: view.choices[name] for name in ("region", "indicator")}}
ways = [(say("record.open"), "indicator", about), (say("targets.open"), "targets", about)]
together = several.of_plan(**{name: view.choices[name] for name in ("region", "plan", "period", "indicator", "as_of")})
if together:
    ids, text = together
    ways.append((text, "indicator", {**about, "indicator": None, "list": "several", "indicators": ids}))
show_ways(*ways)
show_table(view)

show_section("section.completion")
matrix = view_of("completion", chosen, **drawing)
show_takeaway(matrix)
show_figure(matrix)
show_table(matrix)
show_method()

problems = view_of("problems", chosen)
if not problems.is_empty:
    show_section("section.problems")
    show_view(problems)

show_section("section.missing")
show_view(view_of("missing", chosen))
