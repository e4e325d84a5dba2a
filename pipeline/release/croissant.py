"""The Croissant 1.0 description of a release's CSV files, from the declarations."""

from collections.abc import Mapping
from pathlib import Path

from pipeline.release import about
from pipeline.release.described import Json, Object, describe
from pipeline.tables.table import Table

_TYPES = {
    "text": "sc:Text",
    "code": "sc:Text",
    "integer": "sc:Integer",
    "decimal": "sc:Float",
    "date": "sc:Date",
    "boolean": "sc:Boolean",
    "list": "sc:Text",
}
# The context that Croissant 1.0 prescribes (https://docs.mlcommons.org/croissant/docs/croissant-spec.html, appendix 1).
_CONTEXT: Object = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataBiases": "cr:dataBiases",
    "dataCollection": "cr:dataCollection",
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "personalSensitiveInformation": "cr:personalSensitiveInformation",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}


def _record_set(table: Table) -> Object:
    fields: list[Json] = []
    for column in table.columns:
        found: Object = {
            "@type": "cr:Field",
            "@id": f"{table.name}/{column.name}",
            "name": f"{table.name}/{column.name}",
            "description": column.description,
            "dataType": _TYPES[column.type],
            "source": {"fileObject": {"@id": f"{table.name}.csv"}, "extract": {"column": column.name}},
        }
        for foreign in table.foreign_keys:
            if foreign.columns == (column.name,) and foreign.table != table.name:
                found["references"] = {"field": {"@id": f"{foreign.table}/{foreign.to[0]}"}}
        fields.append(found)
    found = {"@type": "cr:RecordSet", "@id": table.name, "name": table.name, "description": table.description}
    if table.key:
        found["key"] = [{"@id": f"{table.name}/{name}"} for name in table.key]
    return found | {"field": fields}


def croissant(folder: Path, version: str, tables: Mapping[str, Table]) -> Object:
    """The Croissant 1.0 description of the CSV files."""
    files: list[Json] = []
    for name in tables:
        file = describe(folder, f"{name}.csv")
        files.append(
            {
                "@type": "cr:FileObject",
                "@id": file.path,
                "name": file.path,
                "contentUrl": file.path,
                "encodingFormat": "text/csv",
                "sha256": file.sha256,
                "contentSize": f"{file.bytes} B",
            }
        )
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": about.NAME,
        "description": about.DESCRIPTION,
        "version": version,
        "license": about.LICENCE_URL,
        "citeAs": f"{about.AUTHORS}. {about.TITLE}, version {version}.",
        "keywords": list(about.KEYWORDS),
        "creator": {"@type": "sc:Organization", "name": about.AUTHORS},
        "distribution": files,
        "recordSet": [_record_set(table) for table in tables.values()],
    }
