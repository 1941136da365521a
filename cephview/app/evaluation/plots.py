"""The plots of an evaluation: each landmark, the share within a distance, confidence, and the direction of errors."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor

from cephview.app.evaluation.plot import GREEN, PURPLE, VERMILION, Plot, PlotLook
from cephview.app.evaluation.reader_plot import BlandAltmanPlot
from cephview.app.words import marked, tr
from cephview.core.accuracy import SDR_THRESHOLDS_MM
from cephview.review.comparison import Comparison
from cephview.review.evaluation import Evaluation
from cephview.review.observers import reader_pairs
from cephview.review.published import beside

_SYMBOLS = ("o", "s", "t", "d", "+", "star")
_SEED = 5
CURVE_END_MM = 6.0


class LandmarkPlot(Plot):
    """All errors of each landmark, with median and quartiles, beside the distance of the readers there."""

    title = marked("Error of each landmark")
    landmark_chosen = Signal(str)

    def __init__(self, look: PlotLook | None = None) -> None:
        super().__init__(look)
        self._symbols: tuple[str, ...] = ()
        self.scene().sigMouseClicked.connect(self._clicked)

    def show_data(self, evaluation: Evaluation, comparison: Comparison, symbol: str = "") -> None:
        """Draw; the landmark `symbol` is emphasised by its name alone, so it changes nothing here."""
        self.begin("", tr("error, mm"), (-10, 2), 3)
        symbols = self._symbols = comparison.scheme.symbols
        pair = next((p for p in reader_pairs(evaluation) if p is not comparison), None)
        # All quartiles are in sight, and above them a line for the legend.
        high = [_quartiles(row.errors)[2].max(initial=0.0) for row in (comparison, pair) if row is not None]
        known = comparison.errors[np.isfinite(comparison.errors)]
        top = max(5.0, 1.08 * max(high), float(np.percentile(known, 99)) if known.size else 0.0)
        shift = 0.18 if pair else 0.0
        self._strip(comparison.errors, -shift, self.look.first, "o", comparison.title, top)
        if pair is not None:
            self._strip(pair.errors, 0.2, self.look.second, "t", pair.title, top)
        x = np.broadcast_to(np.arange(len(symbols)) - shift, comparison.errors.shape)
        self.mark_beyond(x.ravel(), comparison.errors.ravel(), top)
        self.getAxis("bottom").setTicks([list(enumerate(symbols))])
        self.setXRange(-0.6, len(symbols) - 0.4, padding=0)
        self.setYRange(0, top * 1.18, padding=0)
        self.addItem(pg.InfiniteLine(2.0, angle=0, pen=self.pen(self.look.quiet, 1, Qt.PenStyle.DashLine)))

    def _clicked(self, event: object) -> None:
        place = self.getViewBox().mapSceneToView(event.scenePos())  # type: ignore[attr-defined]
        index = round(place.x())
        if 0 <= index < len(self._symbols):
            self.landmark_chosen.emit(self._symbols[index])

    def _strip(self, errors: NDArray[np.float64], shift: float, colour: str, mark: str, name: str, top: float) -> None:
        films, count = errors.shape
        spread = np.random.default_rng(_SEED).uniform(-0.12, 0.12, (films, 1))
        x = (np.arange(count)[None, :] + shift + spread).ravel()
        y = errors.ravel()
        known = y <= top  # not NaN, and not where the legend is
        faint = QColor(colour)
        faint.setAlpha(110)
        self.addItem(pg.ScatterPlotItem(x[known], y[known], size=4, symbol=mark, pen=None, brush=faint))
        places = np.flatnonzero(np.isfinite(errors).any(axis=0)) + shift
        low, middle, high = _quartiles(errors)
        box = pg.BarGraphItem(
            x=places, y0=low, height=high - low, width=0.3, pen=self.pen(colour), brush=pg.mkBrush(None)
        )
        self.addItem(box)
        pairs = np.stack([places - 0.15, places + 0.15], axis=1).ravel()
        self.plot(pairs, np.repeat(middle, 2), pen=self.pen(colour, 3), connect="pairs", name=name)


class CurvePlot(Plot):
    """The share of points within each distance, with published results as points of such curves."""

    title = marked("Points within a distance")

    def show_data(self, evaluation: Evaluation, comparison: Comparison, symbol: str = "") -> None:
        """Draw the chosen comparison, the readers' own curve, and what was published against such a reader."""
        self.begin(tr("within, mm"), tr("points, %"), (-10, -10))
        curves = [(comparison, self.look.first, Qt.PenStyle.SolidLine)]
        curves += [
            (p, self.look.second, Qt.PenStyle.DashLine) for p in reader_pairs(evaluation)[:1] if p is not comparison
        ]
        for row, colour, style in curves:
            known = np.sort(row.errors[np.isfinite(row.errors)])
            share = np.arange(1, known.size + 1) / max(known.size, 1) * 100
            self.plot(known, share, pen=self.pen(colour, 2.5, style), name=row.title)
        for i, result in enumerate(beside(comparison.name)):
            x, y = np.array(result.points).T
            colour = (GREEN, VERMILION, PURPLE)[i % 3]
            text = f"{result.name}, {result.films}"
            mark = _SYMBOLS[1 + i % 5]
            self.plot(x, y, pen=None, symbol=mark, symbolSize=9, symbolPen=None, symbolBrush=colour, name=text)
        self.getAxis("bottom").setTicks([[(v, f"{v:g}") for v in (0, 1, *SDR_THRESHOLDS_MM, 5, 6)]])
        self.setXRange(0, CURVE_END_MM, padding=0)
        # A little more than all, so that the topmost label has room.
        self.setYRange(0, 104, padding=0)


class ConfidencePlot(Plot):
    """What the model expected of its own error, or its confidence where it expects none, against the real one."""

    title = marked("Confidence and error")

    def show_data(self, evaluation: Evaluation, comparison: Comparison, symbol: str = "") -> None:
        """Draw all points; those of the landmark `symbol` stand out."""
        expected = _expected_mm(evaluation)
        calibrated = expected is not None
        x = expected if expected is not None else np.stack([case.prediction.confidence for case in evaluation.cases])
        self.begin(tr("expected error, mm") if calibrated else tr("confidence"), tr("error, mm"), (-10, 8))
        y = comparison.errors
        known = np.isfinite(x) & np.isfinite(y)
        if not known.any() or not comparison.of_model:
            words = (
                tr("Readers state no confidence.")
                if not comparison.of_model
                else tr("These predictions hold no confidence.")
            )
            note = pg.TextItem(words, color=self.look.quiet, anchor=(0.5, 0.5))
            note.setPos(0.5, 0.5)
            self.addItem(note)
            self.setXRange(0, 1)
            self.setYRange(0, 1)
            return
        faint = QColor(self.look.first)
        faint.setAlpha(130)
        self.addItem(pg.ScatterPlotItem(x[known], y[known], size=5, pen=None, brush=faint, name=tr("all points")))
        if symbol in comparison.scheme.symbols:
            i = comparison.scheme.index(symbol)
            chosen = known[:, i]
            mark = pg.ScatterPlotItem(
                x[chosen, i], y[chosen, i], size=9, symbol="d", pen=None, brush=self.look.second, name=symbol
            )
            self.addItem(mark)
        top = float(max(4.0, np.percentile(y[known], 99.5) * 1.1))
        if calibrated:
            self.plot(
                [0, top], [0, top], pen=self.pen(self.look.quiet, 1, Qt.PenStyle.DashLine), name=tr("as expected")
            )
        self.mark_beyond(x[known], y[known], top)
        self.setYRange(0, top, padding=0)
        low, high = float(x[known].min()), float(x[known].max())
        self.setXRange(0 if calibrated else low, max(high, low + 1e-3), padding=0.03)


class BullsEye(Plot):
    """Where to the points of one landmark are off, around the reference: rings of 1 to 4 mm, and the mean."""

    title = marked("Direction of the error")

    def __init__(self, look: PlotLook | None = None) -> None:
        super().__init__(look)
        self.setAspectLocked(True)
        self.invertY(True)
        self.showGrid(x=False, y=False)

    def show_data(self, evaluation: Evaluation, comparison: Comparison, symbol: str = "") -> None:
        """Draw the errors of the landmark `symbol`, of all landmarks where it is empty."""
        self.begin(tr("towards the face, mm"), tr("down, mm"))
        scheme = comparison.scheme
        offsets = comparison.offsets[:, scheme.index(symbol)] if symbol in scheme.symbols else comparison.offsets
        offsets = offsets.reshape(-1, 2)
        offsets = offsets[np.isfinite(offsets).all(axis=1)]
        turn = np.linspace(0, 2 * np.pi, 181)
        for radius in (1.0, 2.0, 3.0, 4.0):
            self.plot(
                radius * np.cos(turn), radius * np.sin(turn), pen=self.pen(self.look.quiet, 2 if radius == 2 else 0.7)
            )
        self.setRange(xRange=(-4.4, 4.4), yRange=(-4.4, 4.4), padding=0)
        if not len(offsets):
            return
        # A point beyond the rim is drawn on it, as an open mark.
        length = np.hypot(*offsets.T)
        outside = length > 4.2
        shown = np.where(outside[:, None], offsets * (4.2 / np.maximum(length, 1e-9))[:, None], offsets)
        faint = QColor(self.look.first)
        faint.setAlpha(170 if symbol else 60)
        self.addItem(pg.ScatterPlotItem(*shown[~outside].T, size=6, pen=None, brush=faint))
        self.addItem(pg.ScatterPlotItem(*shown[outside].T, size=7, symbol="x", pen=None, brush=VERMILION))
        mean = offsets.mean(axis=0)
        self.plot([0, mean[0]], [0, mean[1]], pen=self.pen(self.look.second, 3))
        self.addItem(pg.ScatterPlotItem([mean[0]], [mean[1]], size=12, symbol="star", pen=None, brush=self.look.second))
        if outside.any():
            self.setLabel("bottom", tr("towards the face, mm   (×: {beyond} beyond 4 mm)", beyond=int(outside.sum())))
        words = tr(
            "{symbol}: bias {bias:.2f} mm ({x:+.2f}, {y:+.2f})",
            symbol=symbol or tr("all landmarks"),
            bias=np.hypot(*mean),
            x=mean[0],
            y=mean[1],
        )
        self.getPlotItem().setTitle(words, color=self.look.ink.name(), size="10pt")


def _quartiles(errors: NDArray[np.float64]) -> NDArray[np.float64]:
    """Quartiles (3, k) of errors (films, n) for the k landmarks that have any."""
    known = errors[:, np.isfinite(errors).any(axis=0)]
    return np.asarray(np.nanpercentile(known, [25, 50, 75], axis=0)) if known.size else np.empty((3, 0))


def _expected_mm(evaluation: Evaluation) -> NDArray[np.float64] | None:
    rows = []
    for case in evaluation.cases:
        if case.prediction.expected_error is None:
            return None
        spacing = case.calibration.mean_mm_per_px
        rows.append(case.prediction.expected_error * spacing)
    return np.stack(rows)


PLOTS: tuple[type[Plot], ...] = (LandmarkPlot, CurvePlot, BullsEye, ConfidencePlot, BlandAltmanPlot)
