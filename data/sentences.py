"""Sentences of a table words.csv (token, zh, en) beside the code that says them."""

import csv
from functools import cache
from pathlib import Path


@cache
def _table(folder: Path) -> dict[str, dict[str, str]]:
    with (folder / "words.csv").open(encoding="utf-8", newline="") as file:
        return {row.pop("token"): row for row in csv.DictReader(file)}


def sentence(folder: Path, token: str, language: str, blanks: dict[str, object]) -> str:
    """The sentence of a token of a folder's words.csv, its blanks filled in. An unknown token is a KeyError."""
    return _table(folder)[token][language].format(**blanks)
