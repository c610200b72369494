"""What was chosen for a view, in words: for files, which have no controls to read it from."""

from components.language.dates import month_words
from components.language.words import say
from components.model.view import View
from components.views import cities, commitments, continuity, evidence, findings
from components.views.catalogue import documents, period_names, periods, regions, themes

# choice → its options, id → words; any other choice is said as it stands
OPTIONS = {
    "region": regions,
    "other": cities.others,
    "plan": documents,
    "document": documents,
    "theme": themes,
    "indicator": evidence.indicators,
    "period": lambda: period_names(periods()),
    "basis": cities.bases,
    "population": cities.populations,
    "order": continuity.orders,
    "attribute": continuity.attributes,
    "nature": commitments.natures,
    "where": evidence.places,
    "role": evidence.roles,
    "reliability": evidence.grades,
    "kind": lambda: {kind: say(f"finding.{kind}") for kind in findings.KINDS},
    "conflict": lambda: {"yes": say("book.yes")},
    "agreements": lambda: {"yes": say("book.yes")},
}


def choice_words(view: View) -> dict[str, tuple[str, str]]:
    """Choice → its label and the chosen in words, in the view's order; what was left empty is left out."""
    return {name: (say(f"choice.{name}"), _words(name, value)) for name, value in view.choices.items() if value}


def _words(name: str, value: str) -> str:
    if value == "all":
        return OPTIONS.get(name, dict)().get(value, say("choice.all"))
    if name == "as_of":
        return month_words(value)
    return OPTIONS.get(name, dict)().get(value, value)
