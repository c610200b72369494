from components.language.words import say
from components.ui.bar import look
from components.ui.controls import (
    choice_row,
    choose_from_list,
    choose_reset,
    choose_text,
    is_phone,
    more_choices,
    take_click,
)
from components.ui.show import (
    show_advice,
    show_cards,
    show_figure,
    show_method,
    show_question,
    show_sources,
    show_table,
)
from components.views import commitments
from components.views.catalogue import months, themes, with_all

show_question("commitments")
with choice_row():
    words = choose_text("words", say("choice.search_commitments"))
    with more_choices():
        theme_id = choose_from_list("theme", with_all(themes()))
        document_id = choose_from_list("document", with_all(commitments.documents()))
        nature = choose_from_list("nature", with_all(commitments.natures()))
        year = choose_from_list("year", with_all(commitments.years()))
        as_of = choose_from_list("as_of", months(), width=180)
        choose_reset("words", "theme", "document", "nature", "year", "as_of")

view = commitments.view(theme_id, document_id, nature, year, words, as_of, look=look(), is_narrow=is_phone())
if view.is_empty:
    show_advice(view.advice)
elif is_phone():
    show_cards(view)
    show_table(view)
else:
    show_figure(view, **take_click(view, "theme", "document"))
    show_table(view)
show_sources(view)
show_method()
