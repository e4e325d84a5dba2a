"""Verbs of a sentence with their form, and which clause each is in."""

import pytest
from fragment import parsed_of

# (sentence, number of clauses, [(verb, kind, passive, negated, clause)])
CASES = [
    (
        "In 2017, police identified 12 victims; courts convicted three traffickers.",
        2,
        [("identify", "finite", False, False, 0), ("convict", "finite", False, False, 1)],
    ),
    (
        "Police identified 12 victims and courts convicted three traffickers.",
        2,
        [("identify", "finite", False, False, 0), ("convict", "finite", False, False, 1)],
    ),
    (
        "Police identified 12 victims and referred nine to care.",
        1,
        [("identify", "finite", False, False, 0), ("refer", "finite", False, False, 0)],
    ),
    (
        "While police identified 12 victims, courts convicted no traffickers.",
        2,
        [("identify", "finite", False, False, 0), ("convict", "finite", False, False, 1)],
    ),
    (
        "The 88 victims identified in 2017 received care.",
        1,
        [("identify", "reduced", True, False, 0), ("receive", "finite", False, False, 0)],
    ),
    ("Twelve victims were identified by police.", 1, [("identify", "finite", True, False, 0)]),
    ("The government did not identify any victims.", 1, [("identify", "finite", False, True, 0)]),
    ("The government had never convicted a trafficker.", 1, [("convict", "finite", False, True, 0)]),
    ("Police may investigate 12 cases.", 1, [("investigate", "finite", False, False, 0)]),
    # adjectives and nouns that look like verbs
    ("Courts heard three cases involving convicted traffickers.", 1, [("hear", "finite", False, False, 0)]),
    ("The trafficking hotline received 40 calls.", 1, [("receive", "finite", False, False, 0)]),
]


@pytest.mark.parametrize(("sentence", "clauses", "verbs"), CASES, ids=[case[0] for case in CASES])
def test_verbs_and_clauses(sentence, clauses, verbs):
    parsed = parsed_of(sentence)
    assert parsed.clauses == clauses
    assert [(verb.lemma, verb.kind, verb.passive, verb.negated, verb.clause) for verb in parsed.verbs] == verbs


@pytest.mark.parametrize("sentence", [case[0] for case in CASES])
def test_clauses_are_numbered_from_left_to_right(sentence):
    numbers = [token.clause for token in parsed_of(sentence).tokens]
    assert numbers == sorted(numbers)
    assert set(numbers) == set(range(numbers[-1] + 1))
