"""Sentences of data/results/words.csv: what is told of a cell, a file or a change, in Chinese and in English."""

from pathlib import Path

from data.sentences import sentence

FOLDER = Path(__file__).parent


def say(token: str, language: str = "zh", **blanks: object) -> str:
    """The sentence of a token, its blanks filled in. An unknown token is a KeyError."""
    return sentence(FOLDER, token, language, blanks)
