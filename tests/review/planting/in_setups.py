"""Plants in the set-up and in the network: preprocessing, decoding, and answers that are none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from cephview.model.decoding import codec_for
from cephview.model.specification import Decoding
from cephview.review.diagnosis import Setup
from planting.world import Network, Plant, World, specified


def in_setup(name: str, causes: str | tuple[str, ...], change: Callable[[Setup], Setup]) -> Plant:
    causes = (causes,) if isinstance(causes, str) else causes
    return Plant(name, causes, lambda world: replace(world, setup=change(world.setup)), kind="set-up")


def sized(factor: float) -> Callable[[Setup], Setup]:
    def change(setup: Setup) -> Setup:
        width, height = (max(32, round(side * factor / 32) * 32) for side in setup.specification.image_size.value)
        return setup.specified(image_size=(width, height))

    return change


def normalised_by(mean: float, std: float) -> Callable[[Setup], Setup]:
    def change(setup: Setup) -> Setup:
        channels = len(setup.specification.mean.value)
        return setup.specified(mean=(mean,) * channels, std=(std,) * channels)

    return change


def other_value(name: str, first: Any, second: Any) -> Callable[[Setup], Setup]:
    """The second value where the first is in use, else the first."""

    def change(setup: Setup) -> Setup:
        now = getattr(setup.specification, name).value
        return setup.specified(**{name: second if now == first else first})

    return change


def _exchanged(setup: Setup) -> Setup:
    return setup.specified(image_size=setup.specification.image_size.value[::-1])


def _wrapped(world: World, last: Callable[[np.ndarray], np.ndarray]) -> World:
    """A network whose heatmaps lie in 0-1 and go through `last`, read by a power mean without a sigmoid."""

    def wrap(network: Network) -> Network:
        def run(tensor: np.ndarray, fusion: str) -> np.ndarray:
            heat = np.asarray(network(tensor, fusion), np.float32)
            if world.setup.specification.decoding.value.method == "softargmax":
                heat = np.exp(heat - heat.max(axis=(-2, -1), keepdims=True))
            return np.asarray(last(np.clip(heat, 1e-4, 1 - 1e-4)), np.float32)

        return run

    setup = world.setup.specified(decoding=Decoding("power", exponent=2.0), activation="none")
    return replace(world, setup=setup, wrap=wrap)


def _logits(world: World) -> World:
    """A network trained to be read after a sigmoid, whose sigmoid is forgotten."""
    return _wrapped(world, lambda heat: np.log(heat / (1 - heat)))


def _read_after_a_sigmoid(world: World) -> World:
    """The same with its sigmoid."""
    return _wrapped(world, lambda heat: heat)


def answering(name: str, make: Callable[[World], Callable[[int, np.ndarray], np.ndarray]]) -> Plant:
    """A network that answers by itself; `make` gives heatmaps (n, h, w) by call and input."""

    def apply(world: World) -> World:
        answer = make(world)
        calls = [0]

        def wrap(_: Network) -> Network:
            def run(tensor: np.ndarray, fusion: str) -> np.ndarray:
                calls[0] += 1
                return answer(calls[0], tensor)

            return run

        return replace(world, wrap=wrap)

    return Plant(name, ("same answer", "no sense"), apply, hint=True, kind="network")


def cells(world: World, tensor: np.ndarray) -> tuple[int, int, int]:
    spec = world.setup.specification
    stride = spec.image_size.value[0] // spec.heatmap_size.value[0]
    return len(spec.scheme.value), tensor.shape[1] // stride, tensor.shape[2] // stride


def encoded(world: World, points: np.ndarray, tensor: np.ndarray) -> np.ndarray:
    _, height, width = cells(world, tensor)
    return np.asarray(codec_for(world.setup.specification, (width, height)).encode(points), np.float32)


def _dead(world: World) -> Callable[[int, np.ndarray], np.ndarray]:
    return lambda _, tensor: np.zeros(cells(world, tensor), np.float32)


def _constant(world: World) -> Callable[[int, np.ndarray], np.ndarray]:
    rng = np.random.default_rng(2)
    places = rng.uniform(0.2, 0.8, (len(world.setup.specification.scheme.value), 2))
    size = np.array(world.setup.specification.image_size.value)
    return lambda _, tensor: encoded(world, places * size, tensor)


def _mean_shape(world: World) -> Callable[[int, np.ndarray], np.ndarray]:
    from cephview.model.sampling import placement_of

    scheme = world.setup.specification.scheme.value
    inside = [
        placement_of(f.radiograph.size, world.setup.specification).to_input(
            scheme.take(f.references[0].points, f.references[0].scheme)
        )
        for f in world.films
    ]
    return lambda _, tensor: encoded(world, np.nanmean(inside, axis=0), tensor)


def _untrained(world: World) -> Callable[[int, np.ndarray], np.ndarray]:
    """A fixed random network: random filters of the film, three deep."""
    import cv2

    def run(_: int, tensor: np.ndarray) -> np.ndarray:
        rng = np.random.default_rng(9)
        count, height, width = cells(world, tensor)
        layer = [cv2.resize(channel, (width, height), interpolation=cv2.INTER_AREA) for channel in tensor]
        for size in (8, 16, count):
            kernels = rng.normal(0, 1, (size, len(layer), 3, 3)) / np.sqrt(9 * len(layer))
            mixed = [
                sum(cv2.filter2D(part, cv2.CV_32F, k) for part, k in zip(layer, kernel, strict=True))
                for kernel in kernels
            ]
            layer = [np.maximum(each, 0) if size != count else each * 0.05 for each in mixed]
        return np.asarray(layer, np.float32)

    return run


def _noisy(world: World) -> World:
    """A network that was left in training: its answers change from one run to the next."""

    def wrap(network: Network) -> Network:
        rng = np.random.default_rng(12)

        def run(tensor: np.ndarray, fusion: str) -> np.ndarray:
            heat = np.asarray(network(tensor, fusion), np.float32)
            step = rng.normal(0, 2.5, (len(heat), 2))
            for i, (x, y) in enumerate(np.round(step).astype(int)):
                heat[i] = np.roll(heat[i], (y, x), axis=(0, 1))
            return heat

        return run

    return replace(world, wrap=wrap)


_NORMALISED = ("normalisation", "grey scale")

PLANTS: tuple[Plant, ...] = (
    specified("argmax", "decoding", decoding=Decoding("argmax")),
    specified("soft-argmax, temperature 4, whole map", "decoding", "activation", decoding=Decoding("softargmax", 4.0)),
    specified("power mean over the whole map", "decoding", "activation", decoding=Decoding("power", exponent=1.0)),
    in_setup("heatmap rule", "heatmap rule", other_value("heatmap_rule", "x/4", "centre")),
    in_setup("mean and std 0.5", _NORMALISED, normalised_by(0.5, 0.5)),
    in_setup("mean 0 and std 1", _NORMALISED, normalised_by(0.0, 1.0)),
    in_setup("input of 0-255", _NORMALISED, normalised_by(0.0, 1 / 255)),
    specified("grey scale of 0-255", *_NORMALISED, grey_scale="0-255"),
    in_setup("input of 0-1/255", _NORMALISED, normalised_by(0.0, 255.0)),
    in_setup("stretched against padded", "padding", other_value("padding", "stretch", "centre")),
    in_setup("padding in the corner", "padding", other_value("padding", "corner", "centre")),
    in_setup("width and height of the input exchanged", "input size", _exchanged),
    in_setup("input of 0.6 times the size", "input size", sized(0.6)),
    in_setup("input of 0.75 times the size", "input size", sized(0.75)),
    in_setup("input of 1.33 times the size", "input size", sized(4 / 3)),
    in_setup("another sampling", ("sampling", "heatmap rule"), other_value("sampling", "resize", "affine")),
    in_setup("context", ("context", "input size"), other_value("context", 1.25, 1.0)),
    in_setup("fusion", "fusion", other_value("fusion", "bilinear", "nearest")),
    in_setup("resize", "resize", other_value("resize", "cubic", "area")),
    specified("sigmoid applied to what needs none", "activation", "decoding", activation="sigmoid"),
    Plant("sigmoid missing", ("activation", "decoding"), _logits, kind="set-up", sound=_read_after_a_sigmoid),
    answering("dead head", _dead),
    answering("constant answer", _constant),
    answering("mean shape for every film", _mean_shape),
    answering("untrained network", _untrained),
    Plant("answers change from run to run", ("unsteady",), _noisy, hint=True, kind="network"),
)
