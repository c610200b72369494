"""A judgement: what the ledger finds of one target, as one value from the row of judgement_list to the last pixel."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Figure:
    """A number with its text, as it is drawn and written.

    comparator: eq, or how the true value lies to the number: ge, gt, le, lt, approx. The text begins with its sign.
    fact_id: the fact that it is, where it is one.
    """

    value: float
    text: str
    comparator: str = "eq"
    fact_id: str = ""

    @property
    def is_exact(self) -> bool:
        return self.comparator == "eq"

    @property
    def is_lower_bound(self) -> bool:
        return self.comparator in ("ge", "gt")


@dataclass(frozen=True)
class Verdict:
    """The word of a judgement, and what decides its shape.

    status: its token. word: the word alone. has_figures: whether any figure is known, which is the form of 暂不评价.
    group: the group that the query counts it in (status_group), where verdicts are counted. addition: what belongs to
    the word (since when, by which date, why there is no verdict) with its brackets and the blank before them. remark:
    of that, without brackets, what goes with every word of its kind. caution: of that, what nobody may overlook.
    """

    status: str
    word: str
    has_figures: bool
    group: str = ""
    addition: str = ""
    remark: str = ""
    caution: str = ""

    @property
    def words(self) -> str:
        """The word with what belongs to it."""
        return self.word + self.addition

    @property
    def in_short(self) -> "Verdict":
        """The verdict as it is counted: with the remark of its word, without what is said of this one target."""
        return self if self.remark else replace(self, addition="", caution="")

    @property
    def is_assessed(self) -> bool:
        return self.status != "not_assessed"


@dataclass(frozen=True)
class Judgement:
    """What is found of one target at a month, each figure with its text, None where it is not known.

    verdict, reason: its word, and the sentence for it. arithmetic: label and number of each line from which the word
    can be worked again. year_from, year_to: the span. months: how many of its months are over. unit: the target's unit
    in words. intent: raise, hold_floor or hold_ceiling.
    done: what is known of the result. base: what the target is judged from. mean: of the years, where those are what
    is judged. need: what an average year takes. completion: percent of the target or, of a rate, of its rise; time:
    percent of the span elapsed, None once it is over. projected: where the pace leads to; required: what each year left
    takes, where any result is known.
    lacking: the sentence where years before a known one have no figure, so that no line leads over them.
    """

    verdict: Verdict
    year_from: int
    year_to: int
    months: int
    unit: str = ""
    intent: str = ""
    reason: str = ""
    arithmetic: tuple[tuple[str, str], ...] = ()
    done: Figure | None = None
    base: Figure | None = None
    mean: Figure | None = None
    need: Figure | None = None
    completion: Figure | None = None
    time: Figure | None = None
    projected: Figure | None = None
    required: Figure | None = None
    lacking: str = ""

    @property
    def drawn_base(self) -> Figure | None:
        """The base, where a line can begin at it."""
        return self.base if self.base and self.base.is_exact else None
