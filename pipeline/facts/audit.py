"""What became of every numeric expression: the facts that use it, or the reason why it is none (data model, `mentions`)."""

import re
from bisect import bisect_left
from decimal import Decimal
from functools import lru_cache

from pipeline.facts.durations import DurationReading
from pipeline.facts.item import Item
from pipeline.facts.model import Audit, Count, Fact, Reading, Use
from pipeline.facts.money import MoneyLeft, MoneyReading
from pipeline.mentions.duration import DurationMention
from pipeline.mentions.model import Mention
from pipeline.mentions.money import MoneyMention
from pipeline.mentions.number import NUMBER, parse_number
from pipeline.mentions.scan import Span

_YEARS = re.compile(r"(?<!\d)(?P<a>(?:19|20)\d\d)(?:\s?[-–—/]\s?(?P<b>(?:19|20)\d\d|\d\d))?(?!\d)")
_TERM = re.compile(rf"(?P<n>{NUMBER})[-\s](?P<unit>calendar\syear|reporting\speriod|rating\speriod|year|month|week|day)s?\b", re.IGNORECASE)
_ORDINAL = re.compile(r"\b(?:first|second|third|fourth|last|final)\b(?=\s(?:half|quarter|\w+\smonths))", re.IGNORECASE)
_DAY = re.compile(r"(?<!\d)\d{1,2}(?:st|nd|rd|th)?(?!\d)")
_QUANTITY = re.compile(r"(?:tens|hundreds|dozens|scores|thousands|several (?:hundred|thousand|dozen))\b", re.IGNORECASE)
_UNRESOLVED = frozenset(["nothing counted is named", "cannot be worked out", "no printed total to work it out from", "no whole number"])
_REASONS = {
    "legal": "number of a law, an article or a convention",
    "percentage": "a share",
    "ordinal": "an ordinal",
    "period": "a date",
    "date": "a date",
    "legal_reference": "part of a name",
    "age": "an age",
    "tier": "a tier",
    "telephone": "a telephone number",
    "round-the-clock": "opening hours",
    "multiple": "a multiple",
    "identifier": "part of a name",
    "vague": "a vague number",
    "quoted-number": "part of a name",
    "hotline-number": "a telephone number",
}


class Ledger:
    """The mentions of a narrative and their uses, in the order in which they are entered."""

    def __init__(self) -> None:
        self._mentions: dict[tuple[int, int], Mention] = {}
        self._reasons: dict[tuple[int, int], tuple[str, str]] = {}
        self._uses: list[Use] = []
        self._pending: list[tuple[tuple[int, int], Fact, str]] = []

    def enter(self, mention: Mention, disposition: str = "context", reason: str | None = None) -> Mention:
        """Enter a mention once; a later reason replaces none."""
        key = (mention.start, mention.end)
        known = self._mentions.setdefault(key, mention)
        if reason is not None and key not in self._reasons:
            self._reasons[key] = (disposition, reason)
        return known

    def leave(self, span: tuple[int, int], reason: str) -> None:
        """Mark a mention as unresolved."""
        if span in self._mentions:
            self._reasons[span] = ("unresolved", reason)

    def use(self, span: tuple[int, int] | None, fact: Fact, role: str) -> None:
        """Link every mention inside a span to a fact."""
        if span is None:
            return
        self._pending.append((span, fact, role))

    def _settle(self) -> None:
        """Turn spans into uses of the mentions inside them, once all mentions are known."""
        ordered = sorted(self._mentions)
        starts = [start for start, _ in ordered]
        for span, fact, role in self._pending:
            for start, end in ordered[bisect_left(starts, span[0]) : bisect_left(starts, span[1])]:
                if end <= span[1]:
                    self._uses.append(Use(self._mentions[start, end], fact, role))

    def close(self, reading: Reading, replaced: dict[int, Count]) -> None:
        """Write audits and uses into the reading; uses of dropped repeats point at the row that was kept."""
        self._settle()
        kept = {id(fact) for fact in [*reading.counts, *reading.money, *reading.durations]}
        used: dict[tuple[int, int], bool] = {}
        seen: set[tuple[int, int, int, str]] = set()
        for one in self._uses:
            target = replaced.get(id(one.fact))
            use = Use(one.mention, target, "repeat" if one.role == "value" else one.role) if target is not None else one
            key = (use.mention.start, use.mention.end, id(use.fact), use.role)
            if id(use.fact) in kept and key not in seen:
                seen.add(key)
                reading.uses.append(use)
                used[use.mention.start, use.mention.end] = True
        for span, mention in sorted(self._mentions.items()):
            disposition, reason = self._reasons.get(span, ("context", "counts nothing of the tables"))
            reading.audits.append(Audit(mention, "fact", None) if span in used else Audit(mention, disposition, reason))


# a narrative names few periods, and each of them often
@lru_cache(maxsize=1024)
def _inside_period(text: str) -> tuple[Mention, ...]:
    """The numeric expressions inside a period phrase: years, lengths, days."""
    found: list[Mention] = []
    taken: list[tuple[int, int]] = []

    def free(match: re.Match[str]) -> bool:
        return not any(match.start() < high and low < match.end() for low, high in taken)

    for match in _YEARS.finditer(text):
        high = Decimal(match["b"] if len(match["b"]) == 4 else match["a"][:2] + match["b"]) if match["b"] else None
        found.append(Mention(match.start(), match.end(), "date", Decimal(match["a"]), high, "year", "period"))
        taken.append(match.span())
    for match in _TERM.finditer(text):
        if free(match):
            value = parse_number(match["n"])
            found.append(Mention(match.start(), match.end(), "duration", value, None, match["unit"].lower(), "period"))
            taken.append(match.span())
    for match in [*_ORDINAL.finditer(text), *_DAY.finditer(text)]:
        if free(match):
            ordinal = not match[0][0].isdigit()
            found.append(
                Mention(
                    match.start(),
                    match.end(),
                    "ordinal" if ordinal else "date",
                    None if ordinal else Decimal(re.sub(r"\D", "", match[0])),
                    None,
                    None,
                    "period",
                )
            )
            taken.append(match.span())
    return tuple(found)


def enter_spans(ledger: Ledger, text: str, offset: int, spans: list[Span], reason: str | None) -> None:
    """Enter the numeric spans of one stretch of text; `reason` overrules the kind's own ("advice")."""
    for span in spans:
        if isinstance(span.source, MoneyMention):
            for mention in span.source.mentions():
                ledger.enter(mention, "context", reason)
        elif isinstance(span.source, DurationMention):
            ledger.enter(
                Mention(span.start, span.end, "duration", span.value, span.value_high, span.source.unit, span.rule), "context", reason
            )
        elif span.kind == "period":
            for inner in _inside_period(text[span.start - offset : span.end - offset]):
                start, end = span.start + inner.start, span.start + inner.end
                mention = Mention(start, end, inner.kind, inner.value, inner.value_high, inner.unit, inner.rule)
                ledger.enter(mention, "context", reason or _REASONS["period"])
        elif span.kind not in ("zero", "derived") and (
            span.kind != "vague" or _QUANTITY.match(text[span.start - offset : span.end - offset])
        ):
            kind = {"legal": "legal_reference", "range": "count", "vague": "count"}.get(span.kind, span.kind)
            ledger.enter(
                Mention(span.start, span.end, kind, span.value, span.value_high, None, span.rule),
                "context",
                reason or _REASONS.get(span.rule) or _REASONS.get(span.kind),
            )


def enter_crowd(ledger: Ledger, spans: list[Span]) -> None:
    """Leave the figures of a sentence that holds more of them than prose does."""
    for span in spans:
        ledger.leave((span.start, span.end), "more figures than a sentence of prose holds")


def enter_items(ledger: Ledger, items: list[Item], units: dict[int, str]) -> None:
    """Enter what the reader of counts made of its figures."""
    for item in items:
        figure = item.figure
        span = (figure.start, figure.end)
        if item.counts:
            ledger.enter(
                Mention(
                    *span,
                    "count",
                    None if figure.derived else figure.value,
                    figure.value_high,
                    figure.unit or units.get(figure.start),
                    item.rule or "cardinal",
                )
            )
        for count in item.counts:
            ledger.use((count.start, count.end), count, "bound" if count.precision == "range" else "value")
            ledger.use(item.period_span, count, "period")
        if item.reason == "repeat" and item.antecedent is not None:
            for count in item.antecedent.counts:
                ledger.use(span, count, "repeat")
        elif (
            item.reason is not None
            and not item.counts
            and figure.status == "reported"
            and not figure.derived
            and (figure.value is not None)
        ):
            mention = Mention(*span, "count", figure.value, figure.value_high, figure.unit or None, "cardinal")
            ledger.enter(mention, "unresolved" if item.reason in _UNRESOLVED else "context", item.reason)


def enter_money(
    ledger: Ledger, readings: list[MoneyReading], left: list[MoneyLeft], repeats: list[tuple[MoneyReading, MoneyReading]]
) -> None:
    """Enter amounts: the sum, its USD figure, the number of cases and the period that it uses."""
    for one in readings:
        usd = one.amount.usd
        ledger.use((one.amount.start, one.amount.end), one.fact, "value")
        if usd is not None and usd.start != one.amount.start:
            ledger.use((usd.start, usd.end), one.fact, "usd")
        ledger.use(one.cases_span, one.fact, "cases")
        ledger.use(one.period_span, one.fact, "period")
    for again, first in repeats:
        ledger.use((again.mention.start, again.mention.end), first.fact, "repeat")
    for none in left:
        for mention in none.mention.mentions():
            ledger.enter(mention, none.disposition, none.reason)


def enter_durations(ledger: Ledger, reading: DurationReading) -> None:
    """Enter terms: their rows, or why they have none."""
    for one in reading.uses:
        mention = one.mention
        entered = Mention(mention.start, mention.end, "duration", mention.value_low, mention.value_high, mention.unit, mention.rule)
        ledger.enter(entered, one.disposition if one.disposition != "fact" else "context", one.reason)
        for fact in one.facts:
            ledger.use((mention.start, mention.end), fact, one.role)
