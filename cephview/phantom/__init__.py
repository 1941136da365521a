"""A drawn lateral cephalogram with exact landmarks: the sample film, and the material of the tests.

No patient stands behind it: faces are drawn by chance from a seed. `python -m cephview.phantom FOLDER` writes some.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from cephview.core.calibration import Calibration, CalibrationSource
from cephview.core.geometry import Points
from cephview.core.landmarks import AARIZ_29, ISBI_19, Scheme
from cephview.core.radiograph import Radiograph
from cephview.phantom.anatomy import Face, Head, make_head, random_face
from cephview.phantom.film import draw_film, random_exposure

__all__ = ["Phantom", "PhantomSpec", "draw_phantom", "write_phantom", "write_png"]

# What has to lie on the film around the outermost landmarks, in mm.
_MARGIN_MM = 6.0


@dataclass(frozen=True)
class PhantomSpec:
    """What to draw. The face's parameters are mm and degrees more than the mean face; None lets the seed choose."""

    seed: int = 0
    width: int = 1935
    height: int = 2400
    mm_per_px: float = 0.1
    facing: Literal["right", "left"] = "right"
    bit_depth: Literal[8, 12, 16] = 8
    contrast: float = 1.0
    brightness: float = 0.0
    grain: float = 1.0
    inverted: bool = False
    scheme: Scheme = AARIZ_29
    ruler: bool = True
    size: float | None = None
    anb: float | None = None
    mandibular_plane: float | None = None
    face_height: float | None = None
    upper_incisor: float | None = None
    lower_incisor: float | None = None
    lips: float | None = None
    nose: float | None = None
    chin: float | None = None
    tilt: float | None = None


@dataclass(frozen=True, eq=False)
class Phantom:
    """A drawn film with its landmarks: `points` (n, 2) in film px, in the order of `scheme`."""

    radiograph: Radiograph
    scheme: Scheme
    points: Points
    landmarks: dict[str, tuple[float, float]]

    def points_in(self, scheme: Scheme) -> Points:
        """The landmarks (n, 2) in film px in the order of any scheme; what is not drawn is NaN."""
        missing = (np.nan, np.nan)
        return np.array([self.landmarks.get(symbol, missing) for symbol in scheme.symbols], dtype=np.float64)


def draw_phantom(spec: PhantomSpec = PhantomSpec()) -> Phantom:
    """Draw a film. Raises ValueError where the film is too small, in mm, to hold the landmarks."""
    # One stream a purpose: the same seed gives the same face whatever the film's size or grain.
    face_rng, detail_rng, place_rng, film_rng = (np.random.default_rng([spec.seed, i]) for i in range(4))
    wanted = {field.name: getattr(spec, field.name) for field in fields(Face)}
    head = make_head(random_face(face_rng, wanted), detail_rng)
    origin = _place(head, spec, place_rng)
    exposure = random_exposure(place_rng)
    grey = draw_film(
        head,
        origin,
        (spec.width, spec.height),
        spec.mm_per_px,
        film_rng,
        exposure,
        ruler=spec.ruler,
        grain=spec.grain,
    )
    landmarks = {symbol: (point + origin) / spec.mm_per_px - 0.5 for symbol, point in head.landmarks.items()}
    if spec.facing == "left":
        grey = np.ascontiguousarray(grey[:, ::-1])
        landmarks = {symbol: np.array([spec.width - 1 - x, y]) for symbol, (x, y) in landmarks.items()}
    calibration = Calibration(spec.mm_per_px, spec.mm_per_px, CalibrationSource.DRAWN)
    radiograph = Radiograph(_quantise(grey, spec), calibration=calibration)
    known = {symbol: (float(point[0]), float(point[1])) for symbol, point in landmarks.items()}
    points = np.array([known.get(symbol, (np.nan, np.nan)) for symbol in spec.scheme.symbols], dtype=np.float64)
    return Phantom(radiograph, spec.scheme, points, known)


def _place(head: Head, spec: PhantomSpec, rng: np.random.Generator) -> Points:
    """Where the sella lies on the film (2,), in mm: by chance, but with every landmark on the film."""
    film = np.array([spec.width, spec.height]) * spec.mm_per_px
    points = np.array(list(head.landmarks.values()))
    low, high = _MARGIN_MM - points.min(axis=0), film - _MARGIN_MM - points.max(axis=0)
    if (low > high).any():
        need = float(((points.max(axis=0) - points.min(axis=0) + 2 * _MARGIN_MM) / film).max()) * spec.mm_per_px
        raise ValueError(
            f"a film of {film[0]:.0f} × {film[1]:.0f} mm is too small for a head: "
            f"mm_per_px has to be {need:.2f} or more at {spec.width} × {spec.height} px"
        )
    # Films are centred on the face, so that the sella lies to the left of the middle and above it.
    wanted = film * rng.uniform([0.3, 0.35], [0.43, 0.45])
    return np.asarray(np.clip(wanted, low, high))


def _quantise(grey: NDArray[np.float32], spec: PhantomSpec) -> NDArray[np.uint8] | NDArray[np.uint16]:
    if spec.contrast != 1.0 or spec.brightness != 0.0:
        grey = (grey - 0.5) * np.float32(spec.contrast) + np.float32(0.5 + spec.brightness)
    if spec.inverted:
        grey = 1 - grey
    top = 2**spec.bit_depth - 1
    scaled = np.clip(grey * np.float32(top) + np.float32(0.5), 0, top)
    if spec.bit_depth == 8:
        return np.asarray(scaled, dtype=np.uint8)
    return np.asarray(scaled, dtype=np.uint16)


def write_phantom(folder: Path, stem: str, spec: PhantomSpec) -> Path:
    """Write `stem.png` (8 or 16 bit), `stem.txt` (ISBI's 19 lines `x,y` in px) and its row of `images.csv`."""
    folder.mkdir(parents=True, exist_ok=True)
    phantom = draw_phantom(spec)
    path = write_png(folder / f"{stem}.png", phantom)
    lines = [f"{float(x)!r},{float(y)!r}" for x, y in phantom.points_in(ISBI_19)]
    path.with_suffix(".txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    _write_row(folder / "images.csv", [path.name, str(spec.width), str(spec.height), repr(spec.mm_per_px)])
    return path


def write_png(path: Path, phantom: Phantom) -> Path:
    """Write the film alone, 8 or 16 bit, to `path`, which comes back. Raises OSError where it cannot be written."""
    done, data = cv2.imencode(".png", phantom.radiograph.pixels, [cv2.IMWRITE_PNG_COMPRESSION, 9])
    if not done:
        raise OSError(f"{path} could not be encoded")
    path.write_bytes(data.tobytes())
    return path


def _write_row(table: Path, row: list[str]) -> None:
    """Put a film's row into the table; a row of the same film is replaced."""
    rows: list[list[str]] = []
    if table.exists():
        with table.open(newline="", encoding="utf-8") as file:
            rows = [old for old in csv.reader(file) if old and old[0] not in ("file", row[0])]
    with table.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([["file", "width", "height", "mm_per_pixel"], *rows, row])
