from decimal import Decimal

import pytest

from pipeline.tables.field import Field
from pipeline.tables.table import Table

TABLE = Table(
    "things",
    "Things",
    "One row per thing.",
    (
        Field("id", "text", "Key."),
        Field("size", "decimal", "Size.", "Unknown.", scale=1),
        Field("kind", "code", "Kind.", "None.", codes={"a": "A"}),
    ),
    ("id",),
)


def test_rows_become_a_table_of_the_declared_schema():
    table = TABLE.assemble([{"id": "1", "size": Decimal("1.5"), "kind": "a"}, {"id": "2", "size": None, "kind": None}])

    assert table.schema.equals(TABLE.schema, check_metadata=True)
    assert table.to_pylist() == [{"id": "1", "size": Decimal("1.5"), "kind": "a"}, {"id": "2", "size": None, "kind": None}]


def test_no_rows_still_have_the_schema():
    assert TABLE.assemble([]).schema.equals(TABLE.schema, check_metadata=True)


WRONG = {
    "a column is missing": ({"id": "1", "size": None}, "kind"),
    "a column is unknown": ({"id": "1", "size": None, "kind": None, "colour": "red"}, "colour"),
    "null without a meaning": ({"id": None, "size": None, "kind": None}, "id is null"),
    "an empty text": ({"id": "", "size": None, "kind": None}, "id is empty"),
    "more digits than the column keeps": ({"id": "1", "size": Decimal("1.55"), "kind": None}, "size"),
    "another type": ({"id": "1", "size": "big", "kind": None}, "size"),
}


@pytest.mark.parametrize(("row", "message"), WRONG.values(), ids=WRONG)
def test_a_row_that_does_not_fit_is_refused_by_name(row, message):
    with pytest.raises(ValueError, match=message):
        TABLE.assemble([row])


def test_a_column_is_found_by_name():
    assert TABLE["size"].scale == 1
    with pytest.raises(KeyError, match="colour"):
        TABLE["colour"]
