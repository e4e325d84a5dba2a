import csv

import pytest

from pipeline.release.error import ReleaseError
from pipeline.release.explain import explain


def ids(release, table):
    with (release / f"{table}.csv").open(encoding="utf-8", newline="") as handle:
        return [row["row_id"] for row in csv.DictReader(handle)]


def test_a_sum_is_explained_from_its_sentence_to_constant_prices(first, release):
    (row_id,) = ids(release, "money")

    found = explain(first, row_id)

    assert found.sentence.startswith("The government allocated")
    assert found.sentence[found.quote_start :].startswith(found.quote)
    assert found.quote == "1.5 million DKK ($215,550"
    assert (found.rule, found.section) == ("verb_amount", "prevention")
    assert "amount 1500000 DKK, exact" in found.steps
    assert any(step.startswith("implied rate 6.9589") for step in found.steps)
    assert any("no closed period" in step for step in found.steps)
    assert not any("at prices of" in step for step in found.steps), "there is no constant amount to tell"
    assert (found.source_url, found.source_sha256, found.reader) == ("https://example.org/freedonia", "0" * 64, "plain 1")


def test_a_figure_said_twice_names_both_places(first, release):
    row_id = next(row_id for row_id in ids(release, "counts") if "victims" in explain(first, row_id).cells["indicator"])

    assert [(use.quote, use.role) for use in explain(first, row_id).uses] == [("12", "value"), ("12", "repeat")]


@pytest.mark.parametrize("table", ["counts", "durations", "laws", "profile", "mentions", "recommendations"])
def test_every_row_with_an_address_can_be_explained(first, release, table):
    for row_id in ids(release, table):
        found = explain(first, row_id)
        assert found.sentence[found.quote_start :].startswith(found.quote)
        assert found.steps or table == "recommendations"


@pytest.mark.parametrize("row_id", ["nonsense", "ABW-2023:nowhere:1-2", "ABW-2023:counts:1-2", "ABW-2023:../x:1-2"])
def test_what_is_no_row_is_named(first, row_id):
    with pytest.raises(ReleaseError, match=row_id.replace(".", r"\.")):
        explain(first, row_id)
