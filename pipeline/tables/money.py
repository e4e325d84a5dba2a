"""The table `money`: one row per amount as printed, spread over its period, and normalized beside it."""

from collections.abc import Sequence
from dataclasses import asdict

import pyarrow as pa

from pipeline.facts.model import Money, Reading
from pipeline.normalize.conversion import Conversion, normalize
from pipeline.tables.address import Ids, closing, identify, opening
from pipeline.tables.entry import Entry
from pipeline.tables.field import Field, Row
from pipeline.tables.fields import CLOSING, FACT_KEYS, OPENING, PERIOD_END, PERIOD_START, PRECISION, TERRITORY, codes
from pipeline.tables.market import Market, embedded_market
from pipeline.tables.table import Table
from pipeline.vocabulary.load import load

# Decimals of an amount: sums are printed to the cent at most; two more leave room for amounts that were worked out.
AMOUNT_SCALE = 4

_PURPOSES = {name: f"{name.replace('_', ' ').capitalize()} ({entry['kind']})" for name, entry in load("purposes")["purposes"].items()}
_MISSING = "See null_reason."
_PER_USD = "currency units per USD"

# Worked out from the printed figures, and never mixed with them.
_NORMALIZED = (
    Field("implied_rate", "decimal", "Amount over its USD figure, both as printed, four decimals.", _MISSING, unit=_PER_USD, scale=4),
    Field(
        "implied_rate_low",
        "decimal",
        "Lowest rate at which the amount gives the printed USD figure, that figure being rounded to its last significant digit.",
        _MISSING,
        unit=_PER_USD,
        scale=8,
    ),
    Field("implied_rate_high", "decimal", "Highest such rate.", "Open above, or see null_reason.", unit=_PER_USD, scale=8),
    Field(
        "rate_outlier",
        "boolean",
        "Whether the conversion misses what the narrative's others in this currency agree on.",
        "There is no conversion, or the others do not agree.",
    ),
    Field(
        "reference_rate",
        "decimal",
        "Published rate on 31 December of the year before the report, or the last day before it.",
        _MISSING,
        unit=_PER_USD,
        scale=8,
    ),
    Field("reference_source", "text", "Who published reference_rate.", _MISSING),
    Field("reference_date", "date", "Day of reference_rate.", _MISSING),
    Field(
        "amount_usd_reference", "decimal", "Amount at the reference rate.", _MISSING, unit="USD of the report's date", scale=AMOUNT_SCALE
    ),
    Field("rate_deviation_pct", "decimal", "Printed conversion against the reference rate.", _MISSING, unit="per cent", scale=2),
    Field(
        "amount_usd_constant",
        "decimal",
        "The USD figure (printed, else at the reference rate) at the prices of constant_year, by the US consumer price index.",
        _MISSING,
        unit="USD of constant_year",
        scale=AMOUNT_SCALE,
    ),
    Field("constant_year", "integer", "Year of the prices of amount_usd_constant.", unit="year"),
    Field("null_reason", "text", "Why each normalized value that is missing is missing.", "None is missing."),
)

TABLE = Table(
    "money",
    "Amounts of money",
    "One row per amount as printed. Amounts in different currencies, frequencies or bases must not be summed.",
    (
        *OPENING,
        TERRITORY,
        Field(
            "purpose",
            "code",
            "What the money is for.",
            codes=_PURPOSES,
            pattern=rf"({'|'.join(_PURPOSES)})(_minimum|_maximum|_per_person)?",
        ),
        Field("stage", "code", "How far the money has come.", "The text does not say.", codes=codes("stage")),
        Field("payer", "code", "Who pays.", "No payer is named.", codes=codes("payer")),
        Field("recipient", "text", "Who receives, as named.", "No recipient is named, or the row is a fine or seizure."),
        Field("amount", "decimal", "The amount as printed.", unit="the row's currency", scale=AMOUNT_SCALE),
        PRECISION,
        Field("currency", "code", "Currency of the amount, ISO 4217.", pattern=r"[A-Z]{3}"),
        Field("frequency", "code", "How often the amount is paid.", codes=codes("frequency")),
        Field("basis", "code", "Whether the amount is for all or for each.", codes=codes("basis")),
        PERIOD_START,
        PERIOD_END,
        Field(
            "amount_total",
            "decimal",
            "The amount over the whole period; equals amount where it does not recur.",
            "It recurs over a span that the text does not state.",
            unit="the row's currency",
            scale=AMOUNT_SCALE,
        ),
        Field("cases", "integer", "Number of awards or recipients printed for the sum.", "None is printed.", unit="awards or recipients"),
        Field(
            "amount_usd_reported",
            "decimal",
            "The amount in US dollars as printed.",
            "The text gives none.",
            unit="USD of the report's date",
            scale=AMOUNT_SCALE,
        ),
        *_NORMALIZED,
        *CLOSING,
    ),
    ("row_id",),
    FACT_KEYS,
    quoted="quote",
)


def _cells(money: Money) -> Row:
    return {
        "territory": money.territory,
        "purpose": money.purpose,
        "stage": money.stage,
        "payer": money.payer,
        "recipient": money.recipient,
        "amount": money.amount,
        "precision": money.precision,
        "currency": money.currency,
        "frequency": money.frequency,
        "basis": money.basis,
        "period_start": money.period.start,
        "period_end": money.period.end,
        "amount_total": money.amount_total,
        "cases": money.cases,
        "amount_usd_reported": money.amount_usd_reported,
    }


def _placed(reading: Reading) -> list[tuple[str, Money, Row]]:
    return identify(reading.narrative, TABLE.name, [(money, _cells(money)) for money in reading.money])


def ids(reading: Reading) -> Ids:
    """Row id of each amount of a reading."""
    return {id(money): row_id for row_id, money, _ in _placed(reading)}


def conversions(reading: Reading) -> list[Conversion]:
    """The amounts of a reading as `pipeline.normalize.conversion` takes them, in the reading's order."""
    return [
        Conversion(money.amount, money.currency, money.amount_usd_reported, money.usd_step, money.period.start, money.period.end)
        for money in reading.money
    ]


def _rows(reading: Reading, market: Market) -> list[Row]:
    values = normalize(conversions(reading), reading.narrative.report_year, market.rates, market.prices)
    worked_out = {id(money): asdict(value) for money, value in zip(reading.money, values, strict=True)}
    return [
        opening(reading.narrative, row_id, money) | cells | worked_out[id(money)] | closing(reading.narrative, money)
        for row_id, money, cells in _placed(reading)
    ]


def build(entries: Sequence[Entry], market: Market | None = None) -> pa.Table:
    """One row per amount, by place in the narrative; key row_id."""
    used = market or embedded_market()
    return TABLE.assemble(row for entry in entries for row in _rows(entry.reading, used))
