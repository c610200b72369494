"""How many of a plan's targets have which verdict, in a sentence (METHOD 6)."""

from collections.abc import Iterable, Sequence
from operator import itemgetter

import pandas as pd

from components.language.words import Row, pick, say
from components.model.rows import rows_of
from components.views.catalogue import region

# of more than these a sentence gives the number
MOST_DATED = 6
ATTRIBUTES = ("binding", "expected", "unmarked")


def counted(rows: pd.DataFrame) -> str:
    """Rows of judgement_summary as counts: 22 项指标：可评价 5 项，3 项超额完成、2 项…；暂不评价 17 项（…）."""
    found = rows_of(rows)
    assessed, unassessed = _parts(found)
    total, judged = _targets(found), _targets(assessed)
    inner = _targets(row for row in found if row["is_inner"])
    words = {
        "targets": say("summary_of.targets_inner" if inner else "summary_of.targets", count=total - inner, inner=inner),
        "judged": judged,
        "unknown": total - judged,
        "counts": _counts(assessed),
        "reasons": _reasons(unassessed),
    }
    if not judged:
        return say("summary_of.none_judged", **words)
    sentence = say("summary_of.some_judged" if total > judged else "summary_of.all_judged", **words)
    if own := sum(int(row["self_reported"]) for row in assessed):
        sentence += say("summary_of.self_reported" if own == judged else "summary_of.self_reported_some", count=own)
    return sentence


def by_attribute(rows: pd.DataFrame, as_of: str) -> str:
    """The sentence over a plan's table: 约束性 first, 预期性, what the plan marks as neither, and its sub-rows.

    rows: of judgement_summary. as_of: the month in words.
    """
    groups: dict[str, list[Row]] = {attribute: [] for attribute in (*ATTRIBUTES, "inner")}
    for row in rows_of(rows):
        groups["inner" if row["is_inner"] else row["attribute"] or "unmarked"].append(row)
    sentences = [
        say(f"summary_of.{word}", count=_targets(group), counted=_brief(group))
        for word, group in groups.items()
        if group
    ]
    return say("summary_of.all", as_of=as_of, parts=say("punctuation.join").join(sentences))


def _brief(rows: Sequence[Row]) -> str:
    """Verdicts and reasons of a part: 可评价 2 项（超额完成 2 项）；暂不评价 …; nothing is said twice."""
    assessed, unassessed = _parts(rows)
    total, judged = _targets(rows), _targets(assessed)
    words = {
        "judged": judged,
        "unknown": total - judged,
        "counts": _counts(assessed, is_in_brackets=True),
        "reasons": _reasons(unassessed),
    }
    if not judged:
        return say("summary_of.part_none", **words)
    return say("summary_of.part_some" if total > judged else "summary_of.part_all", **words)


def _parts(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Those with a verdict and those without."""
    return (
        [row for row in rows if row["status"] != "not_assessed"],
        [row for row in rows if row["status"] == "not_assessed"],
    )


def _targets(rows: Iterable[Row]) -> int:
    return sum(row["targets"] for row in rows)


def _counts(rows: Sequence[Row], is_in_brackets: bool = False) -> str:
    """3 项超额完成、2 项达到目标要求 in the order of the rows, with the date of values that are not of the month.

    is_in_brackets: the counts stand in brackets themselves, so what is said of one follows it without.
    """
    alike: dict[str, list[Row]] = {}
    for row in rows:
        alike.setdefault(pick(row, "status"), []).append(row)
    texts, is_remarked, is_many = [], False, len({row["region_id"] for row in rows}) > 1
    for status, same in alike.items():
        count, pending = _targets(same), sum(row["pending"] for row in same)
        dated = [_of_region(text, row["region_id"]) if is_many else text for row in same for text in pick(row, "dated")]
        remarks = [_dated(dated)] if dated else []
        if pending:
            word = "pending" if pending < count else "pending_all" if count > 1 else "pending_one"
            remarks.append(say(f"summary_of.{word}", count=pending))
        text = say("summary_of.count", count=count, status=status)
        if remarks:
            remark = say("punctuation.comma" if is_in_brackets else "punctuation.join").join(remarks)
            text += say("summary_of.remark_inside" if is_in_brackets else "summary_of.remark", text=remark)
            is_remarked = is_in_brackets
        texts.append(text)
    return say("punctuation.join" if is_remarked else "punctuation.list").join(texts)


def _dated(texts: list[str]) -> str:
    """Which of them are judged by an older figure; of many, how many."""
    if len(texts) > MOST_DATED:
        return say("summary_of.dated_many", count=len(texts))
    return say("punctuation.list").join(texts)


def _of_region(text: str, region_id: str) -> str:
    return say("summary_of.of_region", region=region(region_id).short, text=text)


def _reasons(rows: Sequence[Row]) -> str:
    """缺结果数据 14、指标不对应 2, the most frequent first, those as frequent by their tokens."""
    counts: dict[str, int] = {}
    for row in sorted(rows, key=itemgetter("refusal")):
        counts[row["refusal"]] = counts.get(row["refusal"], 0) + row["targets"]
    names = {row["refusal"]: pick(row, "refusal") for row in rows}
    return say("punctuation.list").join(
        say("summary_of.reason", reason=names[refusal], count=counts[refusal])
        for refusal in sorted(counts, key=counts.__getitem__, reverse=True)
    )


def by_region(counts: pd.DataFrame) -> dict[str, str]:
    """region_id → how many of its targets there are and how many can be judged."""
    groups: dict[str, list[Row]] = {}
    for row in rows_of(counts):
        groups.setdefault(row["region_id"], []).append(row)
    return {
        region_id: say("board.region", count=_targets(group), judged=_targets(_parts(group)[0]))
        for region_id, group in groups.items()
    }
