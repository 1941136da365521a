"""Looking at a film: greys, local contrast, turning and mirroring, locks, history and the tour, in the real window."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QDockWidget

from cephview.app.background.film_reading import Keeping
from cephview.app.canvas.camera import Camera
from cephview.app.canvas.display import Display
from cephview.app.canvas.enhance import Look
from cephview.app.canvas.loupe import loupe_zoom
from cephview.app.canvas.presets import PRESETS, window_of
from cephview.app.canvas.pyramid import Pyramid
from cephview.app.editing.case_state import CaseState
from cephview.app.editing.tour import Tour
from cephview.app.main_window import MainWindow
from cephview.app.panels.landmark_model import LOCKED_ROLE, SYMBOL_ROLE
from cephview.app.settings import Settings
from cephview.core.case import Case
from cephview.core.landmarks import ISBI_19
from cephview.core.prediction import ModelIdentity, Prediction
from cephview.core.radiograph import Radiograph
from cephview.core.reference import Reference
from cephview.core.turn import UPRIGHT, Turn

LEFT = Qt.MouseButton.LeftButton
WIDTH, HEIGHT = 600, 800
TURNS = [
    Turn(quarters, degrees, mirrored)
    for quarters, degrees, mirrored in itertools.product(range(4), (0.0, -31.5), (False, True))
]


def film(seed: int = 0) -> Radiograph:
    """A 12-bit film in 16: a ramp with a bright disc, a dark one, and grain."""
    y, x = np.mgrid[:HEIGHT, :WIDTH]
    grey = 400 + 2.0 * x + 1.5 * y
    grey[(x - 200) ** 2 + (y - 300) ** 2 < 60**2] += 900
    grey[(x - 420) ** 2 + (y - 520) ** 2 < 40**2] -= 300
    grain = np.random.default_rng(seed).normal(0, 12, grey.shape)
    return Radiograph(np.clip(grey + grain, 0, 4095).astype(np.uint16))


def case_of(radiograph: Radiograph) -> Case:
    points = np.stack([np.linspace(90, 500, 19), np.linspace(120, 690, 19)], axis=1)
    prediction = Prediction(ISBI_19, points, np.full(19, 0.8), ModelIdentity("drawn", "0" * 64))
    reading = Reference("reader", ISBI_19, points + np.array([9.0, -14.0]))
    return Case(radiograph, ISBI_19, None, prediction, (reading,), reading)


@pytest.fixture
def window(qtbot, tmp_path: Path):
    made = MainWindow(Settings.at(tmp_path / "settings.ini"), Keeping(enabled=False))
    made.resize(1280, 800)
    qtbot.addWidget(made)
    made.show()
    state = CaseState(case_of(film()))
    made.document.activate(state)
    made.session.shown.emit(state)
    yield made
    made.document.activate(None)
    made.prediction.close()
    made.session.close()


def picture(window: MainWindow) -> np.ndarray:
    """What the viewport shows, (h, w) grey of the screen."""
    image = window.view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width()].astype(int)


def point(window: MainWindow, symbol: str) -> np.ndarray:
    return window.document.shown.points[ISBI_19.index(symbol)]


def show_dock(window: MainWindow, name: str) -> None:
    window.findChild(QDockWidget, name).raise_()
    QApplication.processEvents()


# -- turning -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("turn", TURNS, ids=str)
def test_a_turned_camera_goes_there_and_back(turn: Turn) -> None:
    camera = Camera(0.7, 31.0, -12.0, turn)
    assert camera.to_film(camera.to_view((123.25, 40.5))) == pytest.approx((123.25, 40.5))
    fitted = Camera.fitting((WIDTH, HEIGHT), (500, 400), 10, turn)
    corners = np.array([fitted.to_view((x, y)) for x in (-0.5, WIDTH - 0.5) for y in (-0.5, HEIGHT - 0.5)])
    low, high = corners.min(axis=0), corners.max(axis=0)
    assert (low >= 10 - 1e-6).all() and (high <= np.array((490, 390)) + 1e-6).all()
    assert (low + high) / 2 == pytest.approx((250, 200)), "the film is not in the middle"
    assert np.isclose(high - low, (480, 380)).any(), "the film could be larger"
    assert np.abs(np.linalg.det(np.reshape(turn.matrix, (2, 2)))) == pytest.approx(1.0)


def test_a_turn_is_as_it_is_seen() -> None:
    assert UPRIGHT.turned(1).to_view((1, 0)) == pytest.approx((0, 1)), "right is not down after a turn clockwise"
    for turn in TURNS:
        x, y = turn.to_view((3.0, 5.0))
        assert turn.flipped().to_view((3.0, 5.0)) == pytest.approx((-x, y)), "mirrored is left to right on the screen"
        assert turn.turned(1).turned(-1) == turn and turn.flipped().flipped() == turn
    assert UPRIGHT.tilted(80).degrees == 45 and UPRIGHT.flipped().describe() == "mirrored"
    assert Turn(3, 6.5).describe() == "turned by -83.5°"


@pytest.mark.parametrize("turn", TURNS, ids=str)
@pytest.mark.parametrize("scale", [0.4, 1.0, 3.0, 6.0])
def test_pixels_lie_where_points_do(turn: Turn, scale: float) -> None:
    # Two ramps say of every sample where in the film it was taken.
    x, y = np.meshgrid(np.arange(WIDTH), np.arange(HEIGHT))
    camera = Camera(scale, turn=turn).centred((311.0, 402.0), (60, 45))
    for i, ramp in enumerate((x, y)):
        pyramid = Pyramid(Radiograph((ramp * 64).astype(np.uint16)))
        shift = camera.shift_x, camera.shift_y
        sampled = pyramid.sample(scale, shift, (0, 0, 60, 45), turn=turn).astype(float) / 64
        expected = np.array([[camera.to_film((u + 0.5, v + 0.5))[i] for u in range(60)] for v in range(45)])
        tolerance = 0.72 if scale > 4 else 0.1 / scale
        np.testing.assert_allclose(sampled, expected, atol=tolerance)


def test_points_stay_on_the_anatomy_and_edits_in_film_px(window: MainWindow, qtbot) -> None:
    before = window.document.case.points.copy()
    pixels = window.document.case.radiograph.pixels.copy()
    for name in ("turn_right", "mirror", "turn_left", "turn_left"):
        window.actions_by_id[name].trigger()
    window.document.set_turn(window.document.turn.tilted(7.5))
    turn = window.view.camera.turn
    assert turn.mirrored and turn.quarters == 1 and "mirrored" in window.status.zoom.text()
    # Item and arithmetic agree: the marker stands where the camera says.
    for symbol in ("S", "Go", "Me"):
        item = window.view.overlay.items[symbol].marker
        seen = window.view.viewportTransform().map(item.pos())
        at = window.view.view_at(tuple(point(window, symbol)))
        assert (seen - at).manhattanLength() < 1e-6
        line = window.view.overlay.items[symbol].line
        reference = window.view.view_at(tuple(window.document.case.reference_points[ISBI_19.index(symbol)]))
        assert (at + line._line.p2() - reference).manhattanLength() < 1e-6
    start = window.view.view_at(tuple(point(window, "Go"))).toPoint()
    offset = np.array(window.view.film_at(QPointF(start))) - point(window, "Go")
    port = window.view.viewport()
    qtbot.mousePress(port, LEFT, pos=start)
    qtbot.mouseMove(port, start + QPoint(10, 4))
    qtbot.mouseMove(port, start + QPoint(40, 25))
    assert window.view.hud.loupe.isVisible()
    qtbot.mouseRelease(port, LEFT, pos=start + QPoint(40, 25))
    wanted = np.array(window.view.film_at(QPointF(start + QPoint(40, 25)))) - offset
    np.testing.assert_allclose(point(window, "Go"), wanted, atol=1e-6)
    # An arrow key goes where it points on the screen: here the film's y grows to the left or right.
    window.view.setFocus()
    window.document.select("S")
    qtbot.keyClick(window.view, Qt.Key.Key_Right)
    way = point(window, "S") - before[ISBI_19.index("S")]
    assert sorted(abs(way)) == pytest.approx([0, 1]) and turn.coarse.to_view(tuple(way)) == pytest.approx((1, 0))
    window.actions_by_id["upright"].trigger()
    assert window.view.camera.turn.is_upright and "mirrored" not in window.status.zoom.text()
    others = [i for i, s in enumerate(ISBI_19.symbols) if s not in ("Go", "S")]
    np.testing.assert_array_equal(window.document.case.points[others], before[others])
    np.testing.assert_array_equal(window.document.case.radiograph.pixels, pixels)


def test_each_case_keeps_its_turn(window: MainWindow) -> None:
    first = window.document.state
    window.actions_by_id["mirror"].trigger()
    window.document.activate(CaseState(case_of(film(1)), window))
    assert window.view.camera.turn.is_upright and not window.display_panel.mirror.isChecked()
    window.document.activate(first)
    assert window.view.camera.turn == Turn(mirrored=True) and window.display_panel.mirror.isChecked()


def test_alt_and_wheel_tilt(window: MainWindow) -> None:
    port = window.view.viewport()
    middle = QPointF(port.rect().center())
    zoom = window.view.zoom
    for x, y in ((120, 0), (0, 120)):  # Qt turns the wheel sideways with Alt on some systems
        event = QWheelEvent(
            middle,
            QPointF(port.mapToGlobal(middle.toPoint())),
            QPoint(),
            QPoint(x, y),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.AltModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(port, event)
    assert window.view.camera.turn.degrees == 1.0 and window.document.turn.degrees == 1.0
    assert window.view.zoom < zoom, "a film that is shown whole stays so"


def test_a_turn_is_a_step_and_tilts_in_a_row_are_one(window: MainWindow, qtbot) -> None:
    document = window.document
    window.actions_by_id["mirror"].trigger()
    for degrees in (0.5, 1.0, 2.5):
        document.tilt(degrees)
        assert window.view.camera.turn == Turn(0, degrees, True), "a tilt is seen at once"
    assert document.state.stack.count() == 1 and document.case.turn.degrees == 0.0
    qtbot.waitUntil(lambda: document.state.stack.count() == 2, timeout=5_000)
    assert document.case.turn == Turn(0, 2.5, True)
    document.tilt(9.0)
    document.undo()  # the tilt under way becomes a step first, and that is taken back
    assert document.turn == document.case.turn == Turn(0, 2.5, True) == window.view.camera.turn
    document.undo()
    document.undo()
    assert window.view.camera.turn.is_upright and not window.display_panel.mirror.isChecked()
    document.redo()
    assert window.view.camera.turn == Turn(mirrored=True)


def test_a_case_that_is_read_only_is_turned_for_the_eye_alone(window: MainWindow) -> None:
    window.document.state.read_only = "open elsewhere"
    window.actions_by_id["turn_right"].trigger()
    assert window.view.camera.turn == Turn(1) and window.document.state.stack.count() == 0
    window.actions_by_id["lock_all"].trigger()
    assert not window.document.case.locked


def test_the_loupe_shows_the_film_as_the_view_does(window: MainWindow) -> None:
    window.document.set_turn(Turn(1, 0.0, True))
    window.view.hold_overlay(True)
    loupe, pyramid = window.view.hud.loupe, Pyramid(window.document.case.radiograph)
    loupe.show_at(pyramid, (200.0, 240.0), window.view.zoom, QPointF(300, 300), ())
    grab = loupe.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    centre, reach = grab.width() // 2, 70
    # Of the bright disc's edge (its middle lies 60 px further down in the film), the bright side is where the view
    # has it.
    x, y = window.view.camera.turn.to_view((0.0, 1.0))
    bright = grab.pixelColor(round(centre + x * reach), round(centre + y * reach)).red()
    dark = grab.pixelColor(round(centre - x * reach), round(centre - y * reach)).red()
    assert loupe_zoom(window.view.zoom) * 60 > 2 * reach and bright > dark + 30


# -- greys -------------------------------------------------------------------------------------------------------------


def test_local_contrast_and_sharpness_are_for_the_screen_alone(window: MainWindow) -> None:
    window.view.hold_overlay(True)
    pixels, plain = window.document.case.radiograph.pixels.copy(), picture(window)
    for name in ("local_contrast", "sharpen"):
        window.actions_by_id[name].setChecked(True)
        assert np.abs(picture(window) - plain).mean() > 0.3, f"{name} changes nothing"
        window.actions_by_id[name].setChecked(False)
        np.testing.assert_array_equal(picture(window), plain)
    np.testing.assert_array_equal(window.document.case.radiograph.pixels, pixels)
    assert window.document.case.radiograph.to_8bit().std() == pytest.approx(film().to_8bit().std())


def test_local_contrast_brings_out_the_dark_disc() -> None:
    pyramid = Pyramid(film())
    box, shift = (0, 0, WIDTH, HEIGHT), (0.0, 0.0)
    plain = pyramid.sample(1.0, shift, box).astype(float)
    brought_out = pyramid.sample(1.0, shift, box, look=Look(local_contrast=True)).astype(float)

    def depth(grey: np.ndarray) -> float:
        return float(grey[515:525, 465:475].mean() - grey[515:525, 415:425].mean())

    assert brought_out.dtype == plain.dtype and depth(brought_out) > 1.25 * depth(plain)


def test_what_is_brought_out_does_not_hang_on_the_part_in_view() -> None:
    pyramid, look = Pyramid(film()), Look(True, True)
    whole = pyramid.sample(1.0, (0.0, 0.0), (0, 0, 400, 400), look=look).astype(int)
    part = pyramid.sample(1.0, (0.0, 0.0), (150, 150, 100, 100), look=look).astype(int)
    assert np.abs(whole[150:250, 150:250] - part).max() <= 1


def test_the_panel_sets_and_follows_the_display(window: MainWindow, qtbot) -> None:
    assert window.display_panel.histogram is None, "nobody looks, so nobody waits for it"
    show_dock(window, "display")
    panel, display = window.display_panel, window.display
    panel.preset.setCurrentIndex(2)
    panel.preset.activated.emit(2)
    assert (display.low, display.high) == window_of(PRESETS[2], window.document.case.radiograph)
    assert display.gamma == pytest.approx(PRESETS[2].gamma) and panel.gamma_text.text() == f"{PRESETS[2].gamma:.2f}"
    qtbot.waitUntil(lambda: panel.histogram is not None, timeout=5_000)
    panel.histogram.region.setRegion((700, 1500))
    assert (display.low, display.high) == (700, 1500)
    display.set_window(600, 1400)
    assert tuple(panel.histogram.region.getRegion()) == (600, 1400)
    panel.gamma.setValue(50)
    assert display.gamma == pytest.approx(3**0.5)
    panel.local_contrast.click()
    panel.inverted.click()
    assert display.look == Look(local_contrast=True) and window.actions_by_id["local_contrast"].isChecked()
    assert display.inverted and window.actions_by_id["invert"].isChecked()
    panel.reset.click()
    low, high = window.document.case.radiograph.grey_range()
    assert (display.low, display.high, display.gamma, display.inverted, display.look) == (low, high, 1, False, Look())
    assert not panel.local_contrast.isChecked() and panel.gamma.value() == 0


def test_a_double_click_resets_a_slider(window: MainWindow) -> None:
    show_dock(window, "display")
    window.display.set_gamma(2.0)
    slider = window.display_panel.gamma
    at = QPointF(5, 5)
    kind, button = QEvent.Type.MouseButtonDblClick, LEFT
    QApplication.sendEvent(slider, QMouseEvent(kind, at, at, button, button, Qt.KeyboardModifier.NoModifier))
    assert window.display.gamma == 1.0 and slider.value() == 0


def test_presets_are_ordered_as_their_names_say() -> None:
    radiograph = film()
    windows = {preset.name: window_of(preset, radiograph) for preset in PRESETS}
    assert windows["As stored"] == radiograph.grey_range()
    assert windows["Bone"][0] > windows["Soft tissue"][0] and windows["Bone"][1] > windows["Soft tissue"][1]
    flat = Radiograph(np.full((50, 50), 7, np.uint16))
    assert all(low < high for low, high in (window_of(preset, flat) for preset in PRESETS))


def test_the_look_survives_the_next_film_where_it_is_to_be_kept() -> None:
    display = Display()
    display.adopt(film())
    display.set_sharpened(True)
    display.adopt(film(1))
    assert display.look == Look()
    display.keep = True
    display.set_sharpened(True)
    display.adopt(film(2))
    assert display.look == Look(sharpened=True)


# -- locks and history -------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_locked_landmark_stays_put(window: MainWindow, qtbot) -> None:
    document = window.document
    document.move_landmark("Me", (100.0, 100.0))
    document.select("Me")
    window.actions_by_id["lock"].trigger()
    model = window.landmarks.model
    rows = {model.index(r, 0).data(SYMBOL_ROLE): model.index(r, 0).data(LOCKED_ROLE) for r in range(model.rowCount())}
    assert {symbol for symbol, locked in rows.items() if locked} == {"Me"}
    assert set(ISBI_19.symbols) <= set(rows)
    steps, port = document.state.stack.count(), window.view.viewport()
    start = window.view.view_at((100.0, 100.0)).toPoint()
    qtbot.mousePress(port, LEFT, pos=start)
    qtbot.mouseMove(port, start + QPoint(30, 30))
    assert window.view.hud.loupe.isHidden()
    qtbot.mouseRelease(port, LEFT, pos=start + QPoint(30, 30))
    window.view.setFocus()
    qtbot.keyClick(window.view, Qt.Key.Key_Right)
    for name in ("reset", "reset_all", "not_visible"):
        window.actions_by_id[name].trigger()
    assert tuple(point(window, "Me")) == (100, 100) and document.state.stack.count() == steps
    assert "Me is locked" in window.status.message.text()
    document.move_landmark("S", (50.0, 60.0))
    window.actions_by_id["reset_all"].trigger()
    assert set(document.case.edits) == {"Me"}, "reset all leaves what is locked, and resets the rest"
    document.undo()
    assert set(document.case.edits) == {"Me", "S"}
    window.actions_by_id["lock_all"].trigger()
    assert all(document.is_locked(symbol) for symbol in ISBI_19.symbols)
    document.undo()
    assert document.case.locked == {"Me"}, "a lock is a step as any other"
    document.redo()
    window.actions_by_id["unlock_all"].trigger()
    document.reset("Me")
    assert set(document.case.edits) == {"S"}


def test_the_history_goes_to_any_step(window: MainWindow) -> None:
    document, steps = window.document, window.history.list
    start = document.case.points.copy()
    document.move_landmark("S", (50.0, 60.0))
    document.move_landmark("Go", (70.0, 80.0))
    middle = document.case.points.copy()
    document.reset_all()
    rows = [steps.topLevelItem(i) for i in range(steps.topLevelItemCount())]
    assert [row.text(1) for row in rows] == ["As opened", "Move S", "Move Go", "Reset all"]
    assert all(len(row.text(0).split(":")) == 3 for row in rows[1:]), "each step has its time"
    assert rows[3].isSelected()
    steps.itemClicked.emit(rows[2], 1)
    np.testing.assert_array_equal(document.case.points, middle)
    assert steps.topLevelItem(2).isSelected() and document.state.stack.canRedo()
    steps.itemClicked.emit(steps.topLevelItem(0), 1)
    np.testing.assert_array_equal(document.case.points, start)
    steps.itemClicked.emit(steps.topLevelItem(2), 1)
    np.testing.assert_array_equal(document.case.points, middle)


# -- the tour ----------------------------------------------------------------------------------------------------------


def test_the_tour_says_four_sentences_and_can_be_skipped(window: MainWindow, qtbot) -> None:
    assert window.findChild(Tour) is None, "nothing begins by itself where there is no screen"
    window.actions_by_id["tour"].trigger()
    tour = window.findChild(Tour)
    said = []
    for _ in range(4):
        said.append(tour.sentence.text())
        card = tour._card.geometry()
        assert tour.rect().contains(card) and tour.sentence.height() >= tour.sentence.heightForWidth(card.width() - 32)
        tour.next.click()
    assert len(set(said)) == 4 and tour.isHidden()
    assert window.settings.flag("tour_seen", False)
    window.actions_by_id["tour"].trigger()
    again = next(t for t in window.findChildren(Tour) if t.isVisible())
    before = window.document.state.stack.count()
    window.document.select("S")
    qtbot.keyClick(again, Qt.Key.Key_Right)
    assert again.step == 1 and window.document.state.stack.count() == before
    qtbot.keyClick(again, Qt.Key.Key_Escape)
    assert again.isHidden()


def test_no_key_passes_the_tour(window: MainWindow, qtbot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.actions_by_id["tour"].trigger()
    tour = next(t for t in window.findChildren(Tour) if t.isVisible())
    window.view.setFocus()  # as a film that arrives does
    assert QApplication.focusWidget() is tour
    for key in (*[Qt.Key.Key_Tab] * 7, Qt.Key.Key_I, Qt.Key.Key_PageDown):
        focus = QApplication.focusWidget()
        assert focus is tour or tour.isAncestorOf(focus)
        qtbot.keyClick(focus, key)
    assert tour.isVisible() and not window.display.inverted
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert tour.isHidden() and QApplication.focusWidget() is window.view
    qtbot.keyClick(window.view, Qt.Key.Key_I)
    assert window.display.inverted


# -- the tracing -------------------------------------------------------------------------------------------------------


def test_the_tracing_is_that_of_the_chosen_analysis(window: MainWindow) -> None:
    before = picture(window)
    assert not window.view.tracing.drawn
    window.actions_by_id["tracing"].setChecked(True)
    assert np.abs(picture(window) - before).max() > 40
    steiner = [line for line, _ in window.view.tracing.drawn]
    middle = (point(window, "S") + point(window, "N")) / 2 + 0.5
    assert any(line.center().toTuple() == pytest.approx(tuple(middle)) for line in steiner)
    window.measurements.choose("Downs")
    assert [line for line, _ in window.view.tracing.drawn] != steiner
    window.view.hold_overlay(True)
    assert not window.view.tracing.drawn, "what is held away shows the bone"
