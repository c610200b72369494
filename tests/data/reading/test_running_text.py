"""Sentences of plans and reports: one number after the other with its name, role, years, sign, unit, basis and form."""

import pytest

from data.reading.extract import read
from data.reading.refusal import Unreadable

PLAN = "安和市“十五五”发展规划\n二、主要目标\n"
REPORT = "2026年北陵省政府工作报告\n2026年1月20日\n一、2025年工作回顾\n"


def said(text: str) -> list[str]:
    """Every candidate in one line: label, value, sign, unit, role, years, basis, form."""
    found = read(text.encode(), "text.txt").candidates
    amounts = [f"{c.label_raw} {c.value} {c.comparator} {c.unit}" for c in found]
    meanings = [f"{c.role} {c.year_from}-{c.year_to} {c.basis} {c.target_form}".strip() for c in found]
    return [f"{amount} {meaning}" for amount, meaning in zip(amounts, meanings, strict=True)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("到2030年，养老床位达到5000张以上。", ["养老床位 5000 ge 张 target 2030-2030 at_end"]),
        ("“十五五”期间，累计新增养老床位5000张。", ["新增养老床位 5000 eq 张 target 2026-2030 total"]),
        ("每年培训乡村医生300人次。", ["培训乡村医生 300 eq 人次 target 2026-2030 each_year"]),
        ("地区生产总值年均增长6%左右。", ["地区生产总值增长 6 approx % target 2026-2030 average growth"]),
        ("常住人口城镇化率提高2个百分点。", ["常住人口城镇化率 2 eq 个百分点 target 2030-2030 at_end change"]),
        (
            "森林覆盖率由41%提高到43%。",
            ["森林覆盖率 41 eq % baseline 2025-2025 at_end", "森林覆盖率 43 eq % target 2030-2030 at_end"],
        ),
        (
            "城镇、农村居民人均可支配收入分别达到6万元和3万元。",
            [
                "城镇居民人均可支配收入 6 eq 万元 target 2030-2030 at_end",
                "农村居民人均可支配收入 3 eq 万元 target 2030-2030 at_end",
            ],
        ),
        (
            "建成2个省级、6个市级科技园区。",
            ["省级科技园区 2 eq 个 target 2026-2030 total", "市级科技园区 6 eq 个 target 2026-2030 total"],
        ),
        (
            "农村自来水普及率、卫生厕所普及率分别达到96%、82%。",
            ["农村自来水普及率 96 eq % target 2030-2030 at_end", "卫生厕所普及率 82 eq % target 2030-2030 at_end"],
        ),
        (
            "新建高标准农田40万亩，改造提升22万亩。",
            ["新建高标准农田 40 eq 万亩 target 2026-2030 total", "新建高标准农田 22 eq 万亩 target 2026-2030 total"],
        ),
        ("产业规模突破千亿元。", ["产业规模 1000 gt 亿元 target 2030-2030 at_end"]),
        ("对新办企业给予一次性补助3万元。", ["对新办企业给予一次性补助 3 eq 万元 standard 2026-2030 at_end"]),
        ("确保零就业家庭动态清零。", ["零就业家庭 None   target 2026-2030 at_end words"]),
        ("城镇调查失业率控制在5.5%以内。", ["城镇调查失业率 5.5 le % target 2026-2030 average"]),
        ("全员劳动生产率达到20万元/人以上。", ["全员劳动生产率 20 ge 万元/人 target 2030-2030 at_end"]),
    ],
)
def test_a_plan_promises_for_its_own_span(sentence, expected):
    assert said(PLAN + sentence) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("城镇新增就业46.3万人。", ["城镇新增就业 46.3 eq 万人 actual 2025-2025 total"]),
        ("五年来，城镇新增就业235万人。", ["城镇新增就业 235 eq 万人 actual 2021-2025 total"]),
        ("五年来，每年城镇新增就业40万人以上。", ["城镇新增就业 40 ge 万人 actual 2021-2025 each_year"]),
        ("二、2026年工作安排\n城镇新增就业42万人左右。", ["城镇新增就业 42 approx 万人 target 2026-2026 total"]),
        (
            "二、“十五五”时期主要目标\n高技能人才总量达到90万人。",
            ["高技能人才总量 90 eq 万人 target 2030-2030 at_end"],
        ),
        (
            "外贸总额增长5%、高于全国2个百分点。",
            [
                "外贸总额增长 5 eq % actual 2025-2025 at_end growth",
                "外贸总额 2 eq 个百分点 actual 2025-2025 at_end change",
            ],
        ),
        (
            "新增高新技术企业1500家、总数超1.2万家。",
            [
                "新增高新技术企业 1500 eq 家 actual 2025-2025 total",
                "高新技术企业总数 1.2 gt 万家 actual 2025-2025 at_end",
            ],
        ),
    ],
)
def test_a_report_tells_what_was_done_and_what_is_promised(text, expected):
    assert said(REPORT + text) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "推进六个率先，抓好8项重点任务。",
        "面向35岁以下青年和60周岁以上老人提供服务。",
        "根据云政发〔2024〕15号文件，经第12次常务会议审议。",
        "拨打12345热线，落实“10+3”产业体系。",
        "支持4A级景区和5G网络建设，办好第3届博览会。",
        "连续16个季度位居全国前10位。",
        "聚焦10个重点领域，围绕5个方面发力。",
    ],
)
def test_what_only_counts_orders_or_names_is_no_candidate(sentence):
    with pytest.raises(Unreadable) as refused:
        read((PLAN + sentence).encode(), "text.txt")
    assert refused.value.token == "no_figures"
