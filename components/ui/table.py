"""A view's table on the screen: its caption, files and tools, then its rows as the reader arranged them.

Up to LARGEST rows it is a table of the page itself, whose tools are links and forms that change the address
(document.js follows them without loading the page anew); a larger one is drawn by Streamlit's grid.
"""

import html
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

import streamlit as st

from components.language.titles import column_title
from components.language.words import language, say
from components.model.arrangement import Arrangement
from components.model.view import View
from components.ui import address, table_markup
from components.ui.add_to_briefing import offer
from components.ui.controls import notice_stale
from components.ui.downloads import show_files, show_link
from components.ui.notice import show_notice
from components.ui.screen import is_phone, look
from components.views.arranged import arranged
from components.views.kept import Kept
from components.views.registry import KINDS

LARGEST = 1000
BETWEEN = "…"
# columns that are not there, as they are told
MOST_NOTICES = 3


class Row(NamedTuple):
    """Which row of a table is chosen: the choice's name in the address, the id that is chosen, the ids of all rows."""

    name: str
    chosen: str
    ids: list[str]


def choose_row(view: View, name: str, known: Callable[[], Iterable[str]]) -> Row:
    """The chosen row of a view's table, by the id of each.

    At first it is the first row; so it is when filters leave the chosen row out, which needs no notice: only an id
    that is not among the `known` ones does.
    """
    ids = list(view.frame[view.key])
    if address.is_stale(name, ids):
        notice_stale(name, known())
    return Row(name, address.read(name, ids, ids[0]), ids)


def show_table(view: View, row: Row | None = None) -> None:
    """Caption, row count, tools, link and files of a view, then its table; with a row, the reader may choose one.

    What a figure says of itself is said here of a view without one: what its rows are, and the notes on them.
    """
    offer(view)
    before = "" if KINDS[view.name].is_drawn else table_markup.subtitle(view)
    if len(view.frame) > LARGEST:
        _show_caption(view, view, table_markup.caption(view, view))
        if before:
            st.html(before)
        _show_grid(view, row)
    else:
        drawn = _drawn(view, read_arrangement(view), row)
        _show_caption(view, drawn.seen, drawn.caption, drawn.tools)
        if before + drawn.chips:
            st.html(before + drawn.chips)
        st.html(drawn.table)
    if view.notes and view.figure is None:
        st.html(table_markup.notes(view))


def _show_caption(view: View, seen: View, caption: str, tools: str = "") -> None:
    """A table's name, its tools, the link to it and the files of what is seen of it."""
    with st.container(
        horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute", key=f"caption-{view.name}"
    ):
        st.html(caption)
        with st.container(horizontal=True, width="content", vertical_alignment="bottom", gap="xsmall"):
            if tools:
                st.html(tools, width="content")
            show_link(view)
            show_files(seen, "table")


class _Drawn(NamedTuple):
    """A table as it stands on the screen: the view it is of, what of it is seen, and the HTML of its parts."""

    view: View
    seen: View
    caption: str
    tools: str
    chips: str
    table: str


# tables by what they are drawn of; each holds its view, so that no other view can have the same identity
_tables: Kept[_Drawn] = Kept(32_000_000, lambda drawn: 2 * len(drawn.tools + drawn.table))


def _drawn(view: View, arrangement: Arrangement, row: Row | None) -> _Drawn:
    """A view's table under an arrangement at this address, drawn once for all who see the same."""
    name, chosen = (row.name, row.chosen) if row else ("", "")

    def draw() -> _Drawn:
        seen = arranged(view, arrangement)
        return _Drawn(
            view,
            seen,
            table_markup.caption(view, seen),
            table_markup.tools(view, arrangement),
            table_markup.chips(view, arrangement),
            table_markup.table(seen, arrangement, name, chosen),
        )

    held = tuple(sorted(st.query_params.to_dict().items()))
    return _tables.get((id(view), language(), look(), is_phone(), held, name, chosen), draw)


def read_arrangement(view: View) -> Arrangement:
    """How the address arranges a view's table; a column that the view does not have is left aside with a notice."""
    held = st.query_params.to_dict()
    only, between, unknown = {}, {}, []

    def named(text: str) -> bool:
        if text not in view.frame:
            unknown.append(text)
        return text in view.frame

    for name, value in held.items():
        tool, _, rest = name.partition(".")
        table, _, column = rest.partition(".")
        if table == view.name and tool == "only" and named(column):
            only[column] = tuple(value.split("|"))
        elif table == view.name and tool == "between" and named(column):
            least, _, most = value.partition(BETWEEN)
            between[column] = (_number(least), _number(most))
    sort = held.get(f"sort.{view.name}", "")
    column = sort.removeprefix("-")
    columns = [name for name in held.get(f"columns.{view.name}", "").split("|") if name and named(name)]
    is_sorted = bool(column) and named(column)
    for name in unknown[:MOST_NOTICES]:
        show_notice(say("notice.stale_choice", name=say("table.column"), value=name[: address.LONGEST]))
    return Arrangement(
        sort=column if is_sorted else "",
        is_descending=sort.startswith("-"),
        find=held.get(f"find.{view.name}", "").strip()[: address.LONGEST],
        only=only,
        between=between,
        columns=tuple(dict.fromkeys(columns)),
        is_whole=held.get(f"rows.{view.name}") == "all",
    )


def _number(text: str) -> float | None:
    """A bound as it is written in the address; None where there is none."""
    try:
        number = float(text)
    except ValueError:
        return None
    return number if abs(number) < float("inf") else None


def _show_grid(view: View, row: Row | None) -> None:
    """A table too large for a page of its own, which scrolls in its place."""
    shown = view.frame[list(view.shown)]
    chooses = {}
    if row is not None:

        def write_back() -> None:
            rows = st.session_state[view.table_key].selection.rows
            address.write(row.name, row.ids[rows[0]] if rows else None, row.ids[0])

        chooses = {
            "on_select": write_back,
            "selection_mode": "single-row",
            "selection_default": {"selection": {"rows": [row.ids.index(row.chosen)]}},
        }
    st.dataframe(
        shown,
        hide_index=True,
        column_config={name: _setting(view, name) for name in view.shown},
        height=min(36 * (len(shown) + 1) + 2, 560),
        row_height=36,
        key=view.table_key,
        placeholder="",
        **chooses,
    )


def _setting(view: View, name: str):
    """How the grid shows a column of the view."""
    title, column = column_title(view, name), view.column(name)
    if column.kind == "percent":
        return st.column_config.NumberColumn(title, format="%.1f")
    if column.kind in ("whole", "year"):
        return st.column_config.NumberColumn(title, format="%d")
    if column.kind == "truth":
        return st.column_config.CheckboxColumn(title)
    return st.column_config.Column(title, width=column.width)


def show_small_table(rows: list[dict[str, str]], titles: Mapping[str, str]) -> None:
    """Rows of texts, all of them, without tools; titles: column → its head."""
    heads = "".join(f"<th scope='col'>{html.escape(titles[name])}</th>" for name in rows[0])
    body = "".join(f"<tr>{''.join(f'<td>{html.escape(str(text))}</td>' for text in row.values())}</tr>" for row in rows)
    st.html(f"<div class='pl-table'><table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>")
