"""An honest error and an honest ± from few films: each is judged by a network that it did not train, in folds.

No epoch is chosen by any film: every fold trains to its last one, and so does the model itself, on all films. Its error
is then that of the folds, or a little less, since each of them had fewer films.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cephview.core.accuracy import Accuracy, summarise
from cephview.core.errors import CephViewError
from cephview.core.landmarks import Scheme
from cephview.io.atomic import write_atomically
from cephview.model.lineage import Lineage
from cephview.model.reliability import KEY
from cephview.model.training.data import TrainingFilm
from cephview.model.training.fingerprint import film_hash
from cephview.model.training.loop import Trainer
from cephview.model.training.run_folder import LAST, Expected
from cephview.model.training.split import folds
from cephview.model.training.validation import expected_of

FOLDS = "folds.json"

# A run on these films, in a folder, which no film judges while it runs.
MakeTrainer = Callable[[tuple[TrainingFilm, ...], Path], Trainer]
# Trains it to its end: the number of the fold, from 1, and its trainer, begun or gone on with.
RunTrainer = Callable[[int, Trainer], object]


@dataclass(frozen=True, eq=False)
class Folds:
    """What `count` folds found. `after` (f, n) in mm are the errors on films that did not train, `before` those of the
    model that all began with, where that can be told; NaN where unread. `expected` is fitted on them.
    """

    count: int
    after: NDArray[np.float64]
    before: NDArray[np.float64] | None
    expected: Expected | None

    def told(self) -> str:
        """The error in one line, for the card and for people."""
        found = summarise(self.after)
        if found is None:
            return "no film has its mm per pixel, so nothing was measured"
        before = summarise(self.before) if self.before is not None else None
        return (
            f"MRE {found.mre:.3f} mm, SDR 2 mm {found.sdr[2.0]:.1f} %, on {len(self.after)} films in {self.count} folds"
            + (f"; {before.mre:.3f} mm before" if before else "")
        )

    def rows(self, scheme: Scheme) -> list[dict[str, Any]]:
        """A row a landmark that was read: how many films, and the mean error in mm before and after."""
        found = []
        for i, symbol in enumerate(scheme.symbols):
            if after := summarise(self.after[:, i]):
                row: dict[str, Any] = {"landmark": symbol, "films": after.count, "after_mm": after.mre}
                before = summarise(self.before[:, i]) if self.before is not None else None
                found.append(row | ({"before_mm": before.mre} if before else {}))
        return found

    def save(self, out: Path, scheme: Scheme) -> None:
        """Keep it in a run's folder. Raises CephViewError where the disk refuses."""
        accuracy: Accuracy | None = summarise(self.after)
        expected = self.expected
        known = {
            "folds": self.count,
            "films": len(self.after),
            "told": self.told(),
            "mre_mm": accuracy.mre if accuracy else None,
            "by_landmark": self.rows(scheme),
            "expected": {KEY: expected.reliability.to_config(), "source": expected.source} if expected else None,
        }
        write_atomically(out / FOLDS, json.dumps(known, indent=1).encode())


def foldable(films: Sequence[TrainingFilm], count: int, lineage: Lineage) -> tuple[TrainingFilm, ...]:
    """The films that can be judged in folds: those that trained no model before. Raises CephViewError for too few."""
    new = tuple(film for film in films if film_hash(film) not in lineage.trained)
    known = len(films) - len(new)
    if known and len(new) < count:
        raise CephViewError(
            "{known} of the {count} films trained the model that this run begins with, so they cannot tell "
            "how good the next one is, and {count2} are too few for {count3} folds: begin with the model "
            "before that one.",
            known=known,
            count=len(films),
            count2=len(new),
            count3=count,
        )
    folds(new, count)  # says what is wrong with them
    return new


def cross_validate(whole: Trainer, count: int, lineage: Lineage, make: MakeTrainer, run: RunTrainer) -> Folds:
    """Judge each film of the run `whole` by a network that it did not train, and give that run the errors to expect.

    Films that trained a model before train in each fold. Every fold that was done is not done again; their folders go
    when all are. Raises CephViewError for too few films.
    """
    out, scheme = whole.folder.path, whole.folder.scheme
    judged = foldable(whole.films, count, lineage)
    first = whole.judge(judged) if whole.begins_with_all and whole.epoch == 0 else None
    places, errors, seen = folds(judged, count), [], []
    for number, held in enumerate(places, 1):
        kept = tuple(judged[place] for place in held)
        ids = {id(film) for film in kept}
        trainer = make(tuple(film for film in whole.films if id(film) not in ids), out / f"fold {number}")
        if (trainer.folder.path / LAST).is_file():
            trainer.resume()
        run(number, trainer)
        found = trainer.judge(kept)
        if found is None:
            raise CephViewError(
                "No film of fold {number} has its mm per pixel, so nothing can be measured by it.", number=number
            )
        errors.append(found.errors)
        seen.append(found.seen)
    order = np.argsort(np.concatenate([np.asarray(held) for held in places]))
    told = f"fitted on {len(judged)} films in {count} folds, each judged by a network that it did not train"
    expected = expected_of(np.concatenate(seen)[order], whole.of_head, told)
    result = Folds(count, np.concatenate(errors)[order], first.errors if first else None, expected)
    result.save(out, scheme)
    for number in range(1, count + 1):
        shutil.rmtree(out / f"fold {number}", ignore_errors=True)
    return result


def are_begun(out: Path) -> bool:
    """Whether the folder of a run has folds that are not all done."""
    return any((path / LAST).is_file() for path in out.glob("fold *"))


def forget_folds(out: Path) -> None:
    """Take away what a run that is no more left of its folds: they are no other run's."""
    with suppress(OSError):
        (out / FOLDS).unlink(missing_ok=True)
    for path in out.glob("fold *"):
        if (path / LAST).is_file():
            shutil.rmtree(path, ignore_errors=True)


def kept_folds(out: Path, landmarks: int) -> tuple[str, Expected | None] | None:
    """What the folds of the run in a folder found, in a line, and the errors to expect; None before they are done."""
    try:
        known = json.loads((out / FOLDS).read_text(encoding="utf-8"))
        expected = known["expected"]
        return str(known["told"]), Expected.of(expected, str(expected["source"]), landmarks) if expected else None
    except (OSError, ValueError, KeyError, TypeError):
        return None
