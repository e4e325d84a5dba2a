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

# What can change what is staged of a year: the rooms from bytes to facts, the shapes of it and of what is told of it, and packages.
_ROOMS = ("vocabulary", "source", "normalize", "narrative", "mentions", "facts")
_PARTS = (*_ROOMS, "tables/entry.py", "quality/gate.py", "assets/reading.py", "assets/memory.py")
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
    """Names the code that reads them, then manifest rows and the bytes of their files, by hash; else why a file cannot be read."""
    digest = sha256()
    for source in sources:
        try:
            content = sha256(source.path.read_bytes()).hexdigest()
        except OSError as error:
            content = type(error).__name__
        digest.update(repr((source, content)).encode())
    return f"{ENGINE}-{digest.hexdigest()[:32]}"


def of_this_engine(made_of: str) -> bool:
    """Whether the code that is there now made something."""
    return made_of.startswith(ENGINE)


@dataclass(frozen=True, slots=True)
class Told:
    """What the UI shows of a year, how many narratives it holds, and whether none was set aside."""

    shown: Shown
    narratives: int
    whole: bool


@dataclass(frozen=True, slots=True)
class Made(Generic[T]):
    """What was made of a year, what is told of it, and how many narratives were read for it."""

    value: T
    told: Told
    read: int


def make_years(context: dg.AssetExecutionContext, workshop: Workshop, of: Callable[[str], str], make: Callable[[str], Made[T]]) -> None:
    """Stage the years of a run and tell the UI; a year that is staged already, made of the same, is left as it is.

    A year of which something was set aside is tried again: memory or a disk may have been what failed.
    """
    name = context.asset_key.to_user_string()
    for year in context.partition_keys:
        made_of = of(year)
        staged = workshop.staged(name, year)
        if staged is not None and staged[0] == made_of and staged[1].whole:
            told, read = staged[1], 0
        else:
            made = make(year)
            told, read = made.told, made.read
            workshop.put(name, year, made.value, of=made_of, told=told)
        if told.narratives:
            context.log.info("%s: %d read, %d unchanged", year, read, told.narratives - read)
        metadata = {**told.shown, "read": read, "unchanged": told.narratives - read, "made_of": made_of}
        context.add_asset_metadata(metadata, partition_key=year)
