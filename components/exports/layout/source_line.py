"""The line under a slide or screen that cites what its view rests on."""

from collections.abc import Callable, Sequence

from components.language.words import say
from components.look.text_measure import as_many_as_fit


def source_line(sources: Sequence[str], has_room: Callable[[str], bool]) -> str:
    """As many sources as have room, and how many there are in all where not every one has; "" for none at all."""
    if not sources:
        return ""
    # the number of a document says which it is
    return as_many_as_fit(sources, _line, has_room) or _line([sources[0].split(" ")[0]], len(sources) - 1)


def _line(shown: Sequence[str], left: int) -> str:
    cited = say("punctuation.join").join(shown)
    if left:
        cited = say("slides.sources_more", sources=cited, count=len(shown) + left)
    return say("chart.source", source=cited)
