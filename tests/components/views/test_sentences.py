"""Every sentence is read: no more than the ledger knows, counts as the queries have them, sums that come out."""

import csv
import io
import os
import re
import shutil
import tempfile
from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

import pytest

import queries
from components.exports.csv import csv_bytes
from components.views import sentences
from components.views.registry import recall
from components.views.sentences import Sentence
from tests.whole import IS_WHOLE

ROOT = Path(__file__).parents[3]
TABLE = ROOT / "docs/sentences.csv"
# what no sentence may say: pattern, language (or both), and why
FORBIDDEN = [
    (r"确认滞后", "zh", "滞后 is for the running period, and nobody confirmed it (A1)"),
    (r"已实现|(?<!提前)实现 ?\d|全部实现", "zh", "reached, kept and on schedule are told apart (A2)"),
    (r"未公布|(?<!不等于)没有公布|还没有年度结果", "zh", "the ledger knows what it holds, not what is published (A7)"),
    (r"(?i)not published|no results? published|unpublished", "en", "the ledger knows what it holds (A7)"),
    (r"每年都有", "zh", "most targets of such a year have no result (A5)"),
    (r"力度", "zh", "a number does not tell effort (A9)"),
    (r"(?i)opposite effort", "en", "a number does not tell effort (A9)"),
    # result / target is how the board sets the two; a working has a sign of division
    (r"\d [-*] \d|\d / \d.*=|= -\d", "", "the signs are −, ×, ÷ (house rule)"),
    (r"不作排名.*(?:更高|更低|领先|落后|第一)|(?:更高|更低|领先|落后|第一).*不作排名", "zh", "no ranking (A10)"),
    (r"人口差", "zh", "8.7 times as many is not a difference of 8.7 times (A10)"),
    (r"(?:时间过去|时间进度|序时进度) ?100", "zh", "elapsed time says nothing after the end (B6)"),
    (r"(?i)(?:time elapsed|even pace) 100", "en", "elapsed time says nothing after the end (B6)"),
    (r"印出的累计数[^；]*缺\d{4}", "zh", "where a printed total decides, no year is lacking (B1)"),
    (r"可评价 ?0", "zh", "none is said as none (5)"),
    (r"暂无结论", "zh", "暂不评价 is the word, once (5)"),
    (r"差一点|两处不同", "zh", "接近目标, 数出两处 (5)"),
    (r"承诺(?!书|制)", "zh", "表述：确保、达到 (5)"),
    (r"\b1 ask less|\b2 meets\b|(?i:floor target)|(?i:that it is a five-year total is)", "en", "English (5)"),
    (r"两市|两座", "zh", "the regions of a ledger are not two (4)"),
    (r"基期|可靠性|责任部门|原文短语", "zh", "one word for one thing: 基数, 来源等级, 责任单位, 原文摘录 (7.3)"),
    (r"(?<![A-Za-z])(?:NaN|nan|NaT|<NA>)(?![A-Za-z])", "", "a blank is no word"),
    (r"(?<![A-Za-z])None(?![A-Za-z])", "zh", "a blank is no word"),
    (r"\{[a-z_]+\}", "", "a blank was not filled"),
    (r"(?<!\d)((?:19|20)\d\d)[—–-]\1(?!\d)", "", "a span of one year is a year"),
    (r"(?:，|；|：|。|、){2}|[，；：、] *$", "zh", "something is missing between the marks"),
    (r"(?:, |; |: ){2}|[,;:] *$|  ", "en", "something is missing between the marks"),
]
QUOTED = re.compile(r"“[^”]*”|《[^》]*》|\"[^\"]*\"")
# the same with what stands in brackets: titles and printed forms beside the English
ASIDE = re.compile(r"“[^”]*”|《[^》]*》|\"[^\"]*\"|（[^（）]*）|\([^()]*\)|〔[^〕]*〕")
CHINESE = re.compile(r"[一-鿿]+")


@pytest.fixture(scope="session")
def shipped_said(views_store: Path) -> list[Sentence]:
    """The sentences of the shipped ledger."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLANLEDGER_STORE", str(views_store))
        return sentences.sentences(is_brief=not IS_WHOLE)


@pytest.fixture(scope="session")
def shipped_printed(views_store: Path) -> list[str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLANLEDGER_STORE", str(views_store))
        return printed()


@pytest.fixture(scope="session")
def later_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger of later life."""
    store = tmp_path_factory.mktemp("later")
    shutil.copytree(ROOT / "tests/next/imports", store / "imports")
    return store


@pytest.fixture(scope="session")
def later_said(later_store: Path) -> list[Sentence]:
    """What it says at the latest months."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLANLEDGER_STORE", str(later_store))
        return sentences.sentences(is_brief=True)


@pytest.fixture(scope="session")
def later_printed(later_store: Path) -> list[str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLANLEDGER_STORE", str(later_store))
        return printed()


def printed() -> list[str]:
    """What stands in Chinese in an English sentence too: printed forms, titles, and names that have no English."""
    facts = queries.ask("evidence_list")
    forms = {text for column in ("value_raw", "label_raw", "locator", "unit") for text in facts[column] if text}
    for question, names in (("document_list", ("title_zh", "short_en")), ("region_list", ("short_en", "name_en"))):
        rows = queries.ask(question)
        forms |= {text for name in names for text in rows[name]}
    forms |= set(facts["indicator_en"])
    return sorted((text for text in forms if CHINESE.search(text)), key=len, reverse=True)


@pytest.fixture(params=["shipped", *(["later"] if IS_WHOLE else [])])
def said(request: pytest.FixtureRequest) -> list[Sentence]:
    """The sentences of one ledger, each at the first of its places."""
    return sentences.read_once(request.getfixturevalue(f"{request.param}_said"))


def accept(wrong: list[str]) -> None:
    """Fail with all that is wrong, each once."""
    if wrong := list(dict.fromkeys(wrong)):
        pytest.fail(f"{len(wrong)}:\n" + "\n".join(wrong[:60]), pytrace=False)


def where(one: Sentence, fault: str) -> str:
    return f"{fault} | {one.language} {one.kind} | {one.sentence} | {one.place} {one.choices} {one.month}"


def test_sentences_of_every_kind_and_page_are_read_in_both_languages(shipped_said):
    kinds = {"question", "headline", "takeaway", "subtitle", "note", "reason", "verdict", "rule", "summary", "finding"}
    kinds |= {"highlight", "arithmetic", "advice", "lack", "alternative"}
    for language in ("zh", "en"):
        spoken = [one for one in shipped_said if one.language == language]
        assert kinds <= {one.kind for one in spoken}
        assert {one.place.split("/")[0].split("; ")[0] for one in spoken} >= set(sentences.PAGES)
    assert len(shipped_said) > 2000


def test_no_sentence_says_what_the_ledger_does_not_know(said):
    wrong = []
    for one in said:
        text = QUOTED.sub("“”", one.sentence)
        for pattern, language, why in FORBIDDEN:
            if language in ("", one.language) and (found := re.search(pattern, text)):
                wrong.append(where(one, f"{found.group()}: {why}"))
    accept(wrong)


@pytest.mark.skipif(not IS_WHOLE, reason="only the ledger of later life has such spans: make whole")
def test_a_span_that_is_not_five_years_is_not_called_so(shipped_said, later_said):
    unlike = {"2024-2026", "2026-2035"}
    wrong = [
        where(one, "five years")
        for one in [*shipped_said, *later_said]
        if unlike & set(re.findall(r"period=([\w-]+)", one.choices))
        and re.search("五年|five-year", QUOTED.sub("", ASIDE.sub("", one.sentence)))
    ]
    accept(wrong)


def test_english_sentences_have_no_chinese_but_titles_and_printed_forms(said, request):
    kept = request.getfixturevalue(f"{request.node.callspec.params['said']}_printed")
    wrong = []
    for one in said:
        if one.language != "en" or not CHINESE.search(one.sentence):
            continue
        text = one.sentence
        # a name may have quotation marks within it
        for form in kept:
            text = text.replace(form, " ")
        text = ASIDE.sub(" ", ASIDE.sub(" ", text))
        if found := CHINESE.search(text):
            wrong.append(where(one, found.group()))
    accept(wrong)


NUMBER = r"\d[\d,]*(?:\.\d+)?"
SIDE = rf"[(（]*{NUMBER}(?:[)）]*\s*[-+−÷×*/]\s*[(（]*{NUMBER})+[)）]*"
WORKED = re.compile(rf"({SIDE})\s*=\s*(每万人 )?([+−-]?{NUMBER})\s*(%|per 10,000)?")


def workings(sentence: str) -> list[tuple[str, Fraction, str]]:
    """(as printed, its value, the printed result) of each sum in a sentence."""
    # signs of bounds, and units between the figures, are no part of a sum
    text = re.sub(r"[≥≤><≈]", "", sentence)
    text = re.sub(r"(?<=\d) ?(?:[百千万亿]*(?:人次|人|名|家|个|件|元|份))(?=[ )）]*[-+−÷×*/=])", "", text)
    text = re.sub(r"(?<=\d) ?\((?:10k|100m|1m|10,000)[^)]*\)", "", text)
    found = []
    for left, head, result, tail in WORKED.findall(text):
        sides = left.translate(str.maketrans({"−": "-", "÷": "/", "×": "*", "（": "(", "）": ")", ",": None}))
        value = eval(re.sub(r"\d+(?:\.\d+)?", r"Fraction('\g<0>')", sides), {"Fraction": Fraction})
        factor = 100 if tail == "%" else 10000 if head or tail else 1
        found.append((f"{left} = {result}", value * factor, result))
    return found


def half_up(value: Fraction, like: str) -> Decimal:
    """The value with as many decimals as a printed number has."""
    step = Decimal(1).scaleb(Decimal(like).as_tuple().exponent)
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(step, ROUND_HALF_UP)


def test_each_printed_sum_comes_out_as_printed(said):
    wrong, count = [], 0
    for one in said:
        for printed, value, result in workings(one.sentence):
            count += 1
            result = result.replace(",", "").replace("−", "-").lstrip("+")
            if half_up(value, result) != Decimal(result):
                wrong.append(where(one, f"{printed}: {half_up(value, result)}"))
    accept(wrong)
    assert count > 200


def test_a_sum_that_does_not_come_out_is_found():
    assert half_up(workings("259.1 ÷ 49.6 = 5.219 倍")[0][1], "5.219") == Decimal("5.224")
    assert workings("≥184.93 ÷ 175 = ≥105.7%")[0][1:] == (Fraction(18493, 175), "105.7")
    assert workings("青岛 175 万人 ÷ 1,007.1722 万人 = 每万人 1737.5")[0][2] == "1737.5"


def judged(one: Sentence):
    """The rows that a board or a table of completion counts."""
    chosen = dict(part.split("=") for part in one.choices.split(";"))
    period, region = chosen["period"], chosen.get("region", "all")
    if "plan" in chosen:
        documents = [chosen["plan"]]
    else:
        plans = queries.ask("plan_list", period_ids=[period])
        documents = list(plans.loc[plans["is_general"], "document_id"].unique())
    rows = queries.ask(
        "judgement_list", document_ids=documents, period_ids=[period], is_plan_row=True, as_of=one.month,
        region_ids=None if region == "all" else [region],
    )  # fmt: skip
    cities = ~rows["is_reference"].astype(bool)
    return rows[cities] if region == "all" and cities.any() else rows


def counts(rows) -> tuple[int, int, int]:
    known = int((rows["status"] != "not_assessed").sum())
    return len(rows), known, len(rows) - known


def number(pattern: str, text: str) -> int | None:
    found = re.search(pattern, text)
    return int(found.group(1)) if found else None


def test_a_board_counts_what_the_query_counts(shipped_said):
    wrong, read = [], 0
    for one in shipped_said:
        if one.language != "zh" or one.kind != "headline" or not one.place.startswith("overview/board"):
            continue
        read += 1
        total, known, unknown = counts(judged(one))
        text = one.sentence
        said_total, said_known = number(r"(\d+) 项指标", text), number(r"：可评价 (\d+) 项", text)
        said_total += number(r"和 (\d+) 行“其中”", text) or 0
        said_unknown = number(r"暂不评价 (\d+) 项", text)
        if "均可评价" in text:
            said_known, said_unknown = said_total, 0
        if "均暂不评价" in text:
            said_known, said_unknown = 0, said_total
        if (said_total, said_known, said_unknown or 0) != (total, known, unknown):
            wrong.append(where(one, f"{total}, {known}, {unknown}"))
        kinds = re.sub(r"（[^）]*）", "", text.split("；暂不评价")[0]) if known else ""
        if sum(map(int, re.findall(r"[，、：](\d+) 项(?!指标)", kinds.replace(f"可评价 {known} 项", "")))) != known:
            wrong.append(where(one, f"the verdicts do not add up to {known}"))
        reasons = re.search(r"暂不评价(?: \d+ 项)?（(.*?)）", text)
        if unknown and sum(map(int, re.findall(r" (\d+)", reasons.group(1)))) != unknown:
            wrong.append(where(one, f"the reasons do not add up to {unknown}"))
    assert read > 10
    accept(wrong)


def test_the_sentence_by_attribute_counts_what_the_query_counts(shipped_said):
    wrong, read = [], 0
    words = {"约束性": "binding", "预期性": "expected", "规划未标属性的": None, "未编号的“其中”": "inner"}
    for one in shipped_said:
        if one.language != "zh" or one.kind != "takeaway" or "/completion" not in one.place:
            continue
        rows = judged(one)
        is_inner = rows["row_no"].map(lambda place: isinstance(place, str) and not place.isdigit())
        marks = rows["attribute"].where(rows["attribute"].notna(), None)
        expected = {}
        for word, mark in words.items():
            is_one = is_inner if mark == "inner" else ~is_inner & (marks.isna() if mark is None else marks == mark)
            if is_one.any():
                expected[word] = counts(rows[is_one])
        found = {}
        for word, total, rest in re.findall(
            rf"({'|'.join(words)}) ?(\d+) [项行](.*?)(?=；(?:{'|'.join(words)})|。$)", one.sentence
        ):
            known = number(r"^中可评价 (\d+)", rest)
            if known is None:
                known = int(total) if rest.startswith("均可评价") else 0
            found[word] = (int(total), known, int(total) - known)
        read += 1
        if found != expected:
            wrong.append(where(one, f"{expected} and not {found}"))
    assert read > 10
    accept(wrong)


# figures that one language says and the other does not: years, months, ordinals and units of thousands
NOT_COUNTED = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|\d+ ?月|\d+th|10,000|10k|100m|(?<=\d),(?=\d{3})")


def test_english_headlines_count_as_the_chinese_ones_do(shipped_said):
    pairs: dict[tuple, dict[str, Sentence]] = {}
    for one in shipped_said:
        if one.kind in ("headline", "takeaway"):
            pairs.setdefault((one.place, one.choices, one.month, one.kind), {})[one.language] = one
    wrong = []
    for pair in pairs.values():
        figures = {
            language: Counter(re.findall(r"\d+(?:\.\d+)?", NOT_COUNTED.sub("", QUOTED.sub("", one.sentence))))
            for language, one in pair.items()
        }
        if figures["zh"] != figures["en"]:
            wrong.append(where(pair["en"], f"{pair['zh'].sentence}"))
    accept(wrong)


def test_every_figure_of_a_reason_or_verdict_has_its_unit(said):
    units = set()
    for path in [ROOT / "data/catalog/units.csv", *(ROOT / "tests/next/imports").rglob("units.csv")]:
        with path.open(encoding="utf-8-sig", newline="") as file:
            units |= {row["unit"] for row in csv.DictReader(file)}
    units = sorted(units, key=len, reverse=True)
    after = "|".join(map(re.escape, [*units, "%", "年", "月", "个百分点", "项", "倍", "—", "、", "次"]))
    wrong = []
    for one in said:
        if one.language != "zh" or one.kind not in ("reason", "verdict"):
            continue
        # what is printed is as it is printed
        text = re.sub(r"印作[^，；]*", "", QUOTED.sub("“”", one.sentence))
        for found in re.finditer(rf"(?<![\d.\w-]){NUMBER}(?![\d.])(?![\]〕)}}]? ?(?:{after}|\d|-\d))", text):
            wrong.append(where(one, f"{found.group()}"))
    accept(wrong)


def test_a_view_of_every_place_has_the_choices_it_was_asked_for(shipped_said):
    assert shipped_said
    wrong = []
    for name, choices in sentences._on_pages(is_brief=True):
        have = {key: value for key, value in recall(name, choices).choices.items() if value}
        if have != {key: value for key, value in choices.items() if value}:
            wrong.append(f"{name}: {choices} {have}")
    accept(wrong)


def written(found: list[Sentence]) -> bytes:
    """The table as it is kept beside the documents: without the ids of the facts, each sentence once."""
    return csv_bytes(sentences.frame(sentences.read_once(found)).drop(columns="facts"))


def test_the_table_of_sentences_in_the_documents_has_what_the_ledger_says(shipped_said):
    # make read writes it anew; make whole reads every month and the ledger of later life
    kept = list(csv.reader(io.StringIO(TABLE.read_bytes().decode("utf-8-sig"))))
    now = list(csv.reader(io.StringIO(written(shipped_said).decode("utf-8-sig"))))
    # language, kind and sentence; the first place of one differs with how much is read
    known = {tuple(row[3:]) for row in kept}
    assert [row for row in now if tuple(row[3:]) not in known][:5] == []
    assert not IS_WHOLE or kept == now


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as empty:
        os.environ["PLANLEDGER_STORE"] = empty
        TABLE.write_bytes(written(sentences.sentences()))
