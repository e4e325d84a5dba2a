"""The worked-out columns of the sums of a narrative."""

from datetime import date
from decimal import Decimal

from pipeline.normalize.conversion import Conversion, exchange_rates, in_minor_units, normalize
from pipeline.normalize.prices import PriceIndex
from pipeline.normalize.reference import EcbTable, Reference

D = Decimal
YEAR = (date(2022, 1, 1), date(2022, 12, 31))
PRICES = PriceIndex({2022: D("292.655"), 2024: D("313.689")}, "made for the test")


class OneRate:
    """A table that knows one currency."""

    name = "made for the test"
    digest = None

    def rate(self, currency: str, on: date) -> Reference:
        if currency != "NGN":
            return Reference(None, self.name, None, f"no {currency}")
        return Reference(D(460), self.name, on, None)


def test_a_conversion_has_rates_dollars_and_constant_prices():
    (values,) = normalize([Conversion(D(1000000), "NGN", D(2170), D(10), *YEAR)], 2023, OneRate(), PRICES)
    assert values.implied_rate == D("460.8295")
    assert values.rate_outlier is False
    assert (values.reference_rate, values.reference_date) == (D(460), date(2022, 12, 31))
    assert values.amount_usd_reference == D("2173.91")
    assert values.rate_deviation_pct == D("0.18")
    assert values.amount_usd_constant == D("2325.96")
    assert values.null_reason is None


def test_a_missing_rate_is_null_with_its_reason_and_from_no_other_source():
    (values,) = normalize([Conversion(D(5000), "GEL", None, None, *YEAR)], 2023, OneRate(), PRICES)
    assert (values.reference_rate, values.reference_source, values.amount_usd_constant) == (None, None, None)
    assert values.null_reason == (
        "implied_rate: no USD figure is printed; reference_rate: no GEL; amount_usd_constant: no USD figure and no reference rate"
    )


def test_dollars_have_no_rate_but_constant_prices():
    (values,) = normalize([Conversion(D(5000), "USD", D(5000), D(1000), *YEAR)], 2023, OneRate(), PRICES)
    assert (values.implied_rate, values.reference_rate, values.rate_outlier) == (None, None, None)
    assert values.amount_usd_constant == D("5359.37")


def test_a_sum_without_period_has_no_constant_prices():
    (values,) = normalize([Conversion(D(5000), "USD", D(5000), D(1000), None, None)], 2023, OneRate(), PRICES)
    dollars = "implied_rate: the sum is in US dollars; reference_rate: the sum is in US dollars"
    assert values.null_reason == f"{dollars}; amount_usd_constant: the sum has no closed period"


def test_one_slip_among_three_conversions_is_flagged_and_no_other():
    sums = [
        Conversion(D(1000000), "NGN", D(2170), D(10), *YEAR),
        Conversion(D(2000000), "NGN", D(4350), D(10), *YEAR),
        Conversion(D(3000000), "NGN", D(5520), D(10), *YEAR),
    ]
    assert [values.rate_outlier for values in normalize(sums, 2023, OneRate(), PRICES)] == [False, False, True]
    (row,) = exchange_rates(sums, 2023, OneRate())
    assert (row.currency, row.pairs, row.inferred_rate, row.label) == ("NGN", 3, D(460), "inferred")


def test_exchange_rates_have_one_row_per_currency_named_even_without_conversion():
    sums = [Conversion(D(5), "GEL", None, None, *YEAR), Conversion(D(5), "USD", D(5), D(1), *YEAR)]
    (row,) = exchange_rates(sums, 2023, OneRate())
    assert (row.currency, row.pairs, row.inferred_rate, row.label) == ("GEL", 0, None, None)
    assert row.null_reason == "inferred_rate: no conversion is printed; reference_rate: no GEL"


def test_the_ecb_gives_cross_rates_of_the_last_working_day():
    found = EcbTable().rate("DKK", date(2022, 12, 31))
    assert (found.date, found.rate) == (date(2022, 12, 30), D("6.97215451"))
    assert EcbTable().rate("EUR", date(2021, 12, 31)).rate == D("0.88292425")
    assert EcbTable().rate("NGN", date(2022, 12, 31)).reason == "the ECB quotes no NGN"
    assert EcbTable().rate("EEK", date(2022, 12, 31)).reason == "the ECB quotes no EEK at 2022-12-31"


def test_sums_are_rounded_to_the_minor_unit_of_their_currency():
    assert [str(in_minor_units(D("12.3455"), code)) for code in ("USD", "JPY", "KWD")] == ["12.35", "12", "12.346"]
