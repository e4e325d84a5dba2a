"""Every numeric expression of a sentence, typed: the one place that decides what kind of number a number is.

Spans never overlap. A kind that has a module of its own (money, durations, legal references, periods) is found there;
what is left is read by the rules of `kinds`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from pipeline.mentions.duration import DurationMention, find_durations
from pipeline.mentions.kinds import RULES, Rule
from pipeline.mentions.legal import find_legal
from pipeline.mentions.money import MoneyMention, find_money
from pipeline.mentions.period import PeriodMention, find_periods

_ORDINAL_WORDS = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|"
    "seventeenth|eighteenth|nineteenth|twentieth"
)
# A sentence without any of these holds no numeric expression.
HAS_NUMBER = re.compile(
    r"\d|\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w{3,5}teen|twenty|thirty|forty|fifty|sixty|seventy|"
    r"eighty|ninety|dozens?|hundreds?|thousands?|millions?|both|half|no|none|nobody|several|a\sfew|rest|others|all|"
    rf"{_ORDINAL_WORDS})\b",
    re.IGNORECASE,
)
_SPELLED = re.compile(
    rf"\b(?:{_ORDINAL_WORDS})\b(?:\s(?:consecutive|straight)\s(?:year|reporting\speriod))?|\b\d+(?:st|nd|rd|th)\b(?:\sconsecutive\syear)?",
    re.IGNORECASE,
)
_RANKS = {word: rank for rank, word in enumerate(_ORDINAL_WORDS.split("|"), 1)}


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
        self.text, self.lower, self.offset = text, text.lower(), offset
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

    def apply(self, rules: Iterable[Rule]) -> None:
        """Read the sentence by each rule in turn."""
        for rule in rules:
            if rule.needs and not any(word in self.lower for word in rule.needs):
                continue
            for match in rule.pattern.finditer(self.text):
                values = rule.values(match)
                if values is not None:
                    self.take(Span(match.start() + self.offset, match.end() + self.offset, rule.kind, *values, rule.name))


_EARLY = tuple(rule for rule in RULES if rule.early)
_LATE = tuple(rule for rule in RULES if not rule.early)


def _rank(text: str) -> Decimal | None:
    """The rank that an ordinal names."""
    word = text.split(maxsplit=1)[0].lower()
    digits = re.match(r"\d+", word)
    return Decimal(digits[0]) if digits else Decimal(_RANKS[word]) if word in _RANKS else None


def scan(text: str, offset: int, *, iso3: str, report_year: int, blocked: tuple[tuple[int, int], ...] = ()) -> list[Span]:
    """The numeric spans of a sentence that starts at `offset`; `blocked` are narrative ranges to skip (page furniture)."""
    periods = find_periods(text, offset, iso3=iso3, report_year=report_year)
    found = _Found(text, offset, blocked)
    if not HAS_NUMBER.search(text):
        for period in periods:
            found.take(Span(period.start, period.end, "period", None, None, period.rule, period))
        return found.spans
    for money in find_money(text, offset, iso3=iso3, report_year=report_year):
        found.take(Span(money.start, money.end, "money", None, None, "money", money))
    for legal in find_legal(text, offset):
        found.take(Span(legal.start, legal.end, "legal", legal.value, None, "legal-reference"))
    for period in periods:
        found.take(Span(period.start, period.end, "period", None, None, period.rule, period))
    found.apply(_EARLY)
    for duration in find_durations(text, offset):
        if not any(p.start <= duration.start and duration.end <= p.end for p in periods):
            found.take(Span(duration.start, duration.end, "duration", duration.value_low, duration.value_high, "duration", duration))
    for match in _SPELLED.finditer(text):
        found.take(Span(match.start() + offset, match.end() + offset, "ordinal", _rank(match[0]), None, "ordinal"))
    found.apply(_LATE)
    return sorted(found.spans, key=lambda span: span.start)
