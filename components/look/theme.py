"""Palette and chart template, light and dark; contrasts and colour distances are those of the design's palette."""

from dataclasses import dataclass

from components.model.region import Region

FONT = "Noto Sans CJK SC, Microsoft YaHei, PingFang SC, sans-serif"
LOOKS = ("light", "dark")
# colours in which nothing is written
MARKS_ALONE = ("pace", "unknown", "rule", "grid", "ahead")


@dataclass(frozen=True)
class Palette:
    """Colours by what they say. `regions` are in the order of the cities in the catalogue, `region_words` the same hues
    as words need them; `references` are those of provinces and of the nation, which are never drawn in a hue."""

    ground: str
    band: str
    ink: str
    mid: str
    soft: str
    pace: str
    grid: str
    rule: str
    caution: str
    regions: tuple[str, ...]
    region_words: tuple[str, ...]
    references: tuple[str, str]
    reached: str
    ahead: str
    on_time: str
    behind: str
    unknown: str
    reached_tint: str
    ahead_tint: str
    on_time_tint: str
    unknown_tint: str

    def region(self, place: int) -> str:
        """The colour of the city at this place in the catalogue; after ten they begin again."""
        return self.regions[place % len(self.regions)]

    def of(self, region: Region) -> str:
        """The colour of a region: a city's by its place, a province's slate, the nation's grey."""
        return self.named(region.colour)

    def named(self, name: str) -> str:
        """The colour of a name: ink, pace, … or as Region.colour has it: region_0 …, reference_0, reference_1."""
        kind, _, place = name.partition("_")
        if kind == "region":
            return self.region(int(place))
        return self.references[int(place)] if kind == "reference" else getattr(self, name)

    def written(self, name: str) -> str:
        """The colour of words that go with what is drawn in the colour of this name, on ground or band."""
        kind, _, place = name.partition("_")
        if kind == "region":
            return self.region_words[int(place) % len(self.region_words)]
        return self.mid if name in MARKS_ALONE else self.named(name)

    def template(self) -> dict[str, dict[str, object]]:
        """What every figure shares: ground, type, no legend, no grid of its own."""
        axis = {
            "showgrid": False,
            "zeroline": False,
            "ticks": "",
            "showline": False,
            "fixedrange": True,
            "tickfont": {"size": 13, "color": self.mid},
        }
        return {
            "layout": {
                "paper_bgcolor": self.ground,
                "plot_bgcolor": self.ground,
                "colorway": list(self.regions),
                "font": {"family": FONT, "size": 14, "color": self.ink},
                "xaxis": axis,
                "yaxis": axis,
                "hoverlabel": {
                    "font": {"family": FONT, "size": 13, "color": self.ink},
                    "bgcolor": self.band,
                    "bordercolor": self.rule,
                    "align": "left",
                },
                "dragmode": False,
                "showlegend": False,
            }
        }


PALETTES = {
    "light": Palette(
        ground="#FFFFFF",
        band="#F4F6F8",
        ink="#1B242D",
        mid="#55606C",
        soft="#66717D",
        pace="#848F9D",
        grid="#E3E7EB",
        rule="#C3CAD1",
        caution="#7A5200",
        regions=(
            "#0B6FA4",
            "#C2540A",
            "#69343F",
            "#669189",
            "#692D05",
            "#915749",
            "#7188E3",
            "#1C1CBA",
            "#346969",
            "#6E9166",
        ),
        region_words=(
            "#0B6FA4",
            "#B64F09",
            "#61303A",
            "#537770",
            "#5D2804",
            "#915749",
            "#4A67DB",
            "#1C1CBA",
            "#346969",
            "#5B7854",
        ),
        references=("#33475B", "#66717D"),
        reached="#0B5344",
        ahead="#168A63",
        on_time="#4B515E",
        behind="#B01E82",
        unknown="#848F9D",
        reached_tint="#DBE9E4",
        ahead_tint="#E0F1EA",
        on_time_tint="#E6E8EC",
        unknown_tint="#E3E7EB",
    ),
    "dark": Palette(
        ground="#11171E",
        band="#18202A",
        ink="#EEF1F4",
        mid="#B4BEC9",
        soft="#8F9BA8",
        pace="#7C8896",
        grid="#2A333D",
        rule="#46525F",
        caution="#F0C36A",
        regions=(
            "#5DB3E6",
            "#F2A15A",
            "#A6747E",
            "#9FE3D5",
            "#BA6C38",
            "#CF9D91",
            "#747EA6",
            "#7C7CF7",
            "#5DBABA",
            "#ACE39F",
        ),
        region_words=(
            "#5DB3E6",
            "#F3A765",
            "#AB7B85",
            "#A8E6D9",
            "#C4733C",
            "#CF9D91",
            "#7D86AC",
            "#7C7CF7",
            "#5DBABA",
            "#B4E6A8",
        ),
        references=("#A9BBCD", "#8F9BA8"),
        reached="#7FD8BE",
        ahead="#4F9680",
        on_time="#BAC8E8",
        behind="#F77BBF",
        unknown="#7C8896",
        reached_tint="#17362F",
        ahead_tint="#182D29",
        on_time_tint="#262E3C",
        unknown_tint="#2A333D",
    ),
}
