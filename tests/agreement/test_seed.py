"""The seed beyond its figures: what is part of what, and what became of every number in it."""

import csv
from decimal import Decimal

import pytest
from agreement.conftest import HERE


def _written(file):
    with (HERE / "seed" / file).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.mark.parametrize(
    "gold", _written("relations.csv"), ids=lambda gold: "-".join((gold["territory"], gold["indicator"], gold["char_start"]))
)
def test_scope_and_containing_total(measure, gold):
    rows = measure("seed").rows("counts")
    (row,) = [
        row
        for row in rows
        if (row["char_start"], row["territory"], row["indicator"]) == (int(gold["char_start"]), gold["territory"], gold["indicator"])
    ]
    whole = next((other["char_start"] for other in rows if other["row_id"] == row["part_of"]), "")
    assert (row["quote"], row["scope"], str(whole)) == (gold["quote"], gold["scope"], gold["part_of_start"])


@pytest.mark.parametrize(
    ("total", "parts"),
    [("4266", ("4288", "4310", "4333")), ("8386", ("8410", "8430", "8454")), ("12703", ("12715", "12732"))],
    ids=["10 = 4 + 1 + 5", "72 = 42 + 9 + 21", "31 = 15 + 16"],
)
def test_full_breakdowns_sum_to_their_total(measure, total, parts):
    values = {str(row["char_start"]): row["value"] for row in measure("seed").rows("counts")}
    assert sum(values[part] for part in parts) == values[total]


def test_a_headline_is_counted_once(measure):
    """Whoever filters on scope and dimensions finds one figure per indicator, unit, territory, actor and period."""
    dimensions = ("exploitation", "sex", "age", "nationality")
    keys = [
        tuple(row[column] for column in ("indicator", "unit", "territory", "actor", "period_start", "period_end"))
        for row in measure("seed").rows("counts")
        if row["scope"] == "total" and all(row[dimension] == "all" for dimension in dimensions)
    ]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    "gold",
    [row for row in _written("gold/DNK-2023/mentions.csv") if row["required"] == "true"],
    ids=lambda gold: f"{gold['char_start']}-{gold['quote']}",
)
def test_every_required_number_is_listed(measure, gold):
    """One expression may hold two terms of the annotation ("six months’ to six years’")."""
    start, end = int(gold["char_start"]), int(gold["char_end"])
    found = [row for row in measure("seed").rows("mentions") if row["char_start"] < end and start < row["char_end"]]
    (mention,) = found
    assert mention["char_start"] <= start < end <= mention["char_end"]
    if (mention["char_start"], mention["char_end"]) == (start, end) and mention["value"] is not None:
        assert mention["value"] == Decimal(gold["value"])


def test_no_number_of_the_seed_is_unresolved(measure):
    assert [row["quote"] for row in measure("seed").rows("mentions") if row["disposition"] == "unresolved"] == []
