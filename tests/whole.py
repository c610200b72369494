"""How much is tested: `make test` takes what guards every change, `make whole` every case of the slow ones.

A test marked slow is left out where a quicker one asks the same of another place; `some` leaves out cases alike.
"""

import os
from collections.abc import Sequence
from typing import TypeVar

Case = TypeVar("Case")
IS_WHOLE = os.environ.get("PLANLEDGER_TESTS") == "whole"


def some(cases: Sequence[Case], *places: int) -> list[Case]:
    """The cases at these places, or every one where all is tested."""
    return list(cases) if IS_WHOLE else [cases[place] for place in places]
