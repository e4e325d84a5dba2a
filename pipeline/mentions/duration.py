"""Durations: numbers with a unit of time, their ranges, pairs and open ends, in printed order.

What a term is (a penalty, a stay, a time that has passed) is decided in `facts.durations`; here it is only found and measured.
"""

import re
from bisect import bisect
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.mentions.glance import glance, matches_at
from pipeline.mentions.number import NUMBER, parse_number
from pipeline.vocabulary.load import alternation, load

_WORDS = load("duration_words")
_UNIT_OF = {word: unit for unit, words in _WORDS["units"].items() for word in words}
_UNIT = alternation(_UNIT_OF)
_IN_SMALLER: dict[str, dict[str, int]] = _WORDS["in_smaller"]

# A text without any of these holds no duration.
_HAS_DURATION = re.compile(rf"(?:{_UNIT})\b|\b[Ll]ife\b")
_STEMS = (*(word for word in _UNIT_OF if not any(other in word for other in _UNIT_OF if other != word)), "life")

_DASH = r"[-‐‑–—]"
# "a year" is a number only after one of these or before a prison; elsewhere it is a rate ("150 women a year") or a date
_A = (
    rf"(?:(?<=up\sto\s)|(?<=for\s)|(?<=of\s)|(?<=least\s)|(?<=than\s)|(?<=most\s)|(?<=within\s)|(?<=to\s)|(?<=half\s)|(?<=over\s))an?(?=\s(?:{_UNIT})\b)"
    rf"|\ban?(?=\s(?:{_UNIT})(?:['’]s)?\s(?:in\s(?:prison|jail)|imprisonment|and\sa\shalf|or\smore))"
)
_HALF = r"(?:[\s-]and[\s-](?:a|one)[\s-]half)"
_ONE_TERM = re.compile(
    rf"""
    (?:(?<![\w$€£¥.,/])|(?<=[a-z][-–—])|(?<=[a-z]\.)|(?<=[’'”"]))
    (?P<number>{NUMBER}|{_A})(?P<half>{_HALF}|½)?
    # "seven (7) years", "30 more days"
    (?:\s?(?:full|calendar|whole|consecutive|working|business|additional|more|extra|further)|\s?\(\s?\d+\s?\))?
    (?:\s(?:(?P<more>or\smore)|(?P<less>or\s(?:less|fewer))))?
    (?P<joint>\s?{_DASH}\s?|\s+)
    (?P<unit>{_UNIT})\b
    (?P<half_after>\sand\sa\shalf\b)?
    (?P<possessive>['’]s\b|['’](?![a-z]))?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ARTICLE = re.compile(r"\ban?\b")
# A bare number that shares the unit of the term after it: "two to |10 years", "15-|20 years", "eight, six, and |four years"
_BARE_BEFORE = re.compile(
    rf"(?:(?<![\w$€£¥.,/])|(?<=[a-z][-–—]))(?P<number>{NUMBER})(?P<half>{_HALF})?(?:{_DASH})?"
    rf"(?P<joint>\s(?:up\s)?to\s(?:a\smaximum\sof\s)?|\s?{_DASH}\s?(?:to\s?{_DASH})?|\sthrough\s|,?\sand\s|\sor\s|,\s)$",
    re.IGNORECASE,
)
_PRISON = (
    r"(?:\s(?:of\s)?(?:imprisonment|in\s(?:prison|jail)|prison|in\s(?:a\s)?penal\s(?:colony|servitude)"
    r"|incarceration|hard\slabor|detention|confinement))?"
)
_AND_AT_MOST = r"(?:a\smaximum\s(?:term\s|penalty\s|sentence\s)?of\s|(?:no|not)\smore\sthan\s|not\s(?:to\s)?exceed(?:ing)?\s)"
_BETWEEN_TERMS = re.compile(
    rf"{_PRISON},?\s(?:to\s(?:a\smaximum\sof\s)?|up\sto\s(?:a\smaximum\sof\s)?|(?P<and>and\s)|(?P<limit>(?:and|but|or|to)\s{_AND_AT_MOST}))",
    re.IGNORECASE,
)
_TO_LIFE = re.compile(rf"{_PRISON}(?:\sto|,?\sup\sto|\sand\sup\sto)\s(?:a\s)?(?:maximum\sof\s)?life\b", re.IGNORECASE)
_LIFE = re.compile(
    r"(?<![-\w])life(?=(?:[-\s]|['’]s?\s)(?:imprisonment|sentences?|terms?|in\s(?:prison|jail)|incarceration|behind\sbars|without\s(?:the\spossibility\sof\s)?parole))(?!-)",
    re.IGNORECASE,
)
_FROM = re.compile(r"\bfrom\s$", re.IGNORECASE)
# "from a fine of $200 to two years": the low end is no time
_FROM_FINE = re.compile(
    r"\b(?:from|between)\s(?:an?\s)?(?:fines?|probation|community\sservice|warnings?)\b[^,;]{0,60}\b(?:to|and)\s$", re.IGNORECASE
)
_BETWEEN = re.compile(r"\bbetween\s$", re.IGNORECASE)
# "sentenced two to 10 years and one to five years", "sentenced a man to nine years, two to seven years": the first number counts persons
_SENTENCED = re.compile(
    rf"\bsentenc(?:ed|ing)\s(?:(?:(?:the|these|those|only|all|at\sleast)\s)?(?:other\s|remaining\s)?(?:{NUMBER}\sto\s[^.;]{{0,80}}(?:\sand|,)\s)?"
    rf"|[^.;]{{0,60}}\bto\s[^.;]{{0,30}}\b(?:{_UNIT})\b[^.;]{{0,40}}(?:\sand|,)\s(?:and\s)?)$",
    re.IGNORECASE,
)
_RESPECTIVELY = re.compile(r"[^.;]{0,80}\brespectively\b", re.IGNORECASE)
_BEFORE = {
    name: re.compile(rf"(?:\b(?:{alternation(_WORDS[name])})\s)$", re.IGNORECASE)
    for name in ("at_most", "at_least", "more_than", "fewer_than")
}
_ABOUT = re.compile(rf"(?:\b(?:{alternation(_WORDS['about'])})\s)$", re.IGNORECASE)
_AFTER = {name: re.compile(rf"{_PRISON}\s(?:{alternation(_WORDS[name + '_after'])})\b", re.IGNORECASE) for name in ("at_least", "at_most")}
# A number whose unit stands with an earlier term: "10 to 20 if the victim is a child", "another to |12"
_ELIDED = re.compile(
    rf"(?<![\w$€£¥.,/-])(?:(?P<low>{NUMBER})(?:\sto\s|\s?{_DASH}\s?)(?P<high>{NUMBER})(?=,?\s(?:for|if|when|where|in\scases)\b|[.;)]|$)"
    rf"|(?<=\bup\sto\s)(?P<most>{NUMBER})(?=,?\s(?:for|if|when|where|in\scases)\b)"
    rf"|(?:(?<=another\sto\s)|(?<=the\sother\sto\s)|(?<=one\sto\s)|(?<=others\sto\s))(?P<one>{NUMBER})(?=[,.;)]|\sand\b|$))",
    re.IGNORECASE,
)
_PENAL = re.compile(r"imprison|prison|penalt|prescrib|punish|sentenc", re.IGNORECASE)
_LEADS = re.compile(r"\b(?:and|or|of|to|from|by|with|was|were|is|are|be|between|carries|carry|prescribes?)\s$", re.IGNORECASE)
_REACH = 240  # characters within which a number may borrow a unit: about two clauses
_MAX_WINDOW = 40  # characters looked at on either side: the longest qualifier of the vocabulary and a bare number


@dataclass(frozen=True, slots=True)
class DurationMention:
    """One expression of time in narrative offsets (half-open).

    `end` leaves a possessive apostrophe out, as the table `mentions` does; `quote_end` includes it, as the table `durations` does.
    `terms` are (low, high) per person or thing: one, or several for "eight and six years". `bound` is how its words open an end
    (at_most, at_least, more_than, fewer_than), already applied to nothing: `value_low` and `value_high` are as printed, None for life.
    """

    start: int
    end: int
    quote_end: int
    terms: tuple[tuple[Decimal | None, Decimal | None], ...]
    unit: str
    bound: str | None
    hyphen: bool
    rule: str

    @property
    def value_low(self) -> Decimal | None:
        """The first printed value."""
        return self.terms[0][0]

    @property
    def value_high(self) -> Decimal | None:
        """The last printed value, None for a single one and for life."""
        low, high = self.terms[-1]
        return high if len(self.terms) > 1 or high != low else None


@dataclass(frozen=True, slots=True)
class _Term:
    start: int
    end: int
    quote_end: int
    values: tuple[Decimal, ...]  # one, the two ends of a range, or the terms of several persons
    unit: str
    ranged: bool
    hyphen: bool
    bound: str | None  # "five or more years"
    compound: bool = False  # "three years and four months"


def _value(number: str, *, half: bool) -> Decimal | None:
    value = Decimal(1) if number.lower() in ("a", "an") else Decimal("0.5") if number.lower() == "half" else parse_number(number)
    return value + Decimal("0.5") if value is not None and half else value


def _terms(text: str) -> list[_Term]:
    """Numbers with their unit, and the bare numbers before them that share it."""
    found: list[_Term] = []
    floor = 0
    seen = glance(text)
    starts = sorted([*seen.numbers, *(match.start() for match in _ARTICLE.finditer(seen.lower))])
    for match in matches_at(_ONE_TERM, text, starts):
        value = _value(match["number"], half=bool(match["half"] or match["half_after"]))
        # "2018 years" and the like are dates; no term of the reports reaches a thousand years
        if value is None or value >= 1000:
            continue
        values, start, ranged = [value], match.start("number"), False
        while True:
            window = max(floor, start - _MAX_WINDOW)
            before = _BARE_BEFORE.search(text[window:start])
            first = _value(before["number"], half=bool(before["half"])) if before else None
            if (
                before is None
                or first is None
                or first >= 1000
                or _SENTENCED.search(text[max(0, window + before.start() - 4 * _MAX_WINDOW) : window + before.start()])
            ):
                break
            joint = before["joint"].strip(" ,").lower()
            between = bool(_BETWEEN.search(text[max(0, window + before.start() - _MAX_WINDOW) : window + before.start()]))
            if joint == "" and len(values) < 2:  # a comma alone joins only the list that "and" closes
                break
            if joint == "and" and len(values) == 1 and not between and first == value:
                break
            start = window + before.start()
            values.insert(0, first)
            ranged = joint not in ("and", "or", "") or between
            if ranged:
                break
        if ranged and values[0] >= values[-1]:
            # "cut from 20 to 12 years" is one expression whose term is the second
            falling = bool(_FROM.search(text[max(0, start - _MAX_WINDOW) : start]))
            values, start, ranged = [value], start if falling else match.start("number"), False
        end = match.end("half_after") if match["half_after"] else match.end("unit")
        open_end = "at_least" if match["more"] else "at_most" if match["less"] else None
        found.append(
            _Term(
                start,
                end,
                match.end(),
                tuple(values),
                _UNIT_OF[match["unit"].lower()],
                ranged,
                bool(re.search(_DASH, match["joint"])),
                open_end,
            )
        )
        floor = match.end()
    return found


def _convert(value: Decimal, unit: str, smaller: str) -> Decimal | None:
    if unit == smaller:
        return value
    factor = _IN_SMALLER.get(unit, {}).get(smaller)
    return value * factor if factor else None


def _joined(text: str, one: _Term, other: _Term) -> tuple[str, Decimal, Decimal, str] | None:
    """Rule, low, high and unit of two terms that make one expression, else None."""
    if len(one.values) > 1 or len(other.values) > 1:
        return None
    link = _BETWEEN_TERMS.fullmatch(text[one.quote_end : other.start])
    if link is None:
        return None
    if _bound(text, one.start, one.quote_end) == "at_most":
        # "up to two years, or up to eight years if ..." are two terms
        return None
    smaller = one.unit if other.unit in _IN_SMALLER and one.unit in _IN_SMALLER[other.unit] else other.unit
    low, high = _convert(one.values[0], one.unit, smaller), _convert(other.values[0], other.unit, smaller)
    if low is None or high is None:
        return None
    if link["and"] and not link["limit"] and not _BETWEEN.search(text[max(0, one.start - _MAX_WINDOW) : one.start]):
        return None
    return ("range", low, high, smaller) if low < high else None


def _compounds(text: str, terms: list[_Term]) -> list[_Term]:
    """Terms with "11 years and six months" made one, in the smaller unit; "six months and 11 years" stay two."""
    made: list[_Term] = []
    for term in terms:
        one = made[-1] if made else None
        factor = _IN_SMALLER.get(one.unit, {}).get(term.unit) if one is not None else None
        if (
            one is not None
            and factor is not None
            and len(one.values) == len(term.values) == 1
            and not (one.hyphen or term.hyphen)
            and term.values[0] < factor
            and text[one.quote_end : term.start].strip() == "and"
            and not _BETWEEN.search(text[max(0, one.start - _MAX_WINDOW) : one.start])
            and not _RESPECTIVELY.match(text, term.quote_end)
        ):
            total = one.values[0] * factor + term.values[0]
            made[-1] = replace(term, start=one.start, values=(total,), compound=True)
        else:
            made.append(term)
    return made


def _bound(text: str, start: int, end: int) -> str | None:
    """How the words beside an expression open an end of it."""
    if _FROM_FINE.search(text[max(0, start - 3 * _MAX_WINDOW) : start]):
        return "at_most"
    before = text[max(0, start - _MAX_WINDOW) : start]
    for _ in range(2):
        for name, pattern in _BEFORE.items():
            if pattern.search(before):
                if name == "at_least" and before.lower().endswith(("from ", "within ")):
                    continue
                return name
        skipped = _ABOUT.search(before)
        if skipped is None:
            break
        before = before[: skipped.start()]
    return next((name for name, pattern in _AFTER.items() if pattern.match(text, end)), None)


def _elided(text: str, found: list[DurationMention]) -> list[DurationMention]:
    """Numbers that borrow the unit of the term before them, beside words of penalties or sentences."""
    more: list[DurationMention] = []
    starts = [mention.start for mention in found]
    for match in _ELIDED.finditer(text, found[0].quote_end):
        last = found[bisect(starts, match.end() - 1) - 1]
        before = text[max(0, match.start() - _REACH) : match.start()]
        if last.quote_end > match.start() or last.start < match.start() - _REACH or not _PENAL.search(before) or not _LEADS.search(before):
            continue
        numbers = [parse_number(match[name]) for name in ("low", "high", "most", "one") if match[name]]
        # no year number is a term
        values = [value for value in numbers if value is not None and value < 100]
        if len(values) == len(numbers) and values[0] <= values[-1]:
            bound = "at_most" if match["most"] else None
            terms = ((values[0], values[-1]),)
            more.append(DurationMention(match.start(), match.end(), match.end(), terms, last.unit, bound, hyphen=False, rule="elided-unit"))
    return more


def _mention(text: str, terms: list[_Term], index: int) -> tuple[DurationMention, int]:
    """The expression that begins with a term, and the index of the term after it."""
    one = terms[index]
    following = index + 1
    pairs: tuple[tuple[Decimal | None, Decimal | None], ...] = (
        tuple((value, value) for value in one.values) if not one.ranged else ((one.values[0], one.values[-1]),)
    )
    end, quote_end, unit, rule = one.end, one.quote_end, one.unit, "range" if one.ranged else "pair" if len(pairs) > 1 else "single"
    bound: str | None = None
    joined = _joined(text, one, terms[following]) if following < len(terms) else None
    life = _TO_LIFE.match(text, quote_end)
    if joined:
        rule, low, high, unit = joined
        pairs, end, quote_end = ((low, high),), terms[following].end, terms[following].quote_end
        following += 1
    elif life and not (one.ranged and " and " in life[0]):  # "five to 15 years and up to life" is a range and a ceiling
        pairs, rule, end, quote_end = ((one.values[0], None),), "to-life", life.end(), life.end()
    elif one.compound:
        rule = "compound"
    if rule in ("single", "pair", "compound"):
        bound = one.bound or _bound(text, one.start, quote_end)
    elif one.ranged and (qualifier := _bound(text, one.start, quote_end)) in ("more_than", "fewer_than"):
        bound = qualifier
    return DurationMention(one.start, end, quote_end, pairs, unit, bound, one.hyphen, rule), following


def find_durations(text: str, offset: int) -> list[DurationMention]:
    """The expressions of time in a sentence that starts at `offset` of its narrative, in order; they do not overlap."""
    if not glance(text).holds(_STEMS) or not _HAS_DURATION.search(text):
        return []
    terms = _compounds(text, _terms(text))
    found: list[DurationMention] = []
    index = 0
    while index < len(terms):
        mention, index = _mention(text, terms, index)
        found.append(mention)
    starts = [mention.start for mention in found]
    for match in _LIFE.finditer(text):
        before = bisect(starts, match.start()) - 1
        if before < 0 or found[before].quote_end <= match.start():
            found.append(DurationMention(match.start(), match.end(), match.end(), ((None, None),), "life", None, hyphen=False, rule="life"))
    found.sort(key=lambda mention: mention.start)
    if found:
        found.extend(_elided(text, found))
    found.sort(key=lambda mention: mention.start)
    return [
        DurationMention(m.start + offset, m.end + offset, m.quote_end + offset, m.terms, m.unit, m.bound, m.hyphen, m.rule) for m in found
    ]
