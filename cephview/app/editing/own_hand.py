"""The user's hand: measured on films that are done, offered once there are enough, followed by a click, undone too."""

from __future__ import annotations

from datetime import date

import numpy as np
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from cephview.app.background.prediction import PredictionService
from cephview.app.session import Session
from cephview.app.settings import Settings
from cephview.app.window.notices import Notice, Notices
from cephview.app.words import said, tr
from cephview.core.errors import CephViewError
from cephview.core.own_hand import FEWEST_FILMS, OwnHand, measure_hand, words

_WIDTH = 460


class OwnHands(QObject):
    """Offers to follow the user's hand, over the film that is shown after the fifteenth was done."""

    def __init__(
        self, session: Session, service: PredictionService, notices: Notices, settings: Settings, window: QWidget
    ) -> None:
        super().__init__(window)
        self._session, self._service, self._notices, self._window = session, service, notices, window
        self._settings = settings
        self._looked_at = 0  # films that had been worked on when it was measured last
        session.shown.connect(self.check, Qt.ConnectionType.QueuedConnection)

    def check(self, _: object = None) -> None:
        """Offer, once for every fifteen films that are done; a hand that is followed is measured anew as well."""
        worked_on = sum(bool(entry.case and entry.case.edits) for entry in self._session.entries)
        if worked_on < FEWEST_FILMS or worked_on == self._looked_at:
            return
        hand, followed = self.measure(), self._service.hand
        self._looked_at = worked_on if self._service.identity else 0
        if hand is None or not hand.is_worth_following or (followed is not None and not _differ(hand, followed)):
            return
        said = f"own_hand/{hand.model[:12]}-{hand.films // FEWEST_FILMS}"
        if not self._settings.flag(said, False):
            self._settings.set_flag(said, True)
            self._notices.add(Notice(offer_of(hand), tr("Look…"), self.ask, first=True, settles=True))

    def measure(self) -> OwnHand | None:
        """The hand on the films of the list that are done; None where too few are."""
        model = self._service.identity
        if model is None:
            return None
        cases = [entry.case for entry in self._session.entries if entry.case and entry.case.edits]
        return measure_hand(cases, model, self._service.hand, date.today().isoformat())

    def ask(self) -> None:
        """Show what was measured and what is followed, and do what the user says."""
        dialog = OwnHandDialog(self.measure(), self._service.hand, self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.follow(dialog.chosen)

    def follow(self, hand: OwnHand | None) -> None:
        """Follow this hand, or nobody's, and say so with the way back."""
        former = self._service.hand
        try:
            self._service.follow(hand)
        except CephViewError as error:
            self._notices.add(Notice(said(error), first=True))
            return
        told = tr("The model's points follow your hand from now on; what you touched stays where it is.")
        if hand is None:
            told = tr("The model's points are its own again.")
        self._notices.add(Notice(told, tr("Take it back"), lambda: self.follow(former), first=True, settles=True))


class OwnHandDialog(QDialog):
    """Where the user's points lie from the model's, and what is followed; `chosen` is what to follow from now on."""

    def __init__(self, hand: OwnHand | None, followed: OwnHand | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Follow my hand"))
        self.chosen = followed
        about = tr(
            "Where you always place a landmark otherwise than the model, its point can lie there from the start. The "
            "model's file stays as it is; what you touched stays where you put it; and you can take it back."
        )
        kinds = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kinds.Cancel)
        self.follow_button = buttons.addButton(tr("Follow my hand"), QDialogButtonBox.ButtonRole.ActionRole)
        self.end_button = buttons.addButton(tr("Follow it no more"), QDialogButtonBox.ButtonRole.ActionRole)
        self.follow_button.setEnabled(hand is not None)
        self.end_button.setVisible(followed is not None)
        self.follow_button.clicked.connect(lambda: self._choose(hand))
        self.end_button.clicked.connect(lambda: self._choose(None))
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        for text in (about, *_told(hand, followed)):
            label = QLabel(text)
            label.setWordWrap(True)
            label.setMinimumSize(_WIDTH, label.heightForWidth(_WIDTH))  # else Qt cuts what it has wrapped
            layout.addWidget(label)
        layout.addWidget(buttons)

    def _choose(self, hand: OwnHand | None) -> None:
        self.chosen = hand
        self.accept()


def offer_of(hand: OwnHand) -> str:
    """`Your Pog′ lies 4.0 mm lower than the model's (15 films)…`: the question, in one sentence."""
    if not hand.notable:
        return tr(
            "On {films} films the model was further from your points than it expects: follow you?", films=hand.films
        )
    first, *others = hand.notable
    way = words(hand.offsets[first])
    if not others:
        return tr(
            "Your {symbol} lies {way} than the model's ({films} films): follow you?",
            symbol=first,
            way=way,
            films=hand.films,
        )
    return tr(
        "Your {symbol} lies {way} than the model's ({films} films), and so do {others} elsewhere: follow you?",
        symbol=first,
        way=way,
        films=hand.films,
        others=", ".join(others),
    )


def _told(hand: OwnHand | None, followed: OwnHand | None) -> list[str]:
    parts = []
    if followed is not None:
        parts.append(tr("<b>Followed now</b>, measured on {rows}", rows=_rows(followed)))
    if hand is not None:
        parts.append(tr("<b>Measured</b> on {rows}", rows=_rows(hand)))
    else:
        parts.append(
            tr(
                "It is measured once {fewest} films of the list are done: every landmark corrected or confirmed, and "
                "their mm per pixel known.",
                fewest=FEWEST_FILMS,
            )
        )
    return parts


def _rows(hand: OwnHand) -> str:
    rows = [f"{symbol}: {words(hand.offsets[symbol])}" for symbol in hand.notable]
    level = tr("± becomes {level:g} times as large", level=hand.level)
    listed = [*(rows or [tr("no landmark lies elsewhere by 1 mm or more")]), *([level] if hand.level > 1 else [])]
    return tr("{films} films ({day}):", films=hand.films, day=hand.day) + "<br>" + "<br>".join(listed)


def _differ(hand: OwnHand, followed: OwnHand) -> bool:
    """Whether what was measured anew is elsewhere than what is followed, by what matters."""
    symbols = {*hand.offsets, *followed.offsets}
    ways = [np.subtract(hand.offsets.get(s, (0, 0)), followed.offsets.get(s, (0, 0))) for s in symbols]
    return any(float(np.hypot(*way)) >= 1.0 for way in ways)
