"""Whose figure it is (annotation rule D27)."""

import pytest
from fragment import reading_of

from pipeline.facts.actors import named_actor

CASES = [
    ("In 2017, police identified 12 victims.", "government"),
    ("In 2017, 12 victims received care.", "government"),
    ("In 2017, an NGO assisted 12 victims.", "ngo"),
    ("A government-funded NGO assisted 12 victims in 2017.", "ngo"),
    ("In 2017, IOM repatriated 12 victims.", "international_organization"),
    ("In 2017, the government and an NGO assisted 12 victims.", "joint"),
    ("In 2017, foreign authorities identified 12 Kenyan victims.", "foreign_government"),
    ("NGOs reported police referred 34 victims in 2017.", "government"),
    ("The NGO operated a hotline. In 2017, the hotline received 40 calls.", "ngo"),
    ("The ministry operated a hotline. In 2017, the hotline received 40 calls.", "government"),
]


@pytest.mark.parametrize(("text", "actor"), CASES, ids=[case[0] for case in CASES])
def test_actor(text, actor):
    assert {count.actor for count in reading_of(text).counts} == {actor}


def test_figures_of_others_beside_those_of_the_government_are_additional():
    government, ngo = reading_of("In 2017, police identified 12 victims. NGOs identified an additional nine victims.").counts
    assert (government.actor, government.scope) == ("government", "total")
    assert (ngo.actor, ngo.scope, ngo.part_of) == ("ngo", "additional", None)


@pytest.mark.parametrize(
    ("subject", "actor"),
    [
        ("an ngo", "ngo"),
        ("the ministry of labor", "government"),
        ("iom", "international_organization"),
        ("police and an ngo", "joint"),
        ("the weather", None),
        ("", None),
    ],
)
def test_named_actor(subject, actor):
    assert named_actor(subject) == actor


def test_each_body_of_a_list_has_its_own_number():
    text = "First responders referred 61 victims in 2017: 24 by police, 20 by NGOs, and 17 by other bodies."
    assert [count.actor for count in reading_of(text).counts] == ["government", "government", "ngo", "unspecified"]


def test_a_body_before_a_bare_number_has_it():
    counts = reading_of("Of the 62 victims, NGOs identified 22, the labor inspectorate 14, and police the remaining 26.").counts
    assert [(count.value, count.actor) for count in counts] == [(62, "government"), (22, "ngo"), (14, "government"), (26, "government")]


def test_a_pronoun_goes_on_from_the_body_last_spoken_of():
    counts = reading_of("An NGO ran a hotline that took 40 calls; it also counseled 12 victims. Its shelter housed nine victims.").counts
    assert [(count.value, count.actor) for count in counts] == [(40, "ngo"), (12, "ngo"), (9, "ngo")]


def test_an_embassy_of_another_country_is_a_foreign_government():
    (count,) = reading_of("The Indonesian Embassy sheltered 120 victims in 2017.").counts
    assert count.actor == "foreign_government"
