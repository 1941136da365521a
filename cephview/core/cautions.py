"""What a user has to know before they believe the figures of a case: window, command line and tables say the same."""

from __future__ import annotations

from cephview.core.calibration import nasion_menton_warning
from cephview.core.case import Case
from cephview.core.ruler.points import ruler_offer


def cautions(case: Case) -> tuple[str, ...]:
    """Sentences on the case's millimetres, on a face of impossible size, and on the prediction."""
    source = case.calibration.source if case.calibration else None
    size = nasion_menton_warning(case.points, case.scheme, case.calibration)
    notes = case.prediction.notes if case.prediction else ()
    return tuple(filter(None, (source.warning if source else "", size, *notes)))


def all_notes(case: Case) -> tuple[str, ...]:
    """The same, after how the film was read, and what the ruler's points offer: what a table says in one cell."""
    return tuple(filter(None, dict.fromkeys((*case.radiograph.notes, *cautions(case), ruler_offer(case)))))
