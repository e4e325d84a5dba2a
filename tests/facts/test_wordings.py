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
    ("In 2016, an NGO ran two 24-hour hotlines, one in English and one in Thai.", [(2, "other", ""), (1, "other", ""), (1, "other", "")]),
    # one number for two acts, or a number for each
    (
        "In 2016, police reported 15 investigations and prosecutions of 49 suspects.",
        [(15, "investigations", ""), (49, "prosecutions", "")],
    ),
    # where victims come from, and where they are sent back from
    ("In 2016, nine victims from Laos went home.", [(9, "victims_repatriated", "LAO")]),
    ("In 2016, the ministry repatriated nine victims from Laos.", [(9, "victims_repatriated", "")]),
    # what is said of a part does not spread to its neighbor
    (
        "In 2016, police identified six victims; five were female and the other was a boy.",
        [(6, "victims_identified", ""), (5, "victims_identified", "female")],
    ),
    (
        "In 2016, police identified 30 victims: 20 women and 10 men. Twelve of the women were Lao, and five were Thai.",
        [
            (30, "victims_identified", ""),
            (20, "victims_identified", "female adult"),
            (10, "victims_identified", "male adult"),
            (12, "victims_identified", "LAO female adult"),
            (5, "victims_identified", "THA female adult"),
        ],
    ),
    (
        "In 2016, police opened 12 cases: nine of forced labor and three of a form that they did not record.",
        [(12, "investigations", ""), (9, "investigations", "labor"), (3, "investigations", "unspecified")],
    ),
    # a comparison ends with its clause
    (
        "In 2016, courts convicted 12 traffickers, compared with nine in 2015, while seven prosecutions remained pending.",
        [(12, "convictions", ""), (9, "convictions", ""), (7, "prosecutions", "")],
    ),
    (
        "In 2016, courts convicted 12 traffickers, compared with nine in 2015, dropping charges against four suspects.",
        [(12, "convictions", ""), (9, "convictions", ""), (4, "other", "")],
    ),
    ("In 2016, courts convicted no traffickers, compared with two in 2015.", [(0, "convictions", ""), (2, "convictions", "")]),
    # nothing is worked out of what other bodies did
    (
        "In 2016, police identified 40 victims; social workers, 20; and the remainder came from hotlines.",
        [(40, "victims_identified", ""), (20, "victims_identified", "")],
    ),
    (
        "In 2016, police identified 81 victims. NGOs identified 40 victims. The government referred all victims to care.",
        [(81, "victims_identified", ""), (40, "victims_identified", "")],
    ),
    ("In 2016, police arrested 22 suspects, of whom 13 were released.", [(22, "arrests", ""), (13, "other", "")]),
    ("In 2016, courts convicted 12 traffickers; three were each fined.", [(12, "convictions", ""), (3, "sentenced", "")]),
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
        "Between January and September 2017, police identified 86 victims (91 in the same months of 2016).",
        [(86, (date(2017, 1, 1), date(2017, 9, 30))), (91, (date(2016, 1, 1), date(2016, 9, 30)))],
    ),
    (
        "In the fiscal year that ran from July 2016 to June 2017, inspectors made 980 inspections.",
        [(980, (date(2016, 7, 1), date(2017, 6, 30)))],
    ),
    (
        "In 2017, police identified 30 victims (18 in 2016); 21 were female and nine were male (11 females and seven males).",
        [(30, 2017), (18, 2016), (21, 2017), (9, 2017), (11, 2016), (7, 2016)],
    ),
    ("In 2017, courts convicted 41 traffickers; the number for 2016 was 30 and for 2015, 29.", [(41, 2017), (30, 2016), (29, 2015)]),
    ("In 2017, police opened 14 cases, compared with nine investigations in 2016 and none in 2015.", [(14, 2017), (9, 2016), (0, 2015)]),
    ("Police opened 68 cases against 89 suspects in 2017.", [(68, 2017), (89, 2017)]),
    ("The hotline took 234 calls, compared with 180 in 2016; police opened 54 cases.", [(234, 2017), (180, 2016), (54, 2017)]),
    (
        "In 2017, police opened six cases—four of sex trafficking and two of labor trafficking—the same number as in 2016.",
        [(6, 2017), (6, 2016), (4, 2017), (2, 2017)],
    ),
]


@pytest.mark.parametrize(("text", "expected"), WHEN, ids=[case[0][:60] for case in WHEN])
def test_when_it_was(text, expected):
    spans = {(value, (date(when, 1, 1), date(when, 12, 31)) if isinstance(when, int) else when) for value, when in expected}
    assert {(count.value, (count.period.start, count.period.end)) for count in reading_of(text).counts} == spans
