"""What a check found: the rows that break it, and the verdict on one expectation of one table."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Breach:
    """One row (by its key, joined with blanks where it has several columns) or one table (its name) that breaks a rule."""

    key: str
    reason: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """One expectation on one table: `error` blocks the release, `warning` flags rows; `breaches` are all of them."""

    table: str
    expectation: str
    severity: Severity
    passed: bool
    why: str
    breaches: tuple[Breach, ...] = ()

    @property
    def outcome(self) -> Literal["passed", "warned", "failed"]:
        """How the summary counts it."""
        if self.passed:
            return "passed"
        return "warned" if self.severity == "warning" else "failed"
