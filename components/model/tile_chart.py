"""Charts of tiles as values: every target, or every commitment, as one mark at its fixed place.

A tone is a name that Palette.named knows, a region's own. A canvas draws the values wide, narrow or for the stage.
"""

from dataclasses import dataclass, replace

from components.model.judgement import Verdict


@dataclass(frozen=True)
class Tile:
    """One target with its verdict.

    name, figures: what it is, and its result and target. tag: a word more, blank for none; tag_kind: which one, of
    those that a chart explains. is_dated: whether an old or second-hand figure decides. said: the lines that are said
    on hovering. ids: what a click gives back.
    """

    theme: str
    name: str
    figures: str
    verdict: Verdict
    tag: str = ""
    tag_kind: str = ""
    is_dated: bool = False
    said: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Block:
    """The tiles of one region in the order of its plan. note: what is counted of it. tone: its colour. group: the
    province that it lies in, blank for none. ids: what a click on its name gives back."""

    name: str
    note: str
    tone: str
    tiles: tuple[Tile, ...]
    group: str = ""
    ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class TileChart:
    """Tiles in blocks, a block a region.

    title: the finding. subtitle, sources: lines of words. themes: in their order. tags: kind and meaning of the tags
    that are explained. is_counted: whether the tiles are too many to be drawn, so that each block is only counted.
    """

    title: str
    subtitle: tuple[str, ...]
    sources: tuple[str, ...]
    themes: tuple[str, ...]
    blocks: tuple[Block, ...]
    tags: tuple[tuple[str, str], ...] = ()
    is_counted: bool = False

    @property
    def tiles(self) -> tuple[Tile, ...]:
        return tuple(tile for block in self.blocks for tile in block.tiles)

    def only(self, block: Block) -> "TileChart":
        """The same with one block alone, as it is presented."""
        occurring = {tile.theme for tile in block.tiles}
        return replace(self, blocks=(block,), themes=tuple(theme for theme in self.themes if theme in occurring))


@dataclass(frozen=True)
class Square:
    """One commitment in the cell of its document and theme.

    nature: target, annual_target, in_words, standard, achieved or repeat. tone: of its region. said: on hovering. ids:
    what a click gives back.
    """

    theme: str
    document: str
    nature: str
    tone: str
    said: str
    ids: tuple[str, ...]


@dataclass(frozen=True)
class UnitChart:
    """Squares in cells, documents down and themes across, both in their order. natures: token and words, for the key.

    title, subtitle, sources: as in TileChart.
    """

    title: str
    subtitle: tuple[str, ...]
    sources: tuple[str, ...]
    documents: tuple[str, ...]
    themes: tuple[str, ...]
    natures: tuple[tuple[str, str], ...]
    squares: tuple[Square, ...]


@dataclass(frozen=True)
class Held:
    """What a document holds for a year. kind: target, or result (bases too). count: of figures. tone: of its region."""

    document: str
    year: int
    kind: str
    tone: str
    count: int


@dataclass(frozen=True)
class CoverageChart:
    """Documents down and years across, with what each holds; documents keep the order in which they first come.

    title, subtitle, sources: as in TileChart.
    """

    title: str
    subtitle: tuple[str, ...]
    sources: tuple[str, ...]
    held: tuple[Held, ...]

    @property
    def documents(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(held.document for held in self.held))

    @property
    def years(self) -> range:
        years = [held.year for held in self.held]
        return range(min(years), max(years) + 1)
