"""Releases on any file system that fsspec knows (S3 and the like): files first, index last, so that no reader sees a part.

Object stores know neither links nor locks: `latest/` holds copies, and a build that finds the index changed since it began gives
up. Between that look and the writing of the index two builds could still meet; run one at a time.
"""

import atexit
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import fsspec

from pipeline.release.error import ReleaseError
from pipeline.release.index import Index, from_json, to_json
from pipeline.release.store import LATEST
from pipeline.release.verify import INDEX, SUMS


def is_remote(datasets: str) -> bool:
    """Whether an address names another file system than this machine's."""
    return "://" in datasets and not datasets.startswith("file://")


class RemoteStore:
    """Releases below an fsspec address; what is needed of them is copied to a scratch folder, which lives as long as the process."""

    def __init__(self, address: str) -> None:
        self._address = address.rstrip("/")
        self._system, self._root = fsspec.core.url_to_fs(self._address)
        # not bound to this object: the folders that it hands out must outlive it
        self._scratch = Path(tempfile.mkdtemp())
        atexit.register(shutil.rmtree, self._scratch, ignore_errors=True)
        self._began: bytes | None = None

    def __str__(self) -> str:
        return self._address

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Forget what earlier looks found; nothing can be locked, and nothing that a killed build left is ever listed."""
        self._began = None
        yield

    def _index_bytes(self) -> bytes:
        self._system.invalidate_cache()
        try:
            return bytes(self._system.cat_file(f"{self._root}/{INDEX}"))
        except FileNotFoundError:
            return b""

    def index(self) -> Index:
        """The index; an empty one where there is none."""
        content = self._index_bytes()
        self._began = content
        return from_json(content, f"{self._address}/{INDEX}") if content else Index()

    def folder(self, version: str) -> Path:
        """A copy of a published release in the scratch folder."""
        copy = self._scratch / version
        if not copy.exists():
            copy.mkdir()
            sums = self._system.cat_file(f"{self._root}/{version}/{SUMS}").decode()
            for name in [SUMS, *(line[66:] for line in sums.splitlines())]:
                target = copy / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(self._system.cat_file(f"{self._root}/{version}/{name}"))
        return copy

    def stage(self) -> Path:
        """A new empty folder of this machine."""
        return Path(tempfile.mkdtemp(dir=self._scratch))

    def promote(self, staged: Path, version: str, index: Index) -> str:
        """Upload the files, then their copies under `latest/`, then the index."""
        for place in (version, LATEST):
            self._upload(staged, f"{self._root}/{place}")
        if self._index_bytes() != (self._began or b""):
            raise ReleaseError(f"{self._address}: another build has published meanwhile. Build again.")
        self._system.pipe_file(f"{self._root}/{INDEX}", to_json(index))
        self._remove_withdrawn(index)
        shutil.move(staged, self._scratch / version)
        return f"{self._address}/{version}"

    def _upload(self, staged: Path, target: str) -> None:
        names = sorted(path.relative_to(staged).as_posix() for path in staged.rglob("*") if path.is_file())
        for name in sorted(names, key=lambda name: name == SUMS):  # the checksums last: they say that the others are there
            self._system.pipe_file(f"{target}/{name}", (staged / name).read_bytes())

    def _remove_withdrawn(self, index: Index) -> None:
        for release in index.releases:
            place = f"{self._root}/{release.version}"
            if release.status == "withdrawn" and self._system.exists(place):
                self._system.rm(place, recursive=True)
