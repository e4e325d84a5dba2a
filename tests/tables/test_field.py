from decimal import Decimal

import pyarrow as pa
import pytest

from pipeline.tables.field import Field

TYPES = [
    (Field("a", "text", "."), pa.string()),
    (Field("a", "code", "."), pa.dictionary(pa.int32(), pa.string())),
    (Field("a", "integer", "."), pa.int64()),
    (Field("a", "decimal", ".", scale=4), pa.decimal128(24, 4)),
    (Field("a", "date", "."), pa.date32()),
    (Field("a", "boolean", "."), pa.bool_()),
    (Field("a", "list", "."), pa.list_(pa.string())),
]


@pytest.mark.parametrize(("field", "expected"), TYPES, ids=lambda case: getattr(case, "type", ""))
def test_each_type_has_its_arrow_type(field, expected):
    assert field.arrow.type == expected


def test_description_unit_and_null_stand_in_the_metadata():
    field = Field("a", "integer", "What it is.", "Not known.", unit="persons")

    assert field.arrow.metadata == {b"description": b"What it is.", b"unit": b"persons", b"null": b"Not known."}


def test_a_column_is_nullable_only_if_null_has_a_meaning():
    assert Field("a", "text", ".", "Not stated.").arrow.nullable
    assert not Field("a", "text", ".").arrow.nullable


def test_codes_are_closed_unless_a_pattern_allows_others():
    assert Field("a", "code", ".", codes={"x": "X"}).closed
    assert not Field("a", "code", ".", codes={"x": "X"}, pattern="x|[A-Z]{3}").closed
    assert not Field("a", "code", ".").closed


def test_decimals_keep_twenty_whole_digits():
    kind = Field("a", "decimal", ".", scale=6).storage

    assert pa.scalar(Decimal("99999999999999999999.123456"), type=kind).as_py() == Decimal("99999999999999999999.123456")
