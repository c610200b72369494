from components.language.words import say
from components.ui import entering
from components.ui.controls import choose, choose_one
from components.ui.show import show_advice, show_note, show_question
from components.views import maintenance

show_question("ledger")
if choose_one("work", maintenance.works()) == "enter":
    sheet = maintenance.sheet(choose("results"))
    if sheet.rows:
        show_note(maintenance.summary(sheet))
        entering.show_entry(sheet)
    else:
        show_advice(say("maintenance.empty"))
