"""How the errors of a model's points lie: longer one way than another, and together with those of other landmarks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class ErrorShape:
    """Mean products (2n, 2n) of the errors of `symbols`, x and y in turn, each in SDs of its own landmark.

    The head upright and facing right, y down: a unit matrix is what independent round errors give.
    """

    symbols: tuple[str, ...]
    products: NDArray[np.float64]

    def __post_init__(self) -> None:
        if self.products.shape != (2 * len(self.symbols), 2 * len(self.symbols)):
            raise ValueError("errors have a product for each two of their parts")

    @cached_property
    def blocks(self) -> Mapping[tuple[str, str], tuple[float, float, float, float]]:
        """By two landmarks: xx, xy, yx, yy."""
        table = self.products.tolist()
        return {
            (a, b): (table[2 * i][2 * j], table[2 * i][2 * j + 1], table[2 * i + 1][2 * j], table[2 * i + 1][2 * j + 1])
            for i, a in enumerate(self.symbols)
            for j, b in enumerate(self.symbols)
        }


# SD, mm along either axis, of one reader's point: the spread of the differences between the two observers of 110 films
# (Hamedan), about their mean, over the square root of 2; robust (from the median of the absolute values).
READERS_SD_MM: dict[str, float] = {
    **{"S": 0.46, "N": 0.55, "Or": 0.86, "Po": 0.38, "A": 0.71},
    **{"B": 1.07, "Pog": 0.66, "Me": 0.76, "Gn": 0.64, "Go": 1.37},
    **{"L1": 0.5, "U1": 0.41, "Ls": 0.6, "Li": 0.54, "Sn": 0.61},
    **{"Pog′": 1.02, "PNS": 0.95, "ANS": 0.9, "Ar": 0.52},
}
# Of a landmark that those did not read: the mean of those.
OTHERS_SD_MM = 0.71


def readers_sd_mm(symbol: str) -> float:
    """SD, mm along either axis, of one reader's point of a landmark."""
    return READERS_SD_MM.get(symbol, OTHERS_SD_MM)
