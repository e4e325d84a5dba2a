"""Read one narrative into facts: each sentence is scanned once, then each kind of fact is read from the same spans."""

from dataclasses import replace

from pipeline.facts.absence import may_deny, read_absences, read_splits
from pipeline.facts.actors import hotline_actor
from pipeline.facts.audit import Ledger, enter_crowd, enter_durations, enter_items, enter_money, enter_spans
from pipeline.facts.counts import read_counts
from pipeline.facts.durations import read_durations
from pipeline.facts.figure import dimensions
from pipeline.facts.gather import may_hold_figure
from pipeline.facts.item import Item, Setting
from pipeline.facts.laws import read_laws
from pipeline.facts.model import Count, Money, Reading
from pipeline.facts.money import MoneyReading, merge_repeats, read_money
from pipeline.facts.money_period import Calendar
from pipeline.facts.parsed import folded, parse_sentence
from pipeline.facts.periods import PeriodBook, main_year
from pipeline.facts.profile import read_profile
from pipeline.facts.tokens import may_name_foreigners, tokenize
from pipeline.mentions.duration import DurationMention
from pipeline.mentions.glance import glance
from pipeline.mentions.money import MoneyMention
from pipeline.mentions.period import PeriodMention
from pipeline.mentions.scan import Span, has_number, scan
from pipeline.narrative.layout import furniture
from pipeline.narrative.model import Narrative, Sentence
from pipeline.normalize.period import Period
from pipeline.normalize.territory import territories_in

# Without a number, a sentence with one of these words may still say what there was not, or name a period.
_WORTH = frozenset(
    [
        *("not", "nor", "never", "neither", "yet", "unable", "unclear", "unknown", "declined", "refused", "unavailable", "undisclosed"),
        *("few", "a", "an"),
    ]
)


# Prose holds a few dozen figures in a sentence; a table run together or a hostile text holds more, and no grammar of clauses reads it.
_MOST_SPANS = 150


class _Reader:
    """The state of one narrative while its sentences are read in order."""

    def __init__(self, narrative: Narrative) -> None:
        self.narrative = narrative
        self.reading = Reading(narrative)
        self.blocked = tuple(furniture(narrative.text))
        self.spans = {sentence.sentence_id: self._scan(sentence.text, sentence.start) for sentence in narrative.sentences}
        year = narrative.report_year
        self.setting = Setting(
            PeriodBook(year, main_year(narrative.text, self._periods(), year)), narrative.iso3, year, territory=narrative.iso3
        )
        self.ledger = Ledger()
        self.items: list[Item] = []
        self.money: list[MoneyReading] = []
        self.terms: dict[str, list[DurationMention]] = {}

    def _scan(self, text: str, offset: int) -> list[Span]:
        return scan(text, offset, iso3=self.narrative.iso3, report_year=self.narrative.report_year, blocked=self.blocked)

    def _periods(self) -> list[PeriodMention]:
        return [span.source for spans in self.spans.values() for span in spans if isinstance(span.source, PeriodMention)]

    def read(self) -> Reading:
        """Read every sentence, then what needs the whole narrative, then close the ledger."""
        setting, narrative = self.setting, self.narrative
        header = narrative.header
        if header:
            start = narrative.text.index(header)
            enter_spans(self.ledger, header, start, self._scan(header, start), "header")
        for sentence in narrative.sentences:
            if sentence.paragraph != setting.paragraph:
                setting.paragraph, setting.previous, setting.paragraph_items, setting.actor = sentence.paragraph, [], [], None
                setting.territory, setting.nationality = narrative.iso3, None
            spans = self.spans[sentence.sentence_id]
            told = "advice" if sentence.section == "recommendations" else "a side box" if sentence.boxed else None
            enter_spans(self.ledger, sentence.text, sentence.start, spans, told)
            if len(spans) <= _MOST_SPANS:
                self.terms[sentence.sentence_id] = [span.source for span in spans if isinstance(span.source, DurationMention)]
            if told is not None or not _worth(sentence.text):
                setting.previous = []
                continue
            if len(spans) > _MOST_SPANS:
                enter_crowd(self.ledger, spans)
                continue
            self._sentence(sentence, spans)
        self.reading.money, repeats = self._merged()
        rows = {id(fact) for fact in self.reading.money}
        enter_money(self.ledger, [one for one in self.money if id(one.fact) in rows], [], repeats)
        durations = read_durations(narrative, self.terms, self._territory)
        self.reading.durations = durations.facts
        enter_durations(self.ledger, durations)
        crowded = {one.sentence_id for one in narrative.sentences if len(self.spans[one.sentence_id]) > _MOST_SPANS}
        narrative = replace(narrative, sentences=tuple(one for one in narrative.sentences if one.sentence_id not in crowded))
        self.reading.laws = read_laws(narrative, durations.facts, self._territory)
        self.reading.profile = read_profile(narrative, self._territory)
        enter_items(self.ledger, self.items, {})
        self.ledger.close(self.reading, _settle(self.reading))
        return self.reading

    def _merged(self) -> tuple[list[Money], list[tuple[MoneyReading, MoneyReading]]]:
        kept, repeats = merge_repeats(self.money)
        return [one.fact for one in kept], repeats

    def _territory(self, sentence: Sentence, position: int) -> str:
        """The dependent territory that a sentence names nearest before a position, else the country."""
        code = self.narrative.iso3
        for place in territories_in(sentence.text, self.narrative.iso3):
            if code == self.narrative.iso3 or place.start + sentence.start <= position:
                code = place.code
        return code

    def _sentence(self, sentence: Sentence, spans: list[Span]) -> None:
        setting, iso3 = self.setting, self.narrative.iso3
        places = territories_in(sentence.text, iso3)
        setting.territory = places[0].code if places else setting.territory if sentence.section == "territories" else iso3
        running = setting.book.running(setting.paragraph)
        if self._quiet(sentence.text, spans):
            self._money(sentence, spans, running)
            setting.hotline = hotline_actor(folded(sentence.text), setting.hotline)
            setting.current, setting.absent = [], []
            return
        inside = tuple((low, high) for low, high in self.blocked if sentence.start <= low and high <= sentence.end)
        tokens = tokenize(sentence.text, sentence.start, spans, iso3, inside)
        for token in tokens if places else ():
            if token.code and any(place.start <= token.start - sentence.start < place.end for place in places):
                token.code = None  # "American" in American Samoa is no nationality
        parsed = parse_sentence(sentence, tokens, iso3, places)
        if self._may_name_foreigners(sentence.text) and dimensions(tokens, 0, len(tokens), iso3).nationality == "foreign":
            setting.nationality = "foreign"
        setting.hotline = hotline_actor(parsed.text(sentence.start, sentence.end), setting.hotline)
        setting.current = []
        absences, used = read_absences(parsed, setting)
        setting.absent = [absence.count for absence in absences]
        items = read_counts(parsed, setting, used)
        # a sum has the year that the comparisons of its sentence imply, but not one that only a later clause states
        self._money(sentence, spans, running or setting.book.implied(setting.paragraph))
        setting.current = items
        absent = [absence.count for absence in [*absences, *read_splits(parsed, setting)]]
        self.reading.counts += [count for item in items for count in item.counts] + absent
        for count in absent:
            self.ledger.use((count.start, count.end), count, "value")
        self.items += items
        setting.previous = items or setting.previous
        setting.paragraph_items += items
        setting.actor = next((item.actor for item in reversed(items) if item.actor is not None and item.actor.own), setting.actor)

    def _quiet(self, text: str, spans: list[Span]) -> bool:
        """Whether a sentence states no count and no absence, dates nothing and names no foreigners: then it need not be parsed."""
        return not (
            any(span.kind == "period" for span in spans)
            or may_hold_figure(text, spans)
            or may_deny(text)
            or self._may_name_foreigners(text)
        )

    def _may_name_foreigners(self, text: str) -> bool:
        """Whether a sentence can be the first of its paragraph that speaks of foreigners."""
        return self.setting.nationality != "foreign" and may_name_foreigners(text)

    def _money(self, sentence: Sentence, spans: list[Span], running: Period | None) -> None:
        mentions = [span.source for span in spans if isinstance(span.source, MoneyMention)]
        if not mentions:
            return
        setting, book = self.setting, self.setting.book
        calendar = Calendar(
            self.narrative,
            sentence,
            [span.source for span in spans if isinstance(span.source, PeriodMention)],
            lambda: running,
            book.reporting,
            lambda mention, beside: book.resolve(mention, beside, setting.paragraph),
        )
        readings, left = read_money(mentions, calendar, territory=setting.territory)
        self.money += readings
        enter_money(self.ledger, [], left, [])


def _worth(text: str) -> bool:
    """Whether a sentence can state a fact, deny one, or date those that follow."""
    seen = glance(text)
    return has_number(text) or not seen.words.isdisjoint(_WORTH) or seen.holds(("period", "year"))


def read(narrative: Narrative) -> Reading:
    """Every fact of a narrative, every mention with what became of it, and the uses between them."""
    return _Reader(narrative).read()


def _broken_down(count: Count) -> bool:
    return (count.exploitation, count.sex, count.age, count.nationality) != ("all", "all", "all", "all")


def _same_frame(count: Count, indicator: str) -> tuple[object, ...]:
    return indicator, count.territory, count.unit, count.period, count.actor


def _contain(counts: list[Count]) -> None:
    """Link each breakdown row, and each sentence, to the nearest printed total of its period that can contain it."""
    alike: dict[tuple[object, ...], list[Count]] = {}
    for count in counts:
        alike.setdefault(_same_frame(count, count.indicator), []).append(count)
    for count in counts:
        sentenced = count.indicator == "sentenced"
        if count.part_of is not None or count.value is None or count.scope == "additional" or not (sentenced or _broken_down(count)):
            continue
        whole = [
            other
            for other in alike.get(_same_frame(count, "convictions" if sentenced else count.indicator), ())
            if other is not count
            and other.value is not None
            and other.value >= count.value
            and (other.start < count.start or not sentenced)
            and ((other.exploitation in ("all", count.exploitation) and other.part_of is None) if sentenced else not _broken_down(other))
        ]
        if whole:
            count.part_of = min(whole, key=lambda other: abs(other.start - count.start))
            if sentenced and count.scope == "total":
                count.scope = "part"


def _of_another_total(first: Count, count: Count, replaced: dict[int, Count]) -> bool:
    """Whether two counts are parts of totals that are not the same fact ("six (one sex ...)" and "seven (one sex ...)")."""
    if first.part_of is None or count.part_of is None:
        return False
    return replaced.get(id(first.part_of), first.part_of) is not replaced.get(id(count.part_of), count.part_of)


def _settle(reading: Reading) -> dict[int, Count]:
    """Drop repeats: the same fact said twice is one row, addressed where it is fullest, the body before the summary.

    Returns:
        For each dropped count (by identity) the one that stands for it.
    """
    kept: dict[tuple[object, ...], Count] = {}
    replaced: dict[int, Count] = {}
    result: list[Count] = []
    for count in sorted(reading.counts, key=lambda count: (count.section == "summary", count.start)):
        what = (
            count.territory,
            count.indicator,
            count.unit,
            count.value,
            count.status,
            count.exploitation,
            count.sex,
            count.age,
            count.nationality,
            count.precision,
            count.derived,
            count.value_low,
            count.value_high,
        )
        first = kept.get((*what, count.period))
        if first is None and count.section == "summary" and count.value is not None:
            # the summary tells the body's figures without their dates
            first = next((other for known, other in kept.items() if known[:-1] == what and other.section != "summary"), None)
        elif first is not None and (
            first.sentence_id == count.sentence_id
            or not (first.detail == count.detail or not count.detail or not first.detail)
            or _of_another_total(first, count, replaced)
        ):
            first = None
        if first is not None:
            replaced[id(count)] = first
            continue
        kept.setdefault((*what, count.period), count)
        result.append(count)
    for count in result:
        if count.part_of is not None:
            count.part_of = replaced.get(id(count.part_of), count.part_of)
    _contain(result)
    reading.counts = sorted(result, key=lambda count: (count.start, count.end))
    return replaced
