"""What differs between two sets of tables, by key and by cell.

Each difference is one row of the table `changes`; what it means for the version is decided in `version`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pyarrow as pa

from pipeline.release.csv_file import spell
from pipeline.release.snapshot import Snapshot
from pipeline.tables.field import Cell, Field
from pipeline.tables.table import Table

CHANGES = {
    "table_removed": "The table is gone",
    "table_added": "The table is new",
    "column_removed": "The column is gone",
    "column_changed": "The column's type, or the table's key, has changed",
    "column_added": "The column is new",
    "row_removed": "The row's key is gone",
    "row_changed": "The row's cell in this column has changed",
    "row_added": "The row's key is new",
}
REASONS = {
    "source": "The source of the row's narrative is new, gone or has changed",
    "code": "The same source is read differently",
    "standard": "The declaration of the tables has changed",
}

TABLE = Table(
    "changes",
    "Changes since the release before",
    "One row per table, column, row or cell that differs from the release before; empty in a first release.",
    (
        Field("table", "code", "Table that differs."),
        Field("change", "code", "What has changed.", codes=CHANGES),
        Field("row_key", "text", "Key of the row, its columns joined by blanks.", "The change is about a table or column."),
        Field("column", "text", "Column that differs.", "The change is about a whole row or table."),
        Field("old", "text", "Cell before, spelled as in CSV; the type of a column.", "There was none."),
        Field("new", "text", "Cell after, spelled as in CSV; the type of a column.", "There is none."),
        Field("reason", "code", "Why it has changed.", codes=REASONS),
    ),
    key=(),
)


@dataclass(frozen=True, slots=True)
class Change:
    """One difference; `row_key`, `column`, `old` and `new` are None where they do not apply."""

    table: str
    change: str
    row_key: str | None
    column: str | None
    old: str | None
    new: str | None
    reason: str


Key = tuple[Cell, ...]


def compare(old: Snapshot, new: Snapshot) -> list[Change]:
    """All differences, by table in the order of the new release, then by kind, row and column."""
    sources = _changed_sources(old, new)
    found = [Change(name, "table_removed", None, None, None, None, "standard") for name in old.tables if name not in new.tables]
    for name, table in new.tables.items():
        if name not in old.tables:
            found.append(Change(name, "table_added", None, None, None, None, "standard"))
        elif not table.equals(old.tables[name]):
            found += _columns(name, old.tables[name], table)
            found += _rows(name, old, new, sources)
    return found


def _changed_sources(old: Snapshot, new: Snapshot) -> set[Cell]:
    """Narratives whose raw source is new, gone or altered."""
    hashes = [_sources(side) for side in (old, new)]
    return {narrative for narrative in hashes[0].keys() | hashes[1].keys() if hashes[0].get(narrative) != hashes[1].get(narrative)}


def _sources(side: Snapshot) -> dict[Cell, Cell]:
    table = side.tables.get("narratives")
    if table is None:
        return {}
    return dict(zip(table["narrative_id"].to_pylist(), table["source_sha256"].to_pylist(), strict=True))


def _type(kind: pa.DataType) -> str:
    """The type that a reader sees: without dictionary coding, and without the name that Parquet gives the items of a list."""
    if pa.types.is_dictionary(kind):
        return str(kind.value_type)
    return f"list of {kind.value_type}" if pa.types.is_list(kind) else str(kind)


def _columns(name: str, old: pa.Table, new: pa.Table) -> Iterator[Change]:
    before, after = ({column.name: _type(column.type) for column in table.schema} for table in (old, new))
    for column, kind in before.items():
        if column not in after:
            yield Change(name, "column_removed", None, column, kind, None, "standard")
        elif after[column] != kind:
            yield Change(name, "column_changed", None, column, kind, after[column], "standard")
    for column, kind in after.items():
        if column not in before:
            yield Change(name, "column_added", None, column, None, kind, "standard")


def _by_key(table: pa.Table, key: Iterable[str]) -> dict[Key, int]:
    return {found: row for row, found in enumerate(zip(*(table[name].to_pylist() for name in key), strict=True))}


def _rows(name: str, old: Snapshot, new: Snapshot, sources: set[Cell]) -> Iterator[Change]:
    before, after, key = old.tables[name], new.tables[name], new.keys[name]
    if key != old.keys[name] or not set(key) <= set(before.column_names):
        yield Change(name, "column_changed", None, " ".join(key), " ".join(old.keys[name]), "key", "standard")
        return
    rows, others = _by_key(before, key), _by_key(after, key)
    reason = _Reason(name, before, after, sources)
    for found, row in rows.items():
        if found not in others:
            yield Change(name, "row_removed", _joined(found), None, None, None, reason.of(before, row))
    shared = [column for column in before.column_names if column in after.column_names]
    cells = {column: (before[column].to_pylist(), after[column].to_pylist()) for column in shared}
    for found, row in others.items():
        if found not in rows:
            continue
        for column in shared:
            one, two = cells[column][0][rows[found]], cells[column][1][row]
            if one != two:
                yield Change(name, "row_changed", _joined(found), column, spell(one) or None, spell(two) or None, reason.of(after, row))
    for found, row in others.items():
        if found not in rows:
            yield Change(name, "row_added", _joined(found), None, None, None, reason.of(after, row))


def _joined(key: Key) -> str:
    return " ".join(spell(cell) for cell in key)


class _Reason:
    """Why a row of one table differs: its narrative's source, or else the code that read it."""

    def __init__(self, name: str, before: pa.Table, after: pa.Table, sources: set[Cell]) -> None:
        self._sources = sources
        # a pair of revisions belongs to two narratives: their ids open the two row ids
        names = ("earlier_row_id", "later_row_id") if name == "revisions" else ("narrative_id",)
        self._columns = {
            id(table): [table[column].to_pylist() for column in names if column in table.column_names] for table in (before, after)
        }

    def of(self, table: pa.Table, row: int) -> str:
        narratives = {str(column[row]).partition(":")[0] for column in self._columns[id(table)]}
        return "source" if narratives & self._sources else "code"


def as_table(changes: Iterable[Change]) -> pa.Table:
    """The table `changes`, in the order of `compare`."""
    return TABLE.assemble({name: getattr(change, name) for name in TABLE.names} for change in changes)


def tally(changes: Iterable[Change]) -> Mapping[str, Mapping[str, int]]:
    """Number of changes by table and kind, in order of appearance."""
    counted: dict[str, dict[str, int]] = {}
    for change in changes:
        kinds = counted.setdefault(change.table, {})
        kinds[change.change] = kinds.get(change.change, 0) + 1
    return counted
