"""HRNets: from the names and shapes of the tensors to a network, whichever code they come from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from torch import nn

from cephview.core.errors import CephViewError
from cephview.model.config_values import UNUSABLE, ConfigReader, shown, whole
from cephview.model.families.heads import HeatmapHead, find_head
from cephview.model.families.hrnet import Architecture, HRNet, Stage, stage_from_config
from cephview.model.families.looks_like import description
from cephview.model.families.recognised import EXPORT, count_of, filled, landmarks_in, shape_of
from cephview.model.families.stored_tensors import Weight
from cephview.model.families.wrappers import WeightsFile
from cephview.model.specification import Specification

_WHAT = "an HRNet"


@dataclass(frozen=True, eq=False)
class FoundHRNet:
    """An HRNet in a file: its architecture, its weights under our names, its head, and what of the file is unused."""

    architecture: Architecture
    state: Mapping[str, Weight]
    head: HeatmapHead
    unused: tuple[str, ...]
    file: str

    @property
    def notes(self) -> tuple[str, ...]:
        """What was left out, in words."""
        if not self.unused:
            return ()
        first = shown(self.unused[0])
        return (f"{len(self.unused)} tensors that its prediction does not use were left out ({first}, …)",)

    def build(self, specification: Specification) -> nn.Module:
        """The network, fusing as the specification says."""
        architecture = replace(self.architecture, fusion=specification.fusion.value)
        return filled(lambda: HRNet(architecture), self.state, self.file, _WHAT)


def is_hrnet(weights: WeightsFile) -> bool:
    """Whether the tensors' names are an HRNet's."""
    return any(key.startswith(("stage2.", "stage3.", "stage4.")) for key in weights.state)


def find_hrnet(weights: WeightsFile) -> FoundHRNet:
    """The HRNet that the tensors' names and shapes spell. Raises CephViewError where it is none, or not whole."""
    state, file = weights.state, weights.file
    stem, in_channels = shape_of(state, "conv1.weight", file, _WHAT)[:2]
    blocks = count_of(state, "layer1.")
    first = shape_of(state, "layer1.0.conv1.weight", file, _WHAT)[0]
    stages = [Stage(1, (blocks,), (first,), "layer1.0.conv3.weight" in state)]
    stages += [_stage(state, order, file) for order in (2, 3, 4)]
    head = _head_of(weights)
    if head.kernel % 2 == 0:
        raise CephViewError(
            "{file}: its final layer is {kernel} cells wide; an HRNet's has an odd width.",
            file=file,
            kernel=head.kernel,
        )
    architecture = Architecture(
        (stages[0], stages[1], stages[2], stages[3]),
        landmarks_in(head.outputs, file),
        head_channels=head.hidden,
        stem=stem,
        in_channels=in_channels,
        head_kernel=head.kernel,
    )
    architecture = _with_inputs(architecture, head, state, file)
    unused = tuple(key for key in state if _is_unused(key, architecture, head))
    kept = {key: value for key, value in state.items() if key not in unused and not _is_head(key, head)}
    return FoundHRNet(architecture, kept | dict(head.state), head, unused, file)


def _stage(state: Mapping[str, Weight], order: int, file: str) -> Stage:
    base = f"stage{order}.0.branches."
    branches = count_of(state, base)
    if branches != order:
        raise CephViewError(
            "{file} is no whole HRNet: stage {order} has {branches} branches.",
            file=file,
            order=order,
            branches=branches,
        )
    counts = tuple(count_of(state, f"{base}{b}.") for b in range(branches))
    channels = tuple(shape_of(state, f"{base}{b}.0.conv1.weight", file, _WHAT)[0] for b in range(branches))
    return Stage(count_of(state, f"stage{order}."), counts, channels, f"{base}0.0.conv3.weight" in state)


def _head_of(weights: WeightsFile) -> HeatmapHead:
    head = find_head(weights.state, weights.beside)
    if head is not None:
        return head
    last = {key for key in (*weights.state, *weights.beside) if key.startswith("final_layer")}
    if not last or last - {"final_layer.weight", "final_layer.bias"} or "classifier.weight" in weights.state:
        raise CephViewError(
            "{file} is an HRNet whose head CephView does not know; it {description}. Instead, {export}.",
            file=weights.file,
            description=description(weights),
            export=EXPORT,
        )
    shape_of(weights.state, "final_layer.weight", weights.file, _WHAT)
    raise CephViewError("{file} is no whole HRNet: its final layer has an unknown form.", file=weights.file)


def _with_inputs(architecture: Architecture, head: HeatmapHead, state: Mapping[str, Weight], file: str) -> Architecture:
    """The architecture with what enters its head, which the head's width tells."""
    widths = architecture.stages[3].widths
    if head.inputs == widths[0]:
        return architecture
    if head.inputs == sum(widths):
        return replace(architecture, head="concat")
    enlarged = state.get("incre_modules.0.0.conv1.weight")
    if enlarged is not None and head.inputs == 4 * enlarged.shape[0]:
        return replace(architecture, enlarged=int(enlarged.shape[0]))
    raise CephViewError(
        "{file}: its head takes {inputs} channels where its branches have {map}; {export}.",
        file=file,
        inputs=head.inputs,
        map=", ".join(map(str, widths)),
        export=EXPORT,
    )


def _is_unused(key: str, architecture: Architecture, head: HeatmapHead) -> bool:
    """Whether a tensor is one that this head never sees: other outputs of the last fusion, timm's classifier."""
    if key.startswith(("downsamp_modules.", "classifier.", "fc.")):
        return True
    if key.startswith("final_layer.") and head.name != "final_layer":
        return True
    if key.startswith("incre_modules."):
        return not architecture.enlarged or not key.startswith("incre_modules.0.")
    last = architecture.stages[3].modules - 1
    found = re.match(rf"stage4\.{last}\.fuse_layers\.(\d+)\.", key)
    return found is not None and architecture.head == "highres" and int(found[1]) > 0


def _is_head(key: str, head: HeatmapHead) -> bool:
    return key == head.name or key.startswith(f"{head.name}.")


def is_described_by(architecture: Architecture, config: Mapping[str, object]) -> bool:
    """Whether a config of the training code can be of this network: what it says of landmarks and stages is true."""
    reader = ConfigReader(config, "")
    if not names_joints(config, architecture.joints):
        return False
    for order, stage in enumerate(architecture.stages[1:], 2):
        for place in (("MODEL",), ("MODEL", "EXTRA")):
            with suppress(*UNUSABLE):
                if stage_from_config(reader.get(*place, f"STAGE{order}")) != stage:
                    return False
    return True


def names_joints(config: Mapping[str, object], joints: int) -> bool:
    """Whether a config names this number of landmarks, or none."""
    told = [ConfigReader(config, "").get(*place) for place in (("MODEL", "NUM_JOINTS"), ("DATA", "NUM_LANDMARKS"))]
    return all(number == joints for number in told if isinstance(number, int))


def differences(architecture: Architecture, config: Mapping[str, object], file: str) -> tuple[str, ...]:
    """In what a config describes another network than the weights are, in words; the weights decide."""
    reader, found = ConfigReader(config, file), []
    for path in ("MODEL.NUM_JOINTS", "DATA.NUM_LANDMARKS"):
        joints = reader.read(path, whole)
        if joints is not None and joints != architecture.joints:
            raise CephViewError(
                "{file}: its config names {joints} landmarks but its weights find {joints2}; they do not "
                "belong together.",
                file=file,
                joints=joints,
                joints2=architecture.joints,
            )
    for order, stage in enumerate(architecture.stages, 1):
        for place in (("MODEL",), ("MODEL", "EXTRA")):
            section = reader.get(*place, f"STAGE{order}")
            if section is None:
                continue
            try:
                same = stage_from_config(section) == stage
            except UNUSABLE:
                same = False
            if not same:
                found.append(f"its config describes another STAGE{order} than its weights are; the weights were used")
    return tuple(found)
