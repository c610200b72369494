from components.ui.bar import look
from components.ui.controls import (
    choice_row,
    choose_from_list,
    choose_one,
    choose_one_of_any,
    choose_reset,
    is_phone,
    more_choices,
)
from components.ui.show import (
    show_advice,
    show_figure,
    show_lists,
    show_method,
    show_question,
    show_section,
    show_sources,
    show_table,
    show_takeaway,
)
from components.views import continuity
from components.views.catalogue import period_names, plan_periods, planning_regions, plans, themes, with_all

show_question("periods")
with choice_row():
    region_id = choose_one_of_any("region", planning_regions(), drops=("plan", "period"))
    with more_choices():
        plan = choose_one_of_any("plan", plans(region_id), drops=("period",))
        own = period_names(plan_periods(region_id, plan, is_own=True))
        # most plans have one period, and a link from another page may name another
        period_id = choose_one_of_any("period", own) if len(own) > 1 else next(iter(own))
        theme_id = choose_from_list("theme", with_all(themes()), width=140)
        order = choose_one("order", continuity.orders())
        attribute = choose_one("attribute", with_all(continuity.attributes()))
        choose_reset("plan", "period", "theme", "order", "attribute")

choices = {
    "region_id": region_id,
    "document_id": plan,
    "theme_id": theme_id,
    "attribute": attribute,
    "period_id": period_id,
}
view = continuity.view(**choices, order=order, look=look(), is_narrow=is_phone())
if view.is_empty:
    show_advice(view.advice)
else:
    show_figure(view)
    show_takeaway(view)
    show_section("section.continuity")
    show_lists(continuity.columns(**choices), "continuity_list")
    show_table(view)
    show_sources(view)
    show_method()
