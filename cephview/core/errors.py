"""The error that a user reads."""


class CephViewError(Exception):
    """What went wrong and what to do, in one sentence that is shown to the user as it stands."""


class Cancelled(Exception):
    """The user asked for the work to stop; nothing is wrong."""
