"""HRNets of pose heads: CephView's own, the clinic's lineage, the official pose code, and bare weights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from cephview.model.config_values import ConfigReader
from cephview.model.families.declare import facial, official_pose
from cephview.model.families.hrnets import FoundHRNet, differences, find_hrnet, is_described_by, is_hrnet
from cephview.model.families.recognised import Recognised
from cephview.model.families.training_config import is_clinics, says_of_network
from cephview.model.families.wrappers import WeightsFile
from cephview.model.specification import Decoding, Origin, Specification, Stated
from cephview.model.specification_reader import read_specification


def recognise(weights: WeightsFile, config: Mapping[str, Any]) -> Recognised | None:
    """An HRNet with a config in its file, or one of the training code's beside it, or none at all."""
    if not is_hrnet(weights):
        return None
    found = find_hrnet(weights)
    own = weights.content.get("config")
    # A file that says of itself what enters it has no config beside it read; the clinic's layout is one in both places.
    told: Mapping[str, Any] = config if is_clinics(config) else {}
    if isinstance(own, Mapping) and says_of_network(own):
        told = own
    beside = {} if told else config
    network = found.architecture
    specification = read_specification(
        ConfigReader(told, weights.file), joints=network.joints, in_channels=network.in_channels
    )
    if beside:
        specification = (facial if _is_facial(found) else official_pose)(specification, beside, weights.file)
    elif not told:
        specification = _bare(found, specification)
    notes = (*found.notes, *differences(network, told or beside, weights.file))
    return Recognised(
        *(network.name, network.joints, specification, found.build, not beside, notes),
        describes=lambda config: is_described_by(network, config),
    )


def _is_facial(found: FoundHRNet) -> bool:
    """Whether the head is the facial landmark code's: all branches joined, called `head`."""
    return found.head.name == "head" and found.architecture.head == "concat"


def _bare(found: FoundHRNet, specification: Specification) -> Specification:
    """What weights without a word suggest: unused outputs mark the clinic's lineage, `head.` the facial code."""
    if _is_facial(found):
        return facial(specification, {}, found.file)
    if found.unused and found.architecture.head == "highres":
        why = "as the clinic's code, which leaves unused layers too"
        lineage: dict[str, Any] = {"fusion": "bilinear", "decoding": Decoding("softargmax"), "resize": "cubic"}
        changed = {name: Stated(value, Origin.ASSUMED, why) for name, value in lineage.items()}
        return replace(specification, **changed, content_rounding=Stated("floor", Origin.INFERRED, why))
    if found.architecture.head == "concat":
        return replace(specification, fusion=Stated("bilinear", Origin.ASSUMED, "as codes that join all branches do"))
    return specification
