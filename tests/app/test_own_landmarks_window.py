"""What the user placed stays in list, film, table and export, whatever landmarks the model in use knows."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot
from window_helpers import OpenWindow, open_drawn_film

from cephview.app.background.film_reading import Keeping
from cephview.app.main_window import MainWindow
from cephview.app.panels.landmark_model import SYMBOL_ROLE
from cephview.core.case import Status
from cephview.core.landmarks import AARIZ_29, ISBI_19, Scheme
from cephview.core.prediction import ModelIdentity, Prediction
from cephview.io.tables.export_reader import read_csv

HERE = (123.25, 222.5)


def prediction(scheme: Scheme, digit: str) -> Prediction:
    count = len(scheme)
    points = np.stack([np.linspace(40, 260, count), np.linspace(50, 350, count)], axis=1)
    return Prediction(scheme, points, np.full(count, 0.8), ModelIdentity(scheme.name, digit * 64))


def listed(window: MainWindow) -> list[str]:
    order = window.landmarks.order
    return [order.index(row, 0).data(SYMBOL_ROLE) for row in range(order.rowCount())]


@pytest.mark.slow
def test_a_correction_outlasts_a_model_that_does_not_know_the_landmark(
    open_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_drawn_film(open_window, qtbot, tmp_path)
    document = window.document
    document.set_prediction(document.state, prediction(AARIZ_29, "1"))
    document.move_landmark("Pn", HERE)
    document.set_prediction(document.state, prediction(ISBI_19, "2"))
    assert "Pn" in listed(window) and window.view.overlay.items["Pn"].marker.isVisible()
    out = tmp_path / "out.csv"
    assert window.files.export_to(out, [document.state])
    (row,) = read_csv(out).values()
    place = row.scheme.index("Pn")
    assert tuple(row.points[place]) == HERE and row.statuses[place] is Status.PLACED
    document.undo()
    assert document.case.status("Pn") is Status.MISSING and "Pn" not in window.view.overlay.items
    assert "Pn" not in listed(window)
    document.redo()
    assert "Pn" in listed(window) and document.case.edits["Pn"].point == HERE
    assert window.view.overlay.items["Pn"].marker.isVisible()
    window.session.autosave.settle()
    window.close()
    again = open_window(Keeping(folder=tmp_path / "cases"))
    again.session.open([tmp_path / "films" / "1.png"])
    qtbot.waitUntil(lambda: again.document.case is not None, timeout=120_000)
    assert again.document.case.edits["Pn"].point == HERE and "Pn" in listed(again)
