"""Prices that stand together: one amount, or the two of a range or a change, in one currency.

Which of them converts which is decided in `pipeline.mentions.money`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.mentions.amount import Figure, Price, Setting, find_figures, price

_RANGE = re.compile(r"(?:\s?(?P<dash>[-\u2013\u2014])\s?|\s(?P<word>to|and|or)\s)(?:(?:up\sto|as\smuch\sas|about|approximately)\s)?")
_BETWEEN = re.compile(r"(?:\b(?:between|from\sbetween)\s|[(\[]\s?)(?:\w+\s)?$", re.IGNORECASE)
# "rose from 5 million in 2015 to 8 million": the year is no bound.
_DATE = re.compile(r"\b(?:in|of|for|since|during|by|until|year|FY)\s(?:19|20)\d\d$")
_CHANGE = re.compile(
    r"\b(?:increas|decreas|rais|rose|ris|grew|grow|fell|fall|drop|reduc|declin|doubl|tripl|cut|expand|went)\w*\b[^.;]{0,60}\bfrom\s(?:\w+\s)?$",
    re.IGNORECASE,
)
NO_NOUN = re.compile(r"\s?(?:$|[.,;)]|\s(?:in|during|for|the|allocated|spent|budgeted|disbursed|provided|to|annually|per|a)\b)")


@dataclass(frozen=True, slots=True)
class Group:
    """One price or the two of a range, before conversion."""

    prices: tuple[Price, ...]
    roles: tuple[str, ...]

    @property
    def start(self) -> int:
        """First character of the first price."""
        return self.prices[0].start

    @property
    def end(self) -> int:
        """Behind the last character of the last price."""
        return self.prices[-1].end

    @property
    def in_usd(self) -> bool:
        """Whether the prices are in US dollars."""
        return self.prices[0].in_usd


def find_groups(text: str, setting: Setting) -> tuple[list[Group], list[Figure]]:
    """Prices and ranges in order, and the figures that have no currency of their own."""
    figures = find_figures(text)
    groups: list[Group] = []
    bare: list[Figure] = []
    known: dict[tuple[int, tuple[str, ...]], Price | None] = {}

    def priced(figure: Figure) -> Price | None:
        """Each figure is asked twice, as the first and as the second of two; what was named in between may decide otherwise."""
        key = (figure.start, setting.named)
        if key not in known:
            known[key] = price(text, figure, setting)
        return known[key]

    index = 0
    while index < len(figures):
        figure, following = figures[index], figures[index + 1] if index + 1 < len(figures) else None
        one = priced(figure)
        two = priced(following) if following else None
        if two and following and _joins(text, one, figure, two):
            first = one or _inherit(figure, two, text)
            groups.append(Group((first, two), _roles(text, first.start)))
            index += 2
        elif one and following and two is None and _joins_bare(text, one, following):
            second = replace(one, start=following.start, end=following.end, figure=following)
            lower = replace(_inherit(one.figure, second, text), start=one.start, end=one.end)
            groups.append(Group((lower, second), _roles(text, one.start)))
            index += 2
        else:
            if one:
                groups.append(Group((one,), ("",)))
            else:
                bare.append(figure)
            index += 1
        said = groups[-1].prices[0].currency if groups else None
        if said and said not in setting.named[-1:]:
            setting = setting.naming([said])
    return groups, bare


def _joins(text: str, one: Price | None, figure: Figure, two: Price) -> bool:
    """Whether two neighbours are the bounds of a range: "50,000 to 200,000 rufiyaa", "$500-$1,000"; "and" needs its "between"."""
    gap = _RANGE.fullmatch(text, one.end if one else figure.end, two.start)
    if gap is None or (one and one.currency != two.currency):
        return False
    if one is None and ((two.start != two.figure.start and gap["word"]) or _DATE.search(text, max(0, figure.start - 12), figure.end)):
        return False
    start = one.start if one else figure.start
    if gap["word"] == "or":
        return False
    return gap["word"] != "and" or bool(_BETWEEN.search(text, max(0, start - 30), start))


def _joins_bare(text: str, one: Price, following: Figure) -> bool:
    """Whether a bare figure is the upper bound of a signed one: "$200-300", "€2 to 3 million"."""
    gap = _RANGE.fullmatch(text, one.end, following.start)
    return (
        gap is not None
        and one.start < one.figure.start
        and gap["word"] in {None, "to"}
        and following.value > 0
        and bool(NO_NOUN.match(text, following.end))
    )


def _inherit(figure: Figure, two: Price, text: str) -> Price:
    """The first bound of a range takes currency and, if it has none, the scale of the second ("2 to 3 million baht")."""
    upper = two.figure
    if not figure.scaled and upper.scaled and "," not in text[figure.start : figure.end]:
        factor = Decimal(10) ** max(0, upper.value.adjusted() // 3 * 3)
        if figure.value * factor < upper.value:
            figure = replace(figure, value=figure.value * factor, step=figure.step * factor)
    return replace(two, start=figure.start, end=figure.end, figure=figure)


def _roles(text: str, start: int) -> tuple[str, str]:
    return ("before", "after") if _CHANGE.search(text, max(0, start - 120), start) else ("low", "high")


def without_repeats(text: str, groups: list[Group]) -> Iterator[Group]:
    """An amount that its own bracket repeats ("500,000 kina (K500,000) ($140,000)") is one, as wide as both."""
    last: Group | None = None
    for group in groups:
        one = group.prices[0]
        if last and not one.in_usd and text[last.end : group.start] in {" (", "("} and text.startswith(")", group.end):
            said = last.prices[-1]
            if (said.figure.value, said.currency) == (one.figure.value, one.currency):
                last = replace(last, prices=(*last.prices[:-1], replace(said, end=group.end + 1)))
                continue
        if last:
            yield last
        last = group
    if last:
        yield last
