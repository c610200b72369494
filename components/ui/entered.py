"""What a reader has entered and not taken in yet: kept in the session, by the key of its row."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from components.views.maintenance import Doubt, Entry, Sheet

# row → what was entered; what stood in the table when it was filled, and how often it was; what a file had wrong; what
# the entries would change
ENTERED, STOOD, FILE, PREPARED = "entered", "entered-stood", "entered-file", "entered-prepared"


def entries() -> dict[str, Entry]:
    """What this reader has entered and not taken in yet, by the key of its row."""
    return st.session_state.setdefault(ENTERED, {})


def enter(key: str, **changed: str) -> None:
    """Write into a row (printed, note, where); what was going to be taken in is another now."""
    entered = entries()
    entered[key] = replace(entered.get(key, Entry(key, "")), **changed)
    if not (entered[key].printed or entered[key].note):
        del entered[key]
    st.session_state.pop(PREPARED, None)


def enter_aside(key: str, **changed: str) -> None:
    """Write into a row from elsewhere than the table, which then shows it."""
    enter(key, **changed)
    refill()


def stood(sheet: Sheet) -> tuple[int, dict[str, Entry]]:
    """How often the table was filled, and with what: what is typed into it lies over that until it is filled anew."""
    number, sheet_id, held = st.session_state.get(STOOD, (0, "", {}))
    if sheet_id != sheet.sheet_id:
        number, held = number + 1, dict(entries())
        st.session_state[STOOD] = (number, sheet.sheet_id, held)
    return number, held


def refill() -> None:
    """Have the table filled anew with what is entered."""
    number, _, _ = st.session_state.get(STOOD, (0, "", {}))
    st.session_state[STOOD] = (number, "", {})


def filling() -> int:
    """How often the table was filled."""
    return st.session_state.get(STOOD, (0, "", {}))[0]


def take_from_file(sheet: Sheet, filled: Sequence[Entry], found: Sequence[Doubt]) -> None:
    """Enter what a file says, and keep what was wrong with it."""
    for entry in filled:
        enter(entry.key, printed=entry.printed, note=entry.note, where=entry.where)
    st.session_state[FILE] = (sheet.sheet_id, tuple(found))
    refill()


def of_file(sheet: Sheet) -> tuple[Doubt, ...]:
    """What was wrong with the last file that was taken for this sheet and is not mended by an entry since."""
    sheet_id, found = st.session_state.get(FILE, ("", ()))
    return tuple(doubt for doubt in found if doubt.key not in entries()) if sheet_id == sheet.sheet_id else ()


def leave_file() -> None:
    """Go on without what was wrong with the last file: its cells stay empty."""
    st.session_state.pop(FILE, None)


def clear(sheet: Sheet) -> None:
    """Nothing is entered for the rows of this sheet."""
    for row in sheet.rows:
        entries().pop(row.key, None)
    for name in (PREPARED, FILE):
        st.session_state.pop(name, None)
    refill()
