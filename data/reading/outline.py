"""Where in a document a line stands (chapter, 专栏, item), and whether its chapter tells what was done or is meant."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from data.reading.heading import Heading
from data.reading.lines import Grid, Line, Part
from data.reading.spans import DIGITS, Span

NUMERAL = r"[一二三四五六七八九十]{1,3}"
HAN = r"\u4e00-\u9fff"
LEVELS = (
    re.compile(rf"^(?:第({NUMERAL})[章篇编部分]+|({NUMERAL})、)\s*"),
    re.compile(rf"^(?:第({NUMERAL})节|\(?({NUMERAL})\)[、.]?)\s*"),
    re.compile(
        r"^(?:(\d{1,2})[.、．](?!\d)|(\d{1,2})\.(?=20\d\d年)|\((\d{1,2})\)|(0\d)(?=[^\d.])|([一二三四五六七八九十])是)\s*"
    ),
)
BOX = re.compile(r"^(?:专栏|专项行动|工程专栏)\s*(\d{1,3}|[一二三四五六七八九十]{1,3})[:：.、]?\s*")
ENDED = re.compile(
    r"^(?:名词解释|名词注释|名词术语|注释|相关报道|附件?:?名词|《?政府工作报告》?(?:有关)?(?:名词|用语|注释)|扫一扫|责任编辑|上一篇|下一篇|相关链接|网站地图|版权所有|主办单位|抄送)"
)
DONE = re.compile(
    r"回顾|规划基础|已有基础|成就|成效|成绩|总结|完成情况|发展基础|建设基础|工作基础|主要进展|实施情况|基本情况|发展现状|背景|形势|发展环境|过去|取得|现状"
)
PLANNED = re.compile(
    r"目标|任务|安排|部署|打算|举措|重点工作|主要工作|主要考虑|要求|展望|愿景|今后|未来|下一步|思路|保障措施|关于20"
)
HEAD_LENGTH = 42


@dataclass(frozen=True)
class Place:
    """Chapters, headings, 专栏 and item of a line; whether its chapter tells what was done, and of which years."""

    chapter: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    box: str = ""
    item: str = ""
    is_done: bool = False
    span: Span | None = None

    @property
    def locator(self) -> str:
        """The place as people say it: 三、（六）健全… or 专栏5 第2项."""
        if self.box:
            return f"专栏{self.box} " + (f"第{int(self.item)}项" if self.item.isdigit() and int(self.item) else "引言")
        return self.printed or "正文"

    @property
    def printed(self) -> str:
        """The headings above it, with the brackets that Chinese print uses."""
        return " ".join(self.heads).replace("(", "（").replace(")", "）")


@dataclass(frozen=True)
class Passage:
    """A line that is no heading, or what follows a heading in its line: from `start` on."""

    line: Line
    start: int
    place: Place


def arabic(words: str) -> str:
    """十二 as 12; what is no number stays as it is."""
    if words.isdigit():
        return words
    try:
        tens, is_tens, ones = words.partition("十")
        return str((DIGITS[tens] if tens else 1) * 10 + (DIGITS[ones] if ones else 0) if is_tens else DIGITS[words])
    except KeyError:
        return words


def _head(text: str) -> tuple[int, str, int] | None:
    """level, number and length of a heading at the beginning of a line, or none.

    A heading of the third level may be a whole paragraph: then only its first words up to the full stop are the head.
    """
    for level, pattern in enumerate(LEVELS):
        found = pattern.match(text)
        if not found:
            continue
        stop = re.search(r"[。:]", text[found.end() :])
        end = found.end() + stop.end() if stop else len(text)
        if end - found.end() > HEAD_LENGTH or (level == 2 and re.search(r"\d", text[found.end() : end])):
            end = found.end()
        return level, next(group for group in found.groups() if group), end
    return None


def _is_bare_head(text: str) -> bool:
    """A short line without stop and number that says whose years or tasks follow: “十四五”时期工作回顾."""
    return (
        len(text) <= 24
        and not re.search(r"[。，；：:!！]", text)
        and bool(re.search(r"(?:回顾|目标任务|主要目标|工作安排|重点工作|主要任务|主要工作|工作总结|发展成就)", text))
    )


def _tense(head: str, before: Place, heading: Heading) -> Place:
    """What a heading says of the years and of done or planned; what it leaves open stays as it was."""
    spans = [span for span in heading.calendar.spans(head) if not span.is_reference]
    span = spans[0] if spans else None
    done = before.is_done
    now = heading.now
    if DONE.search(head) and not re.search(r"目标任务|主要目标|打算", head):
        done = True
    elif PLANNED.search(head):
        done = False
    if span and now and span.last < now:
        done = True
    if span and now and span.first >= now:
        done = False
    return replace(before, is_done=done, span=span)


def passages(parts: list[Part], heading: Heading) -> Iterator[Passage | tuple[Grid, Place, str]]:
    """The lines of a document with their places, in order; each grid with its place and the line before it.

    Ends at glossaries and at what a page prints below its text.
    """
    place, above = Place(is_done=heading.tells_done), ""
    opened: dict[int, Place] = {}
    for number, part in enumerate(parts):
        if isinstance(part, Grid):
            yield part, place, above
            above = ""
            continue
        text, above = part.text, part.text
        if ENDED.match(text) and len(text) < 30 and number > len(parts) // 4:
            return
        box = BOX.match(text)
        if box and len(text) < 60:
            place = replace(place, box=arabic(box[1]), item="0")
            continue
        found = _head(text)
        if found is None and _is_bare_head(text) and not place.box:
            place = _tense(text, Place(chapter=place.chapter[:1], heads=(text,), is_done=place.is_done), heading)
            opened = {0: place}
            continue
        start = 0
        if found:
            level, said, start = found
            if place.box and level == 2:
                place = replace(place, item=said)
            else:
                place = _opened(place, opened, level, said, text[:start], heading)
        if start < len(text):
            yield Passage(part, start, place)


def _opened(place: Place, opened: dict[int, Place], level: int, said: str, head: str, heading: Heading) -> Place:
    """The place under a new heading: the chapters above it stay, what was beside and below is left."""
    above = next((opened[i] for i in range(level - 1, -1, -1) if i in opened), None)
    base = above or Place(is_done=place.is_done if level else heading.tells_done)
    if level == 2 and above is None:
        base = replace(place, box="", item="")
        chapter, heads = (*base.chapter[:2], arabic(said)), base.heads[:2]
    else:
        chapter = (*base.chapter[:level], arabic(said))
        heads = (*base.heads[: level if level < 2 else 2], head.strip("。:"))
    new = _tense(head, replace(base, chapter=chapter, heads=heads, box="", item=""), heading)
    if new.span is None:
        new = replace(new, span=base.span)
    for lower in [i for i in opened if i >= level]:
        del opened[lower]
    opened[level] = new
    return new
