import csv
import io
import json

import pytest
from hand_made import entry

from pipeline.release.diff import as_csv, as_json, diff
from pipeline.release.error import ReleaseError
from pipeline.release.publish import publish


@pytest.fixture
def two(datasets, contents):
    publish(contents(entry(investigated=11), entry("AFG")), datasets)
    return datasets


def test_two_releases_are_compared_by_key_and_cell(two):
    found = diff(two, "0.1.0", "0.2.0")

    assert {change.table for change in found} >= {"narratives", "counts", "money"}
    assert ("ABW-2023", "row_changed", "text_sha256") in {(change.row_key, change.change, change.column) for change in found}
    assert ("AFG-2023", "row_added", None) in {(change.row_key, change.change, change.column) for change in found}


def test_backwards_what_was_added_is_removed(two):
    kinds = {change.change for change in diff(two, "0.2.0", "0.1.0", table="money")}

    assert kinds == {"row_removed"}


def test_a_release_does_not_differ_from_itself(two):
    assert diff(two, "0.1.0", "0.1.0") == []


def test_one_table_as_csv_and_json(two):
    changes = diff(two, "0.1.0", "0.2.0", table="counts")
    rows = list(csv.DictReader(io.StringIO(as_csv(changes))))

    assert {row["table"] for row in rows} == {"counts"}
    assert [{name: cell or "" for name, cell in row.items()} for row in json.loads(as_json(changes))] == rows
    assert ("value", "10", "11", "code") in {(row["column"], row["old"], row["new"], row["reason"]) for row in rows}


@pytest.mark.parametrize(("old", "table", "message"), [("7.7.7", None, r"7\.7\.7"), ("0.1.0", "colours", "colours")])
def test_what_is_not_there_is_named(two, old, table, message):
    with pytest.raises(ReleaseError, match=message):
        diff(two, old, "0.2.0", table=table)
