"""What the reader's screen is: a phone or not, how wide, light or dark."""

import streamlit as st

from components.look.canvas import LINES, Canvas
from components.look.theme import LOOKS
from components.ui import address
from components.ui.page_shell import FORM


def look() -> str:
    """light or dark, as the address says."""
    return address.read("look", LOOKS, LOOKS[0])


def is_phone() -> bool:
    """Whether the reader holds a phone, by the browser's own name."""
    return "Mobile" in (st.context.headers.get("User-Agent") or "")


def canvas() -> Canvas:
    """What the charts of this page are drawn on.

    The server cannot see the width of a window: it tells its form before it asks for the page (page_shell.py).
    """
    told = st.context.cookies.get(FORM)
    return Canvas(told if told in LINES else "narrow" if is_phone() else "wide", look())
