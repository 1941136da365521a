"""What the user must see, over the film: one notice at a time, the next when one is dismissed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject

from cephview.app.canvas.display import Display
from cephview.app.canvas.film_view import FilmView
from cephview.app.words import said, tr
from cephview.core.case import Case
from cephview.core.cautions import cautions
from cephview.core.head_shape import lie_of
from cephview.core.turn import Turn
from cephview.model import orientation


@dataclass(frozen=True)
class Notice:
    """A sentence, and what can be done about it: once that is done the sentence goes, where it `settles` it.

    One with a `key` does not come back after it was dismissed. What is `first` stands before what only is to be known.
    """

    text: str
    action_text: str = ""
    action: Callable[[], object] | None = None
    key: str = ""
    first: bool = False
    settles: bool = False


def notices_of(case: Case, turn: Turn, turn_to: Callable[[Turn], object]) -> list[Notice]:
    """What is to be said of a case's millimetres and its prediction.

    Where its film lies another way than heads do and is not shown turned yet, `turn_to` puts it right on the screen.
    """
    source = case.calibration.source if case.calibration else None
    keys = {source.warning: source.key} if source else {}
    upright = lie_of(case.points, case.scheme)
    of_turn = orientation.note(upright)
    notices = []
    for text in cautions(case):
        if text == of_turn and upright != turn.coarse:
            notices.append(Notice(text, tr("Show it upright"), lambda: turn_to(upright), settles=True))
        else:
            notices.append(Notice(text, key=keys.get(text, "")))
    return notices


def film_notices_of(case: Case, display: Display) -> list[Notice]:
    """What is to be said of how its film was read, and of how it is shown.

    What was said of one film and dismissed is not said of the next.
    """
    film = case.radiograph

    def of(text: str) -> Notice:
        if text == film.grey_note:
            return Notice(text, tr("Show as stored"), lambda: display.show_all(film), key=text, settles=True)
        return Notice(text, key=text)

    notices = [of(text) for text in film.warnings]
    if display.fitted:
        notices.append(Notice(display.fitted, tr("Show as stored"), lambda: display.reset(film), settles=True))
    return notices


def listed_notice(text: str, more_below: Sequence[Path], open_below: Callable[[Sequence[Path]], object]) -> Notice:
    """What is to be said of the folders that were listed, and the way to what was left out."""
    if more_below:
        return Notice(text, tr("List those, too"), lambda: open_below(more_below))
    return Notice(text)


def labels_notice(path: Path, sentence: str, explain: Callable[[Path], bool], notices: Notices) -> Notice:
    """What is unclear in the labels of a reading, and the way to say what they mean."""

    def act() -> None:
        if explain(path):
            notices.take_away(sentence)

    return Notice(sentence, tr("Say what they mean…"), act, first=True)


class Notices(QObject):
    """The notices about the open case and the model."""

    def __init__(self, view: FilmView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._waiting: list[Notice] = []
        self._dismissed: set[str] = set()
        view.hud.banner.dismissed.connect(self._next)

    @property
    def current(self) -> Notice | None:
        """The notice that is shown."""
        return self._waiting[0] if self._waiting else None

    @property
    def all(self) -> tuple[Notice, ...]:
        """The notice that is shown, and those that wait behind it."""
        return tuple(self._waiting)

    def add(self, notice: Notice) -> None:
        """Show a notice, after those that stand there already."""
        if notice.key in self._dismissed or any(notice.text == other.text for other in self._waiting):
            return
        place = sum(other.first for other in self._waiting) if notice.first else len(self._waiting)
        self._waiting.insert(place, notice)
        self._show()

    def take_away(self, text: str) -> None:
        """What was said is settled."""
        self._waiting = [notice for notice in self._waiting if notice.text != text]
        self._show()

    def clear(self) -> None:
        """Another case: what was said of the former one is no longer true."""
        self._waiting.clear()
        self._show()

    def _next(self) -> None:
        if self._waiting:
            notice = self._waiting.pop(0)
            if notice.key:
                self._dismissed.add(notice.key)
        self._show()

    def _show(self) -> None:
        notice = self.current
        if notice is None:
            self._view.hud.banner.say("")
            return
        more = tr("   ({count} more)", count=len(self._waiting) - 1) if len(self._waiting) > 1 else ""
        action = (lambda: self._settle(notice)) if notice.settles else notice.action
        self._view.hud.banner.say(said(notice.text) + more, notice.action_text, action)

    def _settle(self, notice: Notice) -> None:
        self._next()
        if notice.action:
            notice.action()
