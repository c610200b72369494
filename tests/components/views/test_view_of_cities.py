"""The views of two regions: titles by stated conditions, refusals as rows, cautions on the chart."""

from components.language.titles import column_titles
from components.look.canvas import Canvas
from components.views import cities
from tests.plotted import plotted

PAIR = ("qingdao", "zhoushan")


def test_the_titles_are_found_in_the_rows():
    title = "口径一致的 3 项总量目标按每万人：舟山 2 项较高、1 项较低；另 4 项口径存疑，只并列"
    assert cities.view(*PAIR).headline == title
    assert cities.rates_view(*PAIR).headline == "比率目标中差距最大的是调解成功率：青岛 >62，舟山 80"


def test_a_refused_pair_stays_in_the_table_with_its_reason():
    frame = cities.view(*PAIR).frame
    refused = frame[frame["comparable"] == "否"]
    assert list(refused["indicator"]) == ["补贴性培训 / 职业技能培训", "新增高级职称 / 高级职称人才"]
    assert refused["remark"].str.len().min() > 10
    assert refused["ratio_per_10k"].isna().all()


def test_the_contrast_of_the_new_jobs_carries_its_caution():
    figure = plotted(cities.view(*PAIR).figure)
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
    assert cities.view(*PAIR, canvas=Canvas("narrow", "dark")).figure is not None


def test_a_theme_that_neither_city_shares_gives_advice():
    view = cities.view(*PAIR, theme_id="population")
    assert view.is_empty
    assert view.advice == "所选地区没有同一指标的目标。"


def test_a_headline_counts_only_pairs_without_a_mark_and_never_ranks():
    share = cities.view(*PAIR, basis="share").headline
    assert share == "口径一致的 3 项总量目标，高于本地上期实际的：青岛 3 项，舟山 2 项；另 1 项口径存疑，只并列"
    raw = cities.view(*PAIR, basis="raw").headline
    assert raw == "青岛与舟山的总量目标：原数随人口大小，青岛人口相当于舟山的 8.7 倍"


def test_what_its_note_says_not_to_set_per_head_is_not_drawn_so_and_says_why_in_its_row():
    view = cities.view(*PAIR)
    texts = [note.text for note in plotted(view.figure).layout.annotations]
    assert any("不宜比每万人数" in text for text in texts)
    row = view.frame.set_index("indicator").loc["高技能人才"]
    assert row[["per_10k", "other_per_10k", "ratio_per_10k"]].isna().all()
    assert (row["comparable"], row["other_share_pct"]) == ("是", 138.9)


def test_columns_are_headed_by_the_regions_and_the_year_of_the_targets_with_the_reason_before_the_ratios():
    view = cities.view(*PAIR, period_id="13fyp")
    titles = column_titles(view, view.shown)
    assert titles[3:7] == ["青岛 2020 年目标", "舟山 2020 年目标", "青岛每万人", "舟山每万人"]
    assert titles.index("原因") < titles.index("每万人 舟山÷青岛") < titles.index("青岛占上期结果（%）")
    assert not any(year in title for title in column_titles(view) for year in ("2025", "对标"))


def test_the_populations_of_a_choice_carry_their_years_and_what_they_are():
    assert cities.populations_of(*PAIR, "14fyp", "all") == {"census": "2020 普查", "latest": "2024 年末"}
