"""What a year was made of, so that it is made again only where its sources or the code that reads them are others.

The result is the same as that of a full build, byte for byte: what is kept is what the same code made of the same bytes.
"""

import platform
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from typing import Generic, TypeVar

import dagster as dg

from pipeline.assets.workshop import Workshop
from pipeline.release.provenance import code_sha256
from pipeline.source.model import Source

T = TypeVar("T")
Shown = Mapping[str, dg.MetadataValue | int | float]

# What can change a reading: the rooms from bytes to facts, the shapes in which they are staged, and packages that take part.
_PARTS = ("vocabulary", "source", "normalize", "narrative", "mentions", "facts", "tables/entry.py", "quality/gate.py")
_PACKAGES = ("babel", "dagster", "pycountry", "pypdfium2", "pyyaml", "selectolax")
# What takes part from there on.
_FURTHER = ("currencyconverter", "great-expectations", "numpy", "pandas", "pyarrow")


def _code(parts: Iterable[str], packages: Iterable[str]) -> str:
    versions = [f"{name} {version(name)}" for name in packages]
    return sha256("\n".join([code_sha256(*parts), platform.python_version(), *versions]).encode()).hexdigest()[:16]


# The code that reads, and all of it.
ENGINE = _code(_PARTS, _PACKAGES)
CODE = _code((), (*_PACKAGES, *_FURTHER))


def fingerprint(sources: Iterable[Source]) -> str:
    """Names the code that reads them, then manifest rows and the bytes of their files, by hash; a missing file counts as empty."""
    digest = sha256()
    for source in sources:
        raw = source.path.read_bytes() if source.path.is_file() else b""
        digest.update(repr((source, sha256(raw).hexdigest())).encode())
    return f"{ENGINE}-{digest.hexdigest()[:32]}"


def of_this_engine(made_of: str) -> bool:
    """Whether the code that is there now made something."""
    return made_of.startswith(ENGINE)


@dataclass(frozen=True, slots=True)
class Made(Generic[T]):
    """What was made of a year, what the UI shows of it, how many narratives it holds and how many of them were read for it."""

    value: T
    shown: Shown
    narratives: int
    read: int


def make_years(context: dg.AssetExecutionContext, workshop: Workshop, of: Callable[[str], str], make: Callable[[str], Made[T]]) -> None:
    """Stage the years of a run and tell the UI; a year that is staged already, made of the same, is left as it is."""
    name = context.asset_key.to_user_string()
    for year in context.partition_keys:
        made_of = of(year)
        staged = workshop.staged(name, year)
        if staged is not None and staged[0] == made_of:
            (shown, narratives), read = staged[1], 0
        else:
            made = make(year)
            shown, narratives, read = made.shown, made.narratives, made.read
            workshop.put(name, year, made.value, of=made_of, told=(shown, narratives))
        if narratives:
            context.log.info("%s: %d read, %d unchanged", year, read, narratives - read)
        context.add_asset_metadata({**shown, "read": read, "unchanged": narratives - read, "made_of": made_of}, partition_key=year)
