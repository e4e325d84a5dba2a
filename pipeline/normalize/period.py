"""Periods of time as closed date intervals, and the ones that the reports speak of without naming dates."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day (both included, None = open) and how the text named it.

    `type` is calendar_year, fiscal_year, reporting_period, range or unstated.
    """

    start: date | None
    end: date | None
    type: str


def calendar_year(year: int) -> Period:
    """1 January to 31 December."""
    return Period(date(year, 1, 1), date(year, 12, 31), "calendar_year")


def reporting_period(report_year: int) -> Period:
    """1 April of the year before the report to 31 March of its year (22 U.S.C. 7107(b))."""
    return Period(date(report_year - 1, 4, 1), date(report_year, 3, 31), "reporting_period")


def us_fiscal_year(year: int) -> Period:
    """1 October of the year before to 30 September (31 U.S.C. 1102)."""
    return Period(date(year - 1, 10, 1), date(year, 9, 30), "fiscal_year")


def month(year: int, number: int) -> Period:
    """First to last day of a month."""
    return Period(date(year, number, 1), date(year, number, monthrange(year, number)[1]), "range")


def years(first: int, last: int) -> Period:
    """1 January of the first to 31 December of the last year."""
    return Period(date(first, 1, 1), date(last, 12, 31), "calendar_year" if first == last else "range")


def months(first_year: int, first_month: int, last_year: int, last_month: int) -> Period:
    """First day of the first to last day of the last month."""
    return Period(date(first_year, first_month, 1), date(last_year, last_month, monthrange(last_year, last_month)[1]), "range")


def previous(period: Period) -> Period:
    """The preceding period of the same type: one year earlier; an unstated or open one stays as it is."""

    def back(day: date | None) -> date | None:
        if day is None:
            return None
        last = monthrange(day.year - 1, day.month)[1]
        at_month_end = day.day == monthrange(day.year, day.month)[1]
        return date(day.year - 1, day.month, last if at_month_end else min(day.day, last))

    return Period(back(period.start), back(period.end), period.type)
