"""mmpose's top-down heatmap models, 0.x and 1.x: the config stands as Python text in the checkpoint's `meta`.

The text is never run: it is parsed, and only literals, `dict(…)` and names set before are made into values.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from cephview.core.errors import CephViewError
from cephview.model.config_values import (
    UNUSABLE,
    ConfigReader,
    channel_values,
    list_of,
    number,
    positive,
    size_wh,
    whole,
)
from cephview.model.families.declare import POSE_WAYS, inferred, sized
from cephview.model.families.hrnets import FoundHRNet, find_hrnet, is_hrnet
from cephview.model.families.recognised import EXPORT, Recognised
from cephview.model.families.simple_baseline import FoundBaseline, find_baseline, is_resnet
from cephview.model.families.wrappers import WeightsFile
from cephview.model.fields import context
from cephview.model.specification import Decoding, Origin, Specification, Stated
from cephview.model.specification_reader import read_specification

_WHY = "mmpose's meta"
# 0.x calls its head so.
_OLD_HEAD = re.compile(r"^keypoint_head\.")


def recognise(weights: WeightsFile, _: Mapping[str, Any]) -> Recognised | None:
    """A checkpoint of mmpose, by its `meta` or by its names; None for any other."""
    meta = weights.content.get("meta")
    text = next((meta[k] for k in ("cfg", "config") if isinstance(meta, Mapping) and isinstance(meta.get(k), str)), "")
    beside = {_OLD_HEAD.sub("head.", key): value for key, value in weights.beside.items()}
    if not text and not any(key.startswith(("head.final_layer", "head.deconv_layers")) for key in beside):
        return None
    told = parse_config(text)
    weights = replace(weights, beside=beside)
    found: FoundHRNet | FoundBaseline
    if is_hrnet(weights):
        found = find_hrnet(weights)
    elif is_resnet(weights):
        found = find_baseline(weights, caffe="caffe" in _values(told, "style"))
    else:
        return None
    network = found.architecture
    base = read_specification(ConfigReader({}, weights.file), joints=network.joints, in_channels=network.in_channels)
    specification = _declared(base, told, weights.file)
    order, notes = _flip_order(meta if isinstance(meta, Mapping) else {}, told, network.joints)
    if order:
        specification = replace(specification, flip_order=Stated(order, Origin.INFERRED, _WHY))
    return Recognised(network.name, network.joints, specification, found.build, not told, (*found.notes, *notes))


def _declared(specification: Specification, told: Mapping[str, Any], file: str) -> Specification:
    specification = inferred(specification, "mmpose does so", **POSE_WAYS, colour="rgb")
    if not told:
        return specification
    try:
        return _from_config(specification, told, file)
    except UNUSABLE as error:
        raise CephViewError(
            "{file}: the config in its meta cannot be used ({error}).", file=file, error=error
        ) from error


def _from_config(specification: Specification, told: Mapping[str, Any], file: str) -> Specification:
    def said(value: Any) -> Stated[Any]:
        return Stated(value, Origin.INFERRED, _WHY)

    codec = _codec(told)
    kind = str(codec.get("type", "MSRAHeatmap")).rpartition(".")[2]
    if codec.get("heatmap_type") == "combined" or "CombinedTarget" in _values(told, "target_type"):
        kind = "the combined UDP codec"
    elif "megvii" in _values(told, "post_process"):
        kind = "MegviiHeatmap"
    if kind not in ("MSRAHeatmap", "UDPHeatmap"):
        raise CephViewError(
            "{file}: its heatmaps are {kind}'s, which CephView cannot decode; {export}.",
            file=file,
            kind=kind,
            export=EXPORT,
        )
    image = _first(told, "input_size", size_wh) or _first(told, "image_size", size_wh)
    heatmap = _first(told, "heatmap_size", lambda v: (int(list_of(v)[0]), int(list_of(v)[1])))
    udp = kind == "UDPHeatmap" or any(value is True for value in _values(told, "use_udp"))
    changes: dict[str, Any] = {}
    mean, std, rgb = _normalisation(told, len(specification.mean.value))
    if mean and std:
        changes |= {"mean": said(mean), "std": said(std)}
    margin = next((context(section["padding"]) for section in _sections(told) if _is_margin(section)), None)
    if margin is not None:
        changes["context"] = said(margin)
    if (sigma := _first(told, "sigma", lambda v: positive(v if not isinstance(v, list) else v[0]))) is not None:
        changes["sigma"] = said(sigma)
    specification = sized(specification, image, heatmap, said(None))
    return replace(
        specification,
        **changes,
        colour=said("rgb" if rgb else "bgr"),
        sampling=said("udp" if udp else "affine"),
        heatmap_rule=said("udp" if udp else "x/4"),
        decoding=said(_decoding(told, codec, udp)),
        flip=said(_flip(told)),
    )


def _decoding(told: Mapping[str, Any], codec: Mapping[str, Any], udp: bool) -> Decoding:
    kernel = whole(codec.get("blur_kernel_size") or _first(told, "modulate_kernel", whole) or 11)  # 1.x, 0.x
    if kernel % 2 == 0 or not 3 <= kernel <= 129:
        raise ValueError("a smoothing over an odd number of cells is needed")
    if udp:
        return Decoding("dark-udp", radius=kernel // 2)
    refined = _values(told, "post_process")  # 0.x
    if codec.get("unbiased") is True or "unbiased" in refined:
        return Decoding("dark", radius=kernel // 2)
    old = bool(refined) or "data_cfg" in told
    return Decoding("quarter", bounds="pose" if old else "mmpose")


def _flip(told: Mapping[str, Any]) -> str:
    for section in _sections(told):
        if "flip_test" in section:
            if section["flip_test"] is not True:
                return "off"
            return "shifted mean" if section.get("shift_heatmap") is True else "mean"
    return "mean" if "data_cfg" in told else "off"  # 0.x flips unless it is told not to


def _flip_order(
    meta: Mapping[str, Any], told: Mapping[str, Any], joints: int
) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Which landmark each is in the mirrored film, empty where each is itself; and a note where that cannot be used."""
    about = meta.get("dataset_meta")
    raw = about.get("flip_indices") if isinstance(about, Mapping) else None
    order = [int(each) for each in raw] if isinstance(raw, list | tuple | np.ndarray) else _swapped(told)
    if not order or order == list(range(joints)):
        return (), ()
    if sorted(order) != list(range(joints)):
        return (), (f"what its meta says of {len(order)} landmarks in the mirrored film does not fit its {joints}",)
    return tuple(order), ()


def _swapped(told: Mapping[str, Any]) -> list[int]:
    """As `_flip_order`, from the description of the data set: each landmark names the one that it is swapped with."""
    for info in _values(told, "keypoint_info"):
        rows = [row for row in info.values() if isinstance(row, Mapping)] if isinstance(info, Mapping) else []
        ids: dict[str, int] = {str(row.get("name")): row["id"] for row in rows if isinstance(row.get("id"), int)}
        if rows and len(ids) == len(rows):
            return [
                ids.get(str(row.get("swap")), int(row["id"])) for row in sorted(rows, key=lambda row: int(row["id"]))
            ]
    return []


def _codec(told: Mapping[str, Any]) -> Mapping[str, Any]:
    """The section of the codec: 1.x's decoder of the head, or the one that its name stands for."""
    for section in _sections(told):
        decoder = section.get("decoder")
        if isinstance(decoder, Mapping):
            return decoder
    found = told.get("codec")
    return found if isinstance(found, Mapping) else {}


def _normalisation(told: Mapping[str, Any], channels: int) -> tuple[Any, Any, bool]:
    """Mean and std on 0-1, and whether the network takes RGB."""
    for section in _sections(told):
        kind = str(section.get("type", ""))
        if "DataPreprocessor" in kind or kind == "NormalizeTensor":
            mean, std = list_of(section.get("mean", [])), list_of(section.get("std", []))
            if not mean or not std:
                return None, None, bool(section.get("bgr_to_rgb"))
            scale = 255 if "DataPreprocessor" in kind else 1
            means = channel_values(channels)([number(v) / scale for v in mean])
            return (
                means,
                channel_values(channels, above_zero=True)([number(v) / scale for v in std]),
                (bool(section.get("bgr_to_rgb")) or kind == "NormalizeTensor"),
            )
    return None, None, True


def _is_margin(section: Mapping[str, Any]) -> bool:
    kind = str(section.get("type", ""))
    return kind in ("GetBBoxCenterScale", "TopDownGetBboxCenterScale") and "padding" in section


def _first(told: Mapping[str, Any], key: str, convert: Any) -> Any:
    return next((convert(value) for value in _values(told, key)), None)


def _values(told: Mapping[str, Any], key: str) -> list[Any]:
    return [section[key] for section in _sections(told) if key in section]


# Where sizes and codecs are looked for first: what is used in testing, then the rest.
_ORDER = ("model", "codec", "data_cfg", "data", "test_pipeline", "test_dataloader", "val_pipeline", "val_dataloader")


def _sections(told: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    ordered = {name: told[name] for name in _ORDER if name in told} | dict(told)
    return _walk(ordered)


def _walk(value: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    if depth > 30:
        return
    if isinstance(value, Mapping):
        yield value
    for part in value.values() if isinstance(value, Mapping) else value if isinstance(value, list | tuple) else ():
        yield from _walk(part, depth + 1)


def parse_config(text: str) -> dict[str, Any]:
    """The assignments of a config in Python text, as far as they are literals; what is not is left out."""
    try:
        tree = ast.parse(text[: 1 << 20])
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return {}
    found: dict[str, Any] = {}
    for line in tree.body:
        if isinstance(line, ast.Assign) and len(line.targets) == 1 and isinstance(line.targets[0], ast.Name):
            value = _literal(line.value, found)
            if value is not _UNKNOWN:
                found[line.targets[0].id] = value
    return found


_UNKNOWN = object()


def _literal(node: ast.expr, known: Mapping[str, Any]) -> Any:
    match node:
        case ast.Constant():
            return node.value
        case ast.Name():
            return known.get(node.id, _UNKNOWN)
        case ast.List() | ast.Tuple():
            return [part for part in (_literal(each, known) for each in node.elts) if part is not _UNKNOWN]
        case ast.UnaryOp(op=ast.USub()):
            value = _literal(node.operand, known)
            return -value if isinstance(value, int | float) else _UNKNOWN
        case ast.Dict():
            pairs = [(_literal(k, known), _literal(v, known)) for k, v in zip(node.keys, node.values, strict=True) if k]
            return {key: value for key, value in pairs if isinstance(key, str | int) and value is not _UNKNOWN}
        case ast.Call(func=ast.Name(id="dict"), args=[]):
            named = {word.arg: _literal(word.value, known) for word in node.keywords if word.arg}
            return {key: value for key, value in named.items() if value is not _UNKNOWN}
    return _UNKNOWN
