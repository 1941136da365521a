"""The program's log: what it did and what went wrong, without a word that could name a patient.

No path, no file name and no message of an error stands in it, since each may hold a name; films and models are told by
the first letters of their hash. Standard `logging`, two old files kept.
"""

from __future__ import annotations

import contextlib
import logging
import platform
import sys
import traceback
from collections.abc import Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path

from cephview import __version__
from cephview.io.cases.paths import own_folder

LOG = logging.getLogger("cephview")

_MAX_BYTES, _OLD_FILES = 200_000, 2


def log_file() -> Path:
    """Where the log is: `logs/cephview.log` in the user's own folder."""
    return own_folder() / "logs" / "cephview.log"


def start_log(file: Path | None = None) -> None:
    """Write the log from now on. A folder that cannot be written costs the log and nothing else."""
    file = file or log_file()
    logging.raiseExceptions = False  # a full disk must not speak through the log
    stop_log()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(file, maxBytes=_MAX_BYTES, backupCount=_OLD_FILES, encoding="utf-8")
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    LOG.addHandler(handler)
    LOG.setLevel(logging.INFO)
    LOG.propagate = False
    LOG.info("start of %s", versions())


def stop_log() -> None:
    """Write no further, and let the file go."""
    for handler in LOG.handlers[:]:
        LOG.removeHandler(handler)
        with contextlib.suppress(OSError):
            handler.close()


def versions() -> str:
    """CephView, Python and the system, as one line."""
    return f"CephView {__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}"


def harmless_trace(error: BaseException) -> str:
    """Where an error arose, oldest call first: kinds of errors and places in programs, no message and no folder."""
    parts = []
    for link in _chain(error):
        places = [
            f"  {_place(frame.filename)}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(link.__traceback__)
        ]
        parts.append("\n".join([*places, type(link).__name__]))
    return "\n".join(parts)


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error, after those that it came of."""
    links: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and link not in links:
        links.append(link)
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    return reversed(links)


def _place(file: str) -> str:
    """A program's file as of its package: `cephview/io/atomic.py`. Anything else is not told."""
    path = Path(file)
    ours = Path(__file__).parents[2]  # an editable installation stands nowhere in sys.path
    for root in (ours, *sorted((Path(entry) for entry in sys.path if entry), key=lambda entry: -len(entry.parts))):
        if path.is_relative_to(root):
            return path.relative_to(root).as_posix()
    return "elsewhere"
