"""The table `money`: one row per amount as printed, spread over its period, and normalized beside it."""

from collections.abc import Sequence

import pyarrow as pa

from pipeline.facts.model import Money, Reading
from pipeline.tables.address import Ids, closing, identify, opening
from pipeline.tables.entry import Entry
from pipeline.tables.field import Field, Row
from pipeline.tables.fields import CLOSING, FACT_KEYS, OPENING, PERIOD_END, PERIOD_START, PRECISION, TERRITORY, codes
from pipeline.tables.table import Table

# Decimals of an amount: sums are printed to the cent at most; two more leave room for amounts that were worked out.
AMOUNT_SCALE = 4

TABLE = Table(
    "money",
    "Amounts of money",
    "One row per amount as printed. Amounts in different currencies, frequencies or bases must not be summed.",
    (
        *OPENING,
        TERRITORY,
        Field("purpose", "code", "What the money is for."),
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


def _rows(reading: Reading) -> list[Row]:
    return [
        opening(reading.narrative, row_id, money) | cells | closing(reading.narrative, money) for row_id, money, cells in _placed(reading)
    ]


def build(entries: Sequence[Entry]) -> pa.Table:
    """One row per amount, by place in the narrative; key row_id."""
    return TABLE.assemble(row for entry in entries for row in _rows(entry.reading))
