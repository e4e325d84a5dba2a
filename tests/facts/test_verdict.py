"""Judgements of penalties: negated, split by form, and paired."""

import pytest

from pipeline.facts.verdict import read_verdicts

S, C = "sufficiently_stringent", "commensurate"
# own words -> (what, holds, forms)
CASES: dict[str, list[tuple[str, bool, list[str]]]] = {
    "These penalties were sufficiently stringent and commensurate with those for rape.": [(S, True, []), (C, True, [])],
    "These penalties were sufficiently stringent and, with respect to sex trafficking, commensurate with those for rape.": [
        (S, True, []),
        (C, True, ["sex_trafficking"]),
    ],
    "These were sufficiently stringent but, for sex trafficking, not commensurate with the maximum for rape.": [
        (S, True, []),
        (C, False, ["sex_trafficking"]),
    ],
    "These penalties are neither sufficiently stringent nor commensurate with those for rape.": [(S, False, []), (C, False, [])],
    "A fine alone is not a sufficiently stringent penalty, and it is not commensurate with that for kidnapping.": [
        (S, False, []),
        (C, False, []),
    ],
    "Penalties for labor trafficking were not sufficiently stringent.": [(S, False, ["labor_trafficking"])],
    "Insufficiently stringent penalties were the rule.": [(S, False, [])],
    "The penalties were not sufficiently stringent or commensurate with those for other grave crimes.": [(S, False, []), (C, False, [])],
    "None of these laws prescribed sufficiently stringent penalties.": [(S, False, [])],
    "No law covered boys; the penalties were sufficiently stringent.": [(S, True, [])],
    "Judges gave stern sentences.": [],
}


@pytest.mark.parametrize("text", CASES)
def test_judgement(text: str) -> None:
    """What is judged, whether it holds, and for which form."""

    assert [(v.about, v.holds, sorted(v.forms)) for v in read_verdicts(text)] == CASES[text]
