"""What is said of a file that cannot be read, and the sizes beyond which none is."""

from pathlib import Path

from data.sentences import sentence

FOLDER = Path(__file__).parent

MOST_BYTES = 50_000_000
MOST_BYTES_INSIDE = 300_000_000
MOST_FILES_INSIDE = 20_000
MOST_PAGES = 1_000
MOST_CELLS = 500_000
# of the process that reads: its memory in bytes, its time of calculation in seconds
MOST_MEMORY = 2_000_000_000
MOST_SECONDS = 900
# of a picture whose text is to be recognised
MOST_SCAN_PIXELS = 6_000_000


def say(token: str, language: str = "zh", **blanks: object) -> str:
    """The sentence of a token of words.csv, its blanks filled in; a token may bring them itself (no_page|page=3).

    An unknown token is a KeyError.
    """
    token, *brought = token.split("|")
    blanks |= dict(one.split("=", 1) for one in brought)
    return sentence(FOLDER, token, language, blanks)


class Unreadable(Exception):
    """A file that gives no document: the token says what was found and what to do."""

    def __init__(self, token: str, **blanks: object) -> None:
        self.token, self.blanks = token, blanks
        super().__init__(say(token, "zh", **blanks))

    def sentence(self, language: str = "zh") -> str:
        """What was found and what to do, in one sentence."""
        return say(self.token, language, **self.blanks)
