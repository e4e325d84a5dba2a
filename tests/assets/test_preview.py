"""What the UI shows of tables."""

import dagster as dg

from pipeline.assets.preview import column_lineage, column_schema, markdown
from pipeline.tables.catalog import TABLES


def test_columns_are_traced_to_the_tables_that_they_refer_to_and_never_to_their_own():
    traced = column_lineage(TABLES["counts"]).deps_by_column
    assert traced["sentence_id"] == [dg.TableColumnDep(asset_key="sentences", column_name="sentence_id")]
    assert "part_of" not in traced


def test_the_schema_says_types_nulls_and_the_key():
    columns = {column.name: column for column in column_schema(TABLES["counts"]).columns}
    assert columns["row_id"].constraints.unique
    assert not columns["row_id"].constraints.nullable
    assert columns["value"].constraints.nullable
    assert "Unit: the row's unit." in columns["value"].description


def test_cells_are_cut_and_keep_the_table_whole():
    text = markdown(("one", "two"), [{"one": "a|b\nc", "two": "x" * 80}], 10).value
    assert text.splitlines() == ["| one | two |", "|---|---|", "| a\\|b c | xxxxxxxxx… |"]
