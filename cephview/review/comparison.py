"""Who is compared with whom over the films of an evaluation, and the errors in mm."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from cephview.core.accuracy import Accuracy, summarise
from cephview.core.landmarks import Scheme
from cephview.core.sentences import Sentence

# Above this a point is lost, not imprecise.
LOST_MM = 10.0
MODEL = "model"


@dataclass(frozen=True, eq=False)
class Comparison:
    """One row of the evaluation: who against whom, and the errors (films, n) in mm; NaN where either lacks a point.

    `offsets` (films, n, 2) in mm say where the first of the two lies from the second, in the head's frame however the
    film lies: x towards the face, y down. The errors are their lengths.
    """

    one: str
    other: str
    scheme: Scheme
    offsets: NDArray[np.float64]

    @property
    def name(self) -> str:
        """Both names, as tables have them: `model, senior`."""
        return f"{self.one}, {self.other}"

    @cached_property
    def errors(self) -> NDArray[np.float64]:
        """Radial errors (films, n) in mm."""
        return np.asarray(np.hypot(self.offsets[..., 0], self.offsets[..., 1]))

    @cached_property
    def film_means(self) -> NDArray[np.float64]:
        """Mean error (films,) in mm of each film; NaN where it has none."""
        known = np.isfinite(self.errors)
        total, count = np.where(known, self.errors, 0.0).sum(axis=1), known.sum(axis=1)
        return np.asarray(np.divide(total, count, out=np.full(len(total), np.nan), where=count > 0))

    @property
    def of_model(self) -> bool:
        """Whether a model is compared, and not one reader with another."""
        return self.one == MODEL

    @property
    def title(self) -> str:
        """The name as a sentence has it: `model against senior`."""
        return Sentence("{one} against {other}", one=self.one, other=self.other)

    @property
    def accuracy(self) -> Accuracy | None:
        """Over all films and landmarks; None where nothing could be compared."""
        return summarise(self.errors)

    @property
    def lost_percent(self) -> float:
        """Share of the points that are off by more than 10 mm, in %."""
        known = self.errors[np.isfinite(self.errors)]
        return float(np.mean(known > LOST_MM) * 100) if known.size else float("nan")

    def by_landmark(self) -> dict[str, Accuracy | None]:
        """The accuracy of each landmark over all films."""
        return {symbol: summarise(self.errors[:, i]) for i, symbol in enumerate(self.scheme.symbols)}
