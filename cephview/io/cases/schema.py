"""What a case file and a journal hold, as pydantic checks it, and the way from and to the core's words.

A field more or less is another schema: the number in `case_file` goes up then, so that an older program says so and
drops nothing.
"""

from __future__ import annotations

import math
from datetime import UTC
from typing import Annotated, Any, Literal, Self, cast

import numpy as np
from numpy.typing import NDArray
from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, FiniteFloat
from pydantic import model_validator as validator
from pydantic_core import PydanticCustomError

from cephview.core.calibration import Calibration, calibration_source
from cephview.core.case import Edit, ModelIdentity, Prediction
from cephview.core.catalogue import Landmark, Tissue, check_landmark
from cephview.core.error_shape import ErrorShape
from cephview.core.history import (
    CalibrationSet,
    Change,
    Entry,
    LandmarksAdded,
    LandmarkSet,
    LocksSet,
    PatientSet,
    Step,
    TurnSet,
)
from cephview.core.landmarks import SCHEMES, Scheme
from cephview.core.patient import OLDEST, Patient, Sex
from cephview.core.turn import MAX_DEGREES, Turn
from cephview.io.cases.kept_words import NEWER, Words, unicode


def _unicode(text: object) -> object:
    # Linux allows file names that are no Unicode; JSON does not.
    return unicode(text) if isinstance(text, str) else text


def _known(key: str) -> str:
    if calibration_source(key) is None:
        raise PydanticCustomError(NEWER, "an unknown source of calibration")
    return key


Text = Annotated[str, BeforeValidator(_unicode)]
Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Time = Annotated[AwareDatetime, AfterValidator(lambda time: time.astimezone(UTC))]


class Stored(BaseModel):
    """What is kept: immutable, and nothing in it that the schema does not name."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class StoredFilm(Stored):
    """Which film: name without folders, (width, height) in px, SHA-256 of the file, and of the pixels where known."""

    name: Text
    size: tuple[int, int]
    sha256: Hash
    pixels: Hash | None = None

    def is_film(self, other: StoredFilm) -> bool:
        """Whether both are the same film: the same file, or the same picture whatever the file."""
        return self.size == other.size and self.has_hash(other.sha256, other.pixels)

    def has_hash(self, sha256: str, pixels: str | None) -> bool:
        """Whether either hash is that of this film: of its file, or of its pixels."""
        return self.sha256 == sha256 or (self.pixels is not None and self.pixels == pixels)


class StoredCalibration(Stored):
    """A calibration in mm per px; its source as the key of `CalibrationSource`."""

    mm_per_px_x: float
    mm_per_px_y: float
    source: Annotated[str, AfterValidator(_known)]
    detail: Words = ""

    @classmethod
    def of(cls, known: Calibration | None) -> StoredCalibration | None:
        """From the core; unknown stays None."""
        if known is None:
            return None
        x, y = known.mm_per_px_x, known.mm_per_px_y
        return cls(mm_per_px_x=x, mm_per_px_y=y, source=known.source.key, detail=known.detail)

    @validator(mode="after")
    def _in_range(self) -> Self:
        self.core()
        return self

    def core(self) -> Calibration:
        """To the core. Raises ValueError outside its range."""
        source = calibration_source(self.source)
        assert source is not None
        return Calibration(self.mm_per_px_x, self.mm_per_px_y, source, self.detail)


class StoredEdit(Stored):
    """An edit of one landmark; the point in film px."""

    point: tuple[FiniteFloat, FiniteFloat] | None = None
    confirmed: bool = False
    visible: bool = True
    estimated: Annotated[FiniteFloat, Field(ge=0)] | None = None
    constructed: bool = False

    @classmethod
    def of(cls, edit: Edit) -> StoredEdit:
        """From the core."""
        return cls(
            point=edit.point,
            confirmed=edit.confirmed,
            visible=edit.visible,
            estimated=edit.estimated,
            constructed=edit.constructed,
        )

    def core(self) -> Edit:
        """To the core."""
        return Edit(self.point, self.confirmed, self.visible, self.estimated, self.constructed)


class StoredTurn(Stored):
    """How the film is looked at: mirrored, then turned clockwise by quarters of 90° and by degrees."""

    quarters: Annotated[int, Field(ge=0, le=3)] = 0
    degrees: Annotated[FiniteFloat, Field(ge=-MAX_DEGREES, le=MAX_DEGREES)] = 0.0
    mirrored: bool = False

    @classmethod
    def of(cls, turn: Turn) -> StoredTurn:
        """From the core."""
        return cls(quarters=turn.quarters % 4, degrees=turn.degrees, mirrored=turn.mirrored)

    def core(self) -> Turn:
        """To the core."""
        return Turn(self.quarters, self.degrees, self.mirrored)


class StoredScheme(Stored):
    """A scheme with its symbols, since a model may bring one that no table knows."""

    name: Text
    title: Text = ""  # of one that no table knows
    symbols: tuple[Text, ...]

    @classmethod
    def of(cls, scheme: Scheme) -> StoredScheme:
        """From the core."""
        return cls(name=scheme.name, title=scheme.title, symbols=scheme.symbols)

    @validator(mode="before")
    @classmethod
    def _untitled(cls, data: Any) -> Any:
        known = SCHEMES.get(str(data.get("name"))) if isinstance(data, dict) else None
        told = (data.get("title"), list(data.get("symbols") or ())) if known else None
        return {**data, "title": ""} if known and told == (known.title, list(known.symbols)) else data

    def core(self) -> Scheme:
        """To the core: the known scheme where it is one."""
        known = SCHEMES.get(self.name)
        if known and known.symbols == self.symbols and not self.title:
            return known
        return Scheme(self.name, self.title or self.name, self.symbols)


class StoredLandmark(Stored):
    """A landmark that somebody made up, as the catalogue has it: the case can be read where nobody else knows it."""

    symbol: Text
    name: Text
    tissue: Text = "hard"
    definition: Text = ""
    aliases: tuple[Text, ...] = ()
    construction: Text = ""

    @classmethod
    def of(cls, landmark: Landmark) -> StoredLandmark:
        """From the core."""
        return cls(
            symbol=landmark.symbol,
            name=landmark.name,
            tissue=landmark.tissue,
            definition=landmark.definition,
            aliases=landmark.aliases,
            construction=landmark.construct,
        )

    @validator(mode="after")
    def _sound(self) -> Self:
        if wrong := check_landmark(self.core()):
            raise ValueError(wrong)
        return self

    def core(self) -> Landmark:
        """To the core."""
        tissue = cast(Tissue, self.tissue)
        return Landmark(self.symbol, self.name, self.aliases, tissue, self.definition, construct=self.construction)


class StoredErrorShape(Stored):
    """How a model's errors lie together: the products' upper triangle, row by row."""

    symbols: tuple[Text, ...]
    upper: tuple[FiniteFloat, ...]

    @classmethod
    def of(cls, shape: ErrorShape | None) -> StoredErrorShape | None:
        """From the core; none stays None."""
        if shape is None:
            return None
        upper = shape.products[np.triu_indices(len(shape.products))]
        return cls(symbols=shape.symbols, upper=tuple(np.round(upper, 4).tolist()))

    @validator(mode="after")
    def _one_a_pair(self) -> Self:
        size = 2 * len(self.symbols)
        if len(self.upper) != size * (size + 1) // 2:
            raise ValueError("errors have a product for each two of their parts")
        return self

    def core(self) -> ErrorShape:
        """To the core."""
        size = 2 * len(self.symbols)
        products = np.zeros((size, size))
        products[np.triu_indices(size)] = self.upper
        return ErrorShape(self.symbols, products + np.triu(products, 1).T)


class StoredPrediction(Stored):
    """A prediction: points in film px and confidence in 0-1 in the order of the scheme; missing is None."""

    scheme: StoredScheme
    points: tuple[tuple[FiniteFloat | None, FiniteFloat | None], ...]
    confidence: tuple[FiniteFloat | None, ...]
    expected_error: tuple[FiniteFloat | None, ...] | None = None
    notes: tuple[Words, ...] = ()
    seconds: FiniteFloat
    model: Words
    model_sha256: Text
    assumptions: tuple[Words, ...]
    error_shape: StoredErrorShape | None = None

    @classmethod
    def of(cls, prediction: Prediction | None) -> StoredPrediction | None:
        """From the core; none stays None."""
        if prediction is None:
            return None
        return cls(
            scheme=StoredScheme.of(prediction.scheme),
            points=tuple((_number(x), _number(y)) for x, y in prediction.points.tolist()),
            confidence=tuple(_number(value) for value in prediction.confidence.tolist()),
            expected_error=_numbers(prediction.expected_error),
            notes=prediction.notes,
            seconds=prediction.seconds,
            model=prediction.model.name,
            model_sha256=prediction.model.sha256,
            assumptions=prediction.model.assumptions,
            error_shape=StoredErrorShape.of(prediction.error_shape),
        )

    @validator(mode="after")
    def _one_a_symbol(self) -> Self:
        if not len(self.points) == len(self.confidence) == len(self.scheme.symbols):
            raise ValueError("a prediction has one point and one confidence a landmark")
        if self.expected_error is not None and len(self.expected_error) != len(self.points):
            raise ValueError("a prediction has one expected error a landmark, or none")
        return self

    def core(self) -> Prediction:
        """To the core."""
        points = _floats(self.points).reshape(-1, 2)
        model = ModelIdentity(self.model, self.model_sha256, self.assumptions)
        expected = None if self.expected_error is None else _floats(self.expected_error)
        shape = self.error_shape.core() if self.error_shape else None
        return Prediction(
            self.scheme.core(), points, _floats(self.confidence), model, self.seconds, expected, self.notes, shape
        )


class StoredEntry(Stored):
    """One line of the history; time in UTC, `who` empty where no name was set."""

    at: Time
    text: Words
    who: Text = ""

    @classmethod
    def of(cls, entry: Entry) -> StoredEntry:
        """From the core."""
        return cls(at=entry.at, text=entry.text, who=entry.who)

    def core(self) -> Entry:
        """To the core."""
        return Entry(self.at, self.text, self.who)


class StoredLandmarkSet(Stored):
    """A landmark's edit became this, or none."""

    kind: Literal["landmark"] = "landmark"
    symbol: Text
    edit: StoredEdit


class StoredCalibrationSet(Stored):
    """The calibration became this, or unknown."""

    kind: Literal["calibration"] = "calibration"
    calibration: StoredCalibration | None


class StoredTurnSet(Stored):
    """The film was turned."""

    kind: Literal["turn"] = "turn"
    turn: StoredTurn


class StoredLocksSet(Stored):
    """These landmarks are locked, and no others."""

    kind: Literal["locks"] = "locks"
    locked: tuple[Text, ...]


class StoredPatient(Stored):
    """What norms depend on: sex, age at the film in years, population; never a name."""

    sex: Sex = ""
    age: Annotated[FiniteFloat, Field(ge=0, le=OLDEST)] | None = None
    population: Text = ""

    @classmethod
    def of(cls, patient: Patient) -> StoredPatient:
        """From the core."""
        return cls(sex=patient.sex, age=patient.age, population=patient.population)

    def core(self) -> Patient:
        """To the core."""
        return Patient(self.sex, self.age, self.population)


class StoredPatientSet(Stored):
    """The patient is known to be this."""

    kind: Literal["patient"] = "patient"
    patient: StoredPatient


class StoredLandmarksAdded(Stored):
    """The case has these landmarks besides its model's."""

    kind: Literal["added"] = "added"
    added: tuple[Text, ...]


StoredChange = (
    StoredLandmarkSet | StoredCalibrationSet | StoredTurnSet | StoredLocksSet | StoredPatientSet | StoredLandmarksAdded
)


class StoredStep(StoredEntry):
    """A step of the journal: an entry with the state that it left behind."""

    change: Annotated[StoredChange, Field(discriminator="kind")]

    @classmethod
    def of_step(cls, step: Step) -> StoredStep:
        """From the core."""
        return cls(at=step.at, text=step.text, who=step.who, change=_stored(step.change))

    def step(self) -> Step:
        """To the core."""
        return Step(self.at, self.text, _change(self.change), self.who)


def _stored(change: Change) -> StoredChange:
    match change:
        case LandmarkSet(symbol, edit):
            return StoredLandmarkSet(symbol=symbol, edit=StoredEdit.of(edit))
        case CalibrationSet(calibration):
            return StoredCalibrationSet(calibration=StoredCalibration.of(calibration))
        case TurnSet(turn):
            return StoredTurnSet(turn=StoredTurn.of(turn))
        case LocksSet(locked):
            return StoredLocksSet(locked=tuple(sorted(locked)))
        case PatientSet(patient):
            return StoredPatientSet(patient=StoredPatient.of(patient))
        case LandmarksAdded(added):
            return StoredLandmarksAdded(added=added)


def _change(stored: StoredChange) -> Change:
    match stored:
        case StoredLandmarkSet():
            return LandmarkSet(stored.symbol, stored.edit.core())
        case StoredCalibrationSet():
            return CalibrationSet(stored.calibration.core() if stored.calibration else None)
        case StoredTurnSet():
            return TurnSet(stored.turn.core())
        case StoredLocksSet():
            return LocksSet(frozenset(stored.locked))
        case StoredPatientSet():
            return PatientSet(stored.patient.core())
        case StoredLandmarksAdded():
            return LandmarksAdded(stored.added)


def _number(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _numbers(values: NDArray[np.float64] | None) -> tuple[float | None, ...] | None:
    return None if values is None else tuple(_number(value) for value in values.tolist())


def _floats(values: Any) -> NDArray[np.float64]:
    return np.array(values, dtype=np.float64)
