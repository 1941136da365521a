"""Who is on a film: what a norm depends on is kept with the case; the name is asked for apart and kept nowhere.

Neither is ever part of an export, unless somebody asks for it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from cephview.core.sentences import Sentence, marked, together

Sex = Literal["", "female", "male"]
OLDEST = 120.0
_YEAR = 365.2425
_SEXES = {"female": Sentence(marked("female")), "male": Sentence(marked("male"))}


@dataclass(frozen=True)
class Patient:
    """What norms depend on; unknown is empty or None. Never assumed: somebody said it, or a DICOM file did.

    `age` in years at the time of the film. `population` in the words in which norms were published. No field is part of
    the repr: it ends in logs and tracebacks, where a patient has no place. Raises ValueError for an age beyond 120.
    """

    sex: Sex = field(default="", repr=False)
    age: float | None = field(default=None, repr=False)
    population: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        if self.age is not None and not 0 <= self.age <= OLDEST:
            raise ValueError("an age is 0 to 120 years")

    @property
    def is_known(self) -> bool:
        """Whether anything is said."""
        return self != NOBODY

    def describe(self) -> str:
        """`female, 12.5 years, Iranian`; what is unknown is left out."""
        age = "" if self.age is None else age_text(self.age)
        return together((_SEXES.get(self.sex, ""), age, self.population), ", ")


NOBODY = Patient()


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

    @property
    def patient(self) -> Patient:
        """What of it norms depend on; a DICOM file knows no population. O (other) and dates in disorder say nothing."""
        sex: Sex = "female" if self.sex.upper() == "F" else "male" if self.sex.upper() == "M" else ""
        if self.birth_date is None or self.study_date is None:
            return Patient(sex)
        age = round((self.study_date - self.birth_date).days / _YEAR, 1)
        return Patient(sex, age if 0 < age <= OLDEST else None)


def age_text(age: float) -> str:
    """`12.5 years`, `9 years`."""
    return Sentence("{age:g} year" if age == 1 else "{age:g} years", age=round(age, 1))
