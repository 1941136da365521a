"""The landmarks that a checkpoint has a place for and never learned: of these it gives no point."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cephview.core.landmarks import Scheme

KEY = "NOT_LEARNED"


def not_learned(config: Mapping[str, Any], scheme: Scheme) -> tuple[str, ...]:
    """Their symbols, in the scheme's order, as the checkpoint's config tells them."""
    told = config.get("LANDMARKS")
    listed = told.get(KEY) if isinstance(told, Mapping) else None
    return tuple(s for s in scheme.symbols if s in listed) if isinstance(listed, list | tuple) else ()


def learned_mask(config: Mapping[str, Any], scheme: Scheme) -> NDArray[np.bool_]:
    """Which landmarks (n,) of the scheme were learned."""
    lacking = not_learned(config, scheme)
    return np.array([symbol not in lacking for symbol in scheme.symbols], dtype=bool)
