"""A local folder of releases: lock, stage, promote by rename, `latest`, index last, and recovery from a build that was killed.

A marker names the version whose folder is being put in place. Recovery removes only what the marker, the names of staging
folders and the index prove to be leftovers of this program.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

from pipeline.release.error import ReleaseError
from pipeline.release.index import Index, from_json, to_json
from pipeline.release.verify import INDEX

LATEST = "latest"
_STAGING = ".staging"
_MARKER = ".publishing"
_NEW = ".new"


class Store(Protocol):
    """Where releases are kept."""

    def exclusive(self) -> AbstractContextManager[None]:
        """Keep other builds out, and clear what a killed one left."""
        ...

    def index(self) -> Index:
        """The index as it stands; an empty one where nothing was published yet."""
        ...

    def folder(self, version: str) -> Path:
        """A local folder with the files of a published release."""
        ...

    def stage(self) -> Path:
        """A new empty folder for the files of a release."""
        ...

    def promote(self, staged: Path, version: str, index: Index) -> str:
        """Publish staged files as a version, then `latest`, then the index; where they are now."""
        ...


def _sync(path: Path) -> None:
    """Force a file or the entries of a folder to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sync_tree(root: Path) -> None:
    for path in sorted(root.rglob("*")):
        _sync(path)
    _sync(root)


class LocalStore:
    """Releases in a folder of this machine (POSIX: flock and atomic rename)."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __str__(self) -> str:
        return str(self.path)

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Hold the folder's lock, which ends with the process however that ends; a second build waits."""
        self.path.mkdir(parents=True, exist_ok=True)
        handle = os.open(self.path, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            self._recover()
            yield
        finally:
            os.close(handle)

    def index(self) -> Index:
        """The index; ReleaseError where it is missing beside `latest`, or unreadable."""
        path = self.path / INDEX
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            if (self.path / LATEST).is_symlink() and not (self.path / _MARKER).exists():
                raise ReleaseError(f"{path}: it is missing, but releases are there. Restore it from version control.") from None
            return Index()
        return from_json(content, str(path))

    def folder(self, version: str) -> Path:
        """The release's own folder."""
        return self.path / version

    def stage(self) -> Path:
        """A new empty folder beside the releases, so that a rename moves it."""
        staged = self.path / f"{_STAGING}-{os.getpid()}"
        staged.mkdir()
        return staged

    def promote(self, staged: Path, version: str, index: Index) -> str:
        """Rename the staged folder, point `latest` to it, replace the index; withdrawn folders go last."""
        target = self.path / version
        if target.exists():
            raise ReleaseError(f"{target}: it is in the way, and no release of the index. Move it elsewhere.")
        _sync_tree(staged)
        self._replace(_MARKER, version.encode())
        staged.rename(target)
        _sync(self.path)
        self._point_latest(version)
        self._replace(INDEX, to_json(index))
        (self.path / _MARKER).unlink()
        self._remove_withdrawn(index)
        return str(target)

    def _replace(self, name: str, content: bytes) -> None:
        """Write a file so that it is there whole or not at all."""
        new = self.path / f".{name}{_NEW}"
        new.write_bytes(content)
        _sync(new)
        new.replace(self.path / name)
        _sync(self.path)

    def _point_latest(self, version: str) -> None:
        new = self.path / f".{LATEST}{_NEW}"
        new.unlink(missing_ok=True)
        new.symlink_to(version)
        new.replace(self.path / LATEST)
        _sync(self.path)

    def _remove_withdrawn(self, index: Index) -> None:
        for release in index.releases:
            if release.status == "withdrawn" and (self.path / release.version).is_dir():
                # out of sight first: a folder that is half gone must not bear a version
                gone = self.path / f"{_STAGING}-{release.version}"
                (self.path / release.version).rename(gone)
                shutil.rmtree(gone)

    def _recover(self) -> None:
        """Bring the folder back to what the index says, after a build that was killed."""
        for left in (*self.path.glob(f"{_STAGING}-*"), *self.path.glob(f".*{_NEW}")):
            if left.is_dir() and not left.is_symlink():
                shutil.rmtree(left)
            else:
                left.unlink()
        index = self.index()
        marker = self.path / _MARKER
        if marker.exists():
            version = marker.read_text(encoding="utf-8")
            if index.get(version) is None:
                self._take_back(version, index)
            marker.unlink()
        self._remove_withdrawn(index)

    def _take_back(self, version: str, index: Index) -> None:
        """Undo a promotion that did not reach the index: `latest` first, so that it never points to nothing."""
        latest = self.path / LATEST
        if index.latest is not None:
            self._point_latest(index.latest.version)
        elif latest.is_symlink():
            latest.unlink()
        if (self.path / version).is_dir():
            gone = self.path / f"{_STAGING}-{version}"
            (self.path / version).rename(gone)
            shutil.rmtree(gone)
