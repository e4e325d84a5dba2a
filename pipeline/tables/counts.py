"""The table `counts`: one row per stated or worked-out count, with what it counts, of whom, whose and when."""

from collections.abc import Sequence
from decimal import Decimal

import pyarrow as pa

from pipeline.facts.model import Count, Reading
from pipeline.tables.address import Ids, closing, identify, opening
from pipeline.tables.entry import Entry
from pipeline.tables.field import Field, Row
from pipeline.tables.fields import CLOSING, FACT_KEYS, OPENING, PERIOD_END, PERIOD_START, PRECISION, TERRITORY, codes
from pipeline.tables.table import ForeignKey, Table
from pipeline.vocabulary.load import load

_INDICATORS = {name: entry["definition"] for name, entry in load("indicators")["indicators"].items()}

TABLE = Table(
    "counts",
    "Counts",
    "One row per count that the text states or that its wording lets one work out. Breakdowns are further rows: filter scope = 'total' "
    "and the dimensions = 'all' before summing.",
    (
        *OPENING,
        TERRITORY,
        Field("indicator", "code", "What is counted.", codes=_INDICATORS),
        Field("unit", "code", "Unit of the count; of the indicator 'other' the printed noun in the singular."),
        Field("value", "integer", "The count.", "No number was stated: see status, and the bounds of a range.", unit="the row's unit"),
        Field("value_low", "integer", "Lowest value that the wording allows.", "Open below, or no number.", unit="the row's unit"),
        Field("value_high", "integer", "Highest value that the wording allows.", "Open above, or no number.", unit="the row's unit"),
        PRECISION,
        Field("status", "code", "Whether a number was stated, and if not, what the text says of it.", codes=codes("status")),
        PERIOD_START,
        PERIOD_END,
        Field("period_type", "code", "Kind of period.", codes=codes("period_type")),
        Field("exploitation", "code", "Form of exploitation of the crime.", codes=codes("exploitation")),
        Field("sex", "code", "Sex of the persons counted, or of the victims that the counted cases are about.", codes=codes("sex")),
        Field("age", "code", "Age of the persons counted, or of the victims that the counted cases are about.", codes=codes("age")),
        Field(
            "nationality",
            "code",
            "Nationality of the persons counted, or of the victims that the counted cases are about; otherwise ISO 3166-1 alpha-3.",
            codes=codes("nationality"),
            pattern=r"all|foreign|national|[A-Z]{3}",
        ),
        Field("actor", "code", "Whose figure it is.", codes=codes("actor")),
        Field(
            "body", "text", "The printed body (police, prosecutors ...) whose figure it is.", "The figure is not one body's among several."
        ),
        Field("detail", "text", "What the dimensions cannot say.", "There is nothing more to say."),
        Field("scope", "code", "How the row relates to the narrative's headline figure.", codes=codes("scope")),
        Field("part_of", "text", "row_id of the nearest printed total that contains the row.", "No such total is printed."),
        Field("derived", "boolean", "Whether the value was worked out from the wording ('all but one' of 72)."),
        *CLOSING,
    ),
    ("row_id",),
    (*FACT_KEYS, ForeignKey(("part_of",), "counts", ("row_id",))),
    quoted="quote",
)


def _whole(value: Decimal | None) -> int | None:
    if value is None:
        return None
    if value != value.to_integral_value():
        raise ValueError(f"a count of {value} is no whole number")
    return int(value)


def _cells(count: Count) -> Row:
    return {
        "territory": count.territory,
        "indicator": count.indicator,
        "unit": count.unit,
        "value": _whole(count.value),
        "value_low": _whole(count.value_low),
        "value_high": _whole(count.value_high),
        "precision": count.precision,
        "status": count.status,
        "period_start": count.period.start,
        "period_end": count.period.end,
        "period_type": count.period.type,
        "exploitation": count.exploitation,
        "sex": count.sex,
        "age": count.age,
        "nationality": count.nationality,
        "actor": count.actor,
        "body": count.body,
        "detail": count.detail,
        "scope": count.scope,
        "derived": count.derived,
    }


def _placed(reading: Reading) -> list[tuple[str, Count, Row]]:
    return identify(reading.narrative, TABLE.name, [(count, _cells(count)) for count in reading.counts])


def ids(reading: Reading) -> Ids:
    """Row id of each count of a reading."""
    return {id(count): row_id for row_id, count, _ in _placed(reading)}


def _rows(reading: Reading) -> list[Row]:
    placed = _placed(reading)
    known = {id(count): row_id for row_id, count, _ in placed}
    rows = []
    for row_id, count, cells in placed:
        if count.part_of is not None and id(count.part_of) not in known:
            raise ValueError(f"{row_id}: the total that contains it is no row of its narrative")
        part_of = None if count.part_of is None else known[id(count.part_of)]
        rows.append(opening(reading.narrative, row_id, count) | cells | {"part_of": part_of} | closing(reading.narrative, count))
    return rows


def build(entries: Sequence[Entry]) -> pa.Table:
    """One row per count, by place in the narrative; key row_id."""
    return TABLE.assemble(row for entry in entries for row in _rows(entry.reading))
