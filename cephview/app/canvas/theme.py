"""Colours and sizes as one table, for the canvas and the panels. Shape always says the same as colour.

Over the film colours never change: its surround is dark in either theme. Those of the chrome do, in place, so that who
paints with them needs not ask which theme it is; who writes them into a style sheet does so in `style`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QApplication

from cephview.core.case import Status
from cephview.core.review_status import DOUBTFUL_SHARE

Scheme = Literal["dark", "light"]

# About the film, in either theme.
SURROUND = QColor("#0d0f12")
FILM_TEXT = QColor("#e8eaee")
FILM_QUIET = QColor("#9aa3b0")
FILM_LINE = QColor("#353b46")
FILM_RAISED = QColor("#272c35")
# On panels by way of `on_panel`.
ACCENT = QColor("#5aa9f5")
WARNING = QColor("#f5c469")

# The chrome: without hue, so that the film's greys look neutral; dark, so that it is the only bright thing. These
# change with `use`.
PANEL, RAISED, LINE, TEXT, TEXT_QUIET, DISABLED, HOVER, SELECTION, CHECKED, FIELD, HANDLE, BAND = (
    QColor() for _ in range(12)
)
_CHROME: dict[Scheme, str] = {
    "dark": "#1d2128 #272c35 #353b46 #e8eaee #9aa3b0 #626b78 #313844 #2c4258 #22354a #0d0f12 #414957 #3b4c63",
    "light": "#f4f5f7 #e6e8ec #cdd2d9 #14181f #515a67 #9aa2ad #dde1e7 #cfe2f7 #d3e6fb #ffffff #b3bac4 #c3d6ec",
}


def use(scheme: Scheme) -> None:
    """Give the chrome the colours of a theme."""
    chrome = (PANEL, RAISED, LINE, TEXT, TEXT_QUIET, DISABLED, HOVER, SELECTION, CHECKED, FIELD, HANDLE, BAND)
    for colour, name in zip(chrome, _CHROME[scheme].split(), strict=True):
        colour.setRgba(QColor(name).rgba())


use("dark")
WARNING_GROUND = QColor(52, 40, 14, 240)

# The layers over the film.
PREDICTED = QColor("#f5b84b")
CORRECTED = QColor("#45d3ea")
CONFIRMED = QColor("#5bd68c")
FOLLOWS = QColor("#d9c8ff")  # neither a model nor a person placed it
REFERENCE = QColor("#ff7fb0")
SELECTED = QColor("#6cb6ff")
TRACING = QColor(190, 205, 255, 215)
UNKNOWN_ERROR = QColor("#c3cad4")
OUTLINE = QColor(5, 7, 10, 205)
# The same where lines are drawn at each frame of a drag: Qt draws what lets nothing through many times faster.
SHADOW = QColor(5, 7, 10)
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
    Status.ESTIMATED: FOLLOWS,
    Status.CONSTRUCTED: FOLLOWS,
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
# The same for a film without calibration, as a share of its height.
TAG_ABOVE_SHARE = DOUBTFUL_SHARE


def error_colour(mm: float | None) -> QColor:
    """The colour of an error in mm; a neutral one where it is not known."""
    if mm is None or mm != mm:
        return UNKNOWN_ERROR
    return next(colour for limit, colour in ERROR_BANDS if mm <= limit)


def status_colour(status: Status) -> QColor:
    """The colour of a landmark of this status."""
    return STATUS_COLOURS[status]


def contrast(a: QColor, b: QColor) -> float:
    """How far two colours differ in luminance, 1-21 (WCAG 2.2, contrast ratio)."""
    lighter, darker = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def on_panel(colour: QColor, least: float = 3.0) -> QColor:
    """A colour of the film as it is to be used on a panel: darkened there as far as it takes to be seen.

    `least` is the contrast: 3 for marks, 4.5 for text (WCAG 2.2, 1.4.11 and 1.4.3).
    """
    return QColor.fromRgba(_on_ground(colour.rgba(), PANEL.rgba(), least))


@lru_cache(maxsize=256)
def _on_ground(rgba: int, ground: int, least: float) -> int:
    colour = QColor.fromRgba(rgba)
    while contrast(colour, QColor.fromRgba(ground)) < least:
        change = colour.darker(106) if _luminance(QColor.fromRgba(ground)) > 0.2 else colour.lighter(106)
        if change == colour:
            break
        colour = change
    return colour.rgba()


def _luminance(colour: QColor) -> float:
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (colour.redF(), colour.greenF(), colour.blueF())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def font(pixels: int, *, bold: bool = False) -> QFont:
    """The application's font at a size in logical px."""
    result = QFont(QApplication.font())
    result.setPixelSize(pixels)
    result.setBold(bold)
    return result
