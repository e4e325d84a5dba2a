"""Every idiom is read in its own example."""

import pytest
from fragment import parsed_of

from pipeline.vocabulary.load import load

IDIOMS = [
    pytest.param(means, entry["example"], id=f"{means}: {entry['words']}") for means, entries in load("idioms").items() for entry in entries
]


@pytest.mark.parametrize(("means", "example"), IDIOMS)
def test_an_idiom_has_the_meaning_of_its_verb(means, example):
    assert means in {verb.lemma for verb in parsed_of(example).verbs}


# the same verbs without what makes the idiom
PLAIN = [
    ("Police took 18 recruiters to the capital.", "arrest"),
    ("Officials looked at 12 cases.", "investigate"),
    ("Nine agencies closed.", "revoke"),
    ("A shelter took in part of the goods.", "shelter"),
    ("Families sent 12 girls home for the holidays.", "repatriate"),
]


@pytest.mark.parametrize(("sentence", "means"), PLAIN)
def test_a_verb_alone_keeps_its_own_meaning(sentence, means):
    assert means not in {verb.lemma for verb in parsed_of(sentence).verbs}
