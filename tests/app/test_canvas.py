"""The film view, through its viewport: what the mouse does, where things lie, and what the greys are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFocusEvent, QImage, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from cephview.app.canvas import theme
from cephview.app.canvas.camera import Camera
from cephview.app.canvas.display import Display
from cephview.app.canvas.empty_state import EmptyState
from cephview.app.canvas.film_view import FilmView, grey_at
from cephview.app.canvas.labels import Wish, arrange, overlaps
from cephview.app.canvas.loupe import loupe_zoom
from cephview.app.canvas.pyramid import Pyramid
from cephview.app.editing.case_state import CaseState
from cephview.app.editing.document import CaseDocument
from cephview.core.calibration import Calibration, CalibrationSource
from cephview.core.case import Case, Status
from cephview.core.landmarks import ISBI_19
from cephview.core.prediction import ModelIdentity, Prediction
from cephview.core.radiograph import Radiograph
from cephview.core.reference import Reference

LEFT, RIGHT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton
NO, SHIFT, ALT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier

# The mean reading of ISBI film 151 (2400 × 1935 px of 0.1 mm), halved: a real layout, crowded at chin and incisors.
LAYOUT = np.array(
    "418 503 748 527 669 692 264 618 704 862 656 1059 640 1132 616 1157 632 1149 330 933 707 965 713 959 772 919 "
    "755 1030 747 850 704 1153 481 788 703 816 306 720".split(),
    dtype=np.float64,
).reshape(19, 2)
WIDTH, HEIGHT = 967, 1200
NOTHING = np.empty((0, 4))
SPACING = Calibration(0.2, 0.2, CalibrationSource.TYPED)


def make_case(*, pixels=None, calibration=SPACING, missing=(), reference=True, noise=5.0):
    if pixels is None:
        ramp = np.linspace(20, 200, WIDTH, dtype=np.uint8)
        pixels = np.broadcast_to(ramp, (HEIGHT, WIDTH)).copy()
    predicted = LAYOUT + np.random.default_rng(4).normal(0, noise, LAYOUT.shape)
    for symbol in missing:
        predicted[ISBI_19.index(symbol)] = np.nan
    prediction = Prediction(ISBI_19, predicted, np.ones(19), ModelIdentity("model", "0"))
    readings = (Reference("reader", ISBI_19, LAYOUT),) if reference else ()
    chosen = readings[0] if readings else None
    return Case(Radiograph(pixels), ISBI_19, calibration, prediction, readings, chosen)


class Bench:
    """A view with an open case, and hands."""

    def __init__(self, qtbot, case):
        self.qtbot = qtbot
        self.document, self.display = CaseDocument(), Display()
        self.view = FilmView(self.document, self.display)
        self.view.resize(800, 600)
        qtbot.addWidget(self.view)
        self.view.show()
        qtbot.waitExposed(self.view)
        self.state = CaseState(case)
        self.document.activate(self.state)
        self.view.setFocus()

    @property
    def port(self):
        return self.view.viewport()

    def point(self, symbol):
        return tuple(self.document.shown.points[ISBI_19.index(symbol)])

    def on_screen(self, symbol):
        return self.view.view_at(self.point(symbol)).toPoint()

    def drag(self, start, *way, button=LEFT, release=True):
        self.qtbot.mousePress(self.port, button, pos=start)
        at = start
        for step in way:
            at = start + QPoint(*step)
            self.qtbot.mouseMove(self.port, at)
        if release:
            self.qtbot.mouseRelease(self.port, button, pos=at)

    def hover(self, at):
        """A move without a button, sent to the view: Qt's own goes to whatever window another test left on top."""
        kind, none = QEvent.Type.MouseMove, Qt.MouseButton.NoButton
        there = QPointF(at), QPointF(self.port.mapToGlobal(at))
        QApplication.sendEvent(self.port, QMouseEvent(kind, *there, none, none, NO))

    def wheel(self, at, turn):
        event = QWheelEvent(
            QPointF(at),
            QPointF(self.port.mapToGlobal(at)),
            QPoint(),
            QPoint(0, turn),
            Qt.MouseButton.NoButton,
            NO,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(self.port, event)

    def picture(self):
        """The viewport as (h, w, 3) RGB in device px."""
        image = self.port.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
        rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
        return rows[:, : image.width() * 3].reshape(image.height(), image.width(), 3).astype(int)


@pytest.fixture
def open_bench(qtbot):
    benches = []

    def open_case(case):
        benches.append(Bench(qtbot, case))
        return benches[-1]

    yield open_case
    for bench in benches:
        bench.document.activate(None)


@pytest.fixture
def bench(open_bench):
    return open_bench(make_case())


# -- moving landmarks ---------------------------------------------------------------------------------------------


def test_a_drag_moves_after_three_px_and_not_before(bench):
    bench.view.centre_on("Go", 2.0)
    before = bench.point("Go")
    start = bench.on_screen("Go")
    bench.drag(start, (1, 0), (2, 1), release=False)
    assert bench.point("Go") == before
    assert bench.document.selected == "Go"
    bench.qtbot.mouseMove(bench.port, start + QPoint(3, 0))
    assert bench.point("Go") != before
    bench.qtbot.mouseRelease(bench.port, LEFT, pos=start + QPoint(3, 0))
    assert bench.state.stack.count() == 1
    assert bench.document.case.status("Go") is Status.CORRECTED


def test_a_click_with_a_shaking_hand_changes_nothing(bench):
    bench.drag(bench.on_screen("Go"), (1, 1), (-2, 0), (0, 0))
    assert bench.state.stack.count() == 0
    assert bench.document.selected == "Go"


@pytest.mark.parametrize("off", [(0, 0), (7, 0), (-4, 6)])
def test_the_way_between_cursor_and_hot_spot_is_kept(bench, off):
    bench.view.centre_on("S", 2.5)
    x, y = bench.point("S")
    zoom = bench.view.camera.scale
    bench.drag(bench.on_screen("S") + QPoint(*off), (10, 0), (40, -25))
    assert bench.point("S") == pytest.approx((x + 40 / zoom, y - 25 / zoom), abs=1e-9)


def test_the_other_points_and_their_labels_stand_still(bench):
    others = [s for s in ISBI_19.symbols if s != "B"]
    before = {s: (bench.point(s), bench.view.overlay.items[s].label.sceneBoundingRect()) for s in others}
    bench.drag(bench.on_screen("B"), (10, 0), (30, 40), release=False)
    after = {s: (bench.point(s), bench.view.overlay.items[s].label.sceneBoundingRect()) for s in others}
    assert after == before


def test_escape_puts_the_point_back(bench):
    before, asked = bench.point("Go"), []
    bench.view.cancel_requested.connect(lambda: asked.append(1))
    start = bench.on_screen("Go")
    bench.drag(start, (10, 0), (30, 30), release=False)
    assert bench.point("Go") != before
    bench.qtbot.keyClick(bench.view, Qt.Key.Key_Escape)
    assert bench.point("Go") == before
    bench.qtbot.mouseMove(bench.port, start + QPoint(60, 60))
    bench.qtbot.mouseRelease(bench.port, LEFT, pos=start + QPoint(60, 60))
    assert bench.point("Go") == before
    assert bench.state.stack.count() == 0
    assert not asked
    bench.qtbot.keyClick(bench.view, Qt.Key.Key_Escape)
    assert asked


def test_losing_the_focus_puts_the_point_back(bench):
    before = bench.point("Go")
    bench.drag(bench.on_screen("Go"), (10, 0), (30, 30), release=False)
    QApplication.sendEvent(bench.view, QFocusEvent(QFocusEvent.Type.FocusOut))
    assert bench.point("Go") == before
    assert bench.document.dragged == ""


def test_another_case_in_the_middle_of_a_drag_ends_it(bench):
    bench.drag(bench.on_screen("Go"), (10, 0), (30, 30), release=False)
    bench.document.activate(CaseState(make_case(), bench.document))
    bench.qtbot.mouseMove(bench.port, QPoint(100, 100))
    bench.qtbot.mouseRelease(bench.port, LEFT, pos=QPoint(100, 100))
    assert bench.document.case.edits == {}
    assert bench.state.case.edits == {}


def test_a_press_at_overlapping_landmarks_takes_the_nearest(bench):
    pog, gn = bench.view.view_at(bench.point("Pog")), bench.view.view_at(bench.point("Gn"))
    assert (gn - pog).manhattanLength() < 20
    for symbol, at, other in (("Pog", pog, gn), ("Gn", gn, pog)):
        near = at + (other - at) * 0.3
        assert bench.view.overlay.hit((near.x(), near.y())) == symbol


def test_the_hit_area_is_ten_px_at_any_zoom(bench):
    for zoom in (0.5, 1.0, 8.0):
        bench.view.set_zoom(zoom)
        bench.view.centre_on("Go")
        at = bench.view.view_at(bench.point("Go"))
        assert bench.view.overlay.hit((at.x() + 9.9, at.y())) == "Go"
        assert bench.view.overlay.hit((at.x() - 10.1, at.y())) == ""


def test_a_click_on_empty_film_selects_nothing(bench):
    bench.document.select("Go")
    bench.qtbot.mouseClick(bench.port, LEFT, pos=bench.view.view_at((480, 100)).toPoint())
    assert bench.document.selected == ""


@pytest.mark.parametrize(("modifier", "step"), [(NO, 1.0), (SHIFT, 10.0), (ALT, 0.1)])
def test_arrows_nudge(bench, modifier, step):
    bench.document.select("A")
    x, y = bench.point("A")
    bench.qtbot.keyClick(bench.view, Qt.Key.Key_Right, modifier)
    bench.qtbot.keyClick(bench.view, Qt.Key.Key_Up, modifier)
    assert bench.point("A") == pytest.approx((x + step, y - step))


def test_arrows_without_a_selection_move_nothing(bench):
    camera = bench.view.camera
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown):
        bench.qtbot.keyClick(bench.view, key)
    assert bench.view.camera == camera
    assert bench.view.mapFromScene(100.5, 100.5) == bench.view.view_at((100, 100)).toPoint()


def test_a_missing_landmark_is_placed_by_a_click(open_bench):
    bench = open_bench(make_case(missing=("Or",)))
    assert bench.view.overlay.items["Or"].point is None
    bench.view.start_placing("Or")
    at = bench.view.view_at((600.0, 640.0)).toPoint()
    bench.hover(at)
    assert bench.port.cursor().shape() == Qt.CursorShape.CrossCursor
    assert bench.view.hud.loupe.isVisible()
    bench.qtbot.mouseClick(bench.port, LEFT, pos=at)
    assert bench.document.case.status("Or") is Status.PLACED
    assert bench.point("Or") == pytest.approx(bench.view.film_at(QPointF(at)))
    assert bench.document.selected == "Or"
    assert not bench.view.hud.loupe.isVisible()
    bench.qtbot.mouseClick(bench.port, LEFT, pos=at + QPoint(80, 0))
    assert bench.state.stack.count() == 1


def test_escape_ends_placing_and_is_no_cancel(open_bench):
    bench = open_bench(make_case(missing=("Or",)))
    asked = []
    bench.view.cancel_requested.connect(lambda: asked.append(1))
    bench.view.start_placing("Or")
    bench.qtbot.keyClick(bench.view, Qt.Key.Key_Escape)
    bench.qtbot.mouseClick(bench.port, LEFT, pos=QPoint(400, 300))
    assert bench.document.case.status("Or") is Status.MISSING
    assert not asked


# -- zoom and pan -------------------------------------------------------------------------------------------------


def test_the_wheel_keeps_the_point_under_the_cursor(bench):
    at = QPoint(523, 181)
    film = bench.view.film_at(QPointF(at))
    for turn in (120, 120, 120, 7, -3, -120, 360, 120, -600):
        former = bench.view.zoom
        bench.wheel(at, turn)
        assert (bench.view.zoom > former) == (turn > 0)
        assert bench.view.film_at(QPointF(at)) == pytest.approx(film, abs=1e-6)
        scene = bench.view.viewportTransform().inverted()[0].map(QPointF(at))
        assert (scene.x() - 0.5, scene.y() - 0.5) == pytest.approx(film, abs=1e-6)


def test_a_trackpads_small_steps_add_up_to_a_notch(bench):
    at, start = QPoint(300, 300), bench.view.zoom
    for _ in range(40):
        bench.wheel(at, 3)
    small = bench.view.zoom
    bench.view.fit()
    bench.wheel(at, 120)
    assert small == pytest.approx(bench.view.zoom)
    assert small > start


@given(
    scale=st.floats(0.01, 64),
    factor=st.floats(0.1, 10),
    x=st.floats(-2000, 2000),
    y=st.floats(-2000, 2000),
    shift=st.floats(-5000, 5000),
)
def test_a_zoom_about_a_point_leaves_it_in_place(scale, factor, x, y, shift):
    camera = Camera(scale, shift, -shift)
    film = camera.to_film((x, y))
    assert camera.to_view(film) == pytest.approx((x, y), abs=1e-6)
    assert camera.scaled(scale * factor, (x, y)).to_view(film) == pytest.approx((x, y), abs=1e-6)


@pytest.mark.parametrize("button", [MIDDLE, LEFT])
def test_middle_button_and_space_pan(bench, button):
    bench.view.set_zoom(2.0)
    film = bench.view.film_at(QPointF(300, 300))
    if button == LEFT:
        bench.qtbot.keyPress(bench.view, Qt.Key.Key_Space)
    bench.drag(QPoint(300, 300), (10, 10), (47, -31), button=button)
    bench.qtbot.keyRelease(bench.view, Qt.Key.Key_Space)
    assert bench.view.film_at(QPointF(347, 269)) == pytest.approx(film)
    assert bench.document.case.edits == {}


def test_a_double_click_on_empty_film_fits(bench):
    bench.view.fit()
    fit = bench.view.camera
    bench.view.zoom_by(3)
    bench.qtbot.mouseDClick(bench.port, LEFT, pos=bench.view.view_at((480, 480)).toPoint())
    assert bench.view.camera == fit


def test_a_quick_second_press_on_a_landmark_drags_it(bench):
    start, before = bench.on_screen("N"), bench.point("N")
    bench.qtbot.mouseDClick(bench.port, LEFT, pos=start)
    bench.drag(start, (5, 0), (20, 0))
    assert bench.point("N") != before


def test_a_film_shown_whole_stays_so_when_the_window_grows(bench):
    bench.view.resize(1000, 900)
    corner, end = bench.view.view_at((-0.5, -0.5)), bench.view.view_at((WIDTH - 0.5, HEIGHT - 0.5))
    assert corner.y() == pytest.approx(10)
    assert end.y() == pytest.approx(890)
    assert corner.x() + end.x() == pytest.approx(1000)


def test_centre_on_brings_a_landmark_to_the_middle(bench):
    bench.view.centre_on("Me", 3.0)
    assert bench.view.zoom == pytest.approx(3.0)
    at = bench.view.view_at(bench.point("Me"))
    assert (at.x(), at.y()) == pytest.approx((400, 300))
    bench.view.set_zoom(5.0)
    bench.view.centre_on("S", 3.0)
    assert bench.view.zoom == pytest.approx(5.0)


@pytest.mark.parametrize("keep", [True, False])
def test_the_view_survives_a_change_of_case_if_wanted(bench, keep):
    bench.view.keep_view = keep
    bench.view.centre_on("Me", 3.0)
    camera = bench.view.camera
    bench.document.activate(CaseState(make_case(), bench.document))
    assert (bench.view.camera == camera) == keep


def test_a_kept_view_shows_the_same_part_of_a_film_of_another_size(bench):
    bench.view.keep_view = True
    bench.view.set_zoom(3.0)
    x, y = bench.view.film_at(QPointF(400, 300))
    bench.document.activate(CaseState(make_case(pixels=np.zeros((HEIGHT * 2, WIDTH * 2), np.uint8)), bench.document))
    assert bench.view.zoom == pytest.approx(1.5)
    assert bench.view.film_at(QPointF(400, 300)) == pytest.approx((2 * x + 0.5, 2 * y + 0.5))


# -- greys --------------------------------------------------------------------------------------------------------


def test_a_right_drag_changes_the_window_and_no_pixel(bench):
    pixels = bench.document.case.radiograph.pixels.copy()
    bench.drag(QPoint(300, 300), (0, 20), (50, 20), button=RIGHT)
    width, centre = bench.display.high - bench.display.low, (bench.display.high + bench.display.low) / 2
    assert width == pytest.approx(255 * 1.1)
    assert centre == pytest.approx(127.5 + 255 * 20 / 500)
    assert np.array_equal(bench.document.case.radiograph.pixels, pixels)
    assert bench.document.case.edits == {}
    bench.qtbot.mouseDClick(bench.port, RIGHT, pos=QPoint(300, 300))
    assert (bench.display.low, bench.display.high) == (0, 255)


def test_a_right_drag_is_relative_to_the_films_range(open_bench):
    deep = (np.arange(WIDTH * HEIGHT, dtype=np.uint32).reshape(HEIGHT, WIDTH) % 4000).astype(np.uint16)
    bench = open_bench(make_case(pixels=deep))
    low, high = bench.display.low, bench.display.high
    assert high < 4100
    bench.drag(QPoint(300, 300), (100, 0), button=RIGHT)
    assert bench.display.high - bench.display.low == pytest.approx((high - low) * 1.2)


@pytest.mark.parametrize("deep", [False, True])
def test_the_display_table(deep):
    display, top = Display(), 65535 if deep else 255
    film = Radiograph(np.linspace(0, top, 64 * 64).reshape(64, 64).astype(np.uint16 if deep else np.uint8))
    display.reset(film)
    display.set_window(top * 0.25, top * 0.75)
    table = display.table(deep)
    assert table.dtype == np.uint8
    assert len(table) == top + 1
    assert table[int(top * 0.25)] == 0
    assert table[int(top * 0.75) + 1] == 255
    assert abs(int(table[top // 2]) - 127) <= 1
    assert np.all(np.diff(table.astype(int)) >= 0)
    display.set_gamma(2.0)
    assert display.table(deep)[top // 2] > 170
    display.set_inverted(True)
    assert display.table(deep)[0] == 255
    assert display.table(deep)[top] == 0


@given(low=st.floats(-1e5, 1e5), high=st.floats(-1e5, 1e5), gamma=st.floats(0.01, 100))
def test_any_window_makes_a_monotonous_table(low, high, gamma):
    display = Display()
    display.set_window(low, high)
    display.set_gamma(gamma)
    assert display.high > display.low
    assert np.all(np.diff(display.table(False).astype(int)) >= 0)


def test_the_look_survives_a_change_of_case_if_wanted(bench):
    bench.display.keep = True
    bench.display.set_window(51, 102)
    bench.display.set_inverted(True)
    bench.document.activate(CaseState(make_case(), bench.document))
    assert (bench.display.low, bench.display.high, bench.display.inverted) == (51, 102, True)
    deep = (np.arange(WIDTH * HEIGHT, dtype=np.uint32).reshape(HEIGHT, WIDTH) % 60001).astype(np.uint16)
    bench.document.activate(CaseState(make_case(pixels=deep), bench.document))
    film_low, film_high = bench.display.film_range
    assert (bench.display.low - film_low) / (film_high - film_low) == pytest.approx(0.2)
    bench.display.keep = False
    bench.document.activate(CaseState(make_case(), bench.document))
    assert (bench.display.low, bench.display.high, bench.display.inverted) == (0, 255, False)


# -- where things lie ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("zoom", [1.0, 3.0, 8.0])
@pytest.mark.parametrize("deep", [False, True])
def test_a_film_pixel_lies_where_its_coordinates_say(open_bench, zoom, deep):
    pixels = np.zeros((HEIGHT, WIDTH), np.uint16 if deep else np.uint8)
    pixels[500, 400] = 60000 if deep else 250
    bench = open_bench(make_case(pixels=pixels))
    bench.display.set_window(0, 60000 if deep else 250)
    bench.view.hold_overlay(True)
    bench.view.set_zoom(zoom)
    bench.view.centre((402.3, 501.1))
    bench.view.look(bench.view.camera.snapped(1.0))
    bright = bench.picture()[..., 0].astype(float)
    bright[bright < 20] = 0
    rows, columns = np.indices(bright.shape)
    at = bench.view.view_at((400, 500))
    # A device pixel's centre lies half a px from its corner.
    centre = (columns * bright).sum() / bright.sum() + 0.5, (rows * bright).sum() / bright.sum() + 0.5
    assert centre == pytest.approx((at.x(), at.y()), abs=0.01 if zoom != 3.0 else 0.15)
    if zoom != 3.0:
        assert np.count_nonzero(bright) == zoom**2


@pytest.mark.parametrize("scale", [0.11, 0.3, 0.5, 0.77, 1.0, 1.7, 4.0, 6.3])
def test_a_ramp_is_sampled_in_place_at_every_level(scale):
    ramp = np.add.outer(np.arange(600) * 20, np.arange(700) * 60).astype(np.uint16)
    shift = (-13.37, 5.21)
    box = (20, 30, 40, 25)
    sampled = Pyramid(Radiograph(ramp)).sample(scale, shift, box).astype(float)
    columns = (np.arange(20, 60) + 0.5 - shift[0]) / scale - 0.5
    rows = (np.arange(30, 55) + 0.5 - shift[1]) / scale - 0.5
    expected = np.add.outer(rows * 20, columns * 60)
    # Half a film px is what a nearest sample may be off; else the 1/32 px of cv2, and rounding on each level.
    tolerance = 0.51 * 80 if scale > 4 else 0.1 * 80 / min(scale, 1.0)
    assert np.abs(sampled - expected).max() < tolerance
    if scale <= 4:
        assert abs(float(np.mean(sampled - expected))) < 4.0


def test_rgb_films_keep_their_colours(open_bench):
    pixels = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    pixels[..., 0], pixels[..., 2] = 200, 40
    bench = open_bench(make_case(pixels=pixels))
    bench.view.hold_overlay(True)
    assert tuple(bench.picture()[300, 400]) == (200, 0, 40)
    assert grey_at(bench.document.case.radiograph, 10, 10) == (200, 0, 40)


@pytest.mark.parametrize("zoom", [0.4, 1.0, 8.0])
def test_a_marker_is_centred_on_its_point_and_of_one_size(open_bench, zoom):
    bench = open_bench(make_case(pixels=np.zeros((HEIGHT, WIDTH), np.uint8), reference=False))
    bench.view.set_labels_visible(False)
    bench.view.set_zoom(zoom)
    bench.view.centre_on("PNS")
    bench.view.look(bench.view.camera.panned(0.3, 0.15))
    at = bench.view.view_at(bench.point("PNS"))
    picture = bench.picture()
    left, top = int(at.x()) - 15, int(at.y()) - 15
    part = picture[top : top + 31, left : left + 31]
    amber = np.where(part[..., 0] > part[..., 2] + 30, part[..., 0], 0).astype(float)
    rows, columns = np.indices(amber.shape)
    x = (columns * amber).sum() / amber.sum() + 0.5 + left
    y = (rows * amber).sum() / amber.sum() + 0.5 + top
    assert (x, y) == pytest.approx((at.x(), at.y()), abs=0.2)
    assert np.ptp(np.nonzero(amber.any(axis=0))[0]) + 1 in (13, 14, 15)


def test_what_is_hidden_is_not_drawn(bench):
    bench.view.hold_overlay(True)
    bare = bench.picture()
    bench.view.hold_overlay(False)
    shown = bench.picture()
    assert not np.array_equal(bare, shown)
    bench.qtbot.keyPress(bench.view, Qt.Key.Key_H)
    assert np.array_equal(bench.picture(), bare)
    bench.qtbot.keyRelease(bench.view, Qt.Key.Key_H)
    assert np.array_equal(bench.picture(), shown)


def test_layers_are_hidden_one_by_one(bench):
    items = bench.view.overlay.items["Go"]
    bench.document.select("Go")
    assert all(item.isVisible() for item in items.all())
    bench.view.set_errors_visible(False)
    assert not items.line.isVisible()
    assert not items.tag.isVisible()
    assert items.cross.isVisible()
    bench.view.set_references_visible(False)
    assert not items.cross.isVisible()
    assert items.marker.isVisible()
    bench.view.set_labels_visible(False)
    assert not items.label.isVisible()


def text_boxes(view):
    return [
        text.box_about((view.view_at(at).x(), view.view_at(at).y()))
        for items in view.overlay.items.values()
        for text, at in (
            (items.label, items.point),
            (items.tag, items.point and items.reference and tuple(np.add(items.point, items.reference) / 2)),
        )
        if at and text.isVisible()
    ]


@pytest.mark.parametrize("size", [(800, 600), (1280, 800), (1600, 1000)])
@pytest.mark.parametrize("zoom", [None, 1.0, 3.0])
def test_labels_lie_on_no_other_label_and_on_no_marker(bench, size, zoom):
    bench.view.resize(*size)
    bench.view.fit()
    if zoom:
        bench.view.centre_on("Pog", zoom)
    boxes = np.array(text_boxes(bench.view))
    shared = overlaps(boxes, boxes) - np.diag(np.prod(boxes[:, 2:] - boxes[:, :2], axis=1))
    assert shared.max() < 8.0
    symbols = [items.label for items in bench.view.overlay.items.values() if items.label.isVisible()]
    assert len(symbols) >= (19 if size[0] > 800 or zoom else 16)
    centres = np.array([(p.x(), p.y()) for s in ISBI_19.symbols for p in [bench.view.view_at(bench.point(s))]])
    rings = np.hstack([centres - 4, centres + 4])
    assert overlaps(boxes, rings).max() < 12.0


def test_labels_stay_inside_the_view_and_keep_their_place():
    wish = Wish((795.0, 300.0), (30.0, 14.0), 9.0)
    (place,) = arrange([wish], NOTHING, NOTHING, (800, 600))
    assert place.box[2] <= 800
    stay = Wish((400.0, 300.0), (30.0, 14.0), 9.0, last=2)
    assert arrange([stay], NOTHING, NOTHING, (800, 600))[0].index == 2


def test_the_distance_is_written_where_it_matters(open_bench):
    bench = open_bench(make_case())
    errors = bench.document.case.errors_mm()
    for symbol, items in bench.view.overlay.items.items():
        mm = errors[ISBI_19.index(symbol)]
        assert items.tag.text == f"{mm:.1f} mm"
        assert items.wants_tag == (mm > 2)
    small = ISBI_19.symbols[int(np.argmin(errors))]
    bench.document.select(small)
    assert bench.view.overlay.items[small].wants_tag
    bench.document.set_calibration(None)
    assert bench.view.overlay.items[small].tag.text.endswith(" px")


def test_the_document_drives_the_view(bench):
    bench.document.select("Go")
    bench.document.confirm("Go")
    assert bench.view.overlay.items["Go"].status is Status.CONFIRMED
    bench.document.toggle_visible("Go")
    assert not bench.view.overlay.items["Go"].marker.isVisible()
    bench.state.stack.undo()
    assert bench.view.overlay.items["Go"].marker.isVisible()
    bench.document.choose_reference("")
    assert not bench.view.overlay.items["S"].cross.isVisible()
    assert [text for _, text in bench.view.hud.legend.entries] == ["predicted", "confirmed"]
    bench.document.activate(None)
    assert bench.view.overlay.items == {}
    assert not bench.view.hud.legend.isVisible()


# -- what stands in the view --------------------------------------------------------------------------------------


@pytest.mark.parametrize("at", [(20, 20), (780, 20), (20, 580), (780, 580), (400, 300)])
def test_the_loupe_is_whole_and_never_under_the_cursor(bench, at):
    bench.view.set_zoom(2.0)
    x, y = bench.view.film_at(QPointF(*at))
    bench.document.move_landmark("S", (x, y))
    bench.drag(QPoint(*at), (4, 0), (5, 0), release=False)
    loupe = bench.view.hud.loupe
    assert loupe.isVisible()
    assert bench.port.rect().contains(loupe.geometry())
    assert not loupe.geometry().contains(QPoint(*at))
    bench.qtbot.mouseRelease(bench.port, LEFT, pos=QPoint(*at))
    assert not loupe.isVisible()


def test_the_loupe_shows_the_film_under_the_point(open_bench):
    pixels = np.zeros((HEIGHT, WIDTH), np.uint8)
    pixels[503:, 418:] = 255
    bench = open_bench(make_case(pixels=pixels, noise=0.0))
    bench.view.set_zoom(2.0)
    bench.view.centre_on("S")
    bench.drag(QPoint(400, 300), (0, 10), release=False)
    loupe = bench.view.hud.loupe
    image = loupe.grab().toImage()
    middle = 3 + theme.LOUPE_DIAMETER // 2
    x, y = bench.point("S")
    edge = middle + (417.5 - x) * 8, middle + (502.5 - y) * 8
    assert image.pixelColor(round(edge[0]) + 5, round(edge[1]) + 5).value() > 250
    assert image.pixelColor(round(edge[0]) - 6, round(edge[1]) + 5).value() < 5


def test_the_loupe_magnifies_four_times_within_reason():
    assert [loupe_zoom(z) for z in (0.3, 1.0, 2.0, 8.0, 40.0)] == [4.0, 4.0, 8.0, 16.0, 40.0]


def test_busy_sign_and_banner(bench):
    view, done = bench.view, []
    view.hud.set_busy("Finding landmarks…  Esc cancels")
    view.hud.banner.say("Assumed: soft-argmax.", "Check the model…", lambda: done.append(1))
    hud = view.hud
    assert hud.busy.isVisible()
    assert hud.banner.isVisible()
    assert not hud.banner.geometry().intersects(hud.busy.geometry())
    bench.qtbot.mouseClick(hud.banner.action_button, LEFT)
    assert done
    bench.qtbot.mouseClick(hud.banner.close_button, LEFT)
    assert not hud.banner.isVisible()
    view.hud.set_busy("")
    assert not hud.busy.isVisible()


def test_the_cursor_is_reported_with_the_films_own_grey(bench):
    heard = []
    bench.view.cursor_moved.connect(lambda *what: heard.append(what))
    bench.hover(bench.view.view_at((333, 444)).toPoint())
    x, y, grey = heard[-1]
    assert (x, y) == pytest.approx((333, 444), abs=2)
    assert grey == bench.document.case.radiograph.pixels[round(y), round(x)]
    bench.hover(QPoint(2, 2))
    assert heard[-1][2] is None


def test_dropped_files_are_handed_on(qtbot, bench, tmp_path):
    empty = EmptyState()
    qtbot.addWidget(empty)
    for widget, receiver in ((bench.view, bench.view.viewport()), (empty, empty)):
        data, heard = QMimeData(), []
        data.setUrls([QUrl.fromLocalFile(str(tmp_path / "film.png"))])
        widget.files_dropped.connect(heard.append)
        enter = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, LEFT, NO)
        QApplication.sendEvent(receiver, enter)
        assert enter.isAccepted()
        event = QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, LEFT, NO)
        QApplication.sendEvent(receiver, event)
        assert heard == [[tmp_path / "film.png"]]


def test_the_empty_state_offers_what_is_recent(qtbot):
    empty, heard = EmptyState(), []
    qtbot.addWidget(empty)
    empty.recent_requested.connect(heard.append)
    empty.open_requested.connect(lambda: heard.append("open"))
    empty.sample_requested.connect(lambda: heard.append("sample"))
    empty.set_recent([Path("/a/one.png"), Path("/b/one.png"), Path("/c/two.png")])
    empty.show()
    links = empty.recent_buttons
    assert [link.text() for link in links] == ["a/one.png", "b/one.png", "two.png"]
    qtbot.mouseClick(links[1], LEFT)
    qtbot.mouseClick(empty.open_button, LEFT)
    qtbot.mouseClick(empty.sample_button, LEFT)
    assert heard == [Path("/b/one.png"), "open", "sample"]
    empty.set_recent([])
    assert empty.recent_buttons == []


# -- colours ------------------------------------------------------------------------------------------------------

# Machado, Oliveira, Fernandes 2009, severity 1.0, on linear RGB.
COLOUR_VISION = {
    "normal": np.eye(3),
    "protan": np.array([[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]]),
    "deutan": np.array([[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]]),
    "tritan": np.array([[1.256, -0.077, -0.179], [-0.078, 0.931, 0.148], [0.005, 0.691, 0.304]]),
}


def lab(colour, matrix):
    rgb = np.array([colour.redF(), colour.greenF(), colour.blueF()])
    linear = np.clip(matrix @ np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4), 0, 1)
    xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) @ linear
    f = np.cbrt(xyz / np.array([0.9505, 1.0, 1.089]))
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("vision", COLOUR_VISION)
def test_error_bands_are_told_apart_by_every_kind_of_colour_vision(vision):
    colours = [lab(colour, COLOUR_VISION[vision]) for _, colour in theme.ERROR_BANDS]
    distances = [np.linalg.norm(a - b) for i, a in enumerate(colours) for b in colours[:i]]
    assert min(distances) > 14


def test_error_bands_hold_their_limits():
    bands = [theme.error_colour(mm).name() for mm in (0, 2.0, 2.01, 2.5, 3.0, 4.0, 4.01, 90)]
    expected = [theme.ERROR_BANDS[i][1].name() for i in (0, 0, 1, 1, 2, 3, 4, 4)]
    assert bands == expected
    assert theme.error_colour(None) == theme.error_colour(float("nan")) == theme.UNKNOWN_ERROR


def test_a_point_in_doubt_is_a_broken_ring_until_somebody_looked(qtbot):
    case = make_case(reference=False)
    expected = np.full(19, 4.0)  # px of 0.2 mm
    expected[ISBI_19.index("Go")] = 200.0
    case = replace(case, prediction=replace(case.prediction, expected_error=expected))
    bench = Bench(qtbot, case)
    items, legend = bench.view.overlay.items, bench.view.hud.legend
    assert [symbol for symbol, item in items.items() if item.doubtful] == ["Go"]
    assert [text for _, text in legend.entries] == ["predicted", "predicted, in doubt"]

    def ring_of(symbol: str) -> float:
        """Share of a circle of the ring's radius about the point that has the ring's colour."""
        image, at, radius = bench.view.grab().toImage(), bench.view.view_at(bench.point(symbol)), theme.MARKER_RADIUS
        angles = np.linspace(0, 2 * np.pi, 180, endpoint=False)
        colours = [
            image.pixelColor(round(at.x() + radius * np.cos(a)), round(at.y() + radius * np.sin(a))) for a in angles
        ]
        return float(np.mean([c.red() > 150 and c.blue() < 130 for c in colours]))

    assert ring_of("S") > 0.9 and 0.3 < ring_of("Go") < 0.8
    bench.document.confirm("Go")
    assert not items["Go"].doubtful and "predicted, in doubt" not in [text for _, text in legend.entries]
