"""What a document says of itself, as it is offered and as a person has it: title, issuer, region, years."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from data import store
from data.reading.characters import clean
from data.reading.extract import Reading
from data.reading.heading import DATE, Heading
from data.reading.spans import DIGITS, year_of
from data.reviewing.ledger import Ledger, ledger
from data.reviewing.rows import tidy

PLANS = ("five_year_plan", "special_plan", "annual_plan", "implementation_plan")
KINDS = (*PLANS, "statistical_release", "press")
LEVELS = ("nation", "province", "prefecture", "county")


@dataclass(frozen=True)
class About:
    """What the row of documents.csv says, as texts; empty where it is not known.

    document_id: empty for one made of region, kind and years. kind: one of KINDS. region_id: of the ledger, or of the
    new region that region_zh, region_level and region_parent describe (region_zh is empty for one that the ledger
    knows); empty for an id made of its name. period_id: of the ledger; empty where year_from and year_to alone say for
    which years it plans.
    """

    title_zh: str = ""
    title_en: str = ""
    short_zh: str = ""
    short_en: str = ""
    issuer: str = ""
    document_number: str = ""
    issued_on: str = ""
    kind: str = ""
    region_id: str = ""
    region_zh: str = ""
    region_en: str = ""
    region_level: str = ""
    region_parent: str = ""
    region_adcode: str = ""
    period_id: str = ""
    year_from: str = ""
    year_to: str = ""
    url: str = ""
    licence: str = ""
    note: str = ""
    document_id: str = ""


# the endings of names of places, the longer first, and the level that each says
ENDINGS = {
    "特别行政区": "province", "自治区": "province", "自治州": "prefecture", "自治县": "county", "自治旗": "county",
    "地区": "prefecture", "新区": "county", "省": "province", "市": "prefecture", "盟": "prefecture",
    "州": "prefecture", "县": "county", "区": "county", "旗": "county",
}  # fmt: skip
MUNICIPALITIES = ("北京市", "上海市", "天津市", "重庆市")
# no year or joining word stands in the name of a place
PLACE = re.compile(
    rf"((?:(?![年月日的由及在印发关于])[\u4e00-\u9fff]){{2,9}}?(?:{'|'.join(ENDINGS)}))(?!区|域|场|直|级|委|长|内|外|容|镇|乡)"
)
NATION = re.compile(r"中华人民共和国|^全国|国务院|国家|^人力资源和?社会保障部")
NO_PLACE = re.compile(
    r"^(?:全|我|本|各|该|关于|印发|中国|城|都)|(?:城市|都市|超市|全市|县市|地市|社区|园区|景区|城区)$"
)
ISSUER = re.compile(
    r"^(?:中共)?[\u4e00-\u9fff、]{2,30}?(?:人民政府办公[厅室]|人民政府|委员会办公室|委员会|领导小组办公室|领导小组"
    r"|办公[厅室]|改革委|[厅局委部])(?=$|文件|关于|[\s，,])"
)
URL = re.compile(r"https?://[^\s，。）)]+")
PRINTED = re.compile(r"《([^《》]{4,80})》")


def offered(reading: Reading, folder: Path | None = None, shipped: Path = store.SHIPPED) -> About:
    """What the heading of a document says of it; what it does not say is empty. Raises LedgerFault."""
    known = ledger(folder, shipped)
    heading = reading.heading
    top = [line for printed in reading.document.text[:6000].splitlines() for line in _pieces(printed)][:60]
    title = _title(heading, top)
    issuer = _issuer(top)
    kind = _kind(title, heading)
    period, first, last = _period(heading, kind, known)
    region = _region(title, issuer, top, known)
    return About(
        title_zh=title,
        short_zh=_free_short(_short(title, _name_of(region, known)), period or first, known),
        issuer=issuer or _issuing(title, region, known),
        document_number=heading.number.replace("[", "〔").replace("]", "〕"),
        issued_on=_date(heading.date),
        kind=kind,
        period_id=period,
        year_from=first,
        year_to=last,
        url=next((found[0] for line in top[:12] if (found := URL.search(line))), ""),
        **region,
    )


def _pieces(printed: str) -> list[str]:
    """A printed line as cleaned words: 青 岛 市 is one, names apart by a blank are several."""
    words = printed.split()
    if all(len(word) <= 2 for word in words):
        words = ["".join(words)]
    return [text for word in words if (text := clean(word).text.strip("?*"))]


def _title(heading: Heading, top: list[str]) -> str:
    """The title of the plan, out of that of the notice which hands it on."""
    title = heading.title.replace("(", "（").replace(")", "）")
    inside = PRINTED.search(title) or re.search(r"印发(.+?)的通知$", title)
    if inside:
        return inside[1]
    if title and len(title) < 60 and not re.search(r"[，。:：]", title):
        return title
    named = (PRINTED.search(line) for line in top)
    return next((found[1] for found in named if found and re.search(r"规划|方案|计划|要点", found[1])), "")


def _issuer(top: list[str]) -> str:
    """Who signs at the top: those that stand alone in the lines above the title, or before 关于印发."""
    found: list[str] = []
    for line in top[:15]:
        name = ISSUER.match(line)
        if name and "关于" not in name[0] and not re.search(r"[：:]", line):
            found.append(name[0])
    return "、".join(dict.fromkeys(found[:3]))


def _issuing(title: str, region: dict[str, str], known: Ledger) -> str:
    """Of a work report the government itself."""
    name = _name_of(region, known)
    return f"{name}人民政府" if "政府工作报告" in title and name and name != "全国" else ""


def _kind(title: str, heading: Heading) -> str:
    if re.search(r"公报|工作报告|总结|完成情况|评估", title):
        return "statistical_release"
    if re.search(r"规划|纲要", title):
        is_long = heading.period is not None and heading.period[1] - heading.period[0] == 4
        return "five_year_plan" if is_long and not re.search(r"促进|专项", title) else "special_plan"
    if heading.is_annual and re.search(r"要点|计划|安排|任务", title or "要点"):
        return "annual_plan"
    return (
        "implementation_plan"
        if re.search(r"方案|计划|意见|措施|行动|要点|安排", title)
        else "annual_plan" * heading.is_annual
    )


def _period(heading: Heading, kind: str, known: Ledger) -> tuple[str, str, str]:
    """The period of the ledger, and the years; a report plans for none."""
    if heading.period is None or kind in ("statistical_release", "press"):
        return "", "", ""
    first, last = heading.period
    # of one year, the shortest period that holds it
    holding = [
        (int(row["year_to"]) - int(row["year_from"]), row["period_id"])
        for row in known.periods
        if int(row["year_from"]) <= first and last <= int(row["year_to"])
    ]
    years, period = min(holding, default=(0, ""))
    return (period if first == last or years == last - first else ""), str(first), str(last)


def _date(printed: str) -> str:
    """2021年10月25日 or 二〇二六年一月 as 2021-10-25, 2026-01."""
    found = DATE.fullmatch(printed)
    if not found:
        return ""
    parts = [year_of(found[1]), *(_number(part) for part in (found[2], found[3]) if part)]
    return "-".join(f"{part:02d}" for part in parts)


def _number(words: str) -> int:
    if words.isdecimal():
        return int(words)
    tens, is_tens, ones = words.partition("十")
    return (DIGITS[tens] if tens else 1) * 10 + (DIGITS[ones] if ones else 0) if is_tens else DIGITS[words]


def places_in(text: str) -> list[str]:
    """The names of places that a text begins or goes on with: 山东省, 潍坊市."""
    return [name for name in PLACE.findall(text) if not NO_PLACE.search(name)]


def _region(title: str, issuer: str, top: list[str], known: Ledger) -> dict[str, str]:
    """The region of a document: the last place that its title names, else its issuer, else its first lines.

    One that the ledger has by its id; another by name, level and the region in which it lies.
    """
    empty = {"region_id": "", "region_zh": "", "region_level": "", "region_parent": ""}
    cities = [row for row in known.regions if row["level"] != "nation"]
    nation = next((row["region_id"] for row in known.regions if row["level"] == "nation"), "")
    for text in (title, issuer, *(line for line in top[:12] if len(line) < 40)):
        found = [
            (text.find(name), name, row["region_id"])
            for row in cities
            for name in {row["name_zh"], row["short_zh"]}
            if name in text
        ]
        names = {row["name_zh"] for row in cities}
        new = [name for name in places_in(text) if name not in names and not any(name in one for _, one, _ in found)]
        if new and (not found or text.find(new[-1]) > min(found)[0]):
            parent = min(found)[2] if found else nation if level_of(new[-1]) == "province" else ""
            return {**empty, "region_zh": new[-1], "region_level": level_of(new[-1]), "region_parent": parent}
        if found:
            # of 青岛市 and 青岛西海岸新区 the longer name
            return {**empty, "region_id": max(found, key=lambda one: (len(one[1]), -one[0]))[2]}
        if NATION.search(text):
            return {**empty, "region_id": nation}
    return empty


def level_of(name: str) -> str:
    """The level of a region by the ending of its name; empty where that says none."""
    if name in MUNICIPALITIES:
        return "province"
    return next((level for ending, level in ENDINGS.items() if name.endswith(ending)), "")


def _name_of(region: dict[str, str], known: Ledger) -> str:
    row = known.region(region["region_id"])
    return region["region_zh"] or (row["name_zh"] if row else "")


def _free_short(short: str, period: str, known: Ledger) -> str:
    """The short name, with the period or year where another document has it."""
    if all(row["short_zh"] != short for row in known.documents):
        return short
    name = next((row["name_zh"] for row in known.periods if row["period_id"] == period), period)
    return f"{short}（{name.strip('“”')}）" if name else ""


def _short(title: str, region: str) -> str:
    """潍坊人力资源和社会保障规划: region and subject, without what every plan says."""
    subject = re.sub(
        r"[“\"]?(?:第?十[一二三四五六七八九])(?:五|个五年)(?:规划(?=纲要))?[”\"]?|（[^）]*）|国民经济和社会发展|事业|发展(?=规划)",
        "",
        title,
    )
    subject = subject.replace(region, "") if region else subject
    bare = re.sub(r"[省市]$", "", region)
    short = f"{bare}{subject}" if region and title else subject
    return short if 0 < len(short) <= 24 else ""


def region_id_of(about: About) -> str:
    """The id of the region: as given, else by its English name, else one that its Chinese name always gives."""
    if about.region_id or not about.region_zh:
        return about.region_id
    spelt = re.sub(r"[^a-z0-9]+", "-", about.region_en.lower()).strip("-")
    return spelt if re.match("[a-z]", spelt) else f"region-{hashlib.sha256(about.region_zh.encode()).hexdigest()[:8]}"


def stem_of(about: About) -> str:
    """The id of a document, without a number: weifang-plan-15fyp, shanghai-report-2026."""
    kinds = {"five_year_plan": "plan", "statistical_release": "report", "press": "press"}
    kind = kinds.get(about.kind, about.kind.replace("_", "-") or "document")
    years = (
        about.period_id
        or "-".join(dict.fromkeys(filter(None, (about.year_from, about.year_to))))
        or about.issued_on[:4]
    )
    return "-".join(filter(None, (region_id_of(about).replace("_", "-"), kind, years)))


FORMS = {
    "issued_on": r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?",
    "url": "https?://.+",
    "region_id": "[a-z][a-z0-9_-]*",
    "region_adcode": r"\d{6}",
    "document_id": "[a-z0-9][a-z0-9-]{0,99}",
    "year_from": r"(19|20)\d\d",
    "year_to": r"(19|20)\d\d",
}
WORDS = {"kind": KINDS, "region_level": LEVELS}


def faults(about: About, folder: Path | None = None, shipped: Path = store.SHIPPED) -> list[tuple[str, str]]:
    """(field, token) of what is missing or wrong; a token is said by data.reviewing.said.say. Raises LedgerFault."""
    known = ledger(folder, shipped)
    return [*_missing(about), *_badly_written(about), *_not_of_the_ledger(about, known)]


def _missing(about: About) -> list[tuple[str, str]]:
    needed = ["title_zh", "issuer", "kind"]
    if not about.region_id and not about.region_zh:
        needed.append("region_id")
    if about.region_zh:
        needed.append("region_level")
    if about.kind in PLANS and not about.period_id:
        needed += ["year_from", "year_to"]
    return [(field, "about.missing") for field in needed if not tidy(getattr(about, field))]


def _badly_written(about: About) -> list[tuple[str, str]]:
    found = [
        (field, f"about.{field}")
        for field, form in FORMS.items()
        if (text := getattr(about, field)) and not re.fullmatch(form, text)
    ]
    found += [(field, "about.word") for field, words in WORDS.items() if getattr(about, field) not in ("", *words)]
    found += [(field, "about.too_long") for field in About.__dataclass_fields__ if len(getattr(about, field)) > 500]
    if not found and about.year_from and about.year_to and about.year_from > about.year_to:
        found.append(("year_to", "about.years_reversed"))
    return found


def _not_of_the_ledger(about: About, known: Ledger) -> list[tuple[str, str]]:
    found = []
    regions = {row["region_id"]: row for row in known.regions}
    region_id = region_id_of(about)
    if about.region_id and not about.region_zh and about.region_id not in regions:
        found.append(("region_id", "about.unknown_region"))
    if about.region_zh and region_id in regions and regions[region_id]["name_zh"] != about.region_zh:
        found.append(("region_id", "about.region_taken"))
    if about.region_parent and about.region_parent not in regions:
        found.append(("region_parent", "about.unknown_region"))
    if about.period_id and about.period_id not in {row["period_id"] for row in known.periods}:
        found.append(("period_id", "about.unknown_period"))
    if about.document_id and about.document_id in {row["document_id"] for row in known.documents}:
        found.append(("document_id", "about.document_taken"))
    same = [row for row in known.documents if about.short_zh and row["short_zh"] == about.short_zh]
    return [*found, *(("short_zh", "about.short_taken") for _ in same[:1])]
