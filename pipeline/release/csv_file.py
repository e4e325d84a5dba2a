"""Tables as CSV: UTF-8, RFC 4180, empty for null, lists joined by semicolons, no text cell that a spreadsheet would run.

What reads these files back stands in `verify`, which shares nothing with this module.
"""

import csv
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow as pa

from pipeline.tables.field import Cell, Field
from pipeline.tables.table import Table

# Cells that spreadsheets take for a formula (OWASP, "CSV injection"), and those that the guard itself made: one apostrophe
# is put before both, so that taking one away always gives back the cell.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_ROWS_AT_ONCE = 10_000


def guard(text: str) -> str:
    """A text cell that no spreadsheet runs: a leading apostrophe where it would.

    >>> guard("=1+1"), guard("'=x"), guard("'tis")
    ("'=1+1", "''=x", "'tis")
    """
    return f"'{text}" if _FORMULA.match(text) else text


def spell(cell: Cell | list[str]) -> str:
    """One spelling per value, before the guard; decimals without an exponent or trailing zeros."""
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case Decimal():
            plain = f"{cell:f}"
            return plain.rstrip("0").rstrip(".") if "." in plain else plain
        case date():
            return cell.isoformat()
        case tuple() | list():
            return ";".join(cell)
        case _:
            return str(cell)


def _spelled(column: Field, values: list[Cell]) -> list[str]:
    if column.type in ("text", "code", "list"):
        return [guard(spell(value)) for value in values]
    return [spell(value) for value in values]


def spelled_rows(table: Table, content: pa.Table) -> Iterator[tuple[str, ...]]:
    """The rows of a table as CSV cells."""
    for batch in content.to_batches(max_chunksize=_ROWS_AT_ONCE):
        columns = [_spelled(column, batch.column(place).to_pylist()) for place, column in enumerate(table.columns)]
        yield from zip(*columns, strict=True)


def write_csv(path: Path, table: Table, content: pa.Table) -> None:
    """Write one table with its header."""
    with path.open("w", encoding="utf-8", newline="") as handle:
        rows = csv.writer(handle, lineterminator="\r\n")
        rows.writerow(table.names)
        rows.writerows(spelled_rows(table, content))
