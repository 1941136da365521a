"""Predictions as other programs write them: JSON of points, a CSV of columns, COCO."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

Points = Mapping[str, np.ndarray]


def as_json(points: Points, _: Sequence[str], file: Path) -> Path:
    """Lists of points by film, without names."""
    file.write_text(json.dumps({film: rows.tolist() for film, rows in points.items()}))
    return file


def as_csv(points: Points, symbols: Sequence[str], file: Path) -> Path:
    """A row a film, two columns a landmark."""
    header = ["image", *(f"{s}_{axis}" for s in symbols for axis in "xy")]
    rows = [[f"{film}.png", *(f"{value:.6f}" for value in rows.ravel())] for film, rows in points.items()]
    file.write_text("\n".join(",".join(row) for row in (header, *rows)), encoding="utf-8")
    return file


def as_coco(points: Points, symbols: Sequence[str], file: Path) -> Path:
    """Key points of one category."""
    images = [{"id": i, "file_name": f"{film}.png"} for i, film in enumerate(points)]
    annotations = [
        {"id": i, "image_id": i, "category_id": 1, "keypoints": [float(v) for x, y in rows for v in (x, y, 2)]}
        for i, rows in enumerate(points.values())
    ]
    categories = [{"id": 1, "name": "head", "keypoints": list(symbols)}]
    file.write_text(json.dumps({"images": images, "annotations": annotations, "categories": categories}))
    return file
