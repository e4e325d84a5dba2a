"""Durations of whole sentences: kinds, open ends, repeats, and the reasons of those that are no fact."""

from decimal import Decimal

import pytest

from pipeline.facts.durations import DurationReading, read_durations
from pipeline.mentions.duration import find_durations
from pipeline.narrative.parse import parse
from pipeline.vocabulary.load import load

Row = tuple[str, str | None, str | None, str]
_WORDS = load("durations")
_ENTRIES = {**_WORDS["families"], **_WORDS["penal"]}


def read(text: str, section: str = "prosecution") -> DurationReading:
    """The durations of a fragment of a narrative about Kenya."""
    narrative = parse(text, narrative_id="KEN-2020", iso3="KEN", country="Kenya", report_year=2020, section=section)
    found = {sentence.sentence_id: find_durations(sentence.text, sentence.start) for sentence in narrative.sentences}
    return read_durations(narrative, found, lambda _sentence, _offset: narrative.iso3)


def rows(reading: DurationReading) -> list[Row]:
    """The strict columns of the rows."""
    return [
        (f.kind, None if f.value_low is None else str(f.value_low), None if f.value_high is None else str(f.value_high), f.unit)
        for f in reading.facts
    ]


def reasons(reading: DurationReading) -> list[str | None]:
    """The reasons of the mentions that are no fact."""
    return [use.reason for use in reading.uses if not use.facts]


_EXAMPLES = [(name, case) for name, entry in _ENTRIES.items() for case in entry.get("examples", [])]
_COUNTER = [(name, text) for name, entry in _ENTRIES.items() for text in entry.get("not", [])]


@pytest.mark.parametrize(("name", "case"), _EXAMPLES, ids=lambda value: value if isinstance(value, str) else "")
def test_example_of_the_vocabulary(name: str, case: dict[str, object]) -> None:
    """Each example gives its rows and no others."""

    section = "protection" if name in _WORDS["families"] else "prosecution"
    expected = [
        (kind, None if low is None else str(low), None if high is None else str(high), unit) for kind, low, high, unit in case["rows"]
    ]  # type: ignore[attr-defined]
    assert rows(read(str(case["text"]), section)) == expected


@pytest.mark.parametrize(("name", "text"), _COUNTER)
def test_counter_example_of_the_vocabulary(name: str, text: str) -> None:
    """No counter-example gives a row of its kind."""

    section = "protection" if name in _WORDS["families"] else "prosecution"
    assert name not in [row[0] for row in rows(read(text, section))]


# own words; each sentence and the reasons of its durations
NO_FACT: dict[str, list[str]] = {
    "Authorities had not prosecuted a case in over seven years.": ["lookback"],
    "The trial, which began five years ago, remained open.": ["lookback"],
    "Prosecutors sought a sentence of 20 years.": ["sought"],
    "Officials ran a 24-hour hotline.": ["hours_of_service"],
    "Boys worked 14-hour days.": ["hours_of_work"],
    "Agencies charged three months’ wages.": ["wages"],
    "The academy gave a two-week course to recruits.": ["course"],
    "A donor paid for a two-year campaign.": ["plan"],
    "The fund gave survivors rent for six months.": ["benefit"],
    "The statute of limitations was 10 years.": ["limitation"],
    "Seven victims were minors 12 years old.": ["age"],
    "Plea bargains reduced prison terms by as much as two years.": ["difference"],
    "A draft law would set prison terms of five to 10 years.": ["draft"],
    "Judges should impose prison terms of at least five years.": ["advice"],
    "Eleven traffickers received prison sentences of 10 years or more.": ["threshold"],
    "Officials must release anyone held longer than 24 hours.": ["limit_or_excess"],
    "Traffickers were deported within 30 days.": ["deportation"],
    "Judges took an average of three years to conclude trials.": ["proceedings"],
    "In two decades no judge had imposed the full term.": ["lookback"],
    "Debts of $900 took families five years to work off.": ["debt"],
}


@pytest.mark.parametrize("text", NO_FACT)
def test_reason_of_no_fact(text: str) -> None:
    """A duration of no kind has its reason."""

    reading = read(text)
    assert (rows(reading), reasons(reading)) == ([], NO_FACT[text])


# own words; each text and its rows
ROWS: dict[str, list[Row]] = {
    "On appeal a court cut the leader’s term from 20 to 12 years.": [("imposed_sentence", "12", "12", "year")],
    "Punishments ran from a fine of $300 to two years in jail.": [("statutory_penalty", None, "2", "year")],
    "The cabinet increased prison terms for recruiters to nine years.": [("statutory_penalty", "9", "9", "year")],
    "Prison terms for the nine men were between 24 and 60 months.": [("imposed_sentence", "24", "60", "month")],
    "Courts may postpone the deportation of a victim for up to eight months.": [("reflection_period", None, "8", "month")],
    "Victims spent two to three months in shelters.": [("shelter_stay", "2", "3", "month")],
    "The prosecutor was suspended for three months.": [],
    "Article 9 provides for up to three years in prison, or up to seven years if a child suffers.": [
        ("statutory_penalty", None, "3", "year"),
        ("statutory_penalty", None, "7", "year"),
    ],
    "The penalty of up to eight years for debt bondage was not commensurate with that for rape, which starts at 12 years.": [
        ("statutory_penalty", None, "8", "year"),
        ("comparison_penalty", "12", None, "year"),
    ],
    "A judge sentenced one man to nine years’ imprisonment, two to seven years, and another to five.": [
        ("imposed_sentence", "9", "9", "year"),
        ("imposed_sentence", "7", "7", "year"),
        ("imposed_sentence", "5", "5", "year"),
    ],
}


@pytest.mark.parametrize("text", ROWS)
def test_rows_of_a_sentence(text: str) -> None:
    """Several terms of one sentence keep their own ends, kinds and persons."""

    assert rows(read(text)) == ROWS[text]


def test_two_stays_in_one_sentence() -> None:
    """The second stay is not drawn into the reflection period of the first."""

    reading = read(
        "Foreign victims may take a reflection period of 45 days, and the ministry may let them remain for up to one year.", "protection"
    )
    assert rows(reading) == [("reflection_period", "45", "45", "day"), ("residence_permit", None, "1", "year")]


def test_standing_term_is_one_row() -> None:
    """A reflection period that is told twice is one row and a repeat."""

    reading = read("Victims receive a 30-day reflection period. Experts found the 30-day reflection period too short.", "protection")
    assert rows(reading) == [("reflection_period", "30", "30", "day")]
    assert [use.role for use in reading.uses] == ["value", "repeat"]
    assert reading.uses[1].facts[0] is reading.facts[0]


def test_sentences_of_several_persons_stay_apart() -> None:
    """Equal terms of two persons are two rows."""

    reading = read("One trafficker was sentenced to six years in prison. Another received a sentence of six years in prison.")
    assert rows(reading) == [("imposed_sentence", "6", "6", "year")] * 2


def test_second_penalty_keeps_its_own_condition() -> None:
    """The provision and the condition stand in the subject."""

    reading = read(
        "Section 6 prescribed penalties of five to 14 years’ imprisonment for crimes against an adult "
        "and eight to 20 years’ imprisonment for crimes against a child."
    )
    assert [fact.subject for fact in reading.facts] == ["Section 6: for crimes against an adult", "Section 6: for crimes against a child"]


def test_addresses_quote_the_text() -> None:
    """Offsets are those of the narrative's text, possessive apostrophe included."""

    text = "Courts convicted two men. Sentences ranged from six months’ to six years’ imprisonment."
    (fact,) = read(text).facts
    assert (text[fact.start : fact.end], fact.value_low, fact.value_high) == ("six months’ to six years’", Decimal(6), Decimal(72))


def test_recommendations_give_no_fact() -> None:
    """Advice sets no term."""

    reading = read("Raise the penalty to at least eight years’ imprisonment.", "recommendations")
    assert (rows(reading), reasons(reading)) == ([], ["advice"])
