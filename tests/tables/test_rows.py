"""What single rows hold: ids, links, days, uses."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hand_made import entry

from pipeline.facts.model import Count
from pipeline.tables.catalog import build_tables


def rows(name, *entries):
    return build_tables(entries or [entry()])[name].to_pylist()


def test_a_part_points_to_its_total_by_row_id():
    total, sex, labor = rows("counts")[:3]

    assert total["row_id"] == f"ABW-2023:counts:{total['char_start']}-{total['char_end']}"
    assert (total["value"], total["part_of"]) == (10, None)
    assert (sex["value"], sex["part_of"]) == (4, total["row_id"])
    assert (labor["value"], labor["part_of"]) == (6, total["row_id"])


def test_further_rows_at_one_address_are_numbered_in_canonical_order():
    made = entry()
    total = made.reading.counts[-1]
    twin = replace(total, indicator="cases_identified")
    for counts in ([*made.reading.counts, twin], [twin, *made.reading.counts]):
        found = rows("counts", replace(made, reading=replace(made.reading, counts=counts)))
        at = [(row["row_id"].rsplit(":", 1)[1], row["indicator"]) for row in found if row["char_start"] == total.start]
        assert at == [(f"{total.start}-{total.end}", "cases_identified"), ("2", "investigations")]


def test_a_row_without_a_value_keeps_its_status_and_period():
    (row,) = [row for row in rows("counts") if row["status"] == "not_reported"]

    assert row["value"] is row["value_low"] is row["precision"] is None
    assert (row["period_start"], row["period_end"], row["period_type"]) == (date(2022, 4, 1), date(2023, 3, 31), "reporting_period")


def test_a_count_that_is_no_whole_number_is_refused():
    made = entry()
    broken: Count = replace(made.reading.counts[0], value=Decimal("2.5"))

    with pytest.raises(ValueError, match="whole"):
        rows("counts", replace(made, reading=replace(made.reading, counts=[broken])))


@pytest.mark.parametrize(
    ("low", "high", "unit", "days"),
    [
        (2, 6, "year", (730, 2190)),
        (6, 24, "month", (180, 720)),
        (None, 72, "hour", (None, 3)),
        (1, None, "week", (7, None)),
        (Decimal("2.5"), Decimal("2.5"), "year", (Decimal("912.5"), Decimal("912.5"))),
        (None, None, "life", (None, None)),
    ],
)
def test_terms_are_compared_in_days(low, high, unit, days):
    made = entry()
    term = made.reading.durations[0]
    term.value_low, term.value_high, term.unit = (None if low is None else Decimal(low)), (None if high is None else Decimal(high)), unit

    (row,) = rows("durations", made)

    assert (row["days_low"], row["days_high"]) == days


def test_a_law_points_to_its_penalty():
    (law,), (penalty,) = rows("laws"), rows("durations")

    assert law["penalty_row_id"] == penalty["row_id"]


def test_a_mention_in_the_header_has_no_sentence_and_others_have_theirs():
    tier, ten, *_ = rows("mentions")

    assert (tier["quote"], tier["section"], tier["sentence_id"]) == ("Tier 2", None, None)
    assert (ten["quote"], ten["section"], ten["sentence_id"]) == ("10", "prosecution", "ABW-2023:s002")


def test_uses_name_table_row_and_role():
    made = {row["row_id"]: row for name in ("counts", "durations") for row in rows(name)}
    found = [(made[row["fact_row_id"]]["quote"], row["fact_table"], row["role"]) for row in rows("mention_facts")]

    assert found == [
        ("10", "counts", "value"),
        ("two to six years’", "durations", "bound"),
        ("12", "counts", "value"),
        ("12", "counts", "repeat"),
    ]


def test_a_narrative_is_named_by_the_hash_of_its_text():
    (row,) = rows("narratives")

    assert (row["narrative_id"], row["n_sentences"], row["n_recommendations"]) == ("ABW-2023", 6, 1)
    assert (row["reporting_period_start"], row["reporting_period_end"]) == (date(2022, 4, 1), date(2023, 3, 31))
    assert row["n_characters"] == len(entry().reading.narrative.text)


def test_recommendations_keep_their_pillars():
    (row,) = rows("recommendations")

    assert (row["rank"], row["text"], row["pillars"]) == (1, "Investigate trafficking; train police.", ["prosecution", "partnership"])


def test_amounts_are_normalized_beside_the_printed_figures():
    (row,) = rows("money")

    # 1,500,000 / 215,550, the USD figure anywhere within half of its last printed ten
    assert (row["amount"], row["amount_usd_reported"]) == (1500000, 215550)
    assert row["implied_rate"] == Decimal("6.9589")
    assert row["implied_rate_low"] == Decimal("6.95878082") < row["implied_rate"] < row["implied_rate_high"] == Decimal("6.95910367")
    assert row["rate_outlier"] is False
    assert row["reference_date"] == date(2022, 12, 30), "the last working day of the year"
    assert row["amount_usd_constant"] is None
    assert "no closed period" in row["null_reason"]


def test_a_narrative_has_one_rate_a_currency():
    (row,) = rows("exchange_rates")

    assert (row["currency"], row["pairs"], row["inferred_rate"], row["label"]) == ("DKK", 1, Decimal("6.959"), "inferred")
