"""Provisions cited: their law, jurisdiction, topic, penalty and judgement."""

import pytest

from pipeline.facts.durations import read_durations
from pipeline.facts.laws import read_laws
from pipeline.facts.model import Law
from pipeline.mentions.duration import find_durations
from pipeline.narrative.parse import parse
from pipeline.vocabulary.load import load


def laws(text: str, iso3: str = "DNK") -> tuple[str, list[Law]]:
    """The rows of a fragment from a prosecution section."""
    narrative = parse(text, narrative_id=f"{iso3}-2020", iso3=iso3, country="", report_year=2020, section="prosecution")
    found = {sentence.sentence_id: find_durations(sentence.text, sentence.start) for sentence in narrative.sentences}

    def territory(_sentence: object, _offset: int) -> str:
        return iso3

    return text, read_laws(narrative, read_durations(narrative, found, territory).facts, territory)


_EXAMPLES = [(topic, text) for topic, entry in load("laws")["topics"].items() for text in entry["examples"]]


@pytest.mark.parametrize(("topic", "text"), _EXAMPLES)
def test_example_of_the_vocabulary(topic: str, text: str) -> None:
    """Each example of a topic is a provision about it."""

    assert topic in [law.topic for law in laws(text)[1]]


def test_penalty_and_split_judgement() -> None:
    """Both forms get a row; what is said of sex trafficking alone is null for labor trafficking."""

    text, rows = laws(
        "Section 262(a) of the criminal code criminalized sex trafficking and labor "
        "trafficking and prescribed penalties of up to 10 years’ "
        "imprisonment; these penalties were sufficiently stringent and, with respect to sex trafficking, commensurate with those for rape."
    )
    assert [(r.law, r.provision, r.jurisdiction, r.topic, r.sufficiently_stringent, r.commensurate) for r in rows] == [
        ("criminal code", "Section 262(a)", "DNK", "labor_trafficking", True, None),
        ("criminal code", "Section 262(a)", "DNK", "sex_trafficking", True, True),
    ]
    assert all(r.penalty is not None and text[r.penalty.start : r.penalty.end] == "10 years’" for r in rows)
    assert {text[r.start : r.end] for r in rows} == {"Section 262(a)"}


def test_judgement_in_the_next_sentence() -> None:
    """ "These penalties" speaks of the provisions just cited."""

    _, rows = laws(
        "Article 5 criminalized sex trafficking and prescribed three to 10 years’ "
        "imprisonment. These penalties were not sufficiently stringent."
    )
    assert [(r.provision, r.sufficiently_stringent) for r in rows] == [("Article 5", False)]


def test_two_provisions_have_their_own_penalties() -> None:
    """A penalty belongs to the provision before it."""

    text, rows = laws(
        "Article 240 prohibits slavery and prescribes two to five years’ imprisonment, while "
        "Article 241 prohibits pimping and prescribes up to one year’s imprisonment."
    )
    assert [(r.provision, r.topic, r.penalty and text[r.penalty.start : r.penalty.end]) for r in rows] == [
        ("Article 240", "labor_trafficking", "two to five years’"),
        ("Article 241", "prostitution", "one year’s"),
    ]


def test_list_of_provisions_and_their_law() -> None:
    """Each number of a list is a row with the noun and the law of the list."""

    _, rows = laws("Law 9 of 2009 and Articles 291 and 310 of the penal code criminalized slavery.", "JOR")
    assert [(r.law, r.provision) for r in rows] == [("Law 9 of 2009", None), ("penal code", "Article 291"), ("penal code", "Article 310")]


def test_jurisdiction_of_a_territory() -> None:
    """The adjective of a territory or country names the jurisdiction."""

    _, rows = laws(
        "Trafficking is punishable under Section 93 of the Greenlandic Criminal Code, "
        "which is similar to Section 262(a) of the Danish Penal Code."
    )
    assert [(r.jurisdiction, r.provision) for r in rows] == [("GRL", "Section 93"), ("DNK", "Section 262(a)")]


def test_second_citation_is_no_row() -> None:
    """A provision cited again, with or without its law, is one row."""

    _, rows = laws("Article 5 of the penal code prohibits slavery. Prosecutors rarely used Article 5.")
    assert [r.provision for r in rows] == ["Article 5"]


@pytest.mark.parametrize(
    "text",
    [
        "The government ratified Convention 189.",
        "Three laws and 14 articles deal with recruitment.",
        "The government is party to the 2000 UN TIP Protocol.",
        "Officials followed the law.",
    ],
)
def test_no_row_for_treaties_and_counts(text: str) -> None:
    """International instruments, numbers of laws and the law at large cite no provision."""

    assert laws(text)[1] == []
