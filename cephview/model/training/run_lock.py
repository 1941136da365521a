"""One training at a time in a folder: two would write over one another's checkpoints."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from cephview.core.errors import CephViewError

_NAME = ".cephview-training.lock"


@contextmanager
def alone_in(out: Path) -> Iterator[None]:
    """Keep the run's folder while it trains. Raises CephViewError where another process does.

    The lock is the system's: it ends with the process, however that ends. Of several ranks the first holds it.
    """
    if os.environ.get("RANK", "0") != "0":
        yield
        return
    was_there = out.is_dir()
    try:
        out.mkdir(parents=True, exist_ok=True)
        lock = FileLock(out / _NAME)
        lock.acquire(timeout=0)
    except Timeout:
        raise CephViewError(
            "Another training is under way in {out}: wait until it ends, or choose another folder with -o.", out=out
        ) from None
    except OSError as error:
        raise CephViewError(
            "{out} cannot hold a run ({value}): choose another folder.", out=out, value=error.strerror or error
        ) from error
    try:
        yield
    finally:
        with suppress(OSError):
            (out / _NAME).unlink(missing_ok=True)
        lock.release()
        if not was_there:
            with suppress(OSError):
                out.rmdir()  # nothing came of it
