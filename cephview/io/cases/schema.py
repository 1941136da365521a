"""What a case file and a journal hold, as pydantic checks it, and the way from and to the core's words.

A field more or less is another schema: the number in `file` goes up then, so that an older program says so and
drops nothing.
"""

from __future__ import annotations

from datetime import UTC
from typing import Annotated, Any, Generic, Self, TypeVar, cast

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, FiniteFloat
from pydantic import model_validator as validator
from pydantic_core import PydanticCustomError

from cephview.core.calibration import Calibration, CalibrationSource, calibration_source
from cephview.core.case import Edit
from cephview.core.catalogue import Landmark, Tissue, check_landmark
from cephview.core.landmarks import SCHEMES, Scheme
from cephview.core.patient import OLDEST, Patient, Sex
from cephview.core.turn import MAX_DEGREES, Turn
from cephview.io.cases.kept_words import NEWER, Words, unicode


def _unicode(text: object) -> object:
    # Linux allows file names that are no Unicode; JSON does not.
    return unicode(text) if isinstance(text, str) else text


def _in_order(symbols: object) -> object:
    return sorted(symbols) if isinstance(symbols, frozenset) else symbols


def _key(source: object) -> object:
    return source.key if isinstance(source, CalibrationSource) else source


def _known(key: str) -> str:
    if calibration_source(key) is None:
        raise PydanticCustomError(NEWER, "an unknown source of calibration")
    return key


Text = Annotated[str, BeforeValidator(_unicode)]
Symbols = Annotated[tuple[Text, ...], BeforeValidator(_in_order)]
Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Time = Annotated[AwareDatetime, AfterValidator(lambda time: time.astimezone(UTC))]


Known = TypeVar("Known")


class Stored(BaseModel):
    """What is kept: immutable, and nothing in it that the schema does not name."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Alike(Stored, Generic[Known]):
    """What has the fields of a class of the core, `Alike[Turn]`: by their names alone one becomes the other."""

    @classmethod
    def of(cls, known: Known) -> Self:
        """From the core."""
        return cls.model_validate(known, from_attributes=True)

    def core(self) -> Known:
        """To the core. Raises ValueError where that refuses a value."""
        fields = {name: _core(getattr(self, name)) for name in type(self).model_fields if name != "kind"}
        made: Known = core_class(type(self))(**fields)
        return made


def core_class(stored: type[BaseModel]) -> Any:
    """The class of the core that an `Alike` is alike."""
    return next(
        each.__pydantic_generic_metadata__["args"][0]
        for each in stored.__mro__
        if issubclass(each, BaseModel) and each.__pydantic_generic_metadata__["args"]
    )


def _core(value: Any) -> Any:
    return value.core() if isinstance(value, Alike) else value


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


class StoredCalibration(Alike[Calibration]):
    """A calibration in mm per px; its source as the key of `CalibrationSource`."""

    mm_per_px_x: float
    mm_per_px_y: float
    source: Annotated[str, AfterValidator(_known), BeforeValidator(_key)]
    detail: Words = ""

    @validator(mode="after")
    def _in_range(self) -> Self:
        self.core()
        return self

    def core(self) -> Calibration:
        """To the core. Raises ValueError outside its range."""
        source = calibration_source(self.source)
        assert source is not None
        return Calibration(self.mm_per_px_x, self.mm_per_px_y, source, self.detail)


class StoredEdit(Alike[Edit]):
    """An edit of one landmark; the point in film px."""

    point: tuple[FiniteFloat, FiniteFloat] | None = None
    confirmed: bool = False
    visible: bool = True
    estimated: Annotated[FiniteFloat, Field(ge=0)] | None = None
    constructed: bool = False


class StoredTurn(Alike[Turn]):
    """How the film is looked at: mirrored, then turned clockwise by quarters of 90° and by degrees."""

    quarters: Annotated[int, Field(ge=0, le=3)] = 0
    degrees: Annotated[FiniteFloat, Field(ge=-MAX_DEGREES, le=MAX_DEGREES)] = 0.0
    mirrored: bool = False


class StoredPatient(Alike[Patient]):
    """What norms depend on: sex, age at the film in years, population; never a name."""

    sex: Sex = ""
    age: Annotated[FiniteFloat, Field(ge=0, le=OLDEST)] | None = None
    population: Text = ""


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
