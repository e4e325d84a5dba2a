"""A whole report among the sources: built, verified from them, and its narratives gone only with a reason."""

import pytest
from printed import narrative, printed

from pipeline.assets.run import build
from pipeline.definitions import definitions
from pipeline.release.rebuild import verify_rebuild
from pipeline.release.verify import verify

HEADERS = {"Denmark": "DENMARK (Tier 1)", "Norway": "NORWAY: TIER 2", "Freedonia": "FREEDONIA (Tier 3)"}


@pytest.fixture(autouse=True)
def own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path / "home"))


def test_a_whole_report_is_built_and_made_again_from_its_sources(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    paragraphs = [line for name, header in HEADERS.items() for line in narrative(header, name, 2011, 3)]
    (folder / "2011.pdf").write_bytes(printed(paragraphs, head="2011 TRAFFICKING IN PERSONS REPORT|{page}"))
    (folder / "SWE.txt").write_text("\n".join(narrative("SWEDEN (Tier 1)", "Sweden", 2012, 4)), encoding="utf-8")
    manifest = folder / "sources.csv"
    manifest.write_text("iso3,report_year,path\n,2011,2011.pdf\nSWE,2012,SWE.txt\n", encoding="utf-8")
    settings = {"sources": folder, "datasets": str(tmp_path / "out")}
    outcome = build(definitions, **settings)
    assert outcome.error is None
    assert outcome.rows["narratives"] == 3
    (refusal,) = outcome.set_aside
    assert refusal.narrative_id == "report-2011"
    released = tmp_path / "out" / outcome.published.version
    assert sorted(path.stem for path in (released / "texts").iterdir()) == ["DNK-2011", "NOR-2011", "SWE-2012"]
    assert (released / "texts" / "NOR-2011.txt").read_text(encoding="utf-8").startswith("NORWAY: TIER 2\n")
    assert verify(tmp_path / "out").ok
    assert verify_rebuild(tmp_path / "out", folder).ok
    manifest.write_text("iso3,report_year,path\nSWE,2012,SWE.txt\n", encoding="utf-8")
    assert "published narratives would vanish: DNK-2011, NOR-2011" in build(definitions, **settings).error
