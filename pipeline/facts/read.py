"""Read one narrative into facts: each sentence is scanned once, then each kind of fact is read from the same tokens."""

import re

from pipeline.facts.absence import read_absences, read_splits
from pipeline.facts.counts import Item, Setting, parse_sentence, read_counts
from pipeline.facts.figure import dimensions
from pipeline.facts.model import Count, Reading
from pipeline.facts.periods import PeriodBook, main_year
from pipeline.facts.tokens import tokenize
from pipeline.mentions.period import find_periods
from pipeline.mentions.scan import HAS_NUMBER, scan
from pipeline.narrative.layout import furniture
from pipeline.narrative.model import Narrative, Sentence
from pipeline.normalize.territory import territories_in

_WORTH = re.compile(rf"{HAS_NUMBER.pattern}|\b(?:no|not|none|nor|never|neither|unable|unclear|unknown|several|few|all|rest|others|an?)\b|period|year", re.IGNORECASE)
_FACT_SECTIONS = frozenset(["summary", "prosecution", "protection", "prevention", "profile", "territories"])


def read(narrative: Narrative) -> Reading:
    """Every fact of a narrative, with the uses of its mentions."""
    reading = Reading(narrative)
    iso3, year = narrative.iso3, narrative.report_year
    periods = [p for s in narrative.sentences for p in find_periods(s.text, s.start, iso3=iso3, report_year=year)]
    book = PeriodBook(year, main_year(periods, year))
    setting = Setting(book, iso3, year, territory=iso3)
    blocked = tuple(furniture(narrative.text))
    items: list[Item] = []
    for sentence in narrative.sentences:
        if sentence.paragraph != setting.paragraph:
            setting.paragraph, setting.previous, setting.paragraph_items, setting.actor = sentence.paragraph, [], [], None
            setting.territory = iso3
        if sentence.section == "recommendations" or sentence.boxed or not _WORTH.search(sentence.text):
            setting.previous = []
            continue
        items += _sentence(reading, setting, sentence, blocked)
    _settle(reading, items)
    return reading


def _sentence(reading: Reading, setting: Setting, sentence: Sentence, blocked: tuple[tuple[int, int], ...]) -> list[Item]:
    iso3, year = setting.iso3, setting.report_year
    spans = scan(sentence.text, sentence.start, iso3=iso3, report_year=year, blocked=blocked)
    inside = tuple((low, high) for low, high in blocked if sentence.start <= low and high <= sentence.end)
    tokens = tokenize(sentence.text, sentence.start, spans, inside)
    places = tuple(dict.fromkeys(place.code for place in territories_in(sentence.text, iso3)))
    setting.territory = places[0] if places else setting.territory if sentence.section == "territories" else iso3
    parsed = parse_sentence(sentence, tokens, iso3, places)
    setting.current = []
    absences, used = read_absences(parsed, setting)
    here = dimensions(tokens, 0, len(tokens), iso3).nationality
    if here == "foreign":
        setting.nationality = here
    items = [] if not tokens else read_counts(parsed, setting, used)
    made = [count for item in items for count in item.counts]
    setting.current = items
    made += [absence.count for absence in [*absences, *read_splits(parsed, setting)]]
    reading.counts += made
    spoken = dimensions(tokens, 0, len(tokens), iso3).nationality
    setting.nationality = spoken if spoken == "foreign" else setting.nationality if setting.previous else None
    setting.previous = items or setting.previous
    setting.paragraph_items += items
    setting.actor = next((item.actor for item in reversed(items) if item.actor is not None and item.actor.own), setting.actor)
    return items


def _settle(reading: Reading, items: list[Item]) -> None:
    """Drop repeats: the same fact said twice is one row, addressed where it is fullest, the body before the summary."""
    kept: dict[tuple[object, ...], Count] = {}
    order = sorted(reading.counts, key=lambda count: (count.section == "summary", count.start))
    result: list[Count] = []
    stands_as: dict[int, Count] = {}
    for count in order:
        what = (count.territory, count.indicator, count.unit, count.value, count.status, count.exploitation, count.sex, count.age, count.nationality, count.precision, count.derived, count.value_low, count.value_high)
        key = (*what, count.period)
        first = kept.get(key)
        if count.section == "summary" and first is None:
            # the summary tells the body's figures without their dates
            first = next((other for known, other in kept.items() if known[:-1] == what and other.section != "summary"), None)
            if first is not None and count.value is not None:
                continue
            first = None
        if first is not None and first.sentence_id != count.sentence_id and (first.detail == count.detail or not count.detail or not first.detail):
            stands_as[id(count)] = first
            continue
        kept.setdefault(key, count)
        result.append(count)
    # parts of a repeated total are parts of the row that stands for it
    for count in result:
        if count.part_of is not None:
            total = stands_as.get(id(count.part_of), count.part_of)
            count.part_of = None if total is count else total
    reading.counts = sorted(result, key=lambda count: (count.start, count.end))
    del items


