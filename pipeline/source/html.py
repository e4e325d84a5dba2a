"""The reader of text/html: the main content of a page, a line each for headings, paragraphs and list items.

Which elements are taken and left is data (`vocabulary/web_pages.yaml`). White space is read as browsers do; letters stay as they are.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipeline.source.charset import decode, meta_charset
from pipeline.vocabulary.load import load

NAME = "html 1"

_BLOCKS = frozenset(load("web_pages")["blocks"])
_LISTS = frozenset({"ul", "ol"})
_CELLS = frozenset({"td", "th"})
_SPACE = re.compile(r"[ \t\n\r\f]+")
_BLANKS = re.compile(r" {2,}")
_AROUND_CELL = re.compile(r" *\t[ \t]*")
# Soft hyphens, zero-width spaces and joiners: where a word may break, no letters.
_UNSEEN = {ord(mark): None for mark in "\u00ad\u200b\u2060\ufeff"}
# A list or paragraph of links is a menu: this many links, and no more than a fifth of its letters outside of them.
_MENU_LINKS = 3
_MENU_SHARE = 0.8
# Content that holds less than this share of the page's letters is a part of it only.
_MOST = 0.6


def read_html(raw: bytes, charset: str | None = None) -> str:
    """The text of a page; `charset` is what its server declared. Raises ValueError with the reason where it cannot be decoded."""
    page = decode(raw, (charset, meta_charset(raw)))
    if (place := page.find("\0")) >= 0:
        raise ValueError(f"character {place} is NUL, so this is no page")
    tree = LexborHTMLParser(page)
    body = tree.body
    if body is None:
        return ""
    parts = load("web_pages")
    _drop(body, body.css(", ".join(parts["unseen"])))
    whole = _letters(body)
    # a name such as "shared" may stand on what holds the whole text
    _drop(body, [node for node in body.css(", ".join(parts["aside"])) if _letters(node) < _MOST * whole])
    _drop(body, [node for node in body.css("ul, ol, p, dl") if _is_menu(node)])
    return _Lines().read(_main(body))


def _drop(body: LexborNode, doomed: Iterable[LexborNode]) -> None:
    """Take nodes out of a page, each once: what is in a node goes with it, and may not be touched after that."""
    marked = {node.mem_id for node in doomed}
    found: list[LexborNode] = []
    stack = [body]
    while stack:
        for child in stack.pop().iter():
            (found if child.mem_id in marked else stack).append(child)
    for node in found:
        node.decompose()


def _letters(node: LexborNode) -> int:
    return len(_SPACE.sub("", node.text()))


def _is_menu(node: LexborNode) -> bool:
    links = node.css("a[href]")
    if len(links) < _MENU_LINKS:
        return False
    return sum(map(_letters, links)) >= _MENU_SHARE * max(1, _letters(node))


def _main(body: LexborNode) -> LexborNode:
    whole = _letters(body)
    for selector in load("web_pages")["main"]:
        found = max(body.css(selector), key=_letters, default=None)
        if found is not None and _letters(found) >= _MOST * whole:
            return found
    return body


def _walk(top: LexborNode) -> Iterator[tuple[LexborNode, bool]]:
    """Each node below `top` twice, before and after what is in it; without recursion, since pages may nest as deep as they like."""
    stack = [(top, False)]
    while stack:
        node, after = stack.pop()
        yield node, after
        if not after:
            stack.append((node, True))
            stack.extend((child, False) for child in reversed(list(node.iter(include_text=True))))


@dataclass
class _Lines:
    """The lines of a page as they grow: `done` with whether a line stands in a list, `inline` the one that is open.

    `numbers` holds the last number of each open list, None for bullets; `marker` is that of an item whose first line is still to come.
    """

    done: list[tuple[str, bool]] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)
    numbers: list[int | None] = field(default_factory=list)
    marker: str = ""
    depth: int = 0

    def read(self, top: LexborNode) -> str:
        """The text below `top`: list items follow each other line by line, an empty line stands between all else."""
        for node, after in _walk(top):
            if node.tag == "-text":
                if not after:
                    self.inline.append(_SPACE.sub(" ", node.text_content or "").translate(_UNSEEN))
            else:
                self._element(node.tag or "", after=after)
        self._end_line()
        text = ""
        listed = False
        for line, item in self.done:
            text += ("\n" if item and listed else "\n\n") * bool(text) + line
            listed = item
        return text

    def _element(self, tag: str, *, after: bool) -> None:
        if tag == "br" and not after:
            self._end_line()
        elif tag in _CELLS and after:
            self.inline.append("\t")
        if tag not in _BLOCKS:
            return
        self._end_line()
        if tag in _LISTS:
            if after:
                self.numbers.pop()
            else:
                self.numbers.append(0 if tag == "ol" else None)
        elif tag == "li":
            self._item(after=after)

    def _item(self, *, after: bool) -> None:
        self.depth += -1 if after else 1
        self.marker = ""
        if after:
            return
        number = self.numbers[-1] if self.numbers else None
        if number is None:
            self.marker = "- "
        else:
            self.numbers[-1] = number + 1
            self.marker = f"{number + 1}. "

    def _end_line(self) -> None:
        line = _AROUND_CELL.sub("\t", _BLANKS.sub(" ", "".join(self.inline))).strip(" \t")
        self.inline.clear()
        if line:
            self.done.append((self.marker + line, self.depth > 0))
            self.marker = ""
