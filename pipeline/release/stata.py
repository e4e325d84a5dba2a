"""The main tables as Stata files (format 118, Stata 14 and later), for readers whose tools have no Parquet.

Decimals become doubles, booleans 0 and 1, lists are joined by semicolons; Parquet is exact where they are not.
"""

from datetime import date, datetime
from pathlib import Path

import pandas as pd
import pyarrow as pa

from pipeline.release.csv_file import spell
from pipeline.tables.field import Cell, Field
from pipeline.tables.table import Table

MAIN = ("narratives", "counts", "money", "durations")
# What Stata allows: names of 32 characters, labels of 80.
_LABEL = 80
# Stata's own header wants a time; nothing in a release holds the time of its making, so it is Stata's day zero.
_DAY_ZERO = datetime(1960, 1, 1)  # noqa: DTZ001 - the header has no time zone


def _series(column: Field, values: list[Cell]) -> "pd.Series[float] | pd.Series[str] | pd.Series[pd.Timestamp]":
    match column.type:
        case "integer" | "decimal" | "boolean":
            return pd.Series(
                [None if value is None else float(str(int(value) if isinstance(value, bool) else value)) for value in values], dtype=float
            )
        case "date":
            return pd.Series([pd.NaT if not isinstance(value, date) else pd.Timestamp(value) for value in values], dtype="datetime64[s]")
        case _:
            return pd.Series([spell(value) for value in values], dtype=object)


def write_stata(path: Path, table: Table, content: pa.Table) -> None:
    """Write one table with its title and column descriptions as labels; null is an empty text or a missing value."""
    frame = pd.DataFrame({column.name: _series(column, content[column.name].to_pylist()) for column in table.columns})
    dates = {column.name: "td" for column in table.columns if column.type == "date"}
    long = [column.name for column in table.columns if column.type in ("text", "list") and frame[column.name].str.len().max() > _STR]
    frame.to_stata(
        path,
        write_index=False,
        version=118,
        time_stamp=_DAY_ZERO,
        data_label=table.title[:_LABEL],
        variable_labels={column.name: column.description[:_LABEL] for column in table.columns},
        convert_dates=dates,  # type: ignore[arg-type]  # the stubs allow no key at all
        convert_strl=long,
    )


# Longest fixed-width text, in characters of up to four bytes; longer ones are stored as strL.
_STR = 2045 // 4
