"""What an analysis lacks: estimates over the film, the guided round with the mouse, taking over, adding, undoing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot
from window_helpers import OpenWindow

from cephview.app.background.film_reading import Keeping
from cephview.app.main_window import MainWindow
from cephview.app.panels.measurement_table import VALUE
from cephview.core.case import Case, Status
from cephview.core.catalogue import LANDMARKS
from cephview.core.landmarks import AARIZ_29, ISBI_19, Scheme
from cephview.core.prediction import ModelIdentity, Prediction
from cephview.io.tables.export_reader import read_csv
from cephview.phantom import PhantomSpec, write_phantom

LEFT = Qt.MouseButton.LeftButton


pytestmark = pytest.mark.usefixtures("forget_own_landmarks")  # no landmark outlives its test


@pytest.fixture
def window(open_window: OpenWindow, qtbot: QtBot, tmp_path: Path) -> MainWindow:
    """A phantom with its own 19 points for a prediction, and Steiner's analysis, which needs teeth besides."""
    films = tmp_path / "films"
    films.mkdir()
    path = write_phantom(films, "1", PhantomSpec(scheme=ISBI_19, width=484, height=600, mm_per_px=0.4))
    window = open_window(Keeping(folder=tmp_path / "cases"))
    window.resize(1280, 800)
    window.measuring.fill()
    window.measurements.choose("Steiner")
    window.session.open([path])
    qtbot.waitUntil(lambda: window.session.current == 0, timeout=120_000)
    reading = window.document.case.reference
    points = ISBI_19.take(reading.points, reading.scheme)
    predict(window, ISBI_19, points)
    return window


def predict(window: MainWindow, scheme: Scheme, points: np.ndarray) -> None:
    errors = np.full(len(scheme), 2.0)
    model = ModelIdentity(scheme.name, "0" * 64)
    prediction = Prediction(scheme, points, np.full(len(scheme), 0.8), model, expected_error=errors)
    window.document.set_prediction(window.document.state, prediction)


def click(window: MainWindow, qtbot: QtBot, film: tuple[float, float]) -> None:
    x, y = window.view.camera.to_view(film)
    at = QPoint(round(x), round(y))
    qtbot.mouseMove(window.view.viewport(), at)
    qtbot.mousePress(window.view.viewport(), LEFT, pos=at)
    qtbot.mouseRelease(window.view.viewport(), LEFT, pos=at)


def key(window: MainWindow, name: str) -> None:
    window.actions_by_id[name].trigger()


def case(window: MainWindow) -> Case:
    assert window.document.case is not None
    return window.document.case


def test_what_is_missing_is_estimated_and_in_no_case_nor_export(window: MainWindow, tmp_path: Path) -> None:
    shown = window.document.shown
    assert shown.status("UIA") is Status.ESTIMATED and case(window).status("UIA") is Status.MISSING
    assert "UIA" in window.view.overlay.items and "UIA" not in case(window).scheme
    rows = {m.name: i for i, m in enumerate(window.measurements.table.measurements)}
    value = window.measurements.table.index(rows["U1–NA angle"], VALUE).data()
    assert value.startswith("est. ") and "±" in value
    missing = window.measurements.to_place.missing()
    assert {"UIA", "LIA", "UMT", "LMT"} <= set(missing)
    assert window.measurements.to_place.text() == f"Steiner: {len(missing)} landmarks to place"
    out = tmp_path / "out.csv"
    assert window.files.export_to(out, [window.document.state])
    (row,) = read_csv(out).values()
    assert "UIA" not in row.scheme.symbols and not case(window).edits
    window.actions_by_id["estimates"].trigger()
    assert "UIA" not in window.view.overlay.items
    assert window.measurements.table.index(rows["U1–NA angle"], VALUE).data() == "needs UIA"


def test_an_estimate_follows_the_point_that_is_dragged(window: MainWindow) -> None:
    document = window.document
    before = document.shown.edit("LIA").point
    x, y = case(window).points[ISBI_19.index("Me")].tolist()
    document.drag("Me", (x - 12, y + 9))
    assert document.shown.edit("LIA").point != before
    assert window.view.overlay.items["LIA"].point == pytest.approx(document.shown.edit("LIA").point)
    document.cancel_drag()
    assert document.shown.edit("LIA").point == before and not case(window).edits


def test_the_round_goes_through_all_with_clicks(window: MainWindow, qtbot: QtBot) -> None:
    wanted = window.measurements.to_place.missing()
    qtbot.mouseClick(window.measurements.to_place, LEFT)
    order = []
    while window.placing.active:
        symbol = window.placing.symbol
        order.append(symbol)
        place = window.expected.place_of(symbol)
        x, y = window.view.camera.to_view(place)
        assert window.view.viewport().rect().contains(round(x), round(y)), "the film was brought to it"
        assert window.view.hud.card.isVisible() and not window.view.hud.hint.text, (
            "one of the two, not over one another"
        )
        if symbol == "LMT":
            key(window, "not_visible")
        else:
            click(window, qtbot, (place[0] + 2, place[1] - 1))
    assert tuple(order) == wanted
    assert [case(window).status(s) for s in order] == [
        Status.NOT_VISIBLE if s == "LMT" else Status.PLACED for s in order
    ]
    assert not window.view.hud.card.isVisible() and window.measurements.to_place.isHidden()
    for _ in order:
        window.document.undo()
    assert not case(window).edits and case(window).scheme is ISBI_19
    assert set(window.view.overlay.items) == {*ISBI_19.symbols, "UIA", "LIA"}


def test_backspace_goes_back_and_escape_ends(window: MainWindow, qtbot: QtBot) -> None:
    key(window, "place")
    assert window.placing.symbol == window.measurements.to_place.missing()[0]
    window.placing.begin(("UIA", "LIA"))
    click(window, qtbot, window.expected.place_of("UIA"))
    assert window.placing.symbol == "LIA"
    key(window, "reset")
    assert window.placing.symbol == "UIA" and case(window).status("UIA") is Status.PLACED
    there = window.expected.place_of("UIA")
    click(window, qtbot, (there[0] + 20, there[1]))
    assert window.placing.symbol == "LIA"
    assert case(window).edit("UIA").point[0] == pytest.approx(there[0] + 20, abs=2)
    qtbot.keyClick(window.view, Qt.Key.Key_Escape)
    assert not window.placing.active and not window.view.interaction.placing
    assert case(window).status("LIA") is Status.MISSING


def test_a_row_that_lacks_a_point_asks_for_it(window: MainWindow, qtbot: QtBot) -> None:
    rows = {m.name: i for i, m in enumerate(window.measurements.table.measurements)}
    index = window.measurements.table.index(rows["U1–NA angle"], VALUE)
    window.measurements.view.scrollTo(index)
    at = window.measurements.view.visualRect(index).center()
    qtbot.mouseClick(window.measurements.view.viewport(), LEFT, pos=at)
    assert window.placing.symbol == "UIA"
    click(window, qtbot, window.expected.place_of("UIA"))
    assert not window.placing.active and case(window).status("UIA") is Status.PLACED


def test_estimates_can_be_taken_over_confirmed_and_undone(window: MainWindow, tmp_path: Path) -> None:
    key(window, "take_over")
    assert set(case(window).edits) == {"UIA", "LIA"} and case(window).status("UIA") is Status.ESTIMATED
    out = tmp_path / "out.csv"
    assert window.files.export_to(out, [window.document.state])
    (row,) = read_csv(out).values()
    assert row.statuses[row.scheme.index("UIA")] is Status.ESTIMATED
    window.document.undo()
    assert not case(window).edits
    window.document.select("UIA")
    window.document.confirm("UIA")
    assert case(window).status("UIA") is Status.CONFIRMED and case(window).status("LIA") is Status.MISSING


def test_an_estimated_mark_is_dragged_like_any_other(window: MainWindow, qtbot: QtBot) -> None:
    x, y = (round(v) for v in window.view.camera.to_view(window.document.shown.edit("UIA").point))
    viewport = window.view.viewport()
    qtbot.mousePress(viewport, LEFT, pos=QPoint(x, y))
    for step in (4, 8, 12):
        qtbot.mouseMove(viewport, QPoint(x + step, y))
    qtbot.mouseRelease(viewport, LEFT, pos=QPoint(x + 12, y))
    assert case(window).status("UIA") is Status.PLACED and window.document.selected == "UIA"


def test_landmarks_are_added_from_the_catalogue_and_made_up(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    key(window, "add_landmarks")
    dialog = window.own_landmarks.dialog
    dialog.search.setText("hyoid")
    shown = [dialog.list.item(i) for i in range(dialog.list.count()) if not dialog.list.item(i).isHidden()]
    assert [item.text().split()[0] for item in shown] == ["H"]
    shown[0].setCheckState(Qt.CheckState.Checked)
    dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok).click()
    assert case(window).added == ("H",) and "H" in case(window).reviewed
    assert window.document.state.stack.undoText() == "Add H"
    window.document.undo()
    assert case(window).added == () and "H" not in case(window).scheme
    window.document.redo()
    window.placing.begin(("H",))
    click(window, qtbot, window.expected.place_of("H"))
    assert case(window).status("H") is Status.PLACED


def test_all_of_it_outlasts_a_kill_a_wider_model_and_undo(
    window: MainWindow,
    open_window: OpenWindow,
    qtbot: QtBot,
    tmp_path: Path,
    forget_own_landmarks: Callable[[], None],
) -> None:
    from cephview.core.catalogue import Landmark
    from cephview.io.own_landmarks import keep_own_landmark

    keep_own_landmark(window.settings.landmarks_file, Landmark("Mine1", "My point", definition="Somewhere"))
    placed = {
        s: (50.25 + 10 * i, 60.5 + 7 * i) for i, s in enumerate((*"UIA LIA UMT LMT UPM LPM Co Pn".split(), "Mine1"))
    }
    for symbol, point in placed.items():
        window.document.move_landmark(symbol, point)
    window.session.autosave.settle()
    forget_own_landmarks()
    # Nothing of the first window is closed: as after a kill, whatever is on disk is all there is.
    stored = next((tmp_path / "films").glob("*.ceph.json*"), None) or next((tmp_path / "cases").rglob("*"), None)
    assert stored is not None
    window.session.close()
    again = open_window(Keeping(folder=tmp_path / "cases"))
    again.session.open([tmp_path / "films" / "1.png"])
    qtbot.waitUntil(lambda: again.document.case is not None, timeout=120_000)
    assert {s: again.document.case.edit(s).point for s in placed} == placed
    assert LANDMARKS["Mine1"].name == "My point"
    predict(again, AARIZ_29, np.full((29, 2), 77.0))
    assert {s: again.document.case.edit(s).point for s in placed} == placed
    assert again.document.case.status("Pn") is Status.CORRECTED
    assert set(again.document.case.scheme.symbols) == {*AARIZ_29.symbols, "Mine1"}


def test_table_and_film_show_one_group_or_a_search(window: MainWindow) -> None:
    panel, overlay = window.landmarks, window.view.overlay

    def rows() -> set[str]:
        return {panel.order.index(row, 0).data() for row in range(panel.order.rowCount())}

    assert panel.filter.isVisible() and rows() == {*ISBI_19.symbols, "UIA", "LIA"}
    panel.filter.groups.setCurrentIndex(panel.filter.groups.findData("dental"))
    panel.filter.groups.activated.emit(panel.filter.groups.currentIndex())
    assert rows() == {"U1", "L1", "UIA", "LIA"}
    assert overlay.items["U1"].marker.isVisible() and not overlay.items["S"].marker.isVisible()
    x, y = window.view.camera.to_view(overlay.items["S"].point)
    assert overlay.hit((x, y)) == "", "what is hidden is not caught by a click"
    window.document.select("S")
    assert overlay.items["S"].marker.isVisible()
    panel.filter.groups.setCurrentIndex(panel.filter.groups.findData("needed"))
    panel.filter.groups.activated.emit(panel.filter.groups.currentIndex())
    assert "N" in rows() and "Or" not in rows()
    panel.filter.groups.setCurrentIndex(0)
    panel.filter.groups.activated.emit(0)
    panel.filter.search.setText("nasal")
    assert rows() == {"ANS", "PNS", "Sn"} and overlay.items["Or"].marker.isVisible()
