"""The set-up under test: all that lies between a film, its readings and a figure in mm, in one object to change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cephview.core.calibration import Calibration
from cephview.core.geometry import Letterbox, Padding, Points, Size
from cephview.core.landmarks import Scheme
from cephview.core.radiograph import Radiograph
from cephview.core.reference import Reference, mean_reference
from cephview.model.sampling import Placement
from cephview.model.specification import Origin, Specification, Stated

# Landmarks of a head lie no further from their middle than so many times the usual one (in x or y; real readings: 2.7).
_OFF_THE_FILM = 6.0


@dataclass(frozen=True, eq=False)
class ReadFile:
    """The readings in the files of one film, by its name."""

    name: str
    references: tuple[Reference, ...]

    @property
    def reference(self) -> Reference | None:
        """The mean of the readers, the one reader, or None."""
        if not self.references:
            return None
        return mean_reference(self.references) if len(self.references) > 1 else self.references[0]

    def of_reader(self, observer: str) -> ReadFile:
        """The same with this observer's readings alone."""
        return replace(self, references=tuple(each for each in self.references if each.observer == observer))


@dataclass(frozen=True, eq=False)
class JudgedFilm:
    """A film with its readings, none where there are none, and the mm per px that count for it.

    `neighbours` are the readings of the films next to it in its folder, where those are not judged: any may be its own.
    """

    name: str
    radiograph: Radiograph
    references: tuple[Reference, ...] = ()
    neighbours: tuple[ReadFile, ...] = ()

    @property
    def calibration(self) -> Calibration | None:
        """The film's calibration; None where unknown."""
        return self.radiograph.calibration

    @property
    def file(self) -> ReadFile:
        """The readings that lie in this film's files."""
        return ReadFile(self.name, self.references)

    @property
    def reference(self) -> Reference | None:
        """The mean of the readers, the one reader, or None."""
        return self.file.reference


@dataclass(frozen=True)
class Presentation:
    """What is done to a film before the model sees it: `invert`, `stretch` its greys, `gamma`, quarter turns, `mirror`.

    `back` says whether the points are taken back to the film as it was, or the readings lie on the film as turned.
    """

    invert: bool = False
    stretch: bool = False
    quarters: int = 0
    mirror: bool = False
    back: bool = True
    gamma: float = 1.0  # greys of 0-1 to this power

    @property
    def pixels(self) -> tuple[bool, bool, float, int, bool]:
        """What concerns the pixels alone."""
        return self.invert, self.stretch, self.gamma, self.quarters, self.mirror

    def image(self, grey: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """An 8-bit film (h, w[, 3]) as the model is to see it."""
        if self.stretch:
            low, high = np.percentile(grey[::4, ::4], [0.5, 99.5])
            scaled = (grey.astype(np.float32) - low) * (255 / max(high - low, 1))
            grey = np.clip(scaled, 0, 255).astype(np.uint8)
        if self.gamma != 1.0:
            grey = np.round(255 * (np.arange(256) / 255) ** self.gamma).astype(np.uint8)[grey]
        if self.invert:
            grey = 255 - grey
        grey = np.rot90(grey, self.quarters)
        return np.ascontiguousarray(grey[:, ::-1] if self.mirror else grey)

    def points(self, points: Points, size: Size) -> Points:
        """Points (n, 2) on the turned film to px of the film as it was, of `size` (width, height)."""
        if not self.back:
            return points
        sizes = [size if turn % 2 == 0 else size[::-1] for turn in range(self.quarters + 1)]
        x, y = points[..., 0], points[..., 1]
        if self.mirror:
            x = sizes[-1][0] - 1 - x
        for before in sizes[-2::-1] if self.quarters else []:
            # numpy turns against the clock: what was (W - 1 - y, x) is now (x, y).
            x, y = before[0] - 1 - y, x
        return np.stack([x, y], axis=-1)


def nowhere(points: Points) -> NDArray[np.bool_]:
    """Which points (n, 2) of a file are what is written for missing, whatever their unit.

    A coordinate of exactly −1, (0, 0), or one so far from the middle of all as no point of a head is: −999, 9999.
    """
    away = np.abs(points - np.nanmedian(points, axis=0)) if np.isfinite(points).any() else np.zeros(points.shape)
    usual = float(np.nanmedian(away.max(axis=-1))) if np.isfinite(away).any() else 0.0
    far = (away > _OFF_THE_FILM * usual).any(axis=-1) & (usual > 0)
    return np.asarray((points == -1).any(axis=-1) | (points == 0).all(axis=-1) | far)


def share_frames(size: Size) -> dict[str, Callable[[Points], Points]]:
    """The ways to write points as shares of a film of `size` (width, height) px, each to film px (…, 2)."""
    film, side = np.asarray(size, float), float(max(size))
    return {
        "film": lambda points: points * film,
        "height": lambda points: points * film[1],
        "width": lambda points: points * film[0],
        "square": lambda points: points * side - (side - film) / 2,
        "middle": lambda points: (points + 1) / 2 * film,
        "hundred": lambda points: points / 100 * film,
        "thousand": lambda points: points / 1000 * film,
    }


def turned_back(degrees: float) -> NDArray[np.float64]:
    """The matrix (2, 2) by which points (n, 2), x to the right and y down, are turned anticlockwise, by so much."""
    cos, sin = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return np.array([[cos, -sin], [sin, cos]])


@dataclass(frozen=True)
class LabelRule:
    """How a file's reading is to be understood: `order[i]` is the reading's point that is the model's landmark i.

    `files[i]` is the bench's file that holds the reading of film i, where readings belong to other films; `shifts[i]`
    in film px is added to that of film i.

    Without an order landmarks go by symbol. Then the frame, in this order: `unread`: what stands `nowhere` is no point;
    x and y `exchanged`; px of the `network`'s input, or `boxed` of another's, of which padding and size are known;
    `shares` of the film, as `share_frames` names them; in units of `unit_mm` millimetres, 0 if they are px; `square` of
    the film between the bars that make it square; times `scale`, plus `shift` in film px; turned back by `tilt` degrees
    clockwise about the film's middle; x counted `leftward` from the film's last column, y `upward` from its last row.
    """

    order: tuple[int, ...] | None = None
    network: bool = False
    boxed: tuple[Padding, Size] | None = None
    scale: float | tuple[float, float] = 1.0
    shift: tuple[float, float] = (0.0, 0.0)
    exchanged: bool = False
    upward: bool = False
    leftward: bool = False
    shares: str = ""
    unit_mm: float = 0.0
    square: bool = False
    tilt: float = 0.0
    unread: bool = False
    files: tuple[int, ...] | None = None
    shifts: tuple[tuple[float, float], ...] = ()

    def frame(self, points: Points, box: Placement, mm_per_px: float) -> Points:
        """A reading's points (n, 2) as the file has them, to film px; `mm_per_px` is the film's."""
        points = np.asarray(points, np.float64)
        if self.unread:
            points = np.where(nowhere(points)[..., None], np.nan, points)
        if self.exchanged:
            points = points[..., ::-1]
        if self.network:
            points = box.to_film(points)
        if self.boxed is not None:
            padding, size = self.boxed
            points = Letterbox.fit(box.film_size, size, padding=padding).to_film(points)
        if self.shares:
            points = share_frames(box.film_size)[self.shares](points)
        if self.unit_mm:
            points = points * (self.unit_mm / mm_per_px)
        if self.square:
            points = points - (max(box.film_size) - np.asarray(box.film_size)) / 2
        found = np.asarray(points * np.asarray(self.scale) + np.asarray(self.shift))
        if self.tilt:
            middle = (np.asarray(box.film_size) - 1) / 2
            found = (found - middle) @ turned_back(self.tilt) + middle
        if self.leftward:
            found[..., 0] = box.film_size[0] - 1 - found[..., 0]
        if self.upward:
            found[..., 1] = box.film_size[1] - 1 - found[..., 1]
        return found

    def read(self, reference: Reference, scheme: Scheme, box: Placement, mm_per_px: float) -> Points:
        """The reading's points (n, 2) in film px, in the order of `scheme`; missing is NaN."""
        points = self.frame(reference.points, box, mm_per_px)
        if self.order is None:
            return scheme.take(points, reference.scheme)
        known = np.array([place if place < len(points) else -1 for place in self.order])
        return np.where(known[:, None] >= 0, points[known], np.nan)


@dataclass(frozen=True)
class Setup:
    """A specification, what is done to the film, how its greys are normalised, and how readings are understood."""

    specification: Specification
    turn: Presentation = Presentation()
    labels: LabelRule = LabelRule()
    own_statistics: bool = False
    of_readers: tuple[tuple[str, LabelRule], ...] = ()  # observers whose readings are to be understood otherwise

    def rule_of(self, observer: str) -> LabelRule:
        """How this observer's readings are to be understood."""
        return dict(self.of_readers).get(observer, self.labels)

    def without_unread(self) -> Setup:
        """The set-up in which nobody's points that were not read count."""
        others = tuple((observer, replace(rule, unread=True)) for observer, rule in self.of_readers)
        return replace(self.labelled(unread=True), of_readers=others)

    def specified(self, **values: Any) -> Setup:
        """The set-up with fields of the specification replaced; the heatmap follows the input's size."""
        if "image_size" in values:
            width, height = values["image_size"]
            values["heatmap_size"] = (width // 4, height // 4)
        if "heatmap_rule" in values:  # whoever counts cells from their centres counts pixels so
            values.setdefault("point_rule", "centre" if values["heatmap_rule"] == "centre" else "scale")
        changed = {name: Stated(value, Origin.ASSUMED, "an experiment") for name, value in values.items()}
        return replace(self, specification=replace(self.specification, **changed))

    def turned(self, **values: Any) -> Setup:
        """The set-up with another treatment of the film."""
        return replace(self, turn=replace(self.turn, **values))

    def labelled(self, **values: Any) -> Setup:
        """The set-up with another understanding of the readings."""
        return replace(self, labels=replace(self.labels, **values))
