"""Fields for numbers that take what people type and paste, whatever the locale, and never make another number of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QVBoxLayout, QWidget

from cephview.app.canvas import theme
from cephview.app.window.ok_cancel import OkCancel
from cephview.app.words import tr
from cephview.core.numbers import parse_number, parse_whole

_DIGITS = 9


class NumberField(QLineEdit):
    """A line for a number between `low` and `high`; `whole` for one without decimals, `unit` may stand behind it.

    Nothing is kept from being typed: Qt's own boxes drop the signs that their locale lacks, and make 105 of 10.5. What
    is no number stays as it is, `value` is None then and `problem` says why.
    """

    changed = Signal()

    def __init__(self, low: float, high: float, *, whole: bool = False, unit: str = "", name: str = "") -> None:
        super().__init__()
        self._low, self._high, self._whole, self._unit = low, high, whole, unit
        self.setAccessibleName(name)
        self.textChanged.connect(lambda _: self.changed.emit())

    @property
    def value(self) -> float | None:
        """The number; None where the field is empty or holds none that can be used."""
        try:
            return self._parse()
        except ValueError:
            return None

    @property
    def problem(self) -> str:
        """A sentence why what stands there is not taken; empty where it is, and for an empty field."""
        try:
            self._parse()
        except ValueError as error:
            return f"{error}."
        return ""

    def set_value(self, value: float | None) -> None:
        """Show a number, with a point and no needless zeros as everywhere in the program; None empties the field."""
        self.setText("" if value is None else _figure(value))

    def _parse(self) -> float | None:
        text = self.text().strip()
        if not text:
            return None
        bare = text.removesuffix(self._unit)
        value = parse_whole(bare) if self._whole else parse_number(bare)
        if not self._low <= value <= self._high:
            raise ValueError(
                tr(
                    "{value} is not between {low} and {high}",
                    value=_figure(value),
                    low=_figure(self._low),
                    high=_figure(self._high),
                )
            )
        return value


class Refusal(QLabel):
    """Stands below number fields and says what is wrong with the first that is refused; else it takes no room."""

    def __init__(self, fields: Sequence[NumberField]) -> None:
        super().__init__()
        self._fields = fields
        self.setWordWrap(True)
        self.setStyleSheet(f"color: {theme.on_panel(theme.WARNING, 4.5).name()};")
        for field in fields:
            field.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Say what is wrong now; of a field that cannot be used at all, nothing is."""
        problem = next((field.problem for field in self._fields if field.isEnabled() and field.problem), "")
        self.setText(problem)
        self.setVisible(bool(problem))
        window, layout = self.window(), self.window().layout()
        if window.isVisible() and layout is not None:  # Qt would squeeze the fields above
            window.resize(window.width(), max(window.height(), layout.totalHeightForWidth(window.width())))


class NumberDialog(QDialog):
    """Asks for one number."""

    def __init__(self, title: str, text: str, field: NumberField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.field, self.refusal, label = field, Refusal((field,)), QLabel(text)
        self.buttons = OkCancel(self)
        layout = QVBoxLayout(self)
        for widget in (label, field, self.refusal, self.buttons):
            layout.addWidget(widget)
        field.changed.connect(self._check)
        field.selectAll()
        self._check()

    def _check(self) -> None:
        self.buttons.ok.setEnabled(self.field.value is not None)


def _figure(value: float) -> str:
    return f"{round(value, _DIGITS):.{_DIGITS}g}"
