"""Split a stretch of text into sentences: half-open spans, nothing altered, one pass.

What a sentence belongs to (its section) is not decided here, nor are headings and list markers, which never reach this module.
A semicolon does not end a sentence. A closing quote or bracket after the stop stays with it.
"""

import re
from collections.abc import Iterator
from typing import Literal

from pipeline.vocabulary.load import load

_WORDS = load("sentence_ends")
_OPENERS = frozenset(_WORDS["openers"])
_TITLES = frozenset(word.lower() for word in _WORDS["titles"])
_NUMBERED = frozenset(word.lower() for word in _WORDS["numbered"])
_CLOSINGS = frozenset(word.lower() for word in _WORDS["closings"])

# a run of stops and the closing marks that stay with it; a stop before a digit (13.1) is no candidate
_STOP = re.compile(r"(?P<stop>[.!?…]{1,9})(?P<close>[\"'”’»)\]]{0,4})(?P<gap>\s*)(?=(?P<next>[^\s.!?…])|$)")
# the unbroken run of letters and stops before a stop: "U.S", "St", "victims"
_TOKEN = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+){0,6}$")
_WORD = re.compile(r"[\"'“‘«(\[]{0,3}(\w+)")
# what may open a sentence glued to the stop before it: "2013.The", "teachers.“A"
_GLUED = re.compile(r"[\"“‘«(\[]{0,2}(?:[A-Z][a-z’']+|A\s|[A-Z]{2,})")
_NET = re.compile(r"(?:www|https?:|@)\S*$")
_LOOK_BACK = 40
# inside a paragraph a bullet ends what stands before it
_BULLET = re.compile(r"[•●▪‣◦■]\s*")

Break = Literal["glued", "spaced"]


def _ends(text: str, match: re.Match[str], limit: int) -> Break | None:
    """Whether the stops of `match` end a sentence, and if so whether white space follows."""
    at = match.start()
    following = match["next"]
    if match.end() >= limit or following is None:
        return "spaced"
    before = text[max(0, at - _LOOK_BACK) : at]
    if not match["gap"]:
        return "glued" if _ends_glued(text, before, match) else None
    opens = _WORD.match(text, match.end())
    word = opens[1] if opens else following
    if not (word[0].isupper() or word[0].isdigit() or not word[0].isalnum()):
        return None
    if match["stop"] != "." or match["close"]:
        return "spaced"
    return "spaced" if _ends_after(before, word) else None


def _token(before: str) -> re.Match[str] | None:
    """The run of letters and stops at the end of a text."""
    if not before or before[-1].isspace():
        return None
    return _TOKEN.search(before.rsplit(maxsplit=1)[-1])


def _ends_after(before: str, word: str) -> bool:
    """Whether one bare stop after `before` and blank space before `word` end a sentence: abbreviations mostly do not."""
    token = _token(before)
    if token is None:
        return True
    last = token[0].lower()
    if last in _TITLES:
        return False
    if last in _NUMBERED:
        return not (word[0].isdigit() or re.fullmatch(r"[IVXLC]+", word))
    if "." in last or last in _CLOSINGS:  # U.S., e.g., p.m., a.k.a.
        return word in _OPENERS and last not in ("e.g", "i.e", "a.k.a")
    if len(token[0]) == 1 and token[0].isupper():  # an initial: "J. Smith", but "visa type T. The"
        return word in _OPENERS
    return True


def _ends_glued(text: str, before: str, match: re.Match[str]) -> bool:
    """Whether a stop without white space after it ends a sentence: "2013.The", not "U.S", "Ph.D", "www.State.gov"."""
    start = match.end()
    if not _GLUED.match(text, start):
        return False
    if match["close"]:
        # `5).The` and `law.”The` do, `(U.S.)Department` would not be printed
        return match["stop"][0] == "." and text[start].isupper() and text[start + 1 : start + 2].islower()
    if _NET.search(before):
        return False
    token = _token(before)
    if token is None:
        return bool(before) and (before[-1].isdigit() or before[-1] in '”’")]%')
    last = token[0].rpartition(".")[2]
    if token[0].lower() in _TITLES | _NUMBERED:
        return False
    opens = _WORD.match(text, start)
    if opens and text[opens.end() : opens.end() + 1] == "." and len(opens[1]) < 3:  # "Ph.D.", "U.N."
        return False
    return len(last) > 2 or (len(last) == 2 and last.islower()) or (opens is not None and opens[1] in _OPENERS and len(last) > 1)


def breaks(text: str, start: int, end: int) -> Iterator[tuple[int, int, Break]]:
    """The breaks between the sentences of `text[start:end]`: where the one ends, where the next starts, glued or spaced."""
    for match in _STOP.finditer(text, start, end):
        kind = _ends(text, match, end)
        if kind and match.end() < end:
            yield match.end("close"), match.end(), kind
    for match in _BULLET.finditer(text, start, end):
        if match.start() > start:
            yield match.start(), match.end(), "glued"


def split(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The sentences of `text[start:end]` in order, without the white space around them.

    >>> body = "Courts convicted two in 2013.The U.S. Embassy paid $1.5 million. It left."
    >>> [body[a:b] for a, b in split(body, 0, len(body))]
    ['Courts convicted two in 2013.', 'The U.S. Embassy paid $1.5 million.', 'It left.']
    """
    spans = []
    at = start
    for stop, onward, _ in sorted(breaks(text, start, end)):
        if stop > at:
            spans.append((at, stop))
        at = max(at, onward)
    if at < end:
        spans.append((at, end))
    return tuple(trimmed for a, b in spans if (trimmed := trim(text, a, b))[0] < trimmed[1])


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the white space (no-break spaces included) at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
