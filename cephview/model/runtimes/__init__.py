"""What runs a network: one protocol, tensor in, heatmaps out. Nothing here knows a film or a landmark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Runtime(Protocol):
    """A network that is ready to run, owned by one thread."""

    title: str
    """What runs it, for the model card: "torch 2.13.0, cpu"."""

    def run(self, batch: NDArray[np.float32]) -> NDArray[np.float32]:
        """Input tensors (b, channels, h, w) to raw heatmaps (b, n, h', w') or coordinates, as the network gives them.

        Raises RuntimeError or MemoryError where the device cannot do it.
        """
        ...
