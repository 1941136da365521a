"""Guided placing: one landmark after the other, each where it is expected; a click places it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from cephview.app.canvas.captions import landmark_name
from cephview.app.canvas.film_view import FilmView
from cephview.app.editing.document import CaseDocument
from cephview.app.editing.expectations import Expectations
from cephview.app.words import tr
from cephview.core.case import Edit, Status
from cephview.core.catalogue import LANDMARKS
from cephview.core.sentences import kept

_ZOOM = 1.6
_PLACED = (Status.PLACED, Status.CORRECTED, Status.CONFIRMED)


class PlacingRound(QObject):
    """Goes through landmarks that have no point; the film zooms to where the next is expected."""

    changed = Signal()  # it began, went on or ended

    def __init__(self, document: CaseDocument, view: FilmView, expected: Expectations, parent: QObject | None) -> None:
        super().__init__(parent)
        self._document, self._view, self._expected = document, view, expected
        self._symbols: tuple[str, ...] = ()
        self._at = 0
        view.placing_ended.connect(self._on_placing_ended)
        document.opened.connect(self.end)

    @property
    def slots(self) -> dict[str, Callable[..., object]]:
        """By the id of the action, what it does: keys that mean something else while the round is under way."""
        return {
            "place": self.place,
            "place_needed": self.begin,
            "not_visible": self._not_visible,
            "reset": self._reset,
            "take_over": self.take_over,
        }

    @property
    def active(self) -> bool:
        """Whether the round is under way."""
        return bool(self._symbols)

    @property
    def symbol(self) -> str:
        """The landmark whose turn it is, or an empty string."""
        return self._symbols[self._at] if self._symbols else ""

    def begin(self, symbols: Sequence[str] | None = None) -> None:
        """Go through what is missing of these landmarks, or of all that the shown analysis needs."""
        state = self._document.state
        if state is None or state.read_only:
            return
        self._symbols, self._at = (), 0
        self._view.stop_placing()
        missing = self._expected.missing(symbols)
        if not missing:
            self._view.hud.tell(tr("Every landmark that the shown analysis needs has a point, or is not visible."))
            return
        self._symbols = missing
        self._show()

    def place(self) -> None:
        """Place the selected landmark by a click; without one, begin the round."""
        selected, case = self._document.selected, self._document.case
        if selected and case and case.status(selected) is not Status.MISSING:
            self._view.start_placing(selected)
        else:
            self.begin((selected,) if selected else None)

    def take_over(self) -> None:
        """Make points of the case of all estimates that are shown; they keep their status and their ±."""
        case = self._document.case
        if case is not None:
            self._document.say_of(self._expected.expect(case), kept("estimates"))

    def back(self) -> None:
        """Place the former landmark anew."""
        if self._at:
            self._at -= 1
            self._show()

    def skip(self) -> None:
        """The landmark cannot be seen on this film: say so, and go on."""
        symbol, case = self.symbol, self._document.case
        if case and case.status(symbol) is not Status.NOT_VISIBLE:
            self._document.say_of({symbol: Edit(visible=False)}, kept("hide", symbol=symbol))
        self._go_on()

    def end(self) -> None:
        """Leave the round; what was placed stays."""
        if self._symbols:
            self._symbols, self._at = (), 0
            self._view.stop_placing()
            self._view.set_card("", "", "", "")
            self.changed.emit()

    def _go_on(self) -> None:
        self._at += 1
        if self._at >= len(self._symbols):
            count = len(self._symbols)
            self.end()
            left = len(self._expected.missing())
            more = tr("{left} more can be placed", left=left) if left else tr("the shown analysis is complete")
            self._view.hud.tell(
                tr("{count} landmarks gone through: {more}", count=count, more=more)
                if count > 1
                else tr("{count} landmark gone through: {more}", count=count, more=more)
            )
        else:
            self._show()

    def _show(self) -> None:
        symbol = self.symbol
        place = self._expected.place_of(symbol)
        if place is not None:
            self._view.centre(place, _ZOOM)
        words = LANDMARKS[symbol].definition if symbol in LANDMARKS else ""
        count = tr("  ({at} of {count})", at=self._at + 1, count=len(self._symbols)) if len(self._symbols) > 1 else ""
        keys = tr("Click places it · V not visible · Esc ends") + (tr(" · Backspace goes back") if self._at else "")
        self._view.start_placing(symbol)
        self._view.set_card(f"{symbol} · {landmark_name(symbol)}{count}", _sentence(words), keys, symbol)
        self.changed.emit()

    def _on_placing_ended(self, symbol: str) -> None:
        if symbol != self.symbol or not self.active:
            return
        case = self._document.case
        if case is not None and case.status(symbol) in _PLACED:
            self._go_on()
        else:
            self.end()

    def _not_visible(self) -> None:
        if self.active:
            self.skip()
        else:
            self._document.toggle_visible(self._document.selected)

    def _reset(self) -> None:
        if self.active:
            self.back()
        else:
            self._document.reset(self._document.selected)


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:] + ("" if not words or words.endswith(".") else ".")
