from components import desk
from components.choices import choice_row
from components.screen import show_advice, show_question, show_section
from components.words import say

show_question("briefing")
desk.show_faults()
with choice_row():
    chosen = desk.choose_briefing()
    desk.show_actions(chosen)
desk.show_changes(chosen)
desk.show_months(chosen)
if not chosen.items:
    show_advice(say("desk.empty"))
else:
    order, preview = desk.list_and_preview()
    with order:
        place = desk.choose_item(chosen)
    with preview:
        desk.show_preview(chosen, place)
        desk.edit_sentences(chosen, place)
    show_section("section.files")
    desk.show_files(chosen)
