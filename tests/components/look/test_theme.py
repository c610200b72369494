"""What is written and marked can be told from its ground, in both looks, as WCAG measures contrast."""

import pytest

from components.look.theme import LOOKS, PALETTES

TEXT, MARK = 4.5, 3.0
# role → the grounds on which words are written in it
WRITTEN = {
    "ink": ("ground", "band", "reached_tint", "ahead_tint", "on_time_tint", "unknown_tint"),
    "mid": ("ground", "band", "reached_tint", "ahead_tint", "on_time_tint", "unknown_tint"),
    "soft": ("ground", "band"),
    "caution": ("ground", "band", "reached_tint", "ahead_tint", "on_time_tint", "unknown_tint"),
    "ground": ("reached",),
}
# role → the grounds on which it is a mark or an outline
MARKED = {
    "pace": ("ground", "band"),
    "unknown": ("ground", "band"),
    "reached": ("ground", "reached_tint"),
    "ahead": ("ground", "ahead_tint"),
    "on_time": ("ground", "on_time_tint"),
    "behind": ("ground", "band"),
}


def luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted(map(luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_measured_as_the_standard_has_it():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("look", LOOKS)
def test_words_can_be_read_on_each_of_their_grounds(look):
    palette = PALETTES[look]
    pairs = {
        (role, ground): contrast(getattr(palette, role), getattr(palette, ground))
        for role in WRITTEN
        for ground in WRITTEN[role]
    }
    tones = [
        *(f"region_{place}" for place in range(len(palette.regions) + 1)),
        *(f"reference_{place}" for place in range(len(palette.references))),
        *MARKED,
    ]
    pairs |= {
        (tone, ground): contrast(palette.written(tone), getattr(palette, ground))
        for tone in tones
        for ground in ("ground", "band")
    }
    assert {pair: ratio for pair, ratio in pairs.items() if ratio < TEXT} == {}


@pytest.mark.parametrize("look", LOOKS)
def test_marks_can_be_told_from_each_of_their_grounds(look):
    palette = PALETTES[look]
    pairs = {
        (role, ground): contrast(getattr(palette, role), getattr(palette, ground))
        for role in MARKED
        for ground in MARKED[role]
    }
    pairs |= {
        (place, ground): contrast(colour, getattr(palette, ground))
        for place, colour in enumerate(palette.regions)
        for ground in ("ground", "band")
    }
    # where the keys are
    pairs |= {ground: contrast(palette.references[0], getattr(palette, ground)) for ground in ("ground", "band")}
    assert {pair: ratio for pair, ratio in pairs.items() if ratio < MARK} == {}
