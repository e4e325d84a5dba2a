"""The period of each figure of a sentence (annotation rule 29): its own clause, its antecedent, its comparisons, what runs on."""

import re
from datetime import date

from pipeline.facts.figure import Figure
from pipeline.facts.indicator import stocks
from pipeline.facts.item import Item, Setting
from pipeline.facts.model import UNSTATED
from pipeline.facts.parsed import Parsed
from pipeline.facts.periods import after, opening
from pipeline.facts.tokens import Token
from pipeline.mentions.period import PeriodMention
from pipeline.normalize.period import Period, previous

_STOCK_CLASSES = frozenset(["unit_body", "agency", "post", "police_district"])


SAME = re.compile(
    r"\bthe same(?: number| figure| total| amount)?(?: of \w+)? (?:as|that|(?:it|they|the government|police|authorities) \w+ed)\b"
)


def period_tokens(parsed: Parsed) -> list[Token]:
    """The tokens of a sentence that name periods."""
    return [t for t in parsed.tokens if t.kind == "period"]


def period_mention(token: Token) -> PeriodMention | None:
    """What a period token stands for."""
    source = token.span.source if token.span is not None else None
    return source if isinstance(source, PeriodMention) else None


def _compared(parsed: Parsed, token: Token) -> bool:
    """Whether a comparison opens between the start of its clause and the period `token`."""
    if token.low.startswith(("over the prev", "over the prior", "over the prec", "over the last", "than ")) and any(
        t.low in ("more", "fewer", "increase", "improvement", "decrease", "increased", "improved", "better")
        for t in parsed.tokens[: token.index]
    ):
        return True  # "identified more victims over the previous reporting period"
    if token.index > 1 and parsed.tokens[token.index - 1].low in ("fewer than", "less than", "more than"):
        return True  # "12 permits, two fewer than in 2011"
    for t in reversed(parsed.tokens[: token.index]):
        if t.clause != token.clause or t.text == ";":
            return False
        if t.lex.comparison or (t.low == "against" and t.index and parsed.tokens[t.index - 1].text == ","):
            return True
        if (
            t.lex.verb
            and t.lex.verb_form in ("past", "part")
            and not t.lex.noun
            and t.low != "compared"
            and any(v.index == t.index and v.kind == "finite" for v in parsed.verbs)
        ):
            return False
    return False


def _kind(token: Token) -> str | None:
    mention = period_mention(token)
    return mention.kind if mention is not None else None


def _acted(parsed: Parsed, figure: Figure) -> bool:
    """Whether bodies or places are told of by what they did or what was done to them, not by how many there are."""
    if figure.verbs and figure.verbs[0].lemma == "investigate" and figure.preposition == "into":
        return True  # "opened investigations into nine firms"
    if not figure.verbs or figure.verbs[0].kind not in ("finite", "gerund"):
        return False
    lemma = figure.verbs[0].lemma
    if parsed.tokens[figure.verbs[0].index].lex.verb_form in ("base", "s"):
        return False  # "11 states apply laws of their own"
    return (lemma not in _STANDING and figure.preposition is None) or (lemma in _HANDED_OUT and figure.preposition == "to")


# "disbursed $1.2 million to 14 NGOs"
_HANDED_OUT = frozenset(["disburse", "give", "provide", "grant", "pay", "award", "allocate", "distribute"])
# What is, or is kept, is a stock; what these do not say happened in its time.
_STANDING = frozenset(
    [
        *("be", "have", "operate", "run", "maintain", "exist", "include", "comprise", "cover", "fund", "support", "oversee", "manage"),
        *("staff", "remain", "contain", "consist", "employ", "use", "number", "total", "finance", "keep", "own", "administer", "involve"),
    ]
)


def _planned(period: Period, setting: Setting) -> bool:
    """Whether a period lies after the report, as that of a plan ("aligned with the policy through 2030")."""
    return period.start is not None and period.start.year > setting.report_year


def _first_since(tokens: list[Token], token: Token) -> bool:
    """Reads "the first conviction since 2019", "the highest number since 2015": how long ago the last one was."""
    return any(t.low in _RANKED for t in tokens[max(0, token.index - 6) : token.index])


_RANKED = frozenset(["first", "the first", "the only", "highest", "lowest", "most", "fewest", "largest"])


def _usable(tokens: list[Token], token: Token) -> PeriodMention | None:
    """The period of a token if it can date a figure; "from the previous period", "from 2018 cases" tell where something comes from."""
    following = tokens[token.index + 1] if token.index + 1 < len(tokens) else None
    if token.low.startswith("from ") and following is not None and following.lex.noun in ("case", "investigation", "arrest", "prosecution"):
        return None
    if (
        token.low.startswith("from ")
        and token.index
        and (
            tokens[token.index - 1].low in _LEFT_OVER
            or tokens[token.index - 1].lex.noun in _FILED
            # "11 trials were pending, nine from 2010", "concluded 23 from 2010"
            or (
                tokens[token.index - 1].kind == "count"
                and (tokens[token.index - 2].text == "," or tokens[token.index - 2].lex.verb in _ENDED)
            )
        )
    ):
        return None
    owns = following is not None and following.text in ("’", "'")  # "a drop from the previous year's 195"
    if not owns and token.low.startswith(("from the previous", "from the prior", "from previous", "from prior", "from the last")):
        return None
    mention = period_mention(token)
    if mention is not None and mention.kind == "since" and _first_since(tokens, token):
        return None
    return (
        mention
        if mention is not None and mention.kind in ("main", "since", "end", "running", "previous", "listed", "lookback", "month")
        else None
    )


_ENDED = frozenset(["conclude", "complete", "close", "finish", "continue", "resolve"])
# "12 carried over from 2015": where those counted come from
_LEFT_OVER = frozenset(["over", "continued", "continuing", "remaining", "pending", "ongoing", "left", "dating", "stemming"])


# "one case from 2014 was still pending"
_FILED = frozenset(["case", "investigation", "prosecution"])


def note_periods(parsed: Parsed, setting: Setting, low: int, high: int) -> None:
    """Let the main periods of a stretch of the sentence run on."""
    for token in parsed.tokens[low:high]:
        if token.kind != "period" or token.depth:
            continue
        mention = period_mention(token)
        if mention is None or mention.kind not in ("main", "running") or _compared(parsed, token) or _in_relative(parsed, token):
            continue
        if _dates_a_participle(parsed, token):
            continue
        if (parsed.tokens[token.index - 1].low in ("from", "than", "until") and token.index) or _usable(parsed.tokens, token) is None:
            continue
        # "a hotline, which an NGO ran in 2022, took 396 calls in that year"
        named = _beside(parsed, token, setting) if mention.kind == "running" and " that " in f" {token.low} " else None
        period = named or setting.book.resolve(mention, None, setting.paragraph)
        if period is not None and not _planned(period, setting):
            setting.book.note(period, setting.paragraph, latest=_LATEST.search(parsed.sentence.text) is not None)


# "In 2016, the most recent year for which data were available": a year that the figures around it are of.
_LATEST = re.compile(
    r"\b(?:most\srecent|latest|last)\s(?:\w+\s){0,2}(?:year|period|data|reports?|statistics)\b[^.;]{0,80}\bavailable\b", re.IGNORECASE
)


def _in_relative(parsed: Parsed, token: Token) -> bool:
    first = next((t for t in parsed.tokens if t.clause == token.clause), None)
    return (
        first is not None
        and first.low in ("that", "which", "who", "whom", "when", "where")
        and not any(t.kind in ("count", "range", "zero") for t in parsed.tokens if t.clause == token.clause)
    )


def date_item(parsed: Parsed, setting: Setting, item: Item, items: list[Item]) -> None:
    """Set the period of an item by annotation rule 29."""
    figure, relation, before = item.figure, item.relation, item.antecedent
    if item.reason is not None:
        return
    indicator = item.indicators[0][0] if item.indicators else "other"
    item.stock = indicator in stocks() or (indicator == "other" and figure.head_class in _STOCK_CLASSES and not _acted(parsed, figure))
    if relation.kind in ("compare", "series"):
        own = relation.period or _segment_period(parsed, setting, item, items)
        base = before.period if before is not None else setting.book.reporting
        if own is not None:
            resolved = setting.book.resolve(own, base if base.start else None, setting.paragraph)
            item.period, item.own_period = resolved or UNSTATED, True
            item.period_span = (own.start, own.end)
        elif relation.kind == "compare":
            item.period = previous(base)
        else:
            item.period = base
        return
    if relation.period is not None:
        item.period, item.own_period = setting.book.resolve(relation.period, None, setting.paragraph) or UNSTATED, True
        return
    own_token = _own_period(parsed, figure, items, item)
    if relation.change == "from" and (own_token is None or own_token.index < figure.index):
        item.period = UNSTATED
        return
    if relation.change == "to" and own_token is not None and before is not None and before.figure.index < own_token.index < figure.index:
        own_token = next(
            (
                t
                for t in period_tokens(parsed)
                if t.index < before.figure.index and _usable(parsed.tokens, t) is not None and opening(parsed.tokens, t.index)
            ),
            None,
        )
    if own_token is not None:
        mention = period_mention(own_token)
        if mention is not None:
            beside = _beside(parsed, own_token, setting)
            that = mention.kind == "running" and " that " in f" {own_token.low} "
            resolved = (beside if that else None) or setting.book.resolve(mention, beside, setting.paragraph)
            if resolved is not None and not _planned(resolved, setting):
                item.period, item.own_period = resolved, True
                item.period_span = (own_token.start, own_token.end)
                return
    if before is not None and before.reason is not None and relation.kind in ("part", "label"):
        before = None  # what it is taken of is no fact and has no date
    standing = before is not None and before.stock and before.period == UNSTATED and not item.stock
    if relation.kind in ("part", "label") and before is not None and not standing:  # "closed 19 of the 421 registered agencies"
        item.period = before.period
        item.own_period = before.own_period
        return
    if (
        relation.kind == "main"
        and before is not None
        and before in items
        and before.period.type != "unstated"
        and figure.head_class == "none"
        and before.figure.clause == figure.clause
    ):
        item.period, item.own_period = before.period, before.own_period
        return
    plan = _plan(parsed, figure)
    if plan is not None:
        item.period, item.own_period = plan, True
        return
    item.period = _fallback(setting, item, parsed)


def _fallback(setting: Setting, item: Item, parsed: Parsed) -> Period:
    section = parsed.sentence.section
    if item.stock:
        return setting.book.running(setting.paragraph, same_paragraph=True) or UNSTATED
    if section == "profile":
        return UNSTATED
    return setting.book.running(setting.paragraph) or setting.book.reporting


def _plan(parsed: Parsed, figure: Figure) -> Period | None:
    if figure.head is None or figure.head.low not in (
        "activities",
        "measures",
        "objectives",
        "actions",
        "goals",
        "recommendations",
        "initiatives",
        "steps",
        "activity",
        "priorities",
        "indicators",
        "tasks",
        "projects",
        "pillars",
        "targets",
    ):
        return None
    clauses = {figure.clause}
    if parsed.inside(figure.clause)[0].low == "which":
        clauses.add(figure.clause - 1)  # "a 2021-2025 action plan, which contained 74 activities"
    for token in period_tokens(parsed):
        mention = period_mention(token)
        if mention is not None and mention.kind == "plan" and token.clause in clauses:
            return mention.period
    return None


def _beside(parsed: Parsed, token: Token, setting: Setting) -> Period | None:
    """The main period of the sentence, for phrases like "the year before"."""
    for other in period_tokens(parsed):
        mention = period_mention(other)
        if _kind(token) == "end" and other.index > token.index + 1:
            continue  # "11 trials were under way at year's end, nine of them begun in 2010"
        if (
            other.index != token.index
            and mention is not None
            and mention.kind == "main"
            and mention.period is not None
            and not _compared(parsed, other)
        ):
            return mention.period
    lows = {(period_mention(t).kind if period_mention(t) else "") for t in period_tokens(parsed)}  # type: ignore[union-attr]
    if {"running", "previous"} <= lows:
        return setting.book.reporting
    return None


def _own_period(parsed: Parsed, figure: Figure, items: list[Item], item: Item) -> Token | None:
    """The period token of a figure's own clause, else the one that opens the sentence."""
    tokens = parsed.tokens
    depth = tokens[figure.index].depth
    opens = next((t for t in tokens if t.clause == figure.clause), None)
    if opens is not None and opens.low == "when" and opens.index > 1:
        named = tokens[opens.index - (2 if tokens[opens.index - 1].text == "," else 1)]
        if named.kind == "period" and item.relation.kind == "main":
            return named  # "a decrease from 2009, when they convicted 103"
    said = tokens[max(0, figure.first - 3) : figure.first]
    if len(said) == 3 and said[1].low in ("resulting", "leading") and _usable(tokens, said[0]) is not None:
        return said[0]  # "65 calls in 2018 resulting in 25 investigations, 45 calls in 2017"
    candidates = [
        t
        for t in period_tokens(parsed)
        if _usable(tokens, t) is not None
        and t.depth == depth
        and (not _dates_a_participle(parsed, t) or any(v.index == t.index - 1 for v in figure.verbs))
        and not (_kind(t) == "end" and _ends_another(figure, items, t))
    ]
    right = [t for t in candidates if t.index > figure.index and t.clause == figure.clause]
    for token in right:
        between = tokens[figure.index + 1 : token.index]
        if any(t.lex.comparison or t.low.endswith("than") for t in between):
            break
        if SAME.search(parsed.text(figure.end, token.start)) or token.low.startswith("than "):
            break
        if token.low.startswith(("over ", "from ")) and any(
            t.low in ("increase", "decrease", "rise", "fall", "drop", "cut") for t in between
        ):
            break  # "gave $5.4 million to 23 NGOs, an increase of $432,000 over 2013"
        if (
            token.index
            and tokens[token.index].low.startswith("from ")
            and any(t.lex.verb in ("rise", "fall", "grow", "drop") for t in between)
        ):
            break
        if any((other := _figure_at(items, t.index)) is not None and other.relation.kind in ("compare", "series") for t in between):
            break
        if _dates_the_next(tokens, figure, token):
            break
        if _kind(token) == "since" and any(v.kind == "gerund" and figure.index < v.index < token.index for v in parsed.verbs):
            break  # "won four convictions, bringing to 10 the number since 2003"
        if any((other := _figure_at(items, t.index)) is not None and _dates_itself(tokens, other, token, candidates) for t in between):
            break
        if _kind(token) == "listed" and not _lists(tokens, token):
            continue
        if item.relation.kind in ("part", "label") and any(t.kind in ("count", "zero") for t in between):
            break
        if _dates_another_act(parsed, item, token):
            continue
        return token
    left = [
        t for t in candidates if t.index < figure.index and t.clause == figure.clause and not _compared(parsed, t) and _kind(t) != "listed"
    ]
    acts = figure.verbs[0].index if figure.verbs and figure.verbs[0].kind == "finite" else figure.index
    resumed = bool(left) and any(v.kind == "finite" and v.index < left[-1].index for v in parsed.verbs)
    if resumed and _kind(left[-1]) == "end" and left[-1].index < acts < figure.index:
        left = left[:-1]  # "in 2005, opened 12, eight of which remained open at the end of the year, and arrested 47"
    if left and item.relation.kind == "part" and _kind(left[-1]) == "end" and left[-1].index == 0:
        return left[-1]  # "At the end of 2017, 31 of the cases were ongoing"
    if left and item.relation.kind not in ("part", "label"):
        return left[-1]
    if left and item.relation.partitive and item.antecedent in items and item.antecedent is not None:
        opened = left[-1].index == next(t.index for t in tokens if t.clause == figure.clause)
        if opened and item.antecedent.figure.clause < figure.clause and item.antecedent.figure.index < left[-1].index:
            return left[-1]  # "...; in October 2022, a court acquitted four of them"
    if (
        left
        and item.relation.kind in ("part", "label")
        and item.antecedent is not None
        and item.antecedent not in items
        and not item.relation.partitive
    ):
        return left[-1]
    whole = item.antecedent
    if item.relation.kind == "part" and whole is not None and whole not in items and not item.relation.partitive and not depth:
        first = next((t for t in candidates if t.index == 0 and _kind(t) == "main"), None)
        if first is not None and first.clause != figure.clause:
            return first  # "In 2018, officials gave no details, but at least 36 were subjected to sex trafficking"
    if item.relation.kind in ("part", "label") and item.antecedent is not None and not (depth and item.relation.partitive):
        return None
    opener = next((t for t in tokens if t.clause == figure.clause), None)
    contrasts = ("by comparison", "in comparison", "by contrast", "in contrast")
    undated = tokens[0].low in contrasts and not any(t.clause == figure.clause for t in candidates)
    if opener is not None and (opener.low in contrasts or (undated and item.relation.kind == "main")):
        # "by comparison, prosecutors charged 19 suspects and courts convicted six in 2020": one date for both clauses
        later = [t for t in candidates if t.clause > figure.clause and _kind(t) in ("main", "previous")]
        if later and (opener.low in contrasts or not any(t.text == ";" for t in tokens[figure.index : later[0].index])):
            return later[0]
    if opens is not None and opens.low in ("that", "which") and opens.index and tokens[opens.index - 1].text not in (",", ";"):
        # "in 2015, by contrast, it had held 26 events that drew 9,000 people": the relative clause is of that year too
        host = tokens[opens.index - 1].clause
        left = [t for t in candidates if t.clause == host and t.index < opens.index and not _compared(parsed, t)]
        if left and item.relation.kind == "main":
            return left[-1]
    for token in candidates:
        covers = token.index < figure.index and opening(tokens, token.index) and tokens[figure.index].depth == 0
        if covers and (_kind(token) != "end" or not any(t.text == ";" for t in tokens[token.index : figure.index])):
            return token
    if depth:
        outer = [
            t
            for t in period_tokens(parsed)
            if _usable(tokens, t) is not None and t.depth < depth and t.clause == figure.clause and t.index < figure.index
        ]
        if not outer and (item.antecedent is None or item.antecedent in items) and item.relation.kind != "label":
            outer = [
                t
                for t in period_tokens(parsed)
                if _usable(tokens, t) is not None
                and t.depth < depth
                and t.clause == figure.clause
                and t.index > figure.index
                and not any((x.text == "," and x.depth < depth) or x.low == "than" for x in tokens[figure.index : t.index])
            ][:1]
        return outer[-1] if outer and (item.antecedent is None or item.relation.partitive) else None
    return None


def _ends_another(figure: Figure, items: list[Item], token: Token) -> bool:
    """Whether an end date tells how things stood with a later figure: "approved 61, denied 20, and had 14 pending at the end of 2021"."""
    between = [o.figure for o in items if figure.index < o.figure.index < token.index and o.figure.depth == figure.depth]
    verbs = between[-1].verbs if between else []
    return bool(verbs) and verbs[0].lemma in ("have", "keep", "remain", "be") and verbs != figure.verbs


def _dates_another_act(parsed: Parsed, item: Item, token: Token) -> bool:
    """Whether a date stands right behind a participle that is not what is counted.

    "Including eight identified in the previous year" of those sheltered; "one prosecution begun in 2016 remained pending".
    """
    reduced = next((v for v in parsed.verbs if v.kind == "reduced" and v.index == token.index - 1), None)
    of_those = item.figure.preposition in ("of", "among") and any(v is reduced for v in item.figure.verbs)
    if reduced is None or of_those:  # "Of the 44 cases opened in 2021"
        return False
    figure = item.figure
    inherited = item.relation.kind == "part" and item.rule.startswith("part:") and bool(item.antecedent and item.antecedent.figure.verbs)
    if inherited and item.antecedent is not None:
        return reduced.lemma not in {v.lemma for v in item.antecedent.figure.verbs}
    begun = reduced.lemma in ("begin", "open", "initiate", "launch", "start")
    return begun and any(v.kind == "finite" and v.index > token.index and v.clause == figure.clause for v in parsed.verbs)


def _dates_a_participle(parsed: Parsed, token: Token) -> bool:
    """Reads "a fund established in 2009 disbursed $63,500 to 44 survivors": the date is the participle's, not the finite verb's."""
    before = parsed.tokens[token.index - 1] if token.index else None
    if before is None or before.lex.verb not in _FOUNDED or before.lex.verb_form not in ("past", "part"):
        return False
    later = any(v.kind == "finite" and v.index > token.index and v.clause == token.clause for v in parsed.verbs)
    noun = parsed.tokens[before.index - 1] if before.index else None
    return (
        later
        and noun is not None
        and (noun.kind == "word" or noun.text == ",")
        and not any(v.index == before.index and v.passive and v.kind == "finite" for v in parsed.verbs)
    )


_FOUNDED = frozenset(
    [
        "begin",
        "initiate",
        "establish",
        "create",
        "found",
        "set",
        "open",
        "launch",
        "enact",
        "adopt",
        "pass",
        "build",
        "form",
        "inaugurate",
        "start",
    ]
)


def _dates_itself(tokens: list[Token], part: Item, token: Token, candidates: list[Token]) -> bool:
    """Whether a date belongs to a part alone: "Since 1998, prosecutors have opened 71 cases, 29 of them in 2000"."""
    behind = [t.low for t in tokens[part.figure.np_end : token.index]]
    return (
        part.relation.kind == "part"
        and (behind in (["of", "them"], ["of", "these"]) or (not behind and tokens[part.figure.first - 1].low == "including"))
        and any(t.index < part.figure.index for t in candidates)
    )


def _dates_the_next(tokens: list[Token], figure: Figure, token: Token) -> bool:
    """Whether a date opens the next number's part: "the number for 2015 was 30 and for 2014, 29"."""
    following = [t.kind if t.kind == "count" else t.text for t in tokens[token.index + 1 : token.index + 3]]
    dated = any(t.kind == "period" and t.clause == figure.clause for t in tokens[: figure.first])
    return dated and following == [",", "count"] and tokens[token.index - 1].low == "and"


def _lists(tokens: list[Token], token: Token) -> bool:
    return token.index > 1 and tokens[token.index - 1].low in ("and", "or", ",") and tokens[token.index - 2].kind == "period"


def _figure_at(items: list[Item], index: int) -> Item | None:
    return next((item for item in items if item.figure.index == index), None)


def _segment_period(parsed: Parsed, setting: Setting, item: Item, items: list[Item]) -> PeriodMention | None:
    """The period printed with a compared figure: after it and before the next figure, else before it in its segment."""
    tokens, figure = parsed.tokens, item.figure
    depth = tokens[figure.index].depth
    for token in tokens[figure.index + 1 :]:
        if token.depth < depth or token.text == ";" or (token.depth > depth):
            if token.depth > depth:
                continue
            break
        if token.kind == "period" and _usable(tokens, token) is not None:
            return period_mention(token)
        if token.kind in ("count", "range", "zero") and not (item.relation.aligned):
            if token.index == figure.index + 2 and tokens[figure.index + 1].low in ("of", "out of"):
                continue  # "83 of 91 in 2015"
            following = next((other for other in items if other.figure.index == token.index), None)
            if following is not None and following.relation.kind not in ("compare", "series"):
                break
            if token.clause != figure.clause:
                break
            if any(t.kind == "period" for t in tokens[figure.index : token.index]):
                break
            if _shares_date(tokens, figure.np_end, token.index):
                continue
            nearest = next((t for t in tokens[token.index :] if t.kind == "period" and t.depth == depth), None)
            if nearest is None or any(t.kind == "period" for t in tokens[item.relation.introducer : figure.index]):
                break
    for token in reversed(tokens[max(item.relation.introducer, 0) : figure.index]):
        if token.kind == "period" and token.depth <= depth and _usable(tokens, token) is not None:
            return period_mention(token)
    del setting
    return None


def _shares_date(tokens: list[Token], end: int, following: int) -> bool:
    """Whether a period right behind the next figure dates both: "and 34 potential and 15 confirmed victims in 2016"."""
    if any(t.kind == "punct" for t in tokens[end:following]) or not any(t.low == "and" for t in tokens[end:following]):
        return False
    stop = next((t for t in tokens[following + 1 :] if t.kind in ("punct", "period", "count", "range", "zero")), None)
    return stop is not None and stop.kind == "period"


def align_respectively(parsed: Parsed, items: list[Item], setting: Setting) -> None:
    """Align a list of figures with a list of periods by position (annotation rule 12)."""
    tokens = parsed.tokens
    for marker in tokens:
        if marker.low != "respectively":
            continue
        clause = [
            item
            for item in items
            if item.figure.clause == marker.clause and item.reason is None and tokens[item.figure.index].depth == marker.depth
        ]
        periods = [
            t for t in period_tokens(parsed) if t.clause == marker.clause and t.depth == marker.depth and _usable(tokens, t) is not None
        ]
        run = _run(tokens, clause, marker.index)
        if len(run) > 1 and len(periods) == len(run):
            for item, token in zip(run, periods, strict=True):
                resolved = setting.book.resolve(period_mention(token), None, setting.paragraph)  # type: ignore[arg-type]
                if resolved is not None:
                    item.period, item.own_period = resolved, True


def _run(tokens: list[Token], clause: list[Item], marker: int) -> list[Item]:
    """The figures of a list joined by "and" and commas that stands nearest before or after the marker."""
    run: list[Item] = []
    for item in sorted((i for i in clause if i.figure.index < marker), key=lambda i: -i.figure.index):
        if run and not any(t.low in ("and", ",") for t in tokens[item.figure.np_end : run[0].figure.first]):
            break
        run.insert(0, item)
    if run:
        return run
    # "In 2019 and 2018, respectively, inspectors conducted 410 and 390 inspections"
    for item in sorted((i for i in clause if i.figure.index > marker), key=lambda i: i.figure.index):
        if run and not all(t.low in ("and", ",") for t in tokens[run[-1].figure.np_end : item.figure.first]):
            break
        run.append(item)
    return run


def date_by_parts(items: list[Item]) -> None:
    """Dates a compared figure by its parts: "compared with 52 victims, 18 of whom police referred, in 2012"."""
    for part in items:
        whole = part.antecedent
        if part.relation.kind != "part" or whole is None or part.period_span is None:
            continue
        if whole.relation.kind == "compare" and not whole.own_period:
            whole.period, whole.own_period, whole.period_span = part.period, True, part.period_span


def imply_years(items: list[Item], setting: Setting) -> None:
    """A main figure with no period of its own and none running takes what its comparisons or parts imply (rule 29 c)."""
    running = setting.book.running(setting.paragraph) is not None
    inside = setting.book.running(setting.paragraph, same_paragraph=True) is not None
    for item in items:
        if item.relation.kind != "main" or item.own_period or item.reason is not None or (inside if item.stock else running):
            continue
        compared = [
            other.period
            for other in items
            if other.antecedent is not None
            and (
                other.antecedent is item
                or (other.antecedent.relation.kind == "part" and other.antecedent.antecedent is item)
                or (not item.stock and other.antecedent.figure.clause == item.figure.clause and other.antecedent.relation.kind == "main")
            )
            and other.relation.kind in ("compare", "series")
            and other.own_period
            and other.period.type == "calendar_year"
        ]
        compared += [
            count.period  # "investigated five cases, compared with not investigating any in 2017"
            for count in setting.absent
            if count.rule == "negated-gerund" and count.period.type == "calendar_year" and count.start > item.figure.start
        ]
        if compared:
            latest = max(compared, key=lambda period: period.start.year if period.start else 0)
            implied = after(latest)
            if implied.start is not None and implied.start.year < setting.report_year:
                item.period = implied
                for other in items:
                    if other.antecedent is item and other.relation.kind in ("part", "label") and not other.own_period:
                        other.period = implied
                    # "took 1,234 calls, compared with 980 in 2019; 54 calls concerned trafficking": the sentence goes on in that year
                    later = other.figure.index > item.figure.index and other.figure.clause != item.figure.clause
                    led = other.relation.kind == "main" or (other.antecedent in items and other.antecedent.period == implied)
                    if later and led and not other.own_period and other.period == setting.book.reporting:
                        other.period = implied
                for count in setting.absent:
                    if count.rule == "unknown-number" and count.period == setting.book.reporting:
                        count.period = implied  # "... compared with nine in 2020, and it sent home an unspecified number of victims"
                setting.book.note(implied, setting.paragraph, implied=True)


def imply_year_of_nothing(items: list[Item], setting: Setting) -> None:
    """Dates "did not convict any traffickers, compared with two in 2019": the nothing is of the year after (rule 29 c)."""
    against = [item for item in items if item.nothing is not None and item.own_period and item.period.type == "calendar_year"]
    if not against or setting.book.running(setting.paragraph) is not None:
        return
    implied = max((after(item.period) for item in against), key=lambda period: period.start or date.min)
    if implied.start is None or implied.start.year >= setting.report_year:
        return
    for count in setting.absent:
        if count.status == "zero" and count.period == setting.book.reporting:
            count.period = implied
    setting.book.note(implied, setting.paragraph, implied=True)


def imply_year_before(items: list[Item], setting: Setting) -> None:
    """Dates the figures of an earlier sentence by the one that compares them ("This compared with 398 in 2020", rule 29 c)."""
    if setting.book.running(setting.paragraph) is not None:
        return
    for item in items:
        before = item.antecedent
        if before is None or before in items or before.own_period or before.stock or before.period != setting.book.reporting:
            continue
        if item.relation.kind != "compare" or not item.own_period or item.period.type != "calendar_year":
            continue
        implied = after(item.period)
        if implied.start is None or implied.start.year >= setting.report_year:
            continue
        while before.relation.kind in ("part", "label", "repeat") and before.antecedent is not None:
            before = before.antecedent
        first = setting.paragraph_items.index(before) if before in setting.paragraph_items else len(setting.paragraph_items)
        for other in [before, *setting.paragraph_items[first:]]:
            if not other.own_period and not other.stock and other.period == setting.book.reporting:
                other.period = implied
                for count in other.counts:
                    count.period = implied
        setting.book.note(implied, setting.paragraph, implied=True)
        return


def date_from_parts(items: list[Item], fallback: Period) -> None:
    """A total with no period stated or running takes that of its parts, and so do the parts that state none (rule 29 c)."""
    for total in {
        id(item.antecedent): item.antecedent for item in items if item.antecedent is not None and item.relation.kind == "part"
    }.values():
        if total is None or total.own_period or total.period != fallback or not total.indicators:
            continue
        # "hosted 31 victims, six of whom arrived in 2020": what else befell some of them dates them alone
        parts = [
            item
            for item in items
            if item.antecedent is total and item.relation.kind == "part" and item.indicators[:1] == total.indicators[:1]
        ]
        # "in 12 of these a trial date had been set by March 2019" dates no whole
        stated = [part.period for part in parts if part.own_period and part.period.start is not None]
        if not stated or any(period != stated[0] for period in stated):
            continue
        for item in [total, *(part for part in parts if not part.own_period)]:
            item.period = stated[0]
            for count in item.counts:
                count.period = stated[0]
