"""Fits where landmarks are to be expected (resources/estimates.json) to the Aariz readings.

    python tests/core/fit_estimates.py ../shared/data/aariz-annotations/points.csv --write resources/estimates.json

It stands beside the tests because they repeat the fit where the readings are at hand; the program never runs it.
`judge_estimates.py` measures what it gives.
"""

from __future__ import annotations

import argparse
import csv
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from cephview.core.estimates import HeadModel
from cephview.core.head_shape import MEAN_HEAD_MM, fit_similarity
from cephview.core.landmarks import ISBI_19
from cephview.io.atomic import write_atomically
from cephview.io.estimates import EstimatesFile

# This share of a covariance is taken to be its diagonal alone. Mean error over the nine landmarks, leave-out, at 0,
# 0.05, 0.1 and 0.2: 2.64, 2.58, 2.56 and 2.56 mm; expected 2.30, 2.45, 2.59 and 2.77. At 0.1 the two agree.
SHRINK = 0.1
# A reading that lies further off what all others of its film say, in SDs, is a slip: it is taken to be missing.
SLIP = 6.0
FOLDS = 10
# See resources/ESTIMATES.md: Pn and Co lie elsewhere on films of other places, a cusp may be a whole tooth off.
BY_HAND = frozenset({"Pn", "Co", "UMT", "LMT", "UPM", "LPM"})


@dataclass(frozen=True)
class Films:
    """Readings (films, n) as x + iy in mm, NaN where missing."""

    symbols: tuple[str, ...]
    points: np.ndarray

    def take(self, rows: np.ndarray) -> Films:
        return Films(self.symbols, self.points[rows])


def read(path: Path) -> Films:
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    names = [key.removesuffix("_x") for key in rows[0] if key.endswith("_x") and key not in ("p1_x", "p2_x")]
    names = [name for name in names if any(row[f"{name}_x"] for row in rows)]

    def mm(row: dict[str, str], name: str) -> complex:
        x, y = row[f"{name}_x"], row[f"{name}_y"]
        return complex(float(x), float(y)) * float(row["mm_per_px"]) if x else complex("nan")

    return Films(tuple(names), np.array([[mm(row, name) for name in names] for row in rows]))


def normalised(films: Films) -> np.ndarray:
    """The readings laid on the mean head by the landmarks that it has from the same films' kind, in mm of it."""
    anchors = [i for i, symbol in enumerate(films.symbols) if symbol in ISBI_19.symbols]
    mean = np.array([complex(*MEAN_HEAD_MM[films.symbols[i]]) for i in anchors])
    result = films.points
    for _ in range(3):
        laid = []
        for film in result:
            weights = np.isfinite(film[anchors]).astype(float)
            for _ in range(3):
                scale, offset = fit_similarity(np.nan_to_num(film[anchors]), mean, weights[None])
                off = np.nan_to_num(np.abs(scale * film[anchors] + offset - mean))
                weights = np.isfinite(film[anchors]) / (1 + (off / 3.0) ** 2)
            laid.append(scale * film + offset)
        result = np.array(laid)
        new = np.nanmedian(result.real, 0)[anchors] + 1j * np.nanmedian(result.imag, 0)[anchors]
        scale, offset = fit_similarity(new, mean, np.ones((1, len(anchors))))
        mean = scale * new + offset
    return result


def fit(films: Films, shrink: float = SHRINK) -> HeadModel:
    shape = normalised(films)
    data = np.ascontiguousarray(shape).view(float).reshape(len(shape), -1)
    missing = ~np.isfinite(data)
    mean = np.nanmedian(data, 0)
    spread = 1.4826 * np.nanmedian(np.abs(data - mean), 0)
    far = (np.abs(data - mean) > 5 * spread).reshape(len(data), -1, 2).any(2)
    missing |= np.repeat(far, 2, 1)
    filled = np.where(missing, mean, data)
    extra = np.zeros((data.shape[1], data.shape[1]))
    for _ in range(6):
        mean = filled.mean(0)
        off = filled - mean
        raw = (off.T @ off + extra) / (len(data) - 1)
        covariance = (1 - shrink) * raw + shrink * np.diag(np.diag(raw))
        missing |= slips(data, missing, mean, covariance)
        extra = np.zeros_like(extra)
        for row in np.flatnonzero(missing.any(1)):
            m, k = missing[row], ~missing[row]
            weights = covariance[np.ix_(m, k)] @ np.linalg.inv(covariance[np.ix_(k, k)])
            filled[row, m] = mean[m] + weights @ (data[row, k] - mean[k])
            extra[np.ix_(m, m)] += covariance[np.ix_(m, m)] - weights @ covariance[np.ix_(k, m)]
    return HeadModel(films.symbols, mean.reshape(-1, 2), covariance, BY_HAND)


def slips(data: np.ndarray, missing: np.ndarray, mean: np.ndarray, covariance: np.ndarray) -> np.ndarray:
    """Of each film the one reading, if any, that lies farthest from what all others say, and too far."""
    found = np.zeros_like(missing)
    for row in range(len(data)):
        known = np.flatnonzero(~missing[row])
        inverse = np.linalg.inv(covariance[np.ix_(known, known)])
        own = inverse.reshape(len(known) // 2, 2, -1, 2)[range(len(known) // 2), :, range(len(known) // 2), :]
        pulled = (inverse @ (data[row, known] - mean[known])).reshape(-1, 2)
        distance = np.einsum("ka,kab,kb->k", pulled, np.linalg.inv(own), pulled)
        worst = distance.argmax()
        if distance[worst] > SLIP**2:
            found[row, known[2 * worst : 2 * worst + 2]] = True
    return found


def as_file(model: HeadModel, films: int) -> EstimatesFile:
    rows = [[float(f"{value:.5g}") for value in row[: i + 1]] for i, row in enumerate(model.covariance.tolist())]
    return EstimatesFile(
        source="Aariz (Khalid et al., 2022): 29 landmarks of training films, as one reader (junior) placed them",
        licence="CC BY 4.0, https://creativecommons.org/licenses/by/4.0/; changed: means and covariances of the points",
        made_by="python tests/core/fit_estimates.py POINTS.csv --write resources/estimates.json",
        films=films,
        symbols=list(model.symbols),
        by_hand=sorted(model.by_hand),
        mean_mm=[[round(value, 3) for value in row] for row in model.mean.tolist()],
        covariance_mm2=rows,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("points", type=Path)
    parser.add_argument("--write", type=Path, help="the file of the fit to all films")
    options = parser.parse_args()
    films = read(options.points)
    if options.write:
        fields = as_file(fit(films), len(films.points)).model_dump().items()
        # A line a field, and one a row of figures.
        lines = (f"{json.dumps(name)}: {rows_of(value)}" for name, value in fields)
        write_atomically(options.write, ("{\n" + ",\n".join(lines) + "\n}\n").encode())


def rows_of(value: object) -> str:
    if isinstance(value, list) and value and isinstance(value[0], list):
        return "[\n" + ",\n".join(json.dumps(row) for row in value) + "\n]"
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    main()
