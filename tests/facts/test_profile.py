"""The trafficking profile: places by their preposition, peoples by their noun, and words of the vocabulary."""

import pytest

from pipeline.facts.model import ProfileItem
from pipeline.facts.profile import CATEGORIES, read_profile
from pipeline.narrative.parse import parse
from pipeline.vocabulary.load import load

_WORDS = load("profile")


def items(text: str, section: str = "profile") -> list[ProfileItem]:
    """The rows of a fragment of a narrative about Kenya."""
    narrative = parse(text, narrative_id="KEN-2020", iso3="KEN", country="Kenya", report_year=2020, section=section)

    def territory(_sentence: object, _offset: int) -> str:
        return narrative.iso3

    return read_profile(narrative, territory)


_ENTRIES = [(category, value, word) for category in CATEGORIES for value, words in _WORDS[category]["values"].items() for word in words]
_EXAMPLES = [(category, case["text"], case["items"]) for category in CATEGORIES for case in _WORDS[category]["examples"]]
_NOT = [(category, text) for category in CATEGORIES for text in _WORDS[category]["not"]]


@pytest.mark.parametrize("category", CATEGORIES)
def test_every_wording_is_found(category: str) -> None:
    """Each wording of the vocabulary gives its value, and belongs to one value only."""

    missed = [
        word
        for own, value, word in _ENTRIES
        if own == category and value not in [i.value for i in items(f"Victims suffer: {word}, they say.")]
    ]
    assert missed == []


@pytest.mark.parametrize(("category", "text", "expected"), _EXAMPLES)
def test_example_of_the_vocabulary(category: str, text: str, expected: list[str]) -> None:
    """Each example gives exactly its values of the category."""

    assert [item.value for item in items(text) if item.category == category] == expected


@pytest.mark.parametrize(("category", "text"), _NOT)
def test_counter_example_of_the_vocabulary(category: str, text: str) -> None:
    """No counter-example gives a value of the category."""

    assert [item.value for item in items(text) if item.category == category] == []


# own words -> (category, iso3) or (category, region) of the places
PLACES: dict[str, list[tuple[str, str]]] = {
    "Traffickers exploit women from Uganda, Burundi, and Rwanda in Kenya.": [
        ("victim_origin", "UGA"),
        ("victim_origin", "BDI"),
        ("victim_origin", "RWA"),
        ("destination", "KEN"),
    ],
    "Kenyan girls are sent to Oman and Qatar for forced labor.": [("victim_origin", "KEN"), ("destination", "OMN"), ("destination", "QAT")],
    "Traffickers exploit Nepali and Bhutanese workers.": [("victim_origin", "NPL"), ("victim_origin", "BTN")],
    "Ugandans fall victim to recruiters.": [("victim_origin", "UGA")],
    "Victims from Eastern Europe arrive each summer.": [("victim_origin", "Eastern Europe")],
    "Kenya is a source and destination country for women subjected to sex trafficking.": [("victim_origin", "KEN"), ("destination", "KEN")],
    "Kenyan women are exploited in the United Arab Emirates (UAE), Israel, and Oman.": [
        ("victim_origin", "KEN"),
        ("destination", "ARE"),
        ("destination", "ISR"),
        ("destination", "OMN"),
    ],
    "Source countries include Nepal and the Czech Republic; other victims originated in Mali.": [
        ("victim_origin", "NPL"),
        ("victim_origin", "CZE"),
        ("victim_origin", "MLI"),
    ],
    "A Chinese firm recruits victims.": [],
}


@pytest.mark.parametrize("text", PLACES)
def test_places(text: str) -> None:
    """Origins and destinations, in lists too."""

    found = [(item.category, item.iso3 or item.value) for item in items(text) if item.category in ("victim_origin", "destination")]
    assert found == PLACES[text]


def test_one_row_per_value() -> None:
    """A value named twice is one row, at its first place."""

    text = "Traffickers exploit boys in fishing. Others die in fishing."
    (item,) = [i for i in items(text) if i.category == "sector"]
    assert text[item.start : item.end] == "fishing"
    assert item.start == text.index("fishing")


@pytest.mark.parametrize(
    ("text", "section"),
    [("There were no reports of forced begging.", "profile"), ("Police found victims of forced begging.", "protection")],
)
def test_no_row_for_denials_and_other_sections(text: str, section: str) -> None:
    """What is denied, or told of police work, is no profile."""

    assert items(text, section) == []
