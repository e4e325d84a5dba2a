"""Zero, no reports, not reported: each only where the text says so of an indicator (data model, `status`; annotation rules A3-A5)."""

import pytest
from fragment import reading_of

Y2017, PERIOD = ("2017-01-01", "2017-12-31"), ("2017-04-01", "2018-03-31")

# (text, [(quote, indicator, status, period)])
CASES = [
    (
        "The government did not investigate, prosecute, or convict any traffickers in 2017.",
        [
            ("did not investigate, prosecute, or convict any traffickers", "investigations", "zero", Y2017),
            ("did not investigate, prosecute, or convict any traffickers", "prosecutions", "zero", Y2017),
            ("did not investigate, prosecute, or convict any traffickers", "convictions", "zero", Y2017),
        ],
    ),
    (
        "The government did not identify any victims in 2017.",
        [("did not identify any victims", "victims_identified", "zero", Y2017)],
    ),
    ("Courts convicted no traffickers in 2017.", [("no", "convictions", "zero", Y2017)]),
    (
        "The government did not train any peacekeepers in 2017.",
        [("did not train any peacekeepers", "people_trained", "zero", Y2017)],
    ),
    (
        "The government neither investigated nor prosecuted any cases in 2017.",
        [
            ("neither investigated nor prosecuted any cases", "investigations", "zero", Y2017),
            ("neither investigated nor prosecuted any cases", "prosecutions", "zero", Y2017),
        ],
    ),
    (
        "The government has never convicted a trafficker.",
        [("has never convicted a trafficker", "convictions", "zero", ("None", "2017-12-31"))],
    ),
    ("There were no reports of trafficking victims in 2017.", [("2017", "victims_identified", "no_reports", Y2017)]),
    (
        "The government did not report any prosecutions of complicit officials.",
        [("prosecutions", "official_complicity_prosecutions", "not_reported", PERIOD)],
    ),
    (
        "The government did not report how many victims it assisted in 2017.",
        [("victims", "victims_assisted", "not_reported", Y2017)],
    ),
    (
        "Police did not disaggregate the victims they identified by sex.",
        [("did not disaggregate", "victims_identified", "not_reported", PERIOD)],
    ),
    # negatives: whether, what does not exist yet, what no indicator counts, advice
    ("The government did not report whether it assisted victims.", []),
    ("The ministry had not yet opened the shelter.", []),
    ("The law did not require force.", []),
    ("The government no longer funded the shelter.", []),
    ("Officials should not detain any victims.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[case[0] for case in CASES])
def test_absence(text, expected):
    reading = reading_of(text)
    found = [
        (text[count.start : count.end], count.indicator, count.status, (str(count.period.start), str(count.period.end)))
        for count in reading.counts
    ]
    assert sorted(found) == sorted(expected)


@pytest.mark.parametrize("text", [case[0] for case in CASES if case[1]])
def test_silence_is_not_zero(text):
    for count in reading_of(text).counts:
        assert count.value == (0 if count.status == "zero" else None)
        assert (count.precision is None) == (count.value is None)
