"""Which rates normalize the amounts of a folder of sources: those fetched into it, else the embedded ones, never a mix."""

import json
from decimal import Decimal

import pytest
from hand_made import entry

from pipeline.normalize.reference import RateFileError, digest_of
from pipeline.quality.gate import Readings, tabulate
from pipeline.tables.market import embedded_market, market_of

ROWS = [{"record_date": "2022-12-31", "country": "Denmark", "currency": "Krone", "exchange_rate": "6.959"}]


def fetched(sources, digest=None):
    folder = sources / "reference"
    folder.mkdir()
    (folder / "rates_of_exchange.json").write_text(json.dumps({"data": ROWS, "sha256": digest or digest_of(ROWS)}), encoding="utf-8")
    return sources


def test_a_folder_without_fetched_rates_has_the_embedded_ones(tmp_path):
    assert market_of(tmp_path) == embedded_market()
    assert "ECB" in market_of(tmp_path).rates.name


def test_fetched_rates_are_used_and_named_with_their_hash(tmp_path):
    market = market_of(fetched(tmp_path))
    made = tabulate(Readings((entry(),), ()), market)
    row = made.tables["money"].to_pylist()[0]

    assert (row["reference_rate"], row["reference_source"]) == (Decimal("6.959"), "US Treasury Reporting Rates of Exchange")
    assert made.tables["exchange_rates"].to_pylist()[0]["reference_rate"] == Decimal("6.959")
    assert made.reference["US Treasury Reporting Rates of Exchange"] == digest_of(ROWS)


def test_a_damaged_file_is_refused_not_replaced(tmp_path):
    with pytest.raises(RateFileError, match="Fetch it again"):
        market_of(fetched(tmp_path, digest="0" * 64))
