"""The period of a sum (annotation rules 29, 31, 34): its own dates, the running period, or none."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pipeline.facts.model import UNSTATED
from pipeline.facts.money_zone import PARTITIVE, Zone
from pipeline.mentions.number import NUMBER, parse_number
from pipeline.mentions.period import PeriodMention, find_periods
from pipeline.narrative.model import Narrative, Sentence
from pipeline.normalize.period import Period, calendar_year

_SPAN = re.compile(
    rf"\b(?:over|for|during|within|across|spanning|through)\s(?:the\s(?:next|coming|following)\s|a\s(?:total\s)?(?:period\sof\s|span\sof\s)?|an\s|the\s)?(?P<n>{NUMBER})[\s-](?P<unit>year|month)s?\b"
    rf"|\b(?P<m>{NUMBER})-(?P<unit2>year|month)\b(?!-old)|\bmulti-?year\b|\b(?:biennial|two\syears)\b",
    re.IGNORECASE,
)
_UP_TO = re.compile(r"\bup\sto\s$", re.IGNORECASE)
_PLAN_SPAN = re.compile(
    r"\b(?:duration|life|lifetime|period|entirety|years)\sof\s(?:the|its|this|that)\s(?:\w+[\s-]){0,3}?(?:NAP|plan|strategy|programme?|framework|roadmap)\b",
    re.IGNORECASE,
)
_PLAN_WORD = re.compile(r"\bNAP\b|\bplan\b|\bstrategy\b|\bframework\b|\broadmap\b", re.IGNORECASE)
_THROUGH = re.compile(r"^(?:through|until|till|up\sto)\b", re.IGNORECASE)
# A year before a noun dates the money only if the noun is money's own: "the 2021 budget", not "the 2015 act".
_OWN_NOUN = re.compile(
    r"\s?(?:(?:\w+[\s-]){0,2})(?:budgets?|allocations?|appropriations?|funding|sum|amount|fiscal|financial|campaign|grants?|total|expenditures?|spending)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"^(?:(?:also|additionally|however|moreover|furthermore|finally|separately|similarly|for\sexample|in\saddition|as\sof|overall|meanwhile|for\sthe\s\w+\s(?:consecutive\s)?(?:year|time)),?\s)?$",
    re.IGNORECASE,
)
_COMPARING = re.compile(
    r"\b(?:compared\s(?:with|to)|(?:up|down)\sfrom|versus|than|increase\sfrom|"
    r"(?:in|de)creas\w+\s(?:[^\s;]+\s){0,6}?(?:from|over)|"
    r"(?:double|twice|triple|half|three\stimes)\s(?:the|what|that|its)|"
    r"the\ssame\s(?:\w+\s)?as|as\s(?:it|they)\s(?:did|had)|similar\sto|as\swas|as\sin)\b[^;]{0,80}$",
    re.IGNORECASE,
)
# "($98,870) 2018": a bare year dates a sum only right behind it.
_ADJACENT = 4
# "a 2021 budget of N"
_NAMED_NEAR = 20
# "an increase of 5 million over 2016" is part of the sum that it stands beside.
_INCREMENT = re.compile(
    r"\b(?:(?:increase|decrease|rise|drop|decline|reduction|cut)\sof|up|down)\s(?:(?:about|approximately|nearly|over|almost|some|more\sthan)\s)?$",
    re.IGNORECASE,
)
_DATED = frozenset({"main", "plan", "since", "lookback"})


@dataclass(frozen=True, slots=True)
class Dated:
    """A period with the words that state it (narrative offsets; None if it runs on from elsewhere) and the rule's name."""

    period: Period
    span: tuple[int, int] | None
    rule: str
    own: bool


# "increased its budget by $5,043 from the previous period" dates nothing
_FROM = re.compile(r"from\s(?:the\s)?(?:previous|prior|preceding|last)\b", re.IGNORECASE)
_ALLOTTED = re.compile(r"[)\]]?\s(?:deposited|allocated|received|budgeted|earmarked|set\saside|allotted|appropriated)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Calendar:
    """What a sentence's dates are read against.

    `running` gives the period that runs on into the sentence (None: none was stated), `resolve` the period of a relative phrase.
    """

    narrative: Narrative
    sentence: Sentence
    phrases: Sequence[PeriodMention]
    running: Callable[[], Period | None]
    reporting: Period
    resolve: Callable[[PeriodMention, Period | None], Period | None]


def date_sum(
    zone: Zone, calendar: Calendar, *, recurs: bool, undated_alone: bool, beside: Period | None, ahead: Callable[[], Dated] | None
) -> Dated:
    """The period of a sum.

    Args:
        zone: its surroundings.
        calendar: the sentence's dates.
        recurs: it is paid again and again.
        undated_alone: rule 34: no period without dates of its own (statutory fines, works, fees).
        beside: the period of the amount before it, from which "the year before" counts.
        ahead: the period of the amount behind it, for a part "of the" whole.
    """
    if beside and _INCREMENT.search(zone.before):
        return Dated(beside, None, "difference to the sum before", own=False)
    own = _own(zone, calendar, beside)
    partitive = PARTITIVE.fullmatch(zone.text, zone.end, min(len(zone.text), _next_start(zone))) is not None
    if partitive and _ALLOTTED.match(zone.shared_text) and not _phrases(calendar, zone.before_start, zone.start):
        return running_on(zone, calendar)  # "spent $78,000 of the $103,000 deposited in the previous period"
    if zone.compared:
        return own or Dated(UNSTATED, None, "compared, undated", own=False)
    if (recurs or _THROUGH.match(zone.after.lstrip(") "))) and (bounded := _until(zone, calendar)):
        return bounded
    if own:
        return own
    if ahead and partitive:
        whole = ahead()
        return Dated(whole.period, whole.span, "part of a dated whole", own=whole.own)
    if _PLAN_SPAN.search(zone.text, zone.end, zone.clause_end) or _PLAN_SPAN.search(zone.before):
        plan = last_plan(calendar.narrative, calendar.sentence)
        return Dated(plan, None, "years of the plan", own=True) if plan else Dated(UNSTATED, None, "plan without years", own=False)
    if recurs or undated_alone or undated_span(zone):
        return Dated(UNSTATED, None, "no dates of its own", own=False)
    return _earlier(zone, calendar) or running_on(zone, calendar)


def running_on(zone: Zone, calendar: Calendar) -> Dated:
    """The running period, else the year after the one that the sum is compared with (rule 29 c), else the reporting period."""
    running = calendar.running()
    if running:
        return Dated(running, None, "running period", own=False)
    offset = calendar.sentence.start
    yardsticks = [
        phrase.period.start.year
        for phrase in _phrases(calendar, zone.end, len(zone.text))
        if phrase.period
        and phrase.period.start
        and phrase.period.type == "calendar_year"
        and phrase.kind in {"main", "listed"}
        and _is_yardstick(zone.text, zone.end, phrase.start - offset)
    ]
    if yardsticks and max(yardsticks) + 1 < calendar.narrative.report_year:
        return Dated(calendar_year(max(yardsticks) + 1), None, "year after its comparison", own=False)
    return Dated(calendar.reporting, None, "reporting period", own=False)


def _next_start(zone: Zone) -> int:
    return zone.shared[0] if zone.shared and zone.shared[0] < zone.end else zone.after_end


def _phrases(calendar: Calendar, low: int, high: int) -> list[PeriodMention]:
    """Phrases that lie between two offsets of the sentence and may date a sum."""
    offset = calendar.sentence.start
    text = calendar.sentence.text
    return [
        phrase
        for phrase in calendar.phrases
        if low <= phrase.start - offset
        and phrase.end - offset <= high
        and not _FROM.match(text, phrase.start - offset)
        and (phrase.kind != "attributive" or (phrase.period and _OWN_NOUN.match(text, phrase.end - offset)))
    ]


def _own(zone: Zone, calendar: Calendar, beside: Period | None) -> Dated | None:
    """Dates in the sum's own clause, nearest behind it first, else the phrase that opens the sentence."""
    offset = calendar.sentence.start
    behind = _phrases(calendar, zone.end, zone.after_end)
    if zone.shared:
        behind += _phrases(calendar, *zone.shared)
    behind = [phrase for phrase in behind if not _in_bracket(zone, phrase.start - offset)]
    ordered = sorted(behind, key=lambda phrase: (phrase.kind in {"plan", "listed", "end"}, phrase.start))
    if not zone.compared:
        ordered = [phrase for phrase in ordered if not _is_yardstick(zone.text, zone.end, phrase.start - offset)]
    before = [] if zone.compared else _phrases(calendar, zone.clause_start, zone.start)
    before = [phrase for phrase in before if not _bracketed(zone.text[phrase.start - offset : zone.start])]
    before = [phrase for phrase in before if not _FOUNDED.search(zone.text[: phrase.start - offset])]
    opening = [
        phrase
        for phrase in _phrases(calendar, 0, zone.clause_start)
        if not zone.compared and _OPENING.match(zone.text[: phrase.start - offset])
    ]
    candidates = [
        *ordered,
        *sorted(before, key=lambda phrase: (phrase.kind in {"plan", "listed", "end"}, -phrase.start)),
        *opening,
        *([] if zone.compared else _rest_of_clause(zone, calendar)),
    ]
    if zone.compared:  # "compared with a 2021 budget of N and M in 2020"
        named = [phrase for phrase in _phrases(calendar, zone.clause_start, zone.start) if phrase.kind == "attributive"]
        if named and named[-1].period and 0 <= zone.start - (named[-1].end - offset) <= _NAMED_NEAR:
            return Dated(named[-1].period, (named[-1].start, named[-1].end), f"{named[-1].rule} before it", own=True)
    candidates = [phrase for phrase in candidates if not _THROUGH.match(zone.text[phrase.start - offset : phrase.end - offset])]
    for rank in (_DATED, frozenset({"attributive", "running", "previous"}), frozenset({"listed"}), frozenset({"end"})):
        for phrase in candidates:
            if phrase.kind not in rank or (phrase.kind == "plan" and any(other.kind == "main" for other in candidates)):
                continue
            if phrase.kind == "listed" and not 0 <= phrase.start - offset - zone.end <= _ADJACENT:
                continue
            if phrase in before and _is_yardstick(zone.text, zone.clause_start, phrase.start - offset):
                continue
            period = calendar.resolve(phrase, beside)
            if period and (period.start or phrase.kind == "end"):
                return Dated(period, (phrase.start, phrase.end), f"{phrase.rule} of its clause", own=True)
    return None


# "a fund established in 2009 disbursed": the date is the fund's
_FOUNDED = re.compile(r"(?<!was)(?<!were)(?<!been)(?<!had)(?<!and)\s(?:established|created|founded|enacted|formed|inaugurated)\s$")


def _bracketed(behind: str) -> bool:
    """Whether a bracket closes behind a phrase that opened before it: "convicted four (eight in 2016), one to a fine of"."""
    closing, opening = behind.find(")"), behind.find("(")
    return closing >= 0 and (opening < 0 or closing < opening)


def _in_bracket(zone: Zone, position: int) -> bool:
    """Whether a phrase behind the sum stands in a bracket of its own ("to each of nine victims (five in 2021)")."""
    between = zone.text[zone.end : position]
    return between.count("(") > between.count(")") - between.startswith(")")


def _rest_of_clause(zone: Zone, calendar: Calendar) -> list[PeriodMention]:
    """Dates behind the clause's later amounts: "asked for N but got M in 2014" dates both."""
    offset = calendar.sentence.start
    rest = _phrases(calendar, zone.after_end, zone.rest_end)
    return [phrase for phrase in rest if phrase.kind == "main" and not _is_yardstick(zone.text, zone.end, phrase.start - offset)]


def _is_yardstick(text: str, low: int, position: int) -> bool:
    """Whether the phrase at `position` dates the figure that this one is compared with."""
    return _COMPARING.search(text, max(low, position - 120), position) is not None


def _until(zone: Zone, calendar: Calendar) -> Dated | None:
    """From the clause's own (or the running) year to the last one of a sum paid "annually through 2025"."""
    offset = calendar.sentence.start
    for phrase in _phrases(calendar, zone.end, zone.after_end):
        words = zone.text[phrase.start - offset : phrase.end - offset]
        end = phrase.period.end if phrase.period else None
        if end is None or not _THROUGH.match(words):
            continue
        dated = [p for p in _phrases(calendar, 0, zone.start) if p.kind == "main" and p.period and p.period.start and p.period.start <= end]
        begin = dated[-1].period if dated else calendar.running() or calendar.reporting
        if begin is None or begin.start is None or begin.start > end:
            return None
        first = begin.start if begin.type != "reporting_period" else date(begin.start.year, 1, 1)
        return Dated(Period(first, end, "range"), (phrase.start, phrase.end), "through a year", own=True)
    return None


def _earlier(zone: Zone, calendar: Calendar) -> Dated | None:
    """The last main period of an earlier clause of the same sentence (rule 29 b)."""
    offset = calendar.sentence.start
    for phrase in reversed(_phrases(calendar, 0, zone.clause_start)):
        period = phrase.period
        if (
            phrase.kind == "main"
            and period
            and period.type in {"calendar_year", "reporting_period", "fiscal_year"}
            and not _is_yardstick(zone.text, 0, phrase.start - offset)
        ):
            return Dated(period, (phrase.start, phrase.end), "earlier clause", own=False)
    return None


def last_plan(narrative: Narrative, sentence: Sentence) -> Period | None:
    """The years of the plan named last before (or in) a sentence."""
    before = [other for other in narrative.sentences if other.start <= sentence.start and _PLAN_WORD.search(other.text)]
    for other in reversed(before):
        phrases = find_periods(other.text, other.start, iso3=narrative.iso3, report_year=narrative.report_year)
        for phrase in reversed(phrases):
            beside = other.text[max(0, phrase.start - other.start - 60) : phrase.end - other.start + 40]
            if phrase.period and (phrase.kind == "plan" or (phrase.rule == "year-span" and _PLAN_WORD.search(beside))):
                return phrase.period
    return None


def undated_span(zone: Zone) -> bool:
    """Whether the sum is for a span of months or years without dates ("over 18 months", "a two-year campaign")."""
    return _span(zone) is not None


def _span(zone: Zone) -> re.Match[str] | None:
    match = _SPAN.search(zone.text, zone.end, zone.shared[1] if zone.shared and zone.shared[0] >= zone.end else zone.after_end)
    return match or _SPAN.search(zone.text, max(zone.before_start, zone.start - 40), zone.start)


def span_length(zone: Zone, unit: str) -> Decimal | None:
    """Stated length of the span in years (`unit` year) or months; None if none is stated or only an upper bound."""
    match = _span(zone)
    if not match or _UP_TO.search(zone.text, 0, match.start("n") if match["n"] else match.start()):
        return None
    number, found = (match["n"], match["unit"]) if match["n"] else (match["m"], match["unit2"])
    value = parse_number(number) if number else None
    if value is None:
        return None
    months = value * (12 if found.lower() == "year" else 1)
    return months / 12 if unit == "year" else months


def whole_years(period: Period) -> Decimal | None:
    """Length of a closed period in years where it is a whole number of them, else None."""
    if period.start is None or period.end is None:
        return None
    months = (period.end.year - period.start.year) * 12 + period.end.month - period.start.month + 1
    return Decimal(months) / 12 if months % 12 == 0 else None
