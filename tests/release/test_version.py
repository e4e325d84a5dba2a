"""The version follows from the difference; nothing new leaves all as it was; what was published does not vanish unsaid."""

import re

import pyarrow.parquet as pq
import pytest
from hand_made import entry, without

from pipeline.release.compare import Change
from pipeline.release.publish import plan, publish
from pipeline.release.verify import verify
from pipeline.release.version import following, kind_of, parse_version


@pytest.mark.parametrize(
    ("before", "kind", "after"),
    [
        ("0.1.0", "major", "0.2.0"),
        ("0.1.4", "minor", "0.1.5"),
        ("0.9.9", "patch", "0.9.10"),
        ("1.2.3", "major", "2.0.0"),
        ("1.2.3", "minor", "1.3.0"),
        ("1.2.3", "patch", "1.2.4"),
    ],
)
def test_before_1_0_0_the_rule_moves_one_place_down(before, kind, after):
    assert str(following(parse_version(before), kind)) == after


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ([], "patch"),
        (["row_added"], "minor"),
        (["column_added", "table_added"], "minor"),
        (["row_added", "row_changed"], "major"),
        (["row_removed"], "major"),
        (["column_removed"], "major"),
        (["column_changed"], "major"),
        (["table_removed"], "major"),
    ],
)
def test_the_kind_is_that_of_the_gravest_change(changes, kind):
    assert kind_of(Change("counts", change, None, None, None, None, "code") for change in changes) == kind


@pytest.mark.parametrize("text", ["1.0", "01.0.0", "v1.0.0", "1.0.0-rc1", ""])
def test_other_texts_are_no_version(text):
    with pytest.raises(ValueError, match="no version"):
        parse_version(text)


def test_versions_are_ordered_by_number():
    assert parse_version("0.10.0") > parse_version("0.9.9")


def test_a_changed_value_is_major_and_stands_in_the_changes(datasets, contents):
    made = publish(contents(entry(investigated=15)), datasets)
    changes = pq.read_table(f"{made.location}/changes.parquet").to_pylist()

    assert made.version == "0.2.0"
    assert verify(datasets).ok
    cells = [(row["table"], row["column"], row["old"], row["new"], row["reason"]) for row in changes if row["change"] == "row_changed"]
    assert ("counts", "value", "10", "15", "code") in cells
    said = (datasets / "latest" / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "### Changed since 0.1.0" in said
    assert re.search(r"- `counts`: \d+ cells \(`value`, `value_low`, `value_high`", said)
    assert "`changes.parquet` of 0.2.0" in said


def test_a_row_that_went_is_major(datasets, contents):
    made = plan(contents(without(entry(), count=0)), datasets)

    assert (made.version, made.kind) == ("0.2.0", "major")
    assert {change.change for change in made.changes if change.table == "counts"} == {"row_removed"}


def test_the_same_tables_described_anew_are_a_patch(datasets, contents):
    made = plan(contents(entry(), parameters={"edition": "second"}), datasets)

    assert (made.version, made.kind) == ("0.1.1", "patch")
    assert made.packaging == ("provenance.json",)


def test_a_plan_writes_nothing(datasets, contents, state):
    before = state(datasets)

    assert plan(contents(entry(investigated=15)), datasets).version == "0.2.0"
    assert state(datasets) == before


def test_releases_of_two_reports_pair_what_they_give_differently(datasets, contents):
    from pipeline.normalize.period import calendar_year

    later = entry(year=2023, investigated=14)
    for count in later.reading.counts:
        if count.indicator == "investigations":
            count.period = calendar_year(2021)
    made = publish(contents(entry(year=2022, investigated=15), later), datasets)

    pairs = pq.read_table(f"{made.location}/revisions.parquet").to_pylist()
    assert ("all", 15, 14) in {(row["exploitation"], row["earlier_value"], row["later_value"]) for row in pairs}
    assert verify(datasets).ok
