"""COCO keypoints: labels in the category, x, y, v by turns in the annotation; v = 0 means missing."""

from __future__ import annotations

from pathlib import PurePosixPath

import numpy as np
from pydantic import BaseModel, ConfigDict, FiniteFloat

from cephview.core.case import Reference
from cephview.io.annotations.document import Document
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
