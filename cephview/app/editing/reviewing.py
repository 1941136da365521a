"""The way through a film's landmarks and on to the next film: what is next, what is done, what is still doubtful."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from cephview.app.canvas.film_view import FilmView
from cephview.app.editing.document import CaseDocument
from cephview.app.film_list import Entry
from cephview.app.session import Session
from cephview.app.words import tr
from cephview.core.case import Case, Status
from cephview.core.keys import in_keys_of_the_system
from cephview.core.review_status import ReviewStatus, closing_edits, doubtful, review_status, unchecked

_ZOOM = 1.2
_MOST_NAMED = 6


class Reviewing(QObject):
    """Tab, Enter and Ctrl+Return: from one landmark to the next, and from a film that is done to the next one."""

    def __init__(self, window: QWidget, document: CaseDocument, session: Session, view: FilmView) -> None:
        super().__init__(window)
        self._window, self._document, self._session, self._view = window, document, session, view
        self._was_done = False  # when it was shown, or it was said since
        self.box: QMessageBox | None = None
        session.shown.connect(lambda state: self._look_at(state.case))

    @property
    def slots(self) -> dict[str, Callable[..., object]]:
        """By the id of the action, what it does."""
        return {
            "mark_done": self.mark_done,
            "confirm": self.confirm,
            "next": lambda: self.step(1),
            "previous": lambda: self.step(-1),
            "next_case": lambda: self._session.step(1),
            "previous_case": lambda: self._session.step(-1),
        }

    def step(self, by: int) -> None:
        """Select and centre the next (1) or former (-1) landmark, the least certain first."""
        order = self._document.review_order()
        if order:
            here = self._document.selected
            index = (order.index(here) + by) % len(order) if here in order else (0 if by > 0 else -1)
            self._go_to(order[index])

    def confirm(self) -> None:
        """Agree with the selected landmark and go on to the next of which nobody has spoken, or to the next film."""
        document, here = self._document, self._document.selected
        document.confirm(here)
        case, order = document.case, document.review_order()
        if case is None or here not in order:
            return
        if not unchecked(case):
            # Who looks through a film that was done goes through it to its end.
            if self._was_done and here != order[-1]:
                self.step(1)
            else:
                self._go_on_to_next_film(case)
            return
        if case.status(here) is Status.MISSING:
            self._view.hud.tell(
                tr("{here} has no point: P and a click place it, V says that it cannot be seen", here=here)
            )
        index = order.index(here)
        left = [s for s in order[index + 1 :] + order[:index] if s in unchecked(case) and s not in case.locked]
        if left and not (document.state and document.state.read_only):
            self._go_to(left[0])
        else:
            self.step(1)

    def mark_done(self) -> None:
        """Confirm the rest of the film; what is doubtful in it is said first, and nothing is done before the answer."""
        case = self._document.case
        if case is None or self.box is not None:
            return
        remarks = remarks_before_done(case)
        if not remarks:
            self._close_film()
            return
        # Not `exec`: the film stays in sight and whatever arrives meanwhile arrives.
        self.box = box = QMessageBox(QMessageBox.Icon.NoIcon, tr("Confirm the rest?"), remarks[0], parent=self._window)
        box.setInformativeText("\n".join(remarks[1:]))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        look = box.addButton(tr("Look at it"), QMessageBox.ButtonRole.RejectRole)
        box.addButton(tr("Confirm all the same"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(look)
        box.setEscapeButton(look)
        state = self._document.state
        box.accepted.connect(lambda: self._close_film() if self._document.state is state else None)
        box.rejected.connect(lambda: self._look_first() if self._document.state is state else None)
        box.finished.connect(lambda _: setattr(self, "box", None))
        box.open()

    def _close_film(self) -> None:
        self._document.mark_done()
        case = self._document.case
        if case is None or unchecked(case):
            return
        self._was_done = True
        after = next_to_do(self._session)
        self._view.hud.tell(
            tr("{name} is done", name=case.radiograph.name)
            + (tr(" · next: {name} (PageDown)", name=after.name) if after else "")
        )

    def _look_first(self) -> None:
        case = self._document.case
        first = (doubtful(case) or unchecked(case)) if case else []
        if first:
            self._go_to(first[0])
        self._view.setFocus()

    def _go_on_to_next_film(self, case: Case) -> None:
        self._was_done = True
        after = next_to_do(self._session)
        name = case.radiograph.name
        if after is None:
            alone = len(self._session.entries) == 1
            more = in_keys_of_the_system(tr("Ctrl+E exports it")) if alone else tr("all films of the list are done")
            self._view.hud.tell(tr("{name} is done · {more}", name=name, more=more))
            return
        self._view.hud.tell(tr("{name} is done · next: {next} · PageUp goes back", name=name, next=after.name))
        self._session.show(self._session.place_of(after))

    def _go_to(self, symbol: str) -> None:
        self._document.select(symbol)
        self._view.centre_on(symbol, _ZOOM)

    def _look_at(self, case: Case) -> None:
        self._was_done = review_status(case) is ReviewStatus.DONE
        if self.box is not None:
            self.box.close()


def next_to_do(session: Session) -> Entry | None:
    """The film after the shown one, in the order of the list, that can be read and is not done; from the top again."""
    order = session.order
    here = session.shown_entry
    start = order.index(here) + 1 if here in order else 0
    later = (*order[start:], *order[:start])
    return next((entry for entry in later if entry is not here and _is_to_do(entry)), None)


def _is_to_do(entry: Entry) -> bool:
    return not entry.problem and (entry.case is None or review_status(entry.case) is not ReviewStatus.DONE)


def remarks_before_done(case: Case) -> list[str]:
    """What whoever confirms the rest of a film has to know, a heading and sentences; nothing where all is well."""
    left, doubts = closing_edits(case), doubtful(case)
    missing = [symbol for symbol, edit in left.items() if not edit.visible]
    if not left or not (doubts or missing or case.calibration is None):
        return []
    count = len(left)
    head = tr("Nobody has looked at {unseen} of {all} landmarks.", unseen=count, all=len(case.scheme))
    remarks = []
    if doubts:
        named = ", ".join(_with_doubt(case, symbol) for symbol in doubts[:_MOST_NAMED])
        more = tr(" and {count} more", count=len(doubts) - _MOST_NAMED) if len(doubts) > _MOST_NAMED else ""
        remarks.append(tr("Doubtful: {named}{more}.", named=named, more=more))
    if missing:
        remarks.append(tr("Without a point, to be called not visible: {missing}.", missing=", ".join(missing)))
    if case.calibration is None:
        unknown = tr("How large a pixel is, is not known: there will be no millimetres")
        remarks.append(f"{unknown} {in_keys_of_the_system(tr('(Ctrl+L sets it)'))}.")
    return [head, *remarks]


def _with_doubt(case: Case, symbol: str) -> str:
    index = case.scheme.index(symbol)
    mm, px = case.plus_minus_mm()[index], case.plus_minus_px[index]
    if np.isfinite(mm):
        return tr("{symbol} ± {mm:.1f} mm", symbol=symbol, mm=mm)
    return (
        tr("{symbol} ± {px:.0f} px", symbol=symbol, px=px)
        if np.isfinite(px)
        else tr("{symbol} {confidence:.0f} % sure", symbol=symbol, confidence=case.confidence[index] * 100)
    )
