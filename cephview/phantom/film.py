"""The film of a drawn head: attenuation along the ray, scatter, film curve, grain, and what the machine leaves on it.

The attenuation is summed in millimetres of soft tissue or bone, part by part, on a raster that is no finer than the
anatomy needs; ruler, borders and grain are laid on at the film's own resolution.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from cephview.core.geometry import Points
from cephview.phantom.anatomy import Head
from cephview.phantom.head import draw_head
from cephview.phantom.plate import FINEST_MM, Grey, Plate, body


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
    coarse = max(1, round(FINEST_MM / mm_per_px))
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
