"""The description of a release that search engines for data sets read: schema.org Dataset as JSON-LD."""

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa

from pipeline.release import about
from pipeline.release.described import Object, describe
from pipeline.tables.field import Field
from pipeline.tables.table import Table


def _variable(table: Table, column: Field) -> Object:
    found: Object = {"@type": "PropertyValue", "name": f"{table.name}.{column.name}", "description": column.description}
    if column.unit:
        found["unitText"] = column.unit
    return found


def schema_org(folder: Path, version: str, tables: Mapping[str, Table], narratives: pa.Table) -> Object:
    """The description that search engines for data sets read (schema.org Dataset as JSON-LD)."""
    years = [year for year in narratives["report_year"].to_pylist() if year is not None]
    files = [describe(folder, f"{name}.{ending}") for name in tables for ending in ("csv", "parquet")]
    found: Object = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": about.TITLE,
        "alternateName": about.NAME,
        "description": about.DESCRIPTION,
        "version": version,
        "license": about.LICENCE_URL,
        "isAccessibleForFree": True,
        "keywords": list(about.KEYWORDS),
        "creator": {"@type": "Organization", "name": about.AUTHORS},
        "isBasedOn": sorted({url for url in narratives["source_url"].to_pylist() if url}),
        "spatialCoverage": sorted({country for country in narratives["country"].to_pylist() if country}),
        "variableMeasured": [
            _variable(table, column) for table in tables.values() for column in table.columns if column.type in ("integer", "decimal")
        ],
        "distribution": [
            {
                "@type": "DataDownload",
                "contentUrl": file.path,
                "encodingFormat": "text/csv" if file.path.endswith(".csv") else "application/vnd.apache.parquet",
                "contentSize": f"{file.bytes} B",
                "sha256": file.sha256,
            }
            for file in files
        ],
    }
    if years:
        found["temporalCoverage"] = f"{min(years)}/{max(years)}"
    return found
