"""Readings of agreement with hand annotation, on tables of which every answer is known."""

import csv

import pytest

from pipeline.quality.agreement import READINGS, Score, annotated, evaluate, krippendorff_alpha, overall_strict, plain, unresolved_share

COUNT = {
    "narrative_id": "ABW-2020",
    "territory": "ABW",
    "indicator": "investigations",
    "unit": "case",
    "value": "10",
    "precision": "exact",
    "status": "reported",
    "period_start": "2019-01-01",
    "period_end": "2019-12-31",
    "exploitation": "all",
    "sex": "all",
    "age": "all",
    "nationality": "all",
    "actor": "government",
    "derived": "false",
    "char_start": "40",
    "char_end": "42",
    "quote": "10",
}


def write(path, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, fieldnames=list(COUNT) if rows is not None else [])
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture
def folders(tmp_path):
    def make(gold, found):
        write(tmp_path / "gold" / "ABW-2020" / "counts.csv", gold)
        write(tmp_path / "release" / "counts.csv", found)
        return tmp_path / "release", tmp_path / "gold"

    return make


def counts(folders, gold, found):
    return evaluate(*folders(gold, found))[0]


def test_the_same_row_agrees_by_every_reading(folders):
    agreement = counts(folders, [COUNT], [COUNT | {"value": "10.0", "derived": "False", "period_end": "2019-12-31T00:00"}])
    assert {name: score.f1 for name, score in agreement.scores.items()} == {"full": 1, "strict": 1, "core": 1, "found": 1}
    assert not agreement.misses


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"actor": "ngo"}, {"full": 0, "strict": 1, "core": 1, "found": 1}),
        ({"sex": "male"}, {"full": 0, "strict": 0, "core": 1, "found": 1}),
        ({"indicator": "arrests"}, {"full": 0, "strict": 0, "core": 0, "found": 1}),
        ({"char_start": "42", "char_end": "44"}, {"full": 1, "strict": 1, "core": 1, "found": 0}),
        ({"value": "11"}, {"full": 0, "strict": 0, "core": 0, "found": 0}),
    ],
)
def test_each_reading_compares_its_own_columns(folders, change, expected):
    agreement = counts(folders, [COUNT], [COUNT | change])
    assert {name: score.agreed for name, score in agreement.scores.items()} == expected


def test_rows_pair_one_to_one(folders):
    agreement = counts(folders, [COUNT, COUNT], [COUNT])
    assert agreement.scores["strict"] == Score(1, 2, 1)
    assert agreement.scores["found"] == Score(1, 2, 1)
    assert [(miss.sign, miss.quote) for miss in agreement.misses] == [("-", "10")]


def test_other_narratives_are_not_judged(folders):
    assert counts(folders, [COUNT], [COUNT, COUNT | {"narrative_id": "NOR-2020"}]).scores["strict"] == Score(1, 1, 1)


def test_a_narrative_whose_gold_is_empty_makes_every_row_false(folders):
    score = counts(folders, [], [COUNT]).scores["strict"]
    assert (score.recall, score.precision, score.f1) == (1, 0, 0)


def test_agreement_per_column(folders):
    there = COUNT | {"char_start": "50", "char_end": "51", "value": "3"}
    columns = {one.column: one for one in counts(folders, [COUNT, there], [COUNT, there | {"sex": "male"}]).columns}
    assert columns["sex"].share == 0.5
    assert columns["age"].share == 1
    assert columns["age"].alpha is None


def test_alpha_of_the_published_example():
    """Ten units, two observers, nominal data: the example of section A of Krippendorff's paper, alpha 0.095."""
    one, other = "0100000010", "1110010000"
    assert krippendorff_alpha(list(zip(one, other, strict=True))) == pytest.approx(0.095, abs=0.0005)


def test_alpha_is_one_for_full_agreement_on_several_values():
    assert krippendorff_alpha([("a", "a"), ("b", "b")]) == 1


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("1550000.00", "1550000"),
        ("0.10", "0.1"),
        ("True", "true"),
        ("", ""),
        (None, ""),
        ("nan", ""),
        ("NA", "NA"),
        ("2020-01-02 00:00", "2020-01-02"),
        ("0", "0"),
    ],
)
def test_one_spelling_per_value(cell, expected):
    assert plain(cell) == expected


def test_strict_over_all_tables(folders):
    assert overall_strict(evaluate(*folders([COUNT], [COUNT, COUNT]))) == Score(1, 1, 2)


def test_unresolved_share(tmp_path):
    (tmp_path / "mentions.csv").write_text("narrative_id,disposition\nA,fact\nA,unresolved\nB,unresolved\n", encoding="utf-8")
    assert unresolved_share(tmp_path, ["A"]) == 0.5


def test_missing_folders_are_named(tmp_path):
    with pytest.raises(ValueError, match="holds no folder of annotations"):
        evaluate(tmp_path, tmp_path / "none")
    (tmp_path / "gold" / "A").mkdir(parents=True)
    (tmp_path / "gold" / "A" / "counts.csv").write_text("narrative_id\n", encoding="utf-8")
    (tmp_path / "other" / "texts").mkdir(parents=True)  # a folder of sources, not of annotations
    with pytest.raises(ValueError, match="holds no folder of annotations"):
        annotated(tmp_path / "other")
    with pytest.raises(ValueError, match="there is no such release"):
        evaluate(tmp_path / "none", tmp_path / "gold")


def test_every_reading_names_columns_of_its_table():
    from pipeline.tables.catalog import TABLES

    for table, reading in READINGS.items():
        assert {*reading.strict, *reading.core, *reading.descriptive, *reading.figure, *reading.told} <= set(TABLES[table].names)
