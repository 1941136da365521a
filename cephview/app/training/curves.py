"""The curves of a run: the loss of the training films, and the error on the films kept for validation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cephview.app.evaluation.plot import Plot


class Curve(Plot):
    """One figure of each epoch that has it."""

    def __init__(self, key: str, title: str) -> None:
        super().__init__()
        self._key, self._title = key, title
        self.points: list[tuple[float, float]] = []
        self.show_rows(())

    def show_rows(self, rows: Sequence[Mapping[str, float]]) -> None:
        """Draw the rows of a log: `epoch` and figures."""
        self.points = [(row["epoch"], row[self._key]) for row in rows if self._key in row]
        self.begin("epoch", self._title)
        last = self.points[-1][0] if self.points else 0
        self.setXRange(0, max(1, last))
        if self.points:
            colour = self.look.first
            x, y = zip(*self.points, strict=True)
            self.plot(x, y, pen=self.pen(colour, 2), symbol="o", symbolSize=6, symbolBrush=colour, symbolPen=None)
