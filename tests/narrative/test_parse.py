"""Whole narratives in every layout (cases.yaml, in our own words), the seed, and what must hold for any text."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.narrative.parse import parse
from pipeline.normalize.territory import territories_in

ROOT = Path(__file__).parents[2]
CASES = yaml.safe_load((Path(__file__).parent / "cases.yaml").read_text(encoding="utf-8"))
PASSAGES = yaml.safe_load((Path(__file__).parent / "passages.yaml").read_text(encoding="utf-8"))
STATED = ("header", "tier", "tier_change", "watch_list_years", "waiver", "meets_minimum_standards")
EFFORTS = ("overall_effort", "prosecution_effort", "protection_effort", "prevention_effort")


def read(text, iso3="DNK", year=2023, section=None):
    return parse(text, narrative_id=f"{iso3}-{year}", iso3=iso3, country="", report_year=year, section=section)


@pytest.fixture(scope="module")
def seed():
    text = (ROOT / "seeds/narratives/2023/DNK.txt").read_bytes().decode("utf-8")
    return parse(text, narrative_id="DNK-2023", iso3="DNK", country="Denmark", report_year=2023)


def check_addresses(narrative):
    """Sentences and gaps in order give back the text; sections and recommendations stand in it."""
    text, at, built = narrative.text, 0, []
    for number, sentence in enumerate(narrative.sentences, 1):
        assert sentence.number == number
        assert at <= sentence.start < sentence.end
        assert sentence.text == text[sentence.start : sentence.end]
        built += [text[at : sentence.start], sentence.text]
        at = sentence.end
    assert "".join(built) + text[at:] == text
    assert len({sentence.sentence_id for sentence in narrative.sentences}) == len(narrative.sentences)
    for section in narrative.sections:
        assert 0 <= section.start < section.end <= len(text)
        assert any(section.start <= s.start and s.end <= section.end and s.section == section.name for s in narrative.sentences)
    for rank, item in enumerate(narrative.recommendations, 1):
        assert item.rank == rank
        assert item.text == text[item.start : item.end]
        assert item.text


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case):
    narrative = read(case["text"], case["iso3"], case["year"])
    check_addresses(narrative)
    for field in (*STATED, *EFFORTS):
        if field in case:
            assert getattr(narrative, field) == case[field], field
    if "sections" in case:
        assert [section.name for section in narrative.sections] == case["sections"]
    if "n_recommendations" in case:
        assert len(narrative.recommendations) == case["n_recommendations"], [item.text for item in narrative.recommendations]
    if "first" in case:
        assert narrative.sentences[0].text.startswith(case["first"])
    if "last" in case:
        assert narrative.sentences[-1].text == case["last"]
    if "sentences" in case:
        assert [sentence.text for sentence in narrative.sentences] == case["sentences"]
    if "paragraphs" in case:
        assert narrative.sentences[-1].paragraph == case["paragraphs"]
    assert [sentence.text for sentence in narrative.sentences if sentence.boxed] == case.get("boxed", [])


@pytest.mark.parametrize("case", PASSAGES, ids=lambda case: case["case"])
def test_passage(case):
    narrative = read(case["text"], case["iso3"], case["year"], case["section"])
    check_addresses(narrative)
    found = {
        **{field: getattr(narrative, field) for field in (*STATED, *EFFORTS)},
        "sentences": len(narrative.sentences),
        "sections": [section.name for section in narrative.sections],
        "n_recommendations": len(narrative.recommendations),
        "boxed": sum(sentence.boxed for sentence in narrative.sentences),
        "territories": [span.code for span in territories_in(case["text"], case["iso3"])],
    }
    assert {key: found[key] for key in case["expected"]} == case["expected"]


def test_cases_check_something():
    """A misspelt key would check nothing."""
    known = {
        *STATED,
        *EFFORTS,
        "name",
        "iso3",
        "year",
        "text",
        "sections",
        "n_recommendations",
        "first",
        "last",
        "sentences",
        "paragraphs",
        "boxed",
    }
    assert not {key for case in CASES for key in case} - known


def test_seed(seed):
    check_addresses(seed)
    assert seed.header == "THE KINGDOM OF DENMARK (Tier 1)"
    assert (seed.tier, seed.tier_change, seed.meets_minimum_standards, seed.waiver) == ("1", "upgraded", "fully", False)
    assert (seed.prosecution_effort, seed.protection_effort, seed.prevention_effort) == ("increased",) * 3
    assert len(seed.recommendations) == 12
    names = ["summary", "recommendations", "prosecution", "protection", "prevention", "profile", "territories"]
    assert [section.name for section in seed.sections] == names
    assert seed.text[seed.sections[1].start :].startswith("- Proactively")
    assert seed.text[seed.sections[2].start :].startswith("The government increased law enforcement efforts.")
    assert seed.text[seed.sections[6].start :].startswith("The Kingdom of Denmark includes")
    assert not any(sentence.text.startswith("Original source") for sentence in seed.sentences)
    assert seed.sentences[0].sentence_id == "DNK-2023:s0001"


def test_section_of_a_fragment_holds_until_a_heading():
    narrative = read("The ministry aired spots.\nProsecution\nPolice held six.", section="prevention")
    assert [sentence.section for sentence in narrative.sentences] == ["prevention", "prosecution"]


def test_pillars_of_recommendations():
    narrative = read("RECOMMENDATIONS\n- Prosecute traffickers.\n- Fund shelters run by NGOs.\n- Ban recruitment fees.")
    assert [item.pillars for item in narrative.recommendations] == [("prosecution",), ("protection", "partnership"), ("prevention",)]


@pytest.mark.parametrize(
    "unit",
    ["PROSECUTION ", " ", "\n", "a; ", "•", "Nigeria, ", "TRAFFICKING IN PERSONS REPORT ", "Tier 2 ", "efforts ", "minimum standards "],
)
@pytest.mark.parametrize("section", [None, "recommendations"])
def test_long_runs_of_one_unit_are_read_to_their_end(unit, section):
    """No pattern goes back over a long text again and again; `bench/` says what such a text costs."""
    text = unit * (60_000 // len(unit))
    assert read(text, "NLD", 2015, section).text == text


HEADS = ["PROSECUTION", "Prevention", "Recommendations for Mali:", "TRAFFICKING PROFILE:", "MALI (Tier 2)", "Tier 3", "Photo: "]
MARKS = ["- ", "* ", "\n", "\n\n", "\r\n", ". ", ".", "; and ", "•", "“", "”", "\u00a0", "\t", "(", "\u2028", "\x85"]
WORDS = [
    "Train judges",
    "Greenland",
    "U.S.",
    "13.1",
    "é",
    "𝒳",
    "2014 TRAFFICKING IN PERSONS REPORT 12",
    "Original source can be found here.",
]
SENTENCES = ["The government increased protection efforts", "does not fully comply with the minimum standards"]
TOKENS = st.sampled_from(HEADS + MARKS + WORDS + SENTENCES)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(TOKENS, max_size=40).map("".join),
    st.sampled_from([2001, 2010, 2016, 2017, 2025]),
    st.sampled_from([None, "protection", "recommendations"]),
)
def test_any_text_is_given_back(text, year, section):
    check_addresses(read(text, "DNK", year, section))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_string_is_given_back(text):
    check_addresses(read(text))
