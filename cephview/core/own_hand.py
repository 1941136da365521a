"""Where a user places landmarks otherwise than a model, measured on films that the user has done; and following that.

Ways are in mm in the head's frame: x towards the face, y down, however a film lies.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from cephview.core.accuracy import shrunk_median
from cephview.core.calibration import Calibration
from cephview.core.case import READ_BY_A_PERSON, Case
from cephview.core.head_shape import from_upright, lie_of, to_upright
from cephview.core.prediction import ModelIdentity, Prediction
from cephview.core.review_status import ReviewStatus, review_status
from cephview.core.sentences import Sentence, kept

if TYPE_CHECKING:
    from numpy.typing import NDArray

FEWEST_FILMS = 15
# Less is no habit worth a question: what counts as found in cephalometry is 2 mm.
WORTH_MM, WORTH_LEVEL = 1.0, 1.25
_MOST_LEVEL = 4.0


@dataclass(frozen=True)
class OwnHand:
    """By how many mm the user's points lie from those of the model with this SHA-256, by symbol, on `films` films.

    `level` is by how much a point of the model is then further off than it expects; `day` when that was measured.
    """

    model: str
    films: int
    offsets: Mapping[str, tuple[float, float]]
    level: float = 1.0
    day: str = ""

    @property
    def is_worth_following(self) -> bool:
        """Whether anything in it matters to a measurement."""
        return bool(self.notable) or self.level >= WORTH_LEVEL

    @property
    def notable(self) -> tuple[str, ...]:
        """The symbols whose offset matters, the largest first."""
        lengths = {symbol: float(np.hypot(*way)) for symbol, way in self.offsets.items()}
        return tuple(sorted((s for s, mm in lengths.items() if mm >= WORTH_MM), key=lambda s: -lengths[s]))

    def speaker(self, model: ModelIdentity) -> ModelIdentity:
        """The model that follows: another answer is another model, whose predictions are not the former's."""
        told = repr((sorted(self.offsets.items()), self.level))
        sha256 = hashlib.sha256(f"{model.sha256}{told}".encode()).hexdigest()
        return replace(model, name=kept("following-hand", model=model.name), sha256=sha256)


def following(prediction: Prediction, hand: OwnHand | None, calibration: Calibration | None) -> Prediction:
    """A prediction of the model itself, moved to where the user places its points; as it is without a hand.

    Nothing moves on a film whose mm per pixel are unknown, but what is expected to be off is the user's there too.
    """
    if hand is None:
        return prediction
    scheme, points = prediction.scheme, prediction.points
    if calibration is not None:
        turn = lie_of(calibration.to_mm(points), scheme)
        ways = np.array([hand.offsets.get(symbol, (0.0, 0.0)) for symbol in scheme.symbols])
        points = points + from_upright(ways, turn) / calibration.to_mm(np.ones(2))
    expected = prediction.expected_error
    return replace(
        prediction,
        points=points,
        model=hand.speaker(prediction.model),
        expected_error=None if expected is None else expected * hand.level,
    )


def measure_hand(cases: Iterable[Case], model: ModelIdentity, followed: OwnHand | None, day: str) -> OwnHand | None:
    """The user's hand on the films that are done, from the model itself; None where fewer than FEWEST_FILMS tell.

    `followed` is what the model follows by now: its predictions are counted back. A point that was only agreed to
    counts as one that lies where the model put it, so the ± never becomes smaller by it.
    """
    ways: list[dict[str, tuple[float, float, float]]] = []
    known = {model.sha256: None} | ({followed.speaker(model).sha256: followed} if followed else {})
    for case in cases:
        said = case.prediction.model.sha256 if case.prediction else ""
        if case.calibration is not None and said in known and review_status(case) is ReviewStatus.DONE:
            ways.append(_ways(case, case.calibration, known[said]))
    if len(ways) < FEWEST_FILMS:
        return None
    offsets, real, expected = {}, 0.0, 0.0
    for symbol in dict.fromkeys(symbol for film in ways for symbol in film):
        rows = np.array([film[symbol] for film in ways if symbol in film])
        way = (shrunk_median(rows[:, 0]), shrunk_median(rows[:, 1]))
        if np.hypot(*way) >= WORTH_MM / 4:
            offsets[symbol] = (round(way[0], 2), round(way[1], 2))
        told = np.isfinite(rows[:, 2])
        real += float(np.hypot(*(rows[told, :2] - way).T).sum())
        expected += float(rows[told, 2].sum())
    level = min(max(real / expected, 1.0), _MOST_LEVEL) if expected > 0 else 1.0
    return OwnHand(model.sha256, len(ways), offsets, round(level, 2), day)


def _ways(case: Case, calibration: Calibration, followed: OwnHand | None) -> dict[str, tuple[float, float, float]]:
    """By symbol of the points that the user has spoken of: the way from the model's own, and its ±, all in mm."""
    turn = lie_of(calibration.to_mm(case.points), case.scheme, calibration.to_mm(case.predicted_points))
    ways = to_upright(calibration.to_mm(case.points - case.predicted_points), turn)
    expected: NDArray[np.float64] = case.expected_errors_mm() / (followed.level if followed else 1.0)
    found = {}
    for symbol, (x, y), mm in zip(case.scheme.symbols, ways.tolist(), expected.tolist(), strict=True):
        if case.status(symbol) in READ_BY_A_PERSON and np.isfinite(x + y):
            dx, dy = followed.offsets.get(symbol, (0.0, 0.0)) if followed else (0.0, 0.0)
            found[symbol] = (x + dx, y + dy, mm)
    return found


def words(way: tuple[float, float]) -> str:
    """`4.0 mm lower`: a way as a person says it."""
    x, y = way
    parts = (
        (abs(x), Sentence("{mm:.1f} mm further forward" if x > 0 else "{mm:.1f} mm further back", mm=abs(x))),
        (abs(y), Sentence("{mm:.1f} mm lower" if y > 0 else "{mm:.1f} mm higher", mm=abs(y))),
    )
    told = [part for size, part in parts if size >= max(abs(x), abs(y)) / 3]
    return told[0] if len(told) == 1 else Sentence("{one} and {other}", one=told[0], other=told[1])
