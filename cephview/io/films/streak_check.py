"""Rows that jump against one another, as a lossless JPEG has them below a wrong byte that its decoder did not notice.

Each pixel is told there by its difference from the one before it, so that one wrong difference moves all that follow;
from then on each row begins at another brightness, and bright parts overflow to black.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

# A row jumps where half of its pixels lie so much of the film's range above or below those of the row before. Of 160
# real films (ISBI, Hamedan) none has more than 6 such rows, edges of the exposed field and of writing; a drawn film of
# 744 rows, with wrong bytes in its last third and quarter, has 35 and 82.
_JUMP, _MOST_ROWS = 0.03, 20
_THIN = 3


def is_streaked(pixels: NDArray[np.generic]) -> bool:
    """Whether greys (h, w) have more rows that jump against the one above than edges on a film make."""
    thinned = pixels[:, ::_THIN].astype(np.float32)
    low, high = np.percentile(thinned[::_THIN], (1, 99))
    jumps = np.abs(np.median(np.diff(thinned, axis=0), axis=1))
    return bool((jumps > _JUMP * max(high - low, 1.0)).sum() > _MOST_ROWS)
