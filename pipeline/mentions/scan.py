"""Every numeric expression of a sentence, typed: the one place that decides what kind of number a number is.

Spans never overlap. A kind that has a module of its own (money, durations, legal references, periods) is found there;
what is left is read by the rules of `kinds`.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from pipeline.mentions.duration import DurationMention, find_durations
from pipeline.mentions.glance import NUMBER_WORDS, Glance, glance, matches_at
from pipeline.mentions.kinds import rules_for
from pipeline.mentions.legal import find_legal
from pipeline.mentions.money import MoneyMention, find_money
from pipeline.mentions.period import PeriodMention, find_periods

_ORDINAL_WORDS = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|"
    "seventeenth|eighteenth|nineteenth|twentieth"
)
_RANKS = {word: rank for rank, word in enumerate(_ORDINAL_WORDS.split("|"), 1)}
# A sentence without a digit and without any of these holds no numeric expression.
_NUMERIC = NUMBER_WORDS.union(
    ("dozen", "dozens", "hundred", "hundreds", "thousand", "thousands", "million", "millions"),
    ("both", "half", "no", "none", "single", "nobody", "several", "rest", "others", "all"),
    _RANKS,
)
# More numbers than any sentence of prose holds: no fact is made of such a text, so its amounts, laws and terms
# are not told from other numbers.
_NO_PROSE = 1000
_TEEN_OR_FEW = re.compile(r"\b(?:\w{3,5}teen|a\sfew)\b")
_SPELLED = re.compile(
    rf"\b(?:{_ORDINAL_WORDS})\b(?:\s(?:consecutive|straight)\s(?:year|reporting\speriod))?|\b\d+(?:st|nd|rd|th)\b(?:\sconsecutive\syear)?",
    re.IGNORECASE,
)
_ORDINAL_ENDS = frozenset(_RANKS) | {"st", "nd", "rd", "th"}


@dataclass(frozen=True, slots=True)
class Span:
    """A typed numeric span in narrative offsets; `source` is the module's own mention where one exists."""

    start: int
    end: int
    kind: str
    value: Decimal | None
    value_high: Decimal | None
    rule: str
    source: MoneyMention | DurationMention | PeriodMention | None = None


class _Found:
    """The spans of one sentence as they are found: the first to take a character keeps it."""

    def __init__(self, text: str, offset: int, blocked: tuple[tuple[int, int], ...]) -> None:
        self.text, self.offset = text, offset
        self.spans: list[Span] = []
        self._taken = bytearray(len(text))
        for low, high in blocked:
            if low < offset + len(text) and offset < high:
                self._mark(max(low - offset, 0), min(high - offset, len(text)))

    def _mark(self, start: int, end: int) -> None:
        self._taken[start:end] = b"\x01" * (end - start)

    def take(self, span: Span) -> None:
        """Keep a span unless another holds one of its characters."""
        start, end = span.start - self.offset, span.end - self.offset
        if self._taken.find(1, start, end) < 0:
            self._mark(start, end)
            self.spans.append(span)

    def apply(self, seen: Glance, *, early: bool) -> None:
        """Read the sentence by each rule in turn, those before durations or those behind them."""
        for rule in rules_for(seen, early=early):
            if (
                len(seen.numbers) < rule.numbers
                or (rule.needs and not seen.holds(rule.needs))
                or (rule.hint and not rule.hint.search(seen.lower))
            ):
                continue
            for match in matches_at(rule.pattern, self.text, seen.numbers) if rule.numbers else rule.pattern.finditer(self.text):
                values = rule.values(match)
                if values is not None:
                    self.take(Span(match.start() + self.offset, match.end() + self.offset, rule.kind, *values, rule.name))


def _rank(text: str) -> Decimal | None:
    """The rank that an ordinal names."""
    word = text.split(maxsplit=1)[0].lower()
    digits = re.match(r"\d+", word)
    return Decimal(digits[0]) if digits else Decimal(_RANKS[word]) if word in _RANKS else None


def has_number(text: str) -> bool:
    """Whether a sentence can hold a numeric expression at all."""
    seen = glance(text)
    return seen.digit or not seen.words.isdisjoint(_NUMERIC) or (seen.holds(("teen", "few")) and bool(_TEEN_OR_FEW.search(seen.lower)))


def scan(text: str, offset: int, *, iso3: str, report_year: int, blocked: tuple[tuple[int, int], ...] = ()) -> list[Span]:
    """The numeric spans of a sentence that starts at `offset`; `blocked` are narrative ranges to skip (page furniture)."""
    periods = find_periods(text, offset, iso3=iso3, report_year=report_year)
    found = _Found(text, offset, blocked)
    if not has_number(text):
        for period in periods:
            found.take(Span(period.start, period.end, "period", None, None, period.rule, period))
        return found.spans
    seen = glance(text)
    prose = len(seen.numbers) <= _NO_PROSE
    if prose:
        for money in find_money(text, offset, iso3=iso3, report_year=report_year):
            found.take(Span(money.start, money.end, "money", None, None, "money", money))
        for legal in find_legal(text, offset):
            found.take(Span(legal.start, legal.end, "legal", legal.value, None, "legal-reference"))
    for period in periods:
        found.take(Span(period.start, period.end, "period", None, None, period.rule, period))
    found.apply(seen, early=True)
    for duration in find_durations(text, offset) if prose else ():
        if not any(p.start <= duration.start and duration.end <= p.end for p in periods):
            found.take(Span(duration.start, duration.end, "duration", duration.value_low, duration.value_high, "duration", duration))
    for match in () if seen.words.isdisjoint(_ORDINAL_ENDS) else _SPELLED.finditer(text):
        found.take(Span(match.start() + offset, match.end() + offset, "ordinal", _rank(match[0]), None, "ordinal"))
    found.apply(seen, early=False)
    return sorted(found.spans, key=lambda span: span.start)
