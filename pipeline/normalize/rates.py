"""The report's own exchange rate, read back from its conversions: intervals, what they have in common, outliers.

Units are those of the local currency for one US dollar. Reference rates from outside stand in `pipeline.normalize.reference`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

# The gold prints implied rates to four decimals, half up (annotation rule 32).
_RATE_STEP = Decimal("0.0001")
# Bounds of an interval are printed to eight decimals; comparisons use them unrounded.
_BOUND_STEP = Decimal("0.00000001")
# No rate of a currency needs more decimals to be told from its neighbours (KWD 0.30675).
_MOST_DECIMALS = 8


@dataclass(frozen=True, slots=True)
class Interval:
    """A closed interval of rates; `high` None is open (the USD figure may have been rounded down from next to nothing)."""

    low: Decimal
    high: Decimal | None

    def holds(self, rate: Decimal) -> bool:
        """Whether the rate lies inside."""
        return self.low <= rate and (self.high is None or rate <= self.high)

    def meets(self, other: "Interval") -> bool:
        """Whether the two have a rate in common."""
        return (other.high is None or self.low <= other.high) and (self.high is None or other.low <= self.high)

    def rounded(self) -> "Interval":
        """The bounds as they are published."""
        high = None if self.high is None else plain(self.high.quantize(_BOUND_STEP, ROUND_HALF_UP))
        return Interval(plain(self.low.quantize(_BOUND_STEP, ROUND_HALF_UP)), high)


@dataclass(frozen=True, slots=True)
class Agreement:
    """What the conversions of one narrative in one currency agree on.

    Attributes:
        interval: rates that explain the most conversions; None if they fall apart into groups of equal size.
        pairs: number of distinct (amount, USD figure) pairs.
        inferred: the one value of fewest digits inside the interval; None if there is none or more than one.
        reason: why a value is missing.
    """

    interval: Interval | None
    pairs: int
    inferred: Decimal | None
    reason: str | None


def plain(value: Decimal) -> Decimal:
    """Without exponent and trailing zeros.

    >>> plain(Decimal("6.9590")), plain(Decimal("3.6E+2"))
    (Decimal('6.959'), Decimal('360'))
    """
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def implied_rate(amount: Decimal, usd: Decimal) -> Decimal | None:
    """Local amount over USD figure, four decimals, half up, as printed even where wrong; None for a zero figure."""
    return plain((amount / usd).quantize(_RATE_STEP, ROUND_HALF_UP)) if usd else None


def implied_interval(amount: Decimal, usd: Decimal, step: Decimal) -> Interval | None:
    """Rates for which the local amount as printed gives a USD figure that rounds to the printed one.

    Args:
        amount: local amount, taken as exact.
        usd: the printed USD figure.
        step: place value of its last significant digit ("$1.55 million" -> 10000): the figure lies within half a step.
    """
    if amount <= 0 or usd <= 0:
        return None
    half = step / 2
    low = amount / (usd + half)
    return Interval(low, amount / (usd - half) if usd > half else None)


def intersection(intervals: Iterable[Interval]) -> Interval | None:
    """The rates that all intervals share; None if there are none (or no intervals)."""
    found: Interval | None = None
    for one in intervals:
        if found is None:
            found = one
        elif not found.meets(one):
            return None
        else:
            highs = [high for high in (found.high, one.high) if high is not None]
            found = Interval(max(found.low, one.low), min(highs) if highs else None)
    return found


def largest_agreement(intervals: Sequence[Interval]) -> Interval | None:
    """The intersection of the largest set of intervals that have a rate in common; None if two such sets are equally large.

    The lower bound of every largest set is the lower bound of one of its members, so trying those finds them all.
    """
    sets: dict[frozenset[int], Interval] = {}
    for one in intervals:
        members = frozenset(i for i, other in enumerate(intervals) if other.holds(one.low))
        shared = intersection(intervals[i] for i in members)
        if shared is not None:
            sets[members] = shared
    largest = max((len(members) for members in sets), default=0)
    best = [shared for members, shared in sets.items() if len(members) == largest]
    return best[0] if len(best) == 1 else None


def inferred_rate(interval: Interval) -> Decimal | None:
    """The one value of fewest decimals inside; None if the first number of decimals that fits allows several.

    >>> inferred_rate(Interval(Decimal("6.95878"), Decimal("6.95910")))
    Decimal('6.959')
    """
    if interval.high is None:
        return None
    for decimals in range(_MOST_DECIMALS + 1):
        step = Decimal(1).scaleb(-decimals)
        first = (interval.low / step).to_integral_value(ROUND_CEILING) * step
        if first <= interval.high and first > 0:
            return plain(first) if first + step > interval.high else None
    return None


def agree(pairs: Iterable[tuple[Decimal, Decimal, Decimal]]) -> Agreement:
    """What the (amount, USD figure, step) pairs of one narrative and currency say of the rate; a pair said twice counts once."""
    distinct = sorted(set(pairs))
    intervals = [one for pair in distinct if (one := implied_interval(*pair)) is not None]
    if not intervals:
        return Agreement(None, len(distinct), None, "no conversion is printed")
    shared = largest_agreement(intervals)
    if shared is None:
        return Agreement(None, len(distinct), None, "the printed conversions contradict each other")
    rate = inferred_rate(shared)
    return Agreement(shared, len(distinct), rate, None if rate is not None else "several rates of as few digits fit")
