"""The drawn head in millimetres: outlines, and how a face differs from the mean one.

Frame: origin at the mean sella, x forward (to the right) along the Frankfort horizontal, y down. Every outline is a
spline through a few points of the mean face; a face is made by warping all outlines of a body together, and only then
are the landmarks read off the warped outlines by their definition, so that they are exact whatever the face.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache

import numpy as np
from numpy.typing import NDArray

from cephview.core.geometry import Points
from cephview.phantom.landmarks import Curves, Tooth, landmarks_of
from cephview.phantom.outlines import (
    ATLAS,
    AXIS,
    OUTLINES,
    TEETH,
    TOOTH_CROWNS,
    TOOTH_OUTLINES,
    VERTEBRA,
    VERTEBRA_CENTRES,
)


@dataclass(frozen=True)
class Face:
    """How a face differs from the mean one: mm and degrees more than the mean, `size` as a factor, `tilt` up +."""

    size: float = 1.0
    anb: float = 0.0
    mandibular_plane: float = 0.0
    face_height: float = 0.0
    upper_incisor: float = 0.0
    lower_incisor: float = 0.0
    lips: float = 0.0
    nose: float = 0.0
    chin: float = 0.0
    tilt: float = 0.0


# Spread and limits of a face that is drawn by chance: what real patients show, less what the outlines cannot follow.
_SPREAD: dict[str, tuple[float, float]] = {
    "size": (0.04, 0.09), "anb": (2.2, 4.5), "mandibular_plane": (3.5, 7.0), "face_height": (2.5, 6.0),
    "upper_incisor": (5.0, 10.0), "lower_incisor": (4.5, 9.0), "lips": (1.2, 2.5), "nose": (2.0, 4.0),
    "chin": (1.2, 2.5), "tilt": (4.0, 8.0),
}  # fmt: skip


def random_face(rng: np.random.Generator, wanted: Mapping[str, float | None]) -> Face:
    """A face by chance; what `wanted` gives is taken as it is (the same chance is used up, so the rest stays)."""
    values: dict[str, float] = {}
    for field in fields(Face):
        spread, limit = _SPREAD[field.name]
        drawn = float(np.clip(rng.normal(0, spread), -limit, limit)) + (1.0 if field.name == "size" else 0.0)
        given = wanted.get(field.name)
        values[field.name] = drawn if given is None else given
    return Face(**values)


@dataclass(frozen=True, eq=False)
class Head:
    """A face's outlines by name, teeth and vertebrae in mm, and its landmarks by symbol (2,), all in one frame."""

    curves: Curves
    teeth: tuple[Tooth, ...]
    vertebrae: tuple[Curves, ...]
    landmarks: dict[str, Points]


def parse(text: str) -> Points:
    """Points (n, 2) from `x,y x,y`."""
    return np.array([[float(v) for v in pair.split(",")] for pair in text.split()])


def spline(knots: Points, closed: bool, step: int = 12) -> Points:
    """A centripetal Catmull-Rom curve (n, 2) through `knots` (k, 2), `step` points a span."""
    if closed:
        padded = np.vstack([knots[-1:], knots, knots[:2]])
    else:
        padded = np.vstack([2 * knots[:1] - knots[1:2], knots, 2 * knots[-1:] - knots[-2:-1]])
    gap = np.maximum(np.hypot(*np.diff(padded, axis=0).T) ** 0.5, 1e-6)
    p0, p1, p2, p3 = (padded[i : len(padded) - 3 + i, None, :] for i in range(4))
    a, b, c = (gap[i : len(gap) - 2 + i, None, None] for i in range(3))
    # Tangents of the centripetal form at either end of each span, in units of the span.
    m1 = (p2 - p1) + b * ((p1 - p0) / a - (p2 - p0) / (a + b))
    m2 = (p2 - p1) + b * ((p3 - p2) / c - (p3 - p1) / (b + c))
    t = (np.arange(step) / step)[None, :, None]
    curve = (
        (2 * t**3 - 3 * t**2 + 1) * p1 + (t**3 - 2 * t**2 + t) * m1 + (3 * t**2 - 2 * t**3) * p2 + (t**3 - t**2) * m2
    ).reshape(-1, 2)
    return curve if closed else np.vstack([curve, knots[-1:]])


@cache
def _mean_curves() -> dict[str, tuple[str, Points]]:
    return {name: (body, spline(parse(text), closed)) for name, (body, closed, text) in OUTLINES.items()}


def _warp(anchors: Points, moved: Points, points: Points) -> Points:
    """Thin-plate spline that takes `anchors` (a, 2) to `moved` (a, 2), applied to `points` (n, 2)."""

    def kernel(p: Points, q: Points) -> NDArray[np.float64]:
        r2 = ((p[:, None, :] - q[None, :, :]) ** 2).sum(axis=2)
        return np.asarray(r2 * np.log(r2 + 1e-12))

    n = len(anchors)
    side = np.hstack([np.ones((n, 1)), anchors])
    # A little stiffness keeps neighbouring anchors that part ways from folding the outlines between them.
    system = np.block([[kernel(anchors, anchors) + 40.0 * np.eye(n), side], [side.T, np.zeros((3, 3))]])
    weights = np.linalg.solve(system, np.vstack([moved - anchors, np.zeros((3, 2))]))
    affine = np.hstack([np.ones((len(points), 1)), points]) @ weights[n:]
    return np.asarray(points + kernel(points, anchors) @ weights[:n] + affine)


def _rotate(points: Points, centre: Points, degrees: float) -> Points:
    """Turn (…, 2) about `centre`, clockwise on the film for positive degrees (y is down)."""
    angle = np.radians(degrees)
    matrix = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return np.asarray((points - centre) @ matrix.T + centre)


def _anchors(face: Face, rng: np.random.Generator) -> dict[str, tuple[Points, Points]]:
    """Per body: anchors in the mean face, and where this face has them (mm)."""
    wobble = rng.normal(0, 1, (40, 2))  # the small differences that no parameter names
    maxilla = np.array([0.45 * face.anb, 0.12 * face.face_height])
    jaw_shift = np.array([-1.15 * face.anb, 0.0])
    condyle = np.array([-8.0, 20.0])

    def jaw(points: Points) -> Points:
        turned = _rotate(points, condyle, face.mandibular_plane) + jaw_shift
        # Height grows with the distance from the condyle, so that the joint stays closed.
        share = np.clip((points[:, 1] - 40) / 65, 0, 1) * np.clip(0.35 + points[:, 0] / 75, 0, 1)
        turned[:, 1] += share * face.face_height - 0.35 * face.mandibular_plane * np.clip(points[:, 0] / 50, 0, 1)
        return np.asarray(turned)

    occlusal = parse("64,69.5 48,68.3 36,67")
    between = (occlusal + maxilla + jaw(occlusal)) / 2
    upper_teeth = between + np.array([0.35 * face.anb, 0.0])
    lower_teeth = between - np.array([0.35 * face.anb, 0.0])

    fixed = parse("-104,-22 -60,-89 0,-97 54,-60 -64,45 -25,37 22,9 8,-8 -8,-6 -40,10")
    vault = fixed.copy()
    vault[:5] += wobble[:5] * 2.5
    bone = parse("63,-7 49.5,19 -20,20 66,42.4 16.2,41.6 59.8,50 40,42 0,0 44,-21 74,15")
    bone_moved = bone + wobble[5:15] * np.array(
        [[1.5, 1.5], [1, 1], [1, 1], [1, 1], [0.8, 0.8], [0.5, 0.7], [0.4, 0.4], [0.2, 0.2], [0.8, 0.8], [0.8, 0.8]]
    )
    bone_moved[3:7] += maxilla
    head = np.vstack([fixed, bone, occlusal]), np.vstack([vault, bone_moved, upper_teeth])

    lower = parse("-8,20 -13.4,29 19,26 -7,73 -11,50 20,89 49,105.5 56.8,98 55,88 24,50")
    lower_moved = jaw(lower) + wobble[15:25] * np.array([[0.4, 0.4]] * 3 + [[1.2, 1.2]] + [[0.6, 0.6]] * 6)
    lower_moved[:3] = lower[:3] + wobble[15:18] * 0.4
    mandible = np.vstack([lower, occlusal]), np.vstack([lower_moved, lower_teeth])

    chin = lower_moved[7] - lower[7]
    skin = parse(
        "0,-103 72,-19 69.2,-4 90,36 76,48 78.5,62 70.4,70 76.5,77 67.2,88.5 69,99 57,112.5 28,108.6 8,110 -5,150 "
        "-5,50 -95,110 -112,0 16,41.4 0,-20 -60,-95 10,103 20,60"
    )
    lips = np.array([face.lips, 0.0])
    move = np.zeros_like(skin)
    move[0] = wobble[2] * 2
    move[1] = bone_moved[0] - bone[0] + [0.5 * wobble[25, 0], 0]
    move[2] = bone_moved[0] - bone[0] + 0.5 * wobble[26]
    move[3] = maxilla * 0.8 + [face.nose, 0.3 * face.nose] + wobble[27]
    move[4] = maxilla + wobble[28] * 0.7
    move[5] = upper_teeth[0] - occlusal[0] + lips + [0.05 * face.upper_incisor, -0.4 * wobble[29, 1]]
    move[6] = between[0] - occlusal[0] + 0.5 * lips
    move[7] = lower_teeth[0] - occlusal[0] + lips + [0.06 * face.lower_incisor, 0.4 * wobble[29, 0]]
    move[8] = lower_moved[8] - lower[8] + [0.5 * face.chin, 0]
    move[9] = chin + np.array([face.chin, 0.0])
    move[10] = lower_moved[6] - lower[6] + [0.4 * face.chin, 0.5 * face.chin]
    move[11] = 0.7 * (lower_moved[6] - lower[6])
    move[12] = 0.4 * (lower_moved[6] - lower[6]) + wobble[30] * 2
    move[17] = bone_moved[4] - bone[4]
    move[19] = wobble[1] * 2.5
    move[20] = 0.4 * (lower_moved[6] - lower[6]) + wobble[31] * 2
    return {"head": head, "jaw": mandible, "skin": (skin, skin + move)}


def make_head(face: Face, rng: np.random.Generator) -> Head:
    """The outlines and landmarks of a face in mm; `rng` gives the small differences that no parameter names."""
    anchors = _anchors(face, rng)
    mean = _mean_curves()
    curves: Curves = {}
    for body, (rest, moved) in anchors.items():
        names = [name for name, (owner, _) in mean.items() if owner == body]
        warped = _warp(rest, moved, np.vstack([mean[name][1] for name in names]))
        ends = np.cumsum([len(mean[name][1]) for name in names])[:-1]
        curves.update(zip(names, np.split(warped, ends), strict=True))
    teeth = tuple(_tooth(row, anchors, face) for row in TEETH)
    vertebrae = _spine(float(rng.normal(0, 1)))
    landmarks = landmarks_of(curves, teeth)

    def place(points: Points) -> Points:
        return _rotate(points * face.size, np.zeros(2), -face.tilt)

    return Head(
        {name: place(curve) for name, curve in curves.items()},
        tuple(
            Tooth(t.name, place(t.outline), place(t.crown), place(t.pulp), place(t.tip), place(t.apex)) for t in teeth
        ),
        tuple({name: place(curve) for name, curve in bone.items()} for bone in vertebrae),
        {symbol: place(point) for symbol, point in landmarks.items()},
    )


def _tooth(
    row: tuple[str, float, float, float, float, float, str], anchors: dict[str, tuple[Points, Points]], face: Face
) -> Tooth:
    name, tip_x, tip_y, apex_x, apex_y, width, kind = row
    upper = name.startswith("U")
    rest, moved = anchors["head" if upper else "jaw"]
    tip, apex = _warp(rest, moved, np.array([[tip_x, tip_y], [apex_x, apex_y]]))
    if name[1] in "12":  # proclination: about the middle of the root, tip forward
        centre = tip + 0.62 * (apex - tip)
        turn = -face.upper_incisor if upper else face.lower_incisor
        tip, apex = _rotate(np.array([tip, apex]), centre, turn)
    axis = apex - tip
    across = np.array([-axis[1], axis[0]]) / np.hypot(*axis)
    if across[0] < 0:
        across = -across

    def lay(shape: Points) -> Points:
        return np.asarray(tip + shape[:, :1] * width * across + shape[:, 1:] * axis)

    shape = spline(parse(TOOTH_OUTLINES[kind]), closed=True, step=6)
    neck = TOOTH_CROWNS[kind]
    crown = shape[shape[:, 1] < neck]
    middle = float((shape[:, 0].max() + shape[:, 0].min()) / 2) if kind == "molar" else 0.0
    wide = 0.2 if kind == "molar" else 0.07
    pulp = np.array(
        [
            [middle - wide, 0.24],
            [middle, 0.2],
            [middle + wide, 0.24],
            [middle + 0.05, 0.5],
            [middle, 0.85],
            [middle - 0.05, 0.5],
        ]
    )
    return Tooth(
        name, lay(shape), lay(crown), lay(spline(pulp, True, 5)), lay(shape[:1])[0], lay(np.array([[0.0, 1.0]]))[0]
    )


def _spine(bend: float) -> tuple[Curves, ...]:
    """Cervical vertebrae, C1 first: outlines in mm. `bend` straightens or curves the neck."""
    bones = [{name: spline(parse(text), True) for name, text in bone.items()} for bone in (ATLAS, AXIS)]
    parts = {name: spline(parse(text), True) for name, text in VERTEBRA.items()}
    for i, (x, y) in enumerate(VERTEBRA_CENTRES):
        centre = np.array([x + bend * (i + 1) * 0.9, y])
        bones.append({name: part * (1 + 0.03 * i) + centre for name, part in parts.items()})
    return tuple(bones)
