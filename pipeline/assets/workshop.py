"""Where a run works: the folders it reads and publishes to, and the staging area between its steps.

Staged values are pickled by asset and year, so that a later run, or another process, goes on from them. They stand in
DAGSTER_HOME by source folder and are never published: only `release` writes datasets.
"""

import os
import pickle
from hashlib import sha256
from pathlib import Path
from typing import Any

import dagster as dg

from pipeline.assets.home import home, project_root

# In place of a year, for what is built from all of them.
EVERY_YEAR = "all"


class Workshop(dg.ConfigurableResource):  # type: ignore[type-arg]
    """The folders of a run. Relative ones start at the project."""

    sources: str = "seeds"
    datasets: str = "datasets"
    reason: str | None = None
    strict: bool = False
    dry_run: bool = False

    @property
    def source_folder(self) -> Path:
        """The folder that holds `sources.csv`."""
        return (project_root() / self.sources).resolve()

    @property
    def dataset_location(self) -> str:
        """The folder of the releases, or its address where it is on no disk of this machine."""
        return self.datasets if "://" in self.datasets else str((project_root() / self.datasets).resolve())

    @property
    def staging(self) -> Path:
        """Staged values of this source folder."""
        return home() / "staging" / sha256(str(self.source_folder).encode()).hexdigest()[:16]

    def put(self, name: str, year: str, value: object, *, of: str = "", told: object = None) -> Path:
        """Stage a value, with what it was made of and what was told of it; the file appears whole or not at all."""
        path = self._path(name, year)
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(f".{os.getpid()}")
        with draft.open("wb") as file:
            # one after the other, so that the first can be looked at without the last
            for part in (of, told, value):
                pickle.dump(part, file, protocol=pickle.HIGHEST_PROTOCOL)
        draft.replace(path)
        return path

    def get(self, name: str, year: str) -> Any:  # noqa: ANN401 - a staged value has the type that was put
        """A staged value; ValueError where there is none yet, or none that this code can open."""
        parts = self._parts(name, year, 3)
        if parts is None:
            raise ValueError(f"{name} of {year} has not been built: materialize it first")
        return parts[2]

    def staged(self, name: str, year: str) -> tuple[str, Any] | None:
        """What a staged value was made of, and what was told of it; None where there is none."""
        parts = self._parts(name, year, 2)
        return None if parts is None else (parts[0], parts[1])

    def _path(self, name: str, year: str) -> Path:
        return self.staging / name / f"{year}.pickle"

    def _parts(self, name: str, year: str, number: int) -> list[Any] | None:
        try:
            with self._path(name, year).open("rb") as file:
                # our own files of this machine, written by `put`
                return [pickle.load(file) for _ in range(number)]  # noqa: S301
        except (FileNotFoundError, EOFError, pickle.UnpicklingError, AttributeError, ImportError, TypeError):
            # none, or one of another version of this code
            return None
