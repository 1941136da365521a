"""The films of a run that is gone on with: those it began with, whatever was corrected or added meanwhile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from cephview.core.errors import CephViewError
from cephview.core.geometry import Points
from cephview.model.lineage import LINEAGE, Lineage
from cephview.model.training.data import TrainingFilm
from cephview.model.training.fingerprint import film_hash
from cephview.model.training.parent import OF_THE_BEGINNING
from cephview.model.training.run_folder import BEST, LAST


@dataclass(frozen=True)
class RunSet:
    """The films that train and that validate, in the order in which the run has them, and how many others there are.

    `former` is what the run learns of the model that it began with (see `former.former_points`), `lineage` the films of
    the models before, `card` what was told when it began.
    """

    films: tuple[TrainingFilm, ...]
    validation: tuple[TrainingFilm, ...]
    waiting: int
    former: Mapping[str, Points]
    lineage: Lineage
    card: Mapping[str, Any]


def films_of_run(out: Path, found: Sequence[TrainingFilm]) -> RunSet | None:
    """Of the films that were found those of the run in `out`; None where the run does not say which they are.

    Raises CephViewError where films of the run are missing.
    """
    try:
        content = torch.load(out / LAST, map_location="cpu", weights_only=True)
        run = content["run"]
        known = [[str(each) for each in run[key]] for key in ("film_hashes", "validation_hashes")]
        former = {str(digest): points.numpy() for digest, points in run.get("former", {}).items()}
        lineage = Lineage.of(run if LINEAGE in run else content["card"])
        card = {key: content["card"].get(key, "") for key in OF_THE_BEGINNING}
    except Exception:  # no run, an older one, or another program's file: whoever resumes it says so  # noqa: BLE001
        return None
    by_hash: dict[str, TrainingFilm] = {}
    for film in found:
        by_hash.setdefault(film_hash(film), film)
    wanted = {each for part in known for each in part}
    lost = len(wanted - by_hash.keys())
    if lost:
        raise CephViewError(
            "{lost} of the {count} films of this run are not among those given, or have lost their readings: "
            "bring them back, or begin a new run in another folder (--from {value} goes on with its "
            "weights).",
            lost=lost,
            count=len(wanted),
            value=out / BEST,
        )
    train, validation = (tuple(by_hash[each] for each in part) for part in known)
    return RunSet(train, validation, len(by_hash.keys() - wanted), former, lineage, card)
