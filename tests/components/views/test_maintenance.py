"""What is asked of the store on 台账维护 and refused is told in the reader's language alone."""

import pytest

from components.language import words
from components.views.maintenance import NotDone, done
from data.imports import ImportRefused
from data.people import RightRefused
from data.shape import LedgerFault, fault

REFUSED = {
    "an import": ImportRefused("先撤回乙", "undo b first", "b/facts/x.csv:2: unknown_region"),
    "a right": RightRefused("先撤回乙", "undo b first"),
    "a ledger with faults": LedgerFault([fault("x.csv", 2, "unknown_unit", "万", "先撤回乙", "undo b first")]),
}


@pytest.mark.parametrize("refusal", REFUSED.values(), ids=REFUSED)
@pytest.mark.parametrize(
    ("language", "said", "unsaid"), [("zh", "先撤回乙", "undo b"), ("en", "undo b first", "先撤回")]
)
def test_a_refusal_is_told_in_one_language(refusal, language, said, unsaid):
    def refuse() -> None:
        raise refusal

    words.speak(language)
    with pytest.raises(NotDone) as told:
        done(refuse)
    words.speak("zh")
    assert said in str(told.value)
    assert unsaid not in str(told.value)
