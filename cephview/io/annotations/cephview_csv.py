"""CephView's own CSV: the exported points become a reference."""

from __future__ import annotations

from cephview.core.case import Reference
from cephview.io.annotations.document import Document
from cephview.io.export_reader import parse_csv

TITLE = "CSV of CephView"


def read(document: Document) -> Reference:
    """The current points of the export of `document.film`, or of its only film. Raises CephViewError otherwise."""
    cases = parse_csv(document.text, document.path.name)
    case = cases.get(document.film or "")
    notes: tuple[str, ...] = ()
    if case is None:
        if len(cases) > 1:
            which = f"none is {document.film}: rename the film" if document.film else "open the film first"
            document.fail(f"holds {len(cases)} films, {which}")
        case = next(iter(cases.values()))
        if document.film is not None:
            notes = (f"exported from {case.image}, a film of another name",)
    return document.reference(case.scheme, case.points, notes)
