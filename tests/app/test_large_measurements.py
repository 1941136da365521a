"""Measurements large: over the whole right side and wider; off, and at the next start, as it was before."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDockWidget, QTabBar
from window_helpers import OpenWindow, open_drawn_film

from cephview.app.main_window import MainWindow


@pytest.fixture
def window(open_window: OpenWindow, qtbot, tmp_path: Path) -> MainWindow:
    window = open_drawn_film(open_window, qtbot, tmp_path)
    window.resize(1280, 900)
    window.show()
    qtbot.waitExposed(window)
    return window


def dock(window: MainWindow, name: str) -> QDockWidget:
    return window.findChild(QDockWidget, name)


def test_they_take_the_right_side_and_go_back(window: MainWindow, qtbot) -> None:
    switch, panel = window.actions_by_id["measurements_large"], dock(window, "measurements")
    qtbot.waitUntil(lambda: dock(window, "landmarks").height() > panel.height() > 250)
    before, bars = panel.size(), sum(bar.isVisible() for bar in window.findChildren(QTabBar))
    switch.setChecked(True)
    qtbot.waitUntil(lambda: panel.width() > 1.2 * before.width() and panel.height() > 1.5 * before.height())
    assert not dock(window, "landmarks").isVisible() and switch in window.measurements.how.menu().actions()
    switch.setChecked(False)
    qtbot.waitUntil(lambda: panel.width() == before.width() and abs(panel.height() - before.height()) < 5)
    assert sum(bar.isVisible() for bar in window.findChildren(QTabBar)) == bars, "a ghost of a tab bar"
    assert dock(window, "landmarks").isVisible()


def test_what_is_remembered_is_how_the_panels_were(window: MainWindow, qtbot) -> None:
    window.actions_by_id["measurements_large"].setChecked(True)
    window.placement.remember()
    window.actions_by_id["panels"].trigger()
    assert not window.actions_by_id["measurements_large"].isChecked() and dock(window, "landmarks").isVisible()
    window.placement.restore()
    assert dock(window, "landmarks").isVisible()


def test_among_the_tabs_they_are_raised_and_the_landmarks_stay(window: MainWindow, qtbot) -> None:
    landmarks, panel = dock(window, "landmarks"), dock(window, "measurements")
    window.resize(1280, 760)
    window.placement.arrange()
    qtbot.waitUntil(lambda: landmarks in window.tabifiedDockWidgets(panel))
    before, switch = panel.width(), window.actions_by_id["measurements_large"]
    switch.setChecked(True)
    qtbot.waitUntil(lambda: panel.width() > 1.2 * before and not panel.visibleRegion().isEmpty())
    switch.setChecked(False)
    qtbot.waitUntil(lambda: panel.width() <= before)
    assert not landmarks.isHidden() and landmarks in window.tabifiedDockWidgets(panel)
