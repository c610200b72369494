"""The years and months for which results of a plan are entered."""

from datetime import date

from components.language.dates import month_name
from components.language.words import say
from components.views.catalogue import plan_period

WHOLE_YEAR = "12"


def years(region_id: str, document_id: str) -> dict[str, str]:
    """The years of a plan's period that have begun, the latest first; its first year where none has."""
    period = plan_period(region_id, document_id)
    begun = range(min(period.last, max(date.today().year, period.first)), period.first - 1, -1)
    return {str(year): str(year) for year in begun}


def months_words(through_month: str) -> str:
    """12 as the whole year, 9 as 1—9月."""
    if through_month == WHOLE_YEAR:
        return say("maintenance.whole_year")
    return say("span.months", month=month_name(int(through_month)))


def through_months(year: str) -> dict[str, str]:
    """Up to which month figures of a year may run, those first that are asked for at this time: id → words."""
    today = date.today()
    latest = 12 if int(year) < today.year else max(today.month - 1, 1)
    return {str(month): months_words(str(month)) for month in (latest, *range(12, 0, -1)) if month <= latest}
