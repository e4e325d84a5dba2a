"""Trend sentences as the reports word them (our own objects), and sentences that state no trend."""

import pytest

from pipeline.narrative.efforts import read_efforts
from pipeline.narrative.model import Sentence

CASES = [
    ("The government slightly increased its law enforcement efforts.", "increased"),
    ("The government stepped up its efforts to prosecute traffickers.", "increased"),
    ("The government continued to increase law enforcement efforts.", "increased"),
    ("The government demonstrated increased law enforcement efforts.", "increased"),
    ("Officials showed an increase in law enforcement efforts.", "increased"),
    ("The government took increased steps to prosecute traffickers.", "increased"),
    ("The government’s law enforcement efforts improved.", "increased"),
    ("The government increased law enforcement efforts, but courts convicted fewer traffickers.", "increased"),
    ("The government increased its law enforcement activities, though courts convicted few.", "increased"),
    ("The government maintained strong law enforcement efforts.", "maintained"),
    ("The government made sustained efforts to prosecute traffickers.", "maintained"),
    ("During the year, the government continued its law enforcement efforts.", "maintained"),
    ("The government’s efforts to prosecute traffickers remained steady.", "maintained"),
    ("The government decreased already inadequate law enforcement efforts.", "decreased"),
    ("The government demonstrated fewer law enforcement efforts.", "decreased"),
    ("The government’s law enforcement efforts declined.", "decreased"),
    ("There was a decline in law enforcement efforts.", "decreased"),
    ("The government made uneven law enforcement efforts.", "mixed"),
    ("The government’s law enforcement efforts were uneven.", "mixed"),
    ("Although the government increased arrests, it decreased its efforts to try suspects.", "mixed"),
    ("The government increased its inquiries but decreased its efforts to try suspects.", "mixed"),
    ("The government made minimal law enforcement efforts.", None),
    ("The government made some efforts to prosecute traffickers.", None),
    ("The government made no efforts to prosecute traffickers.", None),
    ("The government did not increase its law enforcement efforts.", None),
    ("The government did not make increased efforts to prosecute traffickers.", None),
    ("There was no increase in law enforcement efforts.", None),
    ("The government increased penalties for traffickers.", None),
    ("The government continued to give support to victims.", None),
    ("The number of convictions decreased.", None),
    ("The penal code maintained a term of 10 years.", None),
]


def sentences(*texts, section="prosecution"):
    return [Sentence(f"X:s{number}", section, 1, number, 0, len(text), text) for number, text in enumerate(texts, 1)]


@pytest.mark.parametrize(("text", "direction"), CASES)
def test_opening_sentence(text, direction):
    assert read_efforts(sentences(text)).get("prosecution") == direction


def test_later_sentence_speaks_only_for_the_whole_pillar():
    opening = "A law of 2004 forbids trafficking."
    assert read_efforts(sentences(opening, "The government increased its law enforcement efforts.")) == {"prosecution": "increased"}
    assert read_efforts(sentences(opening, "The government increased its efforts to print leaflets.")) == {}


def test_size_of_efforts_said_first_is_all_that_is_said():
    texts = ("The government made minimal law enforcement efforts.", "It increased its efforts to prosecute.")
    assert read_efforts(sentences(*texts)) == {}


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("The government continued to demonstrate serious and sustained efforts during the reporting period.", "maintained"),
        ("The government demonstrated overall increasing efforts compared to the previous reporting period.", "increased"),
        ("It did not demonstrate overall increasing efforts compared to the previous reporting period.", None),
        ("Its efforts as a whole grew.", "increased"),
        ("The government made key achievements during the reporting period.", None),
    ],
)
def test_overall(text, direction):
    assert read_efforts(sentences(text, section="summary")).get("overall") == direction
