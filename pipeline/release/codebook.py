"""The codebook, as CSV for programs and as Markdown for readers, from the declarations alone."""

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

from pipeline.release.about import TITLE
from pipeline.release.csv_file import guard
from pipeline.tables.field import Field
from pipeline.tables.table import Table

_PREFACE = (
    "Every column of every table. Types: text; code (text from a list); integer; decimal (exact); date (ISO 8601); boolean; list (of text; "
    "joined by `;` in CSV and Stata). Null is an empty cell in CSV."
)
COLUMNS = ("table", "column", "type", "unit", "description", "null_means", "codes", "key")


def codes_of(column: Field) -> str:
    """Codes with their labels on one line."""
    return " | ".join(f"{code}: {label}" for code, label in column.codes.items())


def write_codebook_csv(path: Path, tables: Mapping[str, Table]) -> None:
    """One row per column of every table."""
    with path.open("w", encoding="utf-8", newline="") as handle:
        rows = csv.writer(handle, lineterminator="\r\n")
        rows.writerow(COLUMNS)
        for table in tables.values():
            for column in table.columns:
                key = "yes" if column.name in table.key else ""
                cells = (column.type, column.unit or "", column.description, column.null or "", codes_of(column), key)
                rows.writerow([guard(cell) for cell in (table.name, column.name, *cells)])


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


def _table(table: Table) -> Iterable[str]:
    yield f"## {table.name}"
    yield ""
    yield table.description
    yield ""
    if table.key:
        yield f"Key: {', '.join(f'`{name}`' for name in table.key)}."
    for foreign in table.foreign_keys:
        yield f"`{', '.join(foreign.columns)}` leads to `{foreign.table}`."
    yield ""
    yield "| column | type | unit | what it is | null means |"
    yield "|---|---|---|---|---|"
    for column in table.columns:
        cells = (f"`{column.name}`", column.type, column.unit or "", _cell(column.description), column.null or "never null")
        yield f"| {' | '.join(cells)} |"
    for column in table.columns:
        if column.codes:
            yield ""
            yield f"Codes of `{column.name}`:"
            yield ""
            yield from (f"- `{code}`: {label}" for code, label in column.codes.items())
    yield ""


def codebook_markdown(tables: Mapping[str, Table]) -> str:
    """The codebook as Markdown, one section a table."""
    lines = [
        f"# {TITLE}: codebook",
        "",
        _PREFACE,
        "",
    ]
    for table in tables.values():
        lines += _table(table)
    return "\n".join(lines)
