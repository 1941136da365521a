"""The table of families: in this order each is asked whether a file is its own. A family is a module and a row here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from cephview.core.errors import CephViewError
from cephview.model.families import aariz, aariz_resnet, mmpose, pose_hrnet, simple_baseline
from cephview.model.families.looks_like import description
from cephview.model.families.recognised import EXPORT, Recognised
from cephview.model.families.wrappers import WeightsFile

# A family takes the weights and the training code's config beside them, and answers None for what is not its own.
FAMILIES: tuple[Callable[[WeightsFile, Mapping[str, Any]], Recognised | None], ...] = (
    aariz.recognise,
    aariz_resnet.recognise,
    mmpose.recognise,
    simple_baseline.recognise,
    pose_hrnet.recognise,
)


def recognise(weights: WeightsFile, config: Mapping[str, Any]) -> Recognised:
    """The network in a file. Raises CephViewError that says what it looks like where no family knows it."""
    for family in FAMILIES:
        found = family(weights, config)
        if found is not None:
            return found
    raise CephViewError(
        "{file} {description}. CephView opens HRNet and SimpleBaseline models of the pose codes, mmpose, "
        "timm and the facial and Aariz codes, and ONNX of any network: {export}.",
        file=weights.file,
        description=description(weights),
        export=EXPORT,
    )
