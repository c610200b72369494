"""The ends of the axis of values, as workbooks and slides draw them: no bar is cut, no label left without room."""

from dataclasses import replace

import pytest

from components.exports.layout.value_axis import Ends, ends_by_labels, ends_by_share
from components.model.native_chart import NativeChart, Series, ValueAxis

LYING = NativeChart(
    "差", "百分点", ("甲", "乙"), (Series("差", (-3.0, 5.0), texts=("−3.0", "+5.0")),), is_upright=False
)
RATIO = replace(LYING, series=(Series("倍", (0.5, 8.0), texts=("0.5", "8")),), start=1, is_log=True)


def by_labels(native: NativeChart) -> Ends:
    return ends_by_labels(native, 400, lambda text: 10 * len(text))


@pytest.mark.parametrize("ends", [ends_by_share, by_labels])
def test_the_axis_of_lying_bars_goes_beyond_them_where_their_labels_go(ends):
    for native in (LYING, RATIO):
        least, most, base = ends(native)
        assert least < min(native.values)
        assert most > max(native.values)
        assert (base is not None) == native.is_log
    # no bar goes left of where they begin
    assert ends(replace(RATIO, series=(Series("倍", (2.0, 8.0), texts=("2", "8")),))).least == pytest.approx(1)


@pytest.mark.parametrize("ends", [ends_by_share, by_labels])
def test_upright_bars_that_all_go_up_begin_at_the_foot_of_the_axis(ends):
    upright = NativeChart("年", "万人", ("甲", "乙"), (Series("年", (38.1, 38.2)),))
    assert ends(upright) == Ends(0)
    assert ends(replace(upright, series=LYING.series)) == Ends()
    assert ends(replace(upright, series=(Series("线", (38.1, 38.2), "line"),))) == Ends()


@pytest.mark.parametrize("ends", [ends_by_share, by_labels])
def test_an_axis_that_several_charts_share_ends_where_it_ends_for_all(ends):
    shared = NativeChart(
        "年", "指数", ("甲", "乙"), (Series("线", (99.0, 101.0), "line"),), shared_axis=ValueAxis(80, 160, 20)
    )
    assert ends(shared) == Ends(80, 160)


@pytest.mark.parametrize("ends", [ends_by_share, by_labels])
def test_a_panel_without_values_and_a_logarithm_without_a_beginning_are_no_errors(ends):
    assert ends(replace(LYING, series=(Series("空", (None, None)),))) == Ends()
    assert ends(replace(RATIO, start=0)).least > 0
