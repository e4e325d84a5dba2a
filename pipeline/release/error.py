"""Why a release was not made."""


class ReleaseError(Exception):
    """A release could not be made; nothing was published. The message says what is wrong and what mends it."""


class RefusedError(ReleaseError):
    """The difference is one that needs a reason by the person who builds: a narrative would vanish, or data in use would change."""
