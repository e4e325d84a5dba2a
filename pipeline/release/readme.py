"""The README and the citation of a release: what a stranger needs to start. The Python snippets are run by a test."""

from collections.abc import Mapping

import pyarrow as pa

from pipeline.release import about
from pipeline.tables.table import Table

_SNIPPETS = """\
## Read it

Run these in the release's folder. Headline figures have `scope == "total"`; a breakdown is further rows, so filter before summing.

pandas:

```python
import pandas as pd

counts = pd.read_parquet("counts.parquet")
headlines = counts[(counts["scope"] == "total") & (counts["indicator"] == "investigations")]
print(headlines[["narrative_id", "value", "status", "period_start", "quote"]])
```

DuckDB:

```python
import duckdb

print(duckdb.sql("select narrative_id, indicator, value, status from 'counts.parquet' where scope = 'total'"))
```

polars:

```python
import polars as pl

money = pl.read_parquet("money.parquet")
print(money.filter(pl.col("frequency") == "annual").select("narrative_id", "purpose", "amount", "currency"))
```

R (arrow):

```r
library(arrow)
library(dplyr)
read_parquet("counts.parquet") |> filter(scope == "total", indicator == "victims_identified") |> select(narrative_id, value, status)
```

Stata:

```stata
use counts.dta, clear
list narrative_id indicator value status if scope == "total"
```

In CSV, null is an empty cell (read Namibia's `NA` as text: `keep_default_na=False` in pandas), and a text cell that a spreadsheet would run
as a formula has one apostrophe before it.
"""

_RULES = """\
## What to rely on

- Every row with an address can be checked: `texts/<narrative_id>.txt` from `char_start` to `char_end` (Unicode code points) is its quote.
- Silence is not zero: `status` tells a number, a stated zero, no reports, and not reported apart. What a text does not mention has no row.
- `mentions` lists every numeric expression of the texts and what became of it; one that the rules could not read is `unresolved`.
- `part_of` names the total that contains a row; `revisions` pairs figures that a later report gives differently.
- Releases never change. `CHANGELOG.md` and `changes.csv` tell what differs from the release before.
"""


def _tables(tables: Mapping[str, Table], contents: Mapping[str, pa.Table]) -> str:
    lines = ["## Tables", "", "| table | rows | what a row is |", "|---|---|---|"]
    lines += [f"| `{name}` | {contents[name].num_rows} | {table.description} |" for name, table in tables.items()]
    return "\n".join(lines) + "\n\nAll columns: [CODEBOOK.md](CODEBOOK.md).\n"


_FILES = """\
## Files

- `<table>.parquet`, `<table>.csv`: the tables; `narratives`, `counts`, `money` and `durations` as `.dta` too
- `texts/`: the text of each narrative, to which the addresses point
- `codebook.csv`, `CODEBOOK.md`: every column: type, unit, description, codes, what null means
- `datapackage.json`, `croissant.json`, `schema.jsonld`: the same for programs (Data Package v2, Croissant, schema.org)
- `validation.json`: every check with its result; `set_aside.csv`: narratives that were refused, and why
- `provenance.json`: sources with their hashes, the hash of the code, package versions, parameters
- `SHA256SUMS`: check with `sha256sum -c SHA256SUMS`, or all of the above with `tipdata verify`
"""


def readme(version: str, tables: Mapping[str, Table], contents: Mapping[str, pa.Table]) -> str:
    """README.md of a release."""
    narratives = contents["narratives"]
    years = sorted({year for year in narratives["report_year"].to_pylist() if year is not None})
    span = f", report years {years[0]} to {years[-1]}" if len(years) > 1 else "".join(f", report year {year}" for year in years)
    held = f"{narratives.num_rows} narrative{'' if narratives.num_rows == 1 else 's'}{span}."
    cite = f"## Cite\n\n{about.AUTHORS}. {about.TITLE}, version {version}. See `CITATION.cff`.\n"
    licence = f"## Licence\n\nThe narratives: {about.LICENCE_TITLE}, {about.LICENCE_URL}, by the {about.PUBLISHER}.\n"
    opening = f"# {about.TITLE} {version}\n\n{about.DESCRIPTION}\n\nThis release holds {held}\n"
    return "\n".join([opening, _tables(tables, contents), _RULES, _SNIPPETS, _FILES, cite, licence])


def citation(version: str) -> str:
    """CITATION.cff (1.2.0) of a release."""
    keywords = "".join(f"  - {word}\n" for word in about.KEYWORDS)
    return (
        "cff-version: 1.2.0\n"
        "message: If you use these tables, please cite this release.\n"
        "type: dataset\n"
        f"title: {about.TITLE}\n"
        f"abstract: >-\n  {about.DESCRIPTION}\n"
        f'version: "{version}"\n'
        f"authors:\n  - name: {about.AUTHORS}\n"
        f"keywords:\n{keywords}"
        f"license-url: {about.LICENCE_URL}\n"
    )
