"""The plot of two readers against one another."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from cephview.app.evaluation.plot import Plot
from cephview.app.words import marked, tr
from cephview.review.comparison import Comparison
from cephview.review.evaluation import Evaluation
from cephview.review.observers import reader_pairs, readings_mm


class BlandAltmanPlot(Plot):
    """The difference of two readers against their mean position, x and y, at one landmark or all."""

    title = marked("Bland–Altman")

    def show_data(self, evaluation: Evaluation, comparison: Comparison, symbol: str = "") -> None:
        """Draw the differences in film order: bias and limits of agreement as lines, x and y by mark and colour."""
        pair = next(iter(reader_pairs(evaluation)), None)
        self.begin(
            tr("size of the difference of both readers' mean from the landmark's mean, mm"),
            tr("difference, mm"),
            (-10, 8),
        )
        if pair is None:
            return
        columns = [pair.scheme.index(symbol)] if symbol in pair.scheme.symbols else list(range(len(pair.scheme)))
        for axis, colour, mark, name in (
            (0, self.look.first, "o", tr("x (towards the face)")),
            (1, self.look.second, "t", "y (down)"),
        ):
            middle, difference = _pair_values(evaluation, pair, columns, axis)
            faint = QColor(colour)
            faint.setAlpha(150)
            self.addItem(pg.ScatterPlotItem(middle, difference, size=6, symbol=mark, pen=None, brush=faint, name=name))
            if difference.size > 1:
                bias, reach = float(difference.mean()), 1.96 * float(difference.std(ddof=1))
                self.addItem(pg.InfiniteLine(bias, angle=0, pen=self.pen(colour, 2)))
                for limit in (bias - reach, bias + reach):
                    self.addItem(pg.InfiniteLine(limit, angle=0, pen=self.pen(colour, 1.2, Qt.PenStyle.DashLine)))
        self.setLabel(
            "bottom",
            tr("mean of both readers ({symbol}), mm from the landmark's mean", symbol=symbol or tr("all landmarks")),
        )
        self.getPlotItem().setTitle(pair.title, color=self.look.ink.name(), size="10pt")
        self.autoRange()


def _pair_values(
    evaluation: Evaluation, pair: Comparison, columns: list[int], axis: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Mean of two readers about the landmark's own mean, and their difference, both (k,) in mm along one axis."""
    names = (pair.one, pair.other)
    middle = np.mean([readings_mm(evaluation, name, pair.scheme) for name in names], axis=0)[:, columns, axis]
    difference = pair.offsets[:, columns, axis]
    known = np.isfinite(middle) & np.isfinite(difference)
    count = np.maximum(known.sum(axis=0), 1)
    middle = middle - np.where(known, middle, 0.0).sum(axis=0) / count
    return middle[known], difference[known]
