"""Files that another program holds for a moment: a virus scanner, OneDrive, a second window, a spreadsheet.

Windows lets nobody replace, delete or write a file that somebody has open without sharing it; a Windows drive that is
mounted elsewhere says the same in the words of that system. A moment later it is free.
"""

from __future__ import annotations

import errno
import time
from collections.abc import Callable
from typing import TypeVar

PATIENCE_SECONDS = 2.0
_FIRST_WAIT, _LONGEST_WAIT = 0.01, 0.25

# winerror.h: ERROR_ACCESS_DENIED, _SHARING_VIOLATION, _LOCK_VIOLATION, _USER_MAPPED_FILE.
_DENIED, _SHARED, _LOCKED, _MAPPED = 5, 32, 33, 1224
_HELD_ERRNO = {errno.EACCES, errno.EBUSY, errno.ETXTBSY}

_Result = TypeVar("_Result")


def may_be_held(error: OSError) -> bool:
    """Whether a refused write, replacement or removal may mean that somebody has the file open."""
    number = getattr(error, "winerror", None)
    return number in (_DENIED, _SHARED, _LOCKED, _MAPPED) if number else error.errno in _HELD_ERRNO


def is_held(error: OSError) -> bool:
    """Whether an error means that, and nothing else: one may be forbidden to read a file, which waiting mends not."""
    return getattr(error, "winerror", None) in (_SHARED, _LOCKED)


def when_free(action: Callable[[], _Result], held: Callable[[OSError], bool] = may_be_held) -> _Result:
    """What `action` returns; tried again for about two seconds while its OSError is one of `held`, then raised."""
    end, wait = time.monotonic() + PATIENCE_SECONDS, _FIRST_WAIT
    while True:
        try:
            return action()
        except OSError as error:
            if not held(error) or time.monotonic() + wait > end:
                raise
        time.sleep(wait)
        wait = min(2 * wait, _LONGEST_WAIT)
