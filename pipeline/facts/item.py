"""What the reader of counts hands from step to step: a figure with its relation, and what earlier sentences left behind."""

from dataclasses import dataclass, field

from pipeline.facts.actors import ActorReading
from pipeline.facts.figure import Figure
from pipeline.facts.model import UNSTATED, Count
from pipeline.facts.periods import PeriodBook
from pipeline.facts.related import Relation
from pipeline.normalize.period import Period


@dataclass(slots=True, eq=False)
class Item:
    """A figure with its relation and the counts made of it."""

    figure: Figure
    relation: Relation
    rule: str = ""
    indicators: list[tuple[str, str]] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)
    period: Period = UNSTATED
    own_period: bool = False
    actor: ActorReading | None = None
    reason: str | None = None
    stock: bool = False
    form: str | None = None
    period_span: tuple[int, int] | None = None
    antecedent: "Item | None" = None
    nothing: Count | None = None  # the absence that the figure is set against ("did not convict any, compared with two")


@dataclass(slots=True)
class Setting:
    """What the sentences before have left behind, and where the sentence stands."""

    book: PeriodBook
    iso3: str
    report_year: int
    territory: str = ""
    paragraph: int = 0
    previous: list[Item] = field(default_factory=list)
    paragraph_items: list[Item] = field(default_factory=list)
    current: list[Item] = field(default_factory=list)
    nationality: str | None = None
    hotline: str | None = None
    absent: list[Count] = field(default_factory=list)
    actor: ActorReading | None = None
