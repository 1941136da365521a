"""Checkpoints in the clinic's layout, small ones and a W32, and films for them."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch

from cephview.core.radiograph import Radiograph
from cephview.model.families.hrnet import Architecture, HRNet, Stage, w32

SMALL = Architecture(
    (
        Stage(1, (1,), (4,), True),
        Stage(1, (1, 1), (4, 8), False),
        Stage(1, (1, 1, 1), (4, 8, 12), False),
        Stage(2, (1, 1, 1, 1), (4, 8, 12, 16), False),
    ),
    joints=19,
    stem=8,
)
LARGE = w32(19)


def random_state(architecture: Architecture = SMALL, seed: int = 0) -> dict[str, torch.Tensor]:
    """Weights by chance, batch norms included, at which the network's outputs are of ordinary size."""
    torch.manual_seed(seed)
    state = HRNet(architecture).state_dict()
    for name, tensor in state.items():
        if name.endswith("running_mean"):
            tensor.normal_(0, 0.1)
        elif name.endswith("running_var"):
            tensor.uniform_(0.5, 1.5)
    return dict(state)


def stage_section(stage: Stage) -> dict[str, Any]:
    return {
        "NUM_MODULES": stage.modules,
        "NUM_BRANCHES": len(stage.channels),
        "NUM_BLOCKS": list(stage.blocks),
        "NUM_CHANNELS": list(stage.channels),
        "BLOCK": "BOTTLENECK" if stage.bottleneck else "BASIC",
    }


def clinic_config(architecture: Architecture = SMALL, size_hw: tuple[int, int] = (64, 64)) -> dict[str, Any]:
    stages = {f"STAGE{i}": stage_section(stage) for i, stage in enumerate(architecture.stages, 1)}
    return {
        "DATA": {
            "DATASET": "ceph",
            "DATA_ROOT": "C:\\Users\\clinic\\ISBI Lateral Cephs",
            "NUM_LANDMARKS": architecture.joints,
        },
        "INPUT": {
            "IMAGE_SIZE": list(size_hw),
            "ORIGINAL_SIZE": [1935, 2400],
            "HEATMAP_SIZE": [size_hw[0] // 4, size_hw[1] // 4],
            "SIGMA": 2.0,
            "NORMALIZE": True,
            "MEAN": [0.485, 0.456, 0.406],
            "STD": [0.229, 0.224, 0.225],
        },
        "MODEL": {"NAME": "hrnet_w32", "NUM_JOINTS": architecture.joints, **stages},
        "TRAIN": {"BATCH_SIZE": 8, "LR": 1e-4},
        "LOSS": {"MSE_WEIGHT": 1.0, "WING_WEIGHT": 0.5, "WING_OMEGA": 10.0, "WING_EPSILON": 2.0},
    }


def clinic_checkpoint(
    architecture: Architecture = SMALL,
    size_hw: tuple[int, int] = (64, 64),
    changes: Mapping[str, Any] | None = None,
    state: Mapping[str, torch.Tensor] | None = None,
) -> dict[str, Any]:
    """The whole dictionary; `changes` are values of the config by dotted path, None removes."""
    config = clinic_config(architecture, size_hw)
    for path, value in (changes or {}).items():
        put(config, path, value)
    return {
        "epoch": 57,
        "model_state_dict": dict(state if state is not None else random_state(architecture)),
        "optimizer_state_dict": {"state": {}, "param_groups": [{"lr": 1e-4, "params": [0]}]},
        "scheduler_state_dict": None,
        "best_val_loss": 0.0123,
        "best_val_mre": 0.63,
        "config": config,
    }


REMOVED = object()


def put(config: dict[str, Any], path: str, value: Any) -> None:
    """Set the value at a dotted path; REMOVED takes it away."""
    *folders, last = path.split(".")
    for key in folders:
        config = config.setdefault(key, {})
    if value is REMOVED:
        config.pop(last, None)
    else:
        config[last] = copy.deepcopy(value)


def write(path: Path, content: Any) -> Path:
    torch.save(content, path)
    return path


def passing_state(architecture: Architecture = SMALL) -> dict[str, torch.Tensor]:
    """Weights by hand: heatmap cell h is the mean channel of input pixel 4h; all blocks and fusions add nothing."""
    state = {name: torch.zeros_like(tensor) for name, tensor in HRNet(architecture).state_dict().items()}
    for name in state:
        if name.endswith("running_var"):
            state[name].fill_(1 - 1e-5)
    for conv, norm in (("conv1", "bn1"), ("conv2", "bn2"), ("layer1.0.downsample.0", "layer1.0.downsample.1")):
        weight = state[f"{conv}.weight"]
        middle = weight.shape[-1] // 2
        weight[0, :, middle, middle] = 1 / 3 if conv == "conv1" else 0
        weight[0, 0, middle, middle] = 1 / 3 if conv == "conv1" else 1
        state[f"{norm}.weight"][0] = 1
    state["transition1.0.0.weight"][0, 0, 1, 1] = 1
    state["transition1.0.1.weight"][0] = 1
    state["final_layer.weight"][:, 0] = 1
    return state


def blob_film(
    size: tuple[int, int], centre: tuple[float, float], sigma: float, *, top: float = 255.0, dtype: Any = np.uint8
) -> Radiograph:
    """A Gaussian spot at `centre` in film px on black, of a film of `size` (width, height)."""
    y, x = np.mgrid[: size[1], : size[0]]
    grey = np.exp(-((x - centre[0]) ** 2 + (y - centre[1]) ** 2) / (2 * sigma**2)) * top
    return Radiograph(np.round(grey).astype(dtype))
