"""The briefing that the address holds: what is collected there, for whoever may not write, or will not yet."""

import streamlit as st

from components.model.briefing import Briefing
from components.model.view import View
from components.ui import address
from components.views import collected

NAME = "collected"


def text() -> str:
    """What the address holds; empty for nothing."""
    return str(st.query_params.get(NAME, ""))


def _write(changed: str) -> None:
    address.write(NAME, changed, "")


def in_address() -> Briefing | None:
    """The briefing of this address, which writes its changes there; None where it holds none."""
    found = collected.collected(text(), _write)
    return found if found.items else None


def collect(view: View) -> tuple[int, int]:
    """Put a view at its end; return its first and last place from 1. Raises BriefingRefused where it is full."""
    changed, first, last = collected.with_view(text(), view)
    _write(changed)
    return first, last


def empty() -> None:
    """Have the address hold none."""
    _write("")
