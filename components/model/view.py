"""What pages, briefings, files and the command line have in common: a question answered under choices."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

import pandas as pd

from components.model.column import Column, column_of
from components.model.found import Ground
from components.model.judgement import Verdict
from components.model.native_chart import NativeChart
from components.model.plot import Plot


@dataclass(frozen=True)
class View:
    """One question answered under given choices.

    name: the view's id, used in file names. choices: the choices by their address names, all of them.
    frame: the rows and columns that leave as a file (words instead of tokens, raw forms beside numbers).
    shown: the columns of the frame that the screen shows. figure: the chart, or None.
    headline: the finding in words, the figure's title. takeaway: the sentence to go away with.
    subtitle: what the figure shows and in which unit. reading: how the marks of several panels are meant.
    notes: cautions that belong under it.
    sources: documents by title and place. facts: the ids of the facts that it rests on.
    as_of: the month (YYYY-MM) that the figures run to. advice: what to do when there are no rows.
    verdict: the verdict that the view is about, if it is about one; ground: what that rests on. verdicts: one a row of
    the frame, or none at all.
    arithmetic: label and working of each computed number that is shown. native_charts: its chart in the plain forms of
    office programs.
    brief: the same in fewer rows, where there is such a form. words: what fills the blanks of its columns' titles, or
    the title of a column itself, by the column: a year's figures are headed by the year.
    screens: draws what is presented, one figure a screen, laid out for the stage and without the verdict, which stands
    beside it; None where the figure itself serves.
    """

    name: str
    choices: dict[str, str]
    frame: pd.DataFrame
    shown: tuple[str, ...]
    headline: str
    figure: Plot | None = None
    takeaway: str = ""
    subtitle: str = ""
    reading: str = ""
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    as_of: str | None = None
    advice: str = ""
    alternative: str = field(default="")
    verdict: Verdict | None = None
    ground: Ground | None = None
    verdicts: tuple[Verdict, ...] = ()
    arithmetic: tuple[tuple[str, str], ...] = ()
    native_charts: tuple[NativeChart, ...] = ()
    brief: "View | None" = None
    words: Mapping[str, str] = field(default_factory=dict)
    screens: Callable[[], tuple[Plot, ...]] | None = None

    def column(self, name: str) -> Column:
        """What a column of the frame is in this view."""
        return column_of(self.name, name)

    @property
    def key(self) -> str | None:
        """The column that holds the id of each row itself, where the view has one."""
        return next((name for name in self.frame.columns if self.column(name).rank == "key"), None)

    @property
    def is_empty(self) -> bool:
        return self.frame.empty

    @property
    def presented(self) -> "View":
        """The view as it is put before an audience: in its brief form where it has one, under the same sentences."""
        return self if self.brief is None else replace(self.brief, headline=self.headline, takeaway=self.takeaway)

    @property
    def table_key(self) -> str:
        """A name for the table on the screen that changes with the choices, so that no old selection stays."""
        return f"table-{self.name}-" + "-".join(self.choices.values())


@dataclass(frozen=True)
class Deck:
    """Views in the order in which they are presented, under a name.

    choice_words: of a view, choice → its label and the chosen in words. fact_lines: fact_id → the line that says it.
    Both are asked by the kinds of file that print them, and by no other.
    """

    name: str
    views: tuple[View, ...]
    choice_words: Callable[[View], Mapping[str, tuple[str, str]]]
    fact_lines: Callable[[Iterable[str]], Mapping[str, str]]
