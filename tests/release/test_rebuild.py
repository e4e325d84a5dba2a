"""A release made again from its sources: the same, or an error that names what is not."""

import shutil
from pathlib import Path

import pytest

from pipeline.quality.gate import read_folder
from pipeline.release.content import Content
from pipeline.release.error import ReleaseError
from pipeline.release.publish import publish
from pipeline.release.rebuild import verify_rebuild

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A release of the seed narrative, made without checks."""
    datasets = tmp_path_factory.mktemp("built")
    read = read_folder(SEEDS, {"DNK-2023"})
    publish(Content(read.tables, read.texts, read.set_aside, reference=read.reference), datasets)
    return datasets


def test_the_same_sources_give_the_same_release(built):
    assert verify_rebuild(built, SEEDS).findings == ()


def test_another_source_text_gives_another_content_which_is_named(built, tmp_path):
    sources = tmp_path / "seeds"
    shutil.copytree(SEEDS, sources)
    manifest = sources / "sources.csv"
    narrative = sources / "narratives" / "2023" / "DNK.txt"
    narrative.write_text(
        narrative.read_text(encoding="utf-8").replace("identified 72 trafficking", "identified 73 trafficking"), encoding="utf-8"
    )
    # without its hash, the manifest vouches for no particular text
    header, row = manifest.read_text(encoding="utf-8").splitlines()[:2]
    cells = dict(zip(header.split(","), row.split(","), strict=True)) | {"sha256": ""}
    manifest.write_text(f"{header}\n{','.join(cells.values())}\n", encoding="utf-8")

    named = {finding.file for finding in verify_rebuild(built, sources).errors}

    assert {"narratives.parquet", "sentences.parquet", "counts.parquet"} <= named
    assert "money.parquet" not in named


def test_a_file_that_was_written_otherwise_is_named(built, tmp_path):
    datasets = tmp_path / "datasets"
    shutil.copytree(built, datasets, symlinks=True)
    with (datasets / "0.1.0" / "README.md").open("a") as readme:
        readme.write("More.\n")

    assert [(finding.level, finding.file) for finding in verify_rebuild(datasets, SEEDS).findings] == [("error", "README.md")]


def test_a_release_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ReleaseError, match="no release"):
        verify_rebuild(tmp_path, SEEDS)
