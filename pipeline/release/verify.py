"""Check a release from its files alone: checksums, schema, keys, foreign keys, addresses, CSV against Parquet, breakdown sums.

This module and `folder` import nothing of the pipeline and only the standard library and pyarrow, so that they judge what was
published, not what the pipeline believes to have published. What a release says of itself stands in its datapackage.json.

    verify("datasets")                                 the latest release of a local folder
    verify("https://example.org/tipdata", "0.1.0")     one release on a web server
"""

import csv
import io
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.release.folder import Folder, open_folder

SUMS = "SHA256SUMS"
INDEX = "index.json"
# A text cell that opens so got one apostrophe more on its way into CSV.
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_DIMENSIONS = ("exploitation", "sex", "age", "nationality", "actor", "body")

Cells = dict[str, list[Any]]


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, or worth a look (`warning`: the source's own figures do not add up), in which file."""

    level: str
    file: str
    message: str

    def __str__(self) -> str:
        return f"{self.level}: {self.file}: {self.message}"


@dataclass(frozen=True, slots=True)
class Verification:
    """The result for one release; `files` and `rows` say how much was looked at."""

    location: str
    version: str
    findings: tuple[Finding, ...]
    files: int
    rows: Mapping[str, int] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Whether there is no error."""
        return not self.errors

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that make a release unusable."""
        return tuple(finding for finding in self.findings if finding.level == "error")


def verify(datasets: str | Path, version: str | None = None) -> Verification:
    """Check one release of a datasets folder (the latest one by default), local, over HTTP(S) or on S3.

    Never raises for what is wrong with the release; ValueError where there is no such release or the index is unreadable.
    """
    root = open_folder(datasets)
    try:
        index = json.loads(root.read(INDEX))
        listed = {release["version"]: release for release in index["releases"]}
        version = version or index["latest"]
    except OSError as error:
        raise ValueError(f"{root}/{INDEX}: there is no such file, so no release is published here ({error})") from error
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(f"{root}/{INDEX}: it is no index of releases ({error})") from error
    if version not in listed or listed[version].get("status") == "withdrawn":
        there = ", ".join(name for name, release in listed.items() if release.get("status") != "withdrawn")
        raise ValueError(f"{root}: there is no release {version}; there are {there or 'none'}")
    return verify_folder(root.under(version), version, listed[version].get("sha256sums"))


def verify_folder(folder: Folder, version: str, sums_sha256: str | None = None) -> Verification:
    """Check the files of one release; `sums_sha256` is the hash of SHA256SUMS that the index remembers."""
    findings: list[Finding] = []
    try:
        sums = folder.read(SUMS)
    except OSError as error:
        return Verification(str(folder), version, (Finding("error", SUMS, f"it cannot be read ({error})"),), 0)
    if sums_sha256 is not None and sha256(sums).hexdigest() != sums_sha256:
        findings.append(Finding("error", SUMS, "its hash differs from the one in index.json"))
    files, faults = _checked_files(folder, sums)
    findings += faults
    rows: dict[str, int] = {}
    try:
        package = json.loads(files.get("datapackage.json", b""))
        resources = {resource["name"]: resource for resource in package["resources"]}
    except (ValueError, KeyError, TypeError) as error:
        findings.append(Finding("error", "datapackage.json", f"it does not describe the tables ({error})"))
        return Verification(str(folder), version, tuple(findings), len(files), rows)
    if package.get("version") != version:
        findings.append(Finding("error", "datapackage.json", f"it is of version {package.get('version')}, not {version}"))
    tables: dict[str, Cells] = {}
    for name, resource in resources.items():
        cells, faults = _read_table(files, resource)
        findings += faults
        if cells is not None:
            tables[name] = cells
            rows[name] = _length(cells)
    for name, cells in tables.items():
        findings += _check_keys(resources[name], cells)
        findings += _check_references(resources[name], cells, tables)
        findings += _check_addresses(resources[name], cells, files)
    if "mention_facts" in tables:
        findings += _check_uses(tables)
    if "counts" in tables:
        findings += _check_sums(tables["counts"])
    return Verification(str(folder), version, tuple(findings), len(files), rows)


def _checked_files(folder: Folder, sums: bytes) -> tuple[dict[str, bytes], list[Finding]]:
    """The listed files that are there, with a finding for each that is missing, altered, badly listed or not listed."""
    files: dict[str, bytes] = {}
    findings = []
    for number, line in enumerate(sums.decode("utf-8", "replace").splitlines(), 1):
        found = re.fullmatch(r"([0-9a-f]{64})  (\S.*)", line)
        if found is None or found[2].startswith("/") or ".." in found[2].split("/"):
            findings.append(Finding("error", SUMS, f"line {number} is no checksum and relative path"))
            continue
        expected, name = found.groups()
        try:
            content = folder.read(name)
        except OSError as error:
            findings.append(Finding("error", name, f"it cannot be read ({error})"))
            continue
        if sha256(content).hexdigest() != expected:
            findings.append(Finding("error", name, f"its SHA-256 is not the one in {SUMS}: the file was altered or damaged"))
        files[name] = content
    listed = {line[66:] for line in sums.decode("utf-8", "replace").splitlines()} | {SUMS}
    findings += [Finding("error", name, f"it is not listed in {SUMS}") for name in sorted((folder.names() or frozenset()) - listed)]
    return files, findings


def _length(cells: Cells) -> int:
    return len(next(iter(cells.values()), []))


def _read_table(files: Mapping[str, bytes], resource: dict[str, Any]) -> tuple[Cells | None, list[Finding]]:
    """The cells of one table by column, from Parquet, after comparing it with its declaration and its CSV."""
    path, parquet, fields = resource["path"], resource["parquet"], resource["schema"]["fields"]
    if missing := [name for name in (path, parquet) if name not in files]:
        return None, [Finding("error", name, "the table's file is missing") for name in missing]
    try:
        table = pq.ParquetFile(pa.BufferReader(files[parquet])).read(use_threads=False)
    except (pa.ArrowInvalid, OSError) as error:
        return None, [Finding("error", parquet, f"it is no readable Parquet file ({error})")]
    expected = [(column["name"], column["type"]) for column in fields]
    found = [(column.name, _kind(column.type)) for column in table.schema]
    if found != expected:
        return None, [Finding("error", parquet, f"its columns are not the declared ones: {sorted(set(found) ^ set(expected))}")]
    cells: Cells = {name: table[name].to_pylist() for name, _ in expected}
    findings = []
    if content_sha256(table) != resource["content_sha256"]:
        findings.append(Finding("error", parquet, "its content is not the one that datapackage.json states"))
    for column in fields:
        findings += _check_column(parquet, column, cells[column["name"]])
    findings += _compare_csv(path, files[path], fields, cells)
    return cells, findings


def _kind(kind: pa.DataType) -> str:
    """The Data Package type of an Arrow type."""
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    for test, name in (
        (pa.types.is_string, "string"),
        (pa.types.is_integer, "integer"),
        (pa.types.is_decimal, "number"),
        (pa.types.is_date, "date"),
        (pa.types.is_boolean, "boolean"),
        (pa.types.is_list, "list"),
    ):
        if test(kind):
            return name
    return str(kind)


def _plain(cell: object) -> str | None:
    """One spelling per value, which is also the one in CSV (before its guard)."""
    match cell:
        case None:
            return None
        case bool():
            return "true" if cell else "false"
        case Decimal():
            return format(cell, "f").rstrip("0").rstrip(".") if "." in format(cell, "f") else format(cell, "f")
        case date():
            return cell.isoformat()
        case list():
            return ";".join(str(item) for item in cell) or None
        case _:
            return str(cell)


def content_sha256(table: pa.Table) -> str:
    """A hash of what a table says, whatever wrote it: column names and kinds, then the rows in order, one JSON line each.

    Parquet bytes vary with the version of pyarrow; this does not.
    """
    digest = sha256(json.dumps([[column.name, _kind(column.type)] for column in table.schema]).encode())
    for batch in table.to_batches(max_chunksize=10_000):
        for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            digest.update(b"\n" + json.dumps([_plain(cell) for cell in row]).encode())
    return digest.hexdigest()


def _check_column(file: str, column: dict[str, Any], values: list[Any]) -> Iterator[Finding]:
    constraints = column.get("constraints", {})
    allowed = set(constraints.get("enum", ()))
    pattern = re.compile(constraints["pattern"]) if "pattern" in constraints else None
    for row, value in enumerate(values, 1):
        if value is None:
            if constraints.get("required"):
                yield Finding("error", file, f"row {row}: {column['name']} is null")
            continue
        items = value if isinstance(value, list) else [value]
        if allowed and (strange := [item for item in items if item not in allowed]):
            yield Finding("error", file, f"row {row}: {column['name']} has no code {strange[0]!r}")
        if pattern and not pattern.fullmatch(str(value)):
            yield Finding("error", file, f"row {row}: {column['name']} {value!r} does not match {pattern.pattern}")


def _compare_csv(path: str, content: bytes, fields: list[dict[str, Any]], cells: Cells) -> Iterator[Finding]:
    """Each cell of the CSV against the Parquet file."""
    try:
        rows = list(csv.reader(io.StringIO(content.decode(), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        yield Finding("error", path, f"it is no CSV in UTF-8 ({error})")
        return
    names = [column["name"] for column in fields]
    texts = [column["type"] in ("string", "list") for column in fields]
    if rows[:1] != [names]:
        yield Finding("error", path, "its header is not that of the declared columns")
        return
    if len(rows) - 1 != _length(cells):
        yield Finding("error", path, f"it has {len(rows) - 1} rows, the Parquet file {_length(cells)}")
        return
    for number, row in enumerate(rows[1:]):
        if len(row) != len(names):
            yield Finding("error", path, f"row {number + 1} has {len(row)} cells")
            continue
        for name, text, printed in zip(names, texts, row, strict=True):
            bare = printed[1:] if text and _GUARDED.match(printed) else printed
            if (bare or None) != _plain(cells[name][number]):
                yield Finding("error", path, f"row {number + 1}: {name} is {printed!r}, in the Parquet file {cells[name][number]!r}")


def _check_keys(resource: dict[str, Any], cells: Cells) -> Iterator[Finding]:
    if not (key := resource["schema"].get("primaryKey")):
        return
    for found, times in Counter(zip(*(cells[name] for name in key), strict=True)).items():
        if times > 1:
            yield Finding("error", resource["parquet"], f"the key {', '.join(map(str, found))} stands {times} times")


def _check_references(resource: dict[str, Any], cells: Cells, tables: Mapping[str, Cells]) -> Iterator[Finding]:
    for foreign in resource["schema"].get("foreignKeys", ()):
        to = foreign["reference"]
        target = to["resource"] or resource["name"]
        if target not in tables:
            continue  # that its files are missing or broken was said already
        known = set(zip(*(tables[target][name] for name in to["fields"]), strict=True))
        for row, found in enumerate(zip(*(cells[name] for name in foreign["fields"]), strict=True), 1):
            if None not in found and found not in known:
                yield Finding("error", resource["parquet"], f"row {row}: {', '.join(foreign['fields'])} {found[0]!r} is no row of {target}")


def _check_addresses(resource: dict[str, Any], cells: Cells, files: Mapping[str, bytes]) -> Iterator[Finding]:
    """`text[char_start:char_end]` against the quote of every row that has an address."""
    if not (quoted := resource.get("quoted")):
        return
    texts: dict[str, str] = {}
    for narrative, start, end, quote in zip(*(cells[name] for name in ("narrative_id", "char_start", "char_end", quoted)), strict=True):
        name = f"texts/{narrative}.txt"
        if narrative not in texts:
            if name not in files:
                yield Finding("error", name, f"the text that {resource['name']} quotes is missing")
            texts[narrative] = files.get(name, b"").decode("utf-8", "replace")
        if name in files and (not 0 <= start < end or texts[narrative][start:end] != quote):
            yield Finding("error", resource["parquet"], f"{narrative} {start}-{end} is not {quote!r} in {name}")


def _check_uses(tables: Mapping[str, Cells]) -> Iterator[Finding]:
    """The fact rows that mention_facts names: a reference that leads to one of several tables."""
    uses = tables["mention_facts"]
    known = {name: set(cells["row_id"]) for name, cells in tables.items() if "row_id" in cells}
    for row, (table, row_id) in enumerate(zip(uses["fact_table"], uses["fact_row_id"], strict=True), 1):
        if table in known and row_id not in known[table]:
            yield Finding("error", "mention_facts.parquet", f"row {row}: {row_id!r} is no row of {table}")


def _check_sums(counts: Cells) -> Iterator[Finding]:
    """Parts against the total that contains them; a breach is the source's own, hence a warning.

    Only parts that differ from their total in the same dimensions, and in unit not at all, are summed: others may overlap.
    """
    rows = {row_id: number for number, row_id in enumerate(counts["row_id"])}
    sums: dict[tuple[str, tuple[str, ...]], int] = defaultdict(int)
    for part, (total_id, value) in enumerate(zip(counts["part_of"], counts["value"], strict=True)):
        if total_id is None or value is None or total_id not in rows:
            continue
        total = rows[total_id]
        if counts["unit"][part] == counts["unit"][total]:
            told = tuple(name for name in _DIMENSIONS if name in counts and counts[name][part] != counts[name][total])
            sums[total_id, told] += value
    for (total_id, told), found in sums.items():
        limit = counts["value_high"][rows[total_id]]
        if limit is not None and found > limit:
            by = ", ".join(told) or "detail"
            yield Finding("warning", "counts.parquet", f"{total_id}: its parts by {by} sum to {found}, more than {limit}")
