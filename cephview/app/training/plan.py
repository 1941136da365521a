"""What is to be trained on what: filled in by the form, kept in the run's folder, handed to `cephview train`."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path

from cephview.app.words import tr
from cephview.core.errors import CephViewError
from cephview.io.atomic import write_atomically

_FILE, _LOG, _LAST, BEST = "plan.json", "log.csv", "last.pth", "best.pth"


@dataclass(frozen=True)
class Plan:
    """One run: the folders of films, and the folder `out` that it fills.

    `corrections`: the user's own points are learned, else the readings beside the films. `start` is the checkpoint it
    begins with, None the embedded one; a `fresh` network begins with nothing. `scheme` is empty for the landmarks of
    the model it begins with. Every `every`th film validates, none for 0; for -k all are judged in k
    folds. `cases` as in `io.cases.store`.
    """

    folders: tuple[Path, ...]
    out: Path
    corrections: bool = True
    cases: Path | None = None
    start: Path | None = None
    fresh: bool = False
    scheme: str = ""
    every: int = 5
    epochs: int = 40

    def arguments(self, *, resume: bool = False) -> list[str]:
        """The arguments of `cephview` for it."""
        given = ["train", *(str(folder) for folder in self.folders), "-o", str(self.out), "--json-lines"]
        given += ["--epochs", str(self.epochs)]
        given += ["--hold-out", str(self.every)] if self.every >= 0 else ["--folds", str(-self.every)]
        if not self.fresh:
            given += ["--from", str(self.start or "embedded")]
        if self.scheme:
            given += ["--scheme", self.scheme]
        if self.corrections:
            given += ["--corrections", *(("--cases", str(self.cases)) if self.cases else ())]
        return [*given, "--resume"] if resume else given

    def save(self) -> None:
        """Keep it in its folder, which is made. Raises CephViewError where the disk refuses."""
        known = {
            "folders": [str(folder) for folder in self.folders],
            "corrections": self.corrections,
            "cases": str(self.cases) if self.cases else None,
            "start": str(self.start) if self.start else None,
            "fresh": self.fresh,
            "scheme": self.scheme,
            "every": self.every,
            "epochs": self.epochs,
        }
        try:
            self.out.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CephViewError(
                tr(
                    "The folder {out} cannot be made ({strerror}): choose another.",
                    out=self.out,
                    strerror=error.strerror,
                )
            ) from error
        write_atomically(self.out / _FILE, json.dumps(known, indent=1).encode())

    @classmethod
    def read(cls, out: Path) -> Plan:
        """The plan of the run in a folder. Raises CephViewError where there is none that can be read."""
        try:
            known = json.loads((out / _FILE).read_text(encoding="utf-8"))
            folders = tuple(Path(str(folder)) for folder in known["folders"])
            cases, start = (Path(known[key]) if known[key] else None for key in ("cases", "start"))
            return cls(
                *(folders, out, bool(known["corrections"]), cases, start, bool(known["fresh"])),
                *(str(known["scheme"]), int(known["every"]), int(known["epochs"])),
            )
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise CephViewError(
                tr("{out} holds no run that was started here: choose another folder.", out=out)
            ) from error


def can_go_on(out: Path) -> bool:
    """Whether a folder holds a run that was started here, finished or not."""
    return (out / _LAST).is_file() and (out / _FILE).is_file()


def is_taken(out: Path) -> bool:
    """Whether a folder holds a model, which no other run may overwrite."""
    return (out / _LAST).exists() or (out / BEST).exists()


def epochs_done(out: Path) -> int:
    """How many whole epochs the run in a folder has behind it."""
    try:
        with (out / _LOG).open(newline="", encoding="utf-8") as file:
            return max((int(float(row["epoch"])) for row in csv.DictReader(file)), default=0)
    except (OSError, ValueError, KeyError, TypeError):
        return 0
