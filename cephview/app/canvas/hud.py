"""Where the widgets in the viewport stand: busy sign, hint, what was told, banner, legend, loupe."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, QTimer
from PySide6.QtWidgets import QWidget

from cephview.app.canvas.captions import error_text, landmark_name
from cephview.app.canvas.display import Display
from cephview.app.canvas.loupe import Loupe
from cephview.app.canvas.overlay import Overlay
from cephview.app.canvas.placing_card import PlacingCard
from cephview.app.canvas.pyramid import Pyramid
from cephview.app.canvas.widgets import DOUBTFUL, Banner, Legend, Mark, Pill
from cephview.app.words import marked, tr
from cephview.core.case import Case, Point, Status

_MARGIN = 12
_BANNER_WIDTH = 760
_TOLD_MS = 6000
_LEGEND = (
    ((Status.PREDICTED,), marked("predicted")),
    ((Status.CORRECTED, Status.PLACED), marked("corrected")),
    ((Status.CONFIRMED,), marked("confirmed")),
    ((Status.ESTIMATED,), marked("estimated")),
    ((Status.CONSTRUCTED,), marked("constructed")),
)


class Hud:
    """The child widgets of the viewport."""

    def __init__(self, viewport: QWidget, display: Display) -> None:
        self._viewport = viewport
        self.busy = Pill(viewport, spinning=True)
        self.hint = Pill(viewport, spinning=False)
        self.told = Pill(viewport, spinning=False)
        self._fade = QTimer(viewport)
        self._fade.setSingleShot(True)
        self._fade.setInterval(_TOLD_MS)
        self._fade.timeout.connect(lambda: self.tell(""))
        self.banner = Banner(viewport)
        self.legend = Legend(viewport)
        self.loupe = Loupe(display, viewport)
        self.card = PlacingCard(viewport)
        self.banner.resized.connect(self.lay_out)

    def set_busy(self, text: str) -> None:
        """Say that something is at work; an empty text ends it."""
        if text != self.busy.text:
            self.busy.say(text)
            self.lay_out()

    def set_hint(self, text: str) -> None:
        """Say what the next click does; an empty text ends it."""
        if text != self.hint.text:  # asked at every move of the mouse
            self.hint.say(text)
            self.lay_out()

    def tell(self, text: str) -> None:
        """Say what has just happened, for some seconds."""
        self.told.say(text)
        self._fade.start()
        self.lay_out()

    def lay_out(self) -> None:
        """Banner at the top in the middle; signs at the top left, or below it; legend at the bottom."""
        room: QSize = self._viewport.size()
        self.banner.fit_into(min(room.width() - 2 * _MARGIN, _BANNER_WIDTH))
        self.banner.move((room.width() - self.banner.width()) // 2, _MARGIN)
        top = _MARGIN
        pills = (self.busy, self.hint, self.told)
        widest = max((pill.width() for pill in pills if pill.text), default=0)
        if not self.banner.isHidden() and self.banner.x() < widest + 2 * _MARGIN:
            top = self.banner.geometry().bottom() + 9
        for pill in pills:
            pill.move(_MARGIN, top)
            top += pill.height() + 8 if pill.text else 0
        self.legend.fit_into(max(room.width() - 2 * _MARGIN, 1))
        self.legend.move(room.width() - self.legend.width() - _MARGIN, room.height() - self.legend.height() - _MARGIN)
        for widget in (self.legend, *pills, self.banner):
            widget.raise_()

    def explain(self, overlay: Overlay, case: Case | None) -> None:
        """Let the legend name the kinds of marks that lie over the film."""
        shown = {items.status for items in overlay.items.values() if items.point is not None}
        entries: list[tuple[Mark, str]] = [(kinds[0], tr(text)) for kinds, text in _LEGEND if shown & set(kinds)]
        if any(items.doubtful for items in overlay.items.values()):
            entries.insert(1, (DOUBTFUL, tr("predicted, in doubt")))
        if case and case.reference and overlay.layers.references:
            entries.append((None, tr("reference: {name}", name=case.reference.name)))
        if tuple(entries) != self.legend.entries:
            self.legend.explain(entries)
            self.lay_out()
        self.legend.setVisible(bool(entries) and overlay.layers.overlay)

    def show_loupe(self, pyramid: Pyramid, film: Point, zoom: float, cursor: QPointF, case: Case, symbol: str) -> None:
        """Show the film about `film`, with what is known of the landmark there."""
        name = landmark_name(symbol)
        caption = [
            symbol if name == symbol else f"{symbol} · {name}",
            tr("x {x:.1f}   y {y:.1f} px", x=film[0], y=film[1]),
        ]
        if (error := error_text(case, symbol, film)) and case.reference:
            caption.append(tr("{error} to the reference", error=error))
        self.loupe.show_at(pyramid, film, zoom, cursor, tuple(caption))
