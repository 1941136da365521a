"""What the workers read of a film: its pixels, its readings, and the case that was kept of it."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np

from cephview.app.background.film_cache import FilmCache
from cephview.app.words import tr
from cephview.core.calibration import Calibration, CalibrationSource
from cephview.core.case import Case
from cephview.core.errors import CephViewError
from cephview.core.geometry import Size
from cephview.core.radiograph import Radiograph
from cephview.core.resources import resource
from cephview.io.cases.prediction_store import PredictionStore
from cephview.io.films.images import read_film
from cephview.io.tables.calibration import find_calibration

if TYPE_CHECKING:
    from cephview.io.cases.schema import StoredFilm
    from cephview.io.cases.store import OpenedCase
    from cephview.io.cases.survey import Offer

_OUTLINE_PX = 96


@dataclass(frozen=True)
class Keeping:
    """Where cases are kept: beside their films, in `folder` alone where given, or not at all."""

    enabled: bool = True
    folder: Path | None = None

    @property
    def predictions(self) -> PredictionStore | None:
        """Where predictions are kept, or None where nothing is."""
        if not self.enabled:
            return None
        return PredictionStore(self.folder / "predictions") if self.folder else PredictionStore.default()


@dataclass(frozen=True)
class Opened:
    """What the film worker hands over: the case as it was left, its store, and what the user should know.

    `small` is the film without its size, see `outline`; `identity` is None where nothing is kept. `unclear` are its
    readings with labels to be asked for, each with a sentence; `offers` is other work on the same film.
    """

    case: Case
    small: Radiograph
    identity: StoredFilm | None
    stored: OpenedCase | None
    notes: tuple[str, ...]
    unclear: Mapping[Path, str] = field(default_factory=dict)

    @property
    def offers(self) -> tuple[Offer, ...]:
        """Other work on this film that the user may go on with instead."""
        return self.stored.offers if self.stored else ()


@dataclass(frozen=True)
class Returned:
    """A film whose case was open before, and its store, opened anew; None where it was not to be."""

    film: Radiograph
    stored: OpenedCase | None


def open_case(path: Path, keeping: Keeping, films: FilmCache, take: Path | None = None) -> Opened:
    """Read a film with its references and its kept case, which is locked.

    `take` is a case file to go on with, whatever else is kept. Raises CephViewError for the film, and for `take`.
    """
    from cephview.io.cases.file import identify_film
    from cephview.io.cases.store import CaseStore

    case, said, unclear = _fresh(path, films.read(path))
    notes = [*said]
    small = _shrunk(case.radiograph)
    if not keeping.enabled:
        return Opened(_with_work(take, path, case) if take else case, small, None, None, tuple(notes), unclear)
    identity = identify_film(path, case.radiograph.size, case.radiograph)
    stored = CaseStore.open(path, identity, keeping.folder, beside_film=_may_lie_beside(path, keeping), take=take)
    notes += [text for text in (stored.read_only_because, stored.problem, stored.came_from) if text]
    if stored.steps:
        notes.append(tr("CephView ended without closing {name}; all your edits are here again.", name=path.name))
    restored = _with_kept_prediction(stored.restore(case), identity, keeping)
    if case.calibration is None and restored.calibration is not None:
        # Readings in mm wait for what the user has said of the film's pixels.
        known, said_now, unclear = _fresh(path, case.radiograph, calibration=restored.calibration)
        notes[: len(said)] = said_now
        restored = replace(restored, references=known.references, reference=known.reference)
    return Opened(restored, small, identity, stored, tuple(notes), unclear)


def _with_work(case_file: Path, path: Path, case: Case) -> Case:
    from cephview.io.cases.by_hand import work_in
    from cephview.io.cases.file import identify_film

    return work_in(case_file, identify_film(path, case.radiograph.size, case.radiograph), case)


def open_again(
    path: Path, keeping: Keeping, films: FilmCache, identity: StoredFilm | None, small: Radiograph | None
) -> Returned:
    """A film that is asked for again, and its case, which is locked again where `identity` says whose it is.

    Raises CephViewError as `read_film`, and where the file holds another film than `small`.
    """
    from cephview.io.cases.store import CaseStore

    # The file may be gone or another's by now: what is in memory is the film that the case is of.
    film = films.get(path) or films.read(path)
    if small is not None and not np.array_equal(_shrunk(film).pixels, small.pixels):
        raise CephViewError(
            tr("{name} is another film than when you opened it; your points are kept: export them.", name=path.name)
        )
    if identity is None or not keeping.enabled:
        return Returned(film, None)
    return Returned(film, CaseStore.open(path, identity, keeping.folder, beside_film=_may_lie_beside(path, keeping)))


def fresh_case(path: Path, film: Radiograph) -> Case:
    """The film with the readings that are found for it, and nothing of what is kept."""
    return _fresh(path, film)[0]


def open_store(path: Path, film: Radiograph, keeping: Keeping) -> OpenedCase:
    """The kept case of a film, locked. Raises CephViewError where the file cannot be read."""
    from cephview.io.cases.file import identify_film
    from cephview.io.cases.store import CaseStore

    identity = identify_film(path, film.size, film)
    return CaseStore.open(path, identity, keeping.folder, beside_film=_may_lie_beside(path, keeping))


def look_at(path: Path, keeping: Keeping, film: Radiograph | None = None) -> Case:
    """The outline of a film's case as it was left; nothing is locked or written. Raises CephViewError as `read_film`.

    `film` are its pixels where they are at hand.
    """
    from cephview.io.cases.file import identify_film
    from cephview.io.cases.store import CaseStore

    store = keeping.predictions
    known = _kept_outline(path, store) if store and film is None else None
    if known is None:
        film = film or read_film(path)
        small, size = _shrunk(film), film.size
        identity = identify_film(path, film.size, film) if keeping.enabled else None
        if store and identity:
            of_table = film.calibration is not None and film.calibration.source is CalibrationSource.TABLE
            picture = cv2.imencode(".png", small.pixels)[1].tobytes()
            store.keep_outline(identity, None if of_table else film.calibration, picture)
    else:
        small, identity = known
        size = identity.size
    case, _, _ = _fresh(path, small, size)
    if identity:
        found = CaseStore.peek(path, identity, keeping.folder, beside_film=_may_lie_beside(path, keeping))
        if found and case.calibration is None and (known_mm := found.restore(case).calibration) is not None:
            case = replace(_fresh(path, small, size, known_mm)[0], calibration=None)
        case = _with_kept_prediction(found.restore(case) if found else case, identity, keeping)
    return case


def with_prediction_of(looked_at: Case | None, case: Case) -> Case:
    """The case with what was predicted before it was opened, unless work was built on an older prediction."""
    known = looked_at.prediction if looked_at else None
    if known is None or (case.prediction is not None and case.edits):
        return case
    return case.with_prediction(known)


def _kept_outline(path: Path, store: PredictionStore) -> tuple[Radiograph, StoredFilm] | None:
    """A film's thumbnail and identity as they were kept, so that it is not decoded once more; None where they were not.

    Its calibration is that of its file, or else what tables beside it say today.
    """
    from cephview.io.cases.file import identify_film

    sha256 = identify_film(path, (1, 1)).sha256
    kept = store.find_outline(sha256)
    if kept is None:
        return None
    picture = np.frombuffer(base64.b64decode(kept.thumbnail), np.uint8)
    pixels = cv2.imdecode(picture, cv2.IMREAD_UNCHANGED)
    if pixels is None:
        return None
    film = kept.film.model_copy(update={"name": path.name})
    calibration = kept.calibration.core() if kept.calibration else find_calibration(path, film.size)
    return Radiograph(pixels.astype(np.uint8, copy=False), path, calibration), film


def outline(case: Case) -> Case:
    """The case with a thumbnail in place of its film: all that is known of it, in some kilobytes."""
    return replace(case, radiograph=_shrunk(case.radiograph))


def _shrunk(film: Radiograph) -> Radiograph:
    scale = _OUTLINE_PX / min(film.size)
    # Thinned before it is smoothed: a 6000 px film would cost a tenth of a second otherwise.
    step = max(1, int(min(film.size) / (4 * _OUTLINE_PX)))
    thinned = Radiograph(film.pixels[::step, ::step].copy(), window=film.grey_range())
    size = (max(1, round(film.size[0] * scale)), max(1, round(film.size[1] * scale)))
    small = cv2.resize(thinned.to_8bit(), size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)
    return Radiograph(small, film.path, film.calibration)


def _fresh(
    path: Path, film: Radiograph, size: Size | None = None, calibration: Calibration | None = None
) -> tuple[Case, list[str], Mapping[Path, str]]:
    """The case of a film that nobody worked on, what is to be said of its readings, and those with unclear labels.

    `size` is the film's where its pixels are a thumbnail, `calibration` what the user said where its file says nothing.
    """
    from cephview.io.annotations.references import find_references, with_mean

    search = find_references(path, size or film.size, film.calibration or calibration)
    unclear = set(search.unclear.values())
    notes = [text for text in (*search.problems, *search.notes) if text not in unclear]
    references = with_mean(search.references)
    first = references[0] if references else None
    return Case(film, calibration=film.calibration, references=references, reference=first), notes, search.unclear


def _with_kept_prediction(case: Case, film: StoredFilm, keeping: Keeping) -> Case:
    """The case with the latest prediction that was kept of its film, unless work was built on another."""
    if case.prediction is not None and case.edits:
        return case
    kept = keeping.predictions.find(film) if keeping.predictions else None
    return case.with_prediction(kept) if kept else case


def _may_lie_beside(path: Path, keeping: Keeping) -> bool:
    # Nothing is ever written among the program's own files.
    return keeping.folder is None and path.parent != resource("sample")
