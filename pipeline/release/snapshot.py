"""The tables of a release as one value, loaded from its folder: what a comparison needs and no more."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.tables.table import Table


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Tables by name, with the key of each; tables that tell how releases differ are left out."""

    tables: Mapping[str, pa.Table]
    keys: Mapping[str, tuple[str, ...]]


def snapshot(tables: Mapping[str, pa.Table], declared: Mapping[str, Table]) -> Snapshot:
    """Tables that were just built."""
    return Snapshot(tables, {name: declared[name].key for name in tables})


def load_snapshot(folder: Path) -> Snapshot:
    """The tables of a published release; ValueError where its files cannot be read."""
    try:
        package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        resources = [resource for resource in package["resources"] if resource["name"] != "changes"]
        tables = {resource["name"]: pq.read_table(folder / resource["parquet"], use_threads=False) for resource in resources}
        keys = {resource["name"]: tuple(resource["schema"]["primaryKey"]) for resource in resources}
    except (OSError, ValueError, KeyError, pa.ArrowException) as error:
        raise ValueError(f"{folder}: the release cannot be read ({error}). Restore it, for instance from version control.") from error
    return Snapshot(tables, keys)
