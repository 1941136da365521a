"""The case file: all layers of a case as JSON, with a checksum, saved atomically.

It lies beside the film and keeps the film's whole name (`151.jpg` → `151.jpg.ceph.json`), so that `151.jpg` and
`151.bmp` have a case each, and the two files stay neighbours in a folder's list.

A file that cannot be used is never written over: `CaseStore` leaves it as it is and saves under the next number
(`151.jpg.ceph-2.json`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import ValidationError

import cephview
from cephview.core.case import NO_EDIT, Case
from cephview.core.catalogue import LANDMARKS
from cephview.core.errors import CephViewError
from cephview.core.geometry import Size
from cephview.core.history import HistoryEntry, LandmarkSet, Step
from cephview.core.radiograph import Radiograph
from cephview.io.cases.kept_words import NEWER, Words
from cephview.io.cases.predictions import StoredPrediction
from cephview.io.cases.schema import (
    Hash,
    Stored,
    StoredCalibration,
    StoredEdit,
    StoredFilm,
    StoredLandmark,
    StoredPatient,
    StoredScheme,
    StoredTurn,
    Text,
    Time,
)
from cephview.io.cases.steps import StoredEntry, layer_of
from cephview.io.films.pixels import pixel_hash
from cephview.io.patience import is_held, when_free
from cephview.io.reading import read_bytes

# 2 added the turn of the film and the locked landmarks; 3 the hash of the pixels, and what was passed over; 4 what
# norms depend on of the patient; 5 the landmarks that a case has besides its model's, those that somebody made up, and
# estimated and constructed points; 6 kinds with their fields where English sentences were (`kept_words`).
SCHEMA = 6
CASE_LIMIT = 200 << 20


class NewerCaseFile(CephViewError):
    """The file is of a later version of CephView."""


class DamagedCaseFile(CephViewError):
    """The file is no case file, or not as it was written."""


class FilmChanged(CephViewError):
    """The case is of another film than the one that lies there now."""


class StoredExport(Stored):
    """The last export: its path, and whether no edit came after it."""

    path: Text
    clean: bool


class Absorbed(Stored):
    """The first `steps` steps of the journal that began on the case file of hash `base` are in the case."""

    base: Text
    steps: int


class StoredCase(Stored):
    """A case as it is kept: everything but the pixels and the references' points, which lie in files of their own."""

    program: Text
    saved: Time
    film: StoredFilm
    scheme: StoredScheme
    calibration: StoredCalibration | None
    prediction: StoredPrediction | None
    reference: Words
    edits: dict[Text, StoredEdit]
    turn: StoredTurn
    locked: tuple[Text, ...]
    patient: StoredPatient = StoredPatient()
    added: tuple[Text, ...] = ()
    definitions: tuple[StoredLandmark, ...] = ()  # of its landmarks that CephView does not bring along
    history: tuple[StoredEntry, ...]
    exported: StoredExport | None = None
    absorbed: Absorbed | None = None
    passed_over: tuple[Hash, ...] = ()  # marks of other work of this film that the user knows of, see `lineage`

    @classmethod
    def of(
        cls, case: Case, film: StoredFilm, history: Sequence[HistoryEntry] = (), exported: StoredExport | None = None
    ) -> StoredCase:
        """From the core, as of now."""
        return cls(
            program=cephview.__version__,
            saved=datetime.now(UTC),
            film=film,
            scheme=StoredScheme.of(case.base),
            calibration=StoredCalibration.of(case.calibration) if case.calibration else None,
            prediction=StoredPrediction.of(case.prediction),
            reference=case.reference.name if case.reference else "",
            edits={symbol: StoredEdit.of(edit) for symbol, edit in case.edits.items()},
            turn=StoredTurn.of(case.turn),
            locked=tuple(sorted(case.locked)),
            patient=StoredPatient.of(case.patient),
            added=case.added,
            definitions=_definitions((*case.added, *case.edits), ()),
            history=tuple(StoredEntry.of(entry) for entry in history),
            exported=exported,
        )

    def apply_to(self, case: Case) -> Case:
        """A case that was just opened, with the stored layers; its radiograph and references stay.

        The reference that was chosen is chosen again where it is still there.
        """
        LANDMARKS.add(definition.core() for definition in self.definitions)
        chosen = next((r for r in case.references if r.name == self.reference), case.reference)
        return replace(
            case,
            base=self.scheme.core(),
            calibration=self.calibration.core() if self.calibration else None,
            prediction=self.prediction.core() if self.prediction else case.prediction,
            reference=chosen,
            edits={symbol: edit.core() for symbol, edit in self.edits.items()},
            turn=self.turn.core(),
            locked=frozenset(self.locked),
            patient=self.patient.core(),
            added=self.added,
        )

    def same_as(self, other: StoredCase) -> bool:
        """Whether both hold the same work, whenever and by whichever version it was saved."""
        nothing = {"program": "", "saved": other.saved, "absorbed": None, "film": other.film}
        return self.model_copy(update=nothing) == other.model_copy(update=nothing)

    def with_steps(self, steps: Iterable[Step]) -> StoredCase:
        """The same after further steps: what the journal adds to the file."""
        edits, history = dict(self.edits), list(self.history)
        changes: dict[str, Any] = {"edits": edits}
        for step in steps:
            history.append(StoredEntry.of(step.entry))
            change = step.change
            if not isinstance(change, LandmarkSet):
                changes |= layer_of(change)
            elif change.edit == NO_EDIT:
                edits.pop(change.symbol, None)
            else:
                edits[change.symbol] = StoredEdit.of(change.edit)
        changes["definitions"] = _definitions((*changes.get("added", self.added), *edits), self.definitions)
        exported = self.exported
        if exported and len(history) > len(self.history):
            exported = StoredExport(path=exported.path, clean=False)
        return self.model_copy(update={**changes, "history": tuple(history), "exported": exported})


def identify_film(path: Path, size: Size, film: Radiograph | None = None) -> StoredFilm:
    """Which film the file is whose pixels have `size`; by these, too, where `film` has them.

    Raises CephViewError where it cannot be read.
    """
    try:
        with when_free(lambda: path.open("rb"), is_held) as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise CephViewError(
            "{name} cannot be read ({strerror}): open the film again.", name=path.name, strerror=error.strerror
        ) from error
    return StoredFilm(name=path.name, size=size, sha256=sha256, pixels=pixel_hash(film.pixels) if film else None)


def load_case(path: Path, film: StoredFilm | None = None) -> StoredCase:
    """Read a case file, and check that it is of `film` where that is given.

    Raises NewerCaseFile, DamagedCaseFile or FilmChanged, and CephViewError where the file cannot be read at all.
    """
    return decode_case(read_bytes(path, CASE_LIMIT), path.name, film)


def encode_case(stored: StoredCase) -> bytes:
    """The bytes of the case file; numbers read back to the last bit."""
    case = stored.model_dump(mode="json")
    document = {"schema": SCHEMA, "checksum": _checksum(case), "case": case}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def decode_case(data: bytes, name: str, film: StoredFilm | None = None) -> StoredCase:
    """As `load_case`, from the bytes of a file called `name`."""
    damaged = DamagedCaseFile("{name} is damaged and cannot be read; it is left as it is.", name=name)
    newer = NewerCaseFile(
        "{name} was saved by a newer version of CephView: update CephView; it is left as it is.", name=name
    )
    try:
        document = json.loads(data)
    except (ValueError, RecursionError):
        raise damaged from None
    schema = document.get("schema") if isinstance(document, dict) else None
    if type(schema) is int and schema > SCHEMA:
        raise newer
    if type(schema) is not int or schema < 1 or document.get("checksum") != _checksum(document.get("case")):
        raise damaged
    try:
        stored = StoredCase.model_validate(_migrated(document["case"], schema))
    except ValidationError as error:
        raise (newer if any(e["type"] == NEWER for e in error.errors()) else damaged) from None
    if film is not None and not film.is_film(stored.film):
        raise FilmChanged(
            "{name} has changed since {name2} was saved; that case is left as it is.", name=film.name, name2=name
        )
    return stored


def _migrated(case: Any, schema: int) -> Any:
    """The case of a file of an older schema in the words of this one; what is no case stays what it is."""
    if schema < 2 and isinstance(case, dict):
        case = {"turn": {}, "locked": [], **case}
    if schema < 5 and isinstance(case, dict):
        # What was touched besides the model's landmarks stood in the scheme then: `isbi-19+Pn`, `…, and Pn`.
        case = {**case, "scheme": _base_of(case.get("scheme"), case.get("edits"))}
    return case


def _base_of(scheme: Any, edits: Any) -> Any:
    if not (isinstance(scheme, dict) and isinstance(edits, dict) and isinstance(scheme.get("symbols"), list)):
        return scheme
    symbols, name, title = scheme["symbols"], str(scheme.get("name")), str(scheme.get("title"))
    for count in range(1, len(symbols)):
        more = symbols[-count:]
        said = all(isinstance(symbol, str) and symbol in edits for symbol in more)
        if said and name.endswith("+" + "+".join(more)) and title.endswith(f", and {', '.join(more)}"):
            return {
                **scheme,
                "symbols": symbols[:-count],
                "name": name.removesuffix("+" + "+".join(more)),
                "title": title.removesuffix(f", and {', '.join(more)}"),
            }
    return scheme


def _definitions(symbols: Iterable[str], former: Iterable[StoredLandmark]) -> tuple[StoredLandmark, ...]:
    """Those of `symbols` that CephView does not bring along, as the catalogue or the case of before has them."""
    kept = {each.symbol: each for each in former}
    own = (symbol for symbol in dict.fromkeys(symbols) if not LANDMARKS.is_built_in(symbol))
    known = (StoredLandmark.of(LANDMARKS[symbol]) if symbol in LANDMARKS else kept.get(symbol) for symbol in own)
    return tuple(each for each in known if each is not None)


def _checksum(case: Any) -> str:
    # Of the values, not of the text: an editor that lays the file out anew does no damage, one that changes it does.
    text = json.dumps(case, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
