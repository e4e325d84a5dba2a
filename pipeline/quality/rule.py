"""What a rule of this project gets to see, and the register in which rules stand by the name that suites use.

A rule sees every table and text at once, so that it can compare rows, tables and narratives; it returns the rows that
break it and never changes one.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

import pandas as pd
import pyarrow as pa

from pipeline.quality.verdict import Breach

Argument = str | int | float | bool | list[str] | None
Arguments = Mapping[str, Argument]


@dataclass(frozen=True)
class Tables:
    """Arrow tables by name and texts by narrative id; `frame` gives a table as pandas with nullable integers and booleans."""

    arrow: Mapping[str, pa.Table]
    texts: Mapping[str, str]

    @cached_property
    def _frames(self) -> dict[str, pd.DataFrame]:
        return {}

    def frame(self, name: str) -> pd.DataFrame:
        """One table; the same object at every call, so callers must not change it."""
        if name not in self._frames:
            self._frames[name] = _to_frame(self.arrow[name])
        return self._frames[name]


def _to_frame(table: pa.Table) -> pd.DataFrame:
    plain = pa.schema([pa.field(one.name, one.type.value_type if pa.types.is_dictionary(one.type) else one.type) for one in table.schema])
    return table.cast(plain).to_pandas(types_mapper={pa.int64(): pd.Int64Dtype(), pa.bool_(): pd.BooleanDtype()}.get, date_as_object=True)


Rule = Callable[[str, Tables, Arguments], Iterable[Breach]]
R = TypeVar("R", bound=Rule)

RULES: dict[str, Rule] = {}


def rule(function: R) -> R:
    """Enter a rule under `expect_<its name>`."""
    RULES[f"expect_{function.__name__}"] = function
    return function


def each(frame: pd.DataFrame) -> Iterator[Any]:
    """The rows of a frame as named tuples; what a cell holds follows from the table's declaration."""
    return iter(frame.itertuples(index=False))


def missing(value: object) -> bool:
    """Whether a cell of a frame is null (None, NaN or NA)."""
    return value is None or value is pd.NA or (isinstance(value, float) and value != value)  # noqa: PLR0124 - NaN differs from itself
