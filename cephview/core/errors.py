"""The error that a user reads."""


class CephViewError(Exception):
    """What went wrong and what to do, in one sentence that is shown to the user as it stands."""


class Cancelled(Exception):
    """The user asked for the work to stop; nothing is wrong."""


def sentence_of_unforeseen(name: str, error: Exception) -> str:
    """What to say where something that nobody foresaw went wrong with one of many films; the others go on.

    Raises `error` where it is Cancelled, which is no film's.
    """
    if isinstance(error, Cancelled):
        raise error
    if isinstance(error, CephViewError):
        return str(error)
    if isinstance(error, MemoryError):
        return f"{name} was left out: there is not enough memory for it; close other programs."
    reason = f"{type(error).__name__}: {error}".splitlines()[0][:200]
    return f"{name} was left out: something unforeseen went wrong ({reason})."
