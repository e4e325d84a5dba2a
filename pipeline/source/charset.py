"""Bytes to characters where a charset is declared: by a byte order mark, the server, or the page itself. Nothing is replaced on the way."""

import codecs
import re

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# What browsers take these names for (WHATWG Encoding Standard, "names and labels"); the others Python knows by the same name.
_LABELS = dict.fromkeys(("iso-8859-1", "iso8859-1", "latin-1", "latin1", "us-ascii", "ascii", "x-cp1252"), "windows-1252")
_UTF8 = "utf-8"


def decode(raw: bytes, declared: tuple[str | None, ...] = ()) -> str:
    """The text of the bytes.

    A byte order mark decides. Bytes beyond ASCII that are valid UTF-8 are UTF-8, whatever is declared: no text in another
    charset looks like that by chance. Otherwise the first of the declared charsets decides, in which all bytes have a meaning.

    Args:
        raw: the bytes.
        declared: names of charsets, the most trustworthy first; None where one is not declared.

    Raises:
        ValueError: no declared charset fits, or one is unknown; the message names the charset and the first byte that does not fit.
    """
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return _decode(raw, name)
    named = [name.strip().lower() for name in declared if name] or [_UTF8]
    if not raw.isascii() and _valid(raw):
        return raw.decode(_UTF8)
    refused: ValueError | None = None
    for name in named:
        try:
            return _decode(raw, _LABELS.get(name, name))
        except ValueError as error:
            refused = refused or error
    assert refused is not None
    raise refused


def _valid(raw: bytes) -> bool:
    try:
        raw.decode(_UTF8)
    except UnicodeDecodeError:
        return False
    return True


def _decode(raw: bytes, name: str) -> str:
    try:
        return raw.decode(name)
    except UnicodeDecodeError as error:
        raise ValueError(f"byte {error.start} (0x{raw[error.start]:02x}) is no {name.removesuffix('-sig').upper()}") from error
    except LookupError as error:
        raise ValueError(f"the charset {name!r} is unknown") from error


_META = re.compile(rb"<meta\b[^>]{0,400}?\bcharset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
# Where browsers look for the declaration (WHATWG HTML, "prescan a byte stream").
_PRESCAN = 1024


def meta_charset(raw: bytes) -> str | None:
    """The charset that an HTML page declares for itself; one that contradicts the ASCII it stands in counts as UTF-8."""
    match = _META.search(raw[:_PRESCAN])
    if match is None:
        return None
    name = match[1].decode("ascii").lower()
    return _UTF8 if name.startswith("utf-16") else name
