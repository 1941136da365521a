"""What readers read of a film, and the mean of several."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from cephview.core.geometry import Points
from cephview.core.landmarks import Scheme
from cephview.core.sentences import kept

if TYPE_CHECKING:
    from numpy.typing import NDArray


# Whoever wrote the file beside the film: one observer over all films, whatever the file is called.
BESIDE = kept("beside")


@dataclass(frozen=True, eq=False)
class Reference:
    """One observer's reading, or a consensus: points (n, 2) in film px in the order of `scheme`; missing is NaN.

    `observer` is who read, over all films of a set; `source` the file that it stands in. `notes` are sentences about
    what was found odd in that file, `unclear` its labels that nobody could place.
    """

    observer: str
    scheme: Scheme
    points: Points
    notes: tuple[str, ...] = ()
    source: str = ""
    unclear: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What tells this reading from the others of its film: the observer, and for one without name the file."""
        return kept("of-file", name=self.source) if self.observer.startswith(BESIDE) and self.source else self.observer


def mean_points(readings: NDArray[np.float64]) -> Points:
    """The mean (n, 2) of readings (k, n, 2) by landmark; what one observer misses is the mean of the others."""
    known = np.isfinite(readings)
    count = known.sum(axis=0)
    total = np.where(known, readings, 0.0).sum(axis=0)
    mean: Points = np.divide(total, count, out=np.full(total.shape, np.nan), where=count > 0)
    return mean


def mean_reference(references: tuple[Reference, ...]) -> Reference:
    """The mean of several readings, by landmark; a landmark that one observer misses is the mean of the others."""
    scheme = references[0].scheme
    stack = np.stack([scheme.take(reference.points, reference.scheme) for reference in references])
    return Reference(kept("mean-of", count=len(references)), scheme, mean_points(stack))
