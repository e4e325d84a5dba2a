"""What belongs to one amount in its sentence: the words before and behind it, up to the next clause or the next amount.

Only texts and offsets are cut here; what the words mean is decided in the modules that read the zone.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.mentions.money import MoneyMention
from pipeline.narrative.model import Sentence

_VERB = r"(?:\w{2,}ed|got|paid|spent|gave|was|were|had|has|received|set|went|made|put|took|held|found|ran|began|brought|built)"
# Where one statement about money ends and the next begins. Verbs that share a subject share a clause (rule 29), so
# ", and" and "but" need a subject and a verb of their own behind them.
_BOUNDARY = re.compile(
    rf"""
    ;\s | :\s | \s[–—]\s | ,?\s(?:while|whereas|although|though|which)\s | ,?\sbut\s(?!(?:\w+ly\s)?{_VERB}\b)
    | ,?\s\(?(?=compared\s|up\sfrom|down\sfrom|versus\s|as\sopposed\sto
                |(?:an?|this\sis\san?)\s(?:\w+\s)?(?:increase|decrease|rise|drop|decline|reduction)\s)
    | ,\s(?:and|so|then)\s(?!\w+ly\s)(?=(?:[\w’'-]+\s){{1,6}}?{_VERB}\b)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_FILLERS = (
    r"(?:(?:the|a|an|its|total|of|about|approximately|at|least|some|only|nearly|roughly|more|than|over|almost|around|just|under|allocation|budget|"
    r"amount|previous|prior|year's|year’s|initial|original|(?:19|20)\d\d|fiscal|year)\s){0,6}$"
)
# The words that make an amount the yardstick of another one, right before it.
COMPARED = re.compile(
    r"(?:\b(?:compared\s(?:with|to|against)|in\scomparison\s(?:with|to)|(?:up|down)\sfrom|versus|against|as\sopposed\sto|"
    r"(?:more|less|higher|lower|larger|smaller|greater|fewer)\sthan\sthe|similar\sto|the\ssame\sas)\s|"
    r"\b(?:increase|decrease|rise|drop|decline|reduction|increased|decreased|reduced|rose|fell|raised|doubled|tripled|grew|cut|dropped)\b"
    r"(?:[^.;()]|\.\d){0,60}\b(?:from|over)\s)" + _FILLERS,
    re.IGNORECASE,
)
# "$80,000 and the equivalent of an additional $15,000 for ...": what follows the second is said of both.
_COORDINATED = re.compile(
    r"[)\]]?,?\s?(?:(?:and|or|plus|to|of|as\swell\sas|in\saddition\sto|out\sof)\s)?"
    r"(?:(?:the|a|an|its|their|equivalent|of|additional|another|further|total|approximately|about|at|least|up|to|nearly|over|more|than|some)\s){0,7}",
    re.IGNORECASE,
)
# "(8 million pesos for two victims in 2014)": an amount that opens a bracket and has a year in it is a comparison.
_YEAR_IN_BRACKET = re.compile(r"[^()]{0,80}\b(?:19|20)\d\d\b[^()]{0,40}\)")
_SERIES = re.compile(r"[)\]]?(?:\s(?:in|for|during)\s(?:[\w’'-]+\s?){1,4}?)?,?(?:\sand)?(?:\s(?:to|with))?\s?", re.IGNORECASE)
PARTITIVE = re.compile(r"[)\]]?\s(?:of|out\sof)\s(?:the|its|a|an|that|this)\s(?:\w+\s){0,3}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Zone:
    """One amount's surroundings; `start` and `end` are the mention's, all offsets count from the sentence's start.

    Attributes:
        before: from the clause's start (or the previous amount, if nearer) to the amount.
        after: from the amount to the next amount or clause.
        shared: `after` of the amount that this one is coordinated with, else empty.
        clause: from the clause's start to its end, amounts included.
        compared: the amount is the yardstick of a comparison ("up from N").
        rest_end: where what follows in the clause begins to speak of a yardstick, or the clause's end.
    """

    text: str
    start: int
    end: int
    before_start: int
    after_end: int
    clause_start: int
    clause_end: int
    shared: tuple[int, int] | None
    compared: bool
    rest_end: int

    @property
    def before(self) -> str:
        """The words right before the amount."""
        return self.text[self.before_start : self.start]

    @property
    def after(self) -> str:
        """The words right behind the amount."""
        return self.text[self.end : self.after_end]

    @property
    def near(self) -> str:
        """Before, behind, and what is said of both of two coordinated amounts; a bar stands for each amount."""
        return f"{self.before} | {self.after} | {self.shared_text}"

    @property
    def shared_text(self) -> str:
        """What stands behind the last of coordinated amounts; empty for one that stands alone."""
        return self.text[self.shared[0] : self.shared[1]] if self.shared else ""

    @property
    def clause(self) -> str:
        """The whole clause."""
        return self.text[self.clause_start : self.clause_end]


def zones(sentence: Sentence, mentions: Sequence[MoneyMention]) -> list[Zone]:
    """One zone per mention, in order."""
    text = sentence.text
    spans = [(mention.start - sentence.start, mention.end - sentence.start) for mention in mentions]
    cuts = [match.end() for match in _BOUNDARY.finditer(text) if not any(low < match.end() - 1 < high for low, high in spans)]
    compared = [_is_compared(text, span, first=not index, cuts=cuts) for index, span in enumerate(spans)]
    for index in range(1, len(spans)):  # "compared with N in 2017 and M in 2016"
        series = compared[index - 1] and _SERIES.fullmatch(text, spans[index - 1][1], spans[index][0])
        compared[index] = compared[index] or bool(series)
    found: list[Zone] = []
    for index, (start, end) in enumerate(spans):
        left = spans[index - 1][1] if index else 0
        right = spans[index + 1][0] if index + 1 < len(spans) else len(text)
        clause_start = max((cut for cut in cuts if cut <= start), default=0)
        clause_end = min((cut for cut in cuts if cut > end), default=len(text))
        before_start = max(left, clause_start)
        if before_start == left and left and (joint := text.rfind(" and ", left, start)) > 0:
            before_start = joint
        after_end = min(right, clause_end)
        if after_end == right < len(text) and (joint := text.rfind(" and ", end, right)) > end:
            after_end = joint
        shared = _shared(text, spans, index, clause_end)
        previous = mentions[index - 1] if index else None
        if previous and found and previous.sums[-1].role == "low" and mentions[index].sums[0].role == "high":
            before_start = found[-1].before_start
        rest_end = min((spans[i][0] for i in range(index + 1, len(spans)) if compared[i] and spans[i][0] < clause_end), default=clause_end)
        found.append(Zone(text, start, end, before_start, after_end, clause_start, clause_end, shared, compared[index], rest_end))
    return found


def _is_compared(text: str, span: tuple[int, int], *, first: bool, cuts: list[int]) -> bool:
    """Whether words of comparison stand right before the amount, or it opens a bracket behind another one with a year in it."""
    start, end = span
    clause_start = max((cut for cut in cuts if cut <= start), default=0)
    if COMPARED.search(text, max(0, clause_start - 3, start - 120), start):
        return True
    return not first and text[:start].endswith("(") and _YEAR_IN_BRACKET.match(text, end) is not None


def _shared(text: str, spans: list[tuple[int, int]], index: int, clause_end: int) -> tuple[int, int] | None:
    """What stands behind the last of the amounts that this one is coordinated with."""
    last = index
    while last + 1 < len(spans) and spans[last + 1][0] < clause_end and _COORDINATED.fullmatch(text, spans[last][1], spans[last + 1][0]):
        last += 1
    if last == index:
        return None
    right = spans[last + 1][0] if last + 1 < len(spans) else len(text)
    return spans[last][1], min(right, clause_end)
