"""What all plots of an evaluation share: the window's colours, or black on white for the report, and quiet axes.

Colours are those of Okabe and Ito, which every kind of colour vision tells apart; symbols differ as well.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from cephview.app.canvas import theme
from cephview.app.words import tr
from cephview.review.comparison import Comparison
from cephview.review.evaluation import Evaluation

BLUE, ORANGE, GREEN, VERMILION, PURPLE = "#56b4e9", "#e69f00", "#009e73", "#d55e00", "#cc79a7"


@dataclass(frozen=True)
class PlotLook:
    """Ground and ink of a plot, and the two colours of what is compared."""

    ground: QColor
    ink: QColor
    quiet: QColor
    first: str = BLUE
    second: str = ORANGE


def screen_look() -> PlotLook:
    """The window's colours."""
    first, second = (theme.on_panel(QColor(colour)).name() for colour in (BLUE, ORANGE))
    return PlotLook(QColor(theme.PANEL), QColor(theme.TEXT), QColor(theme.TEXT_QUIET), first, second)


PAPER = PlotLook(QColor("white"), QColor("#14181f"), QColor("#515a67"), "#0072b2", "#b87800")


class Plot(pg.PlotWidget):  # type: ignore[misc]
    """A plot with axes in the window's colours, that the mouse does not move by accident."""

    title = ""

    def __init__(self, look: PlotLook | None = None) -> None:
        self.look = look or screen_look()
        super().__init__(background=self.look.ground)
        self.setMenuEnabled(False)
        self.hideButtons()
        self.setMouseEnabled(x=False, y=False)
        self.showGrid(x=False, y=True, alpha=0.15)
        for side in ("left", "bottom"):
            axis = self.getAxis(side)
            axis.setPen(self.look.quiet)
            axis.setTextPen(self.look.ink)
        self.legend: pg.LegendItem | None = None

    def show_data(self, evaluation: Evaluation, comparison: Comparison, symbol: str = "") -> None:
        """Draw a comparison; `symbol` is the landmark that is looked at, empty for all."""
        raise NotImplementedError

    def begin(self, x: str, y: str, legend: tuple[int, int] | None = None, columns: int = 1) -> None:
        """Empty the plot, and name its axes; `legend` is where it stands."""
        if self.legend is not None:
            self.legend.clear()
        self.clear()
        self.setLabel("bottom", x, color=self.look.ink.name())
        self.setLabel("left", y, color=self.look.ink.name())
        if legend and self.legend is None:
            # What a curve does behind the legend stays in sight.
            ground = QColor(self.look.ground)
            ground.setAlpha(190)
            self.legend = self.addLegend(
                offset=legend,
                labelTextColor=self.look.ink,
                brush=pg.mkBrush(ground),
                labelTextSize="9pt",
                colCount=columns,
            )

    def mark_beyond(self, x: NDArray[np.float64], y: NDArray[np.float64], top: float) -> None:
        """Crosses at the upper edge `top` for points (k,) above it, so that none is out of sight unsaid."""
        beyond = y > top
        if beyond.any():
            edge = np.full(int(beyond.sum()), top * 0.985)
            self.addItem(
                pg.ScatterPlotItem(
                    x[beyond], edge, size=8, symbol="x", pen=None, brush=VERMILION, name=tr("beyond the edge")
                )
            )

    def pen(self, colour: str | QColor, width: float = 1.5, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> pg.mkPen:
        """A pen."""
        return pg.mkPen(colour, width=width, style=style)
