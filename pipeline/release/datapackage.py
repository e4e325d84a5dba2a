"""The Data Package (v2) descriptor of a release, from the declarations; `verify` reads what it states."""

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa

from pipeline.release import about
from pipeline.release.described import Object, describe
from pipeline.release.verify import content_sha256
from pipeline.tables.field import Field
from pipeline.tables.table import Table

_TYPES = {
    "text": "string",
    "code": "string",
    "integer": "integer",
    "decimal": "number",
    "date": "date",
    "boolean": "boolean",
    "list": "list",
}


def _package_field(column: Field) -> Object:
    found: Object = {"name": column.name, "type": _TYPES[column.type], "description": column.description}
    if column.type == "list":
        found["delimiter"] = ";"
        found["itemType"] = "string"
    if column.unit:
        found["unit"] = column.unit
    if column.null:
        found["missingValues"] = [{"value": "", "label": column.null}]
    if column.codes:
        found["categories"] = [{"value": code, "label": label} for code, label in column.codes.items()]
    constraints: Object = {}
    if not column.nullable and column.type != "list":  # an empty list is an empty cell, and no null
        constraints["required"] = True
    if column.closed and column.type != "list":
        constraints["enum"] = list(column.codes)
    if column.pattern:
        constraints["pattern"] = column.pattern
    if constraints:
        found["constraints"] = constraints
    return found


def _schema(table: Table) -> Object:
    found: Object = {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": [_package_field(column) for column in table.columns],
        "missingValues": [""],
    }
    if table.key:
        found["primaryKey"] = list(table.key)
    if table.foreign_keys:
        found["foreignKeys"] = [
            {
                "fields": list(foreign.columns),
                "reference": {"resource": "" if foreign.table == table.name else foreign.table, "fields": list(foreign.to)},
            }
            for foreign in table.foreign_keys
        ]
    return found


def _resource(folder: Path, table: Table, content: pa.Table) -> Object:
    file = describe(folder, f"{table.name}.csv")
    found: Object = {
        "name": table.name,
        "type": "table",
        "title": table.title,
        "description": table.description,
        "path": file.path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
        "dialect": {"$schema": "https://datapackage.org/profiles/2.0/tabledialect.json", "delimiter": ",", "lineTerminator": "\r\n"},
        "schema": _schema(table),
        "parquet": f"{table.name}.parquet",
        "content_sha256": content_sha256(content),
        "rows": content.num_rows,
    }
    if table.quoted:
        found["quoted"] = table.quoted
    return found


def datapackage(folder: Path, version: str, tables: Mapping[str, Table], contents: Mapping[str, pa.Table]) -> Object:
    """The Data Package descriptor: one resource a table, its CSV described, its Parquet file named beside.

    `parquet`, `content_sha256` (of what the table says, see `verify.content_sha256`), `rows` and `quoted` (the column that
    equals text[char_start:char_end]) are properties of our own.
    """
    sources = sorted({url for url in contents["narratives"]["source_url"].to_pylist() if url})
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": about.NAME,
        "title": about.TITLE,
        "description": about.DESCRIPTION,
        "version": version,
        "keywords": list(about.KEYWORDS),
        "licenses": [{"name": about.LICENCE_NAME, "title": about.LICENCE_TITLE, "path": about.LICENCE_URL}],
        "contributors": [{"title": about.AUTHORS, "roles": ["author"]}],
        "sources": [{"title": about.PUBLISHER, "path": url} for url in sources],
        "resources": [_resource(folder, table, contents[name]) for name, table in tables.items()],
    }
