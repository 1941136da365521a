"""Colours and sizes as one table, for the canvas and the panels. Shape always says the same as colour."""

from __future__ import annotations

from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QApplication

from cephview.core.case import Status

# The chrome: dark and without hue, so that the film is the only bright thing and its greys look neutral.
SURROUND = QColor("#0d0f12")
PANEL = QColor("#1d2128")
RAISED = QColor("#272c35")
LINE = QColor("#353b46")
TEXT = QColor("#e8eaee")
TEXT_QUIET = QColor("#9aa3b0")
ACCENT = QColor("#5aa9f5")
WARNING = QColor("#f5c469")
WARNING_GROUND = QColor(52, 40, 14, 240)

# The layers over the film.
PREDICTED = QColor("#f5b84b")
CORRECTED = QColor("#45d3ea")
CONFIRMED = QColor("#5bd68c")
REFERENCE = QColor("#ff7fb0")
SELECTED = QColor("#6cb6ff")
UNKNOWN_ERROR = QColor("#c3cad4")
OUTLINE = QColor(5, 7, 10, 205)
TAG_GROUND = QColor(10, 12, 15, 205)

# Bands of the error in mm: (at or below, colour). From yellow on they grow darker and redder together,
# so that they stay apart for every kind of colour vision; a test measures that.
ERROR_BANDS: tuple[tuple[float, QColor], ...] = (
    (2.0, QColor("#38c7b0")),
    (2.5, QColor("#faf27a")),
    (3.0, QColor("#f7b02a")),
    (4.0, QColor("#f27a30")),
    (float("inf"), QColor("#e0355f")),
)

STATUS_COLOURS: dict[Status, QColor] = {
    Status.PREDICTED: PREDICTED,
    Status.CORRECTED: CORRECTED,
    Status.PLACED: CORRECTED,
    Status.CONFIRMED: CONFIRMED,
    Status.NOT_VISIBLE: TEXT_QUIET,
    Status.MISSING: TEXT_QUIET,
}

# Sizes in logical screen px, the same at any zoom.
MARKER_RADIUS = 6.0
HALO_RADIUS = 11.0
CROSS_ARM = 6.0
HIT_RADIUS = 10.0
DRAG_THRESHOLD = 3.0
LABEL_PX = 13
TAG_PX = 11
LOUPE_DIAMETER = 180

# Above this error in mm the distance is written beside its line without being asked for.
TAG_ABOVE_MM = 2.0
# The same for a film without calibration: a lateral film shows some 240 mm, of which 2 mm are this share.
TAG_ABOVE_SHARE = 0.0083


def error_colour(mm: float | None) -> QColor:
    """The colour of an error in mm; a neutral one where it is not known."""
    if mm is None or mm != mm:
        return UNKNOWN_ERROR
    return next(colour for limit, colour in ERROR_BANDS if mm <= limit)


def status_colour(status: Status) -> QColor:
    """The colour of a landmark of this status."""
    return STATUS_COLOURS[status]


def font(pixels: int, *, bold: bool = False) -> QFont:
    """The application's font at a size in logical px."""
    result = QFont(QApplication.font())
    result.setPixelSize(pixels)
    result.setBold(bold)
    return result
