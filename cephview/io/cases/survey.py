"""All that is kept of a film, in its own places and elsewhere: what to go on with, and what to offer besides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from cephview.core.errors import CephViewError
from cephview.core.history import HistoryEntry, LandmarkSet
from cephview.core.sentences import Sentence, together
from cephview.io.cases.file import load_case
from cephview.io.cases.finding import Found, find, look
from cephview.io.cases.lineage import WorkChoice, choose, comes_after, entries, mark, shared
from cephview.io.cases.paths import Place, Slot
from cephview.io.cases.schema import StoredFilm
from cephview.io.cases.search import Elsewhere, film_of, remembered_folders, search


class OfferKind(StrEnum):
    """Why work is only offered: a fork of what is open, the work of a copy, or that of another state of the picture."""

    FORK = "fork"
    COPY = "copy"
    CHANGED = "changed"


@dataclass(frozen=True)
class Offer:
    """Work that the user may go on with instead: its case file, what is to be said of it, and its mark.

    `steps` is how many it holds, `own_steps` how many of them the open case lacks.
    """

    kind: OfferKind
    case_file: Path
    text: str
    mark: str
    steps: int
    own_steps: int


@dataclass(frozen=True)
class Looked:
    """What lies in the film's own places and elsewhere, and what is chosen of it.

    `is_taken` where the user chose; `left` is what would be gone on with otherwise.
    """

    own: tuple[Found, ...]
    elsewhere: tuple[Elsewhere, ...]
    choice: WorkChoice
    is_taken: bool = False
    left: Found | None = None

    @property
    def passed_over(self) -> frozenset[str]:
        """What need not be told again: what was told before, what is broken, and what the user left."""
        chosen, left = self.choice.chosen, self.left
        known = chosen.passed_over if chosen else frozenset()
        broken = {found.seal for found in self.choice.broken}
        if left is None or chosen is None:
            return known | broken
        return (known | broken | left.passed_over | {mark(left)}) - {mark(chosen)}

    def came_from(self, film: StoredFilm) -> str | None:
        """Where the work was found, if not in the film's own places."""
        chosen = self.choice.chosen
        if chosen is None or chosen in self.own:
            return None
        where = chosen.slot.case
        was = chosen.stored.film.name if chosen.stored else film_of(where)
        called = Sentence(" as {was}", was=was) if was and was != film.name else ""
        return Sentence(
            "Your work on this film{called} was found in {parent}: {holds}{latest}. It goes on here, as {name}.",
            called=called,
            parent=where.parent,
            holds=_holds(chosen),
            latest=_latest(chosen),
            name=film.name,
        )

    def offers(self, film: StoredFilm) -> tuple[Offer, ...]:
        """The other work that the user should know of."""
        found = [_fork(fork, self.choice) for fork in self.choice.forks]
        if self.choice.chosen is None:
            copies = choose([each.found for each in self.elsewhere if each.is_copy])
            works = [copies.chosen, *copies.forks] if copies.chosen else []
            found += [_copy(each) for each in works]
        return (*found, *(offer for each in self.choice.broken if (offer := _changed(each, film))))


def look_around(film_path: Path, film: StoredFilm, places: Sequence[Place], take: Path | None = None) -> Looked:
    """What is kept of a film in its own `places` (the work folder last) and elsewhere; nothing is changed.

    `take` is a case file that the user has chosen; raises CephViewError where it cannot be used, and else nothing.
    """
    own = tuple(found for place in places for found in find(place.slots, film))
    work = places[-1].folder
    folders = [place.folder for place in places]
    if len(places) > 1:
        folders += remembered_folders(work, film)
    slots = [slot for place in places for slot in place.slots]
    elsewhere = tuple(search(film_path, film, work, slots, folders))
    works = [*own, *(each.found for each in elsewhere if not each.is_copy)]
    if take is not None:
        taken = take_work(take, film)
        # One of the film's own goes on in its own slot.
        chosen = next((found for found in own if found.slot == taken.slot and found.holds_work), taken)
        former = choose(works)
        forks = tuple(fork for fork in former.forks if not comes_after(chosen, fork))
        left = former.chosen if former.chosen and not comes_after(chosen, former.chosen) else None
        return Looked(own, elsewhere, WorkChoice(chosen, forks, former.broken), is_taken=True, left=left)
    return Looked(own, elsewhere, choose(works))


def take_work(case_file: Path, film: StoredFilm) -> Found:
    """The work of a case file and its journal, to go on with on `film`, of which it need not be.

    Raises CephViewError where it cannot be read, and where its points are of a picture of another size.
    """
    slot = Slot(case_file, case_file.with_suffix(".journal"))
    of = load_case(case_file).film if case_file.exists() else film
    if of.size != film.size:
        sizes = Sentence(
            "{size} × {size2} px, {name} has {size3} × {size4}",
            size=of.size[0],
            size2=of.size[1],
            name=film.name,
            size3=film.size[0],
            size4=film.size[1],
        )
        raise CephViewError(
            "{name} is of a film of {sizes}: its points would lie elsewhere.", name=case_file.name, sizes=sizes
        )
    found = look(slot, of)
    if found is not None and found.problem and not found.holds_work:
        raise CephViewError(found.problem)
    if found is None or not found.holds_work:
        raise CephViewError("{name} holds no work: choose another file.", name=case_file.name)
    if film.is_film(of):
        return found
    # The case of another film stays as it is, whatever it is called; what a model saw there is no prediction of this.
    stored = found.stored.model_copy(update={"prediction": None}) if found.stored else None
    return replace(found, stored=stored, clean=False)


def _fork(found: Found, choice: WorkChoice) -> Offer:
    works = [each for each in (choice.chosen, found) if each]
    own = len(entries(found)) - shared(works)
    ours = len(entries(works[0])) - shared(works)
    text = Sentence(
        "This film was worked on in two places. Shown are {steps} kept in {parent}{latest}; {steps2} "
        "more are kept in {case}{latest2}.",
        steps=_steps(ours),
        parent=works[0].slot.case.parent,
        latest=_latest(works[0]),
        steps2=_steps(own),
        case=found.slot.case,
        latest2=_latest(found),
    )
    return _offer(OfferKind.FORK, found, text, own)


def _copy(found: Found) -> Offer:
    was = found.stored.film.name if found.stored else film_of(found.slot.case)
    text = Sentence(
        "This is the same picture as {was} in {parent}, which was worked on: {holds}{latest}.",
        was=was,
        parent=found.slot.case.parent,
        holds=_holds(found),
        latest=_latest(found),
    )
    return _offer(OfferKind.COPY, found, text, len(entries(found)))


def _changed(broken: Found, film: StoredFilm) -> Offer | None:
    """The work of the picture that lay under this name before; None where the slot is broken otherwise."""
    try:
        found = take_work(broken.slot.case, film) if not broken.holds_work else None
    except CephViewError:
        return None
    if found is None:
        return None
    return _offer(OfferKind.CHANGED, found, _of_another(found, film), len(entries(found)))


def _of_another(found: Found, film: StoredFilm) -> str:
    known = found.stored is not None and found.stored.film.pixels and film.pixels
    return Sentence(
        "{name} shows another picture than the one that was worked on{latest}, of the same size. Its points ({holds}) "
        "can be shown on this one: check that they fit."
        if known
        else "{name} is another file than the one that was worked on{latest}, of the same size. Its points ({holds}) "
        "can be shown on this one: check that they fit.",
        name=film.name,
        latest=_latest(found),
        holds=_holds(found),
    )


def opened_offer(found: Found, case_file: Path, film: StoredFilm, history: Sequence[HistoryEntry]) -> Offer | None:
    """Work that the user opened by hand, beside a case with these steps; None where both have the same."""
    theirs = entries(found)
    is_same = found.stored is None or film.is_film(found.stored.film)
    common = next(
        (i for i, (a, b) in enumerate(zip(theirs, history, strict=False)) if a != b), min(len(theirs), len(history))
    )
    if is_same and len(theirs) == len(history) == common:
        return None
    text = Sentence(
        "{name} holds work on this film: {holds}{latest}.",
        name=case_file.name,
        holds=_holds(found),
        latest=_latest(found),
    )
    if history:
        ours, own = _steps(len(history) - common), _steps(len(theirs) - common)
        text = Sentence(
            "{text}{more}",
            text=text,
            more=Sentence(" What is shown has {ours} that it lacks; it has {own} of its own.", ours=ours, own=own),
        )
    kind = (OfferKind.FORK if history else OfferKind.COPY) if is_same else OfferKind.CHANGED
    if not is_same:
        of = found.stored.film.name if found.stored else ""
        text = Sentence(
            "{name} is work on another picture of the same size, {there}: {holds}{latest}. Its points can be "
            "shown on {name2}: check that they fit.",
            name=case_file.name,
            there=of,
            holds=_holds(found),
            latest=_latest(found),
            name2=film.name,
        )
    return _offer(kind, found, text, len(theirs) - common)


def _offer(kind: OfferKind, found: Found, text: str, own: int) -> Offer:
    return Offer(kind, found.slot.case, text, mark(found), len(entries(found)), own)


def _steps(count: int) -> str:
    return Sentence("{count} steps" if count != 1 else "{count} step", count=count)


def _holds(found: Found) -> str:
    """`19 points, 3 corrected, 2 confirmed`: what the work is."""
    edits = {symbol: edit.core() for symbol, edit in found.stored.edits.items()} if found.stored else {}
    for step in found.steps:
        if isinstance(step.change, LandmarkSet):
            edits[step.change.symbol] = step.change.edit
    prediction = found.stored.prediction if found.stored else None
    known = (
        {symbol for symbol, (x, _) in zip(prediction.scheme.symbols, prediction.points, strict=True) if x is not None}
        if prediction
        else set()
    )
    points = {*known, *(symbol for symbol, edit in edits.items() if edit.point)}
    points -= {symbol for symbol, edit in edits.items() if not edit.visible}
    corrected = sum(edit.point is not None and not edit.confirmed for edit in edits.values())
    confirmed = sum(edit.confirmed for edit in edits.values())
    parts = [
        Sentence("{count} points" if len(points) != 1 else "{count} point", count=len(points)),
        Sentence("{count} corrected", count=corrected) if corrected else "",
        Sentence("{count} confirmed", count=confirmed) if confirmed else "",
    ]
    return together(parts, ", ")


def _latest(found: Found) -> str:
    last = entries(found)[-1:]
    if not last:
        return ""
    by = Sentence(" by {who}", who=last[0].who) if last[0].who else ""
    at = f"{last[0].at.astimezone():%d %b %Y, %H:%M}"
    return Sentence("{by} (last: {text}, {at})", by=by, text=last[0].text, at=at)
