"""Drawn films in the folders of the Aariz data set, 29 landmarks each: what its training command is tried on.

Layout and words are those of Aariz (Khalid et al. 2022): `train/Cephalograms/ID.png`, beside it
`Annotations/Cephalometric Landmarks/{Senior,Junior} Orthodontists/ID.json`, `valid/` alike, and one table of mm.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np

from cephview.core.geometry import Points
from cephview.core.landmarks import AARIZ_29
from cephview.phantom import Phantom, PhantomSpec, draw_phantom, write_png

# Titles and symbols as its files have them, in the order of AARIZ_29.
_TITLES = (
    "A-point", "Anterior Nasal Spine", "B-point", "Menton", "Nasion", "Orbitale", "Pogonion", "Posterior Nasal Spine",
    "Pronasale", "Ramus", "Sella", "Articulare", "Condylion", "Gnathion", "Gonion", "Porion", "Lower 2nd PM Cusp Tip",
    "Lower Incisor Tip", "Lower Molar Cusp Tip", "Upper 2nd PM Cusp Tip", "Upper Incisor Apex", "Upper Incisor Tip",
    "Upper Molar Cusp Tip", "Lower Incisor Apex", "Labrale inferius", "Labrale superius", "Soft Tissue Nasion",
    "Soft Tissue Pogonion", "Subnasale",
)  # fmt: skip
_SYMBOLS = {"L1": "LIT", "U1": "UIT", "N′": "N`", "Pog′": "Pog`"}
_TABLE = "cephalogram_machine_mappings.csv"
# Every so many films is one of `valid`; the junior's hand is that unsteady, mm.
_OF_VALID, _JUNIOR_MM = 5, 0.4


def write_aariz(folder: Path, count: int, seed: int, *, width: int, height: int, mm_per_px: float) -> list[Path]:
    """Write `count` drawn films with the readings of two observers below `folder`; back come the films' paths.

    The senior reads the exact points, the junior up to a millimetre beside them; both in whole px, as Aariz does.
    Raises ValueError for films too small for a head, OSError where the disk refuses.
    """
    paths, rows = [], []
    for number in range(count):
        stem = f"drawn{number + 1:04d}"
        split = "valid" if number % _OF_VALID == _OF_VALID - 1 else "train"
        phantom = draw_phantom(PhantomSpec(seed=seed + number, width=width, height=height, mm_per_px=mm_per_px))
        unsteady = np.random.default_rng([seed + number, 29]).normal(0, _JUNIOR_MM / mm_per_px, (len(AARIZ_29), 2))
        points = phantom.points_in(AARIZ_29)
        for who, read in (("Senior", points), ("Junior", points + unsteady)):
            _write_reading(folder / split, who, stem, split, read)
        paths.append(_write_film(folder / split / "Cephalograms", stem, phantom))
        rows.append((stem, "Drawn", repr(mm_per_px), "png", split.title()))
    with (folder / _TABLE).open("w", newline="", encoding="utf-8") as file:
        head = ("cephalogram_id", "machine", "pixel_size", "image_format", "mode")
        csv.writer(file, lineterminator="\n").writerows([head, *rows])
    return paths


def _write_film(folder: Path, stem: str, phantom: Phantom) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return write_png(folder / f"{stem}.png", phantom)


def _write_reading(folder: Path, who: str, stem: str, split: str, points: Points) -> None:
    place = folder / "Annotations" / "Cephalometric Landmarks" / f"{who} Orthodontists"
    place.mkdir(parents=True, exist_ok=True)
    marks = [
        {"title": title, "symbol": _SYMBOLS.get(symbol, symbol), "value": {"x": round(x), "y": round(y)}}
        for title, symbol, (x, y) in zip(_TITLES, AARIZ_29.symbols, points.tolist(), strict=True)
    ]
    content = {"ceph_id": stem, "landmarks": marks, "dataset_name": "drawn", "dataset_split": split}
    (place / f"{stem}.json").write_text(json.dumps(content), encoding="utf-8")
