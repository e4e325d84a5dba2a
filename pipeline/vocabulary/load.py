"""Load a vocabulary file and compile alternations from it, longest first; nothing here knows what an entry means."""

import itertools
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
    """A regex source that matches any of `words`, longest first; a space in a word matches any run of white space.

    Words that begin alike stand in one branch, and a look at the first letter comes before all: most positions of a text fail there.
    """
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    tree = _tree([[r"\s+" if sign == " " else re.escape(sign) for sign in word] for word in ordered])
    initials = "".join(sorted({re.escape(word[0]) for word in ordered if word}))
    return f"(?=[{initials}])(?:{tree})" if len(ordered) > 1 and all(ordered) else tree


def _tree(words: list[list[str]]) -> str:
    """The words, each a list of signs, as alternatives; the order of those that begin alike is kept, and no others match at one place."""
    branches: dict[str, list[list[str]]] = {}
    for word in words:
        branches.setdefault(word[0].lower() if word else "", []).append(word)
    return "|".join(_branch(same) for same in branches.values())


def _branch(words: list[list[str]]) -> str:
    shared = sum(1 for _ in itertools.takewhile(lambda signs: len(set(signs)) == 1, zip(*words, strict=False)))
    if len(words) == 1 or not shared:  # "US" and "us" differ in the sign that they share in any case
        return "|".join("".join(word) for word in words)
    return f"{''.join(words[0][:shared])}(?:{_tree([word[shared:] for word in words])})"
