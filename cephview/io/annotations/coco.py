"""COCO keypoints: labels in the category, x, y, v by turns in the annotation; v = 0 means missing."""

from __future__ import annotations

import json

from pydantic import BaseModel, ConfigDict, FiniteFloat

from cephview.core.case import Case
from cephview.core.reference import Reference
from cephview.io.annotations.document import Document, known_points
from cephview.io.annotations.marks import ONE_EACH, Mark, StatedFilm, reading, stated_size

TITLE = "COCO keypoints JSON"


class _Image(BaseModel):
    model_config = ConfigDict(extra="ignore")
    id: int | str
    file_name: str = ""
    width: float | None = None
    height: float | None = None


class _Category(BaseModel):
    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)
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
    entry, image = _annotation(document, file)
    labels = next((row.keypoints for row in file.categories if str(row.id) == str(entry.category_id)), [])
    if not labels or len(entry.keypoints) != 3 * len(labels):
        document.fail(
            "gives {count} numbers for {count2} keypoints of 3: export it again",
            count=len(entry.keypoints),
            count2=len(labels),
        )
    triples = zip(entry.keypoints[::3], entry.keypoints[1::3], entry.keypoints[2::3], strict=True)
    nan = float("nan")
    marks = [
        Mark(label, x, y) if visible > 0 else Mark(label, nan, nan)
        for label, (x, y, visible) in zip(labels, triples, strict=True)
    ]
    return reading(document, marks, StatedFilm(image.file_name, stated_size(image.width, image.height)))


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


def _annotation(document: Document, file: _File) -> tuple[_Annotation, _Image]:
    """The keypoints of the film that is meant, and what the file says of that film."""
    entries = [entry for entry in file.annotations if entry.keypoints]
    images = {str(image.id): image for image in file.images}
    unnamed = _Image(id="")
    films = {str(entry.image_id): images.get(str(entry.image_id), unnamed).file_name for entry in entries}
    if len(films) > 1:
        chosen = document.only_film(films.values())
        entries = [entry for entry in entries if films[str(entry.image_id)] == chosen]
    if not entries:
        document.fail("holds no keypoints of this film: choose another file")
    if len(entries) > 1:
        document.fail(
            "holds {count} sets of keypoints for one film, as of several observers: {one_each}",
            count=len(entries),
            one_each=ONE_EACH,
        )
    return entries[0], images.get(str(entries[0].image_id), unnamed)
