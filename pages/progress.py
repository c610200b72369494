from components.bar import look
from components.choices import choice_row, choose_from_list, choose_one, choose_reset, is_phone, more_choices
from components.screen import (
    show_figure,
    show_method,
    show_question,
    show_section,
    show_table,
    show_takeaway,
    show_view,
)
from components.views import completion, months, plans, progress, regions

show_question("progress")
with choice_row():
    region_id = choose_one("region", regions(), drops=("plan", "indicator"))
    with more_choices():
        plan = choose_one("plan", plans(region_id), drops=("indicator",))
        indicator_id = choose_from_list("indicator", progress.indicators(region_id, plan), width=360)
        as_of = choose_from_list("as_of", months(), width=180)
        choose_reset("plan", "indicator", "as_of")

drawing = {"look": look(), "is_narrow": is_phone()}
view = progress.view(region_id, plan, indicator_id, as_of, **drawing)
show_figure(view)
show_table(view)

show_section("section.completion")
matrix = completion.matrix_view(region_id, plan, as_of, **drawing)
show_takeaway(matrix)
show_figure(matrix)
show_table(matrix)
show_method()

show_section("section.missing")
show_view(completion.missing_view(region_id, plan, as_of))
