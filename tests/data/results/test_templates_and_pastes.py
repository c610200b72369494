"""A form that was sent out comes back right, or is refused with cell and mend; nothing that is sent crashes it."""

import io
import random
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date

import openpyxl
import pytest
from openpyxl.drawing.image import Image as Picture
from openpyxl.worksheet.worksheet import Worksheet
from wanted_rows import SHARE, STOCK, before, row

from data.reading.refusal import MOST_BYTES
from data.results.checks import doubts, standing
from data.results.entered import Entry, read
from data.results.filled import KEYS
from data.results.template import file_name, pasted, read_back, rows_of_template, template, templates

TODAY = date(2026, 3, 1)
NAMES = ["新增就业", "失业率", "参保人数", "培训人次", "高技能人才"]
HEAD, VALUE, NOTE, KEY = 5, 8, 9, 10  # row of the head and columns, counted from 1


def rows():
    kinds = [before("4"), SHARE | before("3.1"), STOCK | before("290"), before("5"), STOCK | before("30")]
    return [
        row(
            key=f"demo-east:demo_{place}:2025-12", indicator_id=f"demo_{place}", name_zh=name, name_en=f"Demo {place}",
            responsible="就业处" if place < 2 else "培训处", **kind,
        )
        for place, (name, kind) in enumerate(zip(NAMES, kinds, strict=True))
    ]  # fmt: skip


RIGHT = {0: 4.1, 1: 3.2, 2: 295, 3: 5.5, 4: 31}


def filled(edit: Callable[[Worksheet], None], values: dict[int, object] = RIGHT) -> bytes:
    """The form of these rows, filled in with openpyxl and edited further."""
    book = openpyxl.load_workbook(io.BytesIO(template(rows())))
    sheet = book.active
    for place, value in values.items():
        sheet.cell(HEAD + 1 + place, VALUE, value)
    edit(sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def said(content: bytes, name: str = "form.xlsx") -> tuple[dict[str, str], list[str]]:
    """Indicator → figure in the row's unit, and the kinds of faults and doubts that stand."""
    asked = rows()
    found = read_back(content, name, asked)
    left = standing([*found.doubts, *doubts(found.entries, asked, TODAY)])
    by_key = {one.key: one for one in asked}
    figures = {entry.key: read(entry, by_key[entry.key]) for entry in found.entries if entry.key in by_key}
    return (
        {
            by_key[key].indicator_id: f"{one.in_unit.normalize():f}"
            for key, one in figures.items()
            if one.in_unit is not None
        },
        [doubt.kind for doubt in left],
    )


AS_FILLED = {"demo_0": "4.1", "demo_1": "3.2", "demo_2": "295", "demo_3": "5.5", "demo_4": "31"}


def nothing(sheet: Worksheet) -> None:
    """Leave the form as it was filled."""


def sorted_rows(sheet: Worksheet) -> None:
    lines = [[cell.value for cell in line] for line in sheet.iter_rows(HEAD + 1, HEAD + 5)]
    for at, line in enumerate(reversed(lines), HEAD + 1):
        for column, value in enumerate(line, 1):
            sheet.cell(at, column, value)


def sorted_without_keys(sheet: Worksheet) -> None:
    keys = [sheet.cell(HEAD + 1 + place, KEY).value for place in range(5)]
    sorted_rows(sheet)
    for place, key in enumerate(keys):
        sheet.cell(HEAD + 1 + place, KEY, key)


def texts_of_full_width(sheet: Worksheet) -> None:
    for place, text in enumerate(["４．１", "３．２％", "２９５", "5.5万人", "31 万人"]):
        sheet.cell(HEAD + 1 + place, VALUE, text)


def another_sheet(sheet: Worksheet) -> None:
    added = sheet.parent.create_sheet("草稿", 0)
    added["A1"], added["B2"] = "草稿", 99


def hidden_row(sheet: Worksheet) -> None:
    sheet.row_dimensions[HEAD + 2].hidden = True


COMES_BACK = {
    "as it was filled": nothing,
    "texts of full width and with units": texts_of_full_width,
    "rows sorted": sorted_rows,
    "rows sorted, the hidden keys left behind": sorted_without_keys,
    "a column put before": lambda sheet: sheet.insert_cols(1),
    "two lines put above": lambda sheet: sheet.insert_rows(1, 2),
    "another sheet added before": another_sheet,
    "a hidden row": hidden_row,
    "the keys deleted": lambda sheet: sheet.delete_cols(KEY),
    "a signature under the table": lambda sheet: sheet.cell(HEAD + 8, 2, "填表人：王"),
}


@pytest.mark.parametrize("edit", COMES_BACK.values(), ids=COMES_BACK)
def test_a_form_comes_back_right_whatever_was_moved(edit):
    assert said(filled(edit)) == (AS_FILLED, [])


def at(place: int, value: object) -> Callable[[Worksheet], None]:
    return lambda sheet: sheet.cell(HEAD + 1 + place, VALUE, value)


def formula(sheet: Worksheet) -> None:
    sheet.cell(HEAD + 1, VALUE, "=4+0.1")


def merged(sheet: Worksheet) -> None:
    sheet.merge_cells(start_row=HEAD + 1, end_row=HEAD + 2, start_column=VALUE, end_column=VALUE)


def keys_of(region: str, year: int) -> Callable[[Worksheet], None]:
    return lambda sheet: [sheet.cell(HEAD + 1 + place, KEY, f"{region}:demo_{place}:{year}-12") for place in range(5)]


def row_twice(sheet: Worksheet) -> None:
    for column in range(1, 11):
        sheet.cell(HEAD + 8, column, sheet.cell(HEAD + 1, column).value)


def summed(sheet: Worksheet) -> None:
    sheet.cell(HEAD + 7, 2, "合计")
    sheet.cell(HEAD + 7, VALUE, 9)


REFUSED = {
    "a formula without result": (formula, ["file.unworked"]),
    "merged cells": (merged, ["file.merged", "file.merged"]),
    "a date": (at(0, date(2025, 4, 1)), ["file.date"]),
    "words": (at(0, "四点一"), ["words"]),
    "a failed formula": (at(0, "#REF!"), ["file.unworked"]),
    "ten times": (at(0, 41), ["tenfold"]),
    "人 for 万人": (at(0, 41000), ["tenfold"]),
    "the unit changed to another kind": (lambda sheet: sheet.cell(HEAD + 1, 3, "%"), ["file.unit_changed"]),
    "another city": (keys_of("demo-west", 2025), ["another_region"]),
    "another year": (keys_of("demo-east", 2024), ["another_year"]),
    "the head of the figures deleted": (lambda sheet: sheet.cell(HEAD, VALUE, "数"), ["file.no_value_column"]),
    "two columns of figures": (lambda sheet: sheet.cell(HEAD, 7, "本期"), ["file.column_twice"]),
    "a row twice": (row_twice, ["twice"]),
    "a sum under the table": (summed, ["file.row_without_key"]),
    "a name changed": (lambda sheet: sheet.cell(HEAD + 1, 2, "新增就业（含转移）"), ["file.renamed"]),
    "a percentage as Excel keeps it": (at(1, 0.032), ["tenfold"]),
}  # fmt: skip


@pytest.mark.parametrize(("edit", "kinds"), REFUSED.values(), ids=REFUSED)
def test_a_form_that_cannot_be_taken_says_which_cell_and_what_to_do(edit, kinds):
    assert said(filled(edit))[1] == kinds


def test_the_unit_beside_a_figure_may_become_another_of_its_kind():
    figures, left = said(filled(lambda sheet: [sheet.cell(HEAD + 1, 3, "人"), sheet.cell(HEAD + 1, VALUE, 41000)]))
    assert (figures["demo_0"], left) == ("4.1", [])


def swollen() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 3_000_000)
    return out.getvalue()


UNREADABLE: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "half a file": lambda: (whole := filled(nothing))[: len(whole) // 2],
    "a text": lambda: "城镇新增就业 37.4".encode(),
    "a picture": lambda: b"\x89PNG\r\n" + b"\0" * 100,
    "an archive of another kind": lambda: b"PK\x05\x06" + b"\0" * 18,
    "too large": lambda: b"PK\x03\x04" + b" " * MOST_BYTES,
    "one that swells": swollen,
    "a password": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_that_is_no_form_is_refused_in_one_sentence(name, monkeypatch):
    monkeypatch.setattr("data.reading.formats.MOST_BYTES_INSIDE", 2_000_000)
    content = UNREADABLE[name]()
    found = read_back(content, "form.xlsx", rows())
    assert [doubt.is_fault for doubt in found.doubts] == [True]
    assert found.doubts[0].said("zh") != found.doubts[0].said("en")
    assert rows_of_template(content, "form.xlsx") is None


def test_pictures_and_macros_are_told_and_the_figures_read():
    def picture(sheet: Worksheet) -> None:
        image = io.BytesIO()
        from PIL import Image

        Image.new("RGB", (4, 4)).save(image, "PNG")
        sheet.add_image(Picture(image), "L2")

    with_macro = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(filled(nothing))) as source, zipfile.ZipFile(with_macro, "w") as archive:
        for part in source.namelist():
            archive.writestr(part, source.read(part))
        archive.writestr("xl/vbaProject.bin", b"macro")
    for content, kind in ((filled(picture), "file.picture"), (with_macro.getvalue(), "file.macro")):
        assert said(content) == (AS_FILLED, [])
        assert [doubt.kind for doubt in read_back(content, "form.xlsx", rows()).doubts] == [kind]


def test_a_form_is_locked_but_for_figures_and_notes_and_says_what_is_asked():
    content = template(rows(), due_on="2026-01-15", office="就业处")
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet.protection.sheet
    unlocked = {cell.column for line in sheet.iter_rows() for cell in line if not cell.protection.locked}
    assert unlocked == {VALUE, NOTE}
    assert sheet.column_dimensions["J"].hidden
    assert sheet.cell(HEAD, KEY).value == KEYS
    head = " ".join(str(sheet.cell(line, 1).value) for line in range(1, 5))
    assert all(word in head for word in ("东市", "2025年", "就业处", "2026-01-15"))
    assert rows_of_template(content, "form.xlsx") == ("demo-east", 2025, 12)
    assert read_back(content, "form.xlsx", rows()).entries == ()


def test_one_form_a_responsible_office_and_a_list_of_them_all():
    made = templates(rows(), due_on="2026-01-15")
    assert list(made) == ["东市-2025年结果-就业处.xlsx", "东市-2025年结果-培训处.xlsx", "东市-2025年结果-催报单.xlsx"]
    owed = openpyxl.load_workbook(io.BytesIO(made["东市-2025年结果-催报单.xlsx"])).active
    assert [owed.cell(line, 3).value for line in range(4, 9)] == NAMES
    assert file_name(rows(), language="en") == "East-results-2025.xlsx"


def test_a_form_in_english_comes_back_too():
    book = openpyxl.load_workbook(io.BytesIO(template(rows(), language="en")))
    book.active.cell(HEAD + 1, VALUE, 4.1)
    out = io.BytesIO()
    book.save(out)
    assert said(out.getvalue()) == ({"demo_0": "4.1"}, [])


@pytest.mark.skipif(not shutil.which("soffice"), reason="there is no LibreOffice")
def test_a_form_that_libreoffice_saved_comes_back_with_its_formulas_worked(tmp_path):
    (tmp_path / "form.xlsx").write_bytes(
        filled(lambda sheet: (formula(sheet), hidden_row(sheet), sheet.insert_cols(1)))
    )
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", "out", "form.xlsx"], cwd=tmp_path,
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    assert said((tmp_path / "out/form.xlsx").read_bytes()) == (AS_FILLED, [])


FOREIGN = ["demo-west:demo_0:2025-12", "demo-east:demo_1:2023-12"]
# what one cell of a line may become: its column, and one of these
CELLS = (
    (VALUE, ["x", "4,1", "＃", "1e5", -3, True]),
    (VALUE, [0.0004, 41000, 10**14, "亿"]),
    (VALUE, ["=1/0", "=A1", "#DIV/0!"]),
    (KEY, FOREIGN),
    (3, ["%", "石", "亿元"]),
    (2, ["别的指标"]),
)


def column_gone(sheet: Worksheet) -> None:
    sheet.delete_cols(VALUE)


EDITS = (row_twice, summed, merged, column_gone)


def spoilt(sheet: Worksheet, luck: random.Random) -> None:
    """Spoil a form in one of the ways that are met."""
    way = luck.randrange(len(CELLS) + len(EDITS))
    if way < len(CELLS):
        column, values = CELLS[way]
        sheet.cell(HEAD + luck.randint(1, 5), column).value = luck.choice(values)
    else:
        EDITS[way - len(CELLS)](sheet)


@pytest.mark.parametrize("count", [16, pytest.param(100, marks=pytest.mark.slow)])
def test_faulty_forms_are_each_refused_or_doubted_and_none_crashes(count):
    luck = random.Random(15)
    taken = []
    for number in range(count):
        figures, left = said(filled(lambda sheet: spoilt(sheet, luck)))
        if not left and figures != AS_FILLED:
            taken.append((number, figures))
    assert taken == []


def cut_or_flipped(content: bytes, luck: random.Random) -> bytes:
    """A file that was cut, or some of whose bytes are others, in the file itself or in one of its parts."""
    if luck.random() < 0.3:
        return content[: luck.randrange(len(content))]
    whole = luck.random() < 0.5
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w") as archive:
        parts = {name: source.read(name) for name in source.namelist()}
        struck = luck.choice(list(parts))
        for name, part in parts.items():
            archive.writestr(name, _flipped(part, luck) if name == struck and not whole else part)
    return _flipped(content, luck) if whole else out.getvalue()


def _flipped(content: bytes, luck: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(luck.randint(1, 20)):
        changed[luck.randrange(len(changed))] = luck.randrange(256)
    return bytes(changed)


@pytest.mark.parametrize("count", [60, pytest.param(1500, marks=pytest.mark.slow)])
def test_a_file_that_was_damaged_is_read_or_refused_and_never_crashes(count):
    luck, content = random.Random(15), filled(nothing)
    for _ in range(count):
        damaged = cut_or_flipped(content, luck)
        assert all(doubt.said("en") for doubt in read_back(damaged, "form.xlsx", rows()).doubts)
        rows_of_template(damaged, "form.xlsx")


PASTES = {
    "a column": ("4.1\n3.2\n295\n5.5\n31\n", AS_FILLED),
    "a column with a gap": ("4.1\n\n295\n", {"demo_0": "4.1", "demo_2": "295"}),
    "names and figures": ("失业率\t3.2\n新增就业\t4.1\n", {"demo_0": "4.1", "demo_1": "3.2"}),
    "numbers, names, figures": ("1\t新增就业\t4.1\r\n2\t失业率\t3.2\r\n", {"demo_0": "4.1", "demo_1": "3.2"}),
    "with a head": ("指标\t上年\t本期\n新增就业\t4\t4.1\n失业率\t3.1\t3.2\n", {"demo_0": "4.1", "demo_1": "3.2"}),
}


@pytest.mark.parametrize(("text", "figures"), PASTES.values(), ids=PASTES)
def test_what_is_pasted_finds_its_rows(text, figures):
    asked = rows()
    found = pasted(text, asked)
    by_key = {one.key: one for one in asked}
    read_now = {by_key[entry.key].indicator_id: read(entry, by_key[entry.key]).in_unit for entry in found.entries}
    assert (
        {name: f"{value.normalize():f}" for name, value in read_now.items() if value is not None},
        found.doubts,
    ) == (figures, ())


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "paste.empty"),
        ("1\n2\n3\n4\n5\n6", "paste.count"),
        ("新增就业\t4\t4.1", "paste.columns"),
        ("1\t2\t3", "paste.columns"),
        ("新增就业\t4.1\n别的\t3", "paste.unknown"),
    ],
)
def test_a_paste_that_does_not_fit_is_refused(text, kind):
    assert [doubt.kind for doubt in pasted(text, rows()).doubts] == [kind]


def test_a_paste_begins_at_the_row_that_is_chosen():
    found = pasted("295\n5.5", rows(), "demo-east:demo_2:2025-12")
    assert [(entry.key, entry.printed) for entry in found.entries] == [
        ("demo-east:demo_2:2025-12", "295"), ("demo-east:demo_3:2025-12", "5.5"),
    ]  # fmt: skip
    assert Entry("x", "1").where == ""
