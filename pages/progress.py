from components.ui.bar import look
from components.ui.controls import choice_row, choose_from_list, choose_one_of_any, choose_reset, is_phone, more_choices
from components.ui.show import (
    show_figure,
    show_method,
    show_question,
    show_section,
    show_table,
    show_takeaway,
    show_view,
)
from components.views import completion, progress
from components.views.catalogue import months, period_names, plan_periods, planning_regions, plans

show_question("progress")
with choice_row():
    region_id = choose_one_of_any("region", planning_regions(), drops=("plan", "period", "indicator"))
    with more_choices():
        plan = choose_one_of_any("plan", plans(region_id), drops=("period", "indicator", "as_of"))
        period_id = choose_one_of_any(
            "period", period_names(plan_periods(region_id, plan)), drops=("indicator", "as_of")
        )
        # before the indicators, which say how many years are known at the month
        as_of = choose_from_list("as_of", months(period_id), width=138)
        indicator_id = choose_from_list("indicator", progress.indicators(region_id, plan, period_id, as_of), width=230)
        choose_reset("plan", "period", "indicator", "as_of")

drawing = {"look": look(), "is_narrow": is_phone()}
view = progress.view(region_id, plan, indicator_id, as_of, period_id, **drawing)
show_figure(view)
show_table(view)

show_section("section.completion")
matrix = completion.matrix_view(region_id, plan, as_of, period_id, **drawing)
show_takeaway(matrix)
show_figure(matrix)
show_table(matrix)
show_method()

show_section("section.missing")
show_view(completion.missing_view(region_id, plan, as_of, period_id))
