"""How a workbook shows its numbers: 0.415 as 41.5%, 2 as 〔2〕, by the formats of its cells."""

import re
import zipfile
from typing import IO
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# of the formats that every workbook has, those that show another number than the cell holds
BUILT_IN = {9: "0%", 10: "0.00%"}
LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]')
Place = tuple[int, int]


def formats_of(archive: zipfile.ZipFile) -> list[str]:
    """The format of each style of cell, in the order in which cells name them; empty for one that changes nothing."""
    if "xl/styles.xml" not in archive.namelist():
        return []
    styles = ElementTree.fromstring(archive.read("xl/styles.xml"))
    own = {int(one.get("numFmtId", 0)): one.get("formatCode", "") for one in styles.iter(f"{MAIN}numFmt")}
    used = [int(one.get("numFmtId", 0)) for one in styles.iterfind(f"{MAIN}cellXfs/{MAIN}xf")]
    return [(BUILT_IN | own).get(number, "") for number in used]


def shown_otherwise(part: IO[bytes], formats: list[str]) -> dict[Place, str]:
    """Row and column, from 0, of the numbers of a sheet whose format adds a sign to them → that format."""
    found = {}
    for _, element in ElementTree.iterparse(part, ("end",)):
        if element.tag == f"{MAIN}c":
            style = element.get("s", "")
            code = formats[int(style)] if style.isdigit() and int(style) < len(formats) else ""
            place = re.fullmatch(r"([A-Z]+)(\d+)", element.get("r", ""))
            if place and element.get("t", "n") == "n" and (code.count("%") or '"' in code or "\\" in code):
                column = 0
                for letter in place[1]:
                    column = column * 26 + ord(letter) - 64
                found[int(place[2]) - 1, column - 1] = code
            element.clear()
    return found


def shown(value: float, code: str) -> str:
    """A number as its format shows it: in per cent, with the words before and behind; its digits are not rounded."""
    code = code.split(";")[0]
    bare = LITERAL.sub("", code)
    number = format(value * 100 if "%" in bare else value, ".10g")
    parts = re.split(r"[0#?][0#?.,]*", LITERAL.sub(lambda found: found[1] or found[2] or "", code), maxsplit=1)
    before, after = (parts[0], parts[1]) if len(parts) == 2 else ("", "")
    return f"{before}{number}{after}" if "%" in bare or before or after else number
