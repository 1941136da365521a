"""The film's greys as a histogram, with the window as two lines to be dragged."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cephview.app.canvas import theme
from cephview.app.canvas.display import Display
from cephview.app.canvas.presets import greys_of
from cephview.app.words import tr
from cephview.core.radiograph import Radiograph

_BINS = 256
_HIGHEST_PERCENT, _HEADROOM = 96.0, 1.15
_MIN_HEIGHT = 70


class DisplayHistogram(QWidget):
    """Follows the display, and sets its window when a line or the band between them is dragged; double click resets."""

    def __init__(self, display: Display, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._display = display
        self._radiograph: Radiograph | None = None
        self._following = False
        self.plot = pg.PlotWidget(self, enableMenu=False)
        self.plot.setMinimumHeight(_MIN_HEIGHT)
        self.plot.setMouseEnabled(x=False, y=False)
        self.plot.hideButtons()
        self.plot.hideAxis("left")
        self.plot.setAccessibleName(tr("Histogram of the film's greys"))
        self.plot.setToolTip(tr("Drag the lines: black and white of the screen. Double click resets."))
        self.curve = self.plot.plot([0, 1], [0], stepMode="center", fillLevel=0)
        self.region = pg.LinearRegionItem(values=(0, 1), swapMode="block")
        self.plot.addItem(self.region)
        self.region.sigRegionChanged.connect(self._dragged)
        self.plot.scene().sigMouseClicked.connect(self._clicked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.plot)
        display.changed.connect(self._follow)
        self._paint()

    def set_film(self, radiograph: Radiograph | None) -> None:
        """Count another film's greys."""
        self._radiograph = radiograph
        if radiograph is None:
            self.curve.setData([0, 1], [0])
            return
        greys = greys_of(radiograph)
        low, high = float(greys.min()), float(greys.max()) + 1.0
        # A twentieth of the time of numpy's, and whoever leafs through films waits for it.
        counts = cv2.calcHist([greys.astype(np.float32)], [0], None, [_BINS], [low, high]).ravel()
        edges = np.linspace(low, high, _BINS + 1)
        # Air, frame and burnt-out bone, at the ends, would press the anatomy flat.
        highest = float(np.percentile(counts, _HIGHEST_PERCENT)) * _HEADROOM
        self.curve.setData(edges, np.minimum(counts, max(highest, 1.0)))
        self._show_all()
        self._follow()

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of another theme."""
        if event.type() == QEvent.Type.PaletteChange:
            self._paint()
        super().changeEvent(event)

    def _show_all(self) -> None:
        edges = self.curve.xData
        low, high = min(edges[0], self._display.low), max(edges[-1], self._display.high)
        self.plot.setXRange(low, high, padding=0.02)
        self.plot.setYRange(0, max(float(np.max(self.curve.yData)), 1.0), padding=0.02)

    def _follow(self) -> None:
        if self._radiograph is None or self._following:
            return
        self._following = True
        self.region.setRegion((self._display.low, self._display.high))
        self._following = False
        view_low, view_high = self.plot.viewRange()[0]
        if self._display.low < view_low or self._display.high > view_high:
            self._show_all()

    def _dragged(self) -> None:
        if self._radiograph is not None and not self._following:
            self._following = True
            self._display.set_window(*self.region.getRegion())
            self._following = False

    def _clicked(self, event: Any) -> None:
        if event.double() and self._radiograph is not None:
            self._display.reset(self._radiograph)

    def _paint(self) -> None:
        self.plot.setBackground(theme.PANEL)
        quiet = QColor(theme.TEXT_QUIET)
        self.curve.setPen(pg.mkPen(quiet, width=1))
        quiet.setAlpha(110)
        self.curve.setBrush(pg.mkBrush(quiet))
        band = QColor(theme.ACCENT)
        band.setAlpha(45)
        self.region.setBrush(pg.mkBrush(band))
        band.setAlpha(75)
        self.region.setHoverBrush(pg.mkBrush(band))
        for line in self.region.lines:
            line.setPen(pg.mkPen(theme.on_panel(theme.ACCENT), width=2))
            line.setHoverPen(pg.mkPen(theme.TEXT, width=3))
            line.setCursor(Qt.CursorShape.SplitHCursor)
        axis = self.plot.getAxis("bottom")
        axis.setPen(pg.mkPen(theme.LINE))
        axis.setTextPen(pg.mkPen(theme.TEXT_QUIET))
        axis.setStyle(tickFont=theme.font(11), maxTickLevel=0)
