"""Give every paragraph its section: by the heading above it, else by what its first sentence, its words and its place say.

Works on paragraphs already cut into sentences; alters nothing but their section.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.narrative.headings import Heading
from pipeline.narrative.sense import (
    PILLARS,
    is_advice,
    is_imperative,
    is_profile,
    is_report,
    is_verdict,
    pillar_of_opening,
    pillar_of_words,
)
from pipeline.normalize.territory import territories_in

# From this report on, the summary with the tier formula comes first and the profile last (annotation rule 37).
SUMMARY_FIRST = 2017


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: its span (list marker included), where its text starts behind the marker, and its sentences' spans."""

    start: int
    text_start: int
    end: int
    sentences: tuple[tuple[int, int], ...]
    boxed: bool

    @property
    def marked(self) -> bool:
        """Whether a list marker stands before it."""
        return self.text_start > self.start


@dataclass(frozen=True, slots=True)
class Place:
    """The section of one paragraph; `start`: where the section starts if this paragraph opens it under a heading, else None."""

    paragraph: Paragraph
    section: str
    opens: bool


class _Reader:
    """Goes through headings and paragraphs in order and keeps what has been seen."""

    def __init__(
        self, text: str, *, iso3: str, report_year: int, section: str | None, headings: Sequence[Heading], verdict_ahead: bool
    ) -> None:
        self.text, self.iso3, self.hint = text, iso3, section
        self.profile_first = report_year < SUMMARY_FIRST
        self.printed = {heading.section for heading in headings}
        self.heads_pillars = bool(self.printed & set(PILLARS))
        self.current: str | None = section
        self.headed = False
        self.under_sense = False
        self.in_section = 0
        self.inferred: set[str] = set()
        self.verdict_seen = False
        self.read_any = False
        self.opened_by_trend = False
        self.verdict_ahead = verdict_ahead

    def head(self, heading: Heading) -> None:
        self.under_sense = heading.section == "sense"
        if not self.under_sense:
            self.current = heading.section
        self.headed = True
        self.in_section = 0

    def place(self, paragraph: Paragraph) -> Place:
        section = self._section(paragraph)
        opens = self.headed or section != self.current
        if section != self.current:
            self.in_section = 0
            if not self.headed:
                self.inferred.add(section)
        self.current = section
        self.headed = False
        self.in_section += 1
        self.read_any = True
        return Place(paragraph, section, opens)

    def _section(self, paragraph: Paragraph) -> str:
        first = self.text[paragraph.sentences[0][0] : paragraph.sentences[0][1]] if paragraph.sentences else ""
        body = self.text[paragraph.text_start : paragraph.end]
        if paragraph.boxed and self.current:
            return self.current
        if self.under_sense:
            return self._by_sense(first, body) or self.current or "summary"
        if self.headed and self.current:
            return self.current
        if self.hint is not None and not self.printed:
            return self.hint
        if self._is_territory_tail(paragraph, first):
            return "territories"
        if self.current in (None, "summary") or (self.current == "profile" and "profile" not in self.printed and not self.verdict_seen):
            return self._front(paragraph, first, body)
        if self.current == "recommendations":
            return self._after_advice(paragraph, first, body)
        return self._among_pillars(paragraph, first, body)

    def _front(self, paragraph: Paragraph, first: str, body: str) -> str:
        """Before the first pillar: profile, summary and advice, in the order of the era."""
        if is_verdict(body) and not self.verdict_seen:
            self.verdict_seen = True
            return "summary"
        if self.profile_first and (not self.read_any or (is_profile(first) and self._unprinted("profile") and self.in_section < 2)):
            return "profile"
        if paragraph.marked or (self._unprinted("recommendations") and self._is_advice(paragraph, first)):
            return "recommendations"
        lost = self._lost_head(first)
        if lost:
            return lost
        if self.profile_first and not self.verdict_seen and self.current == "profile" and (self.heads_pillars or self.verdict_ahead):
            return "profile"
        if not self.heads_pillars and self.read_any and not self.inferred & set(PILLARS):
            return pillar_of_words(body) or self.current or "summary"
        return self.current or "summary"

    def _is_advice(self, paragraph: Paragraph, first: str) -> bool:
        if is_imperative(first):
            return True
        return bool(paragraph.sentences) and self.verdict_seen and all(is_advice(self.text[a:b]) for a, b in paragraph.sentences)

    def _after_advice(self, paragraph: Paragraph, first: str, body: str) -> str:
        """Behind the list of recommendations the next head may be lost."""
        if paragraph.marked or is_imperative(first):
            return "recommendations"
        lost = self._lost_head(first)
        if lost:
            return lost
        if "recommendations" not in self.printed and is_verdict(body):
            return "summary"
        if not is_advice(first) and is_report(first):
            by_words = pillar_of_words(body)
            return by_words if by_words and self._unprinted(by_words) else "recommendations"
        return "recommendations"

    def _among_pillars(self, paragraph: Paragraph, first: str, body: str) -> str:
        assert self.current is not None
        lost = self._lost_head(first)
        if lost:
            return lost
        if self.current in PILLARS:
            if is_profile(first) and self._unprinted("profile") and not self.profile_first:
                return "profile"
            if not self.heads_pillars and self.inferred & set(PILLARS) and not self.opened_by_trend:
                return pillar_of_words(body) or self.current
            if self._unprinted("recommendations") and (paragraph.marked and is_imperative(first)):
                return "recommendations"
        return self.current

    def _lost_head(self, first: str) -> str | None:
        """The pillar that the first sentence opens, if the text prints no head for it and it has not been opened before."""
        pillar = pillar_of_opening(first)
        if pillar and self._unprinted(pillar) and pillar not in self.inferred:
            self.opened_by_trend = True
            return pillar
        return None

    def _by_sense(self, first: str, body: str) -> str | None:
        return pillar_of_opening(first) or pillar_of_words(body)

    def _unprinted(self, section: str) -> bool:
        return section not in self.printed

    def _is_territory_tail(self, paragraph: Paragraph, first: str) -> bool:
        """Whether a paragraph behind profile or prevention turns to territories: its first sentence and half of all name one."""
        if self.current == "territories":
            return True
        if self.current not in ("profile", "prevention") or not self.in_section or not territories_in(first, self.iso3):
            return False
        naming = sum(bool(territories_in(self.text[a:b], self.iso3)) for a, b in paragraph.sentences)
        return 2 * naming >= len(paragraph.sentences)


def assign(text: str, parts: Sequence[Heading | Paragraph], *, iso3: str, report_year: int, section: str | None) -> tuple[Place, ...]:
    """The section of every paragraph, in order; `section` is that of a fragment, which only headings inside it can change."""
    headings = [part for part in parts if isinstance(part, Heading)]
    verdict_ahead = any(isinstance(part, Paragraph) and is_verdict(text[part.start : part.end]) for part in parts)
    reader = _Reader(text, iso3=iso3, report_year=report_year, section=section, headings=headings, verdict_ahead=verdict_ahead)
    places = []
    for part in parts:
        if isinstance(part, Heading):
            reader.head(part)
        else:
            places.append(reader.place(part))
    return tuple(places)
