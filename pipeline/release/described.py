"""Files of a release as its metadata describe them, and the JSON that they are written in."""

import json
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

Json = str | int | float | bool | list["Json"] | dict[str, "Json"] | None
Object = dict[str, Json]


@dataclass(frozen=True, slots=True)
class File:
    """A published file as metadata describe it."""

    path: str
    sha256: str
    bytes: int


def describe(folder: Path, name: str) -> File:
    """Hash and size of a file of the folder."""
    content = (folder / name).read_bytes()
    return File(name, sha256(content).hexdigest(), len(content))


def write_json(path: Path, value: Json) -> None:
    """JSON in UTF-8, indented, keys in the order given, with a final line break."""
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="")
