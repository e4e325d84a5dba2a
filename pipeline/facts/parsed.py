"""A sentence with its tokens, verbs, clauses and places: what every reader of facts looks at."""

from dataclasses import dataclass, field

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
    # the whole sentence as `text` gives it, where that has the offsets of the sentence: no blanks to fold, no letter of another length
    plain: str | None = None
    by_clause: dict[int, list[Token]] = field(default_factory=dict)

    def inside(self, clause: int) -> list[Token]:
        """The tokens of a clause."""
        return self.by_clause.get(clause, [])

    def place_at(self, position: int, clause: int, fallback: str) -> str:
        """The territory that a clause names nearest before a position, else anywhere in it, else the fallback."""
        inside = self.inside(clause)
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
        if self.place_spans and not here and all(place.start + self.sentence.start > high for place in self.place_spans):
            return self.iso3  # "identified 868 victims; on Bonaire, authorities identified two"
        return before[-1].code if before else here[0].code if here else fallback

    def verb_at(self, index: int) -> Verb | None:
        """The verb at a token index."""
        return next((verb for verb in self.verbs if verb.index == index), None)

    def clause_text(self, clause: int) -> str:
        """Text of one clause, lower case, straight apostrophes."""
        inside = self.inside(clause)
        if not inside:
            return ""
        return self.text(inside[0].start, inside[-1].end)

    def text(self, start: int, end: int) -> str:
        """Text between two narrative offsets, lower case, straight apostrophes, blanks folded."""
        base = self.sentence.start
        if self.plain is not None:
            return self.plain[start - base : end - base].strip()
        return folded(self.sentence.text[start - base : end - base])


def parse_sentence(sentence: Sentence, tokens: list[Token], iso3: str, places: tuple[TerritorySpan, ...]) -> Parsed:
    """Verbs and clauses of a tokenized sentence."""
    verbs = find_verbs(tokens)
    clauses = split_clauses(tokens, verbs)
    plain = folded(sentence.text)
    by_clause: dict[int, list[Token]] = {}
    for token in tokens:
        by_clause.setdefault(token.clause, []).append(token)
    return Parsed(
        sentence,
        tokens,
        verbs,
        clauses,
        iso3,
        tuple(dict.fromkeys(place.code for place in places)),
        places,
        plain if len(plain) == len(sentence.text) else None,
        by_clause,
    )


def folded(text: str) -> str:
    """A text in lower case, straight apostrophes, blanks folded."""
    return " ".join(text.lower().replace("’", "'").split())


def clause_stop(parsed: Parsed, figure: Figure) -> int:
    """Index after the last token of a figure's clause."""
    return parsed.inside(figure.clause)[-1].index + 1


def stretch_stop(parsed: Parsed, figure: Figure) -> int:
    """Index where the figure's own stretch of its clause ends: at the next figure, or with the clause."""
    stop = clause_stop(parsed, figure)
    return next((t.index for t in parsed.tokens[figure.index + 1 : stop] if t.kind in ("count", "range", "zero", "vague")), stop)
