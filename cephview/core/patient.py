"""Who is on a film: asked for apart from the film, shown when wished, and never part of a case or an export."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class PatientInfo:
    """What a DICOM file says of the patient; unknown is empty or None.

    No field is part of the repr: it ends in logs and tracebacks, where a patient has no place.
    """

    name: str = field(default="", repr=False)
    patient_id: str = field(default="", repr=False)
    birth_date: date | None = field(default=None, repr=False)
    sex: str = field(default="", repr=False)
    study_date: date | None = field(default=None, repr=False)
