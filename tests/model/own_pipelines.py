"""What the training codes do between a film and its landmarks, step by step, as their descriptions have it.

Written anew from the descriptions in `../shared/cases/models` and apart from CephView's own sampling and decoding, to
be compared with them on inputs of every size and any number of landmarks. `run` is the network: (1, c, h, w) to
(1, n, h', w'). All return what enters the network and the points (n, 2) in film px.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import cv2
import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray

Array = NDArray[Any]
Run = Callable[[Array], Array]
MEAN, STD = np.array([0.485, 0.456, 0.406]), np.array([0.229, 0.224, 0.225])


def peak(heatmap: Array) -> tuple[int, int]:
    """Column and row of the maximum, the first in row-major order."""
    row, column = np.unravel_index(int(np.argmax(heatmap)), heatmap.shape)
    return int(column), int(row)


def tensor_of(image: Array, mean: Array = MEAN, std: Array = STD) -> Array:
    """Grey image of 8 bit, repeated on three channels, to the normalised batch."""
    three = np.repeat(image[..., None].astype(np.float64) / 255, 3, axis=2)
    return ((three - mean) / std).transpose(2, 0, 1)[None].astype(np.float32)


def clinic(film: Array, run: Run, size: int = 768) -> tuple[Array, Array]:
    """A letterbox of cubic interpolation, a softmax over the whole map at temperature 1."""
    height, width = film.shape
    scale = min(size / width, size / height)
    new = int(width * scale), int(height * scale)
    left, top = (size - new[0]) // 2, (size - new[1]) // 2
    canvas = np.zeros((size, size), np.uint8)
    canvas[top : top + new[1], left : left + new[0]] = cv2.resize(film, new, interpolation=cv2.INTER_CUBIC)
    batch = tensor_of(canvas)
    points = []
    for heatmap in run(batch)[0].astype(np.float64):
        weights = np.exp(heatmap - heatmap.max())
        weights /= weights.sum()
        rows, columns = np.mgrid[: heatmap.shape[0], : heatmap.shape[1]]
        x, y = (weights * columns).sum() * 4, (weights * rows).sum() * 4
        points.append(((x - left) / scale, (y - top) / scale))
    return batch, np.array(points)


def pose_box(film: Array, size: tuple[int, int], margin: float) -> tuple[float, float]:
    """The whole film, its shorter side enlarged to the input's aspect, times the margin."""
    height, width = film.shape
    aspect = size[0] / size[1]
    box = (float(width), width / aspect) if width > aspect * height else (height * aspect, float(height))
    return box[0] * margin, box[1] * margin


def warped(film: Array, size: tuple[int, int], box: tuple[float, float], *, udp: bool = False) -> Array:
    """The film by one affine map of pixel indices into an input of `size` (width, height)."""
    height, width = film.shape
    less = 1 if udp else 0
    sx, sy = ((size[axis] - less) / box[axis] for axis in (0, 1))
    shift = (size[0] - less) / 2 - sx * width / 2, (size[1] - less) / 2 - sy * height / 2
    return cv2.warpAffine(film, np.array([[sx, 0, shift[0]], [0, sy, shift[1]]]), size, flags=cv2.INTER_LINEAR)


def quarter(heatmap: Array, code: str) -> tuple[float, float]:
    """The maximum, moved a quarter cell towards the higher neighbour where the code does so."""
    px, py = peak(heatmap)
    h, w = heatmap.shape
    x, y = float(px), float(py)
    across = 1 < px < w - 1 and (0 < py < h if code == "mmpose" else 1 < py < h - 1)
    down = 1 < py < h - 1 and (0 < px < w if code == "mmpose" else 1 < px < w - 1)
    if across:
        x += 0.25 * np.sign(heatmap[py, px + 1] - heatmap[py, px - 1])
    if down:
        y += 0.25 * np.sign(heatmap[py + 1, px] - heatmap[py - 1, px])
    return x, y


def blurred(heatmap: Array, kernel: int) -> Array:
    """Smoothed by OpenCV on a border of zeros, and rescaled to its old maximum."""
    border = (kernel - 1) // 2
    wide = np.pad(heatmap.astype(np.float64), border)
    smooth = cv2.GaussianBlur(wide, (kernel, kernel), 0)[border:-border, border:-border]
    return smooth * heatmap.max() / smooth.max()


def dark_udp(heatmap: Array, kernel: int) -> tuple[float, float]:
    """The second-order step on the logarithm of the smoothed map, by one-cell differences."""
    px, py = peak(heatmap)
    log = np.pad(np.log(np.clip(blurred(heatmap, kernel), 1e-3, 50)), 1, mode="edge")
    x, y = px + 1, py + 1
    dx, dy = (log[y, x + 1] - log[y, x - 1]) / 2, (log[y + 1, x] - log[y - 1, x]) / 2
    dxx = log[y, x + 1] - 2 * log[y, x] + log[y, x - 1]
    dyy = log[y + 1, x] - 2 * log[y, x] + log[y - 1, x]
    dxy = (log[y + 1, x + 1] - log[y, x + 1] - log[y + 1, x] + 2 * log[y, x] - log[y, x - 1] - log[y - 1, x]) / 2 + log[
        y - 1, x - 1
    ] / 2
    hessian = np.array([[dxx, dxy], [dxy, dyy]]) + 1.19e-7 * np.eye(2)
    step = np.linalg.inv(hessian) @ np.array([dx, dy])
    return px - step[0], py - step[1]


def dark(heatmap: Array, kernel: int) -> tuple[float, float]:
    """The same by two-cell differences, two cells inside the map alone (DARK, as the pose codes have it)."""
    px, py = peak(heatmap)
    h, w = heatmap.shape
    if not (1 < px < w - 2 and 1 < py < h - 2):
        return float(px), float(py)
    log = np.log(np.maximum(blurred(heatmap, kernel), 1e-10))
    dx, dy = (log[py, px + 1] - log[py, px - 1]) / 2, (log[py + 1, px] - log[py - 1, px]) / 2
    dxx = (log[py, px + 2] - 2 * log[py, px] + log[py, px - 2]) / 4
    dyy = (log[py + 2, px] - 2 * log[py, px] + log[py - 2, px]) / 4
    dxy = (log[py + 1, px + 1] - log[py - 1, px + 1] - log[py + 1, px - 1] + log[py - 1, px - 1]) / 4
    if dxx * dyy - dxy**2 == 0:
        return float(px), float(py)
    step = np.linalg.inv(np.array([[dxx, dxy], [dxy, dyy]])) @ np.array([dx, dy])
    return px - step[0], py - step[1]


def official(
    film: Array,
    run: Run,
    size: tuple[int, int],
    *,
    margin: float = 1.25,
    flip: str = "off",
    refined: bool = True,
    stride: int = 4,
) -> tuple[Array, Array]:
    """The official pose code."""
    box = pose_box(film, size, margin)
    batch = tensor_of(warped(film, size, box))
    maps = run(batch)[0]
    if flip != "off":
        mirrored = run(np.ascontiguousarray(batch[..., ::-1]))[0][..., ::-1].copy()
        if flip == "shifted":
            mirrored[..., 1:] = mirrored[..., :-1].copy()
        maps = (maps + mirrored) * 0.5
    cells = size[0] / stride, size[1] / stride
    found = np.array([quarter(each, "official") if refined else peak(each) for each in maps], np.float64)
    middle = np.array([film.shape[1] / 2, film.shape[0] / 2])
    return batch, (found - np.array(cells) / 2) * box[0] / cells[0] + middle


def mmpose(
    film: Array, run: Run, size: tuple[int, int], *, how: str, margin: float = 1.25, kernel: int = 11
) -> tuple[Array, Array]:
    """mmpose's codecs: "msra", "dark" (unbiased) and "udp"."""
    box = pose_box(film, size, margin)
    mean, std = np.array([123.675, 116.28, 103.53]) / 255, np.array([58.395, 57.12, 57.375]) / 255
    batch = tensor_of(warped(film, size, box, udp=how == "udp"), mean, std)
    maps = run(batch)[0]
    ways = {
        "msra": lambda m: quarter(m, "mmpose"),
        "dark": lambda m: dark(m, kernel),
        "udp": lambda m: dark_udp(m, kernel),
    }
    found = np.array([ways[how](each) for each in maps])
    cells = np.array([maps.shape[2], maps.shape[1]], np.float64)
    in_input = found / (cells - 1) * size if how == "udp" else found * (np.array(size) / cells)
    middle = np.array([film.shape[1] / 2, film.shape[0] / 2])
    return batch, in_input / size * np.array(box) + middle - np.array(box) / 2


def aariz(film: Array, run: Run, size_hw: tuple[int, int]) -> tuple[Array, Array]:
    """The clinic's second family: stretched, squares of the sigmoid as weights, the maximum below 0.3."""
    image = torch.from_numpy(film)[None, None]
    stretched = F.interpolate(image, size_hw, mode="bilinear", antialias=True)[0, 0].numpy()
    batch = tensor_of(stretched, np.full(3, 0.5), np.full(3, 0.5))
    maps = run(batch)[0].astype(np.float64)
    points = []
    for logits in maps:
        p = 1 / (1 + np.exp(-logits))
        weights = p**2 / (p**2).sum()
        rows, columns = np.mgrid[: p.shape[0], : p.shape[1]]
        xy = peak(p) if p.max() < 0.3 else ((weights * columns).sum(), (weights * rows).sum())
        points.append((xy[0] * film.shape[1] / p.shape[1], xy[1] * film.shape[0] / p.shape[0]))
    return batch, np.array(points)


def facial(film: Array, run: Run, size: int) -> tuple[Array, Array]:
    """The way back of the facial code alone (its crop is checked by its specimen): counted from 1, whole film px."""
    height, width = film.shape
    scale = max(width, height) / 200 * 1.25
    cells = size // 4
    points = []
    for heatmap in run(np.zeros((1, 3, size, size), np.float32))[0]:
        px, py = (v + 1 for v in peak(heatmap))
        x, y = float(px), float(py)
        if 1 < px < cells and 1 < py < cells:
            x += 0.25 * np.sign(heatmap[py - 1, px] - heatmap[py - 1, px - 2])
            y += 0.25 * np.sign(heatmap[py, px - 1] - heatmap[py - 2, px - 1])
        t = cells / (200 * scale)
        for value, middle in ((x, width / 2), (y, height / 2)):
            points.append(np.trunc((value + 0.5 - 1 - cells * (0.5 - middle / (200 * scale))) / t) + 1 - 1)
    return np.zeros((1, 3, size, size), np.float32), np.array(points).reshape(-1, 2)
