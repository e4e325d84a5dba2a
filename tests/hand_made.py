"""Readings made by hand from the engine's own types: a small narrative of which every row is known.

The wording is our own. Tables and releases are tested on them, so that these tests hold whatever the engine reads.
"""

from dataclasses import replace
from decimal import Decimal

from pipeline.facts.model import Audit, Count, Duration, Law, Money, ProfileItem, Reading, Use
from pipeline.mentions.model import Mention
from pipeline.narrative.model import Narrative, Recommendation, Section, Sentence
from pipeline.normalize.period import Period, calendar_year, reporting_period
from pipeline.tables.entry import Entry

HEADER = "FREEDONIA (Tier 2)\n"
SENTENCES = (
    ("summary", "The Government of Freedonia does not fully meet the minimum standards but is making significant efforts."),
    ("prosecution", "In 2022, authorities investigated 10 cases (four sex trafficking, six labor trafficking)."),
    ("prosecution", "Article 7 of the penal code prescribed penalties of two to six years’ imprisonment."),
    ("protection", "=Authorities identified 12 victims and did not report how many children were among them."),
    ("prevention", "The government allocated 1.5 million DKK ($215,550) annually through 2024."),
    ("profile", "Traffickers exploit victims from Sylvania on farms; authorities identified 12 victims."),
)
ADVICE = "- Investigate trafficking; train police."


def _told(wording: str, country: str, year: int, investigated: str) -> str:
    return wording.replace("10 cases", f"{investigated} cases").replace("In 2022", f"In {year - 1}").replace("Freedonia", country)


def _narrative(iso3: str, country: str, year: int, investigated: str) -> Narrative:
    told = [(section, _told(wording, country, year, investigated)) for section, wording in SENTENCES]
    text = HEADER + ADVICE + "\n" + "\n".join(wording for _, wording in told) + "\nOriginal source here.\n"
    sentences = []
    place = 0
    for number, (section, wording) in enumerate(told, 1):
        place = text.index(wording, place)
        sentences.append(Sentence(f"{iso3}-{year}:s{number:03}", section, number + 1, number, place, place + len(wording), wording))
        place += len(wording)
    start = text.index(ADVICE) + 2
    return Narrative(
        narrative_id=f"{iso3}-{year}",
        iso3=iso3,
        country=country,
        report_year=year,
        text=text,
        header=HEADER.strip(),
        tier="2",
        tier_change=None,
        watch_list_years=None,
        waiver=False,
        meets_minimum_standards="not_fully_significant_efforts",
        overall_effort=None,
        prosecution_effort="increased",
        protection_effort=None,
        prevention_effort=None,
        sections=tuple(Section(sentence.section, sentence.start, sentence.end) for sentence in sentences),
        sentences=tuple(sentences),
        recommendations=(Recommendation(1, start, start + len(ADVICE) - 2, ADVICE[2:], ("prosecution", "partnership")),),
    )


def _at(narrative: Narrative, quote: str, sentence: int) -> dict[str, object]:
    place = narrative.sentences[sentence]
    start = narrative.text.index(quote, place.start)
    return {
        "start": start,
        "end": start + len(quote),
        "sentence_id": place.sentence_id,
        "section": place.section,
        "territory": narrative.iso3,
    }


def _count(narrative: Narrative, quote: str, sentence: int, value: int | None, **cells: object) -> Count:
    number = None if value is None else Decimal(value)
    given: dict[str, object] = {
        "indicator": "investigations",
        "unit": "case",
        "value": number,
        "value_low": number,
        "value_high": number,
        "precision": None if value is None else "exact",
        "status": "reported",
        "period": calendar_year(narrative.report_year - 1),
        "rule": "verb_object",
    }
    return Count(**(given | _at(narrative, quote, sentence) | cells))


def entry(iso3: str = "ABW", country: str = "Freedonia", year: int = 2023, investigated: int = 10) -> Entry:
    """One narrative with its facts: three investigations, victims, money, a penalty, a law, a profile row and their mentions."""
    narrative = _narrative(iso3, country, year, str(investigated))
    total = _count(narrative, str(investigated), 1, investigated)
    sex = _count(narrative, "four", 1, 4, exploitation="sex", part_of=total, rule="breakdown")
    labor = _count(narrative, "six", 1, investigated - 4, exploitation="labor", part_of=total, rule="breakdown")
    victims = _count(narrative, "12", 3, 12, indicator="victims_identified", unit="person", period=reporting_period(year))
    children = _count(
        narrative,
        "how many",
        3,
        None,
        indicator="victims_identified",
        unit="person",
        status="not_reported",
        age="child",
        period=reporting_period(year),
    )
    penalty = Duration(
        **_at(narrative, "two to six years’", 2),
        rule="range",
        kind="statutory_penalty",
        subject="Article 7",
        value_low=Decimal(2),
        value_high=Decimal(6),
        unit="year",
    )
    money = Money(
        **_at(narrative, "1.5 million DKK ($215,550", 4),
        rule="verb_amount",
        purpose="outreach",
        stage="allocated",
        payer="government",
        recipient=None,
        amount=Decimal(1500000),
        precision="exact",
        currency="DKK",
        frequency="annual",
        basis="total",
        period=Period(None, calendar_year(2024).end, "range"),
        amount_total=None,
        cases=None,
        amount_usd_reported=Decimal(215550),
        usd_step=Decimal(10),
    )
    law = Law(
        **_at(narrative, "Article 7 of the penal code", 2),
        rule="article",
        law="penal code",
        provision="Article 7",
        jurisdiction=iso3,
        topic=None,
        penalty=penalty,
        sufficiently_stringent=None,
        commensurate=None,
    )
    origin = ProfileItem(**_at(narrative, "Sylvania", 5), rule="origin", category="victim_origin", value="Sylvania", iso3=None)
    again = _at(narrative, "12", 5)
    tier = Mention(narrative.text.index("Tier 2"), narrative.text.index("Tier 2") + 6, "other", Decimal(2), None, "tier", "tier")
    ten = Mention(total.start, total.end, "count", Decimal(investigated), None, "case", "number")
    twelve = Mention(victims.start, victims.end, "count", Decimal(12), None, "person", "number")
    repeat = Mention(int(str(again["start"])), int(str(again["end"])), "count", Decimal(12), None, "person", "number")
    term = Mention(penalty.start, penalty.end, "duration", Decimal(2), Decimal(6), "year", "duration")
    return Entry(
        Reading(
            narrative,
            counts=[children, labor, victims, sex, total],
            money=[money],
            durations=[penalty],
            laws=[law],
            profile=[origin],
            audits=[
                Audit(repeat, "fact", None),
                Audit(tier, "context", "rating"),
                Audit(ten, "fact", None),
                Audit(twelve, "fact", None),
                Audit(term, "fact", None),
            ],
            uses=[Use(repeat, victims, "repeat"), Use(twelve, victims, "value"), Use(ten, total, "value"), Use(term, penalty, "bound")],
        ),
        source_url="https://example.org/freedonia",
        source_sha256="0" * 64,
        reader="plain 1",
    )


def without(made: Entry, *, count: int) -> Entry:
    """The same entry with one of its childless counts, by place in the list, and the uses of it gone."""
    gone = made.reading.counts[count]
    reading = replace(
        made.reading,
        counts=[fact for fact in made.reading.counts if fact is not gone],
        uses=[use for use in made.reading.uses if use.fact is not gone],
    )
    return replace(made, reading=reading)
