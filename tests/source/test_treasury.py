"""Fetching the Treasury's rates from a server that speaks the endpoint's format."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit

import pytest

from pipeline.normalize.reference import RateFileError, currency_of, read_treasury
from pipeline.source.error import FetchError
from pipeline.source.treasury import fetch_treasury
from pipeline.source.web import Manners

ROWS = [
    ("2022-12-31", "Denmark", "Krone", "6.959"),
    ("2022-12-31", "Nigeria", "Naira", "460.0"),
    ("2022-12-31", "Benin", "Cfa Franc", "613.5"),
    ("2021-12-31", "Denmark", "Krone", "6.5591"),
    ("2022-12-31", "Ruritania", "Florin Of Gold", "2.0"),
]


def record(row: tuple[str, str, str, str]) -> dict[str, str]:
    day, country, currency, rate = row
    return {
        "record_date": day,
        "country": country,
        "currency": currency,
        "country_currency_desc": f"{country}-{currency}",
        "exchange_rate": rate,
        "effective_date": day,
    }


class Endpoint(BaseHTTPRequestHandler):
    """Two records a page; first answers with `failures` statuses, then with data (or `body`)."""

    failures: ClassVar[list[int]] = []
    body: bytes | None = None
    queries: ClassVar[list[dict[str, list[str]]]] = []

    def do_GET(self) -> None:
        query = parse_qs(urlsplit(self.path).query)
        self.queries.append(query)
        if self.failures:
            self.send_response(self.failures.pop(0))
            self.end_headers()
            return
        page = int(query["page[number]"][0])
        found = [record(row) for row in ROWS]
        answer = {
            "data": found[2 * page - 2 : 2 * page],
            "meta": {"count": 2, "labels": {}, "dataTypes": {}, "dataFormats": {}, "total-count": len(found), "total-pages": 3},
            "links": {"self": "", "first": "", "prev": None, "next": None, "last": ""},
        }
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(self.body if self.body is not None else json.dumps(answer).encode())

    def log_message(self, *_: object) -> None:
        """Keep the test's output clean."""


@contextmanager
def served(failures: list[int] | None = None, body: bytes | None = None) -> Iterator[tuple[str, type[Endpoint]]]:
    handler = type("Handler", (Endpoint,), {"failures": failures or [], "body": body, "queries": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/rates", handler
    finally:
        server.shutdown()
        server.server_close()


def local(endpoint: str) -> Manners:
    return Manners(hosts=frozenset({urlsplit(endpoint).netloc}), delay=0, backoff=0.01)


def test_all_pages_are_fetched_and_read_back_as_a_table(tmp_path):
    path = tmp_path / "rates.json"
    with served() as (endpoint, handler):
        held = fetch_treasury(path, date(2026, 1, 2), endpoint=endpoint, manners=local(endpoint))
    assert [query["page[number]"] for query in handler.queries] == [["1"], ["2"], ["3"]]
    assert (held["source"], held["retrieved"], len(held["data"])) == (endpoint, "2026-01-02", len(ROWS))
    table = read_treasury(path)
    found = table.rate("DKK", date(2022, 12, 31))
    assert (found.rate, found.date, found.source) == (Decimal("6.959"), date(2022, 12, 31), "US Treasury Reporting Rates of Exchange")
    assert table.rate("XOF", date(2022, 12, 31)).rate == Decimal("613.5")
    assert table.rate("DKK", date(2020, 12, 31)).reason == "the Treasury table has no DKK at 2020-12-31"
    assert table.left == ("Ruritania-Florin Of Gold",)
    assert table.digest == held["sha256"]


def test_passing_faults_are_tried_again(tmp_path):
    with served(failures=[503, 429]) as (endpoint, handler):
        held = fetch_treasury(tmp_path / "rates.json", date(2026, 1, 2), endpoint=endpoint, manners=local(endpoint))
    assert len(held["data"]) == len(ROWS)
    assert len(handler.queries) == 5


@pytest.mark.parametrize(
    ("failures", "body", "message"),
    [
        ([503] * 9, None, "did not answer after 4 attempts"),
        ([404], None, "HTTP 404"),
        ([], b"<html>moved</html>", "not JSON"),
        ([], b'{"rates": []}', "another format"),
        ([], b'{"data": [], "meta": {"total-pages": 1}}', "without any record"),
        (
            [],
            json.dumps({"data": [record(("2022-12-31", "Denmark", "Krone", "-1"))], "meta": {"total-pages": 1}}).encode(),
            "another format",
        ),
    ],
)
def test_what_cannot_be_fetched_whole_is_an_error_and_leaves_no_file(tmp_path, failures, body, message):
    path = tmp_path / "rates.json"
    with served(failures, body) as (endpoint, _), pytest.raises(FetchError, match=message):
        fetch_treasury(path, date(2026, 1, 2), endpoint=endpoint, manners=local(endpoint))
    assert list(tmp_path.iterdir()) == []


def test_no_connection_is_an_error(tmp_path):
    with served() as (endpoint, _):
        pass
    with pytest.raises(FetchError, match="did not answer"):
        fetch_treasury(tmp_path / "rates.json", date(2026, 1, 2), endpoint=endpoint, manners=local(endpoint))


def test_a_file_that_was_changed_or_is_missing_is_refused(tmp_path):
    path = tmp_path / "rates.json"
    with served() as (endpoint, _):
        fetch_treasury(path, date(2026, 1, 2), endpoint=endpoint, manners=local(endpoint))
    path.write_text(path.read_text(encoding="utf-8").replace("6.959", "7.959"), encoding="utf-8")
    with pytest.raises(RateFileError, match="sha256"):
        read_treasury(path)
    with pytest.raises(RateFileError, match="no such file"):
        read_treasury(tmp_path / "absent.json")
    path.write_text("[]", encoding="utf-8")
    with pytest.raises(RateFileError, match="not a rates file"):
        read_treasury(path)


@pytest.mark.parametrize(
    ("country", "currency", "code"),
    [
        ("Denmark", "Krone", "DKK"),
        ("Euro Zone", "Euro", "EUR"),
        ("Cameroon", "Cfa Franc", "XAF"),
        ("China", "Renminbi", "CNY"),
        ("Antigua & Barbuda", "East Caribbean Dollar", "XCD"),
        ("Turkey", "New Lira", "TRY"),
        ("Burma", "Kyat", "MMK"),
        ("Cuba", "Chavito", "CUC"),
        ("Atlantis", "Dollar", None),
    ],
)
def test_the_treasurys_names_are_understood(country, currency, code):
    assert currency_of(country, currency, date(2016, 12, 31)) == code
