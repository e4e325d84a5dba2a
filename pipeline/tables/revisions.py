"""The table `revisions`: where two reports give different figures for one country, period and indicator.

Both figures stand in `counts`; this table pairs them and judges neither.
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

import pyarrow as pa

from pipeline.facts.model import Count
from pipeline.tables import counts
from pipeline.tables.entry import Entry
from pipeline.tables.field import Cell, Field, Row
from pipeline.tables.fields import PERIOD_END, PERIOD_START, TERRITORY
from pipeline.tables.table import ForeignKey, Table

# What two rows must share to be figures for the same thing.
_SAME = (
    "territory",
    "indicator",
    "unit",
    "period_start",
    "period_end",
    "exploitation",
    "sex",
    "age",
    "nationality",
    "actor",
    "body",
    "detail",
    "scope",
)

TABLE = Table(
    "revisions",
    "Figures that a later report gives differently",
    "One row per pair of counts of two narratives of one country, the later being the next report that speaks of the same figure, where "
    "value or status differ. Counts without a period, and figures that one narrative gives twice, are not paired.",
    (
        Field("earlier_row_id", "text", "row_id of the earlier report's count."),
        Field("later_row_id", "text", "row_id of the later report's count."),
        TERRITORY,
        counts.TABLE["indicator"],
        counts.TABLE["unit"],
        PERIOD_START,
        PERIOD_END,
        *(counts.TABLE[name] for name in ("exploitation", "sex", "age", "nationality", "actor", "body", "detail", "scope")),
        Field("earlier_report_year", "integer", "Year of the earlier report.", unit="year"),
        Field("later_report_year", "integer", "Year of the later report.", unit="year"),
        Field("earlier_value", "integer", "The earlier report's value.", "It gives none: see earlier_status.", unit="the row's unit"),
        Field("later_value", "integer", "The later report's value.", "It gives none: see later_status.", unit="the row's unit"),
        Field("earlier_status", "code", "Status of the earlier report's count.", codes=counts.TABLE["status"].codes),
        Field("later_status", "code", "Status of the later report's count.", codes=counts.TABLE["status"].codes),
    ),
    ("earlier_row_id", "later_row_id"),
    (ForeignKey(("earlier_row_id",), "counts", ("row_id",)), ForeignKey(("later_row_id",), "counts", ("row_id",))),
)

_Told = tuple[int, str, Count]


def _same(count: Count) -> Row:
    period: dict[str, Cell] = {"period_start": count.period.start, "period_end": count.period.end}
    return {name: period[name] if name in period else getattr(count, name) for name in _SAME}


def _told(entries: Sequence[Entry]) -> list[list[_Told]]:
    """Figures that several reports give, each list by report year."""
    found: dict[tuple[Cell, ...], dict[str, list[_Told]]] = defaultdict(lambda: defaultdict(list))
    for entry in entries:
        narrative, ids = entry.reading.narrative, counts.ids(entry.reading)
        for count in entry.reading.counts:
            if count.period.start or count.period.end:
                key = (narrative.iso3, *_same(count).values())
                found[key][narrative.narrative_id].append((narrative.report_year, ids[id(count)], count))
    series = [[told[0] for told in by_narrative.values() if len(told) == 1] for by_narrative in found.values()]
    return [sorted(told, key=lambda item: item[:2]) for told in series if len(told) > 1]


def _row(earlier: _Told, later: _Told) -> Row:
    values = {name: None if told[2].value is None else int(told[2].value) for name, told in (("earlier", earlier), ("later", later))}
    return _same(later[2]) | {
        "earlier_row_id": earlier[1],
        "later_row_id": later[1],
        "earlier_report_year": earlier[0],
        "later_report_year": later[0],
        "earlier_value": values["earlier"],
        "later_value": values["later"],
        "earlier_status": earlier[2].status,
        "later_status": later[2].status,
    }


def build(entries: Sequence[Entry]) -> pa.Table:
    """One row per differing pair, by the row ids of the earlier and later count."""
    rows = [
        _row(earlier, later)
        for told in _told(entries)
        for earlier, later in pairwise(told)
        if earlier[0] < later[0] and (earlier[2].value, earlier[2].status) != (later[2].value, later[2].status)
    ]
    return TABLE.assemble(sorted(rows, key=lambda row: (str(row["earlier_row_id"]), str(row["later_row_id"]))))
