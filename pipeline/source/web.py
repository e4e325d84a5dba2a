"""One polite client for everything that is fetched: a pause between requests, retries, redirects checked hop by hop, limits.

What the answers mean is read elsewhere. The bytes are kept as they came, but for the transfer's compression.
"""

import time
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from types import TracebackType

import httpx
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt

from pipeline.source.error import FetchError
from pipeline.source.hosts import addresses, further_hosts

# Who asks: the program's own name. A site that turns programs away is not to be told that a browser asks.
_AGENT = "tipdata/{version}"
# A server that asks for patience or has failed may do better a moment later; other refusals will not change.
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_HOPS = 5
_NOT_MODIFIED = 304


@dataclass(frozen=True, slots=True)
class Manners:
    """How servers are treated; times in seconds.

    Args:
        hosts: hosts as host:port beside the declared ones (`hosts.HOSTS`); they may be private addresses.
        delay: between the ends and beginnings of any two requests.
        backoff: before the second attempt; it doubles from there.
        attempts: requests for one address before it is given up.
        patience: the longest wait that a server may ask for with Retry-After.
        silence: the longest wait for a connection or for the next bytes of an answer.
        duration: the longest that one answer may take.
        size: bytes of an answer at most. A whole report is a PDF of some ten megabytes.
    """

    hosts: frozenset[str] = frozenset()
    delay: float = 2.0
    backoff: float = 1.0
    attempts: int = 4
    patience: float = 300.0
    silence: float = 30.0
    duration: float = 300.0
    size: int = 200 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server gave: `url` is where the redirects ended; `body` is None where the server said that nothing changed (304)."""

    url: str
    body: bytes | None
    content_type: str | None
    etag: str | None
    last_modified: str | None


class _PassingError(Exception):
    """A refusal that may be none a moment later; `wait` is what the server asks for, in seconds."""

    def __init__(self, message: str, status: int | None = None, wait: float | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.wait = wait


class Web(AbstractContextManager["Web"]):
    """A connection to the declared hosts, and to those of `manners` and of the setting TIPDATA_FETCH_HOSTS."""

    def __init__(self, manners: Manners | None = None) -> None:
        self._manners = manners or Manners()
        self._further = self._manners.hosts | further_hosts()
        self._client = httpx.Client(
            timeout=self._manners.silence, follow_redirects=False, headers={"User-Agent": _AGENT.format(version=version("tipdata"))}
        )
        self._ended = float("-inf")

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._client.close()

    def get(self, url: str, *, params: Mapping[str, str] | None = None, validators: Mapping[str, str] | None = None) -> Answer:
        """The answer for an address.

        Args:
            url: an http(s) address of an allowed host.
            params: its query.
            validators: the headers If-None-Match and If-Modified-Since, from what an earlier answer gave.

        Raises:
            FetchError: the address or one that it redirects to is not allowed, the server refuses, did not answer after some
                attempts, or answers with more bytes or for longer than the limits.
        """
        try:
            asked = httpx.URL(url, params=params) if params else httpx.URL(url)
        except httpx.InvalidURL as error:
            raise FetchError(f"{url}: this is no address ({error}). Correct it.") from error
        retrying = Retrying(
            stop=stop_after_attempt(self._manners.attempts),
            wait=self._wait,
            retry=retry_if_exception_type(_PassingError),
            reraise=True,
        )
        try:
            return retrying(self._follow, asked, validators or {})
        except _PassingError as error:
            attempts = self._manners.attempts
            raise FetchError(f"{url} did not answer after {attempts} attempts ({error}). Try again later.", error.status) from error

    def _wait(self, state: RetryCallState) -> float:
        assert state.outcome is not None
        error = state.outcome.exception()
        asked = error.wait if isinstance(error, _PassingError) and error.wait is not None else 0.0
        # the exponent is bounded by the number of attempts
        return max(asked, self._manners.backoff * 2.0 ** (state.attempt_number - 1))

    def _follow(self, url: httpx.URL, validators: Mapping[str, str]) -> Answer:
        at = url
        for _ in range(_HOPS + 1):
            found = self._ask(at, validators)
            if isinstance(found, Answer):
                return found
            if at.scheme == "https" and found.scheme != "https":
                raise FetchError(f"{at} redirects to {found}, from https to {found.scheme}. Check the address.")
            at = found
        raise FetchError(f"{url} redirects more than {_HOPS} times, at last to {at}. Check the address.")

    def _ask(self, url: httpx.URL, validators: Mapping[str, str]) -> Answer | httpx.URL:
        """One request: its answer, or where it redirects to. Each address of the host is tried in turn."""
        numbers = addresses(url, self._further)
        time.sleep(max(0.0, self._ended + self._manners.delay - time.monotonic()))
        try:
            for number in numbers[:-1]:
                try:
                    return self._exchange(url, number, validators)
                except httpx.ConnectError:
                    continue
            return self._exchange(url, numbers[-1], validators)
        except httpx.TransportError as error:
            raise _PassingError(str(error) or type(error).__name__) from error
        except httpx.DecodingError as error:
            raise FetchError(f"{url} answers with a damaged compression ({error}). Report it to the site.") from error
        finally:
            self._ended = time.monotonic()

    def _exchange(self, url: httpx.URL, number: str, validators: Mapping[str, str]) -> Answer | httpx.URL:
        # the certificate is checked against the name, the connection goes to the address that was checked
        request = self._client.build_request(
            "GET",
            url.copy_with(host=number),
            headers={"Host": url.netloc.decode("ascii"), **validators},
            extensions={"sni_hostname": url.host},
        )
        deadline = time.monotonic() + self._manners.duration
        response = self._client.send(request, stream=True)
        try:
            status = response.status_code
            if status in _REDIRECTS and "Location" in response.headers:
                return url.join(response.headers["Location"])
            if status in _PASSING:
                raise _PassingError(f"HTTP {status}", status, self._asked_wait(url, response))
            if status == _NOT_MODIFIED and validators:
                return _answer(url, response, None)
            if status != httpx.codes.OK:
                raise FetchError(
                    f"{url} refused the request (HTTP {status}). What opens in a browser can be saved and added by hand.", status
                )
            return _answer(url, response, self._body(url, response, deadline))
        finally:
            response.close()

    def _asked_wait(self, url: httpx.URL, response: httpx.Response) -> float | None:
        wait = _retry_after(response.headers.get("Retry-After"))
        if wait is not None and wait > self._manners.patience:
            raise FetchError(
                f"{url} asks to wait {wait:.0f} seconds (HTTP {response.status_code}). Run the command again after that.",
                response.status_code,
            )
        return wait

    def _body(self, url: httpx.URL, response: httpx.Response, deadline: float) -> bytes:
        size = self._manners.size
        body = bytearray()
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > size:
                raise FetchError(f"{url} answers with more than {size} bytes. Check that it is a page or a report.")
            if time.monotonic() > deadline:
                raise FetchError(f"{url} was still sending after {self._manners.duration:g} seconds. Try again later.")
        return bytes(body)


def _answer(url: httpx.URL, response: httpx.Response, body: bytes | None) -> Answer:
    headers = response.headers
    return Answer(str(url), body, headers.get("Content-Type"), headers.get("ETag"), headers.get("Last-Modified"))


def _retry_after(value: str | None) -> float | None:
    """The seconds that a Retry-After header asks for, as a number or a date; None where it says nothing that can be read."""
    if value is None:
        return None
    if value.strip().isdecimal():
        return float(value)
    try:
        until = parsedate_to_datetime(value)
    except ValueError:
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0.0, (until - datetime.now(UTC)).total_seconds())
