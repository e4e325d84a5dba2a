"""The expectations on each table: the declared ones, derived from the table, and the hand-written ones of `expectations/`.

What a declaration says (columns, types, nulls, codes, keys, addresses) is never written a second time in a file.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from pipeline.quality.rule import Arguments
from pipeline.quality.verdict import Severity
from pipeline.tables.catalog import TABLES
from pipeline.tables.field import Field
from pipeline.tables.table import Table

# Beside the package in the project: the files are part of the repository that the tables are built from.
EXPECTATIONS = Path(__file__).parents[2] / "expectations"


# An opening bracket of a pattern that captures, of which pandas warns.
_CAPTURING = re.compile(r"(?<!\\)\((?!\?)")


@dataclass(frozen=True, slots=True)
class Expectation:
    """One expectation: a rule of this project or a type of Great Expectations, with its arguments and what a breach means."""

    type: str
    kwargs: Arguments = field(default_factory=dict)
    severity: Severity = "error"
    why: str = ""

    @property
    def name(self) -> str:
        """Type and column, as reports print it."""
        return f"{self.type}({self.kwargs['column']})" if "column" in self.kwargs else self.type


def _declared(column: Field) -> Iterator[Expectation]:
    if not column.nullable:
        yield Expectation("expect_column_values_to_not_be_null", {"column": column.name}, why="declared as never null")
    if column.type == "list" and column.closed:
        yield Expectation("expect_list_items_in_set", {"column": column.name}, why="declared codes")
    elif column.closed:
        yield Expectation(
            "expect_column_values_to_be_in_set", {"column": column.name, "value_set": list(column.codes)}, why="declared codes"
        )
    elif column.pattern is not None:
        pattern = rf"\A(?:{_CAPTURING.sub('(?:', column.pattern)})\Z"
        yield Expectation("expect_column_values_to_match_regex", {"column": column.name, "regex": pattern}, why="declared pattern")


def declared(table: Table) -> tuple[Expectation, ...]:
    """What the table's declaration promises; every breach of it is an error."""
    found = [Expectation("expect_declared_schema", why="declared columns and types")]
    for column in table.columns:
        found.extend(_declared(column))
    if len(table.key) == 1:
        found.append(Expectation("expect_column_values_to_be_unique", {"column": table.key[0]}, why="declared key"))
    else:
        found.append(Expectation("expect_compound_columns_to_be_unique", {"column_list": list(table.key)}, why="declared key"))
    if table.foreign_keys:
        found.append(Expectation("expect_foreign_keys", why="declared references"))
    if table.quoted is not None:
        found.append(Expectation("expect_quotes_at_their_address", why="every value has an address"))
    return tuple(found)


def written(table: str, folder: Path = EXPECTATIONS) -> tuple[Expectation, ...]:
    """The hand-written expectations of a table; raises ValueError with file and place where an entry is malformed."""
    path = folder / f"{table}.json"
    if not path.exists():
        return ()
    found = []
    for number, entry in enumerate(json.loads(path.read_text(encoding="utf-8")), start=1):
        if unknown := sorted(entry.keys() ^ {"type", "kwargs", "severity", "why"}):
            raise ValueError(
                f"{path}, entry {number}: {', '.join(unknown)} is missing or unknown. Each has type, kwargs, severity and why."
            )
        if entry["severity"] not in get_args(Severity):
            raise ValueError(f"{path}, entry {number}: the severity {entry['severity']!r} is neither of {', '.join(get_args(Severity))}.")
        found.append(Expectation(entry["type"], entry["kwargs"], entry["severity"], entry["why"]))
    return tuple(found)


def suite(table: str, folder: Path = EXPECTATIONS) -> tuple[Expectation, ...]:
    """Every expectation on a table, the declared ones first."""
    return (*declared(TABLES[table]), *written(table, folder))
