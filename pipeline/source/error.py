"""The two refusals of this room: of a whole manifest, and of one of its rows."""

from pipeline.source.model import SetAside


class ManifestError(Exception):
    """The manifest itself cannot be used, so nothing can be built; the message names file, reason and mend."""


class SourceError(Exception):
    """One source cannot be used; `refusal` says why, and the other rows go on."""

    def __init__(self, refusal: SetAside) -> None:
        super().__init__(str(refusal))
        self.refusal = refusal
