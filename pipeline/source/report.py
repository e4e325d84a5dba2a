"""A whole report as a PDF, split into its narratives by the headers that name country and tier."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from pipeline.source.pdf import as_text, read_paragraphs
from pipeline.source.pdf_paragraphs import Paragraph
from pipeline.source.tier_header import header_name, is_capital, is_tier
from pipeline.vocabulary.countries import country_code, country_name
from pipeline.vocabulary.load import load

NAME = "pdf report 1"
# A header stands out from the text in capitals, or by letters that are larger by this factor.
_LARGER = 1.15


@dataclass(frozen=True, slots=True)
class Part:
    """One narrative of a report: its country, the page of its header (the file's first is 1) and its text, header included."""

    iso3: str
    country: str
    page: int
    text: str


@dataclass(frozen=True, slots=True)
class Left:
    """A narrative that was not taken: its header, the page of that, the code where it is known, and why."""

    header: str
    page: int
    iso3: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class _Header:
    name: str
    page: int
    first: int
    body: int


def split_report(raw: bytes) -> tuple[tuple[Part, ...], tuple[Left, ...]]:
    """The narratives of a report in its order, and those whose country is unknown or has a longer one in the same report.

    What stands before the first header or behind a closing heading (`vocabulary/report_pages.yaml`) belongs to no narrative. A
    header that is repeated over the next page of its narrative is left out.

    Raises ValueError with the reason where the PDF cannot be read or no header names a country.
    """
    found = read_paragraphs(raw)
    headers = list(_headers(found))
    parts: dict[str, Part] = {}
    left: list[Left] = []
    for header, text in _texts(found, headers):
        code = country_code(header.name)
        if code is None:
            left.append(Left(header.name, header.page, None, "is no country that is known"))
            continue
        part = Part(code, country_name(code) or header.name, header.page, text)
        other = parts.get(code)
        if other is not None:
            shorter, part = sorted((other, part), key=lambda one: (len(one.text), -one.page))
            left.append(Left(header.name, shorter.page, code, f"has a longer narrative on page {part.page}"))
        parts[code] = part
    if not parts:
        raise ValueError(f"none of its headers names a country with a tier, as in DENMARK (Tier 1); it has {len(found)} paragraphs")
    return tuple(parts.values()), tuple(left)


def _texts(found: Sequence[Paragraph], headers: Sequence[_Header]) -> Iterator[tuple[_Header, str]]:
    """Each header with its narrative up to the next header of another country or a closing heading."""
    ends = [*(header.first for header in headers[1:]), len(found)][: len(headers)]
    # a header over each page of a narrative: its paragraphs belong to the first
    merged: list[tuple[_Header, list[Paragraph]]] = []
    for header, end in zip(headers, ends, strict=True):
        if merged and country_code(header.name) == country_code(merged[-1][0].name) is not None:
            merged[-1][1].extend(found[header.body : end])
        else:
            merged.append((header, list(found[header.first : end])))
    closings = {heading.casefold() for heading in load("report_pages")["closings"]}
    usual = _usual_size(found)
    for header, body in merged:
        stop = next((at for at, one in enumerate(body) if one.text.casefold() in closings and _stands_out(one, one.text, usual)), len(body))
        yield header, as_text(body[:stop])


def _headers(found: Sequence[Paragraph]) -> Iterator[_Header]:
    """The headers of the narratives: name and tier on one line, or the tier below the name."""
    usual = _usual_size(found)
    at = 0
    while at < len(found):
        header = _header(found, at, usual)
        if header is not None:
            yield header
        at = at + 1 if header is None else header.body


def _header(found: Sequence[Paragraph], at: int, usual: float) -> _Header | None:
    one = found[at]
    name = header_name(one.text)
    if not _stands_out(one, name or one.text, usual):
        return None
    if name is None and at + 1 < len(found) and is_tier(found[at + 1].text) and country_code(one.text):
        return _Header(one.text, one.page, at, at + 2)
    return _Header(name, one.page, at, at + 1) if name else None


def _stands_out(one: Paragraph, words: str, usual: float) -> bool:
    return is_capital(words) or one.size > _LARGER * usual


def _usual_size(found: Sequence[Paragraph]) -> float:
    """The height of the text's font: the median over paragraphs of some length."""
    return median([one.size for one in found if len(one.text) > 100] or [one.size for one in found])
