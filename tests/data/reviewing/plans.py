"""Plans that were never issued, and what a person decides of them."""

from dataclasses import dataclass, replace
from pathlib import Path

from data.reading.extract import NAMES, Reading, read
from data.reading.matching import Name
from data.results.wanted import opened
from data.reviewing import taking
from data.reviewing.about import About, offered
from data.reviewing.decided import Decision, NewIndicator
from data.reviewing.indicators import new_indicator
from tests.people import EDITOR

WEIFANG = """潍坊市人民政府
潍政字〔2026〕18号
潍坊市人民政府关于印发潍坊市“十五五”人力资源和社会保障规划的通知
2026年6月30日

潍坊市“十五五”人力资源和社会保障规划

一、发展基础
“十四五”时期，全市累计实现城镇新增就业60.5万人。
二、发展目标
到2030年，全市技工院校在校生规模达到8万人以上，海外引才工作站总量达到35家。
专栏1 “十五五”时期主要指标
序号\t指标\t单位\t2025年基数\t2030年目标\t属性
1\t城镇新增就业人数\t万人\t[60.5]\t[55]\t预期性
2\t城镇调查失业率\t%\t—\t5.5左右\t预期性
3\t高技能人才数\t万人\t40.2\t50\t预期性
4\t风筝工匠培养人数\t人\t—\t[3000]\t约束性
注：[ ]表示五年累计数。
三、重点任务
（一）强化就业优先。每年开展补贴性职业技能培训5万人次以上。
"""

# of the small ledger: its own plan has 示例新增就业 and 示例失业率
DEMO = """示例东市人民政府关于印发示例东市“十五五”示例规划的通知
2026年5月6日
示例东市“十五五”示例规划
一、主要目标
专栏1 “十五五”时期主要指标
序号\t指标\t单位\t2025年基数\t2030年目标\t属性
1\t示例新增就业\t万人\t[20]\t[22]\t预期性
2\t示例失业率\t%\t5.2\t5.5以内\t约束性
3\t示例驿站\t个\t3\t12\t预期性
注：[ ]表示五年累计数。
"""


def all_accepted(reading: Reading, **folders) -> tuple[list[Decision], list[NewIndicator]]:
    """Every candidate accepted, with a new indicator by rule where it has none."""
    decisions, new = [], {}
    for number, one in enumerate(reading.candidates):
        changes = {}
        if not one.indicator_id:
            made = new_indicator(one, **folders)
            new[made.indicator_id] = made
            changes = {"indicator_id": made.indicator_id}
        decisions.append(Decision(number, "accepted", changes))
    return decisions, list(new.values())


@dataclass
class Given:
    """What is taken in, and where."""

    content: bytes
    reading: Reading
    about: About
    decisions: list[Decision]
    new: list[NewIndicator]
    folders: dict[str, Path]

    def commit(self, by=EDITOR, **asked):
        """The import of all of it."""
        return taking.commit(self.reviewed(**asked), by=by, **self.folders)

    def reviewed(self, **asked) -> taking.Reviewed:
        """What is taken in, as one value."""
        return taking.Reviewed(self.content, "demo.txt", self.reading, self.about, self.decisions, self.new, **asked)


def read_beside(text: str, folders: dict[str, Path]) -> Reading:
    """A text read with the names of a ledger."""
    with opened(**folders) as ledger:
        known = [Name(*row) for row in ledger.execute(NAMES).fetchall()]
    return read(text.encode(), "demo.txt", known)


def given(text: str, folders: dict[str, Path]) -> Given:
    """A text read and accepted whole."""
    reading = read_beside(text, folders)
    about = replace(offered(reading, **folders), region_id="demo-east", region_zh="")
    return Given(text.encode(), reading, about, *all_accepted(reading, **folders), folders)
