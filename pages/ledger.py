from components.language.words import say
from components.ui import came_in, entering, explaining, offices, plan_reading
from components.ui.controls import choose, choose_one
from components.ui.show import show_advice, show_note, show_question, show_section, show_view
from components.views import duties, maintenance
from components.views.registry import view_of

show_question("ledger")
work = choose_one("work", maintenance.works())
if work == "enter":
    sheet = maintenance.sheet(choose("results"))
    if sheet.rows:
        show_note(maintenance.summary(sheet))
        entering.show_entry(sheet)
    else:
        show_advice(say("maintenance.empty"))
elif work == "read":
    plan_reading.show_reading()
elif work == "explain":
    explaining.show_table(choose("imports"))
elif work == "duty":
    chosen = choose("imports")
    offices.show_offices(chosen)
    show_section("section.reminders")
    due = duties.overdue(view_of("reminders", chosen))
    show_note(due.headline)
    offices.show_reminder_files(due, chosen)
    show_view(due)
    show_section("section.duties")
    show_view(view_of("duties", chosen))
else:
    came_in.show_imports()
    came_in.show_backup()
    came_in.show_log()
    show_section("section.missing")
    show_view(view_of("missing", choose("imports")))
