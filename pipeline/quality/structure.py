"""Rules that follow from the declarations: schema, addresses, foreign keys, lists, the cover of the text by sentences."""

from collections.abc import Iterator

from pipeline.quality.rule import Arguments, Tables, each, missing, rule
from pipeline.quality.verdict import Breach
from pipeline.tables.catalog import TABLES


def row_key(table: str, row: object) -> str:
    """The key of a row of a frame (a named tuple), as breaches print it."""
    return " ".join(str(getattr(row, column)) for column in TABLES[table].key)


@rule
def declared_schema(table: str, tables: Tables, _: Arguments) -> Iterator[Breach]:
    """Names, order, types and nullability of the columns are the declared ones."""
    expected, found = TABLES[table].schema, tables.arrow[table].schema
    if found.names != expected.names:
        yield Breach(table, f"columns {found.names} instead of {expected.names}")
        return
    for one, other in zip(expected, found, strict=True):
        if one.type != other.type or one.nullable != other.nullable:
            yield Breach(table, f"column {one.name} is {other.type} (nullable: {other.nullable}) instead of {one.type}")


@rule
def quotes_at_their_address(table: str, tables: Tables, _: Arguments) -> Iterator[Breach]:
    """The quote of a row is text[char_start:char_end] of its narrative, to the character."""
    column = TABLES[table].quoted
    assert column is not None, table
    for row in each(tables.frame(table)):
        text = tables.texts.get(str(row.narrative_id))
        quote = str(getattr(row, column))
        if text is None:
            yield Breach(row_key(table, row), f"there is no text of {row.narrative_id}")
        elif not quote or text[int(row.char_start) : int(row.char_end)] != quote:
            yield Breach(row_key(table, row), f"{quote!r} does not stand at {row.char_start}-{row.char_end}")


@rule
def foreign_keys(table: str, tables: Tables, _: Arguments) -> Iterator[Breach]:
    """Every reference names a row that exists; a reference with a null column names none."""
    frame = tables.frame(table)
    for reference in TABLES[table].foreign_keys:
        known = set(tables.frame(reference.table)[list(reference.to)].itertuples(index=False, name=None))
        for row, pointer in zip(
            frame.itertuples(index=False), frame[list(reference.columns)].itertuples(index=False, name=None), strict=True
        ):
            if not any(missing(cell) for cell in pointer) and pointer not in known:
                yield Breach(row_key(table, row), f"{', '.join(reference.columns)} = {pointer} is no row of {reference.table}")


@rule
def list_items_in_set(table: str, tables: Tables, arguments: Arguments) -> Iterator[Breach]:
    """Every item of a list column is one of the declared codes."""
    column = str(arguments["column"])
    known = TABLES[table][column].codes
    for row in each(tables.frame(table)):
        if unknown := [item for item in getattr(row, column) if item not in known]:
            yield Breach(row_key(table, row), f"{column} holds {unknown}")


@rule
def sentences_in_order(table: str, tables: Tables, _: Arguments) -> Iterator[Breach]:
    """Sentences of a narrative follow one another and do not overlap."""
    for _narrative, rows in tables.frame(table).groupby("narrative_id", sort=True):
        end = 0
        for row in each(rows.sort_values("char_start")):
            if int(row.char_start) < end:
                yield Breach(row_key(table, row), f"begins at {row.char_start}, inside the sentence before, which ends at {end}")
            end = int(row.char_end)


@rule
def uses_of_known_facts(table: str, tables: Tables, _: Arguments) -> Iterator[Breach]:
    """Each use of a mention names a row of the table that it says."""
    known = {name: set(tables.frame(name)["row_id"]) for name in tables.arrow if "row_id" in TABLES[name].names}
    for row in each(tables.frame(table)):
        if row.fact_row_id not in known.get(str(row.fact_table), ()):
            yield Breach(row_key(table, row), f"{row.fact_row_id} is no row of {row.fact_table}")


@rule
def facts_of_mentions_used(table: str, tables: Tables, _: Arguments) -> Iterator[Breach]:
    """A mention is a fact if and only if some fact uses it; context and unresolved ones say why."""
    used = set(tables.frame("mention_facts")["mention_row_id"])
    for row in each(tables.frame(table)):
        if (row.disposition == "fact") != (row.row_id in used):
            yield Breach(str(row.row_id), f"{row.quote!r} is {row.disposition}, yet {'a' if row.row_id in used else 'no'} fact uses it")
        elif row.disposition != "fact" and missing(row.reason):
            yield Breach(str(row.row_id), f"{row.quote!r} is {row.disposition} without a reason")


@rule
def low_not_above_high(table: str, tables: Tables, arguments: Arguments) -> Iterator[Breach]:
    """`low` is at most `high` where both are there."""
    low, high = str(arguments["low"]), str(arguments["high"])
    for row in each(tables.frame(table)):
        one, other = getattr(row, low), getattr(row, high)
        if not missing(one) and not missing(other) and one > other:
            yield Breach(row_key(table, row), f"{low} {one} is above {high} {other}")
