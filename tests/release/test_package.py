"""What stands in a release: types, nulls and the guard of CSV, metadata that others' tools accept, snippets that run."""

import csv
import json
import re
import subprocess
import sys
from decimal import Decimal

import pandas as pd
import pyarrow.parquet as pq
import pytest

from pipeline.release.csv_file import guard, spell
from pipeline.tables.catalog import TABLES

SNIPPET = re.compile(r"```python\n(.*?)```", re.DOTALL)


def rows_of(release, table):
    with (release / f"{table}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.mark.parametrize(
    ("cell", "guarded"),
    [
        ("=1+1", "'=1+1"),
        ("+45", "'+45"),
        ("-1", "'-1"),
        ("@sum", "'@sum"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("'=x", "''=x"),
        ("''@x", "'''@x"),
        ("'tis", "'tis"),
        ("a=b", "a=b"),
        ("", ""),
    ],
)
def test_the_guard_can_be_taken_back(cell, guarded):
    assert guard(cell) == guarded
    assert (guarded[1:] if re.match(r"'+[=+\-@\t\r]", guarded) else guarded) == cell


@pytest.mark.parametrize(
    ("cell", "spelled"),
    [
        (None, ""),
        (True, "true"),
        (Decimal("1500000.0000"), "1500000"),
        (Decimal("0.3050"), "0.305"),
        (Decimal("1E+3"), "1000"),
        (Decimal("-2.50"), "-2.5"),
        (("a", "b"), "a;b"),
    ],
)
def test_a_value_has_one_spelling(cell, spelled):
    assert spell(cell) == spelled


def test_a_sentence_that_opens_like_a_formula_is_guarded_in_csv_and_exact_in_parquet(release):
    texts = pq.read_table(release / "sentences.parquet")["text"].to_pylist()
    printed = [row["text"] for row in rows_of(release, "sentences")]
    place = next(number for number, text in enumerate(texts) if text.startswith("="))

    assert printed[place] == f"'{texts[place]}"
    assert [text for text in printed if text.startswith("'")] == [printed[place]]


def test_null_is_an_empty_cell_and_zero_is_not(release):
    found = {row["quote"]: row for row in rows_of(release, "counts")}

    assert found["how many"]["value"] == ""
    assert found["10"]["value"] == "10"
    assert found["10"]["derived"] == "false"


@pytest.mark.parametrize("name", TABLES)
def test_parquet_has_the_declared_types_and_no_null_where_none_may_be(release, name):
    table = pq.read_table(release / f"{name}.parquet")

    assert table.schema.names == list(TABLES[name].names)
    for column in TABLES[name].columns:
        kind = table.schema.field(column.name).type
        assert (kind.value_type if column.type == "code" else kind) == (column.storage if column.type != "list" else kind)
        assert column.nullable or table[column.name].null_count == 0


def test_the_data_package_is_valid_and_every_table_reads_by_it(release):
    from frictionless import Package

    package = Package(str(release / "datapackage.json"))
    report = package.validate()

    assert set(package.resource_names) >= set(TABLES)
    assert report.valid, report.flatten(["type", "message"])


def test_croissant_is_valid(release):
    from mlcroissant import Dataset

    dataset = Dataset(jsonld=str(release / "croissant.json"))

    assert not dataset.metadata.ctx.issues.errors
    assert {record.uuid for record in dataset.metadata.record_sets} >= {"counts", "money"}


def test_stata_reads_the_same_counts(release):
    stata = pd.read_stata(release / "counts.dta", convert_missing=False)
    parquet = pd.read_parquet(release / "counts.parquet")

    assert list(stata.columns) == list(parquet.columns)
    assert stata["row_id"].tolist() == parquet["row_id"].tolist()
    assert stata["value"].isna().tolist() == parquet["value"].isna().tolist()
    assert stata["value"].dropna().tolist() == parquet["value"].dropna().tolist()
    assert stata["period_start"].dropna().dt.date.tolist() == parquet["period_start"].dropna().tolist()


def test_every_python_snippet_of_the_readme_runs(release):
    snippets = SNIPPET.findall((release / "README.md").read_text(encoding="utf-8"))

    assert [re.search(r"import (\w+)", one)[1] for one in snippets] == ["pandas", "duckdb", "polars"]
    done = subprocess.run([sys.executable, "-c", "\n".join(snippets)], cwd=release, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "ABW-2023" in done.stdout


def test_checksums_list_every_other_file(release):
    listed = {line[66:] for line in (release / "SHA256SUMS").read_text(encoding="utf-8").splitlines()}

    assert listed == {path.relative_to(release).as_posix() for path in release.rglob("*") if path.is_file()} - {"SHA256SUMS"}
    assert subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=release, check=False).returncode == 0  # noqa: S607


def test_provenance_knows_sources_and_reference_but_no_time_and_no_folder(release):
    text = (release / "provenance.json").read_text(encoding="utf-8")

    assert json.loads(text)["sources"][0]["source_sha256"] == "0" * 64
    for path in release.rglob("*.json*"):
        assert str(release.parent) not in path.read_text(encoding="utf-8")
    assert not re.search(r"\d{4}-\d\d-\d\dT", text)


def test_the_codebook_has_every_column_and_what_null_means(release):
    rows = {(row["table"], row["column"]): row for row in rows_of(release, "codebook")}

    for table in TABLES.values():
        for column in table.columns:
            row = rows[table.name, column.name]
            assert (row["null_means"] or None) == column.null
            assert row["description"] == column.description
