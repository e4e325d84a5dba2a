"""What period a figure is about (annotation rules 29-31): its own clause, the last main period before it, or the reporting period."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

from pipeline.facts.tokens import Token
from pipeline.mentions.period import PeriodMention
from pipeline.normalize.period import Period, calendar_year, month, previous, reporting_period

_UNSTATED = Period(None, None, "unstated")


@dataclass(slots=True)
class Running:
    """The last main period stated, and where."""

    period: Period
    paragraph: int
    implied: bool
    latest: bool = False


class PeriodBook:
    """The periods of one narrative while its sentences are read in order."""

    def __init__(self, report_year: int, main_year: int | None) -> None:
        self.report_year = report_year
        self.reporting = reporting_period(report_year)
        self.main_year = main_year
        self._stated: list[Running] = []

    def note(self, period: Period, paragraph: int, *, implied: bool = False, latest: bool = False) -> None:
        """Remember a main period that a sentence has stated.

        With `implied`, one worked out from its comparisons; with `latest`, one said to be the last with data, so no comparison.
        """
        if period.type == "unstated" or period.start is None:
            return
        self._stated.append(Running(period, paragraph, implied, latest))

    def running(self, paragraph: int, *, same_paragraph: bool = False, any_type: bool = False) -> Period | None:
        """The last main period stated earlier that still runs on (rule 29 b), or None."""
        for stated in reversed(self._stated):
            inside = stated.paragraph == paragraph
            if same_paragraph and not inside:
                return None
            if stated.implied and not inside:
                continue
            period = stated.period
            if period.type not in ("calendar_year", "reporting_period") and not (inside and (period.type == "fiscal_year" or any_type)):
                continue
            if period.type == "reporting_period" and period != self.reporting:
                continue
            earlier = period.type == "calendar_year" and self.main_year and period.start and period.start.year < self.main_year
            if earlier and not any_type and not (inside and stated.latest):
                continue
            if inside and not any_type and not stated.implied and self._later_implied(period, paragraph):
                continue  # "(93 in 2018) ... In 2018, the government gave no details": a year looked back on
            return period
        return None

    def _later_implied(self, period: Period, paragraph: int) -> bool:
        """Whether comparisons of the paragraph have implied a later year than this one."""
        return any(
            said.implied and said.paragraph == paragraph and said.period.start is not None and said.period.start.year > period.start.year
            for said in self._stated
            if period.start is not None and period.type == "calendar_year" == said.period.type
        )

    def implied(self, paragraph: int) -> Period | None:
        """The year that comparisons of this paragraph implied last, if nothing was stated since."""
        last = self._stated[-1] if self._stated else None
        return last.period if last is not None and last.implied and last.paragraph == paragraph else None

    def resolve(self, mention: PeriodMention, beside: Period | None, paragraph: int) -> Period | None:
        """The period of a phrase; relative ones are counted from the period `beside` them, or the running one."""
        if mention.kind == "month" and mention.period is not None and mention.period.start is not None:
            current = beside or self.running(paragraph)
            if current is not None and current.type == "calendar_year" and current.start is not None:
                return month(current.start.year, mention.period.start.month)
            return mention.period
        if mention.rule == "same-part-of" and mention.period is not None:
            return self._same_part(mention.period, beside or self.running(paragraph, any_type=True))
        if mention.period is not None:
            return mention.period
        base = beside or self.running(paragraph)
        if mention.kind == "previous":
            return previous(base or self.reporting)
        if mention.kind == "end":
            year = base if base is not None and base.type == "calendar_year" else self.reporting
            return Period(None, year.end, "range")
        if mention.kind == "running":
            if mention.rule == "same-period":
                return self.running(paragraph, any_type=True) or self.reporting
            current = self.running(paragraph)
            return current if current is not None and current.type == "calendar_year" else self.reporting
        return None

    @staticmethod
    def _same_part(year: Period, part: Period | None) -> Period:
        """The part of another year that a period is of its own ("in the same months of 2023"); the whole year where none is told."""
        if part is None or part.type != "range" or part.end is None or year.end is None:
            return year
        while part.end is not None and part.end.year > year.end.year:
            part = previous(part)
        return part


_YARDSTICK = re.compile(
    r"(?:compar\w+ (?:with|to)|(?:up|down|increase|decrease|decline|rise|drop) from|versus|than|\(|against|in comparison|"
    r"same (?:number )?as)[^.;)]{0,70}$",
    re.IGNORECASE,
)
_YARDSTICKS = ("compar", "from", "versus", "than", "(", "against", "same")  # each wording holds one
_SHARE = 0.34  # a year named a third as often as the most frequent one still is what the narrative is about


def main_year(text: str, mentions: list[PeriodMention], report_year: int) -> int | None:
    """The year that the narrative is about: the latest calendar year that it names often outside comparisons.

    Where only comparisons name years, it is the year after the latest of them (annotation rule 29 c).
    """
    years: Counter[int] = Counter()
    compared: set[int] = set()
    for mention in mentions:
        period = mention.period
        if (
            mention.kind not in ("main", "listed")
            or period is None
            or period.start is None
            or period.type != "calendar_year"
            or not report_year - 3 <= period.start.year < report_year
        ):
            continue
        before = text[max(0, mention.start - 90) : mention.start]
        if any(map(before.lower().__contains__, _YARDSTICKS)) and _YARDSTICK.search(before):
            compared.add(period.start.year)
        else:
            years[period.start.year] += 1
    if years:
        most = max(years.values())
        return max(year for year, count in years.items() if count >= _SHARE * most)
    implied = max(compared) + 1 if compared else None
    return implied if implied is not None and implied < report_year else None


def after(period: Period) -> Period:
    """The year after a calendar year, for a figure that is compared with it (rule 29 c)."""
    if period.type == "calendar_year" and period.start is not None:
        return calendar_year(period.start.year + 1)
    if period.start is None or period.end is None:
        return _UNSTATED
    return Period(period.start.replace(year=period.start.year + 1), _plus_year(period.end), period.type)


def _plus_year(day: date) -> date:
    return day.replace(year=day.year + 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year + 1)


def opening(tokens: list[Token], index: int) -> bool:
    """Whether the period token at `index` opens its sentence: nothing but adverbs, ordinals and commas stand before it."""
    for token in tokens[:index]:
        if token.kind in ("ordinal", "period") or token.function in ("adverbs", "determiners", "prepositions") or token.text == ",":
            continue
        if token.low in (
            "consecutive",
            "year",
            "years",
            "time",
            "however",
            "additionally",
            "meanwhile",
            "overall",
            "according",
            "law",
            "data",
            "figures",
            "statistics",
        ):
            continue
        return False
    return True
