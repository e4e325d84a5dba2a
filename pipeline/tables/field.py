"""What a column is: the declaration from which Arrow schema, CSV, codebook, checks and metadata derive.

No column is declared here: shared ones stand in `fields`, the others beside the table that owns them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

import pyarrow as pa

Cell = str | int | bool | Decimal | date | tuple[str, ...] | None
Row = dict[str, Cell]
Type = Literal["text", "code", "integer", "decimal", "date", "boolean", "list"]

# Digits of every decimal column: up to 10**20 with its scale, within the 38 that Arrow's decimal128 and DuckDB hold.
_WHOLE_DIGITS = 20


@dataclass(frozen=True, slots=True)
class Field:
    """One column.

    `null` says what null means and is None where the column is never null. `codes` gives a label per code; without a
    `pattern` the list is closed, with one it explains the special values among those the pattern allows.
    `scale` is the number of decimals that a decimal column keeps.
    """

    name: str
    type: Type
    description: str
    null: str | None = None
    unit: str | None = None
    codes: Mapping[str, str] = field(default_factory=dict)
    pattern: str | None = None
    scale: int = 0

    @property
    def nullable(self) -> bool:
        """Whether a row may lack this value."""
        return self.null is not None

    @property
    def closed(self) -> bool:
        """Whether `codes` lists every value that may occur."""
        return bool(self.codes) and self.pattern is None

    @property
    def storage(self) -> pa.DataType:
        """The Arrow type before dictionary coding."""
        match self.type:
            case "text" | "code":
                return pa.string()
            case "integer":
                return pa.int64()
            case "decimal":
                return pa.decimal128(_WHOLE_DIGITS + self.scale, self.scale)
            case "date":
                return pa.date32()
            case "boolean":
                return pa.bool_()
            case "list":
                return pa.list_(pa.string())

    @property
    def arrow(self) -> "pa.Field[pa.DataType]":
        """The Arrow field: codes are dictionary-coded; description, unit and meaning of null are its metadata."""
        kind = pa.dictionary(pa.int32(), pa.string()) if self.type == "code" else self.storage
        notes = {"description": self.description, "unit": self.unit, "null": self.null}
        return pa.field(self.name, kind, nullable=self.nullable, metadata={key: text for key, text in notes.items() if text})
