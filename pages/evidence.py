from components.choices import (
    choice_row,
    choose_from_list,
    choose_one,
    choose_reset,
    choose_row,
    choose_switch,
    choose_text,
    more_choices,
)
from components.screen import beside, show_advice, show_fact, show_finding, show_question, show_table
from components.views import documents, evidence, period_names, periods, regions, with_all
from components.words import say

show_question("evidence")
shown = choose_one("list", evidence.lists())
with choice_row():
    words = choose_text("words", say("choice.search_evidence"))
    with more_choices():
        indicator_id = choose_from_list("indicator", with_all(evidence.indicators()))
        region_id = choose_from_list("region", with_all(regions()))
        if shown == "facts":
            document_id = choose_from_list("document", with_all(documents()))
            role = choose_from_list("role", with_all(evidence.roles()))
            reliability = choose_from_list("reliability", with_all(evidence.grades()))
            is_conflict = choose_switch("conflict")
        else:
            period_id = choose_from_list("period", with_all(period_names(periods())))
            is_with_agreements = choose_switch("agreements")
            kind = choose_from_list("kind", with_all(evidence.finding_kinds(is_with_agreements)))
        of_facts, of_findings = ("document", "role", "reliability", "conflict"), ("period", "agreements", "kind")
        choose_reset("words", "indicator", "region", *of_facts, *of_findings)

if shown == "facts":
    view, read, show = (
        evidence.view(words, document_id, region_id, role, reliability, indicator_id, is_conflict),
        evidence.fact,
        show_fact,
    )
    known = evidence.fact_ids
else:
    view, read, show = (
        evidence.findings_view(kind, region_id, indicator_id, period_id, words, is_with_agreements),
        evidence.finding,
        show_finding,
    )
    known = evidence.finding_ids
if view.is_empty:
    show_advice(view.advice)
else:
    table, detail = beside()
    with table:
        chosen, on_select = choose_row(view, shown.removesuffix("s"), known)
        show_table(view, **on_select)
    with detail:
        show(read(chosen))
