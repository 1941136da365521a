"""Aariz JSON: one file a film and reader, landmarks keyed by title, since tools strip the backtick of N`."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, FiniteFloat

from cephview.core.landmarks import AARIZ_29
from cephview.core.reference import Reference
from cephview.io.annotations.document import Document
from cephview.io.annotations.marks import Mark, reading

TITLE = "Aariz JSON"


class _Value(BaseModel):
    model_config = ConfigDict(extra="ignore")
    x: FiniteFloat
    y: FiniteFloat


class _Landmark(BaseModel):
    model_config = ConfigDict(extra="ignore")
    title: str = ""
    symbol: str = ""
    value: _Value


class _File(BaseModel):
    model_config = ConfigDict(extra="ignore")
    landmarks: list[_Landmark]


def recognises(document: Document) -> bool:
    """Whether the JSON is Aariz's."""
    rows = document.json.get("landmarks") if isinstance(document.json, dict) else None
    return isinstance(rows, list) and (not rows or any(isinstance(row, dict) and "value" in row for row in rows))


def read(document: Document) -> Reference:
    """The points in film px. Raises CephViewError where the file holds none."""
    file = document.validated(_File, TITLE)
    marks = [
        Mark(row.title if AARIZ_29.resolve(row.title) or not row.symbol else row.symbol, row.value.x, row.value.y)
        for row in file.landmarks
    ]
    return reading(document, marks, scheme=AARIZ_29)
