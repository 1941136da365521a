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
        self._rng = rng
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
        return image if sigma < 0.25 else np.asarray(cv2.GaussianBlur(image, (0, 0), sigma))

    def texture(self, shape: tuple[int, int], grain_mm: float, ridged: bool) -> Grey:
        """Random field (h, w) of mean 0, cells of about `grain_mm`: smooth, or a net of thin walls (`ridged`)."""
        height, width = shape
        step = grain_mm / 2.2
        rows, columns = int(height * self.mm / step) + 4, int(width * self.mm / step) + 4
        y, x = self._rng.integers(0, 512, 2)
        small = np.roll(self._noise, (int(y), int(x)), (0, 1))
        small = np.tile(small, (rows // 512 + 1, columns // 512 + 1))[:rows, :columns]
        small = cv2.GaussianBlur(small, (0, 0), 0.9) * 3
        field = cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC)
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
    ) -> None:
        """Add a body with the given thickness by depth below its outline.

        `soft` blurs it (mm); `within` fades it out beyond another outline over `within_soft` mm; `texture` is
        (cell size in mm, depth 0-1, walls?).
        """
        window = self._window(outline, 3 * soft + 0.5)
        mask = self._mask(outline, window)
        # The distance counts from pixel to pixel; the half that is lacking lies between the edge and the first centre.
        distance = cv2.distanceTransform((mask > 127).astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_5)
        inside = np.maximum(distance - np.float32(0.5), 0) * np.float32(self.mm)
        amount = thickness(inside) * (mask * np.float32(1 / 255))
        amount = self._blur(amount, max(soft, 0.12))
        if texture is not None:
            size, depth, ridged = texture
            amount = amount * (1 + np.float32(depth) * self.texture(amount.shape[:2], size, ridged))
        if within is not None:
            limit = self._mask(within, window).astype(np.float32) / 255
            amount = amount * self._blur(limit, within_soft)
        self._add(window, amount.astype(np.float32, copy=False))

    def line(self, curve: Points, width_mm: float, amount: float, *, soft: float = 0.0, taper: bool = True) -> None:
        """Add a thin plate seen edge on: a line of `width_mm`; `taper` lets its ends fade."""
        window = self._window(curve, width_mm + 3 * soft + 0.5)
        left, top, right, bottom = window
        mask = np.zeros((bottom - top, right - left), dtype=np.uint8)
        corners = np.round((self._pixels(curve) - [left, top]) * 2**_SHIFT).astype(np.int32)
        thick = max(1, round(width_mm / self.mm))
        if taper and len(curve) > 12:
            # Equal pieces in growing brightness from either end; a line of one brightness looks drawn.
            pieces = 10
            cuts = np.linspace(0, len(curve) - 1, pieces + 1).astype(int)
            wave = 0.86 + 0.14 * np.sin(self._rng.uniform(0, 6.28) + np.arange(pieces) * 1.3)
            ends = np.minimum(np.minimum(np.arange(pieces), np.arange(pieces)[::-1]) * 0.4 + 0.35, 1)
            for i in np.argsort(ends):
                piece = corners[cuts[i] : cuts[i + 1] + 1]
                cv2.polylines(mask, [piece], False, float(255 * wave[i] * ends[i]), thick, cv2.LINE_AA, _SHIFT)
        else:
            cv2.polylines(mask, [corners], False, 255, thick, cv2.LINE_AA, _SHIFT)
        # A line cannot be thinner than a pixel: what it is too wide it is too faint.
        share = min(1.0, width_mm / (thick * self.mm))
        amount_image = self._blur(mask.astype(np.float32) * np.float32(amount * share / 255), max(soft, 0.14))
        self._add(window, amount_image)


def draw_head(plate: Plate, head: Head, origin: Points) -> None:
    """Sum up the head's attenuation on the plate; `origin` (2,) is where its sella lies, in film mm."""
    c = {name: curve + origin for name, curve in head.curves.items()}
    rng = np.random.default_rng(7)
    # Soft tissue: the head, and what is thicker or thinner than it.
    plate.solid(c["skin"], body(46, 0.62))
    plate.solid(c["skin"], body(7, 0.1))
    plate.solid(c["lip_upper"], body(5, 0.1), soft=0.4)
    plate.solid(c["lip_lower"], body(5, 0.1), soft=0.4)
    plate.solid(c["nostril"], body(3, -0.08), soft=0.5)
    plate.solid(c["tongue"], body(20, 0.1), soft=2.0)
    plate.solid(c["airway"], body(4, -0.3), soft=0.5, within=c["skin"])
    plate.solid(c["soft_palate"], body(4, 0.22), soft=0.4)
    plate.line(c["epiglottis"], 1.4, 0.12, soft=0.4)
    # Cranium.
    tables = ((1.4, 1.0), (5.2, 0.42), (6.6, 1.0))
    plate.solid(c["vault"], shell(70, 0.075, tables), within=c["base_mask"], within_soft=2.0, texture=(9, 0.04, False))
    plate.solid(c["base_mask"], body(40, 0.25), soft=3.0, within=c["vault"])
    plate.solid(c["petrous"], body(9, 0.85), soft=1.6, texture=(5, 0.22, False))
    plate.solid(c["petrous_core"], body(7, 0.7), soft=1.6, texture=(4, 0.25, False))
    plate.solid(c["mastoid"], body(8, 0.5), soft=1.2, texture=(4.2, 0.75, True))
    plate.line(c["occiput"], 1.6, 0.4, soft=0.4)
    for name, width, amount in (
        ("clivus", 0.9, 0.34), ("clivus_front", 1.2, 0.32), ("sella", 0.8, 0.42), ("clinoid", 0.7, 0.22),
        ("planum", 0.7, 0.36), ("roof_1", 0.9, 0.4), ("roof_2", 0.8, 0.32), ("wing_1", 0.7, 0.34), ("wing_2", 0.7, 0.28),
        ("wing_3", 0.6, 0.22), ("fossa_floor", 1.8, 0.4), ("eminence", 1.0, 0.4), ("orbit", 0.8, 0.34),
        ("orbit_floor", 0.7, 0.28), ("key_ridge", 1.0, 0.36), ("pterygoid", 0.7, 0.2),
    ):  # fmt: skip
        plate.line(c[name], width, amount)
        if name not in ("sella", "clivus", "clivus_front"):  # the other side of the head, a little enlarged
            plate.line(c[name] + rng.uniform([-2.4, -1.6], [-1.0, 1.2]), width, amount * 0.55, soft=0.15)
    plate.solid(c["dorsum"], body(2, 0.22))
    # Face: air first, then thin bone.
    plate.solid(c["nasal_cavity"], body(6, -0.16), soft=0.9, texture=(9, 0.35, False))
    plate.solid(c["sphenoid_sinus"], body(5, -0.22), soft=0.5, texture=(7, 0.3, False))
    plate.solid(c["maxillary_sinus"], body(5, -0.26), soft=0.6, texture=(10, 0.3, False))
    plate.line(np.vstack([c["maxillary_sinus"], c["maxillary_sinus"][:1]]), 0.5, 0.16, taper=False)
    plate.solid(c["maxillary_sinus"] + [-1.8, 0.8], body(5, -0.1), soft=0.6)
    plate.solid(c["ethmoid"], body(5, 0.2), soft=1.0, texture=(4.6, 0.9, True))
    plate.solid(c["frontal_sinus"], body(2.5, -0.55), soft=0.4)
    plate.solid(c["nasal_bone"], body(2.2, 0.34), soft=0.2)
    plate.line(c["nasal_front"], 0.7, 0.2)
    plate.solid(c["zygoma"], body(5, 0.22), soft=0.8)
    plate.solid(c["fissure"], body(2, -0.12), soft=0.3)
    plate.line(np.vstack([c["fissure"], c["fissure"][:1]]), 0.6, 0.26, taper=False)
    plate.line(c["fissure"] + [-1.6, 0.6], 0.5, 0.15, taper=False)
    # Maxilla and teeth.
    plate.solid(c["maxilla"], body(6, 0.42), soft=0.5, texture=(1.6, 0.1, False))
    plate.solid(c["palate"], body(1.0, 0.42), soft=0.15)
    plate.line(c["palate_vault"], 0.9, 0.26, soft=0.2)
    plate.line(c["maxilla_front"], 0.7, 0.22)
    # Mandible: the far side a little larger and higher, as the beam diverges.
    cortex = ((2.4, 1.0), (9.0, 0.3))
    centre = c["mandible"].mean(axis=0)
    far = (c["mandible"] - centre) * 1.025 + centre + [-2.2, -1.0]
    plate.solid(c["mandible"], shell(16, 0.034, cortex), soft=0.2, texture=(1.5, 0.1, False))
    plate.solid(far, shell(16, 0.022, cortex), soft=0.45, texture=(1.5, 0.1, False))
    plate.solid(c["symphysis"], shell(8, 0.04, ((1.8, 1.0), (5, 0.35))), soft=0.2)
    plate.line(c["lingual"], 1.0, 0.2, soft=0.2)
    plate.line(c["oblique_line"], 1.4, 0.16, soft=0.4)
    plate.line(c["inner_border"], 0.8, 0.14, soft=0.3)
    for name in ("canal_upper", "canal_lower"):
        plate.line(c[name], 0.6, 0.07, soft=0.3)
    for tooth in head.teeth:
        side = tooth.name[1] not in "12"
        for shift, share in (((0.0, 0.0), 1.0), ((-1.3, -0.5), 0.6)) if side else (((0.0, 0.0), 1.0),):
            move = origin + np.asarray(shift)
            plate.solid(tooth.outline + move, body(2.6, 0.4 * share), soft=0.15)
            plate.solid(tooth.crown + move, body(1.8, 0.42 * share), soft=0.15)
            plate.solid(tooth.pulp + move, body(0.9, -0.14 * share), soft=0.3)
    # Neck.
    for i, bone in enumerate(head.vertebrae):
        for name, outline in bone.items():
            wall, inner = (0.05, 0.4) if name != "lamina" else (0.032, 0.3)
            plate.solid(
                outline + origin, shell(7, wall, ((0.9, 1.0), (6.5, inner))), soft=0.25, texture=(1.3, 0.14, False)
            )
            if name != "arch" and i > 1:
                plate.line(outline + origin + [-1.0, 0.5], 0.5, 0.05, taper=False)
    plate.solid(c["hyoid"], shell(4, 0.06, ((0.8, 1.0), (3.5, 0.3))), soft=0.15)
    plate.line(c["hyoid_horn"], 1.8, 0.16, soft=0.4)


@dataclass(frozen=True)
class Exposure:
    """How the film came out: exposure (1 = normal), gamma, fog towards the edge, and the machine's own marks."""

    speed: float
    gamma: float
    base: float
    fog: float
    collimated: bool
    border_mm: float


def random_exposure(rng: np.random.Generator) -> Exposure:
    """An exposure by chance, between the screen-film sets and the digital ones."""
    return Exposure(
        speed=float(rng.uniform(0.86, 1.25)),
        gamma=float(rng.uniform(1.5, 1.95)),
        base=float(rng.uniform(0.02, 0.14)),
        fog=float(rng.uniform(0.0, 0.25)),
        collimated=bool(rng.random() < 0.5),
        border_mm=float(rng.uniform(1.0, 3.0)),
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
    draw_head(plate, head, origin)
    _ear_rod(plate, head.landmarks["Po"] + origin)
    if ruler:
        _rod(plate, head, origin, width * mm_per_px)
    attenuation = np.maximum(plate.attenuation, 0)
    grey = _film_curve(_scatter(attenuation, plate.mm), exposure)
    _fog(grey, exposure)
    if exposure.collimated:
        _collimate(grey, plate.mm, exposure)
    if coarse > 1:
        full = (small[0] * coarse, small[1] * coarse)
        grey = np.ascontiguousarray(cv2.resize(grey, full, interpolation=cv2.INTER_LINEAR)[:height, :width])
    if ruler:
        _ruler(grey, head, origin, mm_per_px)
    _grain(grey, rng, mm_per_px, grain)
    return grey


def _scatter(attenuation: Grey, mm_per_px: float) -> Grey:
    """Attenuation as the film sees it: unsharp by the focal spot, and thick parts filled in by scatter (two scales)."""
    sharp = cv2.GaussianBlur(attenuation, (0, 0), max(0.16 / mm_per_px, 0.4))
    step = max(1, round(1.0 / mm_per_px))
    height, width = attenuation.shape
    small = cv2.resize(attenuation, (max(width // step, 8), max(height // step, 8)), interpolation=cv2.INTER_AREA)
    near = cv2.GaussianBlur(small, (0, 0), 3.0)
    wide = cv2.GaussianBlur(small, (0, 0), 22.0)
    veil = cv2.resize(0.12 * near + 0.13 * wide, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(0.79 * sharp + veil, dtype=np.float32)


def _film_curve(attenuation: Grey, exposure: Exposure) -> Grey:
    """Grey in 0-1 with the toe and shoulder of a film."""
    powered = np.power(attenuation * np.float32(exposure.speed / 0.95), np.float32(exposure.gamma))
    return np.asarray(exposure.base + (1 - exposure.base) * powered / (powered + 1), dtype=np.float32)


def _fog(grey: Grey, exposure: Exposure) -> None:
    """Lighten the film towards the upper right, where the beam is weakest."""
    height, width = grey.shape
    x = np.linspace(-1, 1, width, dtype=np.float32)[None, :]
    y = np.linspace(-1, 1, height, dtype=np.float32)[:, None]
    veil = np.clip(0.75 * (x - 0.35), 0, 1) ** 2 * 3.2 + np.clip(-y - 0.7, 0, 1) * (x > -2) * 1.0
    grey += (1 - grey) * np.minimum(veil * np.float32(exposure.fog), 1)


def _collimate(grey: Grey, mm_per_px: float, exposure: Exposure) -> None:
    """The unexposed, white strip beyond the collimator, with its soft edge."""
    height, width = grey.shape
    top = exposure.border_mm * 4
    y = np.arange(height, dtype=np.float32)[:, None] * np.float32(mm_per_px)
    x = np.arange(width, dtype=np.float32)[None, :] * np.float32(mm_per_px)
    veil = 1 / (1 + np.exp(np.minimum((y - top) * 1.1, 50)))
    side = 1 / (1 + np.exp(np.minimum((x - exposure.border_mm) * 3, 50)))
    grey += (0.97 - grey) * np.maximum(veil, side) * 0.93


def _ear_rod(plate: Plate, porion: Points) -> None:
    """The ear plug: a metal ring whose top lies in the roof of the ear canal, and the bead of the other side."""
    turn = np.linspace(0, 2 * np.pi, 73)
    circle = np.column_stack([np.cos(turn), np.sin(turn)])
    centre = porion + [0.2, 4.3]
    plate.solid(circle * 4.6 + centre, lambda d: np.asarray(np.where(d < 0.9, 2.2, -0.25), dtype=np.float32))
    plate.solid(circle * 1.2 + centre + [-0.5, 0.8], body(0.6, 2.0))


def _rod(plate: Plate, head: Head, origin: Points, width_mm: float) -> None:
    """The nasion rest: a plastic rod from the top of the film down to the bridge of the nose."""
    rest = head.landmarks["N′"] + origin + [1.4, -2.0]
    x = _ruler_x(head, origin)
    knee = np.array([x + 1.5, rest[1] - max(x - rest[0], 12) * 0.75])
    rod = np.array([rest, knee, [knee[0], -10.0]])
    direction = rod[1] - rod[0]
    normal = np.array([-direction[1], direction[0]]) / np.hypot(*direction) * 3.0
    plate.solid(
        np.array(
            [
                rod[0] + normal,
                rod[1] + normal * [-1, 1] * 0 + [-2.5, 0],
                [knee[0] - 3, -10],
                [knee[0] + 3.2, -10],
                knee + [3.2, 1.5],
                rod[0] - normal,
            ]
        ),
        body(2.5, 0.24),
    )


def _ruler_x(head: Head, origin: Points) -> float:
    """Where the ruler's left edge lies, in film mm: before the forehead, clear of the soft tissue."""
    return float(max((head.landmarks["N′"] + origin)[0], (head.landmarks["Gl"] + origin)[0]) + 17.0)


def _ruler(grey: Grey, head: Head, origin: Points, mm_per_px: float) -> None:
    """The millimetre ruler: a metal strip with a notch every mm, longer every 5 and 10, at the film's resolution."""
    height, width = grey.shape
    x = _ruler_x(head, origin)
    bottom = min(float((head.landmarks["N′"] + origin)[1]) - 22.0, 70.0)
    columns = np.arange(width) * mm_per_px + 0.5 * mm_per_px - x
    rows = np.arange(height) * mm_per_px + 0.5 * mm_per_px
    use_x = np.flatnonzero((columns > -1) & (columns < 5))
    use_y = np.flatnonzero(rows < bottom + 1)
    if len(use_x) == 0 or len(use_y) == 0:
        return
    across, along = columns[use_x][None, :], bottom - rows[use_y][:, None]

    def cover(distance: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.clip(0.5 + distance / mm_per_px, 0, 1)

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
    noise = fine / fine.std() * 0.009 + mottle / mottle.std() * 0.006
    noise *= np.float32(grain)
    for top in range(0, height, 1024):
        for left in range(0, width, 1024):
            part = grey[top : top + 1024, left : left + 1024]
            shift = rng.integers(0, 1024, 2)
            part += np.roll(noise, (int(shift[0]), int(shift[1])), (0, 1))[: part.shape[0], : part.shape[1]] * (
                0.35 + 2.2 * part * (1.1 - part)
            )
