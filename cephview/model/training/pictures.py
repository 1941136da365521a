"""Pictures of a run's films, for whoever trains: what the network sees, and where it is worst. They show patients."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from cephview.core.geometry import Letterbox, Points, Size
from cephview.core.landmarks import Scheme
from cephview.model.sampling import paste
from cephview.model.training.data import AugmentedFilms, TrainingFilm
from cephview.model.training.settings import TrainingSettings
from cephview.model.training.validation import Judgement

SAMPLES, WORST = "samples.png", "worst films"
_SAMPLES, _COLUMNS, _WIDTH = 12, 4, 300
_WORST, _WORST_HEIGHT = 6, 900
# Blue, green, red: what is read is green, what the model finds red.
_READ, _FOUND, _INK = (90, 220, 90), (80, 80, 255), (255, 255, 255)
Image = NDArray[np.uint8]


def draw_samples(films: Sequence[TrainingFilm], settings: TrainingSettings, scheme: Scheme) -> bytes:
    """A PNG of some films as the first epoch sees them, their targets marked: wrong readings and settings show here."""
    data = AugmentedFilms(films, settings, scheme)
    tiles = []
    for place in range(min(_SAMPLES, len(films))):
        pixels, points = (np.asarray(part) for part in data[place])
        scale = _WIDTH / pixels.shape[-1]
        tile = _enlarged(pixels[0], scale)
        for x, y in _whole((points + 0.5) * scale - 0.5):
            cv2.circle(tile, (x, y), 3, _READ, -1, cv2.LINE_AA)
        tiles.append(tile)
    columns = min(_COLUMNS, len(tiles))
    tiles += [np.zeros_like(tiles[0])] * (-len(tiles) % columns)
    rows = [np.hstack(tiles[start : start + columns]) for start in range(0, len(tiles), columns)]
    return _png(np.vstack(rows))


def draw_worst(films: Sequence[TrainingFilm], judged: Judgement, size: Size, scheme: Scheme) -> Mapping[str, bytes]:
    """PNGs by name of the films that were judged worst, the worst first: what was read, what was found, and how far.

    `size` is that of the input (width, height), in whose px `judged.seen` is.
    """
    known = np.isfinite(judged.errors)
    total = np.where(known, judged.errors, 0.0).sum(axis=1)
    means = np.divide(total, known.sum(axis=1), out=np.full(len(total), -1.0), where=known.any(axis=1))
    pictures = {}
    for number, place in enumerate(np.argsort(-means)[:_WORST].tolist(), 1):
        if means[place] >= 0:
            points, read = judged.seen[place, :, 2:4], judged.seen[place, :, 4:]
            picture = _compared(films[place], points, read, size)
            worst = int(np.nanargmax(judged.errors[place]))
            told = f"{means[place]:.2f} mm on average, {scheme.symbols[worst]} {judged.errors[place, worst]:.1f} mm"
            pictures[f"{WORST}/{number}.png"] = _png(_titled(picture, films[place].path.name, told))
    return pictures


def _compared(film: TrainingFilm, points: Points, read: Points, size: Size) -> Image:
    box = Letterbox.fit((film.image.shape[1], film.image.shape[0]), size)
    scale = _WORST_HEIGHT / size[1]
    picture = _enlarged(paste(film.image, box.content, box.pad, box.input_size, "area"), scale)
    both = np.isfinite(points).all(axis=1) & np.isfinite(read).all(axis=1)
    for one, other in zip(_whole((read[both] + 0.5) * scale), _whole((points[both] + 0.5) * scale), strict=True):
        cv2.line(picture, one, other, _FOUND, 1, cv2.LINE_AA)
        cv2.drawMarker(picture, other, _FOUND, cv2.MARKER_TILTED_CROSS, 9, 2, cv2.LINE_AA)
        cv2.circle(picture, one, 3, _READ, -1, cv2.LINE_AA)
    return picture


def _titled(picture: Image, *lines: str) -> Image:
    """The picture below a strip of text; OpenCV's letters are ASCII."""
    strip = np.zeros((24 * (len(lines) + 1), picture.shape[1], 3), np.uint8)
    legend = (("read", _READ), ("found", _FOUND))
    for number, text in enumerate(lines, 1):
        plain = text.replace("\u2032", "'").encode("ascii", "replace").decode()
        cv2.putText(strip, plain, (8, 24 * number - 6), cv2.FONT_HERSHEY_SIMPLEX, 0.5, _INK, 1, cv2.LINE_AA)
    for number, (text, colour) in enumerate(legend):
        place = (8 + 70 * number, 24 * (len(lines) + 1) - 8)
        cv2.putText(strip, text, place, cv2.FONT_HERSHEY_SIMPLEX, 0.5, colour, 1, cv2.LINE_AA)
    return np.vstack([strip, picture])


def _enlarged(grey: NDArray[np.uint8], scale: float) -> Image:
    size = (round(grey.shape[1] * scale), round(grey.shape[0] * scale))
    resized = cv2.resize(grey, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    return np.asarray(cv2.cvtColor(resized, cv2.COLOR_GRAY2BGR), np.uint8)


def _whole(points: Points) -> list[tuple[int, int]]:
    return [(round(x), round(y)) for x, y in points.tolist() if math.isfinite(x) and math.isfinite(y)]


def _png(image: Image) -> bytes:
    done, data = cv2.imencode(".png", image)
    if not done:
        raise OSError("the picture could not be encoded as PNG")
    return data.tobytes()
