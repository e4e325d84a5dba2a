"""The reader as a whole on any text: it never fails, stays inside its sentences and always reads the same."""

import pytest
from fragment import narrative_of, reading_of
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pipeline.facts.read import read

_PIECES = [
    "In 2017, ",
    " In 2016, ",
    " police identified ",
    " courts convicted ",
    " the government did not report ",
    " prosecutors charged ",
    " 12 ",
    " nine ",
    " 1,200 ",
    " five to 10 ",
    " no ",
    " all but one ",
    " dozens of ",
    " at least ",
    " up to ",
    " one each ",
    " 31 ",
    " both ",
    " the rest ",
    " victims ",
    " traffickers ",
    " cases ",
    " women ",
    " girls ",
    " investigations ",
    " suspects ",
    " Ugandan ",
    " labor trafficking ",
    " sex trafficking ",
    " and ",
    " , ",
    " ; ",
    " ( ",
    " ) ",
    " of whom ",
    " including ",
    " compared with ",
    " respectively ",
    " of these ",
    " of the ",
    " . ",
    " . ",
    " . ",
    " to care ",
    " in shelters ",
    " $40,000 ",
    " 2 million KES ($19,000) ",
    " two to five years’ imprisonment ",
    " Article 12 ",
    " during the reporting period ",
    " since 2015 ",
    " an NGO ",
    " IOM ",
    " – ",
    " : ",
    " were ",
    " did not identify any ",
    " never ",
    " \n ",
    " the same number as in 2016",
]
_SALAD = st.lists(st.sampled_from(_PIECES), max_size=40).map("".join)
_ANY = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=120)
_SECTIONS = st.sampled_from(["summary", "recommendations", "prosecution", "protection", "prevention", "profile", "territories"])


def _facts(reading):
    return [*reading.counts, *reading.money, *reading.durations, *reading.laws, *reading.profile]


def _told(reading):
    """Everything that a fact says, spelled out."""
    return [repr(fact) for fact in _facts(reading)] + [repr(audit) for audit in reading.audits]


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(_SALAD, _ANY), _SECTIONS)
@example("Prosecutors indicted 31 of the", "prosecution")
def test_any_text_can_be_read(text, section):
    narrative = narrative_of(text, section)
    reading = read(narrative)
    sentences = {sentence.sentence_id: sentence for sentence in narrative.sentences}
    for fact in _facts(reading):
        sentence = sentences[fact.sentence_id]
        assert sentence.start <= fact.start < fact.end <= sentence.end
        assert fact.section == sentence.section
        assert fact.rule
    for count in reading.counts:
        assert (count.value is None) == (count.status in ("no_reports", "not_reported", "vague") or count.precision == "range")
        assert count.part_of is None or any(count.part_of is other for other in reading.counts)
    end = 0
    for audit in reading.audits:
        assert end <= audit.mention.start < audit.mention.end <= len(text)
        end = audit.mention.end
        assert (audit.disposition == "fact") == any(use.mention is audit.mention for use in reading.uses)
        assert audit.disposition == "fact" or audit.reason
    for use in reading.uses:
        assert any(use.fact is fact for fact in _facts(reading))
    assert _told(read(narrative)) == _told(reading)


@pytest.mark.parametrize("text", ["", " ", "\n\n", ".", "(", "12", "and and and", "’s", "\u00a0", "12 (", "no", "one each", "), ("])
def test_nothing_much_gives_nothing(text):
    assert reading_of(text).counts == []


def test_a_later_sentence_reads_the_same_wherever_it_stands():
    """Offsets apart, blank lines before a text change nothing."""
    text = "In 2017, police identified 12 victims (four sex trafficking)."
    moved = "\n\n" + text
    assert [(count.value, count.start + 2) for count in reading_of(text).counts] == [
        (count.value, count.start) for count in reading_of(moved).counts
    ]


def test_offsets_count_code_points():
    text = "𝒫olice\u00a0– “identified” 12 victims in 2017."
    (count,) = reading_of(text).counts
    assert text[count.start : count.end] == "12"


def test_a_figure_of_the_body_stands_for_the_one_in_the_summary():
    text = (
        "KENYA (Tier 2)\nThe Government of Kenya does not fully meet the minimum standards but is making significant efforts. "
        "It identified 72 victims.\nPROTECTION\nIn 2017, authorities identified 72 trafficking victims.\n"
    )
    reading = reading_of(text, None)
    assert [(count.section, count.value) for count in reading.counts] == [("protection", 72)]


@pytest.mark.parametrize("section", ["prosecution", "protection"])
def test_the_section_of_a_fragment_is_that_of_its_facts(section):
    assert {count.section for count in reading_of("In 2017, police identified 12 victims.", section).counts} == {section}
