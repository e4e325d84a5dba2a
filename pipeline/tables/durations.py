"""The table `durations`: penalties, sentences, reflection periods, detention limits, permits, stays."""

from collections.abc import Sequence
from decimal import Decimal

import pyarrow as pa

from pipeline.facts.model import Duration, Reading
from pipeline.tables.address import Ids, closing, identify, opening
from pipeline.tables.entry import Entry
from pipeline.tables.field import Field, Row
from pipeline.tables.fields import CLOSING, FACT_KEYS, OPENING, TERRITORY, codes
from pipeline.tables.table import Table

# Days per unit by the data model: 30-day months and 365-day years, so that terms compare; bare "life" has none.
_DAYS = {"hour": Decimal(1) / 24, "day": Decimal(1), "week": Decimal(7), "month": Decimal(30), "year": Decimal(365)}
_SCALE = 4
_CENT = Decimal(1).scaleb(-_SCALE)

TABLE = Table(
    "durations",
    "Durations",
    "One row per term: penalties that laws prescribe, sentences that courts imposed, and other limits in time.",
    (
        *OPENING,
        TERRITORY,
        Field("kind", "code", "What the term is.", codes=codes("duration_kind")),
        Field("subject", "text", "The law, person or status that the term is about.", "The text names none."),
        Field("value_low", "decimal", "Shortest term.", "Open below, or life.", unit="the row's unit", scale=_SCALE),
        Field("value_high", "decimal", "Longest term.", "Open above, or life.", unit="the row's unit", scale=_SCALE),
        Field("unit", "code", "Unit as printed; a range of mixed units is converted to the smaller one.", codes=codes("duration_unit")),
        Field(
            "days_low",
            "decimal",
            "Shortest term in days (30-day months, 365-day years).",
            "Open below, or life.",
            unit="days",
            scale=_SCALE,
        ),
        Field(
            "days_high",
            "decimal",
            "Longest term in days (30-day months, 365-day years).",
            "Open above, or life.",
            unit="days",
            scale=_SCALE,
        ),
        *CLOSING,
    ),
    ("row_id",),
    FACT_KEYS,
    quoted="quote",
)


def _days(value: Decimal | None, unit: str) -> Decimal | None:
    if value is None or unit not in _DAYS:
        return None
    return (value * _DAYS[unit]).quantize(_CENT)


def _cells(duration: Duration) -> Row:
    return {
        "territory": duration.territory,
        "kind": duration.kind,
        "subject": duration.subject,
        "value_low": duration.value_low,
        "value_high": duration.value_high,
        "unit": duration.unit,
        "days_low": _days(duration.value_low, duration.unit),
        "days_high": _days(duration.value_high, duration.unit),
    }


def _placed(reading: Reading) -> list[tuple[str, Duration, Row]]:
    return identify(reading.narrative, TABLE.name, [(duration, _cells(duration)) for duration in reading.durations])


def ids(reading: Reading) -> Ids:
    """Row id of each duration of a reading."""
    return {id(duration): row_id for row_id, duration, _ in _placed(reading)}


def _rows(reading: Reading) -> list[Row]:
    return [
        opening(reading.narrative, row_id, duration) | cells | closing(reading.narrative, duration)
        for row_id, duration, cells in _placed(reading)
    ]


def build(entries: Sequence[Entry]) -> pa.Table:
    """One row per term, by place in the narrative; key row_id."""
    return TABLE.assemble(row for entry in entries for row in _rows(entry.reading))
