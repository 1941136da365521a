"""Where the window and its parts stand on a screen; run by test_placement, for Qt learns of its screens at the start.

`place_window.py SETTINGS [WIDTH]`: opens the sample with the settings of that file, prints what it measured as JSON,
all in logical px; made WIDTH wide first, where that is given. The window is closed as by its user.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
from PySide6.QtCore import QRect
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDockWidget, QPushButton, QTabBar, QToolButton, QWidget

from cephview.app.background.film_reading import Keeping
from cephview.app.main_window import MainWindow
from cephview.app.settings import Settings
from cephview.app.window.style import apply_style
from cephview.core.landmarks import ISBI_19
from cephview.core.prediction import ModelIdentity, Prediction
from cephview.core.reference import Reference


def rect_of(rect: QRect) -> list[int]:
    return [rect.x(), rect.y(), rect.width(), rect.height()]


def cut_texts(window: QWidget) -> list[str]:
    """The buttons whose text does not fit them, of those that are seen."""
    found = []
    for kind in (QPushButton, QToolButton):
        buttons = [button for button in window.findChildren(kind) if button.isVisible() and button.text()]
        found += [button.text() for button in buttons if button.width() < button.minimumSizeHint().width()]
    return found


def main() -> None:
    application = QApplication([])
    apply_style(application, "dark")
    settings = Settings.at(Path(sys.argv[1]))
    settings.set_flag("tour_seen", True)
    window = MainWindow(settings, Keeping(enabled=False))
    window.show()
    window.open_sample()
    while window.document.case is None:
        QTest.qWait(10)
    QTest.qWait(200)
    points = np.linspace((300, 300), (900, 1100), 19)
    model = ModelIdentity("drawn", "0" * 64)
    window.document.set_prediction(window.document.state, Prediction(ISBI_19, points, np.full(19, 0.9), model))
    window.document.add_reference(Reference("reader", ISBI_19, points + 3))
    if len(sys.argv) > 2:
        window.resize(int(sys.argv[2]), window.height())
    QTest.qWait(200)
    docks = {dock.objectName(): dock for dock in window.findChildren(QDockWidget)}
    measured = {
        "screen": rect_of(window.screen().availableGeometry()),
        "ratio": window.devicePixelRatio(),
        "frame": rect_of(window.frameGeometry()),
        "width": window.width(),
        "film": rect_of(window.view.geometry()),
        "tab_bars": [
            [bar.tabText(i) for i in range(bar.count())]
            for bar in window.findChildren(QTabBar)
            if bar.isVisible() and bar.parent() is window
        ],
        "cut": cut_texts(window),
        "too_narrow": [],
    }
    for name in ("landmarks", "measurements"):
        docks[name].raise_()
        QTest.qWait(100)
        measured[name] = rect_of(docks[name].geometry())
        table = window.landmarks.table if name == "landmarks" else window.measurements.view
        if table.horizontalScrollBar().maximum() > 0:
            measured["too_narrow"].append(name)
        measured["cut"] += cut_texts(window)
    print(json.dumps(measured))
    window.close()


if __name__ == "__main__":
    main()
