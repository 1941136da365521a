"""Typing and pasting numbers into the window's fields, under locales of both decimal marks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QDialogButtonBox
from window_helpers import OpenWindow

from cephview.app.background.film_reading import Keeping
from cephview.app.settings import Settings
from cephview.app.training.form import TrainingForm
from cephview.app.window.dialogs import CalibrationDialog
from cephview.app.window.number_field import NumberDialog, NumberField
from cephview.core.calibration import Calibration, CalibrationSource

LOCALES = ("C", "de_DE", "fa_IR", "ar_EG", "fr_FR", "de_CH", "en_IN")


@pytest.fixture(params=LOCALES)
def locale(request: pytest.FixtureRequest) -> Iterator[str]:
    former = QLocale()
    QLocale.setDefault(QLocale(request.param))
    yield request.param
    QLocale.setDefault(former)


def enter(qtbot, field: NumberField, text: str, *, paste: bool) -> None:
    field.setFocus()
    field.selectAll()
    if paste:
        QGuiApplication.clipboard().setText(text)
        qtbot.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    for sign in "" if paste else text:
        # QTest knows the keys of Latin letters alone, and aborts at others.
        key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, sign)
        QApplication.sendEvent(field, key)


def asked(qtbot, current: Calibration | None = None) -> tuple[CalibrationDialog, object]:
    dialog = CalibrationDialog(current)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog, dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok)


@pytest.mark.parametrize("paste", [False, True], ids=["typed", "pasted"])
@pytest.mark.parametrize("text", ["0.125", "0,125", "۰٫۱۲۵", "٠٫١٢٥", "०.१२५", "0.125 mm", " 0,125\n"])
def test_the_number_is_the_one_that_stands_there(qtbot, locale: str, text: str, paste: bool) -> None:
    dialog, ok = asked(qtbot)
    enter(qtbot, dialog.spacing_x, text.strip() if not paste else text, paste=paste)
    assert ok.isEnabled() and not dialog.refusal.isVisible()
    qtbot.mouseClick(ok, Qt.MouseButton.LeftButton)
    assert dialog.result() == CalibrationDialog.DialogCode.Accepted
    assert dialog.calibration() == Calibration(0.125, 0.125, CalibrationSource.TYPED)


@pytest.mark.parametrize("text", ["0.1.2", "1.000,5", "50", "0,1 cm", "1'000", "1 000", "abc", "0", "-0.1", "1e400"])
def test_what_is_no_number_stays_and_is_refused_at_the_field(qtbot, locale: str, text: str) -> None:
    dialog, ok = asked(qtbot, Calibration(0.1, 0.1, CalibrationSource.TYPED))
    enter(qtbot, dialog.spacing_x, text, paste=True)
    assert dialog.spacing_x.text() == text and not ok.isEnabled()
    assert dialog.refusal.isVisible() and dialog.refusal.text().endswith(".")
    qtbot.keyClick(dialog.spacing_x, Qt.Key.Key_Return)
    dialog.spacing_y.setFocus()
    assert dialog.isVisible() and dialog.spacing_x.text() == text


def test_a_field_that_is_not_used_refuses_nothing(qtbot) -> None:
    dialog, ok = asked(qtbot, Calibration(0.1, 0.2, CalibrationSource.TYPED))
    enter(qtbot, dialog.spacing_y, "0.1.2", paste=False)
    assert not ok.isEnabled() and "0.1.2" in dialog.refusal.text()
    dialog.apart.setChecked(False)
    assert ok.isEnabled() and not dialog.refusal.isVisible()
    assert dialog.calibration() == Calibration(0.1, 0.1, CalibrationSource.TYPED)


@pytest.mark.parametrize(
    ("text", "value"), [("10.5", 10.5), ("10,5", 10.5), ("۱۰٫۵ mm", 10.5), ("12.3456", 12.3456), ("1.000", 1.0)]
)
def test_the_length_of_a_ruler(qtbot, open_window: OpenWindow, locale: str, text: str, value: float) -> None:
    window = open_window(Keeping(enabled=False))
    field = window.ruler.length
    enter(qtbot, field, text, paste=False)
    assert field.value == value and not field.problem
    enter(qtbot, field, "10.5.", paste=True)
    assert field.value is None and field.problem


def test_whole_numbers_of_the_training_and_of_what_is_kept(qtbot, locale: str, own_settings) -> None:
    form = TrainingForm(Settings.at(own_settings))
    qtbot.addWidget(form)
    form.add_folder(own_settings.parent)
    enter(qtbot, form.epochs, "۱۲", paste=True)
    assert form.plan.epochs == 12 and form.is_complete
    enter(qtbot, form.epochs, "1.500", paste=True)
    assert form.epochs.problem and not form.is_complete, "neither 1 nor 1500"
    dialog = NumberDialog("Kept", "At most so many MB:", NumberField(1, 1_000_000, whole=True, unit="MB"))
    qtbot.addWidget(dialog)
    ok = dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok)
    enter(qtbot, dialog.field, "٥٠٠ MB", paste=True)
    assert dialog.field.value == 500 and ok.isEnabled()
    enter(qtbot, dialog.field, "0", paste=True)
    assert not ok.isEnabled() and dialog.refusal.text() == "0 is not between 1 and 1000000."


def test_no_field_of_the_window_reads_numbers_by_the_locale(open_window: OpenWindow) -> None:
    window = open_window(Keeping(enabled=False))
    window.trainings.show()
    assert not window.findChildren(QAbstractSpinBox)
