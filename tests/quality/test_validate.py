"""Suites find what they are meant to find: each case breaks one thing in tables that are otherwise whole."""

import pyarrow as pa
import pytest
from hand_made import entry

from pipeline.quality.rule import Tables
from pipeline.quality.suite import EXPECTATIONS, Expectation, declared, suite, written
from pipeline.quality.validate import validate
from pipeline.tables.catalog import TABLES, build_tables


def made(*entries):
    entries = entries or (entry(),)
    return Tables(build_tables(entries), {one.reading.narrative.narrative_id: one.reading.narrative.text for one in entries})


def changed(tables, name, column, **cells):
    """The tables with some cells of a column replaced, by row number."""
    table = tables.arrow[name]
    values = table[column].to_pylist()
    for row, value in cells.items():
        values[int(row.removeprefix("row"))] = value
    field = table.schema.field(column)
    kind = field.type.value_type if pa.types.is_dictionary(field.type) else field.type
    array = pa.array(values, type=kind)
    place = table.schema.names.index(column)
    coded = array.dictionary_encode() if pa.types.is_dictionary(field.type) else array
    return Tables({**tables.arrow, name: table.set_column(place, field, coded)}, tables.texts)


def broken(table, tables):
    return {verdict.expectation: verdict for verdict in validate(table, tables) if not verdict.passed}


@pytest.mark.parametrize("table", TABLES)
def test_whole_tables_break_nothing(table):
    assert broken(table, made(entry(), entry("NOR", "Sylvania", 2024))) == {}


CASES = [
    ("narratives", "n_sentences", 0, "expect_column_values_to_be_between(n_sentences)", "warned"),
    ("narratives", "iso3", "Freedonia", "expect_column_values_to_match_regex(iso3)", "failed"),
    ("narratives", "tier", "4", "expect_column_values_to_be_in_set(tier)", "failed"),
    ("narratives", "country", None, "expect_column_values_to_not_be_null(country)", "failed"),
    ("sentences", "char_start", 3, "expect_quotes_at_their_address", "failed"),
    ("sentences", "narrative_id", "ZZZ-2000", "expect_foreign_keys", "failed"),
    ("recommendations", "pillars", ["police"], "expect_list_items_in_set(pillars)", "failed"),
    ("counts", "quote", "eleven", "expect_quotes_at_their_address", "failed"),
    ("counts", "value", 3, "expect_values_within_bounds", "failed"),
    ("counts", "status", "not_reported", "expect_values_fit_status", "failed"),
    ("counts", "value_low", 11, "expect_low_not_above_high", "failed"),
    ("counts", "exploitation", "theft", "expect_column_values_to_be_in_set(exploitation)", "failed"),
    ("counts", "part_of", "ABW-2023:counts:0-1", "expect_foreign_keys", "failed"),
    ("money", "currency", "crowns", "expect_column_values_to_match_regex(currency)", "failed"),
    ("durations", "value_low", 9, "expect_low_not_above_high", "failed"),
    ("mentions", "disposition", "unresolved", "expect_facts_of_mentions_used", "failed"),
    ("mention_facts", "fact_row_id", "ABW-2023:counts:0-1", "expect_uses_of_known_facts", "failed"),
]


@pytest.mark.parametrize(("table", "column", "value", "expectation", "outcome"), CASES)
def test_a_broken_cell_is_found_with_its_row(table, column, value, expectation, outcome):
    tables = made()
    row = next(number for number, cell in enumerate(tables.arrow[table][column].to_pylist()) if cell != value)
    if table == "mentions":
        row = tables.arrow[table]["disposition"].to_pylist().index("fact")
    spoiled = changed(tables, table, column, **{f"row{row}": value})
    verdict = broken(table, spoiled)[expectation]
    assert verdict.outcome == outcome
    keys = spoiled.arrow[table].select(TABLES[table].key).to_pylist()[row]
    assert " ".join(str(cell) for cell in keys.values()) in [breach.key for breach in verdict.breaches]


def test_a_key_that_stands_twice_is_found():
    tables = made()
    first = tables.arrow["counts"]["row_id"][0].as_py()
    assert "expect_column_values_to_be_unique(row_id)" in broken("counts", changed(tables, "counts", "row_id", row1=first))


def test_a_column_of_another_type_is_found():
    tables = made()
    table = tables.arrow["sentences"]
    place = table.schema.names.index("paragraph")
    other = table.set_column(place, "paragraph", table["paragraph"].cast(pa.string()))
    assert "expect_declared_schema" in broken("sentences", Tables({**tables.arrow, "sentences": other}, tables.texts))


def test_parts_that_exceed_their_total_are_flagged_and_not_repaired():
    tables = changed(changed(made(), "counts", "value", row1=40), "counts", "value_high", row1=40)
    verdict = broken("counts", tables)["expect_parts_within_totals"]
    assert verdict.outcome == "warned"
    assert len(verdict.breaches) == 2


def test_a_tier_change_that_does_not_fit_last_year_is_flagged():
    tables = made(entry(year=2022), entry(year=2023))
    spoiled = changed(tables, "narratives", "tier_change", row1="upgraded")
    assert [breach.key for breach in broken("narratives", spoiled)["expect_tier_changes_fit_last_year"].breaches] == ["ABW-2023"]
    assert broken("narratives", changed(tables, "narratives", "tier_change", row1="remained")) == {}


def with_row(tables, row_number, **cells):
    """The tables with one more row of counts: another one with these cells and a place of its own."""
    rows = tables.arrow["counts"].to_pylist()
    rows.append({**rows[row_number], "row_id": "ABW-2023:counts:1-2", **cells})
    return Tables({**tables.arrow, "counts": TABLES["counts"].assemble(rows)}, tables.texts)


def test_more_victims_assisted_than_identified_are_flagged():
    """The figures stand in different rows; a sum that fits is none."""
    tables = made()
    identified = next(row for row, one in enumerate(tables.arrow["counts"].to_pylist()) if one["quote"] == "12")
    more = with_row(tables, identified, indicator="victims_assisted", value=13, value_low=13, value_high=13)
    verdict = broken("counts", more)["expect_assisted_within_identified"]
    assert (verdict.outcome, [breach.key for breach in verdict.breaches]) == ("warned", ["ABW-2023:counts:1-2"])
    fewer = with_row(tables, identified, indicator="victims_assisted", value=12)
    assert "expect_assisted_within_identified" not in broken("counts", fewer)


def test_a_fact_that_two_sentences_say_is_flagged():
    verdict = broken("counts", with_row(made(), 0))["expect_facts_said_once"]
    assert (verdict.outcome, len(verdict.breaches)) == ("warned", 1)


def test_a_figure_that_the_report_of_the_year_before_gave_otherwise_is_flagged():
    tables = made(entry(year=2022), entry(year=2023))
    rows = [row for row in tables.arrow["counts"].to_pylist() if row["quote"] == "10"]
    places = {row["narrative_id"]: tables.arrow["counts"]["row_id"].to_pylist().index(row["row_id"]) for row in rows}
    earlier, later = f"row{places['ABW-2022']}", f"row{places['ABW-2023']}"
    period = {name: next(row[name] for row in rows if row["narrative_id"] == "ABW-2022") for name in ("period_start", "period_end")}
    for name, day in period.items():
        tables = changed(tables, "counts", name, **{later: day})
    assert "expect_figures_fit_last_report" not in broken("counts", tables)
    for name in ("value", "value_low", "value_high"):
        tables = changed(tables, "counts", name, **{earlier: 9})
    verdict = broken("counts", tables)["expect_figures_fit_last_report"]
    assert [breach.key for breach in verdict.breaches] == [tables.arrow["counts"]["row_id"][places["ABW-2023"]].as_py()]


def test_conversions_without_a_common_rate_are_flagged():
    tables = made(entry())
    rows = tables.arrow["money"].to_pylist()
    rows.append({**rows[0], "row_id": "ABW-2023:money:1-2", "amount_usd_reported": 900000})
    twice = Tables({**tables.arrow, "money": TABLES["money"].assemble(rows)}, tables.texts)
    verdict = broken("money", twice)["expect_implied_rates_intersect"]
    assert {breach.key for breach in verdict.breaches} == {row["row_id"] for row in rows}


def test_a_table_without_rows_breaks_only_its_floor():
    empty = Tables(build_tables([]), {})
    assert list(broken("narratives", empty)) == ["expect_table_row_count_to_be_between"]
    assert broken("counts", empty) == {}


@pytest.mark.parametrize("path", sorted(EXPECTATIONS.glob("*.json")), ids=lambda path: path.stem)
def test_every_written_expectation_belongs_to_a_table_and_is_not_declared_already(path):
    entries = written(path.stem)
    assert entries
    assert not {(one.type, str(one.kwargs)) for one in entries} & {(one.type, str(one.kwargs)) for one in declared(TABLES[path.stem])}
    assert all(one.why for one in entries)


def test_a_malformed_expectation_is_named(tmp_path):
    (tmp_path / "counts.json").write_text('[{"type": "expect_facts_said_once", "severity": "error", "why": ""}]', encoding="utf-8")
    with pytest.raises(ValueError, match="entry 1: kwargs is missing or unknown"):
        suite("counts", tmp_path)
    (tmp_path / "counts.json").write_text('[{"type": "x", "kwargs": {}, "severity": "loud", "why": ""}]', encoding="utf-8")
    with pytest.raises(ValueError, match="entry 1: the severity 'loud'"):
        suite("counts", tmp_path)


def test_an_expectation_that_cannot_run_stops_the_build():
    with pytest.raises(RuntimeError, match="could not run"):
        validate("counts", made(), [Expectation("expect_column_values_to_be_between", {"column": "nowhere", "min_value": 0})])
