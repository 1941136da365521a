"""What stands in place of the film while none is open."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from cephview.app.canvas import theme
from cephview.app.words import tr
from cephview.io.films.names import distinct_names

_MOST_RECENT = 6


def dropped_files(data: QMimeData) -> list[Path]:
    """The local files of a drag and drop."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


class EmptyState(QWidget):
    """One sentence, an Open button, a place to drop a film, the recent ones, and the sample film."""

    open_requested = Signal()
    sample_requested = Signal()
    recent_requested = Signal(Path)
    files_dropped = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self._hovered = False
        self.recent_buttons: list[QPushButton] = []
        self.setObjectName("emptyState")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setStyleSheet(
            f"#emptyState {{ background: {theme.SURROUND.name()}; }} QLabel {{ background: transparent; }}"
            f" #open {{ background: {theme.ACCENT.name()}; color: #08131f; border: none; border-radius: 7px;"
            f" padding: 10px 30px; }} #open:hover {{ background: {theme.ACCENT.lighter(112).name()}; }}"
            f" #open:focus {{ border: 2px solid {theme.FILM_TEXT.name()}; padding: 8px 28px; }}"
            f" #link {{ background: transparent; border: none; color: {theme.ACCENT.name()}; padding: 4px 10px;"
            f" border-radius: 4px; }} #link:hover, #link:focus {{ background: {theme.FILM_RAISED.name()}; }}"
        )
        layout = QVBoxLayout(self)
        layout.setSpacing(0)
        # Clear of the dashed frame that is painted around the place to drop a film.
        layout.setContentsMargins(70, 0, 70, 0)
        layout.addStretch(5)
        sentence = _label(
            tr("Open a lateral film: CephView finds the landmarks, you correct what is wrong."), 17, theme.FILM_TEXT
        )
        sentence.setWordWrap(True)
        layout.addWidget(sentence)
        layout.addSpacing(26)
        self.open_button = QPushButton(tr("Open a film…"), self)
        self.open_button.setObjectName("open")
        self.open_button.setFont(theme.font(15, bold=True))
        self.open_button.setCursor(Qt.CursorShape.PointingHandCursor)
        self.open_button.clicked.connect(self.open_requested)
        layout.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(12)
        layout.addWidget(_label(tr("or drop a film here"), 13, theme.FILM_QUIET))
        layout.addSpacing(22)
        self.sample_button = _link(tr("Try it with the sample film"), self)
        self.sample_button.clicked.connect(self.sample_requested)
        layout.addWidget(self.sample_button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(26)
        self._recent_title = _label(tr("RECENT FILMS"), 11, theme.FILM_QUIET)
        self._recent_title.hide()
        layout.addWidget(self._recent_title)
        layout.addSpacing(4)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(0)
        layout.addLayout(self._recent)
        layout.addStretch(6)

    def set_recent(self, paths: list[Path]) -> None:
        """Offer these films, the latest first; the folder is in the tooltip."""
        for old in self.recent_buttons:
            old.hide()
            old.deleteLater()
        self.recent_buttons.clear()
        shown = paths[:_MOST_RECENT]
        for path, title in zip(shown, titles(shown), strict=True):
            button = _link(title, self)
            button.setToolTip(str(path))
            button.clicked.connect(lambda _=False, chosen=path: self.recent_requested.emit(chosen))
            self.recent_buttons.append(button)
            self._recent.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        self._recent_title.setVisible(bool(paths))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome files."""
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()
            self._welcome(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """The files went on."""
        self._welcome(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand the files on."""
        self._welcome(False)
        event.acceptProposedAction()
        self.files_dropped.emit(dropped_files(event.mimeData()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame that says where a film may be dropped."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # Not `fillRect`: to find out which of its forms is meant, 169 presets of gradients would be made.
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.SURROUND)
        painter.drawRect(self.rect())
        painter.setBrush(Qt.BrushStyle.NoBrush)
        colour = theme.ACCENT if self._hovered else theme.FILM_LINE
        painter.setPen(QPen(colour, 2 if self._hovered else 1.2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(self.rect().adjusted(24, 24, -24, -24), 14, 14)

    def _welcome(self, hovered: bool) -> None:
        self._hovered = hovered
        self.update()


def _label(text: str, pixels: int, colour: QColor) -> QLabel:
    label = QLabel(text)
    label.setFont(theme.font(pixels))
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setStyleSheet(f"color: {colour.name()};")
    return label


def _link(text: str, parent: QWidget) -> QPushButton:
    button = QPushButton(text, parent)
    button.setObjectName("link")
    button.setFont(theme.font(13))
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    return button


def titles(paths: Sequence[Path]) -> list[str]:
    """What buttons and menus call these films: two of one name are told apart by their folders."""
    # An ampersand would underline the letter after it.
    return [name.replace("&", "&&") for name in distinct_names(paths)]
