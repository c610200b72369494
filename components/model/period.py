"""A period of plans: a five-year plan's, or a span of years that none holds."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Period:
    """period_id: permanent. name: in the language in use, with its quotation marks. first, last: its years.

    before: the period that it follows, which has none before it here; None where the ledger knows of none.
    """

    period_id: str
    name: str
    first: int
    last: int
    before: "Period | None" = None

    @property
    def years(self) -> range:
        """Its years, the first to the last."""
        return range(self.first, self.last + 1)

    @property
    def base_year(self) -> int:
        """The year at whose end it begins."""
        return self.first - 1
