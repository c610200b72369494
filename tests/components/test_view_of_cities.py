"""The views of two cities: titles by stated conditions, refusals as rows, cautions on the chart."""

from components.views import cities

PAIR = ("qingdao", "zhoushan")


def test_the_titles_are_found_in_the_rows():
    assert cities.view(*PAIR).headline == "人口差 8.7 倍：折成每万人后，7 项可比目标中 6 项舟山更高"
    assert cities.rates_view(*PAIR).headline == "比率目标中调解成功率差得最多：青岛 >62，舟山 80"


def test_a_refused_pair_stays_in_the_table_with_its_reason():
    frame = cities.view(*PAIR).frame
    refused = frame[~frame["is_comparable"].astype(bool)]
    assert list(refused["indicator"]) == ["补贴性培训 / 职业技能培训", "新增高级职称 / 高级职称人才"]
    assert refused["remark"].str.len().min() > 10
    assert refused["ratio_per_10k"].isna().all()


def test_the_contrast_of_the_new_jobs_carries_its_caution():
    figure = cities.view(*PAIR).figure
    drawn = [text for trace in figure.data for text in (trace.text if isinstance(trace.text, tuple) else ())]
    texts = [*drawn, *(note.text for note in figure.layout.annotations)]
    for share in ("89%", "178%"):
        assert any(share in text and "‡" in text for text in texts if text)
    assert any("‡ 城镇新增就业：" in text for text in texts if text)


def test_the_other_way_round_the_multiples_turn():
    there = cities.view(*PAIR).frame.set_index("indicator")["ratio_per_10k"]
    back = cities.view("zhoushan", "qingdao").frame.set_index("indicator")["ratio_per_10k"]
    assert abs(there["城镇新增就业"] * back["城镇新增就业"] - 1) < 0.001


def test_every_basis_and_population_and_the_earlier_plan_have_a_figure():
    for basis in cities.bases():
        for population in cities.populations():
            assert cities.view(*PAIR, basis=basis, population=population).figure is not None
    assert cities.view(*PAIR, period_id="13fyp").figure is not None
    assert cities.view(*PAIR, look="dark", is_narrow=True).figure is not None


def test_a_theme_that_neither_city_shares_gives_advice():
    view = cities.view(*PAIR, theme_id="population")
    assert view.is_empty
    assert view.advice == "所选两市没有同一指标的目标。"
