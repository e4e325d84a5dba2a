"""The decision list as code: conditions, order, units. What each rule reads is tested beside its example in `tests/vocabulary`."""

from dataclasses import replace

import pytest
from fragment import reading_of

from pipeline.facts.indicator import Context, decide, flows, frame, rules, stocks, usual_unit

VICTIMS = Context(
    head="victim",
    head_text="12 victims",
    verb="identify",
    role="patient",
    preposition=None,
    themes=(),
    clause="police identified 12 victims",
    before="police identified",
    subject="police",
    sentence="police identified 12 victims.",
    own="police identified 12 victims",
)


def test_the_first_rule_that_holds_decides():
    assert decide(VICTIMS).name == "victims-identified"
    hotline = replace(VICTIMS, subject="the hotline", clause="the hotline identified 12 victims", before="the hotline identified")
    assert decide(hotline).indicator == "hotline_victims_identified"


def test_no_rule_holds_for_what_no_indicator_counts():
    assert decide(replace(VICTIMS, head="thing", head_text="12 bridges", verb="build", clause="workers built 12 bridges", own="")) is None


def test_a_bare_number_is_known_by_the_words_before_it():
    bare = replace(VICTIMS, head="none", head_text="11", verb="have", clause="the unit has a staff of 11", before="the unit has a staff of")
    assert frame(bare).indicator == "staff"
    assert frame(replace(bare, before="the unit has")) is None


def test_names_for_sets_are_replaced_by_their_members():
    members = {verb for rule in rules() for verb in rule.verb or ()} | {head for rule in rules() for head in rule.head or ()}
    assert not {name for name in members if name.isupper()}


def test_stocks_have_no_zero_of_their_own():
    assert stocks()
    assert not stocks() & flows()
    assert "other" not in flows()


@pytest.mark.parametrize(("indicator", "unit"), [("investigations", "case"), ("victims_identified", "person"), ("other", "=")])
def test_usual_unit(indicator, unit):
    assert usual_unit(indicator) == unit


# (text, [(value, indicator, unit)])
UNITS = [
    ("In 2017, police investigated 12 cases.", [(12, "investigations", "case")]),
    ("In 2017, police investigated 12 suspects.", [(12, "investigations", "person")]),
    ("In 2017, courts convicted 13 defendants in seven cases.", [(13, "convictions", "person"), (7, "convictions", "case")]),
    ("In 2017, the government granted residence permits to 12 victims.", [(12, "residence_permits", "person")]),
    ("In 2017, the government granted 12 residence permits.", [(12, "residence_permits", "permit")]),
    ("In 2017, the government bought 12 boats.", [(12, "other", "boat")]),
    ("In 2017, the government investigated four police officers.", [(4, "official_complicity_investigations", "person")]),
]


@pytest.mark.parametrize(("text", "expected"), UNITS, ids=[case[0] for case in UNITS])
def test_indicator_and_unit(text, expected):
    assert [(count.value, count.indicator, count.unit) for count in reading_of(text).counts] == expected
