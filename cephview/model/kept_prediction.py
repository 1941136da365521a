"""What a model says of a film, asked once: predictions are kept over a restart."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cephview.core.calibration import Calibration
from cephview.core.own_hand import following
from cephview.core.prediction import Prediction
from cephview.core.radiograph import Radiograph
from cephview.io.cases.prediction_store import PredictionStore

if TYPE_CHECKING:
    from cephview.io.cases.schema import StoredFilm
    from cephview.model.predictor import Predictor


def predict(
    predictor: Predictor,
    radiograph: Radiograph,
    film: StoredFilm | None,
    kept: PredictionStore | None,
    *,
    anew: bool = False,
    note: tuple[str, ...] = (),
    calibration: Calibration | None = None,
) -> Prediction:
    """What the model says of a film: what it said before where that was kept, else it is asked, and that is kept.

    Kept are the model's own points; back come those that follow the user's hand, where the model does (by the
    `calibration`, or that of the film itself).

    With a `note`, how the film was given to it otherwise than it is (as shown), nothing is looked up and nothing kept.
    """
    if film is None or kept is None or note:
        prediction = predictor.predict(radiograph)
        noted = replace(prediction, notes=(*note, *prediction.notes)) if note else prediction
        return following(noted, predictor.hand, calibration or radiograph.calibration)
    known = None if anew else kept.find(film, predictor.identity.sha256)
    if known is None:
        known = predictor.predict(radiograph)
        kept.keep(film, known)
    return following(known, predictor.hand, calibration or radiograph.calibration)
