"""Where a release comes from: its sources, the code by a hash of its tree, packages, parameters. No time, no machine."""

import platform
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import pyarrow as pa

from pipeline.release.described import Json, Object

# The packages whose version can change what a release says or how its files are written.
_PACKAGES = ("babel", "currencyconverter", "great-expectations", "pandas", "pyarrow", "pycountry", "pyyaml")
# Properties that may differ between two runs of the same build on other machines: they make no release of their own.
VARIABLE = ("code_sha256", "packages", "python")
_ENDINGS = {".py", ".yaml", ".csv"}


@cache
def code_sha256(*parts: str) -> str:
    """One hash over the source tree of the pipeline: path and content of its modules and vocabulary, by path, as this process began.

    Where parts are named, over these folders and files alone.
    """
    root = Path(str(files("pipeline")))
    digest = sha256()
    for path in sorted(root.rglob("*"), key=lambda found: found.relative_to(root).as_posix()):
        name = path.relative_to(root)
        wanted = not parts or any(name.is_relative_to(part) for part in parts)
        if wanted and path.suffix in _ENDINGS and path.is_file():
            content = sha256(path.read_bytes()).hexdigest()
            digest.update(f"{content}  {name.as_posix()}\n".encode())
    return digest.hexdigest()


def provenance(narratives: pa.Table, parameters: Mapping[str, str], reference: Mapping[str, str]) -> Object:
    """What made a release, by narrative id; `reference` names the series that amounts were normalized with."""
    columns = ("narrative_id", "source_url", "source_sha256", "text_sha256", "reader")
    sources: list[Json] = [
        dict(zip(columns, row, strict=True)) for row in zip(*(narratives[name].to_pylist() for name in columns), strict=True)
    ]
    return {
        "sources": sources,
        "reference": dict(sorted(reference.items())),
        "parameters": dict(sorted(parameters.items())),
        "code_sha256": code_sha256(),
        "packages": {name: version(name) for name in _PACKAGES},
        "python": platform.python_version(),
    }
