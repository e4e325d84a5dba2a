"""Wordings of the reports, a sentence each, with the rows that they give; each tells apart two readings that look alike."""

from datetime import date

import pytest
from fragment import reading_of

# (sentence, [(value, indicator, dimensions that are not "all")])
WHO = [
    # two counted subjects share their verb; two clauses do not
    (
        "In 2016, a church opened a third home, where 31 women and nine girls stayed.",
        [(31, "victims_sheltered", "female adult"), (9, "victims_sheltered", "female child")],
    ),
    ("In 2016, police found 12 victims and three suspects were arrested.", [(12, "victims_identified", ""), (3, "arrests", "")]),
    # a form that cannot be a participle is what somebody did
    ("In 2016, 45 victims gave evidence in court.", [(45, "victims_in_proceedings", "")]),
    ("In 2016, courts convicted 20 traffickers; four paid fines.", [(20, "convictions", ""), (4, "sentenced", "")]),
    # labels before a bare number, and parts without a label
    (
        "In 2016, police opened 210 cases (sex trafficking, 131; forced labor, 79).",
        [(210, "investigations", ""), (131, "investigations", "sex"), (79, "investigations", "labor")],
    ),
    # what is left out is taken from the clause before
    ("Foreign victims may take a reflection period; eight did so in 2016.", [(8, "reflection_periods_granted", "foreign")]),
    (
        "In 2016, police identified 33 victims. Women accounted for 19 of the 33, men for eight, and boys for six.",
        [
            (33, "victims_identified", ""),
            (19, "victims_identified", "female adult"),
            (8, "victims_identified", "male adult"),
            (6, "victims_identified", "male child"),
        ],
    ),
    # whom a shelter is for
    ("In 2016, the shelter for girls had space for 25 victims.", [(25, "shelter_capacity", "female child")]),
    ("The ministry runs six shelters for women and children.", [(6, "shelters", "")]),
    ("The 500-bed shelter housed 315 women in 2016.", [(500, "shelter_capacity", ""), (315, "victims_sheltered", "female adult")]),
    # the victims' age and origin are not the offenders'
    ("In 2016, courts handed down 11 convictions for child sex trafficking.", [(11, "convictions", "sex")]),
    ("In 2016, police arrested 11 people for moving children across the Nigerian border.", [(11, "arrests", "")]),
    ("In 2016, the state sought the extradition of three traffickers from Germany.", [(3, "other", "")]),
    # persons who are not counted as victims
    ("In 2016, embassies helped 600 workers return home.", [(600, "other", "")]),
    ("In 2016, an NGO shelter housed eight victims and their four children.", [(8, "victims_sheltered", ""), (4, "other", "child")]),
    # others than those asked for
    ("In 2016, police took 18 recruiters into custody.", [(18, "arrests", "")]),
    ("In 2016, prosecutors dropped charges against eight suspects.", [(8, "other", "")]),
    ("In 2016, shelters housed 97 victims. Fourteen of the 97 ran away.", [(97, "victims_sheltered", ""), (14, "other", "")]),
    ("In 2016, police conducted 1,046 inspections of 687 kilns.", [(1046, "inspections", ""), (687, "other", "")]),
    ("In 2016, police academies gave courses on victim identification to 430 officers.", [(430, "people_trained", "")]),
    ("A hotline, 1288, took 135 calls in 2016.", [(135, "hotline_calls", "")]),
]


@pytest.mark.parametrize(("text", "expected"), WHO, ids=[case[0][:60] for case in WHO])
def test_who_and_what_is_counted(text, expected):
    found = []
    for count in reading_of(text).counts:
        told = [value for value in (count.exploitation, count.nationality, count.sex, count.age) if value != "all"]
        found.append((count.value, count.indicator, " ".join(told)))
    assert found == expected


# (sentence, [(value, year or (start, end))]); the report is of 2018
WHEN = [
    ("In 2016, police referred 68 victims, a rise of roughly one-third from 52 in 2015.", [(68, 2016), (52, 2015)]),
    ("In 2016, in 71 workshops, half the number of the year before, the ministry trained 48 judges.", [(71, 2016), (48, 2016)]),
    (
        "In 2017, courts convicted 16 traffickers; by comparison, prosecutors charged 19 suspects and courts convicted six in 2016.",
        [(16, 2017), (19, 2016), (6, 2016)],
    ),
    ("In 2017, prosecutors charged two suspects from 2015 cases.", [(2, 2017)]),
    ("In 2017, 14 districts had plans aligned with the policy through 2030, and police opened five cases.", [(14, 2017), (5, 2017)]),
    ("In 2017, courts convicted two traffickers, the first convictions since 2013.", [(2, 2017)]),
    (
        "In 2017, police opened 11 cases, four of which had come to trial by the end of the year.",
        [(11, 2017), (4, (None, date(2017, 12, 31)))],
    ),
    (
        "In 2017, courts convicted 27 sex traffickers and four labor traffickers, compared with 40 and six, respectively, in 2016.",
        [(27, 2017), (4, 2017), (40, 2016), (6, 2016)],
    ),
    (
        "In 2017, police opened six cases—four of sex trafficking and two of labor trafficking—the same number as in 2016.",
        [(6, 2017), (6, 2016), (4, 2017), (2, 2017)],
    ),
]


@pytest.mark.parametrize(("text", "expected"), WHEN, ids=[case[0][:60] for case in WHEN])
def test_when_it_was(text, expected):
    spans = {(value, (date(when, 1, 1), date(when, 12, 31)) if isinstance(when, int) else when) for value, when in expected}
    assert {(count.value, (count.period.start, count.period.end)) for count in reading_of(text).counts} == spans
