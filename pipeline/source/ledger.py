"""The manifest of fetched sources as it grows: rows are added and renewed one by one, the file is replaced whole each time.

Rows and columns that something else has written stay as they are. What the rows mean is read in `manifest`.
"""

import csv
import io
from hashlib import sha256
from itertools import count
from pathlib import Path

from pipeline.source.error import ManifestError
from pipeline.source.manifest import MANIFEST
from pipeline.source.whole_file import write_whole

COLUMNS = (
    *("narrative_id", "iso3", "country", "report_year", "path", "media_type", "url", "sha256"),
    *("retrieved", "checked", "content_type", "etag", "last_modified", "publisher", "licence"),
)

Row = dict[str, str]


class Ledger:
    """The rows of a folder's manifest by narrative id, in their order; the folder need not be there yet.

    Raises ManifestError where there is a manifest that cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / MANIFEST
        self._columns = list(COLUMNS)
        self._rows: list[Row] = []
        self._read()

    def _read(self) -> None:
        if not self.path.exists():
            return
        try:
            text = self.path.read_bytes().decode("utf-8-sig")
            rows = csv.DictReader(io.StringIO(text, newline=""), strict=True, restval="")
            self._columns = list(rows.fieldnames or ())
            self._columns += [name for name in COLUMNS if name not in self._columns]
            self._rows = [{key: value for key, value in row.items() if isinstance(key, str)} for row in rows]
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            raise ManifestError(f"{self.path}: it cannot be read ({error}). Mend it or move it away; fetching adds rows to it.") from error

    def row(self, narrative_id: str) -> Row | None:
        """The row of a narrative, by its id or by its country and year; None where there is none."""
        return next((row for row in self._rows if _id(row) == narrative_id), None)

    def write(self, row: Row) -> None:
        """Put a row in the place of the one with its narrative id, or at the end, and replace the file.

        The file is read again before, so that what was written into it meanwhile is not lost.
        """
        self._read()
        old = self.row(row["narrative_id"])
        if old is None:
            self._rows.append(row)
        else:
            old.update(row)
        out = io.StringIO(newline="")
        writer = csv.DictWriter(out, self._columns, lineterminator="\n", restval="")
        writer.writeheader()
        writer.writerows(self._rows)
        write_whole(self.path, out.getvalue().encode("utf-8"))

    def held(self, row: Row) -> bytes | None:
        """The bytes of the file that a row names, None where it is missing or not what the row says."""
        path = self.folder / row.get("path", "")
        if not path.is_file():
            return None
        raw = path.read_bytes()
        return raw if sha256(raw).hexdigest() == row.get("sha256") else None

    def keep(self, raw: bytes, stem: str, suffix: str) -> str:
        """Write bytes to a file of their own and return its path below the folder: `stem`, then `stem-2` and so on.

        A file that is there is never overwritten; one with the same bytes (left by a run that was interrupted) is taken.
        """
        for number in count(1):
            name = f"{stem}{suffix}" if number == 1 else f"{stem}-{number}{suffix}"
            path = self.folder / name
            if not path.exists():
                write_whole(path, raw)
                return name
            if path.read_bytes() == raw:
                return name
        raise AssertionError("numbers do not end")


def _id(row: Row) -> str:
    return row.get("narrative_id") or f"{row.get('iso3', '')}-{row.get('report_year', '')}"
