"""The facts that the engine hands to the tables: one dataclass per table, codes as in the data model."""

from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.mentions.model import Mention
from pipeline.narrative.model import Narrative
from pipeline.normalize.period import Period


@dataclass(slots=True)
class Fact:
    """What every fact has: its address in the narrative's text and the rule that made it."""

    start: int
    end: int
    sentence_id: str
    section: str
    territory: str
    rule: str


@dataclass(slots=True)
class Count(Fact):
    """A stated or worked-out count; `value` is None unless `status` is reported or zero."""

    indicator: str
    unit: str
    value: Decimal | None
    value_low: Decimal | None
    value_high: Decimal | None
    precision: str | None
    status: str
    period: Period
    exploitation: str = "all"
    sex: str = "all"
    age: str = "all"
    nationality: str = "all"
    actor: str = "government"
    body: str | None = None
    detail: str | None = None
    scope: str = "total"
    part_of: "Count | None" = None
    derived: bool = False


@dataclass(slots=True)
class Money(Fact):
    """One amount as printed and as spread over its period; every figure is a Decimal."""

    purpose: str
    stage: str | None
    payer: str | None
    recipient: str | None
    amount: Decimal
    precision: str
    currency: str
    frequency: str
    basis: str
    period: Period
    amount_total: Decimal | None
    cases: int | None
    amount_usd_reported: Decimal | None
    # digits of the USD figure as printed ("$1.55 million" -> step 10000): the rounding of its last significant digit
    usd_step: Decimal | None = None


@dataclass(slots=True)
class Duration(Fact):
    """A term in time: statutory, imposed or allowed; bounds in `unit`, None = open."""

    kind: str
    subject: str | None
    value_low: Decimal | None
    value_high: Decimal | None
    unit: str


@dataclass(slots=True)
class Law(Fact):
    """A legal provision cited in the text, and what the text says of its penalties."""

    law: str | None
    provision: str | None
    jurisdiction: str
    topic: str | None
    penalty: Duration | None
    sufficiently_stringent: bool | None
    commensurate: bool | None


@dataclass(slots=True)
class ProfileItem(Fact):
    """Who is exploited, where, how: `iso3` where `value` names a country."""

    category: str
    value: str
    iso3: str | None


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a mention by a fact, `role` one of value, bound, usd, period, cases, repeat."""

    mention: Mention
    fact: Fact
    role: str


@dataclass(slots=True)
class Audit:
    """What became of a mention: `fact`, `context` or `unresolved`, with the reason where it is no fact."""

    mention: Mention
    disposition: str
    reason: str | None


@dataclass(slots=True)
class Reading:
    """Everything read from one narrative."""

    narrative: Narrative
    counts: list[Count] = field(default_factory=list)
    money: list[Money] = field(default_factory=list)
    durations: list[Duration] = field(default_factory=list)
    laws: list[Law] = field(default_factory=list)
    profile: list[ProfileItem] = field(default_factory=list)
    audits: list[Audit] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)


UNSTATED = Period(None, None, "unstated")
