"""Publish a build's content as the next release: compare, version, stage, read back, rename, index last.

    publish(content, Path("datasets"))                    make the release, or find that there is nothing new
    plan(content, Path("datasets"))                       what it would be and why; writes nothing

A published folder is never written again. Killed at any point, the folder of releases is as before or complete, and the next
build clears what was left.
"""

import json
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from pipeline.release.compare import Change, compare, tally
from pipeline.release.content import Content
from pipeline.release.error import RefusedError, ReleaseError
from pipeline.release.folder import LocalFolder
from pipeline.release.index import Index, Release
from pipeline.release.package import Edition, first_or_next, published_edition, write_package
from pipeline.release.provenance import VARIABLE
from pipeline.release.remote import RemoteStore, is_remote
from pipeline.release.snapshot import Snapshot, load_snapshot, snapshot
from pipeline.release.store import LocalStore, Store
from pipeline.release.verify import SUMS, content_sha256, verify_folder
from pipeline.release.version import FIRST, PUBLIC, following, kind_of, parse_version
from pipeline.tables.catalog import TABLES

# Files whose bytes follow the version of a library; what they say is compared as tables.
_BINARY = {".parquet", ".dta"}


@dataclass(frozen=True, slots=True)
class Plan:
    """What a build would release: `version` is None where there is nothing new; `refusal` says why it must not without a reason.

    `kind` is first, major, minor, patch, public or none, `why` the same in words, `packaging` the files that differ though no
    table does.
    """

    version: str | None
    previous: str | None
    kind: str
    why: str
    changes: Sequence[Change] = ()
    packaging: tuple[str, ...] = ()
    refusal: str | None = None


@dataclass(frozen=True, slots=True)
class Published:
    """The outcome of a build: `version` and `location` of the latest release, which is `new` or was there before."""

    version: str
    location: str
    new: bool
    plan: Plan


def open_store(datasets: str | Path) -> Store:
    """The store at a local path or any other address that fsspec knows (s3://bucket/prefix)."""
    if isinstance(datasets, str) and is_remote(datasets):
        return RemoteStore(datasets)
    return LocalStore(Path(str(datasets).removeprefix("file://")))


def plan(content: Content, datasets: str | Path, *, reason: str | None = None, declare_public: bool = False) -> Plan:
    """What publishing this content would do and why; nothing is written to `datasets`.

    Raises ReleaseError where the releases there cannot be read.
    """
    return _plan(content, open_store(datasets), reason=reason, declare_public=declare_public)[0]


def publish(content: Content, datasets: str | Path, *, reason: str | None = None, declare_public: bool = False) -> Published:
    """Publish this content as the next release, or leave `datasets` untouched where nothing is new.

    `reason` is recorded with the release; it is needed where a published narrative would vanish, and from 1.0.0 on for a major
    release. `declare_public` makes the release 1.0.0, once.

    Raises RefusedError where a reason is needed and missing, ReleaseError where the release cannot be written or does not pass
    the checks after being read back; nothing is published then.
    """
    store = open_store(datasets)
    try:
        with store.exclusive():
            made, index = _plan(content, store, reason=reason, declare_public=declare_public)
            if made.version is None:
                return _untouched(store, made)
            if made.refusal:
                raise RefusedError(made.refusal)
            return _make(content, store, made, index, reason)
    except OSError as error:
        raise ReleaseError(f"{store}: the release could not be written ({error}). Nothing was published.") from error


def _untouched(store: Store, made: Plan) -> Published:
    assert made.previous is not None
    return Published(made.previous, str(store.folder(made.previous)), new=False, plan=made)


def _plan(content: Content, store: Store, *, reason: str | None, declare_public: bool) -> tuple[Plan, Index]:
    missing = TABLES.keys() - content.tables.keys()
    if missing:
        raise ReleaseError(f"the tables {', '.join(sorted(missing))} are missing")
    index = store.index()
    latest = index.latest
    if latest is None:
        version = PUBLIC if declare_public else FIRST
        return Plan(str(version), None, "first", "there is no release yet"), index
    folder = store.folder(latest.version)
    new = snapshot(content.tables, TABLES)
    try:
        old = load_snapshot(folder)
    except ValueError as error:
        raise ReleaseError(str(error)) from error
    changes = compare(old, new)
    packaging = () if changes else _packaging(content, folder, latest)
    before = parse_version(latest.version)
    if declare_public and not before.public:
        made = Plan(str(PUBLIC), latest.version, "public", "the data is declared public", changes, packaging)
    elif not changes and not packaging:
        return Plan(None, latest.version, "none", f"nothing differs from {latest.version}"), index
    else:
        kind = kind_of(changes)
        made = Plan(str(following(before, kind)), latest.version, kind, _why(kind, changes, packaging), changes, packaging)
    return _refuse(made, old, new, reason), index


def _why(kind: str, changes: Sequence[Change], packaging: Sequence[str]) -> str:
    if not changes:
        return f"the tables are the same, these files differ: {', '.join(packaging)}"
    counted = "; ".join(
        f"{table}: {', '.join(f'{number} {change}' for change, number in kinds.items())}" for table, kinds in tally(changes).items()
    )
    what = "something that a reader may have used has changed or gone" if kind == "major" else "all that was there is as it was"
    return f"{what} ({counted})"


def _refuse(made: Plan, old: Snapshot, new: Snapshot, reason: str | None) -> Plan:
    """The plan with its refusal, where it needs a reason and has none."""
    if reason:
        return made
    gone = sorted(_narratives(old) - _narratives(new))
    refusal = None
    if gone:
        refusal = f"published narratives would vanish: {', '.join(gone)}. Restore their sources, or say why with --reason."
    elif made.kind == "major" and made.previous and parse_version(made.previous).public:
        refusal = f"{made.version} would be a major release: {made.why}. Say why with --reason."
    return Plan(made.version, made.previous, made.kind, made.why, made.changes, made.packaging, refusal)


def _narratives(side: Snapshot) -> set[str]:
    return {str(narrative) for narrative in side.tables["narratives"]["narrative_id"].to_pylist()}


def _packaging(content: Content, folder: Path, latest: Release) -> tuple[str, ...]:
    """The files that would differ if the latest release were packaged anew with this content, whose tables are the same."""
    with tempfile.TemporaryDirectory() as scratch:
        anew = Path(scratch)
        write_package(anew, content, published_edition(folder, latest.version, latest.previous))
        names = {path.relative_to(root).as_posix() for root in (anew, folder) for path in root.rglob("*") if path.is_file()}
        return tuple(name for name in sorted(names) if not _same(anew / name, folder / name))


def _same(anew: Path, published: Path) -> bool:
    if not (anew.is_file() and published.is_file()):
        return False
    if anew.suffix in _BINARY or anew.name == SUMS:
        return True
    if anew.name == "provenance.json":
        one, two = (json.loads(path.read_text(encoding="utf-8")) for path in (anew, published))
        return all(one.get(name) == two.get(name) for name in (one.keys() | two.keys()) - set(VARIABLE))
    return anew.read_bytes() == published.read_bytes()


def _make(content: Content, store: Store, made: Plan, index: Index, reason: str | None) -> Published:
    assert made.version is not None
    staged = store.stage()
    try:
        before = None if made.previous is None else (store.folder(made.previous) / "CHANGELOG.md").read_text(encoding="utf-8")
        edition = first_or_next(made.version, made.previous, content, made.changes, before=before, reason=reason)
        write_package(staged, content, edition)
        _read_back(staged, edition)
        release = Release(
            version=made.version,
            previous=made.previous,
            kind=made.kind,
            status="published",
            reason=reason,
            published=datetime.now(UTC).isoformat(timespec="seconds"),
            sha256sums=sha256((staged / SUMS).read_bytes()).hexdigest(),
            rows={name: table.num_rows for name, table in content.tables.items()},
            content={name: content_sha256(table) for name, table in content.tables.items()},
        )
        location = store.promote(staged, made.version, index.followed_by(release))
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    return Published(made.version, location, new=True, plan=made)


def _read_back(staged: Path, edition: Edition) -> None:
    """Check the staged files as any reader would; ReleaseError with what is wrong."""
    checked = verify_folder(LocalFolder(staged), edition.version)
    if not checked.ok:
        listed = "\n".join(str(finding) for finding in checked.errors)
        raise ReleaseError(f"the release does not pass its own checks, so it was not published:\n{listed}")
