"""Bring narratives from the publisher's site into a folder of sources, page by page; what is there and unchanged is not sent again.

Each page is a step of its own: its file is written, then its row. A run that is interrupted goes on where it was.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from pipeline.source.bring import Fetched, bring
from pipeline.source.error import FetchError
from pipeline.source.index_page import Link, link_code, page_links
from pipeline.source.ledger import Ledger, Row
from pipeline.source.manifest import FIRST_YEAR, charset_of
from pipeline.source.site import SITE, index_url
from pipeline.source.web import Manners, Web
from pipeline.vocabulary.countries import country_name

# After so many failures in a row nothing more is asked of a site that is down or does not want to be asked.
_GIVE_UP = 5

Progress = Callable[[int, int, str], None]


def _silent(_done: int, _all: int, _name: str) -> None:
    """Nobody listens."""


def fetch_year(
    folder: Path,
    year: int,
    *,
    countries: Iterable[str] = (),
    site: str = SITE,
    again: bool = False,
    manners: Manners | None = None,
    progress: Progress = _silent,
) -> tuple[Fetched, ...]:
    """Bring the country pages of one report into `folder` and its manifest.

    Args:
        folder: the folder of sources; made where it is missing.
        year: year of the report.
        countries: ISO alpha-3 codes of the only countries to fetch; all where none is given.
        site: address below which the reports stand (tests serve their own).
        again: ask also for pages that were asked for within a day.
        manners: how the server is treated.
        progress: hears how many pages are done, of how many, and which comes next.

    Raises:
        FetchError: the year or a code is none, or the index page cannot be fetched or names no country.
        ManifestError: the folder has a manifest that cannot be read.
    """
    wanted = _checked(year, countries)
    ledger = Ledger(folder)
    with Web(manners) as web:
        index = index_url(site, year)
        links = _links(web, index)
        chosen = [(code, link) for link in links if (code := link_code(link)) is not None and (not wanted or code in wanted)]
        if not chosen and not wanted:
            raise FetchError(f"{index} links to no page of a country. Check in a browser where the countries stand.")
        found = list(_unknown(links, chosen, wanted, index))
        failures = 0
        for number, (code, link) in enumerate(chosen):
            name = f"{code}-{year}"
            progress(number, len(chosen), name)
            if failures >= _GIVE_UP:
                found.append(Fetched(name, "failed", f"not asked for after {_GIVE_UP} failures in a row. Run the command again later."))
                continue
            row = Row(narrative_id=name, iso3=code, country=country_name(code) or "", report_year=str(year), url=link.url)
            found.append(bring(web, ledger, row, f"narratives/{year}/{code}", again=again))
            failures = failures + 1 if found[-1].state == "failed" else 0
        progress(len(chosen), len(chosen), "")
    return tuple(found)


def fetch_report(folder: Path, year: int, url: str, *, again: bool = False, manners: Manners | None = None) -> Fetched:
    """Bring a whole report, a PDF, into `folder` and its manifest as one row without country.

    Raises:
        FetchError: the year is none of a report.
        ManifestError: the folder has a manifest that cannot be read.
    """
    _checked(year, ())
    ledger = Ledger(folder)
    row = Row(narrative_id=f"report-{year}", iso3="", country="", report_year=str(year), url=url)
    with Web(manners) as web:
        return bring(web, ledger, row, f"reports/{year}", again=again)


def _checked(year: int, countries: Iterable[str]) -> frozenset[str]:
    if not FIRST_YEAR <= year <= datetime.now(UTC).year:
        raise FetchError(f"{year} is no year of a report. Name one from {FIRST_YEAR} on.")
    wanted = frozenset(countries)
    if unknown := sorted(code for code in wanted if country_name(code) is None):
        raise FetchError(f"{unknown[0]!r} is no known country code. Write an ISO 3166-1 alpha-3 code (XKX for Kosovo).")
    return wanted


def _links(web: Web, index: str) -> tuple[Link, ...]:
    try:
        answer = web.get(index)
        return page_links(answer.body or b"", answer.url, charset_of(answer.content_type))
    except ValueError as error:
        raise FetchError(f"{index} cannot be decoded: {error}. Report it to the site.") from error


def _unknown(links: Iterable[Link], chosen: Iterable[tuple[str, Link]], wanted: frozenset[str], index: str) -> Iterator[Fetched]:
    """The pages whose country is not known, and the countries that were asked for and have no page."""
    for link in links:
        if link_code(link) is None:
            yield Fetched(link.name, "unknown", f"{link.url}: no country has this name")
    for code in sorted(wanted - {code for code, _ in chosen}):
        yield Fetched(code, "failed", f"{index} links to no page of {country_name(code)}. Check in a browser whether the report has one.")
