"""Fetch the US Treasury Reporting Rates of Exchange into one file with its origin, day and hash.

What the rates mean is read in `pipeline.normalize.reference`. Nothing here falls back: what can't be fetched whole is an error.
"""

import json
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import NotRequired, TypedDict

from pipeline.source.error import FetchError
from pipeline.source.web import Manners, Web
from pipeline.source.whole_file import write_whole

# Fiscal Data API of the Treasury's Bureau of the Fiscal Service; the records begin with the first quarter of 2001.
ENDPOINT = "https://api.fiscaldata.treasury.gov/services/api/fiscal_service/v1/accounting/od/rates_of_exchange"
FIELDS = ("record_date", "country", "currency", "country_currency_desc", "exchange_rate", "effective_date")
_PAGE_SIZE = 1000


class RatesFile(TypedDict):
    """The file as written: where the rows come from, when, and the SHA-256 of the rows in canonical JSON."""

    source: str
    retrieved: str
    sha256: str
    data: list[dict[str, str]]
    note: NotRequired[str]


def fetch_treasury(path: Path, retrieved: date, *, endpoint: str = ENDPOINT, manners: Manners | None = None) -> RatesFile:
    """Fetch every record of 31 December since 2001, write them to `path` by atomic rename, and return the file's content.

    Args:
        path: file to write; its folder is made.
        retrieved: the day of retrieval, printed in the file.
        endpoint: address of the API (tests serve its format locally).
        manners: how the server is treated.

    Raises:
        FetchError: no connection, a refusal, or an answer that is not in the endpoint's format.
    """
    rows: list[dict[str, str]] = []
    with Web(manners) as web:
        page, pages = 1, 1
        while page <= pages:
            body = _get(web, endpoint, page)
            found, pages = _page(body, endpoint)
            rows += found
            page += 1
    if not rows:
        raise FetchError(f"{endpoint} answered without any record. The file was not written.")
    rows.sort(key=lambda row: (row["record_date"], row["country_currency_desc"]))
    digest = sha256(json.dumps(rows, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode("utf-8")).hexdigest()
    held = RatesFile(source=endpoint, retrieved=retrieved.isoformat(), sha256=digest, data=rows)
    write_whole(path, (json.dumps(held, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))
    return held


def _get(web: Web, endpoint: str, page: int) -> object:
    """One page as JSON."""
    query = {
        "fields": ",".join(FIELDS),
        "filter": "record_calendar_quarter:eq:4",
        "sort": "record_date,country_currency_desc",
        "format": "json",
        "page[number]": str(page),
        "page[size]": str(_PAGE_SIZE),
    }
    try:
        body = web.get(endpoint, params=query).body
    except FetchError as error:
        raise FetchError(f"{error} Until then builds use the embedded ECB rates.", error.status) from error
    try:
        answer: object = json.loads(body or b"")
    except ValueError as error:
        raise FetchError(f"{endpoint} answered with something that is not JSON ({error}).") from error
    return answer


def _page(body: object, endpoint: str) -> tuple[list[dict[str, str]], int]:
    """The records of one page and the number of pages, checked against the endpoint's format."""
    try:
        assert isinstance(body, dict)
        pages = int(body["meta"]["total-pages"])
        rows = [{field: str(record[field]) for field in FIELDS} for record in body["data"]]
        for row in rows:
            date.fromisoformat(row["record_date"])
            assert Decimal(row["exchange_rate"]) > 0
    except (AssertionError, KeyError, TypeError, ValueError, ArithmeticError) as error:
        raise FetchError(f"{endpoint} answered in another format than expected ({type(error).__name__}: {error}).") from error
    return rows, pages
