"""The rules of judging and comparing, as docs/ tells them, for the page that shows them."""

import re
from functools import cache
from pathlib import Path

from components.language.words import language

DOCUMENTS = {"zh": "method.md", "en": "method.en.md"}
FOLDER = Path(__file__).resolve().parents[2] / "docs"


@cache
def _shown(name: str) -> str:
    text = (FOLDER / name).read_text(encoding="utf-8")
    # each comment gives way to a blank line, which the example after it needs
    text = re.sub(r"^(<!-- .* -->\n)+", "\n", text, flags=re.MULTILINE)
    # the place that shows it has a title of its own
    return text.partition("\n")[2].strip()


def method_text() -> str:
    """docs/method.md or its English twin, in the language in use: Markdown without title and comments."""
    return _shown(DOCUMENTS[language()])
