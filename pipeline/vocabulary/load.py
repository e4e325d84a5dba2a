"""Load a vocabulary file and compile alternations from it, longest first; nothing here knows what an entry means."""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def load(name: str) -> Any:
    """The content of `pipeline/vocabulary/<name>.yaml`; shared, so callers must not change it."""
    text = files(__package__).joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(text, Loader=loader)  # noqa: S506 - the C one is safe as well


def alternation(words: Iterable[str]) -> str:
    """A regex source that matches any of `words`, longest first; a space in a word matches any run of white space."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)
