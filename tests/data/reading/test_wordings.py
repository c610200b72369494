"""Goals in words: of what they speak, and what only sounds like one."""

import pytest

from data.reading.wordings import Goal, goals_in_words


@pytest.mark.parametrize(
    ("sentence", "head", "name", "is_inferred"),
    [
        ("确保零就业家庭动态清零。", "", "零就业家庭", False),
        ("对残疾儿童康复救助实现“应救尽救”。", "", "残疾儿童康复救助", False),
        ("强化基金征缴，做到应保尽保。", "(一)推进社会保险提质扩面", "社会保险提质扩面", True),
        ("推广第三代社会保障卡，基本实现“人手一卡”。", "(二)加强信息化建设", "推广第三代社会保障卡", True),
        ("打造15分钟便捷服务圈。", "", "15分钟便捷服务圈", False),
    ],
)
def test_a_goal_in_words_is_named_by_its_clause_else_by_what_stands_before(sentence, head, name, is_inferred):
    assert [(goal.name, goal.is_inferred) for goal in goals_in_words(sentence, head)] == [(name, is_inferred)]


@pytest.mark.parametrize(
    "sentence",
    ["实施生态环境问题“动态清零”行动。", "开展预警终端全覆盖等重点工程。", "坚持应保尽保原则。"],
)
def test_an_action_or_a_principle_is_no_goal(sentence):
    found: list[Goal] = list(goals_in_words(sentence))
    assert found == []
