"""Where the window and its panels stand: within the screen, as they were left on that screen, no room wasted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QEvent, QObject, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QAction, QGuiApplication, QScreen
from PySide6.QtWidgets import QDockWidget, QMainWindow

from cephview.app.panels.landmarks import LandmarkPanel
from cephview.app.settings import Settings

_WANTED = QSize(1600, 1000)
# What a title bar and borders take, as long as the window has none yet.
_FRAME = QSize(16, 44)
# Below this, landmarks and measurements share a place as tabs: side by side one above the other, each would be cut.
_ROOMY_HEIGHT = 860
_FILMS_SHARE, _FIGURES_SHARE = 0.13, 0.29
_FILMS_LEAST, _FILMS_MOST, _FIGURES_LEAST, _FIGURES_MOST = 160, 210, 340, 430
# The most that the landmarks take of the height, and what they leave the measurements of it where there is little.
_LANDMARKS_SHARE, _MEASUREMENTS_LEAST = 0.6, 340
# Of the window's width, where the measurements are wanted large.
_LARGE_SHARE = 0.45
# Qt's platform without a screen pretends to have this one; pictures that are taken there have the wanted size.
_NO_SCREEN = QSize(800, 800)


class WindowPlacement(QObject):
    """Size, place and panels of the main window, remembered for each screen by itself."""

    def __init__(
        self,
        window: QMainWindow,
        docks: Sequence[QDockWidget],
        panel: LandmarkPanel,
        settings: Settings,
        large: QAction,
    ) -> None:
        super().__init__(window)
        self._window, self._panel, self._settings = window, panel, settings
        self._large = large  # the switch that makes the measurements large
        self._needed = 0  # the height that `share` went by; below 0 the split is the one that was remembered
        self._checked = False
        self._before: QByteArray | None = None  # the panels before the measurements were made large
        self._sizes: tuple[bool, QSize, QSize] = False, QSize(), QSize()  # whether they hide the landmarks; sizes then
        self._docks = {dock.objectName(): dock for dock in docks}
        self._first = window.saveState()
        for signal in (panel.model.modelReset, panel.model.headerDataChanged):
            signal.connect(lambda *_: QTimer.singleShot(0, self, self.share))
        window.installEventFilter(self)

    def restore(self) -> None:
        """As it was left on this screen; else as large as is of use, wholly within the screen."""
        room = available(self._window.screen())
        size = _WANTED.boundedTo(room.size() - _FRAME)
        self._window.resize(size)
        self._window.move(room.center() - QRect(0, 0, size.width(), size.height() + _FRAME.height()).center())
        geometry, docks = self._remembered("geometry"), self._remembered("docks")
        if geometry is not None:
            self._window.restoreGeometry(geometry)
        # One or the other: a tab bar that is replaced before the window was seen stays as a ghost in it.
        if docks is not None and self._window.restoreState(docks):
            self._needed = -1
        else:
            self.arrange()

    def remember(self) -> None:
        """Keep size, place and panels for the screen that the window is on."""
        name = screen_name(self._window.screen())
        self._settings.set_layout(f"geometry/{name}", self._window.saveGeometry())
        self._settings.set_layout(f"docks/{name}", self._before or self._window.saveState())

    def reset(self) -> None:
        """All panels where they were at the first start."""
        self._large.setChecked(False)
        self._window.restoreState(self._first)
        for dock in self._docks.values():
            dock.show()
        self._needed = 0
        self.arrange()

    def enlarge(self, on: bool) -> None:
        """The measurements over the whole right side, and wider; off, the panels as they were before."""
        window, landmarks, measurements = self._window, self._docks["landmarks"], self._docks["measurements"]
        if on:
            self._before = window.saveState()
            apart = landmarks not in window.tabifiedDockWidgets(measurements) and not landmarks.isHidden()
            self._sizes = apart, landmarks.size(), measurements.size()
            # Hidden, not put among the tabs: a tab bar that changes leaves a ghost behind, as does `restoreState`.
            if apart:
                landmarks.hide()
            measurements.show()
            measurements.raise_()
            large = round(window.width() * _LARGE_SHARE)
            window.resizeDocks([measurements], [large], Qt.Orientation.Horizontal)
        elif self._before is not None:
            self._before = None
            hidden, above, below = self._sizes
            window.resizeDocks([measurements], [below.width()], Qt.Orientation.Horizontal)
            if hidden:
                landmarks.show()
                both, heights = [landmarks, measurements], [above.height(), below.height()]
                QTimer.singleShot(0, self, lambda: window.resizeDocks(both, heights, Qt.Orientation.Vertical))

    def arrange(self) -> None:
        """The panels as fits the window: one above the other where both have room, else as tabs."""
        window, docks = self._window, self._docks
        tabs = [docks[name] for name in ("measurements", "display", "history")]
        if window.height() < _ROOMY_HEIGHT:
            tabs.insert(0, docks["landmarks"])
        for dock in tabs[1:]:
            window.tabifyDockWidget(tabs[0], dock)
        tabs[0].raise_()
        films = min(max(round(window.width() * _FILMS_SHARE), _FILMS_LEAST), _FILMS_MOST)
        figures = min(max(round(window.width() * _FIGURES_SHARE), _FIGURES_LEAST), _FIGURES_MOST)
        window.resizeDocks([docks["films"], docks["landmarks"]], [films, figures], Qt.Orientation.Horizontal)
        self.share()

    def share(self) -> None:
        """Give the measurements what the landmarks do not need; a split that the user made stays until that changes."""
        landmarks, measurements = self._docks["landmarks"], self._docks["measurements"]
        apart = not landmarks.isFloating() and measurements not in self._window.tabifiedDockWidgets(landmarks)
        needed = self._panel.wanted_height
        if needed == self._needed or not (apart and self._window.isVisible() and self._panel.model.rowCount()):
            return
        remembered, self._needed = self._needed < 0, needed
        if not remembered:
            both = landmarks.height() + measurements.height()
            title = landmarks.height() - self._panel.height()
            wanted = min(needed + title, round(both * _LANDMARKS_SHARE), max(both - _MEASUREMENTS_LEAST, both // 2))
            self._window.resizeDocks([landmarks, measurements], [wanted, both - wanted], Qt.Orientation.Vertical)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Once it is shown its frame is known, and so is what it really takes of the screen."""
        if event.type() == QEvent.Type.Show and not self._checked:
            self._checked = True
            handle = self._window.windowHandle()
            handle.screenChanged.connect(lambda _: QTimer.singleShot(0, self, self.keep_within))
            QTimer.singleShot(0, self, self.keep_within)
            QTimer.singleShot(0, self, self.share)
        return super().eventFilter(watched, event)

    def keep_within(self) -> None:
        """Bring the window wholly into its screen, made smaller where it does not fit."""
        window = self._window
        if window.isMaximized() or window.isFullScreen() or window.screen() is None:
            return
        room, frame = available(window.screen()), window.frameGeometry()
        if room.contains(frame):
            return
        edges = frame.size() - window.size()
        window.resize(window.size().boundedTo(room.size() - edges))
        frame = window.frameGeometry()
        window.move(
            max(min(frame.left(), room.right() + 1 - frame.width()), room.left()),
            max(min(frame.top(), room.bottom() + 1 - frame.height()), room.top()),
        )

    def _remembered(self, key: str) -> QByteArray | None:
        return self._settings.layout(f"{key}/{screen_name(self._window.screen())}")


def available(screen: QScreen | None) -> QRect:
    """What of a screen a window may take, logical px; ample where there is none."""
    if screen is None or (QGuiApplication.platformName() == "offscreen" and screen.size() == _NO_SCREEN):
        return QRect(0, 0, 2 * _WANTED.width(), 2 * _WANTED.height())
    return screen.availableGeometry()


def screen_name(screen: QScreen | None) -> str:
    """A screen by its name, size and scale: the same laptop with another zoom is another screen to a window."""
    if screen is None:
        return "none"
    size = screen.size()
    name = "".join(letter if letter.isalnum() else "_" for letter in screen.name())
    return f"{name}_{size.width()}x{size.height()}_{screen.devicePixelRatio():g}"
