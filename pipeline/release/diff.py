"""Compare two published releases: the same differences from which versions are computed, for whoever moves from one to another."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from pipeline.release.compare import TABLE, Change, compare
from pipeline.release.csv_file import guard
from pipeline.release.error import ReleaseError
from pipeline.release.locate import release_folder
from pipeline.release.snapshot import load_snapshot


def diff(datasets: str | Path, old: str, new: str, *, table: str | None = None) -> list[Change]:
    """What differs from release `old` to release `new`, of one table or of all.

    Raises ReleaseError where a release or the table is not there or cannot be read.
    """
    try:
        before, after = (load_snapshot(release_folder(datasets, version)) for version in (old, new))
    except ValueError as error:
        raise ReleaseError(str(error)) from error
    known = before.tables.keys() | after.tables.keys()
    if table is not None and table not in known:
        raise ReleaseError(f"there is no table {table}; there are {', '.join(sorted(known))}")
    return [change for change in compare(before, after) if table in (None, change.table)]


def as_csv(changes: Sequence[Change]) -> str:
    """The differences as CSV, guarded like every published file."""
    written = io.StringIO(newline="")
    rows = csv.writer(written, lineterminator="\r\n")
    rows.writerow(TABLE.names)
    rows.writerows([guard(cell or "") for cell in asdict(change).values()] for change in changes)
    return written.getvalue()


def as_json(changes: Sequence[Change]) -> str:
    """The differences as a JSON array of objects, null where a cell has none."""
    return json.dumps([asdict(change) for change in changes], ensure_ascii=False, indent=2) + "\n"
