"""How figures of one text hang together: parts of a total, comparisons, series; what is worked out."""

import pytest
from fragment import reading_of

# (text, [(value, first year of its period, value of the total that contains it)])
CASES = [
    (
        "In 2017, police identified 10 victims (four sex trafficking, six labor trafficking), compared with 15 in 2016.",
        [(10, 2017, None), (4, 2017, 10), (6, 2017, 10), (15, 2016, None)],
    ),
    ("Of the 31 victims identified in 2017, 20 were women and 11 were men.", [(31, 2017, None), (20, 2017, 31), (11, 2017, 31)]),
    ("In 2017, police identified 10 victims, including four children.", [(10, 2017, None), (4, 2017, 10)]),
    ("In 2017, police identified 10 victims, of whom four were children.", [(10, 2017, None), (4, 2017, 10)]),
    ("Police identified 10 victims in 2017. Of these, four were girls.", [(10, 2017, None), (4, 2017, 10)]),
    ("Police investigated 12 cases in 2017 (nine in 2016, four in 2015).", [(12, 2017, None), (9, 2016, None), (4, 2015, None)]),
    ("Courts convicted five traffickers in 2017, an increase from two in 2016.", [(5, 2017, None), (2, 2016, None)]),
    ("Police identified 12 victims in 2017. This compared with nine in 2016.", [(12, 2017, None), (9, 2016, None)]),
    ("Police identified 12 and nine victims in 2017 and 2016, respectively.", [(12, 2017, None), (9, 2016, None)]),
    ("In 2017, police investigated 12 cases and prosecutors charged nine suspects.", [(12, 2017, None), (9, 2017, None)]),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[case[0] for case in CASES])
def test_relations(text, expected):
    found = [(count.value, count.period.start.year, count.part_of.value if count.part_of else None) for count in reading_of(text).counts]
    if "respectively" in text:
        found = sorted(found, reverse=True)
    assert found == expected


def test_two_verbs_share_a_number():
    counts = reading_of("In 2017, the government identified and assisted 12 victims.").counts
    assert {(count.indicator, count.value, count.start) for count in counts} == {
        ("victims_identified", 12, counts[0].start),
        ("victims_assisted", 12, counts[0].start),
    }


def test_all_but_one_is_worked_out_of_its_total():
    total, foreign = reading_of("Police identified 72 victims in 2017; all but one were foreign.").counts
    assert (foreign.value, foreign.nationality, foreign.derived, foreign.part_of) == (71, "foreign", True, total)
    assert not total.derived


def test_nothing_is_worked_out_without_a_total():
    assert [count for count in reading_of("In 2017, all but one were foreign.").counts if count.derived] == []


def test_new_and_continued_figures_are_told_apart():
    new, continued = reading_of("In 2017, police initiated 12 investigations and continued nine.").counts
    assert (new.value, new.scope) == (12, "new")
    assert (continued.value, continued.scope) == (9, "continued")


def test_the_same_number_as_in_another_year_is_a_row_of_that_year():
    text = "Police identified 12 victims in 2017, the same number as in 2016."
    first, second = reading_of(text).counts
    assert (first.value, first.period.start.year) == (12, 2017)
    assert (second.value, second.period.start.year, text[second.start : second.end]) == (12, 2016, "2016")


def test_one_fact_said_twice_is_one_row_with_a_repeat():
    text = "In 2017, police identified 72 victims. Of the 72 victims identified in 2017, four were children."
    reading = reading_of(text)
    assert [count.value for count in reading.counts] == [72, 4]
    repeats = [use for use in reading.uses if use.role == "repeat"]
    assert [(use.mention.value, use.fact) for use in repeats] == [(72, reading.counts[0])]


@pytest.mark.parametrize(
    "text",
    [
        "Dozens of the rest fled and police identified the rest of these.",
        "Police identified 1,200 of these 1,200 the rest.",
        "Police identified dozens of dozens of dozens of and the rest of these.",
    ],
)
def test_figures_never_hang_on_each_other_in_a_circle(text):
    assert reading_of(text).audits
