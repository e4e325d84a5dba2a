"""The refusals of this room: of a whole manifest, of one of its rows, and of something to fetch."""

from pipeline.source.model import SetAside


class ManifestError(Exception):
    """The manifest itself cannot be used, so nothing can be built; the message names file, reason and mend."""


class SourceError(Exception):
    """One source cannot be used; `refusal` says why, and the other rows go on."""

    def __init__(self, refusal: SetAside) -> None:
        super().__init__(str(refusal))
        self.refusal = refusal


class FetchError(RuntimeError):
    """Something could not be fetched; the message names address, cause and mend. `status` is the server's, None without an answer."""

    def __init__(self, message: str, status: int | None = None) -> None:
        super().__init__(message)
        self.status = status
