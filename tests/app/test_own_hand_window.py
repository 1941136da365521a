"""Fifteen films are done, Pog′ lower by hand on all: the window offers to follow, and takes it back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from window_helpers import OpenWindow

from cephview.app.background.film_reading import Keeping
from cephview.app.editing.own_hand import OwnHandDialog
from cephview.app.main_window import MainWindow
from cephview.core.case import Case, Edit
from cephview.core.own_hand import FEWEST_FILMS
from cephview.io.cases.own_hand import hand_path
from cephview.phantom import PhantomSpec, write_phantom

MM, LOWER_MM, WAIT = 0.64, 4.0, 240_000


@pytest.fixture
def window(open_window: OpenWindow, qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """A window whose folder is predicted; of all films but the open one all points are confirmed, and Pog′ moved."""
    monkeypatch.setenv("CEPHVIEW_CASES", str(tmp_path / "own"))
    for number in range(FEWEST_FILMS + 1):
        write_phantom(tmp_path / "films", f"f{number}", PhantomSpec(number, width=300, height=375, mm_per_px=MM))
    window = open_window(Keeping(folder=tmp_path / "cases"))
    window.resize(1280, 800)
    window.prediction.load_model(None)
    window.session.open([tmp_path / "films"])
    qtbot.waitUntil(lambda: len(window.session.entries) > FEWEST_FILMS and window.session.current == 0, timeout=WAIT)
    qtbot.waitUntil(lambda: all(each.case and each.case.prediction for each in window.session.entries), timeout=WAIT)
    for entry in window.session.entries[1:]:
        window.session.note(entry, done(entry.case))
    return window


def done(case: Case) -> Case:
    edits = {symbol: case.agreement(symbol) for symbol in case.scheme.symbols}
    x, y = case.predicted_points[case.scheme.index("Pog′")].tolist()
    return replace(case, edits=edits | {"Pog′": Edit(point=(x, y + LOWER_MM / MM))})


def press(window: MainWindow, qtbot) -> None:
    qtbot.mouseClick(window.view.hud.banner.action_button, Qt.MouseButton.LeftButton)


def answer(qtbot, button: str, picture: Path | None = None) -> list[str]:
    said: list[str] = []

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, OwnHandDialog):
            QTimer.singleShot(20, act)
            return
        if picture:
            dialog.grab().save(str(picture))
        said.append(button)
        qtbot.mouseClick(getattr(dialog, button), Qt.MouseButton.LeftButton)

    QTimer.singleShot(20, act)
    return said


@pytest.mark.slow
def test_it_is_offered_followed_shown_on_the_card_and_taken_back(window: MainWindow, qtbot, tmp_path: Path) -> None:
    pog = window.document.case.scheme.index("Pog′")
    before = window.document.case.prediction
    window.hands.check()
    text = window.notices.current.text
    assert text.startswith("Your Pog′ lies 4.0 mm lower than the model's (15 films)") and "follow you?" in text
    window.grab().save(str(tmp_path / "offer.png"))
    said = answer(qtbot, "follow_button", tmp_path / "dialog.png")
    press(window, qtbot)
    assert said == ["follow_button"]
    qtbot.waitUntil(lambda: window.document.case.prediction.model.sha256 != before.model.sha256, timeout=WAIT)
    moved = (window.document.case.prediction.points - before.points) * MM
    assert moved[pog] == pytest.approx((0, LOWER_MM), abs=0.1)
    assert np.abs(np.delete(moved, pog, 0)).max() == 0
    assert "Pog′ 4.0 mm lower" in dict(window.prediction.card.facts)["follows your hand"]
    assert hand_path(window.prediction.identity.sha256).exists()
    entry = window.session.entries[3]
    assert entry.case.points[pog].tolist() == done(entry.case).points[pog].tolist(), "what was touched stays"
    assert "Take it back" in window.notices.current.action_text
    press(window, qtbot)
    qtbot.waitUntil(lambda: window.document.case.prediction.model == before.model, timeout=WAIT)
    assert np.array_equal(window.document.case.prediction.points, before.points)
    assert window.prediction.hand is None and not hand_path(window.prediction.identity.sha256).exists()
    window.hands.check()
    asked = [notice for notice in [window.notices.current] if notice and "follow you?" in notice.text]
    assert not asked, "once for fifteen films"
    window.hands.follow(window.hands.measure())
    answer(qtbot, "end_button")
    window.actions_by_id["own_hand"].trigger()
    assert window.prediction.hand is None
