"""What other systems do, played on Linux: errors of Windows, files that are held, a program under a code page."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

ACCESS_DENIED, SHARING_VIOLATION, LOCK_VIOLATION = 5, 32, 33


def windows_error(number: int) -> PermissionError:
    """As Windows raises it: all three are EACCES there, and only `winerror` tells them apart."""
    error = PermissionError(13, "The process cannot access the file because it is being used by another process")
    error.winerror = number  # type: ignore[attr-defined]
    return error


class Refusing:
    """In the place of a function of `os`: refuses some files so many times, or for as long as it is told to."""

    def __init__(self, real: Callable[..., object], names: Sequence[str], times: float, number: int) -> None:
        self._real, self._names, self._number = real, names, number
        self.left, self.refused = times, 0

    def __call__(self, *arguments: object, **options: object) -> object:
        named = any(Path(os.fspath(each)).name in self._names for each in arguments if isinstance(each, str | Path))
        if named and self.left > 0:
            self.left -= 1
            self.refused += 1
            raise windows_error(self._number)
        return self._real(*arguments, **options)


def run_program(
    arguments: Sequence[str], environ: Mapping[str, str] = {}, site: str = "", folder: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    """`python -m cephview ARGUMENTS` with `site` as its sitecustomize, which is written to `folder`."""
    places = [str(ROOT)]
    if site:
        assert folder is not None
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "sitecustomize.py").write_text(site, encoding="utf-8")
        places.insert(0, str(folder))
    whole = {**os.environ, "PYTHONPATH": os.pathsep.join(places), "QT_QPA_PLATFORM": "offscreen", **environ}
    command = [sys.executable, "-m", "cephview", *arguments]
    return subprocess.run(command, env=whole, capture_output=True, timeout=240, check=False)
