"""A plan that the ledger has never seen, from a dropped document over its review to its goals in every page."""

import io

import docx
import pytest

from tests.browser.conftest import Tab

READ = "/ledger?work=read"
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


def plan_of(rows) -> bytes:
    """A plan of a city that the ledger has not, as a bureau sends it."""
    document = docx.Document()
    for line in ("云山市人民政府", "云政发〔2026〕3号", "云山市“十五五”人力资源和社会保障规划", "2026年3月1日"):
        document.add_paragraph(line)
    document.add_paragraph("“十五五”时期，全市城镇新增就业20万人。")
    document.add_paragraph("专栏1 “十五五”时期主要指标")
    table = document.add_table(rows=1, cols=5)
    for cell, head in zip(table.rows[0].cells, ("序号", "指标", "2025年基数", "2030年目标", "属性"), strict=True):
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
        file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
        self.page.set_input_files("input[type=file]", files=[file])
        self.page.wait_for_selector(".review .cell")
        self.tab.stands()

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.pressed += len(text)

    def click(self, selector: str) -> None:
        self.page.locator(selector).first.click()
        self.pressed += 1

    def waits(self, script: str) -> None:
        self.page.wait_for_function(script)

    def states(self) -> list[str]:
        return [cell.get_attribute("data-state") for cell in self.page.locator(".review td .cell").all()]
