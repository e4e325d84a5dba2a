"""Bring one page into a folder of sources: ask, check that it is what it should be, keep it, and write its row.

A page that has changed becomes a further file and the old one stays; the row names the newest.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Literal

from pipeline.source import report
from pipeline.source.error import FetchError
from pipeline.source.ledger import Ledger, Row
from pipeline.source.manifest import MEDIA_TYPES, WHOLE_REPORT, charset_of
from pipeline.source.read import READERS
from pipeline.source.site import LICENCE, PUBLISHER
from pipeline.source.web import Answer, Web

# A page that was asked for within this time is not asked for again.
RECENT = timedelta(days=1)
_SUFFIXES = {media_type: suffix for suffix, media_type in MEDIA_TYPES.items() if suffix != ".htm"}
# A page of the publisher that says this nowhere is no narrative but an error page.
_TOPIC = "traffick"

State = Literal["new", "changed", "unchanged", "recent", "kept", "unknown", "failed"]


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of one page: `name` is its narrative's id, or what its link says where the country is `unknown`.

    `recent`: asked for within a day. `kept`: the manifest has another source for it. `why` says more, empty where nothing is to say.
    """

    name: str
    state: State
    why: str = ""


def bring(web: Web, ledger: Ledger, row: Row, stem: str, *, again: bool) -> Fetched:
    """One page: asked for unless it is recent, checked, written to a file of its own where it is new or changed."""
    name = row["narrative_id"]
    old = ledger.row(name)
    held = ledger.held(old) if old is not None else None
    if old is not None and old.get("url") != row["url"]:
        return Fetched(
            name, "kept", f"{ledger.path} has {old.get('path')} from {old.get('url') or 'elsewhere'}. Take out the row to fetch it"
        )
    now = datetime.now(UTC).replace(microsecond=0)
    if old is not None and held is not None and not again and _recent(old, now):
        return Fetched(name, "recent")
    try:
        answer = web.get(row["url"], validators=_validators(old) if old is not None and held is not None else None)
        if answer.body is None:
            assert old is not None, "only a page that is held has validators"
            ledger.write(old | {"checked": now.isoformat()})
            return Fetched(name, "unchanged")
        media_type = _readable(row, answer, answer.body)
    except FetchError as error:
        return Fetched(name, "failed", str(error))
    seen = {"checked": now.isoformat(), "etag": answer.etag or "", "last_modified": answer.last_modified or ""}
    if old is not None and held is not None and _same(old, held, media_type, answer):
        ledger.write(old | seen)
        return Fetched(name, "unchanged")
    path = ledger.keep(answer.body, stem, _SUFFIXES[media_type])
    fresh = {
        "path": path,
        "media_type": media_type,
        "content_type": answer.content_type or "",
        "sha256": sha256(answer.body).hexdigest(),
        "retrieved": now.isoformat(),
        "publisher": PUBLISHER,
        "licence": LICENCE,
    }
    ledger.write(row | fresh | seen)
    return Fetched(name, "new" if old is None else "changed", path)


def _recent(row: Row, now: datetime) -> bool:
    try:
        return now - datetime.fromisoformat(row.get("checked", "")) < RECENT
    except (ValueError, TypeError):  # no time, or one without a zone that something else has written
        return False


def _validators(row: Row) -> dict[str, str]:
    headers = {"If-None-Match": row.get("etag", ""), "If-Modified-Since": row.get("last_modified", "")}
    return {name: value for name, value in headers.items() if value}


def _readable(row: Row, answer: Answer, body: bytes) -> str:
    """The media type of an answer that holds a narrative, or a report of them; FetchError where it does not."""
    url = row["url"]
    media_type = (answer.content_type or "").partition(";")[0].strip().lower()
    if media_type not in _SUFFIXES or (not row["iso3"] and media_type != WHOLE_REPORT):
        readable = WHOLE_REPORT if not row["iso3"] else ", ".join(sorted(_SUFFIXES))
        raise FetchError(f"{url} is of the type {media_type or 'that the server does not say'}, not {readable}. Check the address.")
    try:
        if not row["iso3"]:
            report.split_report(body)
        elif _TOPIC not in READERS[media_type].text(body, charset_of(answer.content_type)).casefold():
            raise FetchError(f"{url} says nothing of trafficking, so it is no narrative. Look at it in a browser: it may be an error page.")
    except ValueError as error:
        raise FetchError(f"{url} cannot be decoded: {error}. Fetch it by hand and add it to the manifest with its charset.") from error
    return media_type


def _same(old: Row, held: bytes, media_type: str, answer: Answer) -> bool:
    """Whether an answer says what is held, in the same bytes or, where a page changes around its narrative, in the same text."""
    if held == answer.body:
        return True
    if not old["iso3"] or media_type != old.get("media_type"):
        return False
    text = READERS[media_type].text
    try:
        return text(held, charset_of(old.get("content_type"))) == text(answer.body or b"", charset_of(answer.content_type))
    except ValueError:  # what was held by hand may not be readable
        return False
