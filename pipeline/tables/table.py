"""What a table is: columns, key, foreign keys, and the one way in which rows become an Arrow table."""

from collections.abc import Iterable
from dataclasses import dataclass

import pyarrow as pa

from pipeline.tables.field import Field, Row


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """`columns` of a row, where none of them is null, name a row of `table` by its `to` columns."""

    columns: tuple[str, ...]
    table: str
    to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A published table. `description` opens with its grain.

    `quoted` is the column that equals `text[char_start:char_end]` of the narrative's text, None where rows have no address.
    """

    name: str
    title: str
    description: str
    columns: tuple[Field, ...]
    key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...] = ()
    quoted: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Column names in their published order."""
        return tuple(column.name for column in self.columns)

    @property
    def schema(self) -> pa.Schema:
        """The Arrow schema, with title and description as metadata."""
        return pa.schema([column.arrow for column in self.columns], {"title": self.title, "description": self.description})

    def __getitem__(self, name: str) -> Field:
        """The column of that name; KeyError where the table has none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"table {self.name} has no column {name}")

    def assemble(self, rows: Iterable[Row]) -> pa.Table:
        """Rows, in the order given, as an Arrow table of exactly this schema.

        Raises ValueError where a row lacks a column, has one too many, or holds a value that its type cannot hold exactly.
        """
        ordered = list(rows)
        expected = set(self.names)
        for row in ordered:
            if row.keys() != expected:
                raise ValueError(f"table {self.name}: columns {sorted(row.keys() ^ expected)} are missing or unknown")
        return pa.Table.from_arrays([self._array(column, ordered) for column in self.columns], schema=self.schema)

    def _array(self, column: Field, rows: list[Row]) -> "pa.Array[pa.Scalar[pa.DataType]]":
        values = [row[column.name] for row in rows]
        if column.null is None and None in values:
            raise ValueError(f"table {self.name}: {column.name} is null in {rows[values.index(None)]}")
        if "" in values:
            raise ValueError(f"table {self.name}: {column.name} is empty, which a CSV reader cannot tell from null")
        try:
            array = pa.array(values, type=column.storage)
        except (pa.ArrowInvalid, pa.ArrowTypeError) as error:
            raise ValueError(f"table {self.name}, column {column.name}: {error}") from error
        return array.dictionary_encode() if column.type == "code" else array
