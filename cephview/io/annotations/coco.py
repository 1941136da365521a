"""COCO keypoints: labels in the category, x, y, v by turns in the annotation; v = 0 means missing."""

from __future__ import annotations

import json
from pathlib import PurePosixPath

import numpy as np
from pydantic import BaseModel, ConfigDict, FiniteFloat

from cephview.core.case import Case, Reference
from cephview.io.annotations.document import Document, known_points
from cephview.io.annotations.labels import resolve_labels

TITLE = "COCO keypoints JSON"


class _Image(BaseModel):
    model_config = ConfigDict(extra="ignore")
    id: int | str
    file_name: str = ""


class _Category(BaseModel):
    model_config = ConfigDict(extra="ignore")
    id: int | str = 1
    keypoints: list[str] = []


class _Annotation(BaseModel):
    model_config = ConfigDict(extra="ignore")
    image_id: int | str = 1
    category_id: int | str = 1
    keypoints: list[FiniteFloat] = []


class _File(BaseModel):
    model_config = ConfigDict(extra="ignore")
    images: list[_Image] = []
    categories: list[_Category]
    annotations: list[_Annotation]


def recognises(document: Document) -> bool:
    """Whether the JSON is COCO's."""
    return {"annotations", "categories"} <= document.members()


def read(document: Document) -> Reference:
    """The keypoints of `document.film`, or of the only film. Raises CephViewError where there is no such."""
    file = document.validated(_File, TITLE)
    entry = _annotation(document, file)
    labels = next((row.keypoints for row in file.categories if row.id == entry.category_id), [])
    if not labels or len(entry.keypoints) != 3 * len(labels):
        document.fail(f"gives {len(entry.keypoints)} numbers for {len(labels)} keypoints of 3: export it again")
    scheme, symbols = resolve_labels(labels, document.scheme)
    points = np.full((len(scheme), 2), np.nan)
    for i, symbol in enumerate(symbols):
        x, y, visible = entry.keypoints[3 * i : 3 * i + 3]
        if symbol is not None and visible > 0:
            points[scheme.index(symbol)] = x, y
    unknown = [label for label, symbol in zip(labels, symbols, strict=True) if symbol is None]
    notes = (f"left out {', '.join(unknown)[:80]}: no landmark of {scheme.title}",) if unknown else ()
    return document.reference(scheme, points, notes)


def encode(case: Case) -> str:
    """The file of a case: one film, one category, one annotation; v is 2 for a point and 0 for none."""
    known = {symbol: (x, y) for symbol, x, y in known_points(case)}
    width, height = case.radiograph.size
    numbers = [value for s in case.scheme.symbols for value in ((*known[s], 2) if s in known else (0, 0, 0))]
    xs, ys = zip(*known.values(), strict=True)
    box = [min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)]
    annotation = {"id": 1, "image_id": 1, "category_id": 1, "keypoints": numbers, "num_keypoints": len(known)}
    annotation |= {"bbox": box, "area": box[2] * box[3], "iscrowd": 0}
    category = {"id": 1, "name": "lateral cephalogram", "keypoints": list(case.scheme.symbols), "skeleton": []}
    image = {"id": 1, "file_name": case.radiograph.name, "width": width, "height": height}
    document = {"images": [image], "categories": [category], "annotations": [annotation]}
    return json.dumps(document, ensure_ascii=False, indent=1)


def _annotation(document: Document, file: _File) -> _Annotation:
    entries = [entry for entry in file.annotations if entry.keypoints]
    if len({entry.image_id for entry in entries}) > 1:
        names = {image.id: PurePosixPath(image.file_name.replace("\\", "/")).name for image in file.images}
        if document.film is None:
            document.fail("holds the points of several films: open the film first, then this file")
        entries = [entry for entry in entries if names.get(entry.image_id) == document.film]
    if not entries:
        document.fail("holds no keypoints of this film: choose another file")
    if len(entries) > 1:
        document.fail(f"holds {len(entries)} sets of keypoints for one film: keep one of them")
    return entries[0]
