"""CephView's own CSV: the exported points become a reference, those that a person placed, corrected or confirmed."""

from __future__ import annotations

import numpy as np

from cephview.core.case import READ_BY_A_PERSON
from cephview.core.errors import CephViewError
from cephview.core.reference import Reference
from cephview.core.sentences import Sentence
from cephview.io.annotations.document import Document
from cephview.io.tables.export_reader import ExportedCase, is_export, parse_csv

TITLE = "CSV of CephView"


class NoReadingError(CephViewError):
    """A table in which nobody has placed, corrected or confirmed a point: the model's word, and no reading."""


def recognises(document: Document) -> bool:
    """Whether the table has the columns of CephView's own."""
    return is_export(document.text)


def is_such(document: Document) -> bool:
    """As `recognises`; of another table, which no format knows, a sentence on those that are known is raised."""
    if not recognises(document):
        document.fail(
            "is a table that is not understood: known are a row a landmark (name, x, y), a row a film (S_x, S_y, …), "
            "and what CephView, DeepLabCut, napari, VIA and 3D Slicer write; export it so"
        )
    return True


def read(document: Document) -> Reference:
    """What a person read, in the export of `document.film` or of its only film; predicted rows are missing.

    Raises NoReadingError where all of it is the model's, CephViewError where it is not clear which film's it is.
    """
    cases = parse_csv(document.text, document.path.name)
    name = document.only_film(cases)
    case = cases[name] if name is not None else next(iter(cases.values()))
    return _reading(document, case)


def _reading(document: Document, case: ExportedCase) -> Reference:
    own = np.array([status in READ_BY_A_PERSON for status in case.statuses])
    if not own.any():
        raise NoReadingError(
            "{name} holds what a model predicted of {image}; nobody corrected, confirmed or placed a point "
            "in it, so it is no reading: choose another file.",
            name=document.path.name,
            image=case.image,
        )
    notes = []
    if not document.is_this_film(case.image):
        notes.append(Sentence("exported from {image}, a film of another name", image=case.image))
    predicted = np.isfinite(case.points[:, 0]) & ~own
    if predicted.any():
        symbols = ", ".join(np.array(case.scheme.symbols)[predicted].tolist())
        notes.append(Sentence("{symbols} are the model's and nobody touched them: left out", symbols=symbols[:80]))
    return document.reference(case.scheme, np.where(own[:, None], case.points, np.nan), tuple(notes))
