"""Room on the disk: of files that CephView can make again, those go that were not used for longest."""

from __future__ import annotations

import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path


def remove_least_used(files: Iterable[Path], limit: int, *, down_to: float = 1.0, spare: float = 0.0) -> list[Path]:
    """Where all files together take more than `limit` bytes, remove some until they take no more than `down_to` of it.

    What was used in the last `spare` seconds stays. Those that were removed come back.
    """
    found: list[tuple[float, int, Path]] = []
    for path in files:
        with suppress(OSError):
            status = path.stat()
            found.append((max(status.st_atime, status.st_mtime), status.st_size, path))
    total, removed = sum(size for _, size, _ in found), list[Path]()
    aim = limit if total <= limit else limit * down_to
    for used, size, path in sorted(found):
        if total <= aim or time.time() - used < spare:
            break
        with suppress(OSError):
            path.unlink()
            total -= size
            removed.append(path)
    return removed
