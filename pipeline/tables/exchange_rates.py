"""The table `exchange_rates`: the rate at which a narrative converts, read back from its conversions, beside a published one."""

from collections.abc import Sequence
from dataclasses import asdict

import pyarrow as pa

from pipeline.normalize.conversion import exchange_rates
from pipeline.tables import money
from pipeline.tables.entry import Entry
from pipeline.tables.field import Field, Row
from pipeline.tables.fields import NARRATIVE_ID
from pipeline.tables.market import Market, embedded_market
from pipeline.tables.table import ForeignKey, Table

_NONE = "The narrative's conversions have no rate in common, or there are none: see null_reason."
_PER_USD = "currency units per USD"

TABLE = Table(
    "exchange_rates",
    "Exchange rates of the narratives",
    "One row per narrative and currency other than the US dollar in which it names an amount.",
    (
        NARRATIVE_ID,
        Field("currency", "code", "The currency, ISO 4217.", pattern=r"[A-Z]{3}"),
        Field("pairs", "integer", "Number of distinct conversions printed.", unit="conversions"),
        Field("implied_rate_low", "decimal", "Lowest rate that explains the conversions.", _NONE, unit=_PER_USD, scale=8),
        Field("implied_rate_high", "decimal", "Highest rate that explains the conversions.", _NONE, unit=_PER_USD, scale=8),
        Field("inferred_rate", "decimal", "The one rate of fewest digits between the two.", _NONE, unit=_PER_USD, scale=8),
        Field("label", "code", "How inferred_rate was found.", "There is none.", codes={"inferred": "Worked out from the conversions"}),
        money.TABLE["reference_rate"],
        money.TABLE["reference_source"],
        money.TABLE["reference_date"],
        money.TABLE["null_reason"],
    ),
    ("narrative_id", "currency"),
    (ForeignKey(("narrative_id",), "narratives", ("narrative_id",)),),
)


def _rows(entry: Entry, market: Market) -> list[Row]:
    narrative = entry.reading.narrative
    found = exchange_rates(money.conversions(entry.reading), narrative.report_year, market.rates)
    return [{"narrative_id": narrative.narrative_id} | asdict(rate) for rate in found]


def build(entries: Sequence[Entry], market: Market | None = None) -> pa.Table:
    """One row per narrative and currency, by code; key narrative_id, currency."""
    used = market or embedded_market()
    return TABLE.assemble(row for entry in entries for row in _rows(entry, used))
