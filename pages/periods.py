from components.bar import look
from components.choices import choice_row, choose_one, choose_reset, is_phone, more_choices
from components.screen import (
    show_advice,
    show_figure,
    show_lists,
    show_question,
    show_section,
    show_sources,
    show_table,
    show_takeaway,
)
from components.views import continuity, plans, regions, themes, with_all

show_question("periods")
with choice_row():
    region_id = choose_one("region", regions(), drops=("plan",))
    with more_choices():
        plan = choose_one("plan", plans(region_id))
        theme_id = choose_one("theme", with_all(themes()))
        order = choose_one("order", continuity.orders())
        attribute = choose_one("attribute", with_all(continuity.attributes()))
        choose_reset("plan", "theme", "order", "attribute")

choices = {"region_id": region_id, "document_id": plan, "theme_id": theme_id, "attribute": attribute}
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
