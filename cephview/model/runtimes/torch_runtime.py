"""torch runs a network: the reference, and the fallback for what no other runtime takes."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from cephview.model.families.folding import simplified


def best_device() -> torch.device:
    """CUDA or MPS where there is one, else the CPU."""
    if torch.cuda.is_available():
        return torch.device("cuda")
    return torch.device("mps" if torch.backends.mps.is_available() else "cpu")


class TorchRuntime:
    """A torch network in evaluation mode on a device, its batch norms folded in."""

    def __init__(self, network: nn.Module, device: torch.device | str | None = None) -> None:
        self.device = torch.device(device) if device else best_device()
        self.title = f"torch {torch.__version__.split('+')[0]}, {self.device.type}"
        folded = simplified(network.eval()).requires_grad_(False)
        self.network = folded.to(self.device, memory_format=torch.channels_last)  # type: ignore[call-overload]

    def run(self, batch: NDArray[np.float32]) -> NDArray[np.float32]:
        """Input tensors (b, channels, h, w) to what the network gives, on the CPU. Raises RuntimeError."""
        given = torch.from_numpy(batch).to(self.device, memory_format=torch.channels_last)
        with torch.inference_mode():
            output: torch.Tensor = self.network(given)
        return np.asarray(output.float().cpu().numpy())
