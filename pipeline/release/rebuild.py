"""Check a release by making it again from its sources: what its tables say, then its bytes.

The caller reads the sources (`pipeline.quality.gate.read_folder`); nothing of the release but its number and history is used.
"""

import csv
import json
import tempfile
from pathlib import Path

from pipeline.quality.gate import Tabulated, read_folder
from pipeline.release.content import Content
from pipeline.release.locate import release_folder
from pipeline.release.package import published_edition, write_package
from pipeline.release.provenance import VARIABLE
from pipeline.release.publish import open_store
from pipeline.release.verify import SUMS, Finding, Verification, content_sha256
from pipeline.tables.catalog import TABLES

_PROVENANCE = "provenance.json"


def verify_rebuild(datasets: str | Path, sources: Path, version: str | None = None) -> Verification:
    """Read the sources of a release anew and compare: an error per table that says something else, or file of other bytes.

    A Parquet or Stata file of other bytes whose table says the same is a warning (another version of the library that wrote
    it), and so is a difference in the code's hash or the package versions.

    validation.json is left out: its verdicts follow from the tables.

    Raises ReleaseError where the release is not there, ManifestError where the sources have no manifest.
    """
    folder = release_folder(datasets, version)
    index = open_store(datasets).index()
    release = index.latest if version is None else index.get(version)
    assert release is not None, "release_folder has found it"
    read = read_folder(sources, _narratives(folder))
    findings = [
        Finding("error", f"{name}.parquet", "the sources give another content")
        for name in TABLES
        if release.content.get(name) != content_sha256(read.tables[name])
    ]
    if not findings:
        findings = _compare_bytes(folder, read, release.version, release.previous)
    rows = {name: table.num_rows for name, table in read.tables.items()}
    return Verification(str(folder), release.version, tuple(findings), len(list(folder.rglob("*.*"))), rows)


def _narratives(folder: Path) -> set[str]:
    """The narratives that the release holds, and those that its build set aside."""
    with (folder / "set_aside.csv").open(encoding="utf-8", newline="") as handle:
        refused = {row["narrative_id"] for row in csv.DictReader(handle)}
    return {path.stem for path in (folder / "texts").iterdir()} | refused


def _compare_bytes(folder: Path, read: Tabulated, version: str, previous: str | None) -> list[Finding]:
    """The files that differ when the same content is packaged anew."""
    provenance = json.loads((folder / _PROVENANCE).read_text(encoding="utf-8"))
    content = Content(read.tables, read.texts, read.set_aside, parameters=provenance["parameters"], reference=read.reference)
    with tempfile.TemporaryDirectory() as scratch:
        anew = Path(scratch)
        write_package(anew, content, published_edition(folder, version, previous))
        names = sorted(path.relative_to(anew).as_posix() for path in anew.rglob("*") if path.is_file())
        return [found for name in names if (found := _difference(anew / name, folder / name, name)) is not None]


def _difference(anew: Path, published: Path, name: str) -> Finding | None:
    # checksums follow from the other files, verdicts from the tables
    if name in (SUMS, "validation.json"):
        return None
    if not published.is_file():
        return Finding("error", name, "the release lacks it")
    if anew.read_bytes() == published.read_bytes():
        return None
    if anew.suffix in (".parquet", ".dta"):
        return Finding("warning", name, "the same content in other bytes: another version of the library wrote it")
    if name == _PROVENANCE:
        one, two = (json.loads(path.read_text(encoding="utf-8")) for path in (anew, published))
        differing = sorted(key for key in one.keys() | two.keys() if one.get(key) != two.get(key))
        level = "warning" if set(differing) <= set(VARIABLE) else "error"
        return Finding(level, name, f"{', '.join(differing)} differ")
    return Finding("error", name, "the sources give other bytes")
