"""The figures that the eye is to find first: MRE with SD, and the SDRs."""

from __future__ import annotations

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from cephview.app.canvas import theme
from cephview.app.words import tr
from cephview.core.accuracy import SDR_THRESHOLDS_MM
from cephview.review.comparison import Comparison

_BIG_PX, _SMALL_PX = 26, 12


class ComparisonFigures(QWidget):
    """MRE ± SD, SDRs and the share of lost points, large, each above what it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(4, 2, 4, 2)
        layout.setSpacing(26)
        names = [
            tr("mean error ± SD (MRE), mm"),
            *(tr("within {limit:g} mm", limit=limit) for limit in SDR_THRESHOLDS_MM),
            tr("lost (> 10 mm)"),
        ]
        self.values = [self._figure(layout, name) for name in names]
        layout.addStretch(1)

    def show_data(self, comparison: Comparison | None) -> None:
        """Show a comparison; dashes for none."""
        accuracy = comparison.accuracy if comparison else None
        if comparison is None or accuracy is None:
            texts = ["–"] * len(self.values)
        else:
            shares = [f"{accuracy.sdr[limit]:.1f} %" for limit in SDR_THRESHOLDS_MM]
            texts = [f"{accuracy.mre:.2f} ± {accuracy.sd:.2f}", *shares, f"{comparison.lost_percent:.2f} %"]
        for label, text in zip(self.values, texts, strict=True):
            label.setText(text)

    def _figure(self, layout: QHBoxLayout, name: str) -> QLabel:
        column = QVBoxLayout()
        column.setSpacing(0)
        value, caption = QLabel("–"), QLabel(name)
        value.setFont(theme.font(_BIG_PX, bold=True))
        caption.setFont(theme.font(_SMALL_PX))
        caption.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        column.addWidget(value)
        column.addWidget(caption)
        layout.addLayout(column)
        return value
