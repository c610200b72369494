"""Numbers that Word counts itself and does not write into the text: of headings, of lists, of the rows of a table."""

from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HAN = "零一二三四五六七八九"
IN_HAN = {
    "chineseCounting",
    "chineseCountingThousand",
    "chineseLegalSimplified",
    "japaneseCounting",
    "ideographTraditional",
    "taiwaneseCountingThousand",
    "taiwaneseCounting",
}


def in_han(number: int) -> str:
    """12 as 十二, up to 99."""
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{HAN[tens % 10]}十"
    return head + (HAN[ones] if ones or not tens else "")


def _printed(number: int, manner: str) -> str:
    if manner in IN_HAN:
        return in_han(number)
    if manner in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26)
        return letter.upper() if manner == "upperLetter" else letter
    if manner in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese") and number <= 20:
        return chr(ord("①") + number - 1)
    return str(number).zfill(2 if manner == "decimalZero" else 1)


def _value(element: Any, name: str, default: str = "") -> str:
    found = element.find(f"{W}{name}") if element is not None else None
    return str(found.get(f"{W}val") or default) if found is not None else default


@dataclass
class Numbers:
    """The numbers of one document, counted in the order in which its paragraphs are asked for."""

    levels: dict[tuple[str, str], tuple[str, str, int]] = field(default_factory=dict)
    styles: dict[str, tuple[str, str]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    counted: dict[tuple[str, str], int] = field(default_factory=dict)

    def before(self, paragraph: Any) -> str:
        """The number that stands before a paragraph as Word shows it; an empty text for none, or for a mere dot."""
        properties = paragraph.find(f"{W}pPr")
        number, level = self._of(properties)
        if number in ("", "0") or (number, level) not in self.levels:
            return ""
        manner, shape, start = self.levels[number, level]
        held = self.lists.get(number, number)
        self.counted[held, level] = self.counted.get((held, level), start - 1) + 1
        for lower in range(int(level) + 1, 9):
            self.counted.pop((held, str(lower)), None)
        if manner in ("bullet", "none"):
            return ""
        for place in range(int(level) + 1):
            manner, _, start = self.levels.get((number, str(place)), ("decimal", "", 1))
            value = self.counted.get((held, str(place)), start)
            shape = shape.replace(f"%{place + 1}", _printed(value, manner))
        return shape

    def _of(self, properties: Any) -> tuple[str, str]:
        """List and level that a paragraph names itself, else those of its style."""
        own = properties.find(f"{W}numPr") if properties is not None else None
        styled = self.styles.get(_value(properties, "pStyle"), ("", "0"))
        if own is None:
            return styled
        return _value(own, "numId", styled[0]), _value(own, "ilvl", styled[1])


def numbers_of(numbering: Any, styles: Any) -> Numbers:
    """The lists of a document by its numbering part and its styles, either of which may be none."""
    found = Numbers()
    if numbering is None:
        return found
    shapes: dict[str, dict[str, tuple[str, str, int]]] = {}
    for shape in numbering.iterchildren(f"{W}abstractNum"):
        levels = {}
        for level in shape.iterchildren(f"{W}lvl"):
            start = _value(level, "start", "1")
            manner = _value(level, "numFmt", "decimal")
            levels[level.get(f"{W}ilvl")] = (manner, _value(level, "lvlText"), int(start) if start.isdigit() else 1)
        shapes[shape.get(f"{W}abstractNumId")] = levels
    for number in numbering.iterchildren(f"{W}num"):
        name, shape = number.get(f"{W}numId"), _value(number, "abstractNumId")
        has_own = number.find(f"{W}lvlOverride/{W}startOverride") is not None
        # lists of one shape go on counting where none begins anew
        found.lists[name] = name if has_own else f"shape {shape}"
        found.levels |= {(name, level): said for level, said in shapes.get(shape, {}).items()}
    for style in styles.iterchildren(f"{W}style") if styles is not None else ():
        named = style.find(f"{W}pPr/{W}numPr")
        if named is not None:
            found.styles[style.get(f"{W}styleId")] = (_value(named, "numId"), _value(named, "ilvl", "0"))
    return found
