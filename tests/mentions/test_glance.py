"""What is asked before a pattern is tried never hides a match: over all texts of the sets, and over texts that nobody wrote."""

import csv
import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.facts.read import _Reader, read
from pipeline.mentions import kinds, period
from pipeline.mentions.glance import glance, lowered, matches_at, openings
from pipeline.narrative.parse import parse
from pipeline.vocabulary.load import alternation

ROOT = Path(__file__).parent.parent.parent
WORDS = (
    "one",
    "two",
    "twenty-one",
    "12",
    "1,200",
    "2018",
    "in",
    "to",
    "and",
    "between",
    "no",
    "all",
    "years",
    "children",
    "FY2019",
    "(",
    ";",
)


@cache
def _narratives():
    found = []
    for listed in sorted(
        [ROOT / "seeds/sources.csv", *ROOT.glob("tests/agreement/*/sources.csv"), *ROOT.glob("tests/agreement/*/*/sources.csv")]
    ):
        with listed.open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows):
                text = (listed.parent / row["path"]).read_text(encoding="utf-8")
                country = row.get("country") or ""
                year = int(row["report_year"])
                found.append(
                    parse(text, narrative_id=row.get("narrative_id") or row["iso3"], iso3=row["iso3"], country=country, report_year=year)
                )
    return found


@cache
def _sentences():
    return [sentence.text for narrative in _narratives() for sentence in narrative.sentences]


@pytest.mark.parametrize("rule", kinds.RULES, ids=lambda rule: rule.name)
def test_a_rule_for_numbers_is_tried_wherever_it_matches(rule):
    for text in _sentences():
        seen = glance(text)
        for match in rule.pattern.finditer(text):
            assert rule in kinds.rules_for(seen, early=rule.early), match
            assert len(seen.numbers) >= rule.numbers, match
            assert rule.hint is None or rule.hint.search(seen.lower), match
            assert not rule.numbers or match.start() in seen.numbers, match


@pytest.mark.parametrize("rule", period._RULES, ids=lambda rule: rule.name)
def test_a_rule_for_periods_is_tried_wherever_it_matches(rule):
    for text in _sentences():
        seen = glance(text)
        for match in rule.pattern.finditer(text):
            assert not rule.words or not rule.words.isdisjoint(seen.words), match
            assert seen.years or not rule.dated, match
            assert match.start() in seen.years or not rule.year_first, match
            assert seen.holds(period._MONTH_NAMES) or not rule.monthly, match
            assert rule.hint is None or rule.hint.search(seen.lower), match


def test_a_sentence_that_is_not_parsed_would_have_changed_nothing(monkeypatch):
    whole = [read(narrative) for narrative in _narratives()]
    monkeypatch.setattr(_Reader, "_quiet", lambda *_: False)
    for narrative, reading in zip(_narratives(), whole, strict=True):
        again = read(narrative)
        for table in ("counts", "money", "durations", "laws", "profile", "audits"):
            assert getattr(again, table) == getattr(reading, table), (narrative.narrative_id, table)


@given(st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_matches_at_the_numbers_are_all_matches(text):
    (rule,) = (rule for rule in kinds.RULES if rule.name == "cardinal")
    found = [match.span() for match in matches_at(rule.pattern, text, glance(text).numbers)]
    assert found == [match.span() for match in rule.pattern.finditer(text)]


@given(st.text())
def test_lower_case_keeps_the_offsets(text):
    assert len(lowered(text)) == len(text)


def test_a_letter_whose_small_form_is_longer_stays():
    assert lowered("İSTANBUL: 12") == "İstanbul: 12"


@pytest.mark.parametrize(
    ("phrase", "text", "seen"),
    [
        ("labor law", "a Labor code", True),
        ("labor law", "the labors of Hercules", False),
        ("criminal*", "it criminalized", True),
        ("§", "under §12", True),
        ("§", "under section 12", False),
    ],
)
def test_openings_are_whole_words_or_the_beginnings_of_a_starred_one(phrase, text, seen):
    assert openings([phrase]).in_sight(glance(text)) is seen


@given(
    st.lists(st.text(alphabet="aAb c.", min_size=1, max_size=5).filter(lambda word: word == word.strip()), min_size=1),
    st.text(alphabet="aAb c."),
)
def test_words_that_share_a_branch_match_as_a_plain_list_of_them(words, text):
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    plain = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)
    for flags in (re.NOFLAG, re.IGNORECASE):
        found = [match.span() for match in re.finditer(alternation(words), text, flags)]
        assert found == [match.span() for match in re.finditer(plain, text, flags)]
