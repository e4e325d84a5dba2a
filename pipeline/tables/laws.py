"""The table `laws`: legal provisions cited, and what the text says of their penalties."""

from collections.abc import Sequence

import pyarrow as pa

from pipeline.facts.model import Law, Reading
from pipeline.tables import durations
from pipeline.tables.address import Ids, closing, identify, opening
from pipeline.tables.entry import Entry
from pipeline.tables.field import Field, Row
from pipeline.tables.fields import CLOSING, FACT_KEYS, OPENING, TERRITORY
from pipeline.tables.table import ForeignKey, Table
from pipeline.vocabulary.load import load

_TOPICS = {name: name.replace("_", " ").capitalize() for name in load("laws")["topics"]}
_SILENT = "The text does not say."

TABLE = Table(
    "laws",
    "Legal provisions",
    "One row per legal provision that the text cites.",
    (
        *OPENING,
        TERRITORY,
        Field("law", "text", "The law or code as named.", "The text names none."),
        Field("provision", "text", "Section, article or number as named.", "The text names none."),
        Field("jurisdiction", "text", "Whose law it is, ISO 3166-1 alpha-3.", pattern=r"[A-Z]{3}"),
        Field("topic", "code", "What the provision is about.", _SILENT, codes=_TOPICS),
        Field("penalty_row_id", "text", "row_id of the penalty that it prescribes, in durations.", "The text states no penalty."),
        Field("sufficiently_stringent", "boolean", "Whether the text calls the penalties sufficiently stringent.", _SILENT),
        Field("commensurate", "boolean", "Whether the text calls them commensurate with those for other serious crimes.", _SILENT),
        *CLOSING,
    ),
    ("row_id",),
    (*FACT_KEYS, ForeignKey(("penalty_row_id",), "durations", ("row_id",))),
    quoted="quote",
)


def _cells(law: Law) -> Row:
    return {
        "territory": law.territory,
        "law": law.law,
        "provision": law.provision,
        "jurisdiction": law.jurisdiction,
        "topic": law.topic,
        "sufficiently_stringent": law.sufficiently_stringent,
        "commensurate": law.commensurate,
    }


def _placed(reading: Reading) -> list[tuple[str, Law, Row]]:
    return identify(reading.narrative, TABLE.name, [(law, _cells(law)) for law in reading.laws])


def ids(reading: Reading) -> Ids:
    """Row id of each provision of a reading."""
    return {id(law): row_id for row_id, law, _ in _placed(reading)}


def _rows(reading: Reading) -> list[Row]:
    penalties = durations.ids(reading)
    rows = []
    for row_id, law, cells in _placed(reading):
        if law.penalty is not None and id(law.penalty) not in penalties:
            raise ValueError(f"{row_id}: its penalty is no row of durations")
        penalty = None if law.penalty is None else penalties[id(law.penalty)]
        rows.append(opening(reading.narrative, row_id, law) | cells | {"penalty_row_id": penalty} | closing(reading.narrative, law))
    return rows


def build(entries: Sequence[Entry]) -> pa.Table:
    """One row per cited provision, by place in the narrative; key row_id."""
    return TABLE.assemble(row for entry in entries for row in _rows(entry.reading))
