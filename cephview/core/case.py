"""A case: radiograph, prediction, references and edits, as layers of their own; the current points are derived."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from cephview.core.accuracy import radial_errors_mm, radial_errors_px
from cephview.core.calibration import Calibration
from cephview.core.derived_landmarks import construct
from cephview.core.error_shape import readers_sd_mm
from cephview.core.geometry import Points
from cephview.core.landmarks import ISBI_19, RULER_POINTS, Scheme
from cephview.core.patient import NOBODY, Patient
from cephview.core.plus_minus import RADIUS_OF_MEAN, RADIUS_OF_SD
from cephview.core.prediction import PredictedIn, Prediction, predicted_in
from cephview.core.radiograph import Radiograph
from cephview.core.reference import Reference
from cephview.core.turn import UPRIGHT, Turn

if TYPE_CHECKING:
    from numpy.typing import NDArray

Point = tuple[float, float]


class Status(StrEnum):
    """What a landmark's current point is; the words of the CSV."""

    PREDICTED = "predicted"
    CORRECTED = "corrected"
    CONFIRMED = "confirmed"
    PLACED = "placed"
    ESTIMATED = "estimated"  # taken over from where the others expect it, without the eye's having looked
    CONSTRUCTED = "constructed"  # follows from other landmarks
    NOT_VISIBLE = "not_visible"
    MISSING = "missing"


# A point that nobody touched is the model's, and says nothing of a reader.
READ_BY_A_PERSON = frozenset({Status.CORRECTED, Status.CONFIRMED, Status.PLACED})


@dataclass(frozen=True)
class Edit:
    """What the orthodontist said of a landmark: a point of theirs in film px, agreement, or that it cannot be seen.

    A confirmed point is the one that was agreed with; case files of before hold none, and follow the prediction. An
    `estimated` point was taken over from an estimate, which was expected to be so far off, film px. A `constructed`
    landmark has no point of its own: it follows those that the catalogue constructs it from.
    """

    point: Point | None = None
    confirmed: bool = False
    visible: bool = True
    estimated: float | None = None
    constructed: bool = False

    @property
    def follows(self) -> bool:
        """Whether the point goes with others that are moved: an estimate, or a construction."""
        return self.constructed or self.estimated is not None


NO_EDIT = Edit()


@dataclass(frozen=True, eq=False)
class Case:
    """All that is known of one film. Immutable: a change is a new case with the other layers shared.

    What is derived is computed once a case; the arrays are not to be written to. `turn` is how the film is looked at:
    points and exports stay in the film frame. `locked` are the symbols of landmarks that no edit may change.

    A case's landmarks are its own: `scheme` has those of the model (`base`), behind them what the user `added` or
    touched, and what the readings have besides.
    """

    radiograph: Radiograph
    base: Scheme = ISBI_19
    calibration: Calibration | None = None
    prediction: Prediction | None = None
    references: tuple[Reference, ...] = ()
    reference: Reference | None = None
    edits: Mapping[str, Edit] = field(default_factory=dict)
    turn: Turn = UPRIGHT
    locked: frozenset[str] = frozenset()
    patient: Patient = NOBODY
    added: tuple[str, ...] = ()

    @cached_property
    def scheme(self) -> Scheme:
        """The case's landmarks. However it comes to be (another model, a step), nothing that was touched drops out."""
        read = (s for reference in self.references for s in reference.scheme.symbols if s not in RULER_POINTS)
        return self.base.with_landmarks((*self.added, *self.edits, *read))

    @cached_property
    def reviewed(self) -> tuple[str, ...]:
        """The landmarks that are to be looked at for the film to be done: not those that only a reading has."""
        own = {*self.base.symbols, *self.added, *self.edits}
        return tuple(symbol for symbol in self.scheme.symbols if symbol in own)

    def edit(self, symbol: str) -> Edit:
        """The edit of a landmark; an empty one where it was not touched."""
        return self.edits.get(symbol, NO_EDIT)

    def with_edit(self, symbol: str, edit: Edit) -> Case:
        """The case with one landmark's edit replaced (or removed, where `edit` is empty)."""
        edits = {key: value for key, value in self.edits.items() if key != symbol}
        if edit != NO_EDIT:
            edits[symbol] = edit
        return replace(self, edits=edits)

    def with_prediction(self, prediction: Prediction) -> Case:
        """The case with a prediction beneath the edits: it changes no point that the user touched."""
        return replace(self, prediction=prediction, base=prediction.scheme)

    @property
    def predicted_points(self) -> Points:
        """The model's points (n, 2) in film px, in the case's scheme; NaN where there is none."""
        return self._predicted.points

    @property
    def confidence(self) -> NDArray[np.float64]:
        """The model's confidence (n,) in 0-1, in the case's scheme; NaN where there is none."""
        return self._predicted.confidence

    @property
    def expected_errors_px(self) -> NDArray[np.float64]:
        """How far off (n,) in film px each predicted point is expected to be; NaN where the model cannot say."""
        return self._predicted.expected_error

    @cached_property
    def _predicted(self) -> PredictedIn:
        return predicted_in(self.scheme, self.prediction)

    @cached_property
    def unsettled_errors_px(self) -> NDArray[np.float64]:
        """The same where nobody has looked at the current point: the model's, or one that was estimated; else NaN."""
        errors = self.expected_errors_px.copy()
        for symbol, edit in self.edits.items():
            errors[self.scheme.index(symbol)] = np.nan if edit.estimated is None else edit.estimated
        return errors

    @cached_property
    def read_by_somebody(self) -> frozenset[str]:
        """The landmarks whose current point somebody looked at: moved, placed or confirmed."""
        return frozenset(symbol for symbol in self.edits if self.status(symbol) in READ_BY_A_PERSON)

    def expected_errors_mm(self) -> NDArray[np.float64]:
        """The same in mm, at the mean of the two spacings; NaN throughout without a calibration."""
        if self.calibration is None:
            return np.full(len(self.scheme), np.nan)
        return self.expected_errors_px * self.calibration.mean_mm_per_px

    @cached_property
    def plus_minus_px(self) -> NDArray[np.float64]:
        """The ± (n,) of the current points in film px (see `core.plus_minus`): the model's, an estimate's, or a
        reader's own where somebody has looked; NaN where nothing is known, as a reader's is without a calibration.
        """
        radii = self.unsettled_errors_px * RADIUS_OF_MEAN
        if self.calibration is not None:
            for symbol in self.read_by_somebody:
                radii[self.scheme.index(symbol)] = (
                    RADIUS_OF_SD * readers_sd_mm(symbol) / self.calibration.mean_mm_per_px
                )
        return radii

    def plus_minus_mm(self) -> NDArray[np.float64]:
        """The same in mm, at the mean of the two spacings; NaN throughout without a calibration."""
        if self.calibration is None:
            return np.full(len(self.scheme), np.nan)
        return self.plus_minus_px * self.calibration.mean_mm_per_px

    @cached_property
    def doubt(self) -> NDArray[np.float64]:
        """What the review goes by, (n,), the larger the more doubtful: the expected error, or 1 less the confidence."""
        errors = self.expected_errors_px
        return errors if np.isfinite(errors).any() else 1.0 - self.confidence

    @cached_property
    def points(self) -> Points:
        """The current points (n, 2) in film px: the edit where there is one, else the prediction, else NaN."""
        points = self.predicted_points.copy()
        for i, symbol in enumerate(self.scheme.symbols):
            edit = self.edit(symbol)
            if not edit.visible:
                points[i] = np.nan
            elif edit.point is not None:
                points[i] = edit.point
        constructed = [symbol for symbol, edit in self.edits.items() if edit.constructed]
        if not constructed:
            return points
        known = self.calibration
        return construct(points, self.scheme, constructed, known.mm_per_px_y / known.mm_per_px_x if known else 1.0)

    @cached_property
    def reference_points(self) -> Points:
        """The chosen reference's points (n, 2) in film px, in the case's scheme; NaN where there is none."""
        if self.reference is None:
            return np.full((len(self.scheme), 2), np.nan)
        return self.scheme.take(self.reference.points, self.reference.scheme)

    def agreement(self, symbol: str) -> Edit:
        """The edit that confirms a predicted landmark: it keeps the point, so that no later prediction moves it."""
        x, y = self.predicted_points[self.scheme.index(symbol)].tolist()
        return Edit(point=(x, y), confirmed=True)

    def status(self, symbol: str) -> Status:
        """What the current point of a landmark is; missing where the case lacks it."""
        edit = self.edit(symbol)
        if symbol not in self.scheme:
            return Status.MISSING
        has_prediction = self._predicted.known[self.scheme.index(symbol)]
        if not edit.visible:
            return Status.NOT_VISIBLE
        if edit.constructed:
            return Status.CONSTRUCTED
        if edit.point is not None:
            if edit.estimated is not None:
                return Status.ESTIMATED
            if edit.confirmed:
                return Status.CONFIRMED
            return Status.CORRECTED if has_prediction else Status.PLACED
        if not has_prediction:
            return Status.MISSING
        return Status.CONFIRMED if edit.confirmed else Status.PREDICTED

    def errors_px(self) -> NDArray[np.float64]:
        """Distances (n,) in px of the current points to the reference; NaN where either is missing, estimated, or no
        anatomy.
        """
        errors = radial_errors_px(self.points, self.reference_points)
        return np.where(self._compared, errors, np.nan)

    def errors_mm(self) -> NDArray[np.float64] | None:
        """Distances (n,) in mm of the current points to the reference; None without a calibration."""
        if self.calibration is None:
            return None
        errors = radial_errors_mm(self.points, self.reference_points, self.calibration)
        return np.where(self._compared, errors, np.nan)

    @cached_property
    def _compared(self) -> NDArray[np.bool_]:
        # An estimate that nobody has looked at is neither the model's point nor a reader's.
        looked_at = [self.edit(symbol).estimated is None for symbol in self.scheme.symbols]
        return self.scheme.anatomical & np.array(looked_at, np.bool_)

    def corrections_px(self) -> NDArray[np.float64]:
        """How far (n,) in px each current point lies from the prediction; NaN where there is no prediction."""
        return radial_errors_px(self.points, self.predicted_points)

    def corrections_mm(self) -> NDArray[np.float64]:
        """The same in mm; NaN throughout without a calibration."""
        if self.calibration is None:
            return np.full(len(self.scheme), np.nan)
        return radial_errors_mm(self.points, self.predicted_points, self.calibration)
