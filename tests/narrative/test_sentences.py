"""Cases of sentence ends, in our own words: abbreviations, decimals, glued sentences, quotes, semicolons."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.narrative.sentences import split

# the text, with | where a sentence ends and the next begins
CASES = [
    "Mr. Smith of the U.S. Department met Dr. Roe.| He left.",
    "He arrived at 5 p.m. The court had closed.".replace("p.m. ", "p.m.| "),
    "Article 13.1 sets the term.| Art. 5 sets the fine.",
    "Law No. 137-03 stands.| Nobody was charged under No. 9.",
    "Nobody said no.| The court did.",
    "On Bonaire and St. Eustatius police opened none.| Saba was calm.",
    "Forms of work, e.g. Housekeeping and farming, vary.| They grew.",
    "Courts convicted eight in 2013.|The state appealed.",
    "Use Article 13.1 rather than lesser charges.|Train all 21 offices.|Adopt rules.",
    "It was called a “serious crime.”| If so, the term rose.",
    "It spoke of “harm.” but did nothing.",
    "(The others were fined.)| The court closed.",
    "Police found nine (four in 2021.)| NGOs found two.",
    "Lengthen the stay; hire staff; and fund aid.",
    "The unit got $1.5 million.| It spent 2.5 percent.",
    "The country rose to Tier 2.| The year before it stood on Tier 3.",
    "The page www.State.gov lists them.| So does Ph.D. work.",
    "J. Smith was tried.| So was A. Roe.",
    "Officials waited… and waited.| Then nothing came…",
    "Was it enough?| It was not!| Observers agreed.",
    "Police worked with Roe Inc. and others.| They left.",
    "The plan came in Sept. 2012.| In Oct. it ended.",
    "NAPTIP.|The agency grew.",
    "See § 5(b).|The court did.",
    "She (a U.S. citizen) returned to the U.S.| In 2012, she sued.",
    "It cost 3 million. 15 people came.".replace(". 15", ".| 15"),
    "Fund the shelter.| • Train judges.".replace("| • ", "|• "),
]


@pytest.mark.parametrize("marked", CASES)
def test_split(marked):
    """Every bar is a sentence end, and nothing else is."""
    text = marked.replace("|", "")
    expected = [part.strip(" •") for part in marked.split("|")]

    assert [text[start:end] for start, end in split(text, 0, len(text))] == expected


@given(st.text(alphabet=st.sampled_from('aB1. \n.!?"”)(“’;,•\u00a0SUTh\r'), max_size=120))
def test_spans_are_ordered_and_lose_only_white_space_and_bullets(text):
    at = 0
    for start, end in split(text, 0, len(text)):
        assert at <= start < end
        assert not text[at:start].replace("•", "").strip()
        at = end
    assert not text[at:].replace("•", "").strip()


@pytest.mark.parametrize("unit", [". ", "A.", "...", ' "', "U.S. ", "(("])
def test_long_runs_of_stops_and_blanks_are_split_to_their_end(unit):
    text = unit * 20_000
    assert split(text, 0, len(text))[-1][1] >= len(text.rstrip())
