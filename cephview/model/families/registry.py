"""The table of families: in this order each is asked whether a file is its own. A family is a module and a row here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from cephview.core.errors import CephViewError
from cephview.model.config_values import OF_CEPHVIEW, ConfigReader, heatmap_size_hw
from cephview.model.families import aariz, aariz_resnet, mmpose, pose_hrnet, simple_baseline
from cephview.model.families.looks_like import description
from cephview.model.families.recognised import EXPORT, Recognised
from cephview.model.families.training_config import section
from cephview.model.families.wrappers import WeightsFile
from cephview.model.specification import Stated
from cephview.model.specification_reader import read_specification

# A family takes the weights and the training code's config beside them, and answers None for what is not its own.
FAMILIES: tuple[Callable[[WeightsFile, Mapping[str, Any]], Recognised | None], ...] = (
    aariz.recognise,
    aariz_resnet.recognise,
    mmpose.recognise,
    simple_baseline.recognise,
    pose_hrnet.recognise,
)


def _as_trained(found: Recognised, weights: WeightsFile) -> Recognised:
    """A network of any family as CephView trained it further: then it is read as that says, not as its code does."""
    own = weights.content.get("config")
    if not (isinstance(own, Mapping) and OF_CEPHVIEW in own):
        return found
    channels, told = len(found.specification.mean.value), ConfigReader(own, weights.file)
    cells = told.read("INPUT.HEATMAP_SIZE", heatmap_size_hw)  # of whatever stride: only an HRNet's is always four
    inputs = {key: value for key, value in section(own, "INPUT").items() if key != "HEATMAP_SIZE"}
    told = ConfigReader({**own, "INPUT": inputs}, weights.file)
    said = read_specification(told, joints=found.landmarks, in_channels=channels)
    if cells is not None:
        said = replace(said, heatmap_size=Stated(cells))
    return replace(found, specification=said, decoding_open=False, notes=())


def recognise(weights: WeightsFile, config: Mapping[str, Any]) -> Recognised:
    """The network in a file. Raises CephViewError that says what it looks like where no family knows it."""
    for family in FAMILIES:
        found = family(weights, config)
        if found is not None:
            return _as_trained(found, weights)
    raise CephViewError(
        "{file} {description}. CephView opens HRNet and SimpleBaseline models of the pose codes, mmpose, "
        "timm and the facial and Aariz codes, and ONNX of any network: {export}.",
        file=weights.file,
        description=description(weights),
        export=EXPORT,
    )
