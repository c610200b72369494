"""The characters of a document made alike, each keeping the place where it was printed."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any

# the printed forms of one sign; brackets of every shape mean the same in plans
ALIKE = str.maketrans(
    {
        **dict.fromkeys("〔［〖【﹝", "["),
        **dict.fromkeys("〕］〗】﹞", "]"),
        **dict.fromkeys("｛﹛", "{"),
        **dict.fromkeys("｝﹜", "}"),
        **dict.fromkeys("（﹙", "("),
        **dict.fromkeys("）﹚", ")"),
        **dict.fromkeys("‐‑‒–―─－﹣", "—"),
        **dict.fromkeys("～〜∼﹏", "~"),
        **dict.fromkeys("≧⩾≥", "≥"),
        **dict.fromkeys("≦⩽≤", "≤"),
        **dict.fromkeys("〈﹤＜", "<"),
        **dict.fromkeys("〉﹥＞", ">"),
        **dict.fromkeys("﹪％", "%"),
        **dict.fromkeys("∶：﹕", ":"),
        **dict.fromkeys("「『„‟", "“"),
        **dict.fromkeys("」』", "”"),
        "﹢": "+",
        "﹦": "=",
        "．": ".",
        "，": "，",
        "；": "；",
        "−": "—",
    }
)
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# radicals that PDF programs write in the place of the characters that they print
RADICALS = str.maketrans(
    {
        **{chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)},
        **dict(
            zip(
                "⺟⺠⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
                "母民西见角贝车长门青页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
                strict=True,
            )
        ),
    }
)
INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f")
NOTE_MARK = re.compile(r"(?<![A-Za-zμ⁰¹²³⁴⁵⁶⁷⁸⁹])[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
HAN = r"\u3400-\u9fff"
TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńň"
SPOKEN = re.compile(rf"(?<=[{HAN}])\(?[a-zü]{{0,5}}[{TONED}][a-zü{TONED}]{{0,5}}\)?")
UNTONED = re.compile(rf"(?<=[{HAN}])\(?[a-z]{{1,6}}\)?(?=[{HAN}])")


@dataclass(frozen=True)
class Clean:
    """A text made alike, and for each of its characters the position in the text as printed."""

    text: str
    origin: tuple[int, ...]

    def printed(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the printed text that a stretch of this one came from."""
        if start >= end:
            at = self.origin[start] if start < len(self.origin) else (self.origin[-1] + 1 if self.origin else 0)
            return at, at
        return self.origin[start], self.origin[end - 1] + 1


def raised_digits(text: str) -> str:
    """What is printed small and high: the mark of a note, or the power of a unit, never part of a number before it."""
    return text.strip("[]［］〔〕()（）").translate(RAISED)


@cache
def _simplifier() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")


def simplified(text: str) -> str:
    """The same text in simplified script, character for character."""
    changed: str = _simplifier().convert(text)
    return changed if len(changed) == len(text) else "".join(str(_simplifier().convert(one))[:1] or one for one in text)


def _alike(character: str) -> str:
    """One character in the form that the rules know; one character again, or none for what is not seen."""
    if character in INVISIBLE:
        return ""
    character = character.translate(ALIKE)
    # ①, ² and Ⅰ number things, they are no digits or letters
    if unicodedata.category(character) in ("No", "Nl"):
        return character
    plain = unicodedata.normalize("NFKC", character)
    # ㎡, ℃ and the like would become several characters with another meaning of place
    return plain if len(plain) == 1 and character not in "，；！？" else character


def _without(pairs: list[tuple[str, int]], pattern: re.Pattern[str]) -> list[tuple[str, int]]:
    text = "".join(character for character, _ in pairs)
    dropped = {i for found in pattern.finditer(text) for i in range(*found.span())}
    return [pair for i, pair in enumerate(pairs) if i not in dropped]


def _keeps_blank(before: str, after: str) -> bool:
    return before.isascii() and after.isascii() and before.isalnum() and after.isalnum()


def clean(printed: str, is_spoken: bool = False) -> Clean:
    """A printed text with full-width signs, blanks, pinyin and traditional script made alike.

    Blanks go, but between two Latin words or numbers. A comma inside a number goes too. `is_spoken` says that the
    document prints pinyin between its characters: then short Latin words between two of them are pinyin as well.
    """
    pairs = [(plain, i) for i, character in enumerate(printed) if (plain := _alike(character))]
    if any(character in TONED for character, _ in pairs):
        pairs = _without(pairs, SPOKEN)
    if is_spoken:
        pairs = _without(pairs, UNTONED)
    # the mark of a note goes, the power of a unit stays
    pairs = _without(pairs, NOTE_MARK)
    kept: list[tuple[str, int]] = []
    following, afters = "", [""] * len(pairs)
    for i in range(len(pairs) - 1, -1, -1):
        afters[i] = following
        following = following if pairs[i][0].isspace() else pairs[i][0]
    for (character, at), after in zip(pairs, afters, strict=True):
        if character.isspace():
            if _parts_thousands(kept, pairs, at):
                continue
            if not kept or kept[-1][0] == " " or not after or not _keeps_blank(kept[-1][0], after):
                continue
            character = " "
        kept.append((character, at))
    kept = [
        ("，" if character == "," else "；" if character == ";" else character, at)
        for i, (character, at) in enumerate(kept)
        if not _groups_thousands(kept, i)
    ]
    return Clean(simplified("".join(c for c, _ in kept)), tuple(at for _, at in kept))


def _parts_thousands(kept: list[tuple[str, int]], pairs: list[tuple[str, int]], at: int) -> bool:
    """1 850: a blank between one to three digits and exactly three more."""
    before = re.search(r"(?<![\d.])\d{1,3}$", "".join(c for c, _ in kept[-4:]))
    after = re.match(r"\d{3}(?!\d)", "".join(c for c, place in pairs if at < place <= at + 5).strip())
    return bool(before and after)


def _groups_thousands(pairs: list[tuple[str, int]], i: int) -> bool:
    if pairs[i][0] not in ",，" or not i or not pairs[i - 1][0].isdigit():
        return False
    after = "".join(c for c, _ in pairs[i + 1 : i + 5])
    return len(after) >= 3 and after[:3].isdigit() and not after[3:].isdigit() and pairs[i][0] == ","


def is_spoken(text: str) -> bool:
    """Whether a document prints pinyin between its characters: more than a few syllables with a tone."""
    return len(SPOKEN.findall(text)) > 5


def decoded(content: bytes) -> str:
    """The text of bytes in UTF-8, UTF-16 or GB18030, found by its mark or by what fits.

    UTF-16 without a mark is told by its many zero bytes. Bytes that fit none become U+FFFD.
    """
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace")
    if content and content[:4000].count(0) > len(content[:4000]) // 50:
        little = content[1:4000:2].count(0) >= content[0:4000:2].count(0)
        return content.decode("utf-16-le" if little else "utf-16-be", errors="replace")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    text = content.decode("utf-8", errors="replace")
    other = content.decode("gb18030", errors="replace")
    return text if text.count("\ufffd") <= other.count("\ufffd") else other
