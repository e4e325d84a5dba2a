"""The table `profile`: who is exploited, where and how, as the trafficking profile tells."""

from collections.abc import Sequence

import pyarrow as pa

from pipeline.facts.model import ProfileItem, Reading
from pipeline.tables.address import Ids, closing, identify, opening
from pipeline.tables.entry import Entry
from pipeline.tables.field import Field, Row
from pipeline.tables.fields import CLOSING, FACT_KEYS, OPENING, TERRITORY, codes
from pipeline.tables.table import Table

TABLE = Table(
    "profile",
    "Trafficking profile",
    "One row per origin, destination, sector, vulnerable group, form or method that the profile names.",
    (
        *OPENING,
        TERRITORY,
        Field("category", "code", "What the row names.", codes=codes("profile_category")),
        Field("value", "text", "What is named, in a fixed spelling."),
        Field("iso3", "text", "The country named, ISO 3166-1 alpha-3.", "The value names no country.", pattern=r"[A-Z]{3}"),
        *CLOSING,
    ),
    ("row_id",),
    FACT_KEYS,
    quoted="quote",
)


def _cells(item: ProfileItem) -> Row:
    return {"territory": item.territory, "category": item.category, "value": item.value, "iso3": item.iso3}


def _placed(reading: Reading) -> list[tuple[str, ProfileItem, Row]]:
    return identify(reading.narrative, TABLE.name, [(item, _cells(item)) for item in reading.profile])


def ids(reading: Reading) -> Ids:
    """Row id of each profile item of a reading."""
    return {id(item): row_id for row_id, item, _ in _placed(reading)}


def _rows(reading: Reading) -> list[Row]:
    return [opening(reading.narrative, row_id, item) | cells | closing(reading.narrative, item) for row_id, item, cells in _placed(reading)]


def build(entries: Sequence[Entry]) -> pa.Table:
    """One row per item, by place in the narrative; key row_id."""
    return TABLE.assemble(row for entry in entries for row in _rows(entry.reading))
