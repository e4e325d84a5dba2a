"""A sentence with its tokens, verbs, clauses and places: what every reader of facts looks at."""

from dataclasses import dataclass

from pipeline.facts.clause import Verb, find_verbs, split_clauses
from pipeline.facts.figure import Figure
from pipeline.facts.tokens import Token
from pipeline.narrative.model import Sentence
from pipeline.normalize.territory import TerritorySpan


@dataclass(slots=True)
class Parsed:
    """A sentence with its tokens, verbs and texts, shared by the readers of facts."""

    sentence: Sentence
    tokens: list[Token]
    verbs: list[Verb]
    clauses: int
    iso3: str
    places: tuple[str, ...] = ()
    place_spans: tuple[TerritorySpan, ...] = ()

    def place_at(self, position: int, clause: int, fallback: str) -> str:
        """The territory that a clause names nearest before a position, else anywhere in it, else the fallback."""
        inside = [t for t in self.tokens if t.clause == clause]
        low, high = (inside[0].start, inside[-1].end) if inside else (position, position)
        here = [place for place in self.place_spans if low <= place.start + self.sentence.start < high]
        before = [place for place in here if place.start + self.sentence.start < position]
        after = [place for place in here if place.start + self.sentence.start >= position]
        # "three defendants in Puerto Rico and one in Guam": the place right behind the figure is its own
        near = next(
            (
                place
                for place in after
                if not any(t.kind == "count" for t in self.tokens if position < t.start < place.start + self.sentence.start)
            ),
            None,
        )
        if near is not None:
            return near.code
        return before[-1].code if before else here[0].code if here else fallback

    def verb_at(self, index: int) -> Verb | None:
        """The verb at a token index."""
        return next((verb for verb in self.verbs if verb.index == index), None)

    def clause_text(self, clause: int) -> str:
        """Text of one clause, lower case, straight apostrophes."""
        inside = [t for t in self.tokens if t.clause == clause]
        if not inside:
            return ""
        return self.text(inside[0].start, inside[-1].end)

    def text(self, start: int, end: int) -> str:
        """Text between two narrative offsets, lower case, straight apostrophes, blanks folded."""
        raw = self.sentence.text[start - self.sentence.start : end - self.sentence.start]
        return " ".join(raw.lower().replace("’", "'").split())


def parse_sentence(sentence: Sentence, tokens: list[Token], iso3: str, places: tuple[TerritorySpan, ...]) -> Parsed:
    """Verbs and clauses of a tokenized sentence."""
    verbs = find_verbs(tokens)
    clauses = split_clauses(tokens, verbs)
    return Parsed(sentence, tokens, verbs, clauses, iso3, tuple(dict.fromkeys(place.code for place in places)), places)


def clause_stop(parsed: Parsed, figure: Figure) -> int:
    """Index after the last token of a figure's clause."""
    return max(t.index for t in parsed.tokens if t.clause == figure.clause) + 1


def stretch_stop(parsed: Parsed, figure: Figure) -> int:
    """Index where the figure's own stretch of its clause ends: at the next figure, or with the clause."""
    stop = clause_stop(parsed, figure)
    return next((t.index for t in parsed.tokens[figure.index + 1 : stop] if t.kind in ("count", "range", "zero", "vague")), stop)
