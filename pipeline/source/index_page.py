"""The countries of a report by the links of its index page."""

import re
from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from pipeline.source.charset import decode, meta_charset
from pipeline.vocabulary.countries import country_code, slug_code

_BRACKETED = re.compile(r"(.+?)\s*\((.+)\)")


@dataclass(frozen=True, slots=True)
class Link:
    """A page of a report, one level below its index: what the link to it says, its last folder, and its address."""

    name: str
    slug: str
    url: str


def page_links(raw: bytes, url: str, charset: str | None = None) -> tuple[Link, ...]:
    """The pages below an index page, in its order, each once.

    Args:
        raw: the index page.
        url: its address, where links start.
        charset: what its server declared.

    Raises:
        ValueError: the page cannot be decoded.
    """
    tree = LexborHTMLParser(decode(raw, (charset, meta_charset(raw))))
    index = urlsplit(url)
    folder = index.path.rstrip("/")
    found: dict[str, Link] = {}
    # some index pages list the countries as a menu to choose from
    for node in tree.css("a[href], option[value]"):
        try:
            address = urldefrag(urljoin(url, (node.attributes.get("href") or node.attributes.get("value") or "").strip())).url
            target = urlsplit(address)
        except ValueError:  # what is no address leads nowhere
            continue
        above, _, slug = target.path.rstrip("/").rpartition("/")
        name = " ".join(node.text().split())
        if (target.scheme, target.netloc, above) == (index.scheme, index.netloc, folder) and slug and not target.query:
            known = found.get(slug)
            # a picture links without words, the list beside it with the name
            found[slug] = Link(name or slug, slug, address) if known is None or known.name == slug else known
    return tuple(found.values())


def link_code(link: Link) -> str | None:
    """The code of the country that a link is about; None where neither its words nor its address name one, or they name two.

    >>> link_code(Link("Türkiye (Turkey)", "turkiye-turkey", "")), link_code(Link("Methodology", "methodology", ""))
    ('TUR', None)
    """
    names = [link.name]
    if bracketed := _BRACKETED.fullmatch(link.name):
        names += [*bracketed.groups(), f"{bracketed[2]} {bracketed[1]}"]
    codes = {code for name in names if (code := country_code(name))} | {code for code in [slug_code(link.slug)] if code}
    return codes.pop() if len(codes) == 1 else None
