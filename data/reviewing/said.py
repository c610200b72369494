"""Sentences of data/reviewing/words.csv: what is told of a document that is reviewed, in Chinese and in English."""

import csv
from functools import cache
from pathlib import Path


@cache
def _words() -> dict[str, dict[str, str]]:
    with (Path(__file__).parent / "words.csv").open(encoding="utf-8", newline="") as file:
        return {row.pop("token"): row for row in csv.DictReader(file)}


def say(token: str, language: str = "zh", **blanks: object) -> str:
    """The sentence of a token, its blanks filled in. An unknown token is a KeyError."""
    return _words()[token][language].format(**blanks)
