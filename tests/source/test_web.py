"""The client against a real server that is slow, refuses, breaks off, redirects, or says too much."""

import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx
import pytest
from serving import Reply, serving

from pipeline.source.error import FetchError
from pipeline.source.hosts import SETTING, addresses
from pipeline.source.web import Manners, Web


@pytest.fixture
def site():
    with serving() as running:
        yield running


def get(site, path="/a", **settings):
    with Web(site.manners(**settings)) as web:
        return web.get(site.url(path))


def test_an_answer_comes_with_what_its_server_says_of_it(site):
    headers = {"Content-Type": "text/html", "ETag": '"x"', "Last-Modified": "Thu, 15 Jun 2023 00:00:00 GMT"}
    site.replies["/a"] = Reply(b"\x00\xff raw", headers=headers)
    answer = get(site)
    assert (answer.body, answer.content_type, answer.etag, answer.url) == (b"\x00\xff raw", "text/html", '"x"', site.url("/a"))
    assert answer.last_modified == headers["Last-Modified"]
    assert site.asked[0].headers["user-agent"].startswith("tipdata/")
    assert site.asked[0].headers["host"] == site.host


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_passing_refusals_are_tried_again(site, status):
    site.replies["/a"] = [Reply(status=status), Reply(status=status), Reply(b"there")]
    assert get(site).body == b"there"
    assert len(site.asked) == 3


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 418, 304, 204])
def test_other_refusals_are_not(site, status):
    site.replies["/a"] = Reply(status=status)
    with pytest.raises(FetchError, match=rf"/a refused the request \(HTTP {status}\)") as caught:
        get(site)
    assert caught.value.status == status
    assert len(site.asked) == 1


def test_a_server_that_stays_down_is_given_up(site):
    site.replies["/a"] = Reply(status=503)
    with pytest.raises(FetchError, match=r"/a did not answer after 3 attempts \(HTTP 503\)") as caught:
        get(site, attempts=3)
    assert caught.value.status == 503
    assert len(site.asked) == 3


def test_retry_after_in_seconds_is_waited_for(site):
    site.replies["/a"] = [Reply(status=429, headers={"Retry-After": "1"}), Reply(b"there")]
    assert get(site).body == b"there"
    assert site.asked[1].at - site.asked[0].at >= 1


def test_retry_after_as_a_date_is_waited_for(site):
    until = format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True)
    site.replies["/a"] = [Reply(status=503, headers={"Retry-After": until}), Reply(b"there")]
    assert get(site).body == b"there"
    # a date has whole seconds
    assert site.asked[1].at - site.asked[0].at >= 0.9


@pytest.mark.parametrize("wait", ["soon", "", "-3", "Thu, 01 Jan 1970 00:00:00 GMT"])
def test_a_retry_after_that_says_nothing_falls_back_to_the_usual_wait(site, wait):
    site.replies["/a"] = [Reply(status=429, headers={"Retry-After": wait}), Reply(b"there")]
    assert get(site).body == b"there"


def test_a_server_that_asks_for_too_much_patience_is_left_alone(site):
    site.replies["/a"] = Reply(status=429, headers={"Retry-After": "86400"})
    with pytest.raises(FetchError, match="asks to wait 86400 seconds"):
        get(site)
    assert len(site.asked) == 1


def test_waits_double(site):
    site.replies["/a"] = Reply(status=500)
    with pytest.raises(FetchError):
        get(site, backoff=0.1)
    first, second, third = (later.at - sooner.at for sooner, later in zip(site.asked, site.asked[1:], strict=False))
    assert first >= 0.1
    assert second >= 0.2
    assert third >= 0.4


def test_the_delay_stands_between_any_two_requests(site):
    site.replies["/a"] = Reply(status=302, headers={"Location": "/b"})
    site.replies["/b"] = Reply(b"there")
    with Web(site.manners(delay=0.2)) as web:
        web.get(site.url("/a"))
        web.get(site.url("/b"))
    steps = [later.at - sooner.at for sooner, later in zip(site.asked, site.asked[1:], strict=False)]
    assert len(steps) == 2
    assert min(steps) >= 0.2


def test_a_body_that_breaks_off_is_asked_for_again(site):
    site.replies["/a"] = [Reply(b"half of it", cut=4), Reply(b"all of it")]
    assert get(site).body == b"all of it"


def test_a_body_that_always_breaks_off_is_an_error(site):
    site.replies["/a"] = Reply(b"half of it", cut=4)
    with pytest.raises(FetchError, match="did not answer after 4 attempts"):
        get(site)


def test_more_bytes_than_the_limit_are_refused_before_they_are_all_read(site):
    site.replies["/a"] = Reply(b"x" * 5_000_000)
    with pytest.raises(FetchError, match="more than 1000 bytes"):
        get(site, size=1000)


def test_a_small_answer_that_unpacks_to_a_large_one_is_refused(site):
    import gzip

    site.replies["/a"] = Reply(gzip.compress(b"x" * 5_000_000), headers={"Content-Encoding": "gzip"})
    with pytest.raises(FetchError, match="more than 100000 bytes"):
        get(site, size=100_000)
    site.replies["/a"] = Reply(b"no gzip at all", headers={"Content-Encoding": "gzip"})
    with pytest.raises(FetchError, match="damaged compression"):
        get(site)


def test_an_answer_that_drips_is_ended(site):
    site.replies["/a"] = Reply(b"x" * 100, drip=0.05)
    began = time.monotonic()
    with pytest.raises(FetchError, match=r"still sending after 0\.3 seconds"):
        get(site, duration=0.3)
    assert time.monotonic() - began < 4  # the whole answer takes five seconds


def test_silence_is_given_up(site):
    site.replies["/a"] = Reply(b"xx", drip=1)
    with pytest.raises(FetchError, match="did not answer after 2 attempts"):
        get(site, silence=0.1, attempts=2)


def test_redirects_are_followed_within_the_allowed_hosts(site):
    site.replies["/a"] = Reply(status=301, headers={"Location": "/b"})
    site.replies["/b"] = Reply(status=307, headers={"Location": site.url("/c")})
    site.replies["/c"] = Reply(b"there")
    answer = get(site)
    assert (answer.body, answer.url) == (b"there", site.url("/c"))


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("https://example.org/x", "the host example.org:443 is not among"),
        ("http://127.0.0.1:1/x", "the host 127.0.0.1:1 is not among"),
        ("http://localhost:{port}/x", "the host localhost:{port} is not among"),
        ("http://169.254.169.254/latest/meta-data", "the host 169.254.169.254:80 is not among"),
        ("http://[::1]:{port}/x", "the host ::1:{port} is not among"),
        ("https://www.state.gov:8443/x", "the host www.state.gov:8443 is not among"),
        ("https://www.state.gov@127.0.0.1/x", "only http and https addresses without a password"),
        ("ftp://www.state.gov/x", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("http://[::1", "Invalid URL in location header"),
    ],
)
def test_redirects_elsewhere_are_refused(site, target, why):
    site.replies["/a"] = Reply(status=302, headers={"Location": target.format(port=site.port)})
    with pytest.raises(FetchError) as caught:
        get(site)
    assert why.format(port=site.port) in str(caught.value)
    assert set(site.paths) == {"/a"}


def test_redirects_in_a_circle_end(site):
    site.replies["/a"] = Reply(status=302, headers={"Location": "/a"})
    with pytest.raises(FetchError, match="redirects more than 5 times"):
        get(site)
    assert len(site.asked) == 6


@pytest.mark.parametrize(
    "number", ["127.0.0.1", "10.0.0.7", "192.168.1.1", "169.254.169.254", "::1", "fe80::1", "::ffff:10.0.0.1", "100.64.0.1", "224.0.0.1"]
)
def test_a_declared_name_that_leads_inside_is_refused(monkeypatch, number):
    """What a name resolves to is the resolver's word: here it answers with an address of this machine or its network."""
    import socket

    family = socket.AF_INET6 if ":" in number else socket.AF_INET
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(family, socket.SOCK_STREAM, 6, "", (number, 443))])
    with pytest.raises(FetchError, match="which is no public address"):
        addresses(httpx.URL("https://www.state.gov/reports/"))


def test_a_declared_name_with_one_address_inside_is_refused(monkeypatch):
    import socket

    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, 443)) for number in ("23.1.2.3", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(FetchError, match=r"leads to 10\.0\.0\.1"):
        addresses(httpx.URL("https://www.state.gov/"))


def test_the_setting_allows_exactly_the_hosts_it_names(site, monkeypatch):
    site.replies["/a"] = Reply(b"there")
    with Web(Manners(delay=0)) as web, pytest.raises(FetchError, match=f"name it in {SETTING}"):
        web.get(site.url("/a"))
    monkeypatch.setenv(SETTING, f"example.org:80, {site.host}")
    with Web(Manners(delay=0)) as web:
        assert web.get(site.url("/a")).body == b"there"
        with pytest.raises(FetchError, match="not among"):
            web.get(f"http://127.0.0.1:{site.port + 1}/a")


def test_an_address_that_is_none_is_refused():
    with Web(Manners()) as web:
        for address in ("www.state.gov/reports", "http://", "http://[::1", "javascript:alert(1)"):
            with pytest.raises(FetchError):
                web.get(address)


def test_no_server_is_an_error():
    with serving() as gone:
        pass
    with pytest.raises(FetchError, match="did not answer after 4 attempts"):
        get(gone)


def test_validators_are_sent_and_304_is_an_answer(site):
    site.replies["/a"] = lambda headers: Reply(status=304) if headers.get("if-none-match") == '"x"' else Reply(b"new")
    with Web(site.manners()) as web:
        assert web.get(site.url("/a"), validators={"If-None-Match": '"x"'}).body is None
        assert web.get(site.url("/a"), validators={"If-None-Match": '"y"'}).body == b"new"
