"""The two themes: everything can be read in either, and the film stands on dark in both."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QToolBar, QToolButton

from cephview.app.background.film_reading import Keeping
from cephview.app.canvas import theme
from cephview.app.main_window import MainWindow
from cephview.app.settings import Settings
from cephview.app.window.style import apply_style, scheme_of


@pytest.fixture(autouse=True, scope="module")
def as_it_was(qapp: QApplication) -> Iterator[None]:
    sheet, palette, style = qapp.styleSheet(), qapp.palette(), qapp.style().objectName()
    yield
    theme.use("dark")
    qapp.setProperty("cephview-styled", style == "fusion")
    qapp.setStyle(style)
    qapp.setPalette(palette)
    qapp.setStyleSheet(sheet)


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_texts_and_marks_can_be_told_from_their_ground(scheme: theme.Scheme) -> None:
    theme.use(scheme)
    for ground in (theme.PANEL, theme.RAISED, theme.SELECTION, theme.FIELD):
        assert theme.contrast(theme.TEXT, ground) >= 7
        assert theme.contrast(theme.TEXT_QUIET, ground) >= 3.5
    assert theme.contrast(theme.TEXT_QUIET, theme.PANEL) >= 4.5
    for colour in (*theme.STATUS_COLOURS.values(), *(band for _, band in theme.ERROR_BANDS), theme.ACCENT):
        assert theme.contrast(theme.on_panel(colour), theme.PANEL) >= 3
        assert theme.contrast(theme.on_panel(colour, 4.5), theme.PANEL) >= 4.5
    for colour in (theme.FILM_TEXT, theme.FILM_QUIET, theme.PREDICTED, theme.CORRECTED, theme.REFERENCE):
        assert theme.contrast(colour, theme.SURROUND) >= 4.5


def test_contrast_is_that_of_wcag() -> None:
    assert theme.contrast(QColor("white"), QColor("black")) == pytest.approx(21.0)
    assert theme.contrast(QColor("#767676"), QColor("white")) == pytest.approx(4.54, abs=0.01)


def test_a_system_that_does_not_say_is_dark() -> None:
    assert scheme_of("light") == "light" and scheme_of("dark") == "dark"
    assert scheme_of("system") in ("dark", "light")


def open_window(qtbot, path: Path) -> MainWindow:
    window = MainWindow(Settings.at(path), Keeping(enabled=False))
    window.resize(1280, 800)
    qtbot.addWidget(window)
    window.show()
    return window


def ground_of(window: MainWindow) -> QColor:
    """The colour of the panel at its lower edge, below the last row."""
    image = window.landmarks.grab().toImage()
    return image.pixelColor(3, image.height() // 2)


def test_the_theme_changes_at_once_and_is_remembered(qtbot, qapp, tmp_path: Path) -> None:
    apply_style(qapp, "dark")
    window = open_window(qtbot, tmp_path / "settings.ini")
    surround = window.view.backgroundBrush().color().name()
    assert ground_of(window).lightness() < 60
    window.actions_by_id["theme_light"].setChecked(True)
    assert ground_of(window).lightness() > 220
    assert qapp.palette().color(QPalette.ColorRole.Window).lightness() > 220
    assert window.view.backgroundBrush().color().name() == surround == theme.SURROUND.name()
    assert not window.actions_by_id["theme_system"].isChecked()
    window.settings.sync()
    window.prediction.close()
    window.session.close()
    apply_style(qapp, "dark")
    again = open_window(qtbot, tmp_path / "settings.ini")
    assert again.actions_by_id["theme_light"].isChecked() and ground_of(again).lightness() > 220
    again.actions_by_id["theme_dark"].setChecked(True)
    assert ground_of(again).lightness() < 60
    again.prediction.close()
    again.session.close()


def toolbar_with(window: MainWindow, command: str) -> QToolBar:
    action = window.actions_by_id[command]
    return next(bar for bar in window.findChildren(QToolBar) if action in bar.actions())


def test_no_button_of_the_toolbar_is_cut_at_1280(qtbot, qapp, tmp_path: Path) -> None:
    apply_style(qapp, "dark")
    window = open_window(qtbot, tmp_path / "settings.ini")
    bar = toolbar_with(window, "open")
    for action in bar.actions():
        button = bar.widgetForAction(action)
        if isinstance(button, QToolButton) and button.text():
            assert button.isVisible() and button.width() >= button.fontMetrics().horizontalAdvance(button.text())
    window.prediction.close()
    window.session.close()


def test_a_narrow_window_keeps_every_part(qtbot, qapp, tmp_path: Path) -> None:
    """Long texts in the status bar must not widen the window beyond a small screen."""
    window = open_window(qtbot, tmp_path / "settings.ini")
    bar = window.status
    bar.calibration.setText("0.12616 mm / px · measured on the film (22 marks, 1 mm apart)")
    bar.cursor_text.setText("x 1057.0  y 256.3 px     133.4  32.4 mm     grey 145")
    bar.zoom.setText("38 %     mirrored, turned by 97.5°")
    bar.model.setText("cephview-w18s  ·  preprocessing declared  ·  predicted in 20.56 s")
    bar.saved.setText("saved, not exported")
    window.resize(1024, 700)
    assert window.minimumSizeHint().width() <= 1024 and window.width() == 1024
    qtbot.waitUntil(lambda: bar.model.is_cut, timeout=5_000)
    assert not bar.saved.visibleRegion().isEmpty() and bar.saved.geometry().right() <= bar.width()
    assert bar.saved.width() >= bar.saved.sizeHint().width(), "whether it is saved is never cut"
    export = toolbar_with(window, "export").widgetForAction(window.actions_by_id["export"])
    assert export.visibleRegion().boundingRect().width() == export.width(), "the toolbar folds, its last button stays"
    window.resize(1900, 700)
    qtbot.waitUntil(lambda: not bar.model.is_cut, timeout=5_000)
    window.prediction.close()
    window.session.close()
