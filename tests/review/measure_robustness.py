"""How the embedded model bears films that are not as they were in training, as a table.

It stands in resources/models/README.md.

Run by hand: `python tests/review/measure_robustness.py ../shared/data/isbi2015/validation --films 20`.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np

from cephview.core.accuracy import radial_errors_mm, summarise
from cephview.core.radiograph import Radiograph
from cephview.core.reference import mean_reference
from cephview.io.annotations.references import find_references
from cephview.io.datasets import expand_films
from cephview.io.films.images import read_film
from cephview.model.predictor import Predictor

# A film's pixels (h, w) uint8 to changed pixels and the affine (2, 3) that its points (pixel centres) follow.
Change = Callable[[np.ndarray], tuple[np.ndarray, np.ndarray]]
STILL = np.eye(2, 3)


def grey(table: np.ndarray) -> Change:
    """A change of grey values by a table of 256."""
    return lambda image: (cv2.LUT(image, np.clip(table, 0, 255).astype(np.uint8)), STILL)


def rotated(degrees: float) -> Change:
    """Turned about the middle, the frame as it was, black where nothing was."""

    def change(image: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        height, width = image.shape
        matrix = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), degrees, 1.0)
        return cv2.warpAffine(image, matrix, (width, height), flags=cv2.INTER_LINEAR), matrix

    return change


def resized(long_side: int) -> Change:
    """Resized to a long side in px."""

    def change(image: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        scale = long_side / max(image.shape)
        size = (round(image.shape[1] * scale), round(image.shape[0] * scale))
        fx, fy = size[0] / image.shape[1], size[1] / image.shape[0]
        how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
        return cv2.resize(image, size, interpolation=how), np.array([[fx, 0, fx / 2 - 0.5], [0, fy, fy / 2 - 0.5]])

    return change


def mirrored(image: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """As a left-facing film."""
    return np.ascontiguousarray(image[:, ::-1]), np.array([[-1.0, 0, image.shape[1] - 1], [0, 1, 0]])


def upside_down(image: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Put into the scanner the wrong way round."""
    height, width = image.shape
    return np.ascontiguousarray(image[::-1, ::-1]), np.array([[-1.0, 0, width - 1], [0, -1, height - 1]])


def cropped(image: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Without the lowest twelfth and the outer twentieths."""
    height, width = image.shape
    left = width // 20
    return np.ascontiguousarray(image[: height - height // 12, left : width - left]), np.array(
        [[1.0, 0, -left], [0, 1, 0]]
    )


def jpeg(quality: int) -> Change:
    """Through a JPEG."""

    def change(image: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        data = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
        return cv2.imdecode(data, cv2.IMREAD_GRAYSCALE), STILL

    return change


LEVELS = np.arange(256, dtype=float)
CHANGES: dict[str, Change] = {
    "as it is": lambda image: (image, STILL),
    "brighter by 40": grey(LEVELS + 40),
    "darker by 40": grey(LEVELS - 40),
    "gamma 0.6": grey(255 * (LEVELS / 255) ** 0.6),
    "gamma 1.7": grey(255 * (LEVELS / 255) ** 1.7),
    "half the contrast": grey(LEVELS / 2 + 64),
    "inverted": grey(255 - LEVELS),
    "turned by 15°": rotated(15),
    "turned by -15°": rotated(-15),
    "left-facing": mirrored,
    "upside down": upside_down,
    "cropped at the neck": cropped,
    "1000 px": resized(1000),
    "6000 px": resized(6000),
    "JPEG quality 30": jpeg(30),
}


def main() -> None:
    """Measure and print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("films", nargs="+", type=Path)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--films", dest="count", type=int, default=20)
    parser.add_argument("--only", help="of the changes those whose name holds this")
    options = parser.parse_args()
    predictor = Predictor.load(options.model)
    paths = expand_films(options.films)
    paths = paths[:: max(1, len(paths) // options.count)][: options.count]
    print(f"{len(paths)} films\n\n| film | MRE mm | SDR 2 mm % | > 10 mm % | told as no head |\n|---|---|---|---|---|")
    for name, change in CHANGES.items():
        if options.only and options.only not in name:
            continue
        errors, refused = [], 0
        for path in paths:
            film = read_film(path)
            reading = mean_reference(find_references(path, film.size).references).points
            image = film.to_8bit()
            image = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY) if image.ndim == 3 else image
            pixels, matrix = change(image)
            prediction = predictor.predict(Radiograph(pixels))
            refused += any("does not look like" in note for note in prediction.notes)
            # Back on the film as it was, where its millimetres are known.
            whole = np.vstack([matrix, [0, 0, 1]])
            points = np.column_stack([prediction.points, np.ones(len(prediction.points))]) @ np.linalg.inv(whole).T
            errors.append(radial_errors_mm(points[:, :2], reading, film.calibration))
        every = np.concatenate(errors)
        accuracy = summarise(every)
        lost = np.mean(every[np.isfinite(every)] > 10) * 100
        print(f"| {name} | {accuracy.mre:.2f} | {accuracy.sdr[2.0]:.1f} | {lost:.2f} | {refused} |", flush=True)


if __name__ == "__main__":
    main()
