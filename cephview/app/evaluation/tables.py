"""The lists of the evaluation window: films worst first, the readers' agreement, points read far apart."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from cephview.app.canvas import theme
from cephview.app.words import tr
from cephview.review.comparison import Comparison
from cephview.review.evaluation import Evaluation
from cephview.review.observers import agreement, outliers, reader_pairs
from cephview.review.report import worst_first

_ROLE = Qt.ItemDataRole.UserRole


class FigureTable(QTableWidget):
    """A table of texts, figures to the right; a click on a row tells the film and the landmark that it is about."""

    chosen = Signal(int, str)  # row of the evaluation or -1, symbol

    def __init__(self, heads: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(0, len(heads), parent)
        self.setHorizontalHeaderLabels(heads)
        first = QTableWidgetItem(heads[0])
        first.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setHorizontalHeaderItem(0, first)
        self.verticalHeader().hide()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        # Not to their contents by themselves: that measures all rows anew with every cell that is filled.
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.cellClicked.connect(self._clicked)

    def fill(self, rows: list[tuple[int, str, tuple[str, ...], float | None]]) -> None:
        """Show rows of (film, symbol, texts, the error in mm that colours the last text or None)."""
        self.clearContents()
        self.setRowCount(len(rows))
        for i, (film, symbol, texts, error) in enumerate(rows):
            for j, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setData(_ROLE, (film, symbol))
                side = Qt.AlignmentFlag.AlignLeft if j == 0 else Qt.AlignmentFlag.AlignRight
                item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
                if error is not None and j == len(texts) - 1 and error > 4:
                    item.setForeground(theme.on_panel(theme.WARNING, 4.5))
                self.setItem(i, j, item)
        for column in range(1, self.columnCount()):
            self.resizeColumnToContents(column)

    def _clicked(self, row: int, _: int) -> None:
        item = self.item(row, 0)
        if item is not None:
            self.chosen.emit(*item.data(_ROLE))


class FilmTable(FigureTable):
    """The films, worst first."""

    def __init__(self) -> None:
        super().__init__((tr("film"), tr("mean error (MRE), mm"), tr("worst point")))

    def show_data(self, evaluation: Evaluation, comparison: Comparison) -> None:
        """List the films that the comparison knows of."""
        rows: list[tuple[int, str, tuple[str, ...], float | None]] = []
        means = comparison.film_means
        for i in worst_first(comparison):
            errors = comparison.errors[i]
            worst = int(np.nanargmax(errors))
            symbol, error = comparison.scheme.symbols[worst], float(errors[worst])
            texts = (evaluation.films[i], f"{means[i]:.2f}", f"{symbol}  {error:.1f}")
            rows.append((i, symbol, texts, error))
        self.fill(rows)


class ObserverTable(FigureTable):
    """The agreement of two readers, landmark by landmark."""

    def __init__(self) -> None:
        super().__init__(("", tr("distance"), tr("bias x"), tr("bias y"), tr("Dahlberg"), tr("ICC x"), tr("ICC y")))
        self.setToolTip(
            tr(
                "mm. Bias: the first reader's point from the second's, x towards the face, y down. "
                "Dahlberg's error of x and y together. ICC(2,1) of points relative to the centre of the "
                "film's landmarks."
            )
        )

    def show_data(self, evaluation: Evaluation) -> None:
        """List the first pair of readers; nothing where there is one reader alone."""
        rows: list[tuple[int, str, tuple[str, ...], float | None]] = []
        for pair in reader_pairs(evaluation)[:1]:
            for row in agreement(evaluation, pair):
                both = float(np.hypot(row.x.dahlberg, row.y.dahlberg))
                figures = (f"{row.x.bias:+.2f}", f"{row.y.bias:+.2f}", f"{both:.2f}", f"{row.x.icc:.2f}")
                texts = (row.symbol, f"{row.distance.mre:.2f} ± {row.distance.sd:.2f}", *figures, f"{row.y.icc:.2f}")
                rows.append((-1, row.symbol, texts, None))
        self.fill(rows)


class OutlierTable(FigureTable):
    """Points that two readers read far apart; one of them may be a slip."""

    def __init__(self) -> None:
        super().__init__((tr("film"), tr("landmark"), tr("apart, mm")))

    def show_data(self, evaluation: Evaluation) -> None:
        """List the outliers of all pairs of readers."""
        rows: list[tuple[int, str, tuple[str, ...], float | None]] = []
        for pair in reader_pairs(evaluation):
            for far in outliers(pair):
                texts = (evaluation.films[far.film], far.symbol, f"{far.distance:.1f}")
                rows.append((far.film, far.symbol, texts, far.distance))
        self.fill(rows)
