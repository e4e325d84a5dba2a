"""Nationalities, and the territories that depend on a country, by the words of the vocabulary (`countries`, `territories`).

Codes by name are looked up in `vocabulary.countries`. Which country a figure is about is not decided here.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pipeline.vocabulary.countries import AMBIGUOUS_NAMES, iso_names
from pipeline.vocabulary.load import alternation, load

Form = Literal["name", "adjective", "persons"]

_COUNTRIES: dict[str, dict[str, list[str]]] = load("countries")
_TERRITORIES: dict[str, dict[str, list[str]]] = load("territories")
# nouns that take no s for several persons: "two Chinese", "three Swiss"
_NO_PLURAL = ("ese", "ish", "ch", "ss", "ois", "abe", "abé", "oxon")
# A word that names two countries stands for neither, unless one of them is the narrative's own.
_SHARED: dict[str, tuple[str, ...]] = {
    "Congo": ("COD", "COG"),
    "Congolese": ("COD", "COG"),
    "Korea": ("KOR", "PRK"),
    "Dominican": ("DMA", "DOM"),
    "Dominicans": ("DMA", "DOM"),
}
_AMBIGUOUS = AMBIGUOUS_NAMES | {"Congolese"}


@dataclass(frozen=True, slots=True)
class TerritorySpan:
    """One mention of a dependent territory: half-open offsets in the text given, and its code."""

    start: int
    end: int
    code: str


@dataclass(frozen=True, slots=True)
class Nationality:
    """What a word of nationality stands for: the country, and how: its name, an adjective, or a noun for several persons."""

    code: str
    form: Form

    @property
    def persons(self) -> bool:
        """Whether the word is itself a noun for persons: "two Nigerians"."""
        return self.form == "persons"


@cache
def _demonyms() -> dict[str, Nationality]:
    words: dict[str, Nationality] = {}
    for code, entry in _COUNTRIES.items():
        for word in entry.get("adjectives", ()):
            words[word] = Nationality(code, "adjective")
        for word in entry.get("persons") or _plurals(entry.get("adjectives", [])):
            words[word] = Nationality(code, "persons")
    return {word: value for word, value in words.items() if word not in _AMBIGUOUS}


def _plurals(adjectives: list[str]) -> list[str]:
    return [f"{word}s" for word in adjectives if not word.endswith((*_NO_PLURAL, "s"))]


def demonym_code(word: str) -> str | None:
    """The code of the country that an adjective or a noun for its people stands for; None if unknown or ambiguous.

    >>> demonym_code("Uzbeks"), demonym_code("Nigerien"), demonym_code("Congolese")
    ('UZB', 'NER', None)
    """
    found = _demonyms().get(" ".join(word.split()))
    return found.code if found else None


@cache
def _printed_names() -> dict[str, str]:
    """Country names as a sentence prints them; inverted ISO forms and names that are other words too are left out."""
    names = {name: code for name, code in iso_names() if "," not in name and "(" not in name}
    names |= {name: code for code, entry in _COUNTRIES.items() for name in entry.get("names", ()) if "," not in name and "(" not in name}
    names |= {words[0]: code for dependents in _TERRITORIES.values() for code, words in dependents.items()}
    return {name.removeprefix("the "): code for name, code in names.items() if name not in _AMBIGUOUS}


# Every name of a country and every word of nationality, longest first and in the case that is printed; all begin with a capital.
NATIONALITY = re.compile(rf"(?=[A-ZÀ-Þ])(?<!\w)(?:{alternation({*_printed_names(), *_demonyms(), *_AMBIGUOUS})})(?!\w)")


@cache
def national_names() -> frozenset[str]:
    """Everything that `nationality` may know."""
    return frozenset([*_printed_names(), *_demonyms(), *_SHARED])


def nationality(word: str, home: str | None = None) -> Nationality | None:
    """What a match of `NATIONALITY` stands for; None where it names two countries ("Congolese"), neither of them `home`."""
    plain = " ".join(word.split())
    if home in _SHARED.get(plain, ()):
        assert home is not None
        form: Form = "name" if plain in ("Congo", "Korea") else "persons" if plain.endswith("s") else "adjective"
        return Nationality(home, form)
    found = _demonyms().get(plain)
    if found:
        return found
    code = _printed_names().get(plain)
    return Nationality(code, "name") if code else None


@cache
def _pattern(iso3: str) -> re.Pattern[str] | None:
    words = [word for names in _TERRITORIES.get(iso3, {}).values() for word in names]
    return re.compile(rf"(?<!\w)(?:{alternation(words)})(?!\w)") if words else None


@cache
def _codes(iso3: str) -> dict[str, str]:
    return {word: code for code, words in _TERRITORIES.get(iso3, {}).items() for word in words}


def territories_in(text: str, iso3: str) -> tuple[TerritorySpan, ...]:
    """The dependent territories of a country that a text names, in order.

    >>> [span.code for span in territories_in("in Greenland or the Faroe Islands", "DNK")]
    ['GRL', 'FRO']
    """
    pattern = _pattern(iso3)
    if pattern is None:
        return ()
    codes = _codes(iso3)
    return tuple(TerritorySpan(match.start(), match.end(), codes[" ".join(match[0].split())]) for match in pattern.finditer(text))


@cache
def territory_names(iso3: str) -> frozenset[str]:
    """The names of a country's dependent territories in lower case, as a heading may print them."""
    return frozenset(word.lower() for word in _codes(iso3))
