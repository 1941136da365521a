"""A graphics view with a camera: no scrolling, no range to run into, and zoom that is exact to a fraction of a px."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent, QTransform
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QWidget

from cephview.app.canvas import theme
from cephview.app.canvas.camera import Camera
from cephview.core.case import Point
from cephview.core.geometry import Size
from cephview.core.turn import UPRIGHT, Turn

_FIT_MARGIN = 10.0
_MAX_ZOOM, _MIN_ZOOM_OF_FIT = 64.0, 0.25
# Larger than any film at any zoom, so that Qt never clips, centres or scrolls: the camera alone says where the film is.
_SCENE = QRectF(-1e6, -1e6, 2e6, 2e6)


class CameraView(QGraphicsView):
    """Looks at a film of `film_size`. Zoom is in device px of the screen per film px: at 1 each is one of the other."""

    zoom_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # One that Python made: to find out what Qt's own one is, PySide6 makes every class of widget there is.
        self.setViewport(QWidget())
        self.film_size: Size | None = None
        self.camera, self.fitted = Camera(), True
        self._set_up_qt()

    @property
    def zoom(self) -> float:
        """Device px of the screen per film px."""
        return self.camera.scale * self.devicePixelRatioF()

    def film_at(self, view: QPointF) -> Point:
        """The film px under a place in the viewport."""
        return self.camera.to_film((view.x(), view.y()))

    def view_at(self, film: Point) -> QPointF:
        """The place in the viewport of a film px."""
        return QPointF(*self.camera.to_view(film))

    def fit(self) -> None:
        """Show the whole film."""
        if self.film_size:
            self.look(Camera.fitting(self.film_size, self.room, _FIT_MARGIN, self.camera.turn), fitted=True)

    def zoom_by(self, factor: float) -> None:
        """Zoom about the middle of the view."""
        self.zoom_about(factor, QPointF(self.room[0] / 2, self.room[1] / 2))

    def zoom_about(self, factor: float, view: QPointF) -> None:
        """Zoom; the film point under `view`, viewport px, stays there exactly."""
        if self.film_size:
            self.look(self.camera.scaled(self._limited(self.camera.scale * factor), (view.x(), view.y())))

    def set_zoom(self, screen_px_per_film_px: float) -> None:
        """Zoom to a scale about the middle of the view: 1 shows each film px as one px of the screen, sharp."""
        if self.film_size:
            ratio = self.devicePixelRatioF()
            scale = self._limited(screen_px_per_film_px / ratio)
            self.look(self.camera.scaled(scale, (self.room[0] / 2, self.room[1] / 2)).snapped(ratio))

    def pan_by(self, dx: float, dy: float) -> None:
        """Move the film by viewport px."""
        self.look(self.camera.panned(dx, dy))

    def centre(self, film: Point, min_zoom: float | None = None) -> None:
        """Bring a film point to the middle, at least at this zoom."""
        least = (min_zoom or 0.0) / self.devicePixelRatioF()
        camera = self.camera.scaled(self._limited(max(self.camera.scale, least)), (0.0, 0.0))
        self.look(camera.centred(film, self.room))

    def turn_film(self, turn: Turn) -> None:
        """Turn the film as it is seen; its middle stays in the middle, and one that was shown whole stays so."""
        if self.film_size and turn != self.camera.turn:
            self.camera, fitted = self.camera.turned(turn, self.room), self.fitted
            self.fit() if fitted else self.look(self.camera)

    def show_film(self, size: Size | None, *, keep: bool, turn: Turn = UPRIGHT) -> None:
        """Look at another film: at all of it, or with `keep` at the same part as before."""
        former, self.film_size = self.film_size, size
        self.camera = self.camera.turned(turn, self.room)
        if keep and former and size and not self.fitted:
            self.look(self.camera.carried(former, size, self.room))
        else:
            self.fit()

    def look(self, camera: Camera, *, fitted: bool = False) -> None:
        """Take another camera."""
        rescaled = camera.scale != self.camera.scale
        self.camera, self.fitted = camera, fitted
        a, b, c, d = (value * camera.scale for value in camera.turn.matrix)
        self.setTransform(QTransform(a, c, b, d, camera.shift_x, camera.shift_y))
        # Qt centres a scene when it gets one; from then on nothing may scroll.
        self.horizontalScrollBar().setValue(0)
        self.verticalScrollBar().setValue(0)
        self.camera_moved()
        if rescaled:
            self.zoom_changed.emit(self.zoom)

    def camera_moved(self) -> None:
        """The film lies elsewhere in the view: for subclasses."""

    @property
    def room(self) -> tuple[float, float]:
        """Width and height of the viewport in logical px."""
        return float(self.viewport().width()), float(self.viewport().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A film that was shown whole stays so; else its middle stays in the middle."""
        super().resizeEvent(event)
        if self.fitted:
            self.fit()
        elif event.oldSize().isValid():
            grown = event.size() - event.oldSize()
            self.pan_by(grown.width() / 2, grown.height() / 2)

    def _set_up_qt(self) -> None:
        scene = QGraphicsScene(self)
        scene.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.setScene(scene)
        self.setSceneRect(_SCENE)
        self.setBackgroundBrush(theme.SURROUND)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setInteractive(False)

    def _limited(self, scale: float) -> float:
        assert self.film_size is not None
        fit = Camera.fitting(self.film_size, self.room, _FIT_MARGIN, self.camera.turn).scale
        return min(max(scale, fit * _MIN_ZOOM_OF_FIT), max(_MAX_ZOOM / self.devicePixelRatioF(), fit))
