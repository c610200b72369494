from components.ui.bar import look
from components.ui.controls import choice_row, choose_from_list, choose_one, choose_reset, is_phone, more_choices
from components.ui.show import (
    show_advice,
    show_figure,
    show_method,
    show_question,
    show_sources,
    show_table,
    show_takeaway,
)
from components.views import cities
from components.views.catalogue import planning_regions, themes, with_all

# more regions than these are chosen from a list, so that the controls have room in one row
FEW = 3


def _choose(name: str, options: dict[str, str]) -> str:
    return choose_one(name, options) if len(options) <= FEW else choose_from_list(name, options, width=130)


show_question("cities")
with choice_row():
    region_id = _choose("region", planning_regions())
    other_id = _choose("other", cities.others(region_id))
    with more_choices():
        period_id = choose_one("period", cities.periods(region_id, other_id))
        basis = choose_one("basis", cities.bases())
        theme_id = choose_from_list("theme", with_all(themes()), width=140)
        population, options = "census", cities.populations_of(region_id, other_id, period_id, theme_id)
        if basis == "per_10k" and options:
            population = choose_one("population", options)
        choose_reset("other", "period", "basis", "population", "theme")

drawing = {"look": look(), "is_narrow": is_phone()}
view = cities.view(region_id, other_id, period_id, basis, population, theme_id, **drawing)
rates_view = cities.rates_view(region_id, other_id, period_id, theme_id, **drawing)
if view.is_empty:
    show_advice(view.advice)
else:
    show_figure(view)
    show_takeaway(view)
    show_figure(rates_view)
    show_table(view)
    show_sources(view)
    show_method()
