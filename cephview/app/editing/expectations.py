"""Where the landmarks are expected that the shown analysis needs and nobody has placed yet."""

from __future__ import annotations

import math
from collections.abc import Iterable

from PySide6.QtCore import QObject

from cephview.app.editing.document import CaseDocument
from cephview.core.case import Case, Edit, Point, Status
from cephview.core.landmarks import RULER_POINTS


class Expectations(QObject):
    """What an analysis needs, what of it is missing, and where that is to be looked for.

    An estimate lies in the case that is shown, never in the case that is kept: it is in no export before somebody
    takes it over.
    """

    def __init__(self, document: CaseDocument, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.needed: tuple[str, ...] = ()
        self.shown = True
        document.expect = self.expect

    def need(self, symbols: Iterable[str]) -> None:
        """These landmarks are needed now, in this order."""
        needed = tuple(dict.fromkeys(symbol for symbol in symbols if symbol not in RULER_POINTS))
        if needed != self.needed:
            self.needed = needed
            self._document.look_again()

    def show(self, shown: bool) -> None:
        """Show the estimates, or not."""
        if shown != self.shown:
            self.shown = shown
            self._document.look_again()

    def missing(self, among: Iterable[str] | None = None) -> tuple[str, ...]:
        """Those of `among`, or of all that are needed, that have no point in the open case and may be seen."""
        case = self._document.case
        wanted = self.needed if among is None else tuple(among)
        return tuple(s for s in wanted if case.status(s) is Status.MISSING) if case else ()

    def expect(self, case: Case) -> dict[str, Edit]:
        """The edits that would take the estimates over: of what is needed or was added, and has no point."""
        wanted = [s for s in dict.fromkeys((*self.needed, *case.added)) if case.status(s) is Status.MISSING]
        if not wanted or not self.shown:
            return {}
        from cephview.core.estimates import estimate
        from cephview.io.estimates import head_model

        known, errors = _known(case), _errors(case)
        found = estimate(head_model(), known, wanted, errors=errors)
        width, height = case.radiograph.size
        return {
            symbol: Edit(point=(each.point.real, each.point.imag), estimated=each.spread)
            for symbol, each in found.items()
            if 0 <= each.point.real < width and 0 <= each.point.imag < height
        }

    def place_of(self, symbol: str) -> Point | None:
        """Where a landmark is to be looked for, film px: its estimate, else its rough place; or None."""
        case = self._document.shown
        if case is None:
            return None
        if symbol in case.scheme:
            x, y = case.points[case.scheme.index(symbol)].tolist()
            if math.isfinite(x + y):
                return x, y
        from cephview.core.places import places_to_look
        from cephview.io.estimates import head_model

        place = places_to_look(head_model(), _known(case), [symbol]).get(symbol)
        return (place.real, place.imag) if place is not None else None


def _known(case: Case) -> dict[str, complex]:
    return {
        symbol: complex(x, y)
        for symbol, (x, y) in zip(case.scheme.symbols, case.points.tolist(), strict=True)
        if math.isfinite(x + y) and case.edit(symbol).estimated is None
    }


def _errors(case: Case) -> dict[str, float]:
    pairs = zip(case.scheme.symbols, case.unsettled_errors_px.tolist(), strict=True)
    return {symbol: error for symbol, error in pairs if math.isfinite(error)}
