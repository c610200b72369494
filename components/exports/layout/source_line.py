"""The line under a slide or screen that cites what its view rests on."""

from collections.abc import Callable, Sequence

from components.language.words import say


def source_line(sources: Sequence[str], has_room: Callable[[str], bool]) -> str:
    """As many sources as have room, and how many there are in all where not every one has; "" for none at all."""
    if not sources:
        return ""
    for count in range(len(sources), 0, -1):
        line = _line(sources[:count], len(sources))
        if has_room(line):
            return line
    # the number of a document says which it is
    return _line([sources[0].split(" ")[0]], len(sources))


def _line(shown: Sequence[str], count: int) -> str:
    cited = say("punctuation.join").join(shown)
    if len(shown) < count:
        cited = say("slides.sources_more", sources=cited, count=count)
    return say("chart.source", source=cited)
