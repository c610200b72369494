"""The year matrix as a value: one row an indicator, a cell a year, then the way to the whole target.

A tone is a name that Palette.named knows. A canvas draws the value wide, narrow or for the stage.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from components.model.judgement import Judgement


@dataclass(frozen=True)
class Cell:
    """One year of an indicator.

    state: full, part (of the year's months), missing, future, or within (a printed total holds it). value: None where
    it is not known as a number. text: as printed. part: the months, blank for a whole year. fact_id: blank for none.
    plan, plan_text: what the year's own plan asks for, where one is shown.
    """

    year: int
    state: str
    value: float | None = None
    text: str = ""
    part: str = ""
    fact_id: str = ""
    plan: float | None = None
    plan_text: str = ""

    @property
    def is_known(self) -> bool:
        """Whether there is a figure."""
        return self.state in ("full", "part")


@dataclass(frozen=True)
class MatrixRow:
    """One indicator: its name, its target as printed, its judgement, and the years that something is said of."""

    name: str
    target: str
    judgement: Judgement
    cells: tuple[Cell, ...]

    @property
    def has_any(self) -> bool:
        """Whether there is any figure of it."""
        return bool(self.judgement.done) or any(cell.is_known for cell in self.cells)

    @property
    def most(self) -> float | None:
        """The largest figure of a year, or plan of one."""
        results = [cell.value for cell in self.cells if cell.is_known]
        return max(
            (value for value in (*results, *(cell.plan for cell in self.cells)) if value is not None), default=None
        )

    def cell(self, year: int) -> Cell | None:
        return next((cell for cell in self.cells if cell.year == year), None)


@dataclass(frozen=True)
class MatrixChart:
    """Rows in their order over the same years. title: the finding. subtitle, sources: lines of words."""

    title: str
    subtitle: Sequence[str]
    sources: Sequence[str]
    tone: str
    years: tuple[int, ...]
    rows: tuple[MatrixRow, ...]
