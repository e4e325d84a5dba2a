"""Read `sources.csv` into checked sources. The files that it names are opened elsewhere (`read`)."""

import csv
import io
import re
from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.source.error import ManifestError, SourceError
from pipeline.source.model import SetAside, Source
from pipeline.vocabulary.countries import country_name
from pipeline.vocabulary.load import load

MANIFEST = "sources.csv"
REQUIRED = ("path", "iso3", "report_year")
# The first report appeared in 2001 (Victims of Trafficking and Violence Protection Act of 2000, section 110(b)).
FIRST_YEAR = 2001
_LAST_YEAR = 2100

# By the end of the path where the column media_type is absent or empty; nothing is guessed from the content.
MEDIA_TYPES = {".txt": "text/plain", ".html": "text/html", ".htm": "text/html", ".pdf": "application/pdf"}
# What a row without country may be: a whole report, split into its narratives when it is read.
WHOLE_REPORT = "application/pdf"

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Manifest:
    """The sources of a folder by narrative id, and the rows that were refused."""

    path: Path
    sources: tuple[Source, ...]
    set_aside: tuple[SetAside, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """The report years of the sources, ascending."""
        return tuple(sorted({source.report_year for source in self.sources}))

    def among(self, narratives: Container[str]) -> tuple[Source, ...]:
        """The sources that may give some of these narratives: their own rows, and every whole report."""
        return tuple(source for source in self.sources if source.whole or source.narrative_id in narratives)

    def held(self, narratives: Iterable[str]) -> frozenset[str]:
        """Those of some narratives that have a row of their own, or that may stand in a whole report of their year."""
        rows = {source.narrative_id for source in self.sources}
        reports = tuple(f"-{source.report_year}" for source in self.sources if source.whole)
        return frozenset(one for one in narratives if one in rows or one.endswith(reports))


def charset_of(content_type: str | None) -> str | None:
    """The charset in a media type with parameters.

    >>> charset_of("text/html; charset=UTF-8"), charset_of("text/html")
    ('UTF-8', None)
    """
    found = _CHARSET.search(content_type or "")
    return found[1] if found else None


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a source folder.

    Raises ManifestError where the file is missing, is no UTF-8, is empty or lacks a required column; a row that cannot
    be used is set aside with its reason instead.
    """
    path = folder / MANIFEST
    rows = csv.DictReader(io.StringIO(_text(path), newline=""), strict=True, restval="")
    try:
        header = rows.fieldnames or ()
        if missing := [name for name in REQUIRED if name not in header]:
            raise ManifestError(
                f"{path}: the column {missing[0]} is missing. Add it to the first row: path, iso3 and report_year are needed."
            )
        cells = [(rows.line_num, {key: (cell or "").strip() for key, cell in row.items() if isinstance(key, str)}) for row in rows]
    except csv.Error as error:
        raise ManifestError(f"{path}, row {rows.line_num}: {error}. Write it as CSV with quoted commas and line breaks.") from error
    return _checked(path, cells)


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise ManifestError(f"{path}: there is no such file. Name a folder that holds a {MANIFEST}.") from error
    except UnicodeDecodeError as error:
        raise ManifestError(f"{path}: byte {error.start} is no UTF-8. Save the file as UTF-8.") from error
    except OSError as error:
        raise ManifestError(f"{path}: it cannot be read ({error.strerror}). Check that it is a file that you may read.") from error


def _checked(path: Path, cells: list[tuple[int, dict[str, str]]]) -> Manifest:
    sources: dict[str, Source] = {}
    refused: list[SetAside] = []
    for row, line in cells:
        try:
            source = _source(path, row, line)
        except SourceError as error:
            refused.append(error.refusal)
            continue
        if (first := sources.get(source.narrative_id)) is None:
            sources[source.narrative_id] = source
        else:
            reason = f"the narrative {source.narrative_id} stands in row {first.row} already"
            mend = "Take out one of the two rows or give each a narrative_id of its own"
            refused.append(SetAside(str(path), row, source.narrative_id, reason, mend))
    return Manifest(path, tuple(source for _, source in sorted(sources.items())), tuple(refused))


def _source(path: Path, row: int, line: dict[str, str]) -> Source:
    media_type = line.get("media_type", "").partition(";")[0].strip().lower() or MEDIA_TYPES.get(Path(line["path"]).suffix.lower())
    whole = not line["iso3"] and media_type == WHOLE_REPORT
    holder = "report" if whole else line["iso3"]
    named = line.get("narrative_id") or (f"{holder}-{line['report_year']}" if holder and line["report_year"] else None)
    refusal = SetAside(str(path), row, named, "", "")

    def refuse(reason: str, mend: str) -> SourceError:
        return SourceError(replace(refusal, reason=reason, mend=mend))

    for name in REQUIRED:
        if not line[name] and not (whole and name == "iso3"):
            raise refuse(f"{name} is empty", f"Fill in {name}")
    country = "" if whole else country_name(line["iso3"])
    if country is None:
        raise refuse(f"{line['iso3']!r} is no known country code", "Write an ISO 3166-1 alpha-3 code (XKX for Kosovo)")
    if not line["report_year"].isascii() or not line["report_year"].isdigit() or not FIRST_YEAR <= int(line["report_year"]) <= _LAST_YEAR:
        raise refuse(f"{line['report_year']!r} is no year of a report", f"Write the year of the report, {FIRST_YEAR} or later")
    if named is None or not _ID.fullmatch(named):
        raise refuse(f"the narrative_id {named!r} is no safe file name", "Use letters, digits, hyphen and underscore, as in DNK-2023")
    sections = load("codes")["section"]
    if (section := line.get("section") or None) is not None and section not in sections:
        raise refuse(f"the section {section!r} is unknown", f"Write one of {', '.join(sections)}")
    if (digest := line.get("sha256", "").lower() or None) is not None and not _SHA256.fullmatch(digest):
        raise refuse(f"the sha256 {digest!r} is not 64 hexadecimal digits", "Write the file's SHA-256 or leave the cell empty")
    file = path.parent / line["path"]
    if not file.resolve().is_relative_to(path.parent.resolve()):
        raise refuse(f"the path {line['path']!r} leads out of the folder", "Put the file beside the manifest and name it from there")
    if media_type is None:
        raise refuse(f"the file type of {line['path']!r} is unknown", "Fill in the column media_type, as in text/plain")
    return Source(
        row=row,
        narrative_id=named,
        iso3=line["iso3"],
        country=line.get("country") or country,
        report_year=int(line["report_year"]),
        path=file,
        media_type=media_type,
        url=line.get("url") or None,
        sha256=digest,
        section=section,
        # what the row declares goes before what the server said
        charset=charset_of(line.get("media_type")) or charset_of(line.get("content_type")),
    )
