"""Facts about money: one row per amount, with what it is for, who pays, when, how often and for how many (annotation part F).

The words around an amount are cut in `money_zone`, read in `money_terms` and `money_period`; here the fact is put together.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.facts.model import UNSTATED, Money
from pipeline.facts.money_parties import payer_of, recipient_of
from pipeline.facts.money_period import Calendar, Dated, date_sum, running_on, span_length, whole_years
from pipeline.facts.money_purpose import EACH_KINDS, KINDS, bound_of, purpose_of, stage_of
from pipeline.facts.money_terms import Cases, cases_of, frequency_of, per_person
from pipeline.facts.money_zone import Zone, zones
from pipeline.mentions.money import MoneyMention, Sum
from pipeline.narrative.model import Sentence
from pipeline.normalize.period import calendar_year
from pipeline.vocabulary.load import alternation, load

_QUALIFIERS = load("qualifiers")
_PRECISION = [
    (
        code,
        re.compile(
            rf"\b(?:{alternation(_QUALIFIERS[code])})\s(?:(?:a\stotal\sof|the\sequivalent\sof|an?|additional|another)\s){{0,2}}$",
            re.IGNORECASE,
        ),
    )
    for code in ("at_least", "at_most", "more_than", "fewer_than", "approximately")
]
# Advice and drafts are no facts (rule 10), but a sum that the government proposes is.
_ADVICE = re.compile(r"\b(?:should|needs?\sto|ought\sto|recommend(?:s|ed|ing)?\s(?:that|the))\b", re.IGNORECASE)
_DRAFT = re.compile(
    r"\b(?:draft|proposed|pending)\s(?:[\w-]+\s){0,3}(?:law|laws|bill|legislation|amendments?|act|decree|regulations?|rules?|code)\b|\bbill\b|\bwould\s(?:\w+\s)?(?:increase|raise|impose|prescribe|punish|carry|fine|establish|set|introduce|provide)",
    re.IGNORECASE,
)
# What victims may get is an entitlement, not a payment that was made.
_ENTITLED = re.compile(
    r"\b(?:entitled|eligible|entitles?|qualif\w+|(?:can|may|could)\s(?:\w+\s)?(?:receive|claim|obtain|apply|get|request))\b", re.IGNORECASE
)
_PAID_AS_A_RULE = re.compile(r"\b(?:are\spaid|is\spaid|receives?|draws?|gets?|provides|offers|pays)\b", re.IGNORECASE)
# "allocated 19 million drams in both 2019 and 2018": a row for each of the years.
_BOTH_YEARS = re.compile(r"[^.;,]{0,20}\bin both ((?:19|20)\d\d) and ((?:19|20)\d\d)\b", re.IGNORECASE)
_NULL_PERIOD_KINDS = frozenset({"statutory", "work", "fee", "crime", "condition"})


@dataclass(frozen=True, slots=True)
class MoneyReading:
    """A fact with the spans (narrative offsets) of the expressions that it used besides its own amount and USD figure."""

    fact: Money
    mention: MoneyMention
    amount: Sum
    period_span: tuple[int, int] | None
    cases_span: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class MoneyLeft:
    """A mention that became no fact: `disposition` is context or unresolved."""

    mention: MoneyMention
    disposition: str
    reason: str


def read_money(
    mentions: Sequence[MoneyMention],
    calendar: Calendar,
    *,
    territory: str,
) -> tuple[list[MoneyReading], list[MoneyLeft]]:
    """The facts of one sentence's amounts, in order, and the amounts that are none.

    Args:
        mentions: the sentence's money, in order.
        calendar: the sentence with its period phrases, the running period and how relative phrases resolve.
        territory: ISO code that the sentence speaks of.
    """
    sentence = calendar.sentence
    readings: list[MoneyReading] = []
    left: list[MoneyLeft] = []
    mains: list[Money] = []
    run = 0
    around = zones(sentence, mentions)
    for index, (mention, zone) in enumerate(zip(mentions, around, strict=True)):
        reason = _no_fact(sentence, zone)
        if reason:
            left.append(MoneyLeft(mention, "context", reason))
            continue
        if mention.currency is None:
            left.append(MoneyLeft(mention, "unresolved", mention.reason or "currency"))
            continue
        measured = _measured(zone, mains, run) if zone.compared else None
        run = run + 1 if zone.compared else 0
        purpose = _base(measured.purpose) if measured else purpose_of(zone, sentence=sentence.text)
        if KINDS[purpose] == "condition":
            left.append(MoneyLeft(mention, "context", "a condition of a law or a standard"))
            continue
        following = around[index + 1] if index + 1 < len(around) else None
        made = [_read_one(mention, one, zone, following, purpose, calendar, readings, measured, territory) for one in mention.sums]
        mains += [one.fact for one in made if isinstance(one, MoneyReading) and not zone.compared]
        for one in made:
            if isinstance(one, MoneyReading):
                readings.append(one)
                both = _BOTH_YEARS.match(zone.text[zone.end :])
                if both is not None and one.fact.period == calendar_year(int(both[1])):
                    readings.append(replace(one, fact=replace(one.fact, period=calendar_year(int(both[2])))))
            else:
                left.append(one)
    return readings, left


def _no_fact(sentence: Sentence, zone: Zone) -> str | None:
    if sentence.section == "recommendations":
        return "recommendation"
    lead = zone.text[: zone.start]
    if _ADVICE.search(zone.text[zone.clause_start : zone.start]):
        return "recommendation"
    if _DRAFT.search(lead) and not re.search(
        r"\b(?:government|ministry|cabinet|president|parliament)\s(?:\w+\s)?(?:proposed|requested)\s(?:to\s)?(?:give|allocate|spend|a\sbudget|budget|funding|\$|\d)",
        lead,
        re.IGNORECASE,
    ):
        return "draft rule"
    return None


def _measured(zone: Zone, mains: Sequence[Money], run: int) -> Money | None:
    """The sum that a yardstick measures, whose purpose and payer it shares: the last one, or with "respectively" the one at its place."""
    if "respectively" in zone.text[zone.end :] and run < len(mains):
        return mains[run]
    return mains[-1] if mains else None


def _base(purpose: str) -> str:
    for ending in ("_per_person", "_minimum", "_maximum"):
        purpose = purpose.removesuffix(ending)
    return purpose


def _read_one(
    mention: MoneyMention,
    one: Sum,
    zone: Zone,
    following: Zone | None,
    purpose: str,
    calendar: Calendar,
    readings: Sequence[MoneyReading],
    measured: Money | None,
    territory: str,
) -> MoneyReading | MoneyLeft:
    earlier = readings[-1].fact if readings else None
    each = per_person(zone, purpose)
    frequency = frequency_of(zone, purpose, each=each, ranged=one.role in {"low", "high"})
    if measured and frequency in {"total", "one_off"}:
        frequency = measured.frequency
    if frequency is None:
        return MoneyLeft(mention, "unresolved", "paid by the day, week or quarter")
    recurs = frequency in {"annual", "monthly"}
    dated = _dated(one, zone, following, calendar, earlier, recurs=recurs, kind=KINDS[purpose], each=each)
    cases = None if zone.compared and not zone.after else cases_of(zone, purpose)
    payer = measured.payer if measured else payer_of(zone, purpose, calendar.narrative.iso3)
    offset = calendar.sentence.start
    suffix = bound_of(zone, one.role) if purpose == "statutory_fine" else "_per_person" if each and KINDS[purpose] in EACH_KINDS else ""
    assert mention.currency is not None
    same_address = len(mention.sums) > 1 and one.usd is not None
    fact = Money(
        start=mention.start if same_address or len(mention.sums) == 1 else one.start,
        end=mention.end if same_address or len(mention.sums) == 1 else one.end,
        sentence_id=calendar.sentence.sentence_id,
        section=calendar.sentence.section,
        territory=territory,
        rule=f"money: {mention.rule}; {dated.rule}",
        purpose=purpose + suffix,
        stage=stage_of(zone, purpose),
        payer=payer,
        recipient=recipient_of(zone, purpose),
        amount=one.value,
        precision=precision_of(zone.text, one.start - offset, one.role),
        currency=mention.currency,
        frequency=frequency,
        basis="per_person" if each else "total",
        period=dated.period,
        amount_total=total_of(one.value, frequency, dated, zone, each=each),
        cases=cases.value if cases else None,
        amount_usd_reported=one.usd.value if one.usd else None,
        usd_step=one.usd.step if one.usd else None,
    )
    return MoneyReading(fact, mention, one, dated.span, _span(cases, offset))


def _span(cases: Cases | None, offset: int) -> tuple[int, int] | None:
    return (cases.start + offset, cases.end + offset) if cases else None


def _dated(
    one: Sum, zone: Zone, following: Zone | None, calendar: Calendar, earlier: Money | None, *, recurs: bool, kind: str, each: bool
) -> Dated:
    def ahead() -> Dated:
        if following is None:
            return running_on(zone, calendar)
        return date_sum(following, calendar, recurs=recurs, undated_alone=False, beside=None, ahead=None)

    if kind == "statutory":
        return Dated(UNSTATED, None, "a fine of the law", own=False)
    beside = earlier.period if earlier and earlier.period.start else None
    dated = date_sum(
        zone,
        calendar,
        recurs=recurs,
        undated_alone=kind in _NULL_PERIOD_KINDS or _is_entitlement(zone, kind, each=each),
        beside=beside,
        ahead=ahead if following else None,
    )
    if one.role == "before" and not dated.period.start:
        return dated
    if one.role == "before" and dated.own:
        return Dated(UNSTATED, None, "before a change, undated", own=False)
    return dated


def _is_entitlement(zone: Zone, kind: str, *, each: bool) -> bool:
    """Whether the sum is what somebody may get, not what was paid: said so, or a sum for each in the present tense."""
    if kind != "support":
        return False
    return bool(_ENTITLED.search(zone.clause)) or (each and bool(_PAID_AS_A_RULE.search(zone.clause)))


def precision_of(text: str, start: int, role: str) -> str:
    """Precision from the words right before the amount (rule 1); a bound of a range is exact."""
    if role in {"low", "high"}:
        return "exact"
    lead = text[max(0, start - 50) : start]
    return next((code for code, pattern in _PRECISION if pattern.search(lead)), "exact")


def total_of(amount: Decimal, frequency: str, dated: Dated, zone: Zone, *, each: bool) -> Decimal | None:
    """The sum over its whole period (rule 34): per-person sums are never multiplied by persons."""
    if frequency not in {"annual", "monthly"}:
        return amount
    if frequency == "monthly":
        stated = span_length(zone, "month")
        return amount * stated if stated else None
    years = whole_years(dated.period) if dated.own else None
    years = years or span_length(zone, "year")
    del each
    return amount * years if years else None


def merge_repeats(readings: Iterable[MoneyReading]) -> tuple[list[MoneyReading], list[tuple[MoneyReading, MoneyReading]]]:
    """One row per figure said twice (rule 9): kept where the body says it, else where it stands first; (repeat, kept) for the others."""
    kept: dict[tuple[object, ...], MoneyReading] = {}
    repeats: list[tuple[MoneyReading, MoneyReading]] = []
    result: list[MoneyReading] = []
    for reading in sorted(readings, key=lambda r: (r.fact.section == "summary", r.fact.start)):
        fact = reading.fact
        key = (fact.territory, fact.amount, fact.currency, fact.amount_usd_reported, _base(fact.purpose), fact.frequency)
        first = kept.get(key)
        same = first is not None and first.fact.sentence_id != fact.sentence_id and KINDS[_base(fact.purpose)] != "statutory"
        if first is not None and same and (fact.section == "summary" or fact.period == first.fact.period):
            repeats.append((reading, first))
            continue
        kept.setdefault(key, reading)
        result.append(reading)
    return sorted(result, key=lambda r: (r.fact.start, r.fact.end)), repeats
