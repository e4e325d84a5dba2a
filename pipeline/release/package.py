"""Write the files of a release into an empty folder: the same content and version give the same bytes, anywhere."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.quality.verdict import Verdict
from pipeline.release import changelog, codebook, compare, croissant, csv_file, datapackage, provenance, readme, schema_org, stata
from pipeline.release.compare import Change
from pipeline.release.content import PUBLISHED, SET_ASIDE, Content, set_aside_table
from pipeline.release.described import Json, describe, write_json
from pipeline.release.verify import SUMS


@dataclass(frozen=True, slots=True)
class Edition:
    """What a version adds to its content: what changed since the one before (`previous`, None in a first release), and why."""

    version: str
    previous: str | None
    changes: pa.Table
    changelog: str


def first_or_next(
    version: str, previous: str | None, content: Content, changes: Sequence[Change], *, before: str | None, reason: str | None
) -> Edition:
    """The edition of a new release; `before` is the changelog of the release before."""
    rows = {name: content.tables[name].num_rows for name in content.tables}
    newest = changelog.section(version, changes, rows, previous=previous, reason=reason)
    return Edition(version, previous, compare.as_table(changes), changelog.changelog(newest, before))


def published_edition(folder: Path, version: str, previous: str | None) -> Edition:
    """The edition of a release as it stands in its folder, to package its content anew."""
    changes = pq.read_table(folder / f"{compare.TABLE.name}.parquet")
    return Edition(version, previous, changes, (folder / "CHANGELOG.md").read_text(encoding="utf-8"))


def write_package(folder: Path, content: Content, edition: Edition) -> None:
    """Write every file of a release; SHA256SUMS, which lists all others, is the last."""
    contents: Mapping[str, pa.Table] = {**content.tables, compare.TABLE.name: edition.changes}
    tables = {name: table for name, table in PUBLISHED.items() if name in contents}
    for name, table in tables.items():
        pq.write_table(contents[name], folder / f"{name}.parquet", compression="zstd")
        csv_file.write_csv(folder / f"{name}.csv", table, contents[name])
        if name in stata.MAIN:
            stata.write_stata(folder / f"{name}.dta", table, contents[name])
    csv_file.write_csv(folder / "set_aside.csv", SET_ASIDE, set_aside_table(content.set_aside))
    (folder / "texts").mkdir()
    for narrative_id, text in content.texts.items():
        (folder / "texts" / f"{narrative_id}.txt").write_bytes(text.encode())
    codebook.write_codebook_csv(folder / "codebook.csv", tables)
    narratives = contents["narratives"]
    write_json(folder / "validation.json", [_validation(verdict) for verdict in content.verdicts])
    write_json(folder / "provenance.json", provenance.provenance(narratives, content.parameters, content.reference))
    write_json(folder / "datapackage.json", datapackage.datapackage(folder, edition.version, tables, contents))
    write_json(folder / "croissant.json", croissant.croissant(folder, edition.version, tables))
    write_json(folder / "schema.jsonld", schema_org.schema_org(folder, edition.version, tables, narratives))
    for name, text in {
        "CODEBOOK.md": codebook.codebook_markdown(tables),
        "CHANGELOG.md": edition.changelog,
        "CITATION.cff": readme.citation(edition.version),
        "README.md": readme.readme(edition.version, tables, contents),
    }.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    _write_sums(folder)


def _validation(verdict: Verdict) -> Json:
    breaches: list[Json] = [{"key": breach.key, "reason": breach.reason} for breach in verdict.breaches]
    return {
        "table": verdict.table,
        "expectation": verdict.expectation,
        "severity": verdict.severity,
        "outcome": verdict.outcome,
        "why": verdict.why,
        "breaches": breaches,
    }


def _write_sums(folder: Path) -> None:
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    lines = [f"{describe(folder, name).sha256}  {name}\n" for name in names]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8", newline="")
