"""Fetch the US Treasury Reporting Rates of Exchange into one file with its origin, day and hash.

What the rates mean is read in `pipeline.normalize.reference`. Nothing here falls back: what can't be fetched whole is an error.
"""

import json
import os
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import NotRequired, TypedDict

import httpx
from tenacity import RetryError, Retrying, retry_if_exception, stop_after_attempt, wait_exponential, wait_random

# Fiscal Data API of the Treasury's Bureau of the Fiscal Service; the records begin with the first quarter of 2001.
ENDPOINT = "https://api.fiscaldata.treasury.gov/services/api/fiscal_service/v1/accounting/od/rates_of_exchange"
FIELDS = ("record_date", "country", "currency", "country_currency_desc", "exchange_rate", "effective_date")
_PAGE_SIZE = 1000
_ATTEMPTS = 4
_TIMEOUT_SECONDS = 30.0
# A server that asks for patience or has failed may do better a moment later; other refusals will not change.
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})


class FetchError(RuntimeError):
    """The rates could not be fetched; the message names address, cause and what to do."""


class RatesFile(TypedDict):
    """The file as written: where the rows come from, when, and the SHA-256 of the rows in canonical JSON."""

    source: str
    retrieved: str
    sha256: str
    data: list[dict[str, str]]
    note: NotRequired[str]


def fetch_treasury(path: Path, retrieved: date, *, endpoint: str = ENDPOINT, pause: float = 1.0) -> RatesFile:
    """Fetch every record of 31 December since 2001, write them to `path` by atomic rename, and return the file's content.

    Args:
        path: file to write; its folder is made.
        retrieved: the day of retrieval, printed in the file.
        endpoint: address of the API (tests serve its format locally).
        pause: seconds before the second attempt; they double, with jitter.

    Raises:
        FetchError: no connection, a refusal, or an answer that is not in the endpoint's format.
    """
    rows: list[dict[str, str]] = []
    with httpx.Client(timeout=_TIMEOUT_SECONDS, follow_redirects=True) as client:
        page, pages = 1, 1
        while page <= pages:
            body = _get(client, endpoint, page, pause)
            found, pages = _page(body, endpoint)
            rows += found
            page += 1
    if not rows:
        raise FetchError(f"{endpoint} answered without any record. The file was not written.")
    rows.sort(key=lambda row: (row["record_date"], row["country_currency_desc"]))
    digest = sha256(json.dumps(rows, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode("utf-8")).hexdigest()
    held = RatesFile(source=endpoint, retrieved=retrieved.isoformat(), sha256=digest, data=rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    staged = path.with_suffix(path.suffix + ".part")
    staged.write_text(json.dumps(held, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    os.replace(staged, path)  # noqa: PTH105 - Path.replace says less plainly that it is atomic
    return held


def _passing(error: BaseException) -> bool:
    if isinstance(error, httpx.HTTPStatusError):
        return error.response.status_code in _PASSING
    return isinstance(error, httpx.TransportError)


def _get(client: httpx.Client, endpoint: str, page: int, pause: float) -> object:
    """One page as JSON, tried again after passing faults."""
    query = {
        "fields": ",".join(FIELDS),
        "filter": "record_calendar_quarter:eq:4",
        "sort": "record_date,country_currency_desc",
        "format": "json",
        "page[number]": str(page),
        "page[size]": str(_PAGE_SIZE),
    }
    try:
        for attempt in Retrying(
            stop=stop_after_attempt(_ATTEMPTS),
            wait=wait_exponential(multiplier=pause, max=60 * pause) + wait_random(0, pause),
            retry=retry_if_exception(_passing),
        ):
            with attempt:
                response = client.get(endpoint, params=query)
                response.raise_for_status()
    except RetryError as error:
        cause = error.last_attempt.exception()
        raise FetchError(
            f"{endpoint} did not answer after {_ATTEMPTS} attempts ({cause}). Try again later, or build with the embedded ECB rates."
        ) from error
    except httpx.HTTPStatusError as error:
        status = error.response.status_code
        raise FetchError(
            f"{endpoint} refused the request (HTTP {status}). Its format may have changed; the embedded ECB rates still work."
        ) from error
    try:
        answer: object = response.json()
    except json.JSONDecodeError as error:
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
