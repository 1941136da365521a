"""Offsets of a data set: by how much its readers put each landmark elsewhere, and in which frame that is meant."""

from __future__ import annotations

from dataclasses import dataclass

from cephview.core.geometry import Points

# How a file of offsets says its frame. One that says none is of before, and means the film as it is stored.
FRAME_KEY = "frame"
HEAD, FILM = "head", "film"


@dataclass(frozen=True, eq=False)
class Offsets:
    """Ways (n, 2) in mm, y down; x runs towards the face (`head`), or to the right of the film as it lies (`film`)."""

    mm: Points
    frame: str = HEAD
