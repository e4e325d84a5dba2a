"""A mention: one numeric expression of the text with its normalized value, before anyone asks what it counts."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Mention:
    """A typed span in narrative offsets (half-open).

    `value` and `value_high` are null where the expression has none; `unit` is the ISO 4217 code of money, the
    singular unit of a duration, the noun of a count where known; `rule` names the rule that read it.
    """

    start: int
    end: int
    kind: str
    value: Decimal | None
    value_high: Decimal | None
    unit: str | None
    rule: str
