"""Codes of countries by their names, and names by code; adjectives and nouns for their people are read in `normalize.territory`.

The codes are ISO 3166-1 alpha-3, XKX for Kosovo, and ISO 3166-3 for countries that are gone (pycountry). Names come from pycountry and from
the vocabulary (`countries`, `territories`).
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

import pycountry

from pipeline.vocabulary.load import load

# Kosovo has no ISO 3166-1 code; XKX is the user-assigned one that the World Bank and the EU use.
KOSOVO = "XKX"
# A name that two countries share stands for neither.
AMBIGUOUS_NAMES = frozenset({"Congo", "Korea"})
_NO_LETTERS = re.compile(r"[^a-z0-9]+")


def country_name(iso3: str) -> str | None:
    """The English short name of a present (ISO 3166-1) or former (ISO 3166-3) country, None for an unknown code.

    >>> country_name("DNK"), country_name("XKX"), country_name("dnk")
    ('Denmark', 'Kosovo', None)
    """
    if iso3 == KOSOVO:
        return "Kosovo"
    if not iso3.isupper():  # pycountry would accept any case, the published codes have one
        return None
    found = pycountry.countries.get(alpha_3=iso3) or pycountry.historic_countries.get(alpha_3=iso3)
    if found is None:
        return None
    return str(getattr(found, "common_name", found.name))


def iso_names() -> Iterator[tuple[str, str]]:
    """Each name that ISO 3166-1 prints for a country, inverted ones both ways, with its code."""
    for country in pycountry.countries:
        for field in ("name", "common_name", "official_name"):
            name = getattr(country, field, None)
            if name:
                yield name, country.alpha_3
                head, comma, tail = name.partition(", ")
                # "Tanzania, United Republic of" is printed the other way round or by its head alone
                if comma:
                    yield f"{tail} {head}", country.alpha_3


def country_code(name: str) -> str | None:
    """The code of a country or territory by any of its names, articles and case aside; None if unknown or ambiguous.

    >>> country_code("THE KINGDOM OF DENMARK"), country_code("Burma"), country_code("Congo")
    ('DNK', 'MMR', None)
    """
    return _by_name().get(_fold(name))


def slug_code(slug: str) -> str | None:
    """The code of a country by its name as the path of an address writes it; None if unknown or ambiguous.

    >>> slug_code("cote-divoire"), slug_code("congo-republic-of-the"), slug_code("introduction")
    ('CIV', 'COG', None)
    """
    return _by_slug().get(_slug(slug))


def _fold(name: str) -> str:
    """A name without case, apostrophe shapes and leading article, so that headers in capitals compare."""
    bare = " ".join(name.replace("’", "'").split()).casefold()
    return bare.removeprefix("the ")


def _slug(name: str) -> str:
    """A name as addresses write it: letters without their marks, no apostrophes or stops, hyphens for everything else."""
    bare = unicodedata.normalize("NFKD", name.casefold()).translate({ord(mark): None for mark in "'’."})
    plain = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return _NO_LETTERS.sub("-", plain).strip("-").removeprefix("the-")


@cache
def _by_name() -> dict[str, str]:
    names = {_fold(name): code for name, code in iso_names()}
    dependents = load("territories").values()
    names |= {_fold(name): code for territories in dependents for code, words in territories.items() for name in words[:1]}
    names |= {_fold(name): code for code, entry in load("countries").items() for name in entry.get("names", ())}
    return {name: code for name, code in names.items() if name.capitalize() not in AMBIGUOUS_NAMES}


@cache
def _by_slug() -> dict[str, str]:
    return {_slug(name): code for name, code in _by_name().items()}
