"""What a file of weights that no family knows looks like, for the sentence of its refusal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cephview.model.config_values import shown

if TYPE_CHECKING:
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
    (r"(^|\.)classifier\.weight$", "looks like a network that tells classes apart"),
    (r"(^|\.)blocks\.\d+\.attn|cls_token|pos_embed", "looks like a vision transformer"),
    (r"^(backbone\.)?layer4\.", "looks like a ResNet"),
    (r"generator|discriminator", "looks like a generative network"),
    (r"module_list\.\d+", "looks like a darknet model"),
)
# What a file begins with that is no file of weights, and what is to be done.
_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (rb"version https://git-lfs", "stands for the model in Git LFS and is not it: fetch it with `git lfs pull`"),
    (rb"\x89HDF", "looks like a Keras model: python -m tf2onnx.convert --keras FILE --output model.onnx exports it"),
    (rb".{4}TFL3", "looks like a TensorFlow Lite model: python -m tf2onnx.convert --tflite FILE --output model.onnx"),
    (rb"\s*(?i:<!doctype html|<html)", "is a web page and no model: download the file itself"),
    (rb"\x89PNG|\xff\xd8\xff|BM|II\*\x00|MM\x00\*|.{128}DICM", "is a picture and no model: choose a model file"),
    (rb"7z\xbc\xaf|Rar!|\xfd7zXZ|\x1f\x8b", "is a packed file: unpack it first"),
)
BEGINNING_BYTES = 160


def beginning(data: bytes) -> str:
    """What a file that cannot be read as weights is by its first bytes, and what to do; empty where nobody knows."""
    return next((told for pattern, told in _BEGINNINGS if re.match(pattern, data, re.DOTALL)), "")


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
