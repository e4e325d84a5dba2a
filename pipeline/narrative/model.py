"""The shape of a parsed narrative: immutable, with half-open offsets in Unicode code points of the source text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: `text == narrative.text[start:end]`; `paragraph` and `number` count from 1 in the narrative.

    `boxed`: the sentence stands in a photo caption or a victim's story from a side box, which state no facts.
    """

    sentence_id: str
    section: str
    paragraph: int
    number: int
    start: int
    end: int
    text: str
    boxed: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """One section: from the first character after its heading to the end of its last sentence."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One prioritized recommendation, without its list marker; `pillars` in the order of the data model."""

    rank: int
    start: int
    end: int
    text: str
    pillars: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Narrative:
    """One country narrative of one report year. Codes are those of the table `narratives`; None = not stated."""

    narrative_id: str
    iso3: str
    country: str
    report_year: int
    text: str
    header: str | None
    tier: str | None
    tier_change: str | None
    watch_list_years: int | None
    waiver: bool
    meets_minimum_standards: str | None
    overall_effort: str | None
    prosecution_effort: str | None
    protection_effort: str | None
    prevention_effort: str | None
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
    recommendations: tuple[Recommendation, ...]
