"""The declaration is alive: every declared thing is used, every reference leads somewhere, every table builds."""

import random
from dataclasses import replace

import pytest
from hand_made import entry

from pipeline.tables import fields
from pipeline.tables.catalog import TABLES, build_tables
from pipeline.tables.field import Field
from pipeline.vocabulary.load import load

COLUMNS = [(table, column) for table in TABLES.values() for column in table.columns]
SHARED = [column for column in vars(fields).values() if isinstance(column, Field)]


@pytest.mark.parametrize("field", SHARED, ids=lambda field: field.name)
def test_a_shared_column_is_used_by_at_least_two_tables(field):
    assert sum(any(column is field for column in table.columns) for table in TABLES.values()) >= 2


@pytest.mark.parametrize("column", [column for _, column in COLUMNS], ids=[f"{table.name}.{column.name}" for table, column in COLUMNS])
def test_a_column_says_what_it_is(column):
    assert column.description.endswith(".")
    assert column.null is None or column.null.endswith(".")
    if column.type in ("integer", "decimal"):
        assert column.unit, "numbers have a unit"


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_keys_are_columns_without_null_and_foreign_keys_lead_to_keys(table):
    assert table.key
    assert not any(table[name].nullable for name in table.key)
    for foreign in table.foreign_keys:
        assert all(table[name] for name in foreign.columns)
        assert foreign.to == TABLES[foreign.table].key
    assert len(set(table.names)) == len(table.names)


def test_every_closed_list_of_codes_is_some_column():
    used = [column.codes for _, column in COLUMNS]

    assert [name for name in load("codes") if not any(codes is load("codes")[name] for codes in used)] == []


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_hand_made_readings_give_rows_that_fit_the_declaration(table):
    rows = build_tables([entry()])[table.name].to_pylist()

    assert rows or table.name == "revisions", "revisions need two reports"
    for column in table.columns:
        if column.closed:
            found = {code for row in rows for code in (row[column.name] if column.type == "list" else [row[column.name]])}
            assert found - {None} <= set(column.codes)
    assert len({tuple(row[name] for name in table.key) for row in rows}) == len(rows)


@pytest.mark.parametrize("table", [table for table in TABLES.values() if table.quoted], ids=lambda table: table.name)
def test_every_address_gives_its_quote(table):
    made = entry()
    text = made.reading.narrative.text

    for row in build_tables([made])[table.name].to_pylist():
        assert text[row["char_start"] : row["char_end"]] == row[table.quoted]


def test_the_order_of_readings_and_of_facts_does_not_matter():
    one, two = entry(), entry("AFG", "Sylvania", 2022)
    expected = build_tables([one, two])
    shuffler = random.Random(1)  # noqa: S311 - a shuffle, no secret
    for made in (one, two):
        for facts in (made.reading.counts, made.reading.audits, made.reading.uses):
            shuffler.shuffle(facts)

    found = build_tables([two, one])

    assert all(found[name].equals(expected[name], check_metadata=True) for name in TABLES)


def test_a_total_that_is_no_row_is_refused():
    made = entry()
    made.reading.counts.remove(made.reading.counts[-1])

    with pytest.raises(ValueError, match="total"):
        build_tables([made])


def test_a_use_of_a_fact_that_is_no_row_is_refused():
    made = entry()

    with pytest.raises(ValueError, match="no row"):
        build_tables([replace(made, reading=replace(made.reading, durations=[], laws=[]))])
