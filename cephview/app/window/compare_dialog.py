"""Two works on one film side by side: both on the film, and landmark by landmark where they differ."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from cephview.app.canvas import theme
from cephview.app.canvas.markers import draw_cross, draw_marker
from cephview.app.panels.landmark_model import STATUS_WORDS
from cephview.app.words import marked, tr
from cephview.core.case import Case, Status
from cephview.core.case_difference import Difference, differences
from cephview.core.radiograph import Radiograph

_PICTURE, _MARK = QSize(400, 430), 0.7
_SIZE = QSize(900, 560)
_BESIDE, _SHADE = QPointF(8, -5), QPointF(1, 1)
_NOTE = marked(
    "On the film: markers are what is shown here, crosses the other. Whichever you choose, the other "
    "stays in its file and can be opened from there."
)
_HEADERS = (marked("Landmark"), marked("Shown here"), marked("The other"), marked("Apart"))


class Answer(Enum):
    """What the user chose."""

    USE, STAY, LATER = range(3)


class CompareDialog(QDialog):
    """Says what was found, shows both, and asks. `answer` is what was chosen; whichever it is, both are kept."""

    def __init__(self, title: str, text: str, here: Case, there: Case, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.answer = Answer.LATER
        self.found = differences(here, there)
        self.text = QLabel(text)
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.table = _table(self.found, here)
        self.summary = QLabel(_summary(self.found, here, there))
        self.summary.setWordWrap(True)
        note = QLabel(tr(_NOTE))
        note.setObjectName("quiet")
        note.setWordWrap(True)
        self.use_button, self.stay_button, self.later_button = (
            QPushButton(words)
            for words in (tr("Go on with the other"), tr("Stay with what is shown"), tr("Decide later"))
        )
        buttons, right, middle, layout = QHBoxLayout(), QVBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        buttons.addStretch(1)
        for answer, button in zip(Answer, (self.use_button, self.stay_button, self.later_button), strict=True):
            button.setAutoDefault(False)  # neither is an Enter away
            button.clicked.connect(lambda _=False, answer=answer: self._choose(answer))
            buttons.addWidget(button)
        for widget in (self.summary, self.table):
            right.addWidget(widget)
        middle.addWidget(_Both(here.radiograph, self.found))
        middle.addLayout(right, 1)
        layout.addWidget(self.text)
        layout.addLayout(middle, 1)
        layout.addWidget(note)
        layout.addLayout(buttons)
        self.resize(_SIZE)

    def _choose(self, answer: Answer) -> None:
        self.answer = answer
        self.accept() if answer is not Answer.LATER else self.reject()


class _Both(QWidget):
    """The film with the points that differ: a marker for what is shown, a cross for the other, a line between."""

    def __init__(self, film: Radiograph, found: tuple[Difference, ...]) -> None:
        super().__init__()
        self._found, self._size = found, film.size
        grey = film.to_8bit()
        height, width = grey.shape
        self._film = QImage(grey.tobytes(), width, height, width, QImage.Format.Format_Grayscale8).copy()
        self.setMinimumSize(_PICTURE)
        self.setAccessibleName(tr("Both works on the film"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw film and points."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        scale = min(self.width() / self._size[0], self.height() / self._size[1])
        ratio = self.devicePixelRatioF()
        sharp = self._film.scaled(
            round(self._size[0] * scale * ratio),
            round(self._size[1] * scale * ratio),
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        sharp.setDevicePixelRatio(ratio)
        painter.drawImage(QPointF(), sharp)
        places = [
            tuple(None if p is None else QPointF((p[0] + 0.5) * scale, (p[1] + 0.5) * scale) for p in (d.here, d.there))
            for d in self._found
        ]
        painter.setPen(QPen(theme.REFERENCE, 1.4))
        for here, there in places:
            if here is not None and there is not None:
                painter.drawLine(here, there)
        for difference, (here, there) in zip(self._found, places, strict=True):
            for place, is_other in ((there, True), (here, False)):
                if place is not None:
                    painter.save()
                    painter.translate(place)
                    painter.scale(_MARK, _MARK)
                    draw_cross(painter) if is_other else draw_marker(painter, difference.status_here)
                    painter.restore()
            self._name(painter, difference.symbol, here or there)

    def _name(self, painter: QPainter, symbol: str, place: QPointF | None) -> None:
        if place is None:
            return
        painter.setFont(theme.font(11, bold=True))
        for colour, off in ((theme.OUTLINE, _SHADE), (theme.FILM_TEXT, QPointF())):
            painter.setPen(colour)
            painter.drawText(place + _BESIDE + off, symbol)


def _table(found: tuple[Difference, ...], here: Case) -> QTableWidget:
    table = QTableWidget(len(found), len(_HEADERS))
    table.setHorizontalHeaderLabels([tr(text) for text in _HEADERS])
    table.verticalHeader().hide()
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    for row, each in enumerate(found):
        words = (
            each.symbol,
            tr(STATUS_WORDS[each.status_here]),
            tr(STATUS_WORDS[each.status_there]),
            _apart(each, here),
        )
        for column, text in enumerate(words):
            table.setItem(row, column, QTableWidgetItem(text))
    return table


def _apart(each: Difference, case: Case) -> str:
    if each.here is None or each.there is None or each.apart_px is None:
        return "–"
    if case.calibration is None:
        return tr("{apart_px:.1f} px", apart_px=each.apart_px)
    spacing = case.calibration
    x, y = (each.there[i] - each.here[i] for i in range(2))
    return tr("{x:.1f} mm", x=((x * spacing.mm_per_px_x) ** 2 + (y * spacing.mm_per_px_y) ** 2) ** 0.5)


def _summary(found: tuple[Difference, ...], here: Case, there: Case) -> str:
    own = {Status.CORRECTED, Status.CONFIRMED, Status.PLACED, Status.NOT_VISIBLE}
    both = sum(each.status_here in own and each.status_there in own for each in found)
    count = len(found)
    text = (tr("{count} landmark differs") if count == 1 else tr("{count} landmarks differ")).format(count=count)
    if both:
        text += tr(", {both} of them set by hand in both.", both=both)
    else:
        text += "." if count else tr(": both have the same points.")
    if here.calibration != there.calibration:
        scales = [case.calibration.describe() if case.calibration else tr("unknown") for case in (here, there)]
        text += tr(" Calibration here: {here}; there: {there}.", here=scales[0], there=scales[1])
    return text
