"""Augmentation: one affine warp and a change of grey values, drawn from a generator seeded per film and epoch."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from cephview.core.geometry import Points
from cephview.model.training.settings import TrainingSettings


def augment(
    image: NDArray[np.uint8], points: Points, settings: TrainingSettings, rng: np.random.Generator
) -> tuple[NDArray[np.uint8], Points]:
    """A cached film (h, w) uint8 and its points (n, 2), both in cache px, to an augmented input and points in input px.

    The cache holds the film at some scale of its own; the letterbox into the input is part of the one warp, so the
    film is interpolated once.
    """
    size = (settings.input_width, settings.input_height)
    matrix = _warp(image.shape[1::-1], size, settings, rng)
    warped = cv2.warpAffine(image, matrix, size, flags=cv2.INTER_LINEAR).astype(np.uint8, copy=False)
    moved = points @ matrix[:, :2].T + matrix[:, 2]
    return _grey(warped, settings, rng), moved


def _warp(
    film: tuple[int, ...], size: tuple[int, int], s: TrainingSettings, rng: np.random.Generator
) -> NDArray[np.float64]:
    width, height = size
    fit = min(width / film[0], height / film[1])
    angle = np.deg2rad(rng.uniform(-s.rotation, s.rotation))
    zoom = fit * np.exp(rng.uniform(-s.zoom, s.zoom))
    aspect = np.exp(rng.uniform(-s.stretch, s.stretch))
    mirror = -1.0 if rng.random() < s.mirror else 1.0
    rotate = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    linear = rotate @ np.diag([zoom * aspect * mirror, zoom / aspect])
    shift = rng.uniform(-s.shift, s.shift, 2) * (width, height)
    middle = (np.array(film[:2]) - 1) / 2
    offset = (np.array(size) - 1) / 2 + shift - linear @ middle
    return np.column_stack([linear, offset])


def _grey(image: NDArray[np.uint8], s: TrainingSettings, rng: np.random.Generator) -> NDArray[np.uint8]:
    levels = np.linspace(0.0, 1.0, 256)
    levels = levels ** np.exp(rng.uniform(-s.gamma, s.gamma))
    levels = (levels - 0.5) * np.exp(rng.uniform(-s.contrast, s.contrast)) + 0.5
    levels += rng.uniform(-s.brightness, s.brightness)
    if rng.random() < s.invert:
        levels = 1.0 - levels
    image = cv2.LUT(image, np.round(np.clip(levels, 0, 1) * 255).astype(np.uint8)).astype(np.uint8, copy=False)
    if rng.random() < s.blur:
        image = cv2.GaussianBlur(image, (0, 0), rng.uniform(0.4, 1.4)).astype(np.uint8, copy=False)
    if rng.random() < 0.5 and s.noise > 0:
        noise = rng.standard_normal(image.shape, dtype=np.float32) * np.float32(255 * rng.uniform(0, s.noise))
        image = np.clip(image + noise, 0, 255).astype(np.uint8)
    if rng.random() < s.cut_out:
        h, w = image.shape
        side = rng.uniform(0.06, 0.2, 2)
        x, y = int(rng.uniform(0, 1) * w), int(rng.uniform(0, 1) * h)
        image[y : y + int(side[1] * h), x : x + int(side[0] * w)] = rng.integers(0, 256)
    return image
