"""What a file of weights that no family knows looks like, for the sentence of its refusal."""

from __future__ import annotations

import re

from cephview.model.config_values import shown
from cephview.model.families.wrappers import WeightsFile

# A name among the tensors or classes, and what it is a mark of; the first that is found is told.
_MARKS: tuple[tuple[str, str], ...] = (
    (r"ultralytics|^(model\.)?\d+\.(cv\d|conv|m)\b|\bdfl\.", "looks like a YOLO model"),
    (r"segment_anything|^image_encoder\.blocks|mask_decoder", "looks like a Segment Anything model"),
    (r"^enc\d\.\d|^dec\d\.\d|^bottleneck\.\d|(^|\.)up\d?\.\d|DoubleConv|^inc\.", "looks like a U-Net"),
    (r"^hg\d|hourglass|low_branch", "looks like a stacked hourglass"),
    (r"^encoder\.\d+\.\d+\.conv\d.*|^decoder\.\d+\.weight", "looks like a ResNet with a decoder of its own"),
    (r"heatmap_decoder\.", "looks like a timm HRNet with a heatmap decoder of its own"),
    (r"regressor\.|(^|\.)fc\d?\.weight$", "looks like a network that gives coordinates or classes"),
    (r"(^|\.)blocks\.\d+\.attn|cls_token|pos_embed", "looks like a vision transformer"),
    (r"^(backbone\.)?layer4\.", "looks like a ResNet"),
    (r"generator|discriminator", "looks like a generative network"),
    (r"module_list\.\d+", "looks like a darknet model"),
)


def description(weights: WeightsFile) -> str:
    """`looks like a U-Net (enc1.0.weight, …)`, as far as the names tell."""
    names = [*weights.state, *weights.beside]
    words = " ".join(weights.notes)
    for pattern, sentence in _MARKS:
        hit = next((name for name in names if re.search(pattern, name)), None)
        if hit or re.search(pattern, words):
            return f"{sentence} ({shown(hit)}, …)" if hit else sentence
    if "conv1.weight" in weights.state:
        return "has no last convolution with one map a landmark"
    return f"is no whole HRNet and no other network that CephView knows: conv1.weight is missing ({shown(names[0])}, …)"
