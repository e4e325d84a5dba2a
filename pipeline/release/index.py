"""index.json: every release that was made, and the latest. The one file that knows when a release was made."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pipeline.release.about import NAME
from pipeline.release.described import Json, Object
from pipeline.release.error import ReleaseError
from pipeline.release.version import parse_version

# Pre-releases whose files are kept: the newest and the one it is compared with.
_KEPT = 2


@dataclass(frozen=True, slots=True)
class Release:
    """One release: `sha256sums` is the hash of its SHA256SUMS, `content` of what each table says (see `verify.content_sha256`).

    `kind` is first, major, minor, patch or public; `status` is published, or withdrawn for a pre-release whose files are gone.
    """

    version: str
    previous: str | None
    kind: str
    status: str
    reason: str | None
    published: str
    sha256sums: str
    rows: Mapping[str, int]
    content: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Index:
    """All releases, oldest first."""

    releases: tuple[Release, ...] = field(default=())

    @property
    def latest(self) -> Release | None:
        """The newest release."""
        return self.releases[-1] if self.releases else None

    def get(self, version: str) -> Release | None:
        """The release of that version."""
        return next((release for release in self.releases if release.version == version), None)

    def followed_by(self, release: Release) -> "Index":
        """The index with one more release; pre-releases beyond the newest two are withdrawn."""
        releases = [*self.releases, release]
        kept = [
            replace(one, status="withdrawn") if not parse_version(one.version).public and place < len(releases) - _KEPT else one
            for place, one in enumerate(releases)
        ]
        return Index(tuple(kept))


def to_json(index: Index) -> bytes:
    """The index as the bytes of index.json."""
    releases: list[Json] = [
        {
            "version": one.version,
            "previous": one.previous,
            "kind": one.kind,
            "status": one.status,
            "reason": one.reason,
            "published": one.published,
            "sha256sums": one.sha256sums,
            "rows": dict(one.rows),
            "content": dict(one.content),
        }
        for one in index.releases
    ]
    value: Object = {"dataset": NAME, "latest": index.latest.version if index.latest else None, "releases": releases}
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def from_json(content: bytes, where: str) -> Index:
    """The index that the bytes of index.json spell; ReleaseError naming `where` it stands if they spell none."""
    try:
        value = json.loads(content)
        found = Index(tuple(Release(**release) for release in value["releases"]))
        for release in found.releases:
            parse_version(release.version)
    except (ValueError, KeyError, TypeError) as error:
        raise ReleaseError(f"{where}: it is no index of releases ({error}). Restore it, for instance from version control.") from error
    return found
