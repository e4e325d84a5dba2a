"""Only what changed is made again, and the result is that of a full build."""

from filecmp import dircmp
from pathlib import Path

import dagster as dg
import pytest

from pipeline.assets import memory, tabulation
from pipeline.assets.run import build
from pipeline.assets.workshop import Workshop
from pipeline.definitions import definitions
from pipeline.quality import gate

FREEDONIA = """FREEDONIA (Tier 2)
The Government of Freedonia does not fully meet the minimum standards.
PROSECUTION
Police investigated {n} cases.
"""
YEARLY = ("source", "narrative", "facts")


@pytest.fixture(autouse=True)
def own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path / "home"))


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "in"
    place.mkdir()
    rows = [f"{iso3},{year},{iso3}-{year}.txt" for year in (2019, 2021) for iso3 in ("DNK", "NOR", "SWE")]
    (place / "sources.csv").write_text("iso3,report_year,path\n" + "\n".join(rows) + "\n", encoding="utf-8")
    for number, row in enumerate(rows):
        (place / row.rpartition(",")[2]).write_text(FREEDONIA.format(n=12 + number), encoding="utf-8")
    return place


def build_all(folder, name="out"):
    outcome = build(definitions, sources=folder, datasets=str(folder.parent / name))
    assert outcome.error is None
    return Path(outcome.published.location)


def latest(asset, year):
    """Metadata and tags of the last materialization of a year."""
    with dg.DagsterInstance.get() as instance:
        records = instance.fetch_materializations(dg.AssetRecordsFilter(asset_key=dg.AssetKey(asset), asset_partitions=[year]), limit=1)
        found = records.records[0].asset_materialization
        return {name: value.value for name, value in found.metadata.items()}, found.tags


def told(asset, year):
    metadata, _ = latest(asset, year)
    return metadata["read"], metadata["unchanged"]


def look(folder):
    """Of a build of everything: narratives read and left by asset and year, data versions, and how the tables and checks came to be."""
    build_all(folder)
    counted = {(asset, year): told(asset, year) for asset in YEARLY for year in ("2019", "2021")}
    versions = [latest(asset, "2021")[1]["dagster/data_version"] for asset in YEARLY]
    with dg.DagsterInstance.get() as instance:
        metadata = instance.get_latest_materialization_event(dg.AssetKey("counts")).asset_materialization.metadata
    checked = Workshop(sources=str(folder)).staging / tabulation.VERDICTS / "all.pickle"
    return counted, versions, metadata["unchanged"].value, metadata["dagster/row_count"].value, checked.stat().st_mtime_ns


def test_one_changed_narrative_is_read_and_nothing_else(folder):
    counted, versions, unchanged, rows, checked = look(folder)
    assert set(counted.values()) == {(3, 0)}
    assert not unchanged
    assert {latest(asset, "2021")[1]["dagster/code_version"] for asset in YEARLY} == {memory.ENGINE}
    again = look(folder)
    assert set(again[0].values()) == {(0, 3)}
    assert again[1:] == (versions, True, rows, checked)
    (folder / "NOR-2021.txt").write_text(FREEDONIA.format(n=99), encoding="utf-8")
    changed = look(folder)
    assert [changed[0][asset, "2019"] for asset in YEARLY] == [(0, 3)] * 3
    assert [changed[0][asset, "2021"] for asset in YEARLY] == [(3, 0), (3, 0), (1, 2)]
    assert latest("facts", "2019")[0]["dagster/row_count"] == 3
    assert all(one != other for one, other in zip(versions, changed[1], strict=True))
    assert not changed[2]
    assert changed[4] != checked


def test_other_code_reads_everything_anew(folder, monkeypatch):
    build_all(folder)
    monkeypatch.setattr(memory, "ENGINE", "0" * 16)
    with pytest.raises(ValueError, match="facts of 2019 was built by other code"):
        tabulation._tables_made_of(Workshop(sources=str(folder)))
    build_all(folder)
    assert told("facts", "2019") == (3, 0)


def test_a_staged_file_that_cannot_be_opened_counts_as_none(folder):
    build_all(folder)
    workshop = Workshop(sources=str(folder))
    (workshop.staging / "facts" / "2019.pickle").write_bytes(b"cut off")
    with pytest.raises(ValueError, match="facts of 2019 has not been built"):
        workshop.get("facts", "2019")
    build_all(folder)
    assert (told("facts", "2019"), told("facts", "2021")) == ((3, 0), (0, 3))


def test_what_was_set_aside_is_tried_again_and_the_others_are_kept(folder, monkeypatch):
    """The engine runs out of memory once, on one narrative."""
    real = gate.read

    def fail(narrative):
        if narrative.narrative_id == "NOR-2021":
            raise MemoryError
        return real(narrative)

    monkeypatch.setattr(gate, "read", fail)
    outcome = build(definitions, sources=folder, datasets=str(folder.parent / "out"))
    assert (outcome.rows["narratives"], [one.narrative_id for one in outcome.set_aside]) == (5, ["NOR-2021"])
    monkeypatch.setattr(gate, "read", real)
    outcome = build(definitions, sources=folder, datasets=str(folder.parent / "out"))
    assert (outcome.rows["narratives"], outcome.set_aside) == (6, ())
    assert (told("facts", "2019"), told("facts", "2021")) == ((0, 3), (1, 2))


def test_a_source_that_cannot_be_opened_is_set_aside(folder):
    (folder / "NOR-2021.txt").unlink()
    (folder / "NOR-2021.txt").mkdir()
    outcome = build(definitions, sources=folder, datasets=str(folder.parent / "out"))
    assert (outcome.error, [one.narrative_id for one in outcome.set_aside]) == (None, ["NOR-2021"])


def same(one):
    return not (one.left_only or one.right_only or one.diff_files) and all(map(same, one.subdirs.values()))


def test_bytes_are_those_of_a_full_build(folder, tmp_path, monkeypatch):
    build_all(folder)
    build_all(folder, "other")
    (folder / "SWE-2019.txt").write_text(FREEDONIA.format(n=77), encoding="utf-8")
    kept = build_all(folder)
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path / "anew"))
    anew = build_all(folder, "other")
    assert kept.name == anew.name == "0.2.0"
    assert same(dircmp(kept, anew))
