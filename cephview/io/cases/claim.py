"""Where the case of a film may be written: its places, and the lock of the first that can be had."""

from __future__ import annotations

from pathlib import Path

from cephview.core.sentences import Sentence, together
from cephview.io.cases.lock import CaseLock, Holder
from cephview.io.cases.paths import Place, beside, default_work_folder, in_work_folder
from cephview.io.cases.schema import StoredFilm


def may_be_open(name: str, holder: Holder) -> str:
    """What is said of a lock that another computer left."""
    return Sentence(
        "{name} may be open on another computer ({holder}): what each of you saves goes into a file of its own.",
        name=name,
        holder=holder.words,
    )


def places_of(film_path: Path, film: StoredFilm, work_folder: Path | None, *, beside_film: bool) -> tuple[Place, ...]:
    """Beside the film where it may lie there, and in the work folder."""
    work = in_work_folder(work_folder or default_work_folder(), film.sha256)
    return (beside(film_path.absolute()), work) if beside_film else (work,)


def lock_first(places: tuple[Place, ...], name: str) -> tuple[CaseLock | None, Place | None, str | None]:
    """The lock of the first place that can be written, or a sentence why there is none."""
    for place in places:
        lock = CaseLock(place.lock)
        try:
            if place is places[-1]:
                place.folder.mkdir(parents=True, exist_ok=True)
            if lock.acquire():
                return lock, place, None
        except OSError:
            continue
        by = lock.holder()
        who = Sentence(" ({by})", by=by.words) if by else ""
        return (
            None,
            None,
            Sentence("{name} is open in another window{who}: close it there to edit it here.", name=name, who=who),
        )
    folders = together((str(place.folder) for place in places), Sentence(" nor "))
    return (
        None,
        None,
        Sentence(
            "{name} is only shown: neither {folders} can be written; free space there, and open it again.",
            name=name,
            folders=folders,
        ),
    )
