"""Periods of time that a sentence names: years, spans, fiscal years, reporting periods, and phrases relative to them.

Each rule is a name, a pattern over the sentence and a production. What a period covers is decided in `facts.periods`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from pipeline.mentions.glance import Glance, glance, matches_at
from pipeline.mentions.number import NUMBER, parse_number
from pipeline.normalize.period import Period, calendar_year, month, months, previous, reporting_period, us_fiscal_year, years
from pipeline.vocabulary.load import load

_MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"]
_MONTH_NUMBER = {name: n + 1 for n, name in enumerate(_MONTHS)} | {name[:3]: n + 1 for n, name in enumerate(_MONTHS)} | {"sept": 9}
_M = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan\.|Feb\.|Mar\.|Apr\.|Jun\.|Jul\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\.)"
)
_Y = r"(?:19[89]|20[0-4])\d"
_DAY = r"(?:\d{1,2}(?:st|nd|rd|th)?,?\s)?"
_DAYS_OF = r"(?:\s\d{1,2}(?:st|nd|rd|th)?\b,?(?!\d))?"
_TO = r"\s?(?:to|and|through|until|till|[-–—]|up to)\s?"
_RP = (
    r"(?:reporting|rating|report|review)\s(?:period|year|cycle)|period\sunder\sreview|"
    r"period\s(?:of|covered\sby)\sthis\sreport|year\sunder\sreview"
)
# A sentence without the number of a year, the name of a month and any of these names no period.
_MONTH_NAMES = (*_MONTHS, "jan.", "feb.", "mar.", "apr.", "jun.", "jul.", "aug.", "sep.", "sept.", "oct.", "nov.", "dec.")
_ANCHORS = ("year", "period", "cycle", "fiscal", "months")
_RARE_ANCHOR = re.compile(r"\bfy|month\b")


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """A period phrase in narrative offsets, its preposition included.

    `kind`: main (dates or reporting period), previous (relative to the period spoken of), running ("during the year"),
    since, end (an end only), lookback ("past three years"), listed (a year in "2018 and 2017"), attributive ("the 2015 act").
    """

    start: int
    end: int
    period: Period | None
    kind: str
    rule: str


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    pattern: re.Pattern[str]
    make: Callable[[re.Match[str], str, int], tuple[Period | None, str] | None]
    words: frozenset[str]
    dated: bool
    monthly: bool
    year_first: bool
    hint: re.Pattern[str] | None


def _month(text: str) -> int:
    return _MONTH_NUMBER[re.sub(r"[^a-z]", "", text.lower())]


@cache
def _fiscal_start() -> dict[str, int]:
    return {iso3: first for first, countries in load("fiscal_years").items() if isinstance(first, int) for iso3 in countries}


def fiscal_year(iso3: str, year: int) -> Period:
    """The fiscal year of a country that ends in `year` (US: 1 October to 30 September)."""
    first = _fiscal_start().get(iso3, 1)
    if first == 10:
        period = us_fiscal_year(year)
    elif first == 1:
        period = calendar_year(year)
    else:
        period = months(year - 1, first, year, first - 1)
    return Period(period.start, period.end, "fiscal_year")


def _fiscal(match: re.Match[str], iso3: str, report_year: int) -> tuple[Period | None, str] | None:
    first = int(match["y1"])
    last = match["y2"]
    if last and " to " in match[0] and (int(last) != first + 1 or match[0].lower().startswith("from")):
        return None  # two years, not one
    year = first if not last else int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    span = match["span"] or ""
    explicit = find_periods(span, 0, iso3=iso3, report_year=report_year) if re.search(_Y, span) else []
    if explicit and explicit[0].period:
        return Period(explicit[0].period.start, explicit[0].period.end, "fiscal_year"), "main"
    names = re.findall(_M, span)
    if len(names) >= 2:
        low, high = _month(names[0]), _month(names[1])
        begin = year if low <= high and not last else year - 1
        whole = months(begin, low, year, high)
        return Period(whole.start, whole.end, "fiscal_year"), "main"
    return fiscal_year(iso3, year + (iso3 in load("fiscal_years")["named_by_start"] and not last)), "main"


def _span(match: re.Match[str], iso3: str, report_year: int) -> tuple[Period | None, str] | None:
    del iso3, report_year
    last_year = int(match["y2"])
    low, high = _month(match["m1"]), _month(match["m2"])
    first_year = int(match["y1"]) if match["y1"] else last_year - (low > high)
    if (first_year, low) > (last_year, high):
        return None
    day1, day2 = match["d1"] or match["e1"], match["d2"] or match["e2"]
    whole = months(first_year, low, last_year, high)
    begin, end = whole.start, whole.end
    try:
        if day1 and begin:
            begin = begin.replace(day=int(re.sub(r"\D", "", day1)))
        if day2 and end:
            end = end.replace(day=int(re.sub(r"\D", "", day2)))
    except ValueError:
        return None
    if begin == date(first_year, 1, 1) and end == date(first_year, 12, 31):
        return calendar_year(first_year), "main"
    fiscal = re.search(r"\b(?:fiscal|financial|budget)\syear\b", match[0], re.IGNORECASE) is not None
    return Period(begin, end, "fiscal_year" if fiscal else "range"), "main"


def _year_span(match: re.Match[str], iso3: str, report_year: int) -> tuple[Period | None, str] | None:
    del iso3, report_year
    groups = match.groupdict()
    first, last = int(match["y1"]), groups["y2"] or groups.get("y3") or groups.get("y4") or ""
    end = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    return (years(first, end), "main") if first < end <= first + 30 else None


def _lookback(match: re.Match[str], iso3: str, report_year: int) -> tuple[Period | None, str] | None:
    del iso3
    count = parse_number(match["n"])
    if count is None or count != int(count) or not 1 <= count <= 30:
        return None
    n = int(count)
    if match["what"].lower().startswith(("reporting", "rating")):
        return Period(date(report_year - n, 4, 1), date(report_year, 3, 31), "range" if n > 1 else "reporting_period"), "main"
    return years(report_year - n, report_year - 1), "lookback"


def _month_alone(match: re.Match[str], iso3: str, report_year: int) -> tuple[Period | None, str] | None:
    """A month without a year: that of the reporting period, until the sentence's own year is known."""
    del iso3
    number = _month(match["m"])
    return month(report_year - 1 if number >= 4 else report_year, number), "month"


def _part_of_year(match: re.Match[str], iso3: str, report_year: int) -> tuple[Period | None, str] | None:
    del iso3, report_year
    year, which, what = int(match["y"]), match["which"].lower(), match["what"].lower()
    order = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 0, "final": 0}[which]
    if what.startswith("half"):
        low, high = (1, 6) if order == 1 else (7, 12)
    elif what.startswith("quarter"):
        order = order or 4
        low, high = 3 * order - 2, 3 * order
    else:
        count = parse_number(what.split()[0])
        if count is None or not 1 <= count <= 12:
            return None
        low, high = (1, int(count)) if order == 1 else (13 - int(count), 12)
    return months(year, low, year, high), "main"


def _months_to(match: re.Match[str], iso3: str, report_year: int) -> tuple[Period | None, str] | None:
    """Reads "the 12 months ending in March 2015"."""
    del iso3, report_year
    count = parse_number(match["n"])
    if count is None or count != int(count) or not 2 <= count <= 36:
        return None
    last = int(match["y"]) * 12 + _month(match["m"])
    first = last - int(count) + 1
    return months((first - 1) // 12, (first - 1) % 12 + 1, int(match["y"]), _month(match["m"])), "main"


def _quarter_span(match: re.Match[str], iso3: str, report_year: int) -> tuple[Period | None, str] | None:
    del iso3, report_year
    return month(int(match["y"]), _month(match["m"])), "main"


def _end_of_year(match: re.Match[str], iso3: str, report_year: int) -> tuple[Period | None, str] | None:
    del iso3, report_year
    year = int(match["y"])
    if match["m"]:
        return Period(None, month(year, _month(match["m"])).end, "range"), "end"
    return Period(None, date(year, 12, 31), "range"), "end"


def _since(match: re.Match[str], iso3: str, report_year: int) -> tuple[Period | None, str] | None:
    del iso3
    year = int(match["y"])
    if (year, _month(match["m"]) if match["m"] else 1) > (report_year, 3):
        return None
    if year >= report_year:
        return Period(date(year, _month(match["m"]) if match["m"] else 1, 1), date(report_year, 3, 31), "range"), "since"
    return Period(date(year, _month(match["m"]) if match["m"] else 1, 1), date(report_year - 1, 12, 31), "range"), "since"


_REPORT = frozenset(["reporting", "rating", "report", "review", "period", "year"])
_PREVIOUS = frozenset(["previous", "prior", "preceding", "last", "before"])
_LIKE = frozenset(["same", "corresponding", "comparable", "equivalent"])
_PART = r"(?:period|months|time\s?frame|time\speriod|time|quarter|half|(?:\w+\s)months)"
# The words of which a sentence must hold one for a rule to match; a rule that is not listed has none.
# Likewise it must hold the number of a year where the pattern names one, and the name of a month for the rules of `_MONTHLY`.
_WORDS = {
    "fiscal-year": frozenset(["fy", "fiscal", "financial"]),
    "year-fiscal-year": frozenset(["fiscal", "financial", "budget"]),
    "end-of-reporting-period": _REPORT,
    "end-of-previous-period": _PREVIOUS,
    "end-of-period-when-it-ended": frozenset(["ended"]),
    "end-of-the-year": frozenset(["year"]),
    "past-n": _PREVIOUS | {"past"},
    "previous-reporting-period": _PREVIOUS,
    "reporting-period": _REPORT,
    "part-of-year": frozenset(["first", "second", "third", "fourth", "last", "final"]),
    "since": frozenset(["since"]),
    "end-of-year": frozenset(["end", "close", "year", "yearend", "late", "early", "mid"]),
    "as-of": frozenset(["as", "by", "until"]),
    "season": frozenset(["spring", "summer", "autumn", "fall", "winter"]),
    "between-years": frozenset(["between", "from"]),
    "law-year": frozenset(
        word + s
        for word in (
            *("law", "act", "decree", "code", "constitution", "convention", "protocol", "order", "ordinance"),
            *("statute", "regulation", "resolution", "report", "amendment", "treaty", "agreement", "directive"),
        )
        for s in ("", "s")
    ),
    "plan-years": frozenset(["plan", "nap", "strategy", "roadmap", "framework"]),
    "previous-year": _PREVIOUS | {"earlier"},
    "calendar-year": frozenset(["calendar"]),
    "running-year": frozenset(["year"]),
    "same-part-of": _LIKE,
    "same-part-of-previous-year": _LIKE,
    "same-period": frozenset(["these", "those", "same", "this"]),
}
# what every match of a rule holds, in lower case, and is found faster
_YEAR_AND_MORE = re.compile(rf"{_Y}\s?(?:[-–—/]|to|through|until)")
_REPORTED = re.compile(_RP)
_HINTS = {
    "end-of-reporting-period": _REPORTED,
    "end-of-previous-period": _REPORTED,
    "previous-reporting-period": _REPORTED,
    "reporting-period": _REPORTED,
    "year-span": _YEAR_AND_MORE,
    "year-span-attributive": _YEAR_AND_MORE,
    "plan-years": _YEAR_AND_MORE,
    "attributive-year": re.compile(rf"{_Y}\s[a-z]"),
}
_YEAR_FIRST = ("bare-year",)
_MONTHLY = ("months-to", "span-of-months", "month", "month-alone")


def _rule(name: str, pattern: str, make: Callable[[re.Match[str], str, int], tuple[Period | None, str] | None]) -> _Rule:
    dated = rf"(?P<y>{_Y})" in pattern or rf"(?P<y1>{_Y})" in pattern
    words = _WORDS.get(name, frozenset())
    return _Rule(name, re.compile(pattern, re.IGNORECASE), make, words, dated, name in _MONTHLY, name in _YEAR_FIRST, _HINTS.get(name))


_PRE = r"(?:\b(?:in|during|for|over|throughout|across|within|of|from|between|on|through)\s(?:the\s|both\s(?=\d))?)?"
_RULES = [
    _rule(
        "fiscal-year",
        rf"{_PRE}\b(?:FY\s?|fiscal\syears?\s(?:\(FYs?\)\s)?|financial\syears?\s)(?P<y1>{_Y})(?:(?:\s?[-–/]\s?|\sto\s(?={_Y}))(?P<y2>{_Y}|\d\d)\b)?(?:,?\s\((?P<span>(?=[^()]*\b(?:{_M})\b)[^()]{{4,80}})\))?",
        _fiscal,
    ),
    _rule(
        "year-fiscal-year",
        rf"{_PRE}\b(?P<y1>{_Y})(?:\s?[-–/]\s?(?P<y2>{_Y}|\d\d)\b)?\s(?:fiscal|financial|budget)\syear\b(?:\s\((?P<span>(?=[^()]*\b(?:{_M})\b)[^()]{{4,80}})\))?",
        _fiscal,
    ),
    _rule(
        "months-to",
        rf"{_PRE}\b(?P<n>[a-z]+|\d{{1,2}})\smonths\s(?:ending|ended|to|through|until)\s(?:in\s|on\s|the\send\sof\s)?(?P<m>{_M})(?:\s\d{{1,2}},)?\s(?P<y>{_Y})\b",
        _months_to,
    ),
    _rule(
        "span-of-months",
        rf"(?:\b(?:in|during|for|over)\sthe\s(?:[\w’]+\s)?(?:(?:fiscal|financial|budget)\s)?(?:year|period)\s(?:(?:that\s)?(?:ran|runs|running|lasting|covering)\s)?)?{_PRE}\b(?P<d1>\d{{1,2}}\s)?(?P<m1>{_M})(?P<e1>\s\d{{1,2}}\b(?!\d))?(?:,?\s(?P<y1>{_Y}))?,?{_TO}(?P<d2>\d{{1,2}}\s)?(?P<m2>{_M})(?P<e2>\s\d{{1,2}}\b(?!\d))?,?\s(?P<y2>{_Y})\b",
        _span,
    ),
    _rule(
        "same-part-of",
        rf"\b(?:in|during|for|over|within)\s(?:the|that)\s(?:same|corresponding|comparable|equivalent)\s{_PART}\s(?:of|in|for|during)\s(?P<y>{_Y})\b",
        lambda m, _i, _r: (calendar_year(int(m["y"])), "main"),
    ),
    _rule(
        "same-part-of-previous-year",
        rf"\b(?:in|during|for|over|within)\s(?:the|that)\s(?:same|corresponding|comparable|equivalent)\s{_PART},?\s(?:(?:of|in|during)\s)?"
        r"(?:the\s(?:previous|preceding|prior)\syear|last\syear|the\syear\s(?:before|earlier|prior)|a\syear\searlier)\b",
        lambda _m, _i, _r: (None, "previous"),
    ),
    _rule(
        "end-of-reporting-period",
        rf"\b(?:by|at|until|as\sof)\sthe\s(?:end|close|conclusion)\sof\s(?:the|this)\s(?:current\s)?(?:{_RP})",
        lambda _m, _i, r: (Period(None, reporting_period(r).end, "reporting_period"), "end"),
    ),
    _rule(
        "end-of-previous-period",
        rf"\b(?:by|at|until|as\sof)\sthe\s(?:end|close|beginning|start)\sof\sthe\s(?:previous|prior|last|preceding)\s(?:{_RP})",
        lambda _m, _i, _r: (None, "attributive"),
    ),
    _rule(
        "end-of-the-year",
        r"\b(?:by|at|until|as\sof)\s(?:the\s)?(?:(?:end|close)\sof\s(?:the|that)\s(?:calendar\s)?year|year(?:['’]s)?[\s-]end)\b",
        lambda _m, _i, _r: (None, "end"),
    ),
    _rule(
        "end-of-period-when-it-ended",
        r"\bwhen\s(?:it|the\s(?:reporting\s)?(?:period|year))\sended\b",
        lambda _m, _i, r: (Period(None, reporting_period(r).end, "reporting_period"), "end"),
    ),
    _rule(
        "past-n",
        rf"\b(?:over|in|during|within|for|throughout)\s(?:the\s|its\s)?(?:past|last|previous|preceding|prior)\s(?P<n>{NUMBER})\s(?P<what>(?:reporting|rating)\s(?:periods|years|cycles)|years|calendar\syears)\b",
        _lookback,
    ),
    _rule(
        "previous-reporting-period",
        rf"(?<!\ba\s)(?<!\bin\sa\s){_PRE}\b(?:the\s)?(?:previous|prior|preceding|last)\s(?:{_RP})(?!s)|\b(?:the\s)?(?:{_RP})\s(?:before|prior)\b",
        lambda _m, _i, r: (previous(reporting_period(r)), "main"),
    ),
    _rule(
        "reporting-period",
        rf"{_PRE}(?:\b(?:the|this)\s)?(?:current\s|same\s|latest\s)?(?<!\bprevious\s)(?<!\bprior\s)\b(?:{_RP})(?!s\b)(?:\s\((?:{_M}[^()]{{4,60}})\))?",
        lambda _m, _i, r: (reporting_period(r), "main"),
    ),
    _rule(
        "part-of-year",
        rf"{_PRE}\b(?P<which>first|second|third|fourth|last|final)\s(?P<what>half|quarter|(?:[a-z]{{3,6}}|\d{{1,2}})\smonths)\sof\s(?P<y>{_Y})\b",
        _part_of_year,
    ),
    _rule(
        "since",
        rf"\bsince\s(?:(?:[\w’'-]+\s){{1,6}}?in\s)?(?:(?:late|early|mid)[-\s])?(?:the\s(?:start|beginning|end|adoption|passage)\sof\s)?(?:\d{{1,2}}\s)?(?:(?P<m>{_M})(?:\s\d{{1,2}},)?\s)?(?P<y>{_Y})\b",
        _since,
    ),
    _rule(
        "end-of-year",
        rf"\b(?:(?:by|at|until|as\sof|through|before)\s(?:the\s)?(?:end|close)\sof\s|at\syear[-’'\s]?end\s|by\s(?:late|early|mid)[-\s])(?:(?P<m>{_M})\s)?(?P<y>{_Y})\b",
        _end_of_year,
    ),
    _rule("as-of", rf"\b(?:as\sof|by|until)\s(?:\d{{1,2}}\s)?(?:(?P<m>{_M})(?:\s\d{{1,2}},)?\s)?(?P<y>{_Y})\b", _end_of_year),
    _rule(
        "year-span-attributive",
        rf"\b(?:the\s|its\s|a\s|their\s|an\s)?(?P<y1>{_Y})\s?[-–—/]\s?(?P<y2>{_Y}|\d\d\b)\s(?=(?:[A-Za-z-]+\s){{0,3}}(?:plan|NAP|strategy|program|programme|framework|agreement|roadmap|budget|project|policy|action))",
        lambda m, i, r: (p[0], "plan") if (p := _year_span(m, i, r)) else None,
    ),
    _rule(
        "plan-years",
        rf"\b(?:plan|NAP|strategy|roadmap|framework)\s\(?(?:of|for|from|covering)?\s?(?P<y1>{_Y})\s?(?:[-–—/]|to)\s?(?P<y2>{_Y})\b",
        lambda m, i, r: (p[0], "plan") if (p := _year_span(m, i, r)) else None,
    ),
    _rule(
        "year-span",
        rf"(?:\b(?:in|during|for|over|from|between|of|covering)\s(?:the\s(?:years\s|period\s)?)?)?\b(?P<y1>{_Y})(?:\s?[-–/]\s?(?P<y2>{_Y})|\s(?:to|through|until)\s(?P<y3>{_Y})|[-–/](?P<y4>\d\d)\b(?!,\d|%|\spercent))",
        _year_span,
    ),
    _rule("between-years", rf"\b(?:between|from)\s(?P<y1>{_Y})\sand\s(?P<y2>{_Y})\b", _year_span),
    _rule(
        "month",
        rf"\b(?:in|during|for|of|on|from)?\s?(?:(?:late|early|mid)[-\s])?{_DAY}(?P<m>{_M}){_DAYS_OF},?\s(?P<y>{_Y})\b",
        _quarter_span,
    ),
    _rule("month-alone", rf"\b(?:in|during)\s(?:late\s|early\s|mid-)?(?P<m>{_M})\b(?!\s(?:\d|of\s\d))", _month_alone),
    _rule(
        "season",
        rf"{_PRE}\b(?:spring|summer|autumn|fall|winter)\s(?:of\s)?(?P<y>{_Y})\b",
        lambda m, _i, _r: (calendar_year(int(m["y"])), "main"),
    ),
    _rule(
        "attributive-year",
        rf"\b(?:the|a|its|their|this|that|new|an)\s(?P<y>{_Y})\s(?=[A-Za-z])(?!(?:and|or|to|in|for)\b)",
        lambda m, _i, _r: (calendar_year(int(m["y"])), "attributive"),
    ),
    _rule(
        "law-year",
        rf"\b(?:law|act|decree|code|constitution|convention|protocol|order|ordinance|statute|regulation|resolution|report|amendment|treaty|agreement|directive)s?\s(?:[A-Z]\w*\s)?(?:of|from)\s(?P<y>{_Y})\b",
        lambda m, _i, _r: (calendar_year(int(m["y"])), "attributive"),
    ),
    _rule(
        "year",
        rf"\b(?:in|during|for|throughout|across|of|from|over|on|through|calendar|year)\s(?:all\sof\s|both\s|calendar\s(?:year\s)?|the\syear\s|late\s|early\s|mid[-\s])*(?P<y>{_Y})\b(?![,\d]\d)",
        lambda m, _i, _r: (calendar_year(int(m["y"])), "main"),
    ),
    _rule(
        "bare-year", rf"(?<![\d,.$€£¥/-])\b(?P<y>{_Y})\b(?![,.]\d|\d|[-–/]\d|%)", lambda m, _i, _r: (calendar_year(int(m["y"])), "listed")
    ),
    _rule(
        "previous-year",
        r"(?:\b(?:in|during|for|of|from|than|over)\s)?(?:\b(?:the|a)\s)(?:previous|prior|preceding)\s(?:calendar\s|fiscal\s)?(?:year|period)\b|\b(?:the|a)\s(?:year|period)\s(?:before|earlier|prior)\b|(?<!the\s)(?<!over\s)(?<!in\s)\blast\syear\b|\bthe\syear\sbefore\slast\b",
        lambda _m, _i, _r: (None, "previous"),
    ),
    _rule(
        "calendar-year",
        r"\b(?:during|over|in|throughout|for)\s(?:the|this)\s(?:past\s|last\s|same\s)?calendar\syear\b(?!\s\d)",
        lambda _m, _i, r: (calendar_year(r - 1), "main"),
    ),
    _rule(
        "running-year",
        r"\b(?:during|over|in|throughout|for)\s(?:the\s(?:past|last)\s|the\s|this\s|that\s(?:same\s)?|the\ssame\s)year\b|\bthis\s(?:past\s)?year\b",
        lambda _m, _i, _r: (None, "running"),
    ),
    _rule(
        "same-period",
        r"\b(?:in|during|over|for|within)\s(?:these|those|(?:the|that|this)\ssame)\s(?:months|years|period|timeframe|time\sframe|time\speriod|time)\b|\bduring\sthis\s(?:time|period)\b",
        lambda _m, _i, _r: (None, "running"),
    ),
]


_LIKENED = re.compile(r"(?!.*\bsame\b).*(?:^|[\s(])as\s(?:it\sdid\s)?$", re.IGNORECASE | re.DOTALL)


# the words that decide which rules are tried
_CALLING = frozenset(word for rule in _RULES for word in rule.words)


@lru_cache(maxsize=4096)
def _rules_for(words: frozenset[str], *, dated: bool, monthly: bool) -> tuple[_Rule, ...]:
    """The rules that can match a sentence with these words, with or without the number of a year and the name of a month."""
    return tuple(
        rule
        for rule in _RULES
        if (dated or not rule.dated) and (monthly or not rule.monthly) and not (rule.words and rule.words.isdisjoint(words))
    )


def _anchored(seen: Glance) -> bool:
    return seen.holds(_ANCHORS) or (seen.holds(("fy", "month")) and _RARE_ANCHOR.search(seen.lower) is not None)


def find_periods(text: str, offset: int, *, iso3: str, report_year: int) -> list[PeriodMention]:
    """The period phrases of a sentence that starts at `offset` in its narrative, left to right, never overlapping."""
    seen = glance(text)
    monthly = seen.holds(_MONTH_NAMES)
    if not (seen.years or monthly or _anchored(seen)):
        return []
    found: list[PeriodMention] = []
    taken = bytearray(len(text))
    for rule in _rules_for(seen.words & _CALLING, dated=bool(seen.years), monthly=monthly):
        if rule.hint and not rule.hint.search(seen.lower):
            continue
        for match in matches_at(rule.pattern, text, seen.years) if rule.year_first else rule.pattern.finditer(text):
            start, end = match.span()
            while start < end and text[start].isspace():
                start += 1
            if taken.find(1, start, end) >= 0:
                continue
            made = rule.make(match, iso3, report_year)
            if made:
                # "as in 2018" only likens; it dates nothing
                likened = made[1] in ("main", "previous") and _LIKENED.match(text[max(0, start - 40) : start]) is not None
                taken[start:end] = b"\x01" * (end - start)
                found.append(PeriodMention(start + offset, end + offset, made[0], "attributive" if likened else made[1], rule.name))
    return sorted(found, key=lambda mention: mention.start)
