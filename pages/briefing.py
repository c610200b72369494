from components.language.words import say
from components.ui import briefing_editor
from components.ui.controls import choice_row
from components.ui.show import show_advice, show_question, show_section

show_question("briefing")
briefing_editor.show_faults()
with choice_row():
    chosen = briefing_editor.choose_briefing()
    briefing_editor.show_actions(chosen)
briefing_editor.show_changes(chosen)
briefing_editor.show_months(chosen)
if not chosen.items:
    show_advice(say("desk.empty"))
else:
    show_section("section.files")
    briefing_editor.show_files(chosen)
    order, preview = briefing_editor.list_and_preview()
    with order:
        place = briefing_editor.choose_item(chosen)
    with preview:
        briefing_editor.show_preview(chosen, place)
        briefing_editor.edit_sentences(chosen, place)
