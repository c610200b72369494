"""A deck as a Data Package: a CSV a view, described to programs by datapackage.json and to readers by a README."""

import hashlib
import json
import re
import zipfile
from collections.abc import Callable, Iterable
from datetime import datetime
from io import BytesIO

import pandas as pd

from components.exports.csv import plain_csv_bytes
from components.exports.layout.view_lines import choice_lines, has_facts_apart, view_lines
from components.language.dates import month_words
from components.language.method import method_text
from components.language.titles import column_title
from components.language.words import language, say, table
from components.model.column import Column
from components.model.view import Deck, View

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
# every file bears the earliest time that a zip can say, so that the same deck gives the same bytes
TIME = (1980, 1, 1, 0, 0, 0)
# kinds of columns → their types in the words of Table Schema; string where none is said
TYPES = {
    **dict.fromkeys(("number", "percent", "points"), "number"),
    **{"whole": "integer", "year": "year", "truth": "boolean", "month": "yearmonth"},
}


def zip_bytes(
    deck: Deck, advance: Callable[[int, int], None] = lambda done, of: None, created: datetime | None = None
) -> bytes:
    """The deck as a zipped Data Package; advance is told after each view how many are done.

    created: when the package was made, with its time zone, to be said in it; without it the bytes depend on the deck
    and the language alone.
    """
    tables, resources = {}, []
    for place, view in enumerate(deck.views, start=1):
        name = f"{place:02}-{view.name.replace('_', '-')}" if len(deck.views) > 1 else "data"
        tables[f"{name}.csv"] = plain_csv_bytes(view.frame)
        resources.append(_resource(deck, name, view, tables[f"{name}.csv"]))
        advance(place, len(deck.views))
    described = _package(deck, resources, created)
    texts = {
        "datapackage.json": json.dumps(described, ensure_ascii=False, indent=2) + "\n",
        "README.md": _readme(deck, resources),
        "method.md": f"# {say('package.method')}\n\n{re.sub('^#+ ', '## ', method_text(), flags=re.MULTILINE)}\n",
    }
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in texts.items():
            _add(file, name, text.encode("utf-8"))
        for name, table_bytes in tables.items():
            _add(file, name, table_bytes)
    return content.getvalue()


def _add(file: zipfile.ZipFile, name: str, content: bytes) -> None:
    about = zipfile.ZipInfo(name, TIME)
    about.compress_type = zipfile.ZIP_DEFLATED
    about.external_attr = 0o644 << 16
    # said by the system that writes it, if not here
    about.create_system = 3
    file.writestr(about, content)


# datapackage.json


def _package(deck: Deck, resources: list[dict], created: datetime | None) -> dict:
    names = [view.name.replace("_", "-") for view in deck.views]
    return {
        "$schema": PROFILE,
        "name": f"planledger-{names[0] if len(names) == 1 else 'briefing'}",
        "title": deck.name,
        "description": say("package.reading"),
        **({"created": created.isoformat()} if created else {}),
        "contributors": [{"title": say("app.name"), "roles": ["wrangler"]}],
        "sources": _cited(_sources(deck)),
        "licence_note": say("package.licence_note"),
        "language": language(),
        "resources": resources,
    }


def _resource(deck: Deck, name: str, view: View, content: bytes) -> dict:
    key = view.key if view.key and _is_key(view.frame[view.key]) else None
    fields = [_field(view.column(name), view) for name in view.frame.columns]
    return {
        "name": name,
        "type": "table",
        # what readers of the first version of the specification look for
        "profile": "tabular-data-resource",
        "path": f"{name}.csv",
        "title": view.headline,
        **({"description": view.takeaway} if view.takeaway else {}),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "doubleQuote": True, "header": True},
        "schema": {"fields": fields, "missingValues": [""], **({"primaryKey": key} if key else {})},
        "sources": _cited(view.sources),
        "view": view.name,
        "choices": view.choices,
        "choices_in_words": choice_lines(deck, view),
        **({"as_of": view.as_of} if view.as_of else {}),
        "notes": list(view.notes),
        **({"fact_ids": list(view.facts)} if has_facts_apart(view) else {}),
    }


def _is_key(ids: pd.Series) -> bool:
    return bool(ids.notna().all() and ids.is_unique)


def _field(column: Column, view: View) -> dict:
    """One column: its id, its title in words, its type, and unit and description where it has any."""
    unit, description = _unit(column), _description(column, _named_unit(view, column))
    return {
        "name": column.id,
        "title": column_title(view, column.id),
        "type": TYPES.get(column.kind, "string"),
        **({"unit": unit} if unit else {}),
        **({"description": description} if description else {}),
    }


def _unit(column: Column) -> str:
    if column.kind in ("percent", "points"):
        return "%" if column.kind == "percent" else say("package.points")
    return say(f"field_unit.{column.unit}") if column.unit else ""


def _named_unit(view: View, column: Column) -> str:
    """The column that names the unit of a number in each row: one of its own, that of the row, or none."""
    return next((name for name in (f"{column.id}_unit", "unit_name") if name in view.frame.columns), "")


def _description(column: Column, named_unit: str) -> str:
    """named_unit: the column that names its unit, or blank."""
    if f"field_note.{column.id}" in table():
        return say(f"field_note.{column.id}")
    if column.kind == "printed":
        return say("package.raw")
    if column.is_id:
        return say("package.id")
    is_named = column.kind == "number" and named_unit and not column.unit
    return say("package.unit_in_row", column=named_unit) if is_named else ""


def _sources(deck: Deck) -> list[str]:
    """What all views cite, each once."""
    return list(dict.fromkeys(source for view in deck.views for source in view.sources))


def _cited(sources: Iterable[str]) -> list[dict[str, str]]:
    return [{"title": source} for source in sources]


# README


def _readme(deck: Deck, resources: list[dict]) -> str:
    months = [view.as_of for view in deck.views if view.as_of]
    words = {"program": say("app.name"), "name": deck.name}
    cite = say("package.cite_as", month=month_words(max(months)), **words) if months else ""
    blocks = [
        f"# {_line(deck.name)}",
        say("app.name"),
        say("package.reading"),
        f"## {say('package.files')}",
        _table(
            [say("package.file"), say("book.headline"), say("book.rows"), say("choice.as_of")],
            [
                [f"`{resource['path']}`", view.headline, f"{len(view.frame)}", _month(view)]
                for resource, view in zip(resources, deck.views, strict=True)
            ],
        ),
        f"## {say('package.cite')}",
        cite or say("package.cite_undated", **words),
        "\n".join(f"- {_line(source)}" for source in _sources(deck)),
        f"## {say('package.licence')}",
        say("package.licence_note"),
        f"## {say('package.method')}",
        say("package.method_file"),
    ]
    for resource, view in zip(resources, deck.views, strict=True):
        blocks += _readme_of(deck, resource, view)
    return "\n\n".join(block for block in blocks if block) + "\n"


def _readme_of(deck: Deck, resource: dict, view: View) -> list[str]:
    """The part of the README on one table: what it says, and its columns."""
    lines = view_lines(deck, view)
    if has_facts_apart(view):
        lines.append((say("book.facts"), say("package.facts_listed", count=len(view.facts))))
    fields = [
        [f"`{field['name']}`", field["title"], field["type"], field.get("unit", ""), field.get("description", "")]
        for field in resource["schema"]["fields"]
    ]
    heads = [say(f"package.{word}") for word in ("name", "title", "type", "unit", "description")]
    return [
        f"## {resource['path']}",
        _list(lines),
        f"### {say('package.columns')}",
        _table(heads, fields),
    ]


def _month(view: View) -> str:
    return month_words(view.as_of) if view.as_of else ""


def _line(text: str) -> str:
    """A text in one line of Markdown, no part of which is taken for a mark."""
    return re.sub(r"([\\`*|]|<(?=[A-Za-z/!])|\](?=\())", r"\\\1", " ".join(text.split()))


def _list(lines: list[tuple[str, str]]) -> str:
    """Labelled texts as a list; the texts of one label under it where it has several."""
    said: dict[str, list[str]] = {}
    for label, text in lines:
        said.setdefault(label, []).append(_line(text))
    entries = []
    for label, texts in said.items():
        entry = say("book.chosen", label=f"**{label}**", words=texts[0] if len(texts) == 1 else "")
        entries += [f"- {entry.strip()}", *(f"  - {text}" for text in texts if len(texts) > 1)]
    return "\n".join(entries)


def _table(heads: list[str], rows: list[list[str]]) -> str:
    """A table of Markdown; cells that are code stay code."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(
        "| " + " | ".join(cell if cell.startswith("`") or set(cell) == {"-"} else _line(cell) for cell in line) + " |"
        for line in lines
    )
