"""References to law are found whole, and counts that stand beside them are not."""

import pytest

from pipeline.mentions.legal import find_legal
from pipeline.vocabulary.load import load

_CASES = load("legal")


@pytest.mark.parametrize("case", _CASES["examples"], ids=lambda case: case["text"])
def test_example_of_the_vocabulary(case: dict[str, object]) -> None:
    """Each example yields exactly its references."""

    text = str(case["text"])
    assert [text[m.start - 3 : m.end - 3] for m in find_legal(text, 3)] == case["refs"]


@pytest.mark.parametrize("text", _CASES["not"])
def test_counter_example_of_the_vocabulary(text: str) -> None:
    """No reference is seen where a number counts."""

    assert find_legal(text, 0) == []


def test_number_of_a_provision_is_its_value() -> None:
    """The leading number is kept, so that the mention has a value."""

    assert [m.value for m in find_legal("Sections 82(6) and 83", 0)] == [82, 83]
