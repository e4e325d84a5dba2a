"""A number with its noun, its qualifier, its verb and the dimensions that words beside it state."""

import pytest
from fragment import figures

from pipeline.facts.figure import Dimensions, merged, pool

# (sentence, [(value, precision, class of the counted noun, verb)])
CASES = [
    ("Police identified at least 12 potential victims.", [(12, "at_least", "potential_victim", "identify")]),
    ("Police identified 14 women and nine men.", [(14, None, "people", "identify"), (9, None, "people", "identify")]),
    ("Up to 40 girls stayed in shelters.", [(40, "at_most", "people", "stay")]),
    ("The hotline took 300 calls.", [(300, None, "call", "take")]),
    ("Officials trained about 1.2 million teachers.", [(1200000, "approximately", "trainee", "train")]),
    ("More than 50 cases were opened.", [(50, "more_than", "case", "open")]),
    ("Fewer than 50 cases were opened.", [(50, "fewer_than", "case", "open")]),
    ("Police identified a victim.", [(1, None, "victim", "identify")]),
    ("Police opened a shelter.", []),
    ("Article 12 governs 2017.", []),
]

DIMENSIONS = [
    ("Police identified 14 women.", Dimensions(None, "female", "adult", None)),
    ("Police identified 14 boys.", Dimensions(None, "male", "child", None)),
    ("Police identified 14 transgender victims.", Dimensions(None, "lgbtqi", None, None)),
    ("Courts convicted three Ugandan traffickers for labor trafficking.", Dimensions("labor", None, None, "UGA")),
    ("The government assisted 12 foreign victims of sex trafficking.", Dimensions("sex", None, None, "foreign")),
    ("The government assisted 12 Kenyan victims.", Dimensions(None, None, None, "national")),
    ("Police identified 12 child victims of forced begging.", Dimensions("forced_begging", None, "child", None)),
    ("Police arrested 12 suspects.", Dimensions()),
]


@pytest.mark.parametrize(("sentence", "expected"), CASES, ids=[case[0] for case in CASES])
def test_figures(sentence, expected):
    found = [(figure.value, figure.precision, figure.head_class, figure.verbs[0].lemma) for figure in figures(sentence)]
    assert found == expected


@pytest.mark.parametrize(("sentence", "expected"), DIMENSIONS, ids=[case[0] for case in DIMENSIONS])
def test_dimensions(sentence, expected):
    (figure,) = figures(sentence)
    assert figure.dimensions == expected


@pytest.mark.parametrize(
    ("forms", "expected"), [([], None), (["sex"], "sex"), (["sex", "labor"], "mixed"), (["labor", "forced_criminality"], "labor")]
)
def test_forms_pooled_in_one_figure(forms, expected):
    assert pool(forms) == expected


def test_own_words_win_over_inherited_ones():
    assert merged(Dimensions("sex", None, None, None), Dimensions("labor", "female", None, None)) == Dimensions("sex", "female", None, None)
