"""The trafficking profile -> rows: who is exploited, where, in what, and how.

Words of the vocabulary are found as they stand; countries and regions are origins or destinations by the word before them or before the
list that they stand in. Numbers of the profile are read with the counts, not here.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache

from pipeline.facts.duration_cues import pattern
from pipeline.facts.model import ProfileItem
from pipeline.narrative.model import Narrative, Sentence
from pipeline.normalize.territory import NATIONALITY, nationality
from pipeline.vocabulary.countries import country_name
from pipeline.vocabulary.load import alternation, load

_WORDS = load("profile")
CATEGORIES = ("exploitation_form", "sector", "vulnerable_group", "method")
_VALUES = {category: {word: value for value, words in _WORDS[category]["values"].items() for word in words} for category in CATEGORIES}
# between two members of a list of places or peoples: ", ", " and ", ", and ", ", as well as ", ", including "
_LIST = re.compile(
    r"\s?,?\s?(?:(?:and|or|as\swell\sas|including|but\salso|to\sa\slesser\sextent|/)\s)?(?:the\s|neighboring\s|other\s|from\s|in\s|to\s)?",
    re.IGNORECASE,
)
_PERSONS = re.compile(
    rf"(?:\s(?:\w+-?\w*\s)?|-)(?:{pattern(_WORDS['persons']).pattern.replace('(?<![' + chr(92) + 'w-])', '', 1)})", re.IGNORECASE
)
_PLACE = re.compile(rf"(?<!\w)(?:{alternation(_WORDS['regions'])})(?!\w|\s(?:labor|government|Commission|Bank|member))")
_REGION_NAME = {" ".join(name.lower().split()): name.removeprefix("the ") for name in _WORDS["regions"]}
_PREPOSITIONS = {
    category: re.compile(
        rf"\b(?:{alternation(_WORDS[key])})\s(?:(?:the|other|neighboring|nearby|countries|such\sas|including|mainly|primarily|rural|urban|northern|southern|eastern|western|parts\sof|of)\s){{0,4}}$",
        re.IGNORECASE,
    )
    for category, key in (("victim_origin", "origin_before"), ("destination", "destination_before"))
}
_COUNTRY_OF = re.compile(
    r"\b(?:is|are|remains?|was)\s[^.;]{0,60}?\b(?:source|destination|transit)\b[^.;]{0,60}\b(?:countr(?:y|ies)|points?|territor(?:y|ies))\b"
)
_NEAR = 60  # characters before a place in which its preposition stands
_Found = tuple[int, int, str, str, str | None]


@cache
def _category_pattern(category: str) -> re.Pattern[str]:
    """All wordings of a category, longest first, singular or plural."""
    return re.compile(rf"(?<![\w-])(?:{alternation(_VALUES[category])})(?:e?s)?(?![\w])".replace(r"\s+", r"\s"), re.IGNORECASE)


@cache
def _folded(category: str) -> dict[str, str]:
    return {word.lower(): value for word, value in _VALUES[category].items()}


def _value(category: str, found: str) -> str | None:
    """The value of a wording, its plural ending apart."""
    word = " ".join(found.lower().split())
    known = _folded(category)
    return next((known[form] for form in (word, word.removesuffix("s"), word.removesuffix("es")) if form in known), None)


def _named(text: str) -> Iterator[_Found]:
    """Forms, sectors, groups and methods that a sentence names."""
    for category in CATEGORIES:
        for match in _category_pattern(category).finditer(text):
            value = _value(category, match[0])
            if value:
                yield match.start(), match.end(), category, value, None


def _places(text: str, home: str) -> list[tuple[int, int, str, str | None, bool]]:
    """Start, end, name, code and "is an adjective" of each country, people and region, in order."""
    found: list[tuple[int, int, str, str | None, bool]] = []
    for match in NATIONALITY.finditer(text):
        read = nationality(match[0], home)
        if read:
            found.append((match.start(), match.end(), country_name(read.code) or read.code, read.code, read.form != "name"))
    found += [
        (m.start(), m.end(), _REGION_NAME[" ".join(m[0].lower().split())], None, False)
        for m in _PLACE.finditer(text)
        if " ".join(m[0].lower().split()) in _REGION_NAME
    ]
    # "Africa" within "South Africa" is the country
    return sorted(place for place in found if place[3] or not any(o[0] <= place[0] and place[1] <= o[1] and o[3] for o in found))


def _located(text: str, home: str) -> Iterator[_Found]:
    """Countries, peoples and regions as origins and destinations."""
    role: str | None = None
    last = -1
    places = _places(text, home)
    for index, (start, end, name, code, adjective) in enumerate(places):
        if index and code == places[index - 1][3] and text[last:start] == " (":  # "the United Arab Emirates (UAE), Israel": one place
            last = end + text.startswith(")", end)
            continue
        linked = last >= 0 and bool(_LIST.fullmatch(text[last:start]))
        if adjective:
            role = "victim_origin" if _peopled(text, places, index) else None
        else:
            before = text[max(0, start - _NEAR) : start]
            told = next((category for category, preposition in _PREPOSITIONS.items() if preposition.search(before)), None)
            role = told or (role if linked else None)
        last = end
        if role:
            yield start, end, role, name, code


def _peopled(text: str, places: list[tuple[int, int, str, str | None, bool]], index: int) -> bool:
    """Whether an adjective of nationality, or the list that it stands in, speaks of persons."""
    start, end, _, _, _ = places[index]
    if text[start:end].endswith("s") and text[end : end + 1] in (" ", ",", ".", ""):
        return True
    while index + 1 < len(places) and places[index + 1][4] and _LIST.fullmatch(text[places[index][1] : places[index + 1][0]]):
        index += 1
    return bool(_PERSONS.match(text, places[index][1]))


def _stated(text: str, home: str) -> Iterator[_Found]:
    """The country itself, where the text calls it a source or destination country."""
    statement = _COUNTRY_OF.search(text)
    if statement is None:
        return
    name = country_name(home) or home
    for word, category in (("source", "victim_origin"), ("destination", "destination")):
        found = re.search(rf"\b{word}\b", statement[0])
        if found:
            start = statement.start() + found.start()
            yield start, start + len(word), category, name, home


def _worth(narrative: Narrative) -> list[Sentence]:
    """The sentences of the profile's paragraphs that speak of exploitation, denials apart."""
    profile = [sentence for sentence in narrative.sentences if sentence.section == "profile" and not sentence.boxed]
    about = {sentence.paragraph for sentence in profile if pattern(_WORDS["about"]).search(sentence.text)}
    return [sentence for sentence in profile if sentence.paragraph in about and not pattern(_WORDS["denied"]).search(sentence.text)]


def read_profile(narrative: Narrative, territory: Callable[[Sentence, int], str]) -> list[ProfileItem]:
    """What the profile of a narrative names: one row per territory, category and value, at its first place.

    Args:
        narrative: the parsed narrative.
        territory: the territory code that a narrative offset in a sentence speaks of.
    """
    rows: dict[tuple[str, str, str], ProfileItem] = {}
    for sentence in _worth(narrative):
        text, home = sentence.text, narrative.iso3
        found = sorted([*_named(text), *_located(text, home), *_stated(text, home)], key=lambda one: one[:3])
        for start, end, category, value, code in found:
            where = territory(sentence, sentence.start + start)
            rule = "place" if category in _PREPOSITIONS else "wording"
            item = ProfileItem(
                sentence.start + start, sentence.start + end, sentence.sentence_id, sentence.section, where, rule, category, value, code
            )
            rows.setdefault((where, category, value), item)
    return sorted(rows.values(), key=lambda item: (item.start, item.end, item.category))
