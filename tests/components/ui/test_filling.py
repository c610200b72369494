"""A table that is filled in names its rows in full."""

import pytest

from components.ui import filling


@pytest.mark.parametrize(
    ("texts", "is_phone", "pixels"),
    [
        # 18 letters of 14 pixels, and 24 about them
        (["居民养老保险基金新增结余委托投资比例", "失业率"], False, 276),
        (["居民养老保险基金新增结余委托投资比例", "失业率"], True, 210),
        (["失业率"], False, 120),
        ([], False, 120),
        (["指标" * 40], False, 420),
    ],
)
def test_a_column_is_as_wide_as_its_longest_text_as_far_as_there_is_room(texts, is_phone, pixels, monkeypatch):
    monkeypatch.setattr(filling, "is_phone", lambda: is_phone)
    assert filling.column_room(texts) == pixels
