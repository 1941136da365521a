"""What programs that were killed left beside films."""

from __future__ import annotations

import time
from pathlib import Path

from cephview.io.atomic import remove_leftovers
from cephview.io.cases.lock import remove_dead_locks

# Until when each folder counts as tidy: where looking through it takes long, that is seldom done.
_tidy_until: dict[Path, float] = {}
_TIDY_SHARE = 0.05


def tidy(folder: Path) -> None:
    """Delete what programs that were killed left beside films."""
    start = time.monotonic()
    if start >= _tidy_until.get(folder, start):
        remove_leftovers(folder)
        remove_dead_locks(folder)
        end = time.monotonic()
        _tidy_until[folder] = end + (end - start) / _TIDY_SHARE
