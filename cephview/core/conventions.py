"""Conventions of placing landmarks: what a model's points are to be compared with where readers follow two definitions.

ISBI's two readers place the soft pogonion 4-5 mm apart on purpose; the mean of both is neither's, and published figures
are against that mean.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from cephview.core.geometry import Points
from cephview.core.landmarks import Scheme
from cephview.core.reference import Reference, mean_points


@dataclass(frozen=True)
class Convention:
    """One of them: whose reading alone counts of a landmark, where he read it (`readers`, by symbol), and by how many
    mm a point of the definition lies elsewhere in it (`offsets`, x towards the face, y down, in the head's frame).
    """

    name: str
    about: str = ""
    readers: Mapping[str, str] = field(default_factory=dict)
    offsets: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    def mean(self, references: Sequence[Reference], scheme: Scheme) -> Points:
        """The mean (n, 2) of the readers of a film, film px, but of the landmarks of which one reader counts."""
        taken = np.stack([scheme.take(reference.points, reference.scheme) for reference in references])
        for landmark, symbol in enumerate(scheme.symbols):
            whose = [reference.observer == self.readers.get(symbol) for reference in references]
            if any(whose) and np.isfinite(taken[whose, landmark]).all():
                taken[np.logical_not(whose), landmark] = np.nan
        return mean_points(taken)

    def shift_mm(self, scheme: Scheme) -> Points:
        """`offsets` (n, 2) in the order of `scheme`; 0 where it names none."""
        return np.array([self.offsets.get(symbol, (0.0, 0.0)) for symbol in scheme.symbols], dtype=np.float64)
