from components.ui.controls import choose
from components.ui.screen import canvas
from components.ui.show import (
    show_advice,
    show_directions,
    show_figure,
    show_highlights,
    show_method,
    show_note,
    show_question,
    show_section,
    show_view,
)
from components.ui.table import show_table
from components.views import overview
from components.views.registry import view_of

show_question("overview")
show_note(overview.summary())
chosen = choose("overview")
drawing = {"canvas": canvas()}
board = view_of("board", chosen, **drawing)
if board.is_empty:
    show_advice(board.advice)
else:
    show_figure(board)
    show_method()
    highlights = overview.highlights(chosen["period"], chosen["as_of"])
    if highlights:
        show_section("section.highlights")
        show_highlights(highlights)
show_section("section.go")
show_directions("overview")
if not board.is_empty:
    show_section("section.board")
    show_table(board)
show_section("section.coverage")
show_view(view_of("overview", chosen, **drawing))
