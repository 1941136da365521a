"""The film of a drawn head: attenuation along the ray, scatter, film curve, grain, and what the machine leaves on it.

The attenuation is summed in millimetres of soft tissue or bone, part by part, on a raster that is no finer than the
anatomy needs; ruler, borders and grain are laid on at the film's own resolution.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from cephview.core.geometry import Points
from cephview.io.phantom.anatomy import Head

Grey = NDArray[np.float32]
Thickness = Callable[[Grey], Grey]

# Finest raster of the anatomy: a screen-film system and a focal spot of 0.6 mm resolve no more.
_FINEST_MM = 0.17
_SHIFT = 4  # fractional bits of cv2's polygon coordinates


def body(depth_mm: float, amount: float) -> Thickness:
    """Thickness of a rounded body: a half ellipse that reaches `amount` at `depth_mm` inside the outline."""

    def thickness(d: Grey) -> Grey:
        inward = np.minimum(d / np.float32(depth_mm), 1)
        return np.asarray(np.sqrt(inward * (2 - inward)) * np.float32(amount), dtype=np.float32)

    return thickness


def wedge(depth_mm: float, amount: float) -> Thickness:
    """Thickness of what grows evenly inward, as from nose to cheek, up to `amount` at `depth_mm`."""

    def thickness(d: Grey) -> Grey:
        inward = np.minimum(d * np.float32(np.pi / 2 / depth_mm), np.float32(np.pi / 2))
        return np.asarray(np.sin(inward) * np.float32(amount), dtype=np.float32)

    return thickness


def shell(radius_mm: float, amount: float, layers: tuple[tuple[float, float], ...]) -> Thickness:
    """Thickness of a hollow round body seen from the side, bright where the ray is tangential to its wall.

    `layers` are (depth in mm, density) from outside in; the last density goes on to the middle.
    """
    edges = np.array([0.0, *[depth for depth, _ in layers]])
    density = [value for _, value in layers]
    lengths = np.linspace(0, radius_mm, 2048)
    path = np.zeros_like(lengths)
    for i, value in enumerate(density):
        outer, inner = radius_mm - edges[i], radius_mm - edges[i + 1]
        from_middle = radius_mm - lengths
        chord = np.sqrt(np.maximum(outer**2 - from_middle**2, 0)) - np.sqrt(np.maximum(inner**2 - from_middle**2, 0))
        path += 2 * value * chord
    table = (amount * path).astype(np.float32)

    def thickness(d: Grey) -> Grey:
        index = np.minimum(d * np.float32(2047 / radius_mm), 2047).astype(np.int32)
        return np.asarray(table[index])

    return thickness


class Plate:
    """Attenuation (h, w) that is summed part by part; outlines come in film mm, from the film's upper left corner."""

    def __init__(self, size: tuple[int, int], mm_per_px: float, rng: np.random.Generator) -> None:
        self.mm = mm_per_px
        self.attenuation: Grey = np.zeros((size[1], size[0]), dtype=np.float32)
        self.rng = rng
        self._noise = rng.standard_normal((512, 512), dtype=np.float32)

    def _pixels(self, curve: Points) -> NDArray[np.float64]:
        return curve / self.mm - 0.5

    def _window(self, curve: Points, margin_mm: float) -> tuple[int, int, int, int]:
        pixels = self._pixels(curve)
        margin = int(np.ceil(margin_mm / self.mm)) + 3
        left, top = np.floor(pixels.min(axis=0)).astype(int) - margin
        right, bottom = np.ceil(pixels.max(axis=0)).astype(int) + margin + 1
        return int(left), int(top), int(right), int(bottom)

    def _mask(self, curve: Points, window: tuple[int, int, int, int]) -> NDArray[np.uint8]:
        left, top, right, bottom = window
        mask = np.zeros((bottom - top, right - left), dtype=np.uint8)
        corners = np.round((self._pixels(curve) - [left, top]) * 2**_SHIFT).astype(np.int32)
        cv2.fillPoly(mask, [corners], 255, cv2.LINE_AA, _SHIFT)
        return mask

    def _add(self, window: tuple[int, int, int, int], amount: Grey) -> None:
        left, top, right, bottom = window
        height, width = self.attenuation.shape
        x0, y0, x1, y1 = max(left, 0), max(top, 0), min(right, width), min(bottom, height)
        if x0 < x1 and y0 < y1:
            self.attenuation[y0:y1, x0:x1] += amount[y0 - top : y1 - top, x0 - left : x1 - left]

    def _blur(self, image: Grey, sigma_mm: float) -> Grey:
        sigma = sigma_mm / self.mm
        return image if sigma < 0.25 else np.asarray(cv2.GaussianBlur(image, (0, 0), sigma), dtype=np.float32)

    def texture(self, shape: tuple[int, int], grain_mm: float, ridged: bool) -> Grey:
        """Random field (h, w) of mean 0, cells of about `grain_mm`: smooth, or a net of thin walls (`ridged`)."""
        height, width = shape
        step = grain_mm / 2.2
        rows, columns = int(height * self.mm / step) + 4, int(width * self.mm / step) + 4
        y, x = self.rng.integers(0, 512, 2)
        small = np.roll(self._noise, (int(y), int(x)), (0, 1))
        small = np.tile(small, (rows // 512 + 1, columns // 512 + 1))[:rows, :columns]
        smooth = cv2.GaussianBlur(small, (0, 0), 0.9)
        field: Grey = (
            np.asarray(cv2.resize(smooth, (width, height), interpolation=cv2.INTER_CUBIC), dtype=np.float32) * 3
        )
        if ridged:
            return np.asarray(np.exp(-np.abs(field) * 2.2) * 2 - 0.75, dtype=np.float32)
        return np.asarray(field, dtype=np.float32)

    def solid(
        self,
        outline: Points,
        thickness: Thickness,
        *,
        soft: float = 0.0,
        within: Points | None = None,
        within_soft: float = 1.5,
        texture: tuple[float, float, bool] | None = None,
        uneven: tuple[float, float] | None = None,
    ) -> None:
        """Add a body with the given thickness by depth below its outline.

        `soft` blurs it (mm); `within` fades it out beyond another outline over `within_soft` mm; `texture` is
        (cell size in mm, depth 0-1, walls?); `uneven` (cell size in mm, share) makes its layers thicker and thinner.
        """
        window = self._window(outline, 3 * soft + 0.5)
        mask = self._mask(outline, window)
        # The distance counts from pixel to pixel; the half that is lacking lies between the edge and the first centre.
        distance = cv2.distanceTransform((mask > 127).astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_5)
        inside = np.maximum(distance - np.float32(0.5), 0) * np.float32(self.mm)
        if uneven is not None:
            waves = 1 + np.float32(uneven[1]) * self.texture((mask.shape[0], mask.shape[1]), uneven[0], False)
            inside = np.maximum(inside * waves, np.float32(0))
        cover = mask.astype(np.float32) * np.float32(1 / 255)
        amount = np.asarray(np.multiply(thickness(inside), cover), dtype=np.float32)
        amount = self._blur(amount, max(soft, 0.12))
        if texture is not None:
            size, depth, ridged = texture
            pattern = 1 + np.float32(depth) * self.texture((mask.shape[0], mask.shape[1]), size, ridged)
            amount = np.asarray(np.multiply(amount, pattern), dtype=np.float32)
        if within is not None:
            limit = np.asarray(self._mask(within, window) * np.float32(1 / 255), dtype=np.float32)
            amount = np.asarray(np.multiply(amount, self._blur(limit, within_soft)), dtype=np.float32)
        self._add(window, amount)

    def line(
        self, curve: Points, width_mm: float, amount: float, *, soft: float = 0.0, even: bool = False, halo: float = 0.0
    ) -> None:
        """Add a thin plate seen edge on: a line of `width_mm`, whose brightness varies and fades at its ends.

        `even` keeps one brightness throughout; `halo` is the share of a soft rim, where the plate curves away.
        """
        window = self._window(curve, width_mm + 3 * soft + (3.0 if halo else 0.5))
        left, top, right, bottom = window
        mask = np.zeros((bottom - top, right - left), dtype=np.uint8)
        corners = np.round((self._pixels(curve) - [left, top]) * 2**_SHIFT).astype(np.int32)
        thick = max(1, round(width_mm / self.mm))
        if even or len(curve) < 13:
            cv2.polylines(mask, [corners], False, 255, thick, cv2.LINE_AA, _SHIFT)
        else:
            pieces = min(16, len(curve) // 4)
            cuts = np.linspace(0, len(curve) - 1, pieces + 1).astype(int)
            wave = 0.74 + 0.26 * np.sin(self.rng.uniform(0, 6.28) + np.arange(pieces) * self.rng.uniform(0.6, 1.2))
            ends = np.minimum(np.minimum(np.arange(pieces), np.arange(pieces)[::-1]) * 0.3 + 0.3, 1)
            for i in np.argsort(wave * ends):
                piece = corners[cuts[i] : cuts[i + 1] + 1]
                cv2.polylines(mask, [piece], False, float(255 * wave[i] * ends[i]), thick, cv2.LINE_AA, _SHIFT)
        # A line cannot be thinner than a pixel: what it is too wide it is too faint.
        share = min(1.0, width_mm / (thick * self.mm))
        drawn = mask.astype(np.float32) * np.float32(amount * share / 255)
        image = self._blur(drawn, max(soft, 0.08))
        if halo:
            image = image + self._blur(drawn, 1.0) * np.float32(halo * 2.5 / max(width_mm, 0.5))
        self._add(window, image)

    def roughen(self, curve: Points, amount_mm: float) -> Points:
        """The curve (n, 2) with small irregular waves across it: bone is never as smooth as a spline."""
        along = np.linspace(0, 1, len(curve))
        step = np.gradient(curve, axis=0)
        normal = np.column_stack([-step[:, 1], step[:, 0]]) / np.maximum(np.hypot(*step.T), 1e-6)[:, None]
        away = np.zeros(len(curve))
        for waves in (9, 21, 47):
            away += self.rng.uniform(0.4, 1.0) * np.sin(self.rng.uniform(0, 6.28) + along * waves)
        return np.asarray(curve + normal * (away * amount_mm)[:, None])

    def strands(self, curve: Points, width_mm: float, amount: float, *, spread: float, count: int) -> None:
        """Add the faint lines that run along an edge, `spread` mm around it: folds, the other side, what overlies."""
        along = np.linspace(0, 1, len(curve))
        step = np.gradient(curve, axis=0)
        normal = np.column_stack([-step[:, 1], step[:, 0]]) / np.maximum(np.hypot(*step.T), 1e-6)[:, None]
        for _ in range(count):
            first, last = np.sort(self.rng.uniform(0, 1, 2) * [0.45, 0.45] + [0.0, 0.55])
            away = np.full(len(curve), self.rng.normal(0, spread))
            for waves in (4, 9, 23, 51):  # bone is never as smooth as a spline
                phase, share = self.rng.uniform(0, 6.28), self.rng.uniform(0.4, 1.0)
                away += spread * share * 1.6 / waves**0.8 * np.sin(phase + along * waves)
            use = (along >= first) & (along <= last)
            if use.sum() > 3:
                strand = (curve + normal * away[:, None])[use]
                self.line(strand, width_mm * self.rng.uniform(0.6, 1.3), amount * self.rng.uniform(0.4, 1.0))


# Thin plates that the beam meets edge on: width in mm, amount, strands beside them, and whether they come in pairs.
_EDGES: tuple[tuple[str, float, float, int, bool], ...] = (
    ("clivus", 0.7, 0.26, 2, False),
    ("clivus_front", 1.0, 0.26, 2, False),
    ("sella", 0.6, 0.42, 0, False),
    ("clinoid", 0.6, 0.24, 1, True),
    ("planum", 0.7, 0.36, 3, False),
    ("roof_1", 0.8, 0.36, 4, True),
    ("roof_2", 0.7, 0.28, 4, True),
    ("wing_1", 0.6, 0.34, 2, False),
    ("wing_2", 0.6, 0.28, 1, False),
    ("wing_3", 0.5, 0.22, 2, True),
    ("fossa_floor", 1.6, 0.42, 4, True),
    ("eminence", 0.9, 0.36, 2, True),
    ("zygomatic_arch", 1.2, 0.12, 1, True),
    ("orbit", 0.6, 0.34, 1, True),
    ("orbit_floor", 0.6, 0.26, 3, True),
    ("key_ridge", 0.9, 0.34, 2, True),
    ("pterygoid", 0.6, 0.16, 2, True),
    ("nasal_floor", 0.7, 0.3, 2, False),
    ("palate_vault", 0.9, 0.2, 2, False),
    ("maxilla_front", 0.7, 0.2, 0, False),
    ("nasal_front", 0.6, 0.14, 0, False),
    ("occiput", 1.2, 0.34, 3, False),
)


# The edges that a landmark is read off: they lie where the outline says, to the last hundredth of a millimetre.
_EXACT = frozenset(
    {"clivus_front", "clivus", "sella", "orbit", "maxilla_front", "nasal_floor", "nasal_front", "occiput"}
)


def draw_head(plate: Plate, head: Head, origin: Points, rng: np.random.Generator) -> None:
    """Sum up the head's attenuation on the plate; `origin` (2,) is where its sella lies, in film mm."""
    curves = {name: curve + origin for name, curve in head.curves.items()}
    _soft_tissue(plate, curves)
    _cranium(plate, curves)
    _face(plate, curves)
    for name, width, amount, strands, paired in _EDGES:
        curve = curves[name] if name in _EXACT else plate.roughen(curves[name], 0.28)
        plate.line(curve, width * 0.7, amount * 1.1, halo=0.35)
        plate.strands(curves[name], width * 0.7, amount * 0.5, spread=0.9, count=strands)
        if paired:  # the other side of the head, which the diverging beam puts elsewhere
            other = curves[name] + rng.uniform([-2.6, -1.8], [-0.9, 1.2])
            plate.line(plate.roughen(other, 0.3), width * 0.8, amount * 0.5, soft=0.12, halo=0.3)
    _mandible(plate, curves)
    _teeth(plate, head, origin, rng)
    _neck(plate, head, curves, origin)


def _soft_tissue(plate: Plate, c: dict[str, Points]) -> None:
    plate.solid(c["skin"], wedge(48, 0.54), texture=(16, 0.03, False))
    plate.solid(c["skin"], body(4, 0.12))
    plate.solid(c["ala"], body(5, 0.07), soft=0.5)
    plate.solid(c["lip_upper"], body(5, 0.08), soft=0.5)
    plate.solid(c["lip_lower"], body(5, 0.08), soft=0.5)
    plate.solid(c["nostril"], body(3, -0.08), soft=0.5)
    plate.solid(c["tongue"], body(20, 0.12), soft=2.0)
    plate.solid(c["airway"], body(4, -0.27), soft=0.9, within=c["skin"])
    plate.solid(c["soft_palate"], body(4, 0.22), soft=0.4)
    plate.line(c["epiglottis"], 1.4, 0.12, soft=0.4)


def _cranium(plate: Plate, c: dict[str, Points]) -> None:
    tables = ((1.2, 1.0), (4.6, 0.42), (6.4, 0.75))
    plate.solid(
        c["vault"], shell(75, 0.052, tables), within=c["base_mask"], within_soft=2.0, texture=(14, 0.05, False),
        uneven=(13, 0.12),
    )  # fmt: skip
    plate.solid(c["vault"], body(40, 0.16), soft=3.0, within=c["base_mask"], within_soft=4.0, texture=(11, 0.3, False))
    for name in ("groove_1", "groove_2", "groove_3"):
        plate.line(c[name], 1.6, -0.06, soft=0.5)
    plate.strands(c["suture"], 0.7, 0.12, spread=1.0, count=3)
    # The base is dense from the sphenoid to the occiput; petrous bone and mastoid only stand out of it.
    plate.solid(c["base"], body(12, 0.3), soft=5.0, texture=(8, 0.2, False))
    plate.solid(c["petrous"], body(12, 0.5), soft=3.2, texture=(4.5, 0.3, False), uneven=(7, 0.6))
    plate.solid(c["petrous_core"], body(7, 0.65), soft=1.4, texture=(3.6, 0.35, False), uneven=(6, 0.5))
    plate.solid(c["mastoid"], body(12, 0.36), soft=2.6, texture=(2.6, 0.5, False), uneven=(6, 0.6))
    plate.solid(c["mastoid"], body(7, 0.2), soft=0.5, texture=(2.2, 0.8, True), uneven=(6, 0.4))
    for _ in range(7):  # air cells, and the canals of the inner ear
        centre = c["mastoid"].mean(axis=0) + plate.rng.normal([5, -2], [7, 5])
        plate.solid(_spot(centre, *plate.rng.uniform(0.8, 2.2, 2)), body(1.5, -0.3), soft=0.5)
    plate.strands(np.vstack([c["petrous"], c["petrous"][:1]]), 0.9, 0.26, spread=2.2, count=7)
    plate.strands(c["petrous_core"], 0.9, 0.3, spread=2.4, count=8)
    plate.solid(c["canal"], body(1.6, -0.5), soft=0.3)
    plate.line(np.vstack([c["canal"], c["canal"][:1]]), 0.7, 0.3, even=True)
    plate.solid(c["dorsum"], body(2, 0.2))


def _spot(centre: Points, wide: float, high: float) -> Points:
    """An ellipse (24, 2) about `centre` (2,), half axes in mm."""
    turn = np.linspace(0, 2 * np.pi, 25)[:-1]
    return np.asarray(centre + np.column_stack([np.cos(turn) * wide, np.sin(turn) * high]))


def _face(plate: Plate, c: dict[str, Points]) -> None:
    plate.solid(c["nasal_cavity"], body(6, -0.16), soft=1.2, texture=(9, 0.25, False))
    plate.solid(c["turbinate"], body(4, 0.08), soft=0.9)
    plate.solid(c["sphenoid_sinus"], body(4, -0.26), soft=0.5, texture=(7, 0.15, False))
    plate.line(c["sphenoid_sinus"], 0.5, 0.16)
    plate.strands(c["sphenoid_sinus"], 0.5, 0.12, spread=1.5, count=3)
    plate.solid(c["maxillary_sinus"], body(6, -0.26), soft=0.9, texture=(8, 0.2, False))
    plate.solid(c["maxillary_sinus"] + np.array([-1.8, 0.8]), body(5, -0.08), soft=0.8)
    plate.line(np.vstack([c["maxillary_sinus"], c["maxillary_sinus"][:1]]), 0.4, 0.13)
    plate.strands(c["maxillary_sinus"], 0.5, 0.13, spread=2.8, count=9)
    plate.solid(c["ethmoid"], body(5, 0.08), soft=1.2, texture=(6, 0.4, False))
    plate.solid(c["ethmoid"], body(4, 0.08), soft=0.3, texture=(3.6, 0.8, True))
    for name in ("septum_1", "septum_2", "septum_3", "septum_4"):
        plate.strands(c[name], 0.5, 0.17, spread=2.0, count=4)
    # What overlies everything between the orbits: walls of a tenth of a millimetre, in all directions.
    plate.solid(c["midface"], body(8, 0.06), soft=0.3, texture=(6.5, 1.0, True))
    plate.solid(c["midface"], body(8, 0.035), soft=0.2, texture=(3.2, 1.2, True))
    plate.strands(c["midface"], 0.6, 0.12, spread=4.0, count=7)
    plate.solid(c["frontal_process"], body(4, 0.17), soft=1.4, texture=(5, 0.25, False))
    plate.solid(c["frontal_sinus"], body(3.0, -0.7), soft=0.7, texture=(6, 0.2, False))
    plate.line(c["frontal_sinus"], 0.6, 0.25)
    plate.strands(c["frontal_sinus"], 0.6, 0.2, spread=1.2, count=4)
    plate.solid(c["nasal_bone"], body(2.2, 0.16), soft=0.2)
    # The glabella's dense bone thins out down the nasal bones: what makes the nasion stand out.
    third = len(c["nasal_bone"]) // 3
    plate.solid(np.vstack([c["nasal_bone"][-third:], c["nasal_bone"][: third // 2]]), body(2.5, 0.42), soft=0.8)
    plate.solid(c["pterygoid_mass"], body(8, 0.13), soft=2.0, texture=(5, 0.3, False))
    plate.solid(c["zygoma"], body(5, 0.16), soft=0.8)
    plate.solid(c["fissure"], body(2, -0.14), soft=0.3)
    plate.line(np.vstack([c["fissure"], c["fissure"][:1]]), 0.5, 0.24)
    plate.line(c["fissure"] + np.array([-1.6, 0.6]), 0.5, 0.14)
    plate.strands(c["fissure"], 0.5, 0.14, spread=1.0, count=3)
    plate.solid(c["maxilla"], body(6, 0.34), soft=0.5, texture=(1.2, 0.12, False))
    plate.solid(c["palate"], body(1.4, 0.12), soft=0.2)


def _mandible(plate: Plate, c: dict[str, Points]) -> None:
    # The far side is a little larger and lies higher, as the beam diverges.
    cortex = ((1.0, 0.7), (2.8, 1.0), (9.0, 0.24))
    centre = c["mandible"].mean(axis=0)
    far = (c["mandible"] - centre) * 1.02 + centre + np.array([-2.0, -1.2])
    # The ramus is a thin plate, the body a thick one.
    plate.solid(c["mandible"], shell(16, 0.017, cortex), texture=(1.2, 0.1, False), uneven=(6, 0.12))
    plate.solid(far, shell(16, 0.011, cortex), soft=0.4, texture=(1.2, 0.1, False))
    plate.solid(c["mandible"], shell(16, 0.018, cortex), within=c["body"], within_soft=5, texture=(1.0, 0.1, False))
    plate.solid(far, shell(16, 0.012, cortex), soft=0.3, within=c["body"], within_soft=5, texture=(1.0, 0.1, False))
    plate.solid(
        c["symphysis"], shell(7.5, 0.042, ((1.6, 1.0), (6.0, 0.12))), texture=(1.1, 0.12, False), uneven=(5, 0.15)
    )
    plate.line(c["lingual"], 1.0, 0.22, soft=0.2)
    plate.line(c["oblique_line"], 1.2, 0.14, soft=0.4)
    plate.line(c["coronoid_line"], 0.8, 0.12, soft=0.3)
    plate.line(c["inner_border"], 0.8, 0.16, soft=0.3)
    plate.strands(c["inner_border"], 0.7, 0.1, spread=1.2, count=4)
    for name in ("canal_upper", "canal_lower"):
        plate.line(c[name], 0.6, 0.08, soft=0.3)


def _teeth(plate: Plate, head: Head, origin: Points, rng: np.random.Generator) -> None:
    filled = rng.choice(["U5", "U6", "L6", "L7", "none", "none"], 2)
    for tooth in head.teeth:
        single = tooth.name[1] in "12"
        far = origin + rng.normal([-1.4, -0.5], [0.5, 0.4])
        for move, share in ((origin, 1.0),) if single else ((far, 0.5), (origin, 0.8)):
            plate.solid(tooth.outline + move, body(2.6, 0.42 * share))
            plate.solid(tooth.crown + move, body(1.6, 0.5 * share))
            plate.solid(tooth.pulp + move, body(0.9, -0.16 * share), soft=0.2)
            plate.line(tooth.outline + move, 0.35, 0.07 * share)
        if tooth.name in filled:
            middle = tooth.crown.mean(axis=0)
            plate.solid((tooth.crown - middle) * [0.6, 0.5] + middle + origin, body(1.0, 2.2))


def _neck(plate: Plate, head: Head, c: dict[str, Points], origin: Points) -> None:
    for bone in head.vertebrae:
        for name, outline in bone.items():
            wall, core, share = {"body": (1.0, 0.5, 0.034), "arch": (1.2, 0.6, 0.05)}.get(name, (1.0, 0.35, 0.015))
            layers = ((wall, 1.0), (6.0, core))
            plate.solid(
                outline + origin, shell(7, share, layers), soft=0.2, texture=(1.4, 0.16, False), uneven=(5, 0.3)
            )
            closed = np.vstack([outline, outline[:1]]) + origin
            plate.line(closed, 0.6, 0.09 if name == "body" else 0.06)
            if name in ("pillar", "lamina"):
                plate.solid(outline + origin + np.array([-1.6, 0.9]), shell(7, share * 0.6, layers), soft=0.5)
            else:
                plate.strands(closed, 0.5, 0.08, spread=0.7, count=2)
    plate.solid(c["hyoid"], shell(4, 0.06, ((0.8, 1.0), (3.5, 0.3))), soft=0.15)
    plate.line(c["hyoid_horn"], 1.8, 0.16, soft=0.4)


@dataclass(frozen=True)
class Exposure:
    """How the film came out, and what kind it is.

    `digital` films are evened out by the machine (dark halo along the skin, fine structure lifted) and collimated;
    screen films keep the veil of the scatter and are fogged towards one corner.
    """

    digital: bool
    speed: float
    gamma: float
    base: float
    fog: float
    border_mm: float
    tabs: bool


def random_exposure(rng: np.random.Generator) -> Exposure:
    """An exposure by chance, of one kind or the other."""
    digital = bool(rng.random() < 0.5)
    return Exposure(
        digital=digital,
        speed=float(rng.uniform(0.8, 1.15) if digital else rng.uniform(1.15, 2.1)),
        gamma=float(rng.uniform(1.35, 1.7) if digital else rng.uniform(1.6, 2.2)),
        base=float(rng.uniform(0.02, 0.06)),
        fog=float(rng.uniform(0.1, 0.5)),
        border_mm=float(rng.uniform(1.0, 4.0)),
        tabs=bool(rng.random() < 0.6),
    )


def draw_film(
    head: Head,
    origin: Points,
    size: tuple[int, int],
    mm_per_px: float,
    rng: np.random.Generator,
    exposure: Exposure,
    *,
    ruler: bool,
    grain: float,
) -> Grey:
    """The film (h, w) in 0-1, bone bright; `size` is (width, height) in px, `origin` (2,) the sella in film mm."""
    width, height = size
    coarse = max(1, round(_FINEST_MM / mm_per_px))
    small = (-(-width // coarse), -(-height // coarse))
    plate = Plate(small, mm_per_px * coarse, rng)
    draw_head(plate, head, origin, rng)
    _ear_rod(plate, head.landmarks["Po"] + origin, exposure)
    if ruler:
        _rod(plate, head, origin)
    attenuation = np.maximum(plate.attenuation, 0)
    grey = _film_curve(_scatter(attenuation, plate.mm, exposure), exposure)
    if not exposure.digital:
        _fog(grey, exposure)
        if exposure.tabs:
            _frame(grey, plate.mm, exposure)
    else:
        _collimate(grey, plate.mm, exposure)
    if coarse > 1:
        full = (small[0] * coarse, small[1] * coarse)
        grey = np.ascontiguousarray(cv2.resize(grey, full, interpolation=cv2.INTER_CUBIC)[:height, :width])
    if ruler:
        _ruler(grey, head, origin, mm_per_px)
    _grain(grey, rng, mm_per_px, grain)
    return grey


def _scatter(attenuation: Grey, mm_per_px: float, exposure: Exposure) -> Grey:
    """Attenuation as the film sees it: unsharp by the focal spot, and veiled by scatter or evened out (two scales)."""
    sharp = cv2.GaussianBlur(attenuation, (0, 0), max(0.1 / mm_per_px, 0.4))
    step = max(1, round(1.0 / mm_per_px))
    height, width = attenuation.shape
    small = cv2.resize(attenuation, (max(width // step, 8), max(height // step, 8)), interpolation=cv2.INTER_AREA)
    near = cv2.GaussianBlur(small, (0, 0), 3.0)
    wide = cv2.GaussianBlur(small, (0, 0), 24.0)
    if exposure.digital:
        mix = 1.5 * sharp - cv2.resize(0.2 * near + 0.5 * wide, (width, height)) + np.float32(0.36)
    else:
        mix = 0.84 * sharp + cv2.resize(0.08 * near + 0.1 * wide, (width, height))
    return np.asarray(np.maximum(mix, 0), dtype=np.float32)


def _film_curve(attenuation: Grey, exposure: Exposure) -> Grey:
    """Grey in 0-1 with the toe and shoulder of a film."""
    powered = np.power(attenuation * np.float32(exposure.speed / 0.95), np.float32(exposure.gamma))
    return np.asarray(exposure.base + (1 - exposure.base) * powered / (powered + 1), dtype=np.float32)


def _fog(grey: Grey, exposure: Exposure) -> None:
    """Lighten a screen film towards the upper right corner and its right edge, as stray light does."""
    height, width = grey.shape
    x = np.linspace(0, 1, width, dtype=np.float32)[None, :]
    y = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    veil = np.clip((x - 0.72) / 0.28, 0, 1) ** 1.5 * (1.25 - y * 0.9)
    grey += (0.96 - grey) * np.minimum(veil * np.float32(2.0 * exposure.fog), 0.97)


def _frame(grey: Grey, mm_per_px: float, exposure: Exposure) -> None:
    """The scanned film's unexposed rim, and the holder's clips at its upper and lower edge."""
    width = grey.shape[1]
    rim = max(1, round(min(exposure.border_mm, 2.0) / mm_per_px))
    grey[:rim] = grey[-rim:] = 0.95
    grey[:, :rim] = 0.95
    grey[:, -max(1, rim // 4) :] = 0.3
    deep, wide = round(6.5 / mm_per_px) + rim, round(12.5 / mm_per_px)
    for middle in (0.274, 0.511, 0.748):
        left = int(middle * width) - wide // 2
        grey[:deep, left : left + wide] = 0.955
        grey[-deep + rim // 2 :, left : left + wide] = 0.955


def _collimate(grey: Grey, mm_per_px: float, exposure: Exposure) -> None:
    """The unexposed, white strip beyond the collimator, with its soft edge."""
    height, width = grey.shape
    top = exposure.border_mm * 4
    y = np.arange(height, dtype=np.float32)[:, None] * np.float32(mm_per_px)
    x = np.arange(width, dtype=np.float32)[None, :] * np.float32(mm_per_px)
    veil = 1 / (1 + np.exp(np.minimum((y - top) * 0.6, 50)))
    side = 1 / (1 + np.exp(np.minimum((x - exposure.border_mm) * 3, 50)))
    grey += (0.97 - grey) * np.maximum(veil, side) * 0.93


def _ear_rod(plate: Plate, porion: Points, exposure: Exposure) -> None:
    """The ear plugs. Digital machines: a ring whose top is the porion, with a bead; older ones: two wide rings."""
    turn = np.linspace(0, 2 * np.pi, 73)
    circle = np.column_stack([np.cos(turn), np.sin(turn)])
    if exposure.digital:
        centre = porion + np.array([0.1, 4.4])
        plate.line(circle * 4.4 + centre, 0.9, 1.6, even=True)
        plate.solid(circle * 1.2 + centre + np.array([-0.4, 0.8]), body(0.6, 2.0))
        return
    centre = porion + np.array([0.3, 3.0])
    plate.line(circle * 6.9 + centre, 0.8, 0.9, even=True)
    plate.line(circle * 7.1 + centre + np.array([5.4, 0.9]), 0.7, 0.6, even=True)
    plate.solid(circle * 6.7 + centre, body(3, 0.12))


def _rod(plate: Plate, head: Head, origin: Points) -> None:
    """The nasion rest: a plastic rod from the top of the film down to the bridge of the nose."""
    rest = head.landmarks["N′"] + origin + np.array([3.4, -2.6])
    knee_x = _ruler_x(head, origin) + 1.8
    knee_y = rest[1] - max(knee_x - rest[0], 10.0) * 0.8
    middle = np.array([rest, [knee_x, knee_y], [knee_x, -10.0]])
    half = 2.9
    lean = np.array([0.78, 0.62]) * half  # across the slanting part
    rod = np.array(
        [
            middle[0] - lean,
            [knee_x - half, knee_y - 1.2],
            [knee_x - half, -10.0],
            [knee_x + half, -10.0],
            [knee_x + half, knee_y + 1.0],
            middle[0] + lean,
        ]
    )
    plate.solid(rod, body(2.0, 0.3))


def _ruler_x(head: Head, origin: Points) -> float:
    """Where the ruler's left edge lies, in film mm: before the forehead, clear of the soft tissue."""
    return float(max((head.landmarks["N′"] + origin)[0], (head.landmarks["Gl"] + origin)[0]) + 17.0)


def _ruler(grey: Grey, head: Head, origin: Points, mm_per_px: float) -> None:
    """The millimetre ruler: a metal strip with a notch every mm, longer every 5 and 10, at the film's resolution."""
    height, width = grey.shape
    x = _ruler_x(head, origin)
    bottom = min(float((head.landmarks["N′"] + origin)[1]) - 22.0, 70.0)
    columns = (np.arange(width, dtype=np.float64) + 0.5) * mm_per_px - x
    rows = (np.arange(height, dtype=np.float64) + 0.5) * mm_per_px
    use_x = np.flatnonzero((columns > -1) & (columns < 5))
    use_y = np.flatnonzero(rows < bottom + 1)
    if len(use_x) == 0 or len(use_y) == 0:
        return
    across, along = columns[use_x][None, :], bottom - rows[use_y][:, None]

    def cover(distance: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray(np.clip(0.5 + distance / mm_per_px, 0, 1))

    strip = cover(across) * cover(3.6 - across) * cover(along)
    nearest = np.round(along)
    length = np.where(nearest % 10 == 0, 2.6, np.where(nearest % 5 == 0, 2.1, 1.5))
    tick = cover(0.24 - np.abs(along - nearest)) * cover(across - (3.6 - length)) * (nearest > 0)
    part = grey[use_y[0] : use_y[-1] + 1, use_x[0] : use_x[-1] + 1]
    part += ((0.97 - part) * strip * (1 - 0.8 * tick)).astype(np.float32)


def _grain(grey: Grey, rng: np.random.Generator, mm_per_px: float, grain: float) -> None:
    """Quantum mottle and film grain: correlated noise, strongest in the middle greys."""
    if grain <= 0:
        return
    height, width = grey.shape
    tile = rng.standard_normal((min(height, 1024), min(width, 1024)), dtype=np.float32)
    fine = cv2.GaussianBlur(tile, (0, 0), max(0.11 / mm_per_px, 0.45))
    mottle = cv2.GaussianBlur(tile, (0, 0), max(0.35 / mm_per_px, 0.8))
    noise = fine / fine.std() * 0.008 + mottle / mottle.std() * 0.004
    noise *= np.float32(grain)
    for top in range(0, height, 1024):
        for left in range(0, width, 1024):
            part = grey[top : top + 1024, left : left + 1024]
            shift = rng.integers(0, 1024, 2)
            part += np.roll(noise, (int(shift[0]), int(shift[1])), (0, 1))[: part.shape[0], : part.shape[1]] * (
                0.35 + 2.2 * part * (1.1 - part)
            )
