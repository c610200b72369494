"""What the heading of a document says is offered: title, issuer, number, date, kind, region and years."""

from data.reading.extract import read
from data.reviewing.about import About, offered, region_id_of, stem_of
from data.reviewing.decided import is_sure
from data.reviewing.rows import chapter_of
from tests.data.reviewing.plans import WEIFANG


def of(text: str) -> About:
    return offered(read(text.encode(), "plan.txt", []))


def test_the_heading_of_a_plan_of_a_new_city_is_offered():
    about = of(WEIFANG)
    assert about == About(
        title_zh="潍坊市“十五五”人力资源和社会保障规划", short_zh="潍坊人力资源和社会保障规划", issuer="潍坊市人民政府",
        document_number="潍政字〔2026〕18号", issued_on="2026-06-30", kind="five_year_plan", region_zh="潍坊市",
        region_level="prefecture", period_id="15fyp", year_from="2026", year_to="2030",
    )  # fmt: skip
    assert region_id_of(about) == region_id_of(of(WEIFANG + "二、")) != ""
    assert stem_of(About(region_zh="潍坊市", region_en="Weifang", kind="five_year_plan", period_id="15fyp")) == (
        "weifang-plan-15fyp"
    )


BODY = "\n\n一、目标\n到2030年，城镇新增就业5万人。\n"
# a heading → region of the ledger, new region, its level and the region in which it lies, kind, years
HEADINGS = {
    "青岛市“十五五”促进就业规划": ("qingdao", "", "", "", "special_plan", "2026"),
    "青岛西海岸新区“十五五”人力资源和社会保障规划": ("qingdao-xihaian", "", "", "", "five_year_plan", "2026"),
    "山东省潍坊市“十五五”卫生健康规划": ("", "潍坊市", "prefecture", "shandong", "five_year_plan", "2026"),
    "山东省“十五五”卫生健康规划": ("shandong", "", "", "", "five_year_plan", "2026"),
    "湖北省“十五五”卫生健康规划": ("", "湖北省", "province", "china", "five_year_plan", "2026"),
    "上海市浦东新区教育发展“十五五”规划": ("", "浦东新区", "county", "", "five_year_plan", "2026"),
    "延边朝鲜族自治州“十五五”教育规划": ("", "延边朝鲜族自治州", "prefecture", "", "five_year_plan", "2026"),
    "2026年青岛市就业工作要点": ("qingdao", "", "", "", "annual_plan", "2026"),
    "潍坊市就业行动方案（2026—2028年）": ("", "潍坊市", "prefecture", "", "implementation_plan", "2026"),
    "2026年吉林省政府工作报告": ("", "吉林省", "province", "china", "statistical_release", ""),
    "中华人民共和国国民经济和社会发展第十五个五年规划纲要": ("china", "", "", "", "five_year_plan", "2026"),
}


def test_region_kind_and_years_are_told_by_the_title():
    found = {}
    for title in HEADINGS:
        it = of(title + BODY)
        found[title] = (it.region_id, it.region_zh, it.region_level, it.region_parent, it.kind, it.year_from)
    assert found == HEADINGS


def test_headings_give_the_chapter_in_arabic_numbers():
    headings = ("三、健全 （六）公共", "第三章 就业 第二节 创业", "（十一）", "正文", "")
    assert [chapter_of(text) for text in headings] == ["3.6", "3.2", "11", "", ""]


def test_what_no_check_met_and_matches_surely_is_sure():
    found = {one.value_raw: is_sure(one) for one in read(WEIFANG.encode(), "plan.txt", []).candidates}
    assert not any(found.values())  # without a ledger nothing matches
