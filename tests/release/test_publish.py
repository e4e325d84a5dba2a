"""Versions by difference, immutability, refusals, and what stands in the folder of releases."""

import json
from dataclasses import replace

import pytest
from hand_made import entry
from releasing import content, refused, tree

from pipeline.release.error import RefusedError, ReleaseError
from pipeline.release.publish import plan, publish
from pipeline.release.verify import verify

OTHER = entry("AFG", "Sylvania")


def test_the_first_release_is_0_1_0_listed_linked_and_whole(tmp_path):
    published = publish(content(), tmp_path)

    assert (published.version, published.new, published.plan.kind) == ("0.1.0", True, "first")
    assert (tmp_path / "latest").readlink().as_posix() == "0.1.0"
    index = json.loads((tmp_path / "index.json").read_text())
    assert index["latest"] == "0.1.0"
    assert [release["status"] for release in index["releases"]] == ["published"]
    assert verify(tmp_path).findings == ()
    assert {path.name for path in tmp_path.iterdir()} == {"0.1.0", "index.json", "latest"}


def test_nothing_new_leaves_every_byte_as_it_was(tmp_path):
    publish(content(), tmp_path)
    before = tree(tmp_path)

    again = publish(content(), tmp_path)

    assert (again.version, again.new, again.plan.kind) == ("0.1.0", False, "none")
    assert tree(tmp_path) == before


# what is built after a release of one narrative: version, kind
NEXT = {
    "a narrative more": (content(entry(), OTHER), "0.1.1", "minor"),
    "a value that changed": (content(entry(investigated=11)), "0.2.0", "major"),
    "another narrative set aside": (content(set_aside=[refused()]), "0.1.1", "patch"),
    "another verdict": (content(verdicts=[]), "0.1.1", "patch"),
}


@pytest.mark.parametrize(("following", "version", "kind"), NEXT.values(), ids=NEXT)
def test_the_version_follows_from_the_difference(tmp_path, following, version, kind):
    publish(content(), tmp_path)
    first = tree(tmp_path / "0.1.0")

    planned = plan(following, tmp_path)
    assert not (tmp_path / version).exists(), "a plan writes nothing"
    published = publish(following, tmp_path)

    assert (planned.version, planned.kind) == (published.version, published.plan.kind) == (version, kind)
    assert tree(tmp_path / "0.1.0") == first
    assert verify(tmp_path).ok
    assert verify(tmp_path, "0.1.0").ok


def test_from_1_0_0_on_the_rule_moves_up_and_a_major_release_needs_a_reason(tmp_path):
    publish(content(), tmp_path)
    assert publish(content(), tmp_path, declare_public=True).version == "1.0.0"
    assert publish(content(), tmp_path, declare_public=True).new is False
    assert publish(content(entry(), OTHER), tmp_path).version == "1.1.0"
    changed = content(entry(investigated=11), OTHER)

    with pytest.raises(RefusedError, match=r"2\.0\.0"):
        publish(changed, tmp_path)
    published = publish(changed, tmp_path, reason="the source was corrected")

    assert published.version == "2.0.0"
    assert json.loads((tmp_path / "index.json").read_text())["releases"][-1]["reason"] == "the source was corrected"
    assert "Reason given: the source was corrected" in (tmp_path / "latest" / "CHANGELOG.md").read_text()


def test_a_narrative_does_not_vanish_without_a_reason(tmp_path):
    publish(content(entry(), OTHER), tmp_path)
    before = tree(tmp_path)

    assert "AFG-2023" in (plan(content(), tmp_path).refusal or "")
    with pytest.raises(RefusedError, match="AFG-2023"):
        publish(content(), tmp_path)
    assert tree(tmp_path) == before

    assert publish(content(), tmp_path, reason="withdrawn by its publisher").version == "0.2.0"


def test_of_pre_releases_the_newest_two_keep_their_files(tmp_path):
    for investigated in (10, 11, 12, 13):
        publish(content(entry(investigated=investigated)), tmp_path)

    assert sorted(path.name for path in tmp_path.iterdir() if path.is_dir() and not path.is_symlink()) == ["0.3.0", "0.4.0"]
    releases = json.loads((tmp_path / "index.json").read_text())["releases"]
    assert [(one["version"], one["status"]) for one in releases] == [
        ("0.1.0", "withdrawn"),
        ("0.2.0", "withdrawn"),
        ("0.3.0", "published"),
        ("0.4.0", "published"),
    ]
    with pytest.raises(ValueError, match=r"no release 0\.1\.0"):
        verify(tmp_path, "0.1.0")


def test_content_that_does_not_pass_when_read_back_is_not_published(tmp_path):
    made = content()
    broken = replace(made, texts={"ABW-2023": made.texts["ABW-2023"].replace("10", "11")})

    with pytest.raises(ReleaseError, match=r"is not '10' in texts/ABW-2023\.txt"):
        publish(broken, tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_a_missing_index_beside_releases_is_not_taken_for_a_new_folder(tmp_path):
    publish(content(), tmp_path)
    (tmp_path / "index.json").unlink()

    with pytest.raises(ReleaseError, match="Restore"):
        publish(content(entry(), OTHER), tmp_path)

    assert verify_files(tmp_path / "0.1.0")


def verify_files(folder):
    """Whether a release's folder is still full."""
    return (folder / "SHA256SUMS").exists()


def test_a_foreign_folder_in_the_way_is_left_alone(tmp_path):
    (tmp_path / "0.1.0").mkdir()
    (tmp_path / "0.1.0" / "note.txt").write_text("mine")

    with pytest.raises(ReleaseError, match="in the way"):
        publish(content(), tmp_path)

    assert tree(tmp_path) == {"0.1.0/note.txt": b"mine"}


def test_changes_say_row_column_old_new_and_reason(tmp_path):
    publish(content(), tmp_path)
    planned = plan(content(entry(investigated=11)), tmp_path)

    found = [(c.table, c.change, c.column, c.old, c.new, c.reason) for c in planned.changes if c.table == "counts" and c.column == "value"]

    assert found == [("counts", "row_changed", "value", "10", "11", "code"), ("counts", "row_changed", "value", "6", "7", "code")]


def test_a_changed_source_is_told_from_a_changed_reading(tmp_path):
    publish(content(), tmp_path)
    planned = plan(content(replace(entry(investigated=11), source_sha256="1" * 64)), tmp_path)

    assert {change.reason for change in planned.changes} == {"source"}
