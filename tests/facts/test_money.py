"""Facts about money: passages in our own words with the rows that the annotation rules ask for, and the vocabulary's own examples."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
import yaml

from pipeline.facts.money import MoneyReading, merge_repeats, read_money
from pipeline.facts.money_period import Calendar
from pipeline.facts.money_purpose import KINDS, purpose_codes
from pipeline.facts.periods import PeriodBook
from pipeline.mentions.money import find_money
from pipeline.mentions.period import PeriodMention, find_periods
from pipeline.narrative.model import Narrative
from pipeline.narrative.parse import parse
from pipeline.normalize.period import Period, calendar_year
from pipeline.vocabulary.load import load

CASES = yaml.safe_load(Path(__file__).with_name("money_cases.yaml").read_text(encoding="utf-8"))
PURPOSES = load("purposes")["purposes"]


def passage(text: str, iso3: str, year: int, section: str) -> Narrative:
    return parse(text, narrative_id=f"{iso3}-{year}", iso3=iso3, country="Testland", report_year=year, section=section)


def resolve(book: PeriodBook, paragraph: int, phrase: PeriodMention, beside: Period | None) -> Period | None:
    return book.resolve(phrase, beside, paragraph)


def readings(narrative: Narrative, book: PeriodBook | None = None) -> tuple[list[MoneyReading], list[str]]:
    book = book or PeriodBook(narrative.report_year, None)
    found, left = [], []
    for sentence in narrative.sentences:
        mentions = find_money(sentence.text, sentence.start, iso3=narrative.iso3, report_year=narrative.report_year)
        phrases = find_periods(sentence.text, sentence.start, iso3=narrative.iso3, report_year=narrative.report_year)
        paragraph = sentence.paragraph
        calendar = Calendar(
            narrative, sentence, phrases, partial(book.running, paragraph), book.reporting, partial(resolve, book, paragraph)
        )
        facts, others = read_money(mentions, calendar, territory=narrative.iso3)
        found += facts
        left += [f"{one.disposition}: {one.reason}" for one in others]
    return found, left


def shown(reading: MoneyReading) -> str:
    fact = reading.fact
    cells = (fact.frequency, fact.period.start, fact.period.end, fact.amount_total, fact.cases, fact.payer)
    usd = "-" if fact.amount_usd_reported is None else fact.amount_usd_reported
    return f"{fact.amount} {fact.currency} {usd} | " + " ".join("-" if cell is None else str(cell) for cell in cells)


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_passages_give_the_rows_of_the_annotation_rules(case):
    narrative = passage(case["text"], case["iso3"], case["year"], case["section"])
    found, _ = readings(narrative)
    assert [shown(reading) for reading in found] == case["rows"]
    for reading in found:
        assert reading.fact.purpose in purpose_codes()
        assert reading.fact.start <= reading.amount.start < reading.amount.end <= reading.fact.end


@pytest.mark.parametrize("purpose", sorted(PURPOSES))
def test_the_example_beside_every_purpose_is_read_as_that_purpose(purpose):
    text, iso3 = PURPOSES[purpose]["example"]
    found, left = readings(passage(text[0].upper() + text[1:] + ".", iso3, 2019, "prevention"))
    if KINDS[purpose] == "condition":
        assert left == ["context: a condition of a law or a standard"]
    else:
        (reading,) = found
        base = reading.fact.purpose
        for ending in ("_per_person", "_minimum", "_maximum"):
            base = base.removesuffix(ending)
        assert base == purpose


def test_what_is_no_fact_says_why():
    text = "The government should give $5,000 to shelters. Shelters hold 500 Ruritanian crowns. Guards earn $5 a day."
    _, left = readings(passage(text, "NOR", 2019, "protection"))
    assert left == [
        "context: recommendation",
        "unresolved: no known currency is called ruritanian crowns",
        "unresolved: paid by the day, week or quarter",
    ]


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("It spent about $5,000.", "approximately"),
        ("It spent more than $5,000.", "more_than"),
        ("It spent at least $5,000.", "at_least"),
        ("It could spend up to $5,000.", "at_most"),
        ("It spent less than $5,000.", "fewer_than"),
        ("It spent a total of $5,000.", "exact"),
    ],
)
def test_the_words_before_an_amount_give_its_precision(text, precision):
    (reading,), _ = readings(passage(text, "KEN", 2019, "protection"))
    assert reading.fact.precision == precision


def test_the_running_period_dates_a_sum_and_the_years_of_the_plan_its_duration():
    text = "The cabinet adopted the 2020-2023 action plan. It allocated $5,000 for the duration of the plan. It gave $70 to an NGO."
    narrative = passage(text, "KEN", 2021, "prevention")
    book = PeriodBook(2021, 2020)
    book.note(calendar_year(2020), narrative.sentences[0].paragraph)
    (plan, gift), _ = readings(narrative, book)
    assert (plan.fact.period.start, plan.fact.period.end) == (date(2020, 1, 1), date(2023, 12, 31))
    assert gift.fact.period == calendar_year(2020)


def test_without_any_period_a_comparison_dates_the_sum_and_else_the_reporting_period():
    (first, second), _ = readings(passage("It spent $5,000, up from $4,000 in 2018.", "KEN", 2020, "protection"))
    assert first.fact.period == calendar_year(2019)
    assert second.fact.period == calendar_year(2018)
    (alone,), _ = readings(passage("It spent $5,000.", "KEN", 2020, "protection"))
    assert (alone.fact.period.start, alone.fact.period.end) == (date(2019, 4, 1), date(2020, 3, 31))


def test_annual_sums_are_spread_over_their_years_and_sums_for_each_are_not_multiplied():
    (annual,), _ = readings(passage("In 2019, it began to give $5,000 annually through 2022 to shelters.", "KEN", 2020, "protection"))
    assert (annual.fact.frequency, annual.fact.amount_total, annual.fact.period.end) == ("annual", Decimal(20000), date(2022, 12, 31))
    (each,), _ = readings(passage("In 2019, each of the six victims received $500.", "KEN", 2020, "protection"))
    assert (each.fact.basis, each.fact.frequency, each.fact.amount_total, each.fact.cases) == ("per_person", "one_off", Decimal(500), 6)


def test_one_figure_said_twice_is_one_row_where_the_body_says_it():
    narrative = passage("In 2019, it gave $5,000 to shelters. In 2019, it gave $5,000 to shelters.", "KEN", 2020, "protection")
    found, _ = readings(narrative)
    early = replace(found[0], fact=replace(found[0].fact, section="summary"))
    kept, repeats = merge_repeats([early, found[1]])
    assert kept == [found[1]]
    assert repeats == [(early, found[1])]
