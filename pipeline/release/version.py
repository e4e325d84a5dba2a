"""The version of a release, computed from what differs and never chosen.

Before the data is declared public (1.0.0) the rule moves one place down: what would be major moves y in 0.y.z, all else moves z.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import total_ordering

from pipeline.release.compare import Change

_MAJOR = {"table_removed", "column_removed", "column_changed", "row_removed", "row_changed"}
_VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")


@total_ordering
@dataclass(frozen=True, slots=True)
class Version:
    """major.minor.patch, ordered by number."""

    major: int
    minor: int
    patch: int

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}.{self.patch}"

    def __lt__(self, other: "Version") -> bool:
        return (self.major, self.minor, self.patch) < (other.major, other.minor, other.patch)

    @property
    def public(self) -> bool:
        """Whether the data is declared public."""
        return self.major > 0


FIRST = Version(0, 1, 0)
PUBLIC = Version(1, 0, 0)


def parse_version(text: str) -> Version:
    """The version that a text spells; ValueError for any other text."""
    found = _VERSION.fullmatch(text)
    if found is None:
        raise ValueError(f"{text} is no version of the form 1.2.3")
    return Version(*map(int, found.groups()))


def kind_of(changes: Iterable[Change]) -> str:
    """Major where something that a reader may have used has changed or gone; minor where something came; else patch."""
    kinds = {change.change for change in changes}
    if kinds & _MAJOR:
        return "major"
    return "minor" if kinds else "patch"


def following(version: Version, kind: str) -> Version:
    """The version after this one for a difference of that kind."""
    if not version.public:
        return Version(0, version.minor + 1, 0) if kind == "major" else Version(0, version.minor, version.patch + 1)
    match kind:
        case "major":
            return Version(version.major + 1, 0, 0)
        case "minor":
            return Version(version.major, version.minor + 1, 0)
        case _:
            return Version(version.major, version.minor, version.patch + 1)
