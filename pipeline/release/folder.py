"""Read the files of a release wherever it is: a local folder, HTTP(S) or S3. Standard library and pyarrow only."""

import os
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Protocol
from urllib.parse import quote, urlsplit
from urllib.request import urlopen

from pyarrow import fs

# Seconds that a server may keep silent.
_TIMEOUT = 60


class Folder(Protocol):
    """A place that holds files by relative path."""

    def read(self, path: str) -> bytes:
        """The bytes of a file; OSError where it cannot be read."""
        ...

    def names(self) -> frozenset[str] | None:
        """Relative paths of all files, None where the place cannot list them (HTTP)."""
        ...

    def under(self, name: str) -> "Folder":
        """The folder of that name in this one."""
        ...


@dataclass(frozen=True, slots=True)
class LocalFolder:
    """A folder of this machine."""

    path: Path

    def read(self, path: str) -> bytes:
        """The bytes of a file."""
        return (self.path / path).read_bytes()

    def names(self) -> frozenset[str]:
        """All files, by relative path."""
        return frozenset(found.relative_to(self.path).as_posix() for found in self.path.rglob("*") if not found.is_dir())

    def under(self, name: str) -> "LocalFolder":
        """A folder in this one."""
        return LocalFolder(self.path / name)

    def __str__(self) -> str:
        return str(self.path)


@dataclass(frozen=True, slots=True)
class HttpFolder:
    """A folder on a web server, which cannot be listed."""

    url: str

    def read(self, path: str) -> bytes:
        """The body of a GET request; OSError (URLError) where the server refuses."""
        with urlopen(f"{self.url}/{quote(path)}", timeout=_TIMEOUT) as response:  # noqa: S310 - made by open_folder from http(s) alone
            body: bytes = response.read()
        return body

    def names(self) -> None:
        """A web server does not list its files."""
        return

    def under(self, name: str) -> "HttpFolder":
        """A folder in this one."""
        return HttpFolder(f"{self.url}/{quote(name)}")

    def __str__(self) -> str:
        return self.url


@dataclass(frozen=True, slots=True)
class S3Folder:
    """A prefix of a bucket, read by pyarrow; credentials and AWS_ENDPOINT_URL come from the environment."""

    system: fs.FileSystem
    path: str

    def read(self, path: str) -> bytes:
        """The bytes of an object."""
        with self.system.open_input_stream(f"{self.path}/{path}") as stream:
            return bytes(stream.read())

    def names(self) -> frozenset[str]:
        """All objects below the prefix."""
        found = self.system.get_file_info(fs.FileSelector(self.path, recursive=True, allow_not_found=True))
        root = PurePosixPath(self.path)
        return frozenset(PurePosixPath(info.path).relative_to(root).as_posix() for info in found if info.type == fs.FileType.File)

    def under(self, name: str) -> "S3Folder":
        """A prefix in this one."""
        return S3Folder(self.system, f"{self.path}/{name}")

    def __str__(self) -> str:
        return f"s3://{self.path}"


def open_folder(location: str | Path) -> Folder:
    """The folder at a path, an http(s):// or s3:// address; ValueError for another scheme."""
    if isinstance(location, Path):
        return LocalFolder(location)
    parts = urlsplit(location)
    match parts.scheme:
        case "http" | "https":
            return HttpFolder(location.rstrip("/"))
        case "s3":
            system = fs.S3FileSystem(endpoint_override=os.environ.get("AWS_ENDPOINT_URL"), region=os.environ.get("AWS_REGION", "us-east-1"))
            return S3Folder(system, f"{parts.netloc}{parts.path}".rstrip("/"))
        case "file":
            return LocalFolder(Path(parts.path))
        case _ if "://" in location:
            raise ValueError(f"{location}: releases are read from a folder, http(s):// or s3://")
        case _:
            return LocalFolder(Path(location))
