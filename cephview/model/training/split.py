"""Which films train and which validate: no film on both sides, no patient on both, the same from round to round."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cephview.core.errors import CephViewError
from cephview.core.sentences import Sentence
from cephview.model.lineage import Lineage
from cephview.model.training.data import TrainingFilm
from cephview.model.training.fingerprint import film_hash

_TOLD = 5


@dataclass(frozen=True)
class Split:
    """The films that train, those that validate, of these the ones that were `held_out`, and sentences about it."""

    films: tuple[TrainingFilm, ...]
    validation: tuple[TrainingFilm, ...]
    held_out: tuple[TrainingFilm, ...]
    notes: tuple[str, ...]


def split_films(
    main: Sequence[TrainingFilm],
    extra: Sequence[TrainingFilm],
    judged: Sequence[TrainingFilm],
    every: int,
    former: Lineage = Lineage(),  # noqa: B008
) -> Split:
    """Hold out every `every`th film of each folder of `main` (none for 0), all of one patient together.

    `extra` only train, `judged` only validate. What trained or judged the model that the run begins with (`former`)
    stays on its side, and new films fill up what is then missing. A film that is there twice counts once. Raises
    CephViewError, naming them, for films that are given for both sides.
    """
    notes: list[str] = []
    single, only_judged = _each_once([*main, *extra], notes), _each_once(judged, notes)
    check_apart(only_judged, single, former, "validation")
    hashes = {id(film): film_hash(film) for film in (*single, *only_judged)}
    kept = {id(film) for film in single if hashes[id(film)] in former.held_out - former.trained}
    # Whoever shares a patient with a film that trained before cannot judge any more; with one that judged, goes there.
    with_trained = _patients(film for film in single if hashes[id(film)] in former.trained)
    with_held = _patients(film for film in single if id(film) in kept) - with_trained
    kept |= {id(film) for film in single if film.patient in with_held}
    settled = kept | {id(film) for film in single if hashes[id(film)] in former.trained or film.patient in with_trained}
    if before := len(kept):
        notes.append(
            Sentence("{count} judged the model that this run begins with, and stay held out", count=_count(before))
        )
    main_films = {id(film) for film in main}
    held = kept | _newly_held([film for film in single if id(film) in main_films], every, kept, settled)
    if every and not held and main:
        notes.append(
            Sentence("all of these films trained the model that this run begins with, so none is left to validate")
        )
    held_out = tuple(film for film in single if id(film) in held)
    train = tuple(film for film in single if id(film) not in held)
    return Split(train, (*held_out, *only_judged), held_out, tuple(notes))


def check_apart(judged: Sequence[TrainingFilm], others: Sequence[TrainingFilm], former: Lineage, kind: str) -> None:
    """Pass films that are to judge (`kind` says what for) and that no other film of the run is, nor shows a patient of.

    Raises CephViewError, naming them, for films that are among the others, that share a patient with one, or that
    trained a model before.
    """
    seen = {_pixels(film): film for film in others} if judged else {}
    twice = [f"{film.path.name} (as {seen[key].path.name})" for film in judged if (key := _pixels(film)) in seen]
    if twice:
        raise CephViewError(
            "{named} would be both among the films of the run and among those of the {kind}, and the error "
            "would be too good: take them out of one.",
            named=_named(twice),
            kind=kind,
        )
    if patients := {film.patient for film in judged if film.patient} & {film.patient for film in others}:
        names = [film.path.name for film in judged if film.patient in patients]
        raise CephViewError(
            "{named} of the {kind} films show patients who are among the other films too: put all films of a "
            "patient on one side.",
            named=_named(names),
            kind=kind,
        )
    known = [film.path.name for film in judged if former.trained and film_hash(film) in former.trained]
    if known:
        raise CephViewError(
            "{named} trained the model that this run begins with, so they cannot tell how good it is: choose "
            "other {kind} films.",
            named=_named(known),
            kind=kind,
        )


def folds(films: Sequence[TrainingFilm], count: int) -> list[list[int]]:
    """The places of the films of each of `count` folds, all of one patient in one. Raises CephViewError for too few."""
    groups = _groups(films)
    if len(groups) < count:
        raise CephViewError(
            "{count} films (or patients) cannot be parted into {count2} folds: ask for fewer.",
            count=len(groups),
            count2=count,
        )
    places = {id(film): place for place, film in enumerate(films)}
    return [[places[id(film)] for group in groups[fold::count] for film in group] for fold in range(count)]


def _newly_held(main: Sequence[TrainingFilm], every: int, kept: set[int], settled: set[int]) -> set[int]:
    held: set[int] = set()
    groups = [group for group in _groups(main) if not any(id(film) in settled for film in group)]
    for folder in dict.fromkeys(film.folder for film in main) if every else ():
        films = [film for film in main if film.folder == folder]
        missing = -(-len(films) // every) - sum(id(film) in kept for film in films)
        for group in [group for group in groups if group[0].folder == folder][::every]:
            if missing > 0:
                held |= {id(film) for film in group}
                missing -= len(group)
    return held


def _groups(films: Sequence[TrainingFilm]) -> list[list[TrainingFilm]]:
    """The films of each patient, and each film of whom nobody knows, in their order."""
    found: dict[object, list[TrainingFilm]] = {}
    for film in films:
        found.setdefault(film.patient or id(film), []).append(film)
    return list(found.values())


def _patients(films: Iterable[TrainingFilm]) -> set[str]:
    return {film.patient for film in films if film.patient}


def _each_once(films: Sequence[TrainingFilm], notes: list[str]) -> list[TrainingFilm]:
    """The films without those that are another one's copy, whatever their names."""
    seen: dict[str, TrainingFilm] = {}
    single, copies = [], []
    for film in films:
        key = _pixels(film)
        if key in seen:
            same = seen[key].path
            copies.append(film.path.name if same.name == film.path.name else f"{film.path.name} (as {same.name})")
        else:
            seen[key] = film
            single.append(film)
    if copies:
        notes.append(
            Sentence(
                "given more than once, and counted once, with the reading that came first: {named}",
                named=_named(copies),
            )
        )
    return single


def _pixels(film: TrainingFilm) -> str:
    return hashlib.sha256(repr(film.image.shape).encode() + film.image.tobytes()).hexdigest()


def _named(names: Sequence[str]) -> str:
    more = len(names) - _TOLD
    return ", ".join(names[:_TOLD]) + (Sentence(" and {more} more", more=more) if more > 0 else "")


def _count(number: int) -> str:
    return "1 film" if number == 1 else f"{number} films"
