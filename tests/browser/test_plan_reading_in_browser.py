"""A plan that the ledger has never seen, from a dropped document over its review to its goals in every page."""

import io
from urllib.parse import parse_qsl, urlsplit

import docx
import pytest

from tests.browser.conftest import Tab
from tests.whole import some

READ = "/ledger?work=read"
CELL = ".review .cell"
ALL_NEW = ".review .first button.quiet >> text=新指标"
ROWS = (
    ("城镇新增就业人数", "万人", "〔18.2〕", "〔20〕"),
    ("城镇登记失业率", "%", "3.1", "≤4.5"),
    ("基本养老保险参保率", "%", "95.2", "97"),
    ("失业保险参保人数", "万人", "63.7", "70"),
    ("高技能人才总量", "万人", "14.3", "18"),
    ("海岸带修复长度", "公里", "—", "〔36〕"),
)
# as many rows as a plan has
FULL = 22
# keys and clicks of a person who takes two seconds for each, in ten minutes
MOST_PRESSED = 300


def plan_of(rows, period: str = "十五五", last: int = 2030) -> bytes:
    """A plan of a city that the ledger has not, as a bureau sends it. last: the year that it plans for."""
    document = docx.Document()
    first = last - 4
    heading = ("云山市人民政府", f"云政发〔{first}〕3号", f"云山市“{period}”人力资源和社会保障规划", f"{first}年3月1日")
    for line in (*heading, f"“{period}”时期，全市城镇新增就业20万人。", f"专栏1 “{period}”时期主要指标"):
        document.add_paragraph(line)
    table = document.add_table(rows=1, cols=5)
    heads = ("序号", "指标", f"{first - 1}年基数", f"{last}年目标", "属性")
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        cell.text = head
    for number, (label, unit, base, target) in enumerate(rows, 1):
        cells = (str(number), f"{label}（{unit}）", base, target, "预期性")
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text
    document.add_paragraph("注：〔〕内为五年累计数。")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


class Reviewer:
    """Somebody at a keyboard who reviews a plan; keys and clicks are counted."""

    def __init__(self, tab: Tab):
        self.tab, self.page, self.pressed = tab, tab.page, 0

    def drop(self, name: str, content: bytes) -> None:
        """Drop a document and wait until it is read."""
        file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
        self.page.set_input_files("input[type=file]", files=[file])
        self.page.wait_for_selector(f"{CELL}[data-at]")
        self.tab.stands()

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1

    def click(self, selector: str) -> None:
        self.page.locator(selector).first.click()
        self.pressed += 1

    def correct(self, row: int, column: int, figure: str) -> None:
        """Write a figure anew, from anywhere in the table."""
        self.click(f"{CELL} >> nth={2 * row + column}")
        self.press("e")
        self.page.keyboard.press("ControlOrMeta+A")
        self.page.keyboard.type(figure)
        self.pressed += len(figure)
        self.press("Enter")

    def take_in(self) -> str:
        """Take what is accepted into the ledger by keyboard; return what it says that this changed."""
        self.press("f")
        for step in ("plan-preview", "plan-take-in"):
            self.page.wait_for_selector(f".st-key-{step} button:focus")
            self.press("Enter")
        self.page.wait_for_selector(".st-key-plan-taken")
        return self.page.locator(".st-key-plan-taken").inner_text()


def rows_of(count: int) -> tuple:
    """So many rows: those of ROWS and further ones that the ledger has not either."""
    more = (
        (f"海洋观测站{number}号岸线巡查里程", "公里", str(number), str(2 * number)) for number in range(1, 1 + count)
    )
    return (*ROWS, *more)[:count]


@pytest.mark.parametrize(
    ("count", "period", "last"), some([(len(ROWS), "十四五", 2025), (FULL, "十五五", 2030), (FULL, "十四五", 2025)], 0)
)
def test_a_plan_of_a_new_city_is_read_reviewed_by_keyboard_seen_everywhere_and_taken_out(
    desk, new_tab, count, period, last
):
    tab = new_tab(desk).open(READ)
    person = Reviewer(tab)
    person.drop("云山规划.docx", plan_of(rows_of(count), period, last))
    person.correct(2, 0, "95.4")
    person.click(ALL_NEW)
    tab.page.wait_for_selector(ALL_NEW, state="detached")
    # the rest of the table, then of the text
    person.press("g")
    person.press("g")
    said = person.take_in()
    assert f"已入账 {2 * count + 1} 个数" in said
    assert person.pressed <= MOST_PRESSED
    tab.page.locator(".st-key-plan-taken a", has_text="规划衔接").click()
    tab.stands()
    assert "云山" in tab.page.locator("body").inner_text()
    region = dict(parse_qsl(urlsplit(tab.page.url).query))["region"]
    pair = tab.open(f"/cities?region={region}&other=qingdao").page.locator("body").inner_text()
    # 青岛 has no plan of that period yet
    assert ("高技能人才" in pair) == (last == 2025)
    assert "95.4" in tab.open(f"/evidence?region={region}&search=95.4").page.locator("body").inner_text()
    tab.open("/ledger?work=entered")
    tab.page.get_by_role("button", name="撤回").first.click()
    tab.page.locator("[class*=st-key-undo-now-] button").click()
    tab.stands()
    assert "云山" not in tab.open("/cities").page.locator("body").inner_text()


def test_a_review_that_is_put_aside_goes_on_where_it_stopped(desk, new_tab):
    tab = new_tab(desk).open(READ)
    person = Reviewer(tab)
    person.drop("云山规划.docx", plan_of(ROWS))
    # the keys are ready without a click, and a reload at once loses nothing
    person.press("a", "x", "a")
    tab.open(READ)
    tab.page.locator("[class*=st-key-go-on-] button").click()
    tab.page.wait_for_selector(f"{CELL}[data-at]")
    states = [cell.get_attribute("data-state") for cell in tab.page.locator(CELL).all()]
    assert states == ["accepted", "rejected", "accepted", *[""] * (2 * len(ROWS) - 2)]


def test_what_cannot_be_read_is_said_and_nothing_is_kept(desk, new_tab):
    tab = new_tab(desk).open(READ)
    file = {"name": "规划.wps", "mimeType": "application/octet-stream", "buffer": b"\xd0\xcf\x11\xe0" + bytes(600)}
    tab.page.set_input_files("input[type=file]", files=[file])
    tab.page.wait_for_selector("text=docx >> nth=1")
    assert not list(desk.store.glob("drafts/*"))
    assert not tab.page.locator(CELL).count()
