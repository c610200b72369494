"""At every width nothing lies over anything else, is cut or out of reach, but for what is listed as not yet mended."""

import pytest

from tests.browser.widths import PAGES, WIDTHS, listed, measured
from tests.whole import some

WIDE, PHONE = WIDTHS[:-1], WIDTHS[-1:]


@pytest.mark.parametrize("language", some(["zh", "en"], 0))
@pytest.mark.parametrize(("form", "widths"), [("tab", WIDE), ("phone", PHONE)])
@pytest.mark.parametrize("path", some(PAGES, 3, 5))
def test_a_page_has_no_other_faults_at_any_width_than_are_listed(request, path, form, widths, language):
    found = set(measured(request.getfixturevalue(form), path, language, widths))
    known = {row for row in listed() if row[:2] == (path, language) and int(row[2]) in widths}
    assert found - known == set(), "new faults"
    assert known - found == set(), "mended: write the list anew with python -m tests.browser.widths"


def test_the_list_is_of_the_pages_that_are_measured():
    assert {row[0] for row in listed()} <= set(PAGES)
    assert {int(row[2]) for row in listed()} <= set(WIDTHS)
