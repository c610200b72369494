from components.choices import (
    choice_row,
    choose_from_list,
    choose_reset,
    choose_row,
    choose_switch,
    choose_text,
    more_choices,
)
from components.screen import beside, show_advice, show_fact, show_question, show_table
from components.views import documents, evidence, regions, with_all
from components.words import say

show_question("evidence")
with choice_row():
    words = choose_text("words", say("choice.search_evidence"))
    with more_choices():
        indicator_id = choose_from_list("indicator", with_all(evidence.indicators()))
        document_id = choose_from_list("document", with_all(documents()))
        region_id = choose_from_list("region", with_all(regions()))
        role = choose_from_list("role", with_all(evidence.roles()))
        reliability = choose_from_list("reliability", with_all(evidence.grades()))
        is_conflict = choose_switch("conflict")
        choose_reset("words", "indicator", "document", "region", "role", "reliability", "conflict")

view = evidence.view(words, document_id, region_id, role, reliability, indicator_id, is_conflict)
if view.is_empty:
    show_advice(view.advice)
else:
    table, detail = beside()
    with table:
        fact_id, on_select = choose_row(view, "fact", evidence.fact_ids)
        show_table(view, **on_select)
    with detail:
        show_fact(evidence.fact(fact_id))
