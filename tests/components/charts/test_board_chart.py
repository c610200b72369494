"""The verdict board, on the 42 targets of both cities as of December 2025 and on boards of other shapes."""

import pandas as pd
import pytest

from components.charts.board import draw_board
from components.language.words import speak
from components.look.canvas import Canvas
from components.look.theme import PALETTES
from components.model.judgement import Verdict
from components.model.tile_chart import Block, Tile, TileChart
from tests.plotted import plotted

IDS = ["region_id", "indicator_id", "document_id", "target_fact_id"]
THEMES = ("就业创业", "社会保险", "人才队伍", "劳动关系", "公共服务")
# name, result and target, tag, status, figures known, stale; a line a theme
QINGDAO = (
    (
        ("城镇新增就业", "≥184.93 / 175", "", "exceeded", True, False),
        ("登记失业率", "2.74% / <4.5%", "2021", "not_assessed", True, True),
        ("政策扶持创业", "≥14.81 / 15", "缺 2025", "not_assessed", True, False),
        ("毕业去向落实率", "目标 92%", "", "not_assessed", False, False),
        ("补贴性培训", "目标 50 万人次", "", "not_assessed", False, False),
        ("其中 农民工培训", "目标 10 万人次", "", "not_assessed", False, False),
    ),
    (
        ("养老参保率", "目标 96%", "", "not_assessed", False, False),
        ("失业保险参保", "291.51 / 278", "约束", "exceeded", True, False),
        ("工伤保险参保", "343.31 / 323", "约束", "exceeded", True, False),
        ("委托投资比例", "目标 80%", "", "not_assessed", False, False),
    ),
    (
        ("新增高级职称", "目标 4 万", "", "not_assessed", False, False),
        ("专技资格证书", "目标 7.5 万", "", "not_assessed", False, False),
        ("博士后招收", "目标 2500 人", "", "not_assessed", False, False),
        ("高技能人才", "目标 32 万", "", "not_assessed", False, False),
        ("职业资格等级证", "目标 15 万", "", "not_assessed", False, False),
        ("其中 高级工以上", "目标 5 万", "", "not_assessed", False, False),
        ("技工院校在校生", "目标 3 万", "", "not_assessed", False, False),
    ),
    (
        ("调解成功率", "89.40% / >62%", "", "within_limit", True, False),
        ("仲裁结案率", "99.36% / ≥93%", "", "within_limit", True, False),
        ("监察结案率", "100% / ≥98%", "2022", "not_assessed", True, True),
    ),
    (
        ("社保卡持卡", "目标 955 万", "", "not_assessed", False, False),
        ("电子社保卡", "目标 67%", "", "not_assessed", False, False),
    ),
)
ZHOUSHAN = (
    (
        ("城镇新增就业", "≥4.5 / 22", "仅 2022", "not_assessed", True, False),
        ("登记失业率", "目标 ≤3%", "基数已达", "not_assessed", False, False),
        ("调查失业率", "目标 ≤5.5%", "", "not_assessed", False, False),
        ("职业技能培训", "目标 18 万人次", "", "not_assessed", False, False),
    ),
    (
        ("养老参保率", "目标 >96%", "", "not_assessed", False, False),
        ("失业保险参保", "目标 27 万", "", "not_assessed", False, False),
        ("工伤保险参保", "目标 40 万", "基数已达", "not_assessed", False, False),
    ),
    (
        ("新引进高校生", "目标 10 万", "", "not_assessed", False, False),
        ("专技人才总量", "目标 12 万", "", "not_assessed", False, False),
        ("其中 高级职称", "目标 0.95 万", "", "not_assessed", False, False),
        ("专技资格证书", "目标 1.2 万", "", "not_assessed", False, False),
        ("技能人才总量", "目标 26 万", "", "not_assessed", False, False),
        ("高技能人才", "目标 10 万", "", "not_assessed", False, False),
        ("职业资格等级证", "目标 5 万", "", "not_assessed", False, False),
        ("其中 高级工以上", "目标 3 万", "", "not_assessed", False, False),
    ),
    (
        ("调解成功率", "目标 80%", "", "not_assessed", False, False),
        ("仲裁结案率", "目标 92%", "基数已达", "not_assessed", False, False),
        ("仲裁终结率", "目标 85%", "基数已达", "not_assessed", False, False),
        ("监察结案率", "100% / 99%", "2023", "not_assessed", True, True),
    ),
    (("电子社保卡", "目标 70%", "", "not_assessed", False, False),),
)
LINES = {
    "title": "42 项目标中 5 项已实现，没有一项确认滞后，37 项暂不评价",
    "subtitle": ("两市人社“十四五”规划专栏2 全部指标 · 截至 2025 年 12 月 · 数字为“结果 / 目标”",),
    "sources": ("来源：两市“十四五”人社规划专栏2；年度结果逐条出处见“数据溯源”。",),
}
TAGS = (("binding", "“约束”＝约束性指标"), ("base_beyond", "“基数已达”＝基数已达到目标"))
KINDS = {"约束": "binding", "基数已达": "base_beyond", "": ""}


GROUP_OF = {"exceeded": "achieved", "within_limit": "kept", "met": "achieved"}


def targets(region_id: str, region: str, colour: str, note: str, themes: tuple) -> list[dict]:
    return [
        {
            "region_id": region_id,
            "region": region,
            "colour": colour,
            "region_note": note,
            "theme": THEMES[place],
            "name": name,
            "value_text": value,
            "tag_text": tag,
            "status": status,
            "status_group": GROUP_OF.get(status, "not_assessed"),
            "has_figures": known,
            "is_stale": stale,
            "hover": f"<b>{name}</b><br>{value}",
            "indicator_id": f"{place}-{number}",
            "document_id": f"{region_id}-plan",
            "target_fact_id": f"{region_id}-{place}-{number}",
        }
        for place, theme in enumerate(themes)
        for number, (name, value, tag, status, known, stale) in enumerate(theme)
    ]


def both_cities() -> pd.DataFrame:
    return pd.DataFrame(
        targets("qingdao", "青岛市", "region_0", "22 项：可评价 5 项", QINGDAO)
        + targets("zhoushan", "舟山市", "region_1", "20 项：可评价 0 项", ZHOUSHAN)
    )


def chart(rows: pd.DataFrame) -> TileChart:
    """The rows as the board's value."""
    blocks = [
        Block(
            of_region["region"].iloc[0],
            of_region["region_note"].iloc[0],
            of_region["colour"].iloc[0],
            tuple(
                Tile(
                    theme=row.theme,
                    name=row.name_of,
                    figures=row.value_text,
                    verdict=Verdict(row.status, "", row.has_figures, row.status_group),
                    tag=row.tag_text,
                    tag_kind=KINDS.get(row.tag_text, "dated"),
                    is_dated=row.is_stale,
                    said=(row.hover,),
                    ids=tuple(getattr(row, name) for name in IDS),
                )
                for row in of_region.rename(columns={"name": "name_of"}).itertuples()
            ),
        )
        for _, of_region in rows.groupby("region_id", sort=False)
    ]
    themes = tuple(theme for theme in THEMES if theme in set(rows["theme"]))
    return TileChart(themes=themes, blocks=tuple(blocks), tags=TAGS, **LINES)


def board(rows: pd.DataFrame, look: str = "light", form: str = "wide"):
    """The figure of a board."""
    return plotted(draw_board(chart(rows), Canvas(form, look)))


def words_of(figure) -> list[str]:
    return [text for trace in figure.data if trace.type == "scatter" for text in trace.text]


def place_of(figure, word: str) -> tuple[float, float]:
    return next(
        (x, y)
        for trace in figure.data
        if trace.type == "scatter"
        for x, y, text in zip(trace.x, trace.y, trace.text, strict=True)
        if word in text
    )


def tiles(figure):
    return next(trace for trace in figure.data if trace.name == "tiles")


def boxes(figure, **style) -> int:
    """How many tiles have this fill, outline or dash; the key's swatches are smaller."""
    return sum(
        shape.type == "rect"
        and shape.y1 - shape.y0 > 40
        and all(
            value == (shape.fillcolor if key == "fill" else getattr(shape.line, key)) for key, value in style.items()
        )
        for shape in figure.layout.shapes
    )


def test_forty_two_tiles_stand_above_the_fold():
    figure = board(both_cities())
    assert len(tiles(figure).customdata) == 42
    assert figure.layout.height <= 735


def test_every_target_is_named_with_its_result_and_its_tag():
    rows = both_cities()
    text = "\n".join(words_of(board(rows)))
    for column in ("name", "value_text", "tag_text"):
        assert [value for value in rows[column] if value not in text] == []


@pytest.mark.parametrize("look", PALETTES)
def test_achieved_is_filled_kept_is_tinted_and_what_is_not_known_is_an_empty_dotted_outline(look):
    palette = PALETTES[look]
    figure = board(both_cities(), look)
    assert boxes(figure, fill=palette.reached) == 3
    assert boxes(figure, fill=palette.reached_tint, color=palette.reached) == 2
    assert boxes(figure, fill=palette.ground, dash="1.5px,3px") == 32
    assert boxes(figure, fill=palette.band) == 2
    assert boxes(figure, fill=palette.unknown_tint) == 3


def test_a_stale_tile_is_never_solid():
    rows = both_cities().head(1).assign(is_stale=True)
    palette = PALETTES["light"]
    figure = board(rows)
    assert boxes(figure, fill=palette.reached) == 0
    assert boxes(figure, fill=palette.reached_tint, color=palette.reached) == 1


def test_behind_is_a_heavy_outline_and_slightly_behind_a_thin_one():
    rows = both_cities().head(2).assign(status=["behind", "slightly_behind"], has_figures=True, is_stale=False)
    rows["status_group"] = "behind"
    palette = PALETTES["light"]
    figure = board(rows)
    assert boxes(figure, fill=palette.ground, color=palette.behind, width=2.5) == 1
    assert boxes(figure, fill=palette.ground, color=palette.behind, width=1.2) == 1


def test_the_counts_that_are_not_zero_stand_over_a_bar_in_their_proportions():
    figure = board(both_cities())
    words = words_of(figure)
    assert "<b>0</b>" not in words
    counted = {"<b>3</b>", "已完成", "<b>2</b>", "守住（达到或控制在目标内）", "<b>32</b>", "暂不评价 · 无结果"}
    assert counted <= set(words)
    assert not {"跟上序时", "落后", "期内已达到"} & set(words)
    assert not any("无法判断" in word for word in words)
    bar = [shape for shape in figure.layout.shapes if shape.type == "rect" and 10 < shape.y1 - shape.y0 < 13]
    bar = [shape for shape in bar if shape.y0 < 60]
    assert [round((shape.x1 - shape.x0) / 1280 * 42) for shape in bar] == [3, 2, 5, 32]
    assert bar[-1].x1 == pytest.approx(1280, abs=1)


def test_a_click_gives_back_region_indicator_and_document():
    rows = both_cities()
    trace = tiles(board(rows))
    given = {tuple(ids): hover for ids, hover in zip(trace.customdata, trace.hovertext, strict=True)}
    assert given == dict(zip(rows[IDS].itertuples(index=False, name=None), rows["hover"], strict=True))
    assert trace.marker.opacity == 0
    assert trace.meta["chooses"] == ["region", "indicator"]


def test_the_clickable_places_are_the_tiles_and_do_not_overlap():
    trace = tiles(board(both_cities()))
    spots = [
        (x - width / 2, base, x + width / 2, base + height)
        for x, base, width, height in zip(trace.x, trace.base, trace.width, trace.y, strict=True)
    ]
    assert min(left for left, *_ in spots) > 0
    assert max(right for _, _, right, _ in spots) <= 1280.01
    for place, (left, top, right, bottom) in enumerate(spots):
        for other in spots[place + 1 :]:
            assert right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top


def test_a_target_keeps_its_place_when_its_verdict_changes():
    rows = both_cities()
    later = rows.assign(status="met", status_group="achieved", has_figures=True)
    before, after = (tiles(board(frame)) for frame in (rows, later))
    assert (before.x, before.base) == (after.x, after.base)


def test_a_theme_stands_on_one_line_in_both_cities():
    figure = board(both_cities())
    trace = tiles(figure)
    tops = dict(zip([given[3] for given in trace.customdata], trace.base, strict=True))
    for place in range(len(THEMES)):
        assert tops[f"qingdao-{place}-0"] == tops[f"zhoushan-{place}-0"]
    assert place_of(figure, "劳动关系")[1] == pytest.approx(tops["qingdao-3-0"] + 18, abs=2)


def test_a_third_region_wraps_under_the_first_two():
    rows = both_cities()
    third = rows[rows["region_id"] == "zhoushan"].assign(region_id="ningbo", region="宁波市", colour="region_2")
    trace = tiles(board(pd.concat([rows, third])))
    tops = {given[0]: [] for given in trace.customdata}
    for given, top in zip(trace.customdata, trace.base, strict=True):
        tops[given[0]].append(top)
    assert min(tops["ningbo"]) > max(tops["qingdao"] + tops["zhoushan"])


def test_one_region_takes_the_whole_width():
    rows = both_cities()
    trace = tiles(board(rows[rows["region_id"] == "qingdao"]))
    assert len(set(trace.base)) == len(THEMES)
    assert max(x + width / 2 for x, width in zip(trace.x, trace.width, strict=True)) < 1280.01


def test_the_key_explains_only_fills_that_occur():
    rows = both_cities()
    assert "暂不评价，台账未收录结果" in words_of(board(rows))
    known = words_of(board(rows[rows["status"] == "exceeded"]))
    assert "暂不评价，台账未收录结果" not in known
    assert any("约束性指标" in word for word in known)


def test_a_base_already_beyond_the_target_is_in_the_colour_of_caution():
    palette = PALETTES["light"]
    figure = board(both_cities())
    trace = next(trace for trace in figure.data if trace.type == "scatter" and trace.textfont.color == palette.caution)
    assert list(trace.text) == ["基数已达"] * 4


def test_the_base_that_meets_the_target_is_explained_only_where_a_tile_bears_it():
    rows = both_cities()
    said = "“基数已达”＝基数已达到目标"
    assert said in words_of(board(rows))
    assert said not in words_of(board(rows[rows["tag_text"] != "基数已达"]))


def test_a_screen_of_one_region_has_its_own_themes_and_counts_alone():
    whole = chart(both_cities())
    alone = whole.only(whole.blocks[1])
    assert {tile.ids[0] for tile in alone.tiles} == {"zhoushan"}
    words = words_of(plotted(draw_board(alone, Canvas("stage"))))
    assert "<b>18</b>" in words
    assert "<b>32</b>" not in words


def test_a_click_fades_no_text():
    for trace in board(both_cities(), "dark").data:
        if trace.type == "scatter":
            assert trace.unselected.textfont.color == trace.selected.textfont.color == trace.textfont.color


def test_long_english_names_stay_inside_their_tiles():
    speak("en")
    rows = both_cities().assign(name="Registered urban unemployment rate at the end of the period")
    figure = board(rows)
    assert any(word.endswith(("…", "…</b>")) for word in words_of(figure))
    assert "not assessed: no figures" in words_of(figure)


def test_a_phone_gets_one_column_with_the_reached_first_and_the_unknown_in_one_line():
    rows = both_cities()
    figure = board(rows, form="narrow")
    trace = tiles(figure)
    assert len(set(trace.x)) == 1
    assert len(trace.customdata) == 10
    status = rows.set_index("target_fact_id")["status"]
    qingdao = [status[given[3]] for given in trace.customdata if given[0] == "qingdao"]
    assert qingdao == ["exceeded"] * 3 + ["within_limit"] * 2 + ["not_assessed"] * 3
    assert list(trace.base) == sorted(trace.base)
    words = words_of(figure)
    assert "暂不评价 14 项，台账未收录结果" in words
    assert "暂不评价 18 项，台账未收录结果" in words
