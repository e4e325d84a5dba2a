"""Amounts of money with their conversion: the local amount, the USD figure behind it, ranges of both, amounts in US dollars alone.

Who pays for what, and when, is decided in `pipeline.facts.money`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from pipeline.mentions.amount import Figure, Price, Setting, name_after
from pipeline.mentions.glance import glance
from pipeline.mentions.model import Mention
from pipeline.mentions.price_group import NO_NOUN, Group, find_groups, without_repeats
from pipeline.vocabulary.currencies import catalog, choose

_ABOUT = (
    r"(?:(?:approximately|approx\.?|about|around|roughly|nearly|almost|some|over|more\sthan|at\sleast|up\sto|an?\sestimated|estimated\sat|"
    r"valued\sat|worth|less\sthan|just\sover|just\sunder|slightly\s(?:over|more\sthan|less\sthan)|the\sequivalent\sof|equivalent\sto|"
    r"equivalent\sof|equal\sto|or|i\.e\.,?|a\stotal\sof|between|from)\s){0,3}"
)
# From a local amount to its USD figure: " (", " (ZMW) (", " (about ", ", or approximately ".
_TO_USD = re.compile(
    rf"(?:\s?\((?:[A-Z]{{2,4}}|[^\W\d_$]{{1,4}}\$?)\)|\s[A-Z]{{3}})?(?:\s?[(\[]\s?(?:[A-Z]{{3}}[;,]\s)?{_ABOUT}|,?\s(?:or|equivalent\sto|the\sequivalent\sof|equal\sto)\s{_ABOUT}|,\s(?:about|approximately|roughly)\s)"
)
_TO_LOCAL = re.compile(rf"\s?[(\[]\s?{_ABOUT}")
_CLOSING = re.compile(r"\s?(?:USD|US|U\.S\. dollars|dollars)?\s?[)\]]")
# A comparison whose currency was said once: "14.3 million kronor ..., compared with 12 million in 2011".
_COMPARED = re.compile(
    r"(?:compared (?:with|to)|\b(?:up|down) from|(?:increase|decrease|rise|fall|drop|reduction) (?:from|over)|versus|against)\s"
    r"(?:\w+\s){0,2}?$",
    re.IGNORECASE,
)
_SIGNS = re.compile("[" + "".join(sorted(re.escape(sign) for sign in catalog().symbols if len(sign) == 1 and not sign.isalnum())) + "]")
_LETTER_SIGN = re.compile(r"\d(?<=\b[A-Z]\d)")
_TOKENS = frozenset(
    word.lower()
    for key in (*catalog().families, *catalog().spellings, *(code for code in catalog().symbols if code.isalpha()), *catalog().phrases)
    for word in key.split()
    if len(word) > 1
)


@dataclass(frozen=True, slots=True)
class Usd:
    """A printed USD figure; `step` is the place value of its last significant digit ("$1.55 million" -> 10000)."""

    start: int
    end: int
    value: Decimal
    step: Decimal


@dataclass(frozen=True, slots=True)
class Sum:
    """One amount as printed. `role` is low or high in a range, before or after in a change, else empty."""

    start: int
    end: int
    value: Decimal
    step: Decimal
    usd: Usd | None
    role: str = ""


@dataclass(frozen=True, slots=True)
class MoneyMention:
    """One address of annotation rule A6, in narrative offsets: one sum, or the sums of a range that share a USD bracket.

    `currency` is the ISO 4217 code of the sums, None (with `reason`) where the name stays unresolved. USD alone has `usd` equal to the sum.
    """

    start: int
    end: int
    sums: tuple[Sum, ...]
    currency: str | None
    reason: str | None
    rule: str

    def mentions(self) -> Iterator[Mention]:
        """The numeric expressions of the audit: each local amount and each USD figure by itself."""
        for one in self.sums:
            yield Mention(one.start, one.end, "money", one.value, None, self.currency, self.rule)
            if one.usd and one.usd.start != one.start:
                yield Mention(one.usd.start, one.usd.end, "money", one.usd.value, None, "USD", self.rule)


def may_hold_money(text: str) -> bool:
    """Whether a currency's sign, code or noun stands in the text at all: the cheap question before the scan."""
    seen = glance(text)
    if _SIGNS.search(text) or (seen.digit and _LETTER_SIGN.search(text)):
        return True
    return not _TOKENS.isdisjoint(seen.words) and (seen.digit or seen.holds(("illion", "thousand", "hundred")))


def find_money(text: str, offset: int, *, iso3: str, report_year: int, named: Sequence[str] = ()) -> list[MoneyMention]:
    """All amounts of money in a sentence, in order, with offsets of the narrative.

    Args:
        text: the sentence.
        offset: where it starts in the narrative.
        iso3: the narrative's country, for names that several countries share.
        report_year: the reports convert at the rates of 31 December of the year before.
        named: currencies named earlier in the narrative, oldest first.
    """
    if not may_hold_money(text):
        return []
    setting = Setting(iso3, date(report_year - 1, 12, 31), tuple(named))
    groups, figures = find_groups(text, setting)
    found = list(_converted(text, groups, figures, setting))
    for index in range(1, len(found)):
        one, other = found[index - 1], found[index]
        if _is_range(text, one, other):
            found[index - 1], found[index] = replace(one, sums=_bounded(one, "low")), replace(other, sums=_bounded(other, "high"))
    return [_shifted(mention, offset) for mention in found]


_SPAN_BETWEEN, _SPAN_FROM = (
    re.compile(r"\bbetween\s$", re.IGNORECASE),
    re.compile(
        r"\b(?:rang(?:ing|ed)|var(?:ying|ied)|fines?|payments?|awards?|sums?|amounts?|compensation|damages)\s(?:from|of)\s$", re.IGNORECASE
    ),
)


def _is_range(text: str, one: MoneyMention, other: MoneyMention) -> bool:
    """Whether two converted amounts are the ends of a range: "between €10,000 ($10,670) and €100,000 ($106,720)"."""
    alone = len(one.sums) == len(other.sums) == 1 and not (one.sums[0].role or other.sums[0].role) and one.currency == other.currency
    if not alone or one.sums[0].value >= other.sums[0].value:
        return False
    link = text[one.end : other.start].strip(") ")
    return (link == "and" and _SPAN_BETWEEN.search(text[: one.start]) is not None) or (
        link == "to" and _SPAN_FROM.search(text[: one.start]) is not None
    )


def _bounded(mention: MoneyMention, role: str) -> tuple[Sum, ...]:
    return (replace(mention.sums[0], role=role),)


def _converted(text: str, groups: list[Group], bare: list[Figure], setting: Setting) -> Iterator[MoneyMention]:
    """Join each local group with the USD group behind it, and give figures without a name the one said before or after."""
    groups = sorted([*groups, *_named_late(text, groups, bare, setting)], key=lambda group: group.start)
    groups = list(without_repeats(text, groups))
    index = 0
    while index < len(groups):
        group, following = groups[index], groups[index + 1] if index + 1 < len(groups) else None
        if following and following.in_usd and (local := _as_local(text, group, following, setting)):
            end = max(following.end, local.end)
            yield _pair(local, following, end)
            index += 2
        elif (
            following
            and group.in_usd
            and not following.in_usd
            and following.prices[0].currency
            and _TO_LOCAL.fullmatch(text, group.end, following.start)
        ):
            yield _pair(following, group, following.end, start=group.start)
            index += 2
        else:
            if all(one.sure for one in group.prices):
                yield from _alone(group)
            index += 1


def _as_local(text: str, group: Group, usd: Group, setting: Setting) -> Group | None:
    """The group as the local side of `usd`, if the words between say so."""
    if group.end > usd.start:  # "10 million ($1.2 million) Danish kroner": the name was found behind the bracket
        return group
    if not _TO_USD.fullmatch(text, group.end, usd.start):
        return None
    if not group.in_usd:
        return group
    if "(" not in text[group.end : usd.start] or not _CLOSING.match(text, usd.end):
        return None
    # "$5,000 ($2,500)": the first are the country's own dollars
    code = choose(catalog().members["dollar"] - {"USD"}, setting.iso3, setting.on)
    return (
        replace(group, prices=tuple(replace(one, currency=code, rule="dollars of the country") for one in group.prices)) if code else None
    )


def _named_late(text: str, groups: list[Group], bare: list[Figure], setting: Setting) -> Iterator[Group]:
    """Groups for figures that stand before a USD bracket or in a comparison, their currency named elsewhere in the sentence."""
    for figure in bare:
        usd = next((group for group in groups if group.in_usd and group.start > figure.end), None)
        before = [group for group in groups if group.end <= figure.start and not group.in_usd]
        said = before[-1].prices[0].currency if before else None
        joined = usd is not None and "(" in text[figure.end : usd.start] and _TO_USD.fullmatch(text, figure.end, usd.start)
        weighty = figure.scaled or "," in text[figure.start : figure.end]
        if joined and usd is not None:
            closing = _CLOSING.match(text, usd.end)
            late = name_after(text, closing.end(), setting) if closing else None
            if late and late.currency and not late.in_usd:
                yield Group((replace(late, start=figure.start, figure=figure, rule="name behind the bracket", sure=True),), ("",))
            elif weighty:
                reason = None if said else "no currency is named"
                yield Group((Price(figure.start, figure.end, figure, said, reason, "currency said once", sure=True),), ("",))
        elif figure.scaled and said and _COMPARED.search(text, max(0, figure.start - 40), figure.start) and NO_NOUN.match(text, figure.end):
            yield Group((Price(figure.start, figure.end, figure, said, None, "currency said once", sure=True),), ("",))


def _pair(local: Group, usd: Group, end: int, start: int | None = None) -> MoneyMention:
    """A local group with its conversion; figures pair by position, and not at all where their numbers differ."""
    first = local.prices[0]
    if len(local.prices) == len(usd.prices):
        converted: list[Usd | None] = [Usd(one.start, one.end, one.figure.value, one.figure.step) for one in usd.prices]
    else:
        converted = [None] * len(local.prices)
    sums = tuple(
        Sum(
            one.start,
            one.figure.end if one.end > usd.start > one.start else one.end,
            one.figure.value,
            one.figure.step,
            converted[i],
            local.roles[i],
        )
        for i, one in enumerate(local.prices)
    )
    return MoneyMention(local.start if start is None else start, end, sums, first.currency, first.reason, first.rule)


def _alone(group: Group) -> Iterator[MoneyMention]:
    """Amounts without conversion, each at its own address."""
    for one, role in zip(group.prices, group.roles, strict=True):
        figure = one.figure
        usd = Usd(one.start, one.end, figure.value, figure.step) if one.in_usd else None
        yield MoneyMention(
            one.start, one.end, (Sum(one.start, one.end, figure.value, figure.step, usd, role),), one.currency, one.reason, one.rule
        )


def _shifted(mention: MoneyMention, offset: int) -> MoneyMention:
    sums = []
    for one in mention.sums:
        usd = Usd(one.usd.start + offset, one.usd.end + offset, one.usd.value, one.usd.step) if one.usd else None
        sums.append(Sum(one.start + offset, one.end + offset, one.value, one.step, usd, one.role))
    return MoneyMention(mention.start + offset, mention.end + offset, tuple(sums), mention.currency, mention.reason, mention.rule)
