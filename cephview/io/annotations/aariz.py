"""Aariz JSON: one file a film and reader, landmarks keyed by title, since tools strip the backtick of N`."""

from __future__ import annotations

import numpy as np
from pydantic import BaseModel, ConfigDict, FiniteFloat

from cephview.core.case import Reference
from cephview.core.landmarks import AARIZ_29
from cephview.io.annotations.document import Document

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
    return "landmarks" in document.members()


def read(document: Document) -> Reference:
    """The points in film px. Raises CephViewError where the file holds none."""
    file = document.validated(_File, TITLE)
    scheme = AARIZ_29
    points = np.full((len(scheme), 2), np.nan)
    taken: set[str] = set()
    unknown, twice = [], []
    for landmark in file.landmarks:
        symbol = scheme.resolve(landmark.title) or scheme.resolve(landmark.symbol)
        if symbol is None:
            unknown.append(landmark.title or landmark.symbol or "a landmark without title")
        elif symbol in taken:
            twice.append(symbol)
        else:
            taken.add(symbol)
            points[scheme.index(symbol)] = landmark.value.x, landmark.value.y
    notes = []
    if unknown:
        notes.append(f"left out {', '.join(unknown)[:80]}: no landmark of {scheme.title}")
    if twice:
        notes.append(f"{', '.join(twice)} came more than once: kept the first")
    return document.reference(scheme, points, tuple(notes))
