"""Where a case lives: beside its film, or in the work folder where nothing can be written there."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

# A case file that cannot be used is left as it is, and the next number taken.
_NUMBERS = range(1, 10)


@dataclass(frozen=True)
class Slot:
    """The case file and its journal under one number."""

    case: Path
    journal: Path


@dataclass(frozen=True)
class Place:
    """A folder that may hold a film's case: its lock, and its slots in the order of their numbers."""

    folder: Path
    lock: Path
    slots: tuple[Slot, ...]


def beside(film: Path) -> Place:
    """The film's own folder; the film's whole name leads, since `151.jpg` and `151.bmp` are two films."""
    return _place(film.parent, film.name)


def in_work_folder(folder: Path, sha256: str) -> Place:
    """The work folder; the hash of the film's file leads, since folders of one name come and go there."""
    return _place(folder, sha256)


def default_work_folder() -> Path:
    """Where programs keep the user's data on this system, and there `CephView/cases`; it need not exist."""
    if sys.platform == "win32":
        if is_of_the_store(sys.base_prefix):
            # What such a Python writes to LOCALAPPDATA goes to a copy of its own, deleted when it is uninstalled.
            return Path.home() / "CephView" / "cases"
        base = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(base) / "CephView" / "cases"


def own_folder() -> Path:
    """Where CephView keeps what is its own (kept predictions, exported models, log): CEPHVIEW_CASES where it is set."""
    return Path(os.environ.get("CEPHVIEW_CASES") or default_work_folder().parent)


def is_of_the_store(prefix: str) -> bool:
    """Whether the Python that is installed there is that of the Microsoft Store."""
    return "windowsapps" in prefix.lower().replace("\\", "/").split("/")


def _place(folder: Path, stem: str) -> Place:
    marks = [".ceph" if number == 1 else f".ceph-{number}" for number in _NUMBERS]
    slots = tuple(Slot(folder / f"{stem}{mark}.json", folder / f"{stem}{mark}.journal") for mark in marks)
    return Place(folder, folder / f"{stem}.ceph.lock", slots)
