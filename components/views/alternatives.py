"""What a chart says to those who do not see it: the finding, then its figures from one end to the other."""

from collections.abc import Sequence

from components.language.words import say

# readers of a screen are told no more at once
MOST = 250
GAP = "…"


def alternative(headline: str, figures: Sequence[str]) -> str:
    """The finding and as many of the figures as there is room for, in their order; the ends of the range come first.

    figures: a drawn mark or row each, in the order of the chart.
    """
    taken: list[int] = []
    for place in _from_the_ends(len(figures)):
        if len(_said(headline, figures, [*taken, place])) > MOST:
            break
        taken.append(place)
    text = _said(headline, figures, taken)
    return text if len(text) <= MOST else text[: MOST - len(GAP)] + GAP


def _from_the_ends(count: int) -> list[int]:
    """The places from the outermost inwards: first, last, second, last but one."""
    return [place // 2 if place % 2 == 0 else count - 1 - place // 2 for place in range(count)]


def _said(headline: str, figures: Sequence[str], taken: Sequence[int]) -> str:
    if not taken:
        return headline
    told, before = [], -1
    for place in sorted(taken):
        told += [GAP] if place > before + 1 else []
        told.append(figures[place])
        before = place
    told += [GAP] if before + 1 < len(figures) else []
    return say("chart.alternative", headline=headline, rows=say("punctuation.join").join(told))
