"""The drawn head in millimetres: outlines, how a face differs from the mean one, and where its landmarks lie.

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

Curves = dict[str, Points]

# Per outline: the body that it moves with, whether it is closed, and "x,y" points in mm.
_OUTLINES: dict[str, tuple[str, bool, str]] = {
    # --- cranium: outer table, closed deep below the base, where the base takes over -------------------------------
    "vault": (
        "head",
        True,
        "63,-7 64.2,-12 66.3,-19 66,-28 62.5,-43 54.5,-60 41,-77 22,-90 -4,-97 -32,-97 -60,-89 -83,-72 -98,-49 -104,-22 "
        "-101,4 -92,23 -80,36 -64,45 -48,48 -20,46 15,35 45,20",
    ),
    "base_mask": (
        "head",
        True,
        "63,-7 80,-20 75,-60 50,-100 0,-120 -60,-115 -115,-70 -125,0 -100,50 -60,60 -34,46 -25,38 -19,24 -12,9 -7.5,-2 "
        "-6,4 0,7 6,4 7,-3 16,-7 30,-14 44,-21 54,-24 59,-14",
    ),
    "occiput": ("head", False, "-64,45 -50,46.5 -42,41 -36,38.5 -31,42 -27,42 -25,37"),
    "clivus": ("head", False, "-8,-6.5 -9,-1 -12.5,9 -18.5,22 -25,37"),
    "clivus_front": ("head", False, "-25,37 -20,35 -13,29.5 -6,21 0,14"),
    # --- sella: a cup that is nearly a circle, so that its centroid is the centre that is meant ----------------------
    "sella": (
        "head",
        False,
        "3.6,-5.6 5.6,-3.2 6.2,0 5.2,3.4 2.8,5.4 0,5.9 -3,5.2 -5.2,3 -6,0 -5.6,-3.4 -5.4,-5.6",
    ),
    "dorsum": ("head", True, "-5.4,-5.6 -5.2,-7.6 -6.6,-8.8 -8.4,-7.8 -8.6,-4 -9.4,0 -7.6,2 -6,0"),
    "clinoid": ("head", False, "14,-8.6 8,-8 3.6,-6.6 1.6,-8.2 4,-9.8 10,-11 18,-13"),
    "planum": ("head", False, "3.6,-5.6 6,-6.6 14,-8 25,-9 36,-9.5 46,-11 53,-14 57,-19"),
    "roof_1": ("head", False, "8,-9 16,-12.5 25,-17.5 36,-23.5 46,-27.5 54,-28.5 59,-33 61,-40"),
    "roof_2": ("head", False, "10,-9 20,-12 30,-16.5 40,-21 50,-23.5 56,-24 59.5,-30"),
    "wing_1": ("head", False, "31,-17 27.5,-9 21.5,0 14,7 6,12 -1,15"),
    "wing_2": ("head", False, "34,-18 31,-9 25.5,1 18,8.5 10,13 2,16"),
    "wing_3": ("head", False, "30,-14 25,-14 21,-9 20.5,-2 19.5,6 19,11"),
    "fossa_floor": ("head", False, "-16,17 -8,14.5 -1,14.6 6,13.6 14,10.6 22,8"),
    "eminence": ("head", False, "-15,20.5 -12.5,17 -8,15.5 -2.5,17 1.5,22.5 5.5,24.5 10,21.5 18,19.5 28,20 38,22"),
    # --- ear -------------------------------------------------------------------------------------------------------
    "canal": ("head", True, "-20,19 -17.6,20 -16.8,22.6 -17.8,25 -20,26 -22.3,25 -23.2,22.6 -22.4,20"),
    "petrous": (
        "head",
        True,
        "-4,9 -8,1 -16,-1 -25,0 -34,2 -39,9 -40,18 -36,29 -31,37 -26,39 -23,32 -19,30 -14,26 -13,19 -7,16 1,14.5",
    ),
    "petrous_core": ("head", True, "-8,6 -15,3.5 -23,5 -27,11 -25,18 -16,19 -9,16 -3,14"),
    "mastoid": ("head", True, "-25,4 -34,2 -42,8 -46,18 -41,30 -33,39 -27,40 -25,31 -26,20"),
    # --- nose and sinuses ------------------------------------------------------------------------------------------
    "frontal_sinus": ("head", True, "59.5,-9 62,-14 63.4,-20 63.2,-28 61,-36 58.6,-34 57.4,-26 55.8,-18 56.6,-10"),
    "sphenoid_sinus": ("head", True, "9.4,-4 17,-6 24,-5.6 25,1 21,8 13,12.6 5,13.5 1,10.5 4.6,7.2 8.2,4"),
    "ethmoid": ("head", True, "24,-7 36,-8 47,-9 54,-12 56,-4 53,8 45,10 33,10 26,8"),
    "nasal_cavity": ("head", True, "26,9 36,8 48,8 56,6 61,12 62,24 61.5,36 60,41 48,40.6 32,40 22,40.2 21,30 23,18"),
    "maxillary_sinus": ("head", True, "25,13 32,10.5 40,12 47,19 49,26 47.5,34 43.5,40 36,42.5 28,42 24.6,37 24,25"),
    "nasal_bone": ("head", True, "63,-7 65.2,-3 68.2,3 72,10 74.6,15.6 71.6,12.6 67,7.4 62.6,3 59.6,-1 59,-5 60.6,-8"),
    "nasal_front": ("head", False, "63,-7 65.2,-3 68.2,3 72,10 74.6,15.6"),
    # --- orbit, zygoma, pterygomaxillary fissure ---------------------------------------------------------------------
    "orbit": ("head", False, "47,-21 43.4,-14 41.4,-5 41.4,4 43,12 46,17.4 49.5,19.3 53,17.8 55.4,12.6 56.4,5"),
    "orbit_floor": ("head", False, "28,9.5 34,11.5 41,15.5 46,18.6 49.5,19.3"),
    "zygoma": ("head", True, "40,13 44,17 49.5,19.4 53,21 52.4,26 49.5,31 46.5,36 42,41 39.5,40 40,33 38,26 36.5,19"),
    "key_ridge": ("head", False, "52.6,21 51.2,27 48.4,33 45,38 41.4,40.6 38,39 36,33 36,26"),
    "fissure": (
        "head",
        True,
        "20.6,9.6 18.8,14 18.8,21 19.8,29 21.4,36 22.6,39.4 23.6,36 23,28 22.8,20 23.4,13.6 22.6,9.8",
    ),
    "pterygoid": ("head", False, "14.5,12 14.4,20 15.6,30 17.4,38 19.8,43"),
    # --- maxilla ---------------------------------------------------------------------------------------------------
    "maxilla_front": (
        "head",
        False,
        "60.4,31 61,36 62.4,39.8 65.2,41.8 66,42.4 64.4,43.4 61.8,44.8 60.2,47.2 59.8,50 60.2,53 61.6,57 63.6,61",
    ),
    "palate": (
        "head",
        True,
        "66,42.4 60,40.6 50,40.2 38,40.2 26,40.8 17.6,41.2 16.2,41.6 17.6,42.4 26,42.4 36,43 46,44.6 54,46.4 60.5,46",
    ),
    "palate_vault": ("head", False, "16.2,41.6 26,42.2 36,43.2 46,45 53,48 57.6,53 60,58 60.6,61"),
    "maxilla": (
        "head",
        True,
        "66,42.4 61.8,44.8 59.8,50 61.6,57 63.8,61.4 56,62 46,62 36,61.4 29,60 24.4,56 22.6,49 22.6,43 30,41 46,40.4 60,41",
    ),
    # --- mandible --------------------------------------------------------------------------------------------------
    "mandible": (
        "jaw",
        True,
        "-13.4,27 -13,23.6 -11.2,20.8 -8,19.6 -4.4,20.4 -2.6,23.6 -3.2,28 -0.6,32.6 4,35.6 9,35.4 13.4,31.4 16.4,26.8 "
        "19,25.4 20.8,29 22,36 23.8,46 26.4,55 30,62 36,68.4 44,72.6 52,74.4 58.8,75.4 "
        "58.6,78.6 56.6,82.4 55.3,86 55,89 55.6,92.8 56.8,97 56.8,100 55.2,103 52.4,105.2 49.2,105.8 "
        "45.6,104.6 36,99 24,91.6 13,85 4,80.6 -1.6,78 -6,74 -9,68.4 -10.6,61 -11.2,52 -11.4,44 -12.2,37 -13.2,31",
    ),
    "symphysis": (
        "jaw",
        True,
        "58.8,75.4 58.6,78.6 56.6,82.4 55.3,86 55,89 55.6,92.8 56.8,97 56.8,100 55.2,103 52.4,105.2 49.2,105.8 45.6,104.6 "
        "43.8,101.6 43.2,97.6 44,93.4 46.4,88.4 49.4,82.6 52.4,77.4 55,74.8",
    ),
    "lingual": ("jaw", False, "54.4,75.6 51.6,79.6 48.6,85 45.6,90.4 44,94.6 43.6,98.4 44.6,102 47,104.6"),
    "oblique_line": ("jaw", False, "21,30 22.4,38 25,49 28.4,57.6 33,65 40,71.6"),
    "inner_border": ("jaw", False, "-6,62 -5,68.4 -1,73.6 8,78.4 20,85.4 32,92.8 42,98.6"),
    "canal_upper": ("jaw", False, "5,52 8,60 13.6,68.6 22,77 31,83.6 40,87.6 46,87.6"),
    "canal_lower": ("jaw", False, "2.4,53.6 5.6,62.4 11.4,71.4 20.4,80.2 29.6,87 39,91.2 46.6,91"),
    # --- soft tissue -----------------------------------------------------------------------------------------------
    "skin": (
        "skin",
        True,
        "-10,-103.5 10,-101.5 28,-95 47,-81 60.5,-63 68.4,-45 71.6,-30 72,-19.4 70.6,-11 69.2,-5.4 69.6,-2 72,4 76.4,13 "
        "81.6,22 86.4,29.6 89.8,34.2 90.4,37.4 88.6,40.8 84.6,42.8 79.6,45 76.4,47.2 75,49.6 75.2,53 76.6,57.4 78.4,61.2 "
        "78.6,63.6 77.2,66.6 74.2,68.8 70.4,69.6 70.4,70.4 73.6,71.4 76,74 76.6,76.8 75.2,79.8 71.4,82.6 68.4,85.4 "
        "67.2,88.4 67.6,92 68.8,96 69,99.6 67.8,104 64.4,108.6 58.6,112 50,113.2 40,111.6 28,108.6 17,107 10,108.4 4.6,113 "
        "1,122 -2,135 -5,152 -8,200 -100,200 -96,150 -94,110 -98,80 -107,50 -112,20 -112,-24 -105,-53 -89,-77 -64,-95 -34,-103",
    ),
    "lip_upper": (
        "skin",
        True,
        "75.2,51 76.6,57.4 78.4,61.2 78.6,63.6 77.2,66.6 74.2,68.8 70.4,69.6 68,66 68,58 70,52",
    ),
    "lip_lower": ("skin", True, "70.4,70.4 73.6,71.4 76,74 76.6,76.8 75.2,79.8 71.4,82.6 68.4,85.4 65,84 65,76 67,71"),
    "nostril": ("skin", True, "86.2,36 84,40 79.6,42.4 75,42.6 74.4,40 77.6,37.4 82,35.6"),
    "airway": (
        "skin",
        True,
        "12,27 18,32 20,38.6 15.4,42.6 10.6,48 7.4,55 4.6,64 3,74 3.4,84 2.4,94 -0.4,104 -3,116 -6,132 -9,152 -10,200 -21,200 "
        "-20,150 -17,130 -13.4,112 -10,96 -7.4,80 -5.4,64 -3.6,48 0,35 5,28",
    ),
    "soft_palate": ("skin", True, "16,41 20,43.6 17,48 12.4,55 9,62 6.4,66.4 4.4,65 5.4,58 8.6,49.6 12,43.6"),
    "tongue": ("skin", True, "56,72 57,62 52,54 42,50 30,50 18,55 9,64 5,76 6,90 14,98 28,98 42,93 52,84"),
    "epiglottis": ("skin", False, "8,92 4.4,88 1.6,83 0.6,79"),
    "hyoid": ("skin", True, "10.6,98.4 12.8,100.4 12.6,104.4 10.6,108 8.4,107.4 8,103 8.6,99.4"),
    "hyoid_horn": ("skin", False, "10,101 4,98.6 -3,97 -10,94.4"),
}
# Cervical spine: centre, height and lean (degrees) of each body, in mm, from C3.
_VERTEBRAE = ((-20.5, 84.0), (-22.0, 100.0), (-24.2, 116.0), (-27.5, 132.0), (-32.0, 148.0), (-37.5, 163.5))

# Teeth: (name, occlusal tip x, y, apex x, y, crown width, template). The tip of the first four is a landmark.
_TEETH: tuple[tuple[str, float, float, float, float, float, str], ...] = (
    ("U1", 65.6, 70.6, 56.4, 49.6, 7.4, "incisor"),
    ("U2", 63.9, 69.8, 55.2, 49.4, 6.4, "incisor"),
    ("U3", 59.6, 70.2, 52.2, 45.6, 7.6, "canine"),
    ("U4", 53.8, 69.4, 49.6, 47.6, 6.8, "premolar"),
    ("U5", 47.2, 68.9, 44.6, 47.4, 6.8, "premolar"),
    ("U6", 40.0, 68.4, 36.4, 47.6, 10.2, "molar"),
    ("U7", 30.4, 67.2, 28.6, 47.2, 9.8, "molar"),
    ("L1", 62.6, 68.0, 53.2, 86.6, 5.4, "incisor"),
    ("L2", 61.2, 68.0, 51.6, 87.0, 5.8, "incisor"),
    ("L3", 57.6, 67.4, 47.6, 90.0, 6.8, "canine"),
    ("L4", 51.2, 67.6, 44.2, 87.6, 7.0, "premolar"),
    ("L5", 44.4, 67.0, 37.8, 86.4, 7.2, "premolar"),
    ("L6", 36.6, 66.2, 30.0, 85.0, 11.0, "molar"),
    ("L7", 26.0, 64.6, 20.6, 82.4, 10.6, "molar"),
)
# Tooth outlines: u across in crown widths, v from the cusp (0) to the apex (1), and where the crown ends.
_TOOTH_SHAPES: dict[str, str] = {
    "incisor": "0,0 0.16,0.04 0.3,0.16 0.44,0.3 0.46,0.42 0.36,0.6 0.2,0.85 0,1 -0.2,0.88 -0.36,0.62 -0.46,0.42 -0.38,0.28 -0.16,0.08",
    "canine": "0,0 0.22,0.07 0.44,0.18 0.48,0.32 0.42,0.46 0.3,0.7 0,1 -0.3,0.7 -0.42,0.46 -0.48,0.32 -0.44,0.18 -0.22,0.07",
    "premolar": "0,0 0.2,0.06 0.36,0.03 0.5,0.14 0.46,0.28 0.36,0.4 0.3,0.65 0.06,1 -0.2,0.7 -0.36,0.42 -0.48,0.28 -0.5,0.14 -0.25,0.06",
    "molar": (
        "0,0 -0.12,0.07 -0.26,0.05 -0.4,0.01 -0.58,0.05 -0.74,0.12 -0.76,0.24 -0.66,0.38 -0.64,0.6 -0.62,0.92 -0.5,0.98 "
        "-0.38,0.75 -0.26,0.52 -0.14,0.56 -0.02,0.8 0.06,1 0.16,0.9 0.14,0.6 0.16,0.38 0.26,0.24 0.24,0.12 0.12,0.04"
    ),
}
_TOOTH_CROWN = {"incisor": 0.43, "canine": 0.4, "premolar": 0.36, "molar": 0.34}


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
class Tooth:
    """One tooth in mm: outline, crown and pulp (n, 2), cusp tip and root apex (2,)."""

    name: str
    outline: Points
    crown: Points
    pulp: Points
    tip: Points
    apex: Points


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
    return {name: (body, spline(parse(text), closed)) for name, (body, closed, text) in _OUTLINES.items()}


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
    return points + kernel(points, anchors) @ weights[:n] + np.hstack([np.ones((len(points), 1)), points]) @ weights[n:]


def _rotate(points: Points, centre: Points, degrees: float) -> Points:
    """Turn (…, 2) about `centre`, clockwise on the film for positive degrees (y is down)."""
    angle = np.radians(degrees)
    matrix = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return (points - centre) @ matrix.T + centre


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
    move[9] = chin + [face.chin, 0.0]
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
    teeth = tuple(_tooth(row, anchors, face) for row in _TEETH)
    vertebrae = _spine(float(rng.normal(0, 1)))
    landmarks = _landmarks(curves, teeth)
    # The head is turned about the sella, and the spine with it for the half: the neck bends.
    scale = face.size

    def place(points: Points, share: float = 1.0) -> Points:
        return _rotate(points * scale, np.zeros(2), -face.tilt * share)

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

    shape = spline(parse(_TOOTH_SHAPES[kind]), closed=True, step=6)
    neck = _TOOTH_CROWN[kind]
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
    bones: list[Curves] = [
        {
            "arch": spline(parse("-9.6,40.6 -7.4,42.4 -6.8,46 -8,50 -10.4,50.6 -12,47.6 -11.8,43"), True),
            "body": spline(parse("-16,42 -24,42 -33,44 -34,50 -30,55 -22,56 -16,53 -13.6,48"), True),
            "lamina": spline(
                parse("-32,46 -42,47.4 -52,48 -57,46 -60.6,48.6 -60,53 -56,54.6 -50,52 -42,51.6 -33,51"), True
            ),
        },
        {
            "body": spline(
                parse(
                    "-17.4,43.6 -14.4,43 -12.4,46 -12.6,55 -11.2,61 -11,68 -11.4,74.6 -15,75.4 -21,75.6 -26,75.8 -26.8,70 -25.4,62 -19.4,57 -18.8,48"
                ),
                True,
            ),
            "lamina": spline(parse("-25,60 -34,62 -46,64 -58,63 -63,67 -62,74 -55,75.4 -46,73 -36,73 -27,71"), True),
        },
    ]
    for i, (x, y) in enumerate(_VERTEBRAE):
        x += bend * (i + 1) * 0.9
        body = parse("-7.6,-5.8 0,-5 7,-6 7.8,-3 7.4,3 8.2,6.4 0,6.8 -7.8,6 -7.4,0")
        pillar = parse("-8,-6 -13,-9.6 -19,-6 -24,2 -25,7 -18,8 -11,5 -7.6,2")
        process = parse("-20,2 -28,4 -37,7 -43,8.6 -44.6,12.6 -40,14.4 -32,12.6 -24,9 -20,7")
        lean = np.array([0.0, -1.0 + 0.5 * i])
        bones.append(
            {
                "body": spline(body, True) + [x, y],
                "pillar": spline(pillar, True) + [x, y],
                "lamina": spline(process * [1 + 0.05 * i, 1] + lean, True) + [x, y],
            }
        )
    return tuple(bones)


# --- landmarks, each by its definition ------------------------------------------------------------------------------


def _furthest(curve: Points, direction: tuple[float, float]) -> Points:
    """The point of a curve that lies furthest in a direction."""
    return np.asarray(curve[int(np.argmax(curve @ np.asarray(direction)))])


def _part(curve: Points, start: Points, end: Points) -> Points:
    """The stretch of a curve between the points nearest to `start` and `end`, in the curve's order."""
    i = int(np.argmin(((curve - start) ** 2).sum(axis=1)))
    j = int(np.argmin(((curve - end) ** 2).sum(axis=1)))
    return curve[i : j + 1] if i <= j else curve[j : i + 1]


def _deepest(curve: Points) -> Points:
    """The point of a stretch that lies furthest from the chord between its ends."""
    chord = curve[-1] - curve[0]
    away = curve - curve[0]
    return np.asarray(curve[int(np.argmax(np.abs(chord[0] * away[:, 1] - chord[1] * away[:, 0])))])


def _crossing(first: Points, second: Points) -> Points:
    """Where two open polylines cross; where they do not, the point of the first that is nearest to the second."""
    p, r = first[:-1, None, :], np.diff(first, axis=0)[:, None, :]
    q, s = second[None, :-1, :], np.diff(second, axis=0)[None, :, :]
    cross = r[..., 0] * s[..., 1] - r[..., 1] * s[..., 0]
    with np.errstate(divide="ignore", invalid="ignore"):
        t = ((q - p)[..., 0] * s[..., 1] - (q - p)[..., 1] * s[..., 0]) / cross
        u = ((q - p)[..., 0] * r[..., 1] - (q - p)[..., 1] * r[..., 0]) / cross
    hits = np.argwhere((t >= 0) & (t < 1) & (u >= 0) & (u < 1))
    if len(hits) == 0:
        distance = ((first[:, None, :] - second[None, :, :]) ** 2).sum(axis=2).min(axis=1)
        return np.asarray(first[int(np.argmin(distance))])
    i, j = hits[0]
    return np.asarray(first[i] + t[i, j] * (first[i + 1] - first[i]))


def _centroid(polygon: Points) -> Points:
    """Centre of area (2,) of a closed polygon (n, 2)."""
    following = np.roll(polygon, -1, axis=0)
    cross = polygon[:, 0] * following[:, 1] - following[:, 0] * polygon[:, 1]
    return np.asarray(((polygon + following) * cross[:, None]).sum(axis=0) / (3 * cross.sum()))


def _near(curve: Points, x: float, y: float, reach: float) -> Points:
    """The stretch of a curve that lies within `reach` mm of (x, y), in order."""
    return curve[np.hypot(curve[:, 0] - x, curve[:, 1] - y) < reach]


def _span(name: str, first: int, last: int, curves: Curves, step: int = 12) -> Points:
    """The stretch of an outline between two of its knots."""
    return curves[name][first * step : last * step + 1]


def _landmarks(curves: Curves, teeth: tuple[Tooth, ...]) -> dict[str, Points]:
    by_name = {tooth.name: tooth for tooth in teeth}
    found: dict[str, Points] = {
        "S": _centroid(curves["sella"]),
        "N": curves["nasal_front"][0],
        "Or": _furthest(curves["orbit"], (0, 1)),
        "Po": _furthest(curves["canal"], (0, -1)),
        "PNS": _furthest(curves["palate"], (-1, 0)),
        "Ba": curves["clivus"][-1],
        "Bolton": _furthest(_span("occiput", 1, 4, curves), (0, -1)),
        "Ptm": _furthest(curves["fissure"], (0, 1)),
        "PT": _furthest(curves["fissure"], (-0.7, -0.7)),
        "D": _centroid(curves["symphysis"]),
        "U1": by_name["U1"].tip,
        "L1": by_name["L1"].tip,
        "UIA": by_name["U1"].apex,
        "LIA": by_name["L1"].apex,
        "UMT": by_name["U6"].tip,
        "LMT": by_name["L6"].tip,
        "UPM": by_name["U5"].tip,
        "LPM": by_name["L5"].tip,
    }
    maxilla = curves["maxilla_front"]
    found["ANS"] = _furthest(maxilla[: 7 * 12], (1, 0))
    found["A"] = _deepest(_part(maxilla, found["ANS"], maxilla[-1]))

    mandible = curves["mandible"]
    count = len(mandible) // 12
    crest = 21  # knot of the mandible at the lower incisor's alveolar crest; the chin follows it
    chin = mandible[crest * 12 : (crest + 11) * 12 + 1]
    found["Pog"] = _furthest(chin[4 * 12 :], (1, 0))
    found["Me"] = _furthest(chin, (0, 1))
    found["B"] = _deepest(_part(chin, chin[0], found["Pog"]))
    found["Gn"] = _deepest(_part(chin, found["Pog"], found["Me"]))
    back = mandible[(crest + 12) * 12 :]
    corner = _furthest(back, (-0.6, 0.8))
    ramus, body = back[-3 * 12] - corner, found["Me"] - corner
    bisector = ramus / np.hypot(*ramus) + body / np.hypot(*body)
    found["Go"] = _furthest(back, (-float(bisector[0]), -float(bisector[1])))
    posterior = np.vstack([mandible[(count - 6) * 12 :], mandible[: 2 * 12]])
    found["Ar"] = _crossing(posterior, curves["clivus_front"])
    found["Co"] = _furthest(mandible[: 5 * 12], (-0.35, -0.94))
    found["R"] = _deepest(_part(back, found["Go"], found["Ar"]))

    skin = curves["skin"]
    found["Gl"] = _furthest(_span("skin", 5, 9, curves), (1, 0))
    found["Pn"] = _furthest(_span("skin", 13, 18, curves), (1, 0))
    found["N′"] = _deepest(_part(skin, found["Gl"], found["Pn"])[: 7 * 12])
    found["Ls"] = _furthest(_span("skin", 22, 27, curves), (1, 0))
    found["Sn"] = _deepest(_part(skin, found["Pn"], found["Ls"]))
    found["Cm"] = _furthest(_part(skin, found["Pn"], found["Sn"]), (0.5, 0.87))
    found["UL′"] = _span("skin", 28, 28, curves)[0]
    found["LL′"] = _span("skin", 29, 29, curves)[0]
    found["Li"] = _furthest(_span("skin", 30, 34, curves), (1, 0))
    found["Pog′"] = _furthest(_span("skin", 36, 40, curves), (1, 0))
    found["Me′"] = _furthest(_span("skin", 38, 44, curves), (0, 1))
    found["Gn′"] = _deepest(_part(skin, found["Pog′"], found["Me′"]))
    found["C"] = _furthest(_span("skin", 44, 51, curves), (-0.7, -0.7))
    return found
