"""Normalized values of the sums of one narrative: implied and reference rates, US dollars, constant prices, with the reason for each null.

How the table builders call it, once per narrative:

    rates = EcbTable()                      # or read_treasury(path): the choice is the caller's, nothing falls back
    prices = read_price_index(path)         # seeds/reference/cpi_u.csv
    figures = [Conversion(amount, currency, usd, usd_step, period_start, period_end) for each money fact, in order]
    values = normalize(figures, report_year, rates, prices)            # one MoneyValues per figure, same order
    rows = exchange_rates(figures, report_year, rates)                  # one ExchangeRate per currency other than USD, by code
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from babel.numbers import get_currency_precision

from pipeline.normalize.prices import CONSTANT_YEAR, PriceIndex, midpoint_year
from pipeline.normalize.rates import Agreement, Interval, agree, implied_interval, implied_rate, plain
from pipeline.normalize.reference import RateTable, Reference

_PERCENT_STEP = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Conversion:
    """One sum as printed: `usd` and its `step` are None where the text gives no USD figure."""

    amount: Decimal
    currency: str
    usd: Decimal | None
    step: Decimal | None
    period_start: date | None
    period_end: date | None

    @property
    def pair(self) -> tuple[Decimal, Decimal, Decimal] | None:
        """(amount, USD figure, step) of a conversion between two currencies."""
        if self.currency == "USD" or self.usd is None or self.step is None:
            return None
        return self.amount, self.usd, self.step


@dataclass(frozen=True, slots=True)
class MoneyValues:
    """The worked-out columns of a `money` row; `null_reason` names every one that is missing and why, `;` between them."""

    implied_rate: Decimal | None
    implied_rate_low: Decimal | None
    implied_rate_high: Decimal | None
    rate_outlier: bool | None
    reference_rate: Decimal | None
    reference_source: str | None
    reference_date: date | None
    amount_usd_reference: Decimal | None
    rate_deviation_pct: Decimal | None
    amount_usd_constant: Decimal | None
    constant_year: int
    null_reason: str | None


@dataclass(frozen=True, slots=True)
class ExchangeRate:
    """One row of `exchange_rates`: what a narrative's conversions in one currency agree on, beside the reference rate."""

    currency: str
    pairs: int
    implied_rate_low: Decimal | None
    implied_rate_high: Decimal | None
    inferred_rate: Decimal | None
    label: str | None
    reference_rate: Decimal | None
    reference_source: str | None
    reference_date: date | None
    null_reason: str | None


def conversion_day(report_year: int) -> date:
    """31 December of the year before the report: the day whose rates the reports say they use."""
    return date(report_year - 1, 12, 31)


def in_minor_units(amount: Decimal, currency: str) -> Decimal:
    """The amount rounded half up to the currency's minor unit (CLDR: two digits for USD, none for JPY, three for KWD)."""
    return amount.quantize(Decimal(1).scaleb(-get_currency_precision(currency)), ROUND_HALF_UP)


def _agreements(figures: Sequence[Conversion]) -> dict[str, Agreement]:
    pairs: dict[str, list[tuple[Decimal, Decimal, Decimal]]] = defaultdict(list)
    for figure in figures:
        if figure.currency != "USD":
            pairs[figure.currency] += [figure.pair] if figure.pair else []
    return {currency: agree(listed) for currency, listed in pairs.items()}


def normalize(figures: Sequence[Conversion], report_year: int, rates: RateTable, prices: PriceIndex) -> list[MoneyValues]:
    """The worked-out columns of every sum of one narrative, in order."""
    shared = _agreements(figures)
    on = conversion_day(report_year)
    return [_values(figure, shared.get(figure.currency), rates.rate(figure.currency, on), prices) for figure in figures]


def _values(figure: Conversion, agreement: Agreement | None, reference: Reference, prices: PriceIndex) -> MoneyValues:
    reasons: list[str] = []
    pair = figure.pair
    interval = implied_interval(*pair) if pair else None
    implied = implied_rate(pair[0], pair[1]) if pair else None
    in_usd = figure.currency == "USD"
    if pair is None:
        reasons.append("implied_rate: the sum is in US dollars" if in_usd else "implied_rate: no USD figure is printed")
    if in_usd:
        rate, usd_reference = None, None
        reasons.append("reference_rate: the sum is in US dollars")
    else:
        rate = reference.rate
        usd_reference = in_minor_units(figure.amount / rate, "USD") if rate else None
        if rate is None:
            reasons.append(f"reference_rate: {reference.reason}")
    deviation = ((pair[0] / pair[1] - rate) / rate * 100).quantize(_PERCENT_STEP, ROUND_HALF_UP) if pair and rate and pair[1] else None
    constant, why = _constant(figure, usd_reference, prices)
    if why:
        reasons.append(f"amount_usd_constant: {why}")
    bounds = interval.rounded() if interval else None
    return MoneyValues(
        implied_rate=implied,
        implied_rate_low=bounds.low if bounds else None,
        implied_rate_high=bounds.high if bounds else None,
        rate_outlier=_outlier(interval, agreement),
        reference_rate=rate,
        reference_source=reference.source if rate else None,
        reference_date=reference.date if rate else None,
        amount_usd_reference=usd_reference,
        rate_deviation_pct=deviation,
        amount_usd_constant=constant,
        constant_year=CONSTANT_YEAR,
        null_reason="; ".join(reasons) or None,
    )


def _outlier(interval: Interval | None, agreement: Agreement | None) -> bool | None:
    """Whether a conversion misses what the narrative's others agree on; None without a conversion or an agreement."""
    if interval is None or agreement is None or agreement.interval is None:
        return None
    return not interval.meets(agreement.interval)


def _constant(figure: Conversion, usd_reference: Decimal | None, prices: PriceIndex) -> tuple[Decimal | None, str | None]:
    """The sum in dollars of the constant year: from the printed USD figure, else from the reference rate; the reason if there is none."""
    usd = figure.usd if figure.usd is not None else usd_reference
    if usd is None:
        return None, "no USD figure and no reference rate"
    year = midpoint_year(figure.period_start, figure.period_end)
    if year is None:
        return None, "the sum has no closed period"
    constant = prices.at_constant_prices(usd, year)
    return constant, None if constant is not None else f"the price index has no {year}"


def exchange_rates(figures: Sequence[Conversion], report_year: int, rates: RateTable) -> list[ExchangeRate]:
    """One row per currency other than the US dollar in which the narrative names a sum, by code."""
    on = conversion_day(report_year)
    rows = []
    for currency, agreement in sorted(_agreements(figures).items()):
        reference = rates.rate(currency, on)
        bounds = agreement.interval.rounded() if agreement.interval else None
        reasons = [f"inferred_rate: {agreement.reason}"] if agreement.reason else []
        reasons += [f"reference_rate: {reference.reason}"] if reference.reason else []
        rows.append(
            ExchangeRate(
                currency=currency,
                pairs=agreement.pairs,
                implied_rate_low=bounds.low if bounds else None,
                implied_rate_high=bounds.high if bounds else None,
                inferred_rate=plain(agreement.inferred) if agreement.inferred is not None else None,
                label="inferred" if agreement.inferred is not None else None,
                reference_rate=reference.rate,
                reference_source=reference.source if reference.rate else None,
                reference_date=reference.date if reference.rate else None,
                null_reason="; ".join(reasons) or None,
            )
        )
    return rows
