from components.ui.bar import look
from components.ui.controls import (
    choice_row,
    choose_from_list,
    choose_one,
    choose_one_of_any,
    choose_reset,
    is_phone,
    more_choices,
    open_on_click,
)
from components.ui.show import (
    show_advice,
    show_directions,
    show_figure,
    show_highlights,
    show_method,
    show_note,
    show_question,
    show_section,
    show_table,
    show_view,
)
from components.views import overview
from components.views.catalogue import months, period_names, periods, with_all
from components.views.continuity import attributes

show_question("overview")
show_note(overview.summary())
with choice_row():
    period_id = choose_one_of_any("period", period_names(periods()), drops=("as_of",))
    with more_choices():
        as_of = choose_from_list("as_of", months(period_id), width=180)
        place = choose_one_of_any("place", with_all(overview.board_places(period_id)))
        attribute = choose_one("attribute", with_all(attributes()))
        choose_reset("period", "as_of", "place", "attribute")

board = overview.board_view(period_id, as_of, attribute, place, look=look(), is_narrow=is_phone())
if board.is_empty:
    show_advice(board.advice)
else:
    open_on_click(show_figure(board, on_select="rerun", selection_mode="points"), "progress", "region", "indicator")
    show_method()
    highlights = overview.highlights(period_id, as_of)
    if highlights:
        show_section("section.highlights")
        show_highlights(highlights)
    show_section("section.board")
    show_table(board)
show_section("section.coverage")
show_view(overview.view("all", period_id, as_of, look=look(), is_narrow=is_phone()))
show_section("section.go")
show_directions("periods", "cities", "progress", "commitments", "evidence")
