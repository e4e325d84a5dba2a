"""What the UI shows of a value: row counts, column schemas, Markdown previews, links."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import dagster as dg
import pyarrow as pa

from pipeline.tables.field import Field
from pipeline.tables.table import Table

_ROWS = 10
_WIDTH = 60


def column_schema(table: Table) -> dg.TableSchema:
    """The declared columns with their types, descriptions and units."""
    return dg.TableSchema(
        columns=[
            dg.TableColumn(
                name=column.name,
                type=column.type,
                description=" ".join(_notes(column)).replace("<", "&lt;"),  # the UI reads Markdown, where <table> is a tag
                constraints=dg.TableColumnConstraints(nullable=column.nullable, unique=table.key == (column.name,)),
            )
            for column in table.columns
        ]
    )


def column_lineage(table: Table) -> dg.TableColumnLineage:
    """Which columns of other tables the references of a table take their values from."""
    taken: dict[str, list[dg.TableColumnDep]] = defaultdict(list)
    for reference in table.foreign_keys:
        if reference.table != table.name:
            for column, origin in zip(reference.columns, reference.to, strict=True):
                taken[column].append(dg.TableColumnDep(asset_key=dg.AssetKey(reference.table), column_name=origin))
    return dg.TableColumnLineage(deps_by_column=taken)


def _notes(column: Field) -> Iterable[str]:
    yield column.description
    if column.unit:
        yield f"Unit: {column.unit}."
    if column.null:
        yield f"Null: {column.null}"


def markdown(names: Sequence[str], rows: Iterable[Mapping[str, object]], width: int = _WIDTH) -> dg.MarkdownMetadataValue:
    """The given columns of rows as a Markdown table, each cell cut at a width."""
    lines = [f"| {' | '.join(names)} |", f"|{'---|' * len(names)}"]
    lines.extend(f"| {' | '.join(_cell(row[name], width) for name in names)} |" for row in rows)
    return dg.MetadataValue.md("\n".join(lines))


def _cell(value: object, width: int) -> str:
    text = "" if value is None else str(value).replace("|", "\\|").replace("\n", " ")
    return text if len(text) <= width else text[: width - 1] + "…"


def head(table: Table, arrow: pa.Table) -> dg.MarkdownMetadataValue:
    """The first rows of a table with all columns."""
    return markdown(table.names, arrow.slice(0, _ROWS).to_pylist())
