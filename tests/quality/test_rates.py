"""One slip among a narrative's conversions is flagged, in its row and among the verdicts; the row stays."""

from dataclasses import replace
from decimal import Decimal

from hand_made import entry

from pipeline.quality.rule import Tables
from pipeline.quality.validate import validate
from pipeline.tables.catalog import build_tables

OUTLIER = "expect_column_values_to_be_in_set(rate_outlier)"
DEVIATION = "expect_column_values_to_be_between(rate_deviation_pct)"


def converted(*figures):
    """Tables of a narrative whose sum of 1.5 million kroner is converted once for each figure and step."""
    made = entry()
    money = made.reading.money[0]
    sums = [replace(money, amount_usd_reported=Decimal(usd), usd_step=Decimal(step)) for usd, step in figures]
    tables = build_tables([replace(made, reading=replace(made.reading, money=sums))])
    return Tables(tables, {"ABW-2023": made.reading.narrative.text})


def warned(tables):
    return {verdict.expectation: verdict for verdict in validate("money", tables) if verdict.outcome == "warned"}


def test_conversions_that_agree_are_not_flagged():
    tables = converted((215550, 10), (215500, 100), (216000, 1000))

    assert tables.arrow["money"]["rate_outlier"].to_pylist() == [False] * 3
    assert not warned(tables).keys() & {OUTLIER, DEVIATION}


def test_one_slip_is_flagged_and_kept():
    tables = converted((215550, 10), (215500, 100), (251550, 10))
    flagged = [(row["amount_usd_reported"], row["rate_outlier"]) for row in tables.arrow["money"].to_pylist()]

    assert sorted(flagged) == [(215500, False), (215550, False), (251550, True)]
    found = warned(tables)
    assert {OUTLIER, DEVIATION} <= found.keys()
    assert len(found[OUTLIER].breaches) == len(found[DEVIATION].breaches) == 1
    assert tables.arrow["exchange_rates"].to_pylist()[0]["inferred_rate"] == Decimal("6.959")


def test_one_conversion_alone_is_judged_by_the_reference_rate():
    tables = converted((2155500, 100))

    assert tables.arrow["money"]["rate_outlier"].to_pylist() == [False]
    assert warned(tables).keys() >= {DEVIATION}


def test_without_a_conversion_nothing_is_judged():
    made = entry()
    money = [replace(made.reading.money[0], amount_usd_reported=None, usd_step=None)]
    tables = build_tables([replace(made, reading=replace(made.reading, money=money))])
    row = tables["money"].to_pylist()[0]

    assert (row["rate_outlier"], row["implied_rate"], row["rate_deviation_pct"]) == (None, None, None)
    assert "implied_rate: no USD figure is printed" in row["null_reason"]
    assert not warned(Tables(tables, {"ABW-2023": made.reading.narrative.text})).keys() & {OUTLIER, DEVIATION}
