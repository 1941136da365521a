"""The Display panel: histogram, preset, gamma and switches, and how the film is turned. All of it is looking alone."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from cephview.app.canvas.film_view import FilmView
from cephview.app.canvas.presets import PRESETS, apply_preset
from cephview.app.editing.document import CaseDocument
from cephview.app.words import tr
from cephview.core.keys import in_keys_of_the_system
from cephview.core.radiograph import Radiograph
from cephview.core.turn import MAX_DEGREES, UPRIGHT

if TYPE_CHECKING:
    from cephview.app.panels.display_histogram import DisplayHistogram

# The gamma slider is logarithmic: as far to a third as to three times.
_GAMMA_STEPS, _GAMMA_SPAN = 100, 3.0
_DEGREE_STEPS = 10  # of the slider, a degree


class DisplayPanel(QWidget):
    """Sets the view's display and turn, and follows both."""

    def __init__(self, document: CaseDocument, view: FilmView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document, self._view, self._display = document, view, view.display
        self.histogram: DisplayHistogram | None = None
        self._uncounted = True
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 6)
        layout.setSpacing(6)
        self._plot_place = QVBoxLayout()
        self.preset = QComboBox()
        self.preset.addItems([tr(preset.name) for preset in PRESETS])
        self.preset.setPlaceholderText(tr("Preset"))
        self.preset.setAccessibleName(tr("Preset"))
        self.reset = QPushButton(tr("Reset"))
        self.reset.setToolTip(tr("Show the film as it was stored"))
        self.gamma = _Slider(_GAMMA_STEPS, tr("Gamma: brighten or darken the middle greys"))
        self.gamma_text = _figure("0.00")
        self.inverted = QCheckBox(tr("Invert"))
        self.local_contrast = QCheckBox(tr("Local contrast"))
        self.local_contrast.setToolTip(tr("CLAHE: brings out what lies in dark and bright parts alike"))
        self.sharpened = QCheckBox(tr("Sharpen"))
        self.sharpened.setToolTip(tr("Unsharp mask: brings out edges, and grain with them"))
        self.left, self.right = _button("↺ 90°", tr("Turn left")), _button("↻ 90°", tr("Turn right"))
        self.mirror = _button(tr("Mirror"), tr("Mirror left to right"))
        self.mirror.setCheckable(True)
        hint = in_keys_of_the_system(tr("Fine rotation; Alt + wheel on the film does the same"))
        self.tilt = _Slider(round(MAX_DEGREES * _DEGREE_STEPS), hint)
        self.tilt_text = _figure("−00.0°")
        self.upright = _button(tr("Upright"), tr("Show the film as it was stored"))
        layout.addLayout(_row(self.preset, None, self.reset))
        layout.addLayout(_row(self.inverted, self.local_contrast, self.sharpened, None))
        layout.addLayout(self._plot_place, 1)
        layout.addLayout(_row(QLabel(tr("Gamma")), self.gamma, self.gamma_text))
        layout.addLayout(_row(self.left, self.right, self.mirror, self.tilt, self.tilt_text, self.upright))
        self._connect()
        self._film_changed()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Count the film's greys when they are seen: behind another tab nobody waits for that.

        Qt shows what lies behind a tab, too, but it paints it not.
        """
        if self._uncounted:
            self._uncounted = False
            QTimer.singleShot(0, self._count)
        super().paintEvent(event)

    def _connect(self) -> None:
        display, document = self._display, self._document
        self.preset.activated.connect(self._choose)
        self.reset.clicked.connect(self._reset)
        self.gamma.valueChanged.connect(lambda step: display.set_gamma(_GAMMA_SPAN ** (step / _GAMMA_STEPS)))
        self.gamma.reset_requested.connect(lambda: display.set_gamma(1.0))
        self.inverted.toggled.connect(display.set_inverted)
        self.local_contrast.toggled.connect(display.set_local_contrast)
        self.sharpened.toggled.connect(display.set_sharpened)
        self.left.clicked.connect(lambda: document.set_turn(document.turn.turned(-1)))
        self.right.clicked.connect(lambda: document.set_turn(document.turn.turned(1)))
        self.mirror.clicked.connect(lambda: document.set_turn(document.turn.flipped()))
        self.tilt.valueChanged.connect(lambda step: document.tilt(step / _DEGREE_STEPS))
        self.tilt.reset_requested.connect(lambda: document.tilt(0.0))
        self.upright.clicked.connect(lambda: document.set_turn(UPRIGHT))
        display.changed.connect(self._follow)
        self._view.turn_changed.connect(lambda _: self._follow())
        self._document.opened.connect(self._film_changed)

    def _radiograph(self) -> Radiograph | None:
        return self._document.case.radiograph if self._document.case else None

    def _count(self) -> None:
        if self.histogram is None:
            # Here, so that who never looks does not wait for its library.
            from cephview.app.panels.display_histogram import DisplayHistogram

            self.histogram = DisplayHistogram(self._display)
            self._plot_place.addWidget(self.histogram)
        self.histogram.set_film(self._radiograph())

    def _choose(self, index: int) -> None:
        if self._document.case:
            apply_preset(PRESETS[index], self._display, self._document.case.radiograph)

    def _reset(self) -> None:
        if self._document.case:
            self._display.reset(self._document.case.radiograph)

    def _film_changed(self) -> None:
        self.setEnabled(self._document.case is not None)
        self.preset.setCurrentIndex(-1)
        self._uncounted = True
        self.update()
        self._follow()

    def _follow(self) -> None:
        display, turn = self._display, self._document.turn
        step = round(_GAMMA_STEPS * math.log(display.gamma, _GAMMA_SPAN))
        for slider, value in ((self.gamma, step), (self.tilt, round(turn.degrees * _DEGREE_STEPS))):
            # Said by the display, not by the hand: it must not be rounded on its way back.
            slider.blockSignals(True)
            slider.setValue(value)
            slider.blockSignals(False)
        self.gamma_text.setText(f"{display.gamma:.2f}")
        self.tilt_text.setText(f"{turn.degrees:.1f}°".replace("-", "−"))
        self.inverted.setChecked(display.inverted)
        self.local_contrast.setChecked(display.look.local_contrast)
        self.sharpened.setChecked(display.look.sharpened)
        self.mirror.setChecked(turn.mirrored)
        self.upright.setEnabled(not turn.is_upright)


class _Slider(QSlider):
    """From -`reach` to `reach`, with nothing in the middle; a double click asks for that."""

    reset_requested = Signal()

    def __init__(self, reach: int, hint: str) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setRange(-reach, reach)
        self.setPageStep(max(reach // 10, 1))
        self.setMinimumWidth(60)
        self.setToolTip(tr("{hint}. Double click resets.", hint=hint))
        self.setAccessibleName(hint)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Back to the middle."""
        self.reset_requested.emit()


def _figure(widest: str) -> QLabel:
    label = QLabel()
    label.setMinimumWidth(label.fontMetrics().horizontalAdvance(widest) + 4)
    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return label


def _button(text: str, hint: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setToolTip(hint)
    button.setAccessibleName(hint)
    return button


def _row(*widgets: QWidget | None) -> QHBoxLayout:
    """Side by side; None takes the room that is left."""
    row = QHBoxLayout()
    row.setSpacing(6)
    for widget in widgets:
        row.addStretch(1) if widget is None else row.addWidget(widget, 1 if isinstance(widget, QSlider) else 0)
    return row
