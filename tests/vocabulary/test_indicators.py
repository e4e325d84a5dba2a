"""Every rule of the decision list reads its own example and leaves its counter-example alone."""

from dataclasses import fields
from decimal import Decimal

import pytest

from pipeline.facts.indicator import Rule
from pipeline.facts.read import read
from pipeline.narrative.parse import parse
from pipeline.vocabulary.load import load

_DATA = load("indicators")
RULES = [pytest.param(rule, id=rule["name"]) for rule in _DATA["rules"]]

# Rules whose wording an earlier rule reads as well; they are kept for wordings that it leaves.
_READ_BY_ANOTHER = {"charges-brought", "courts-heard-the-case-of", "persons-investigated-by-noun"}
# No sentence is known that needs it.
_WITHOUT_EXAMPLE = {"hotline-victims"}


def _counts(sentence):
    return read(parse(sentence, narrative_id="example", iso3="KEN", country="Kenya", report_year=2022, section="protection")).counts


def _rule_of(count):
    """The rule of the decision list; before the colon stands how the figure hangs on another."""
    return count.rule.rsplit(":", 1)[-1]


@pytest.mark.parametrize("rule", [case for case in RULES if "example" in case.values[0]])
def test_a_rule_reads_its_example(rule):
    number, sentence = rule["example"].split(" <- ")
    found = [count for count in _counts(sentence) if count.value == Decimal(number)]
    if rule["indicator"] == "none":
        assert found == []
        return
    assert rule["indicator"] in {count.indicator for count in found}
    if rule["name"] not in _READ_BY_ANOTHER:
        assert rule["name"] in {_rule_of(count) for count in found}


@pytest.mark.parametrize("rule", [case for case in RULES if "counter" in case.values[0]])
def test_a_rule_leaves_its_counter_example(rule):
    assert rule["name"] not in {_rule_of(count) for count in _counts(rule["counter"])}


def test_every_rule_has_an_example():
    assert {rule["name"] for rule in _DATA["rules"] if "example" not in rule} <= _WITHOUT_EXAMPLE


def test_rules_have_names_of_their_own():
    names = [rule["name"] for rule in _DATA["rules"]]
    assert len(names) == len(set(names))


def test_every_condition_of_a_rule_is_one_that_is_asked():
    asked = {field.name for field in fields(Rule)} | {"example", "counter"}
    assert {key for rule in _DATA["rules"] for key in rule} <= asked


def test_rules_name_indicators_of_the_list():
    assert {rule["indicator"] for rule in _DATA["rules"]} <= {*_DATA["indicators"], "none"}


@pytest.mark.parametrize("name", _DATA["indicators"])
def test_an_indicator_says_what_it_is(name):
    entry = _DATA["indicators"][name]
    assert entry["definition"].endswith(".")
    assert entry["unit"]


def test_every_indicator_can_be_read():
    """Each has a rule, or is made of another's: those of officials come with the subject, `other` is what is left."""
    assert set(_DATA["indicators"]) == {rule["indicator"] for rule in _DATA["rules"]} - {"none"}
