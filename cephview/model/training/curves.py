"""The curves of a run as a PNG, drawn with OpenCV: a plotting library would be one more dependency for two panels."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

_PANEL, _SMALL, _COLUMNS = (620, 440), (310, 240), 5
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 20, 46, 48
_INK, _GRID, _BLUE, _RED = (40, 40, 40), (225, 225, 225), (176, 94, 32), (40, 40, 190)
_FONT = cv2.FONT_HERSHEY_SIMPLEX
Image = NDArray[np.uint8]


def draw_curves(history: Sequence[Mapping[str, float]]) -> bytes:
    """A PNG of loss, and of the validation's MRE in mm, over the epochs of `history` (the rows of the log)."""
    panels = [
        _panel(_series(history, "loss"), "training loss", _BLUE),
        _panel(_series(history, "mre_mm"), "validation MRE, mm", _RED, mark_lowest=True),
    ]
    done, data = cv2.imencode(".png", np.hstack(panels))
    if not done:
        raise OSError("the curves could not be encoded as PNG")
    return data.tobytes()


def draw_landmarks(rows: Sequence[Mapping[str, float]]) -> bytes:
    """A PNG with a small panel a landmark: its error in mm, or by how much it moved, over the epochs of `rows`."""
    names = [name for name in dict.fromkeys(name for row in rows for name in row) if name != "epoch"]
    panels = [_panel(_series(rows, name), f"{_plain(name)}, mm", _RED, size=_SMALL) for name in names]
    panels += [np.full_like(panels[0], 255)] * (-len(panels) % _COLUMNS)
    rows_of_panels = [np.hstack(panels[start : start + _COLUMNS]) for start in range(0, len(panels), _COLUMNS)]
    done, data = cv2.imencode(".png", np.vstack(rows_of_panels))
    if not done:
        raise OSError("the curves could not be encoded as PNG")
    return data.tobytes()


def _plain(name: str) -> str:
    return name.replace("′", "'")  # OpenCV's letters are ASCII


def _series(history: Sequence[Mapping[str, float]], name: str) -> NDArray[np.float64]:
    rows = [(row["epoch"], row[name]) for row in history if name in row and math.isfinite(row[name])]
    return np.array(rows, dtype=np.float64).reshape(-1, 2)


def _panel(
    series: NDArray[np.float64],
    title: str,
    colour: tuple[int, int, int],
    *,
    mark_lowest: bool = False,
    size: tuple[int, int] = _PANEL,
) -> Image:
    width, height = size
    image = np.full((height, width, 3), 255, np.uint8)
    _text(image, title, (_LEFT, 28), 0.6)
    if not len(series):
        _text(image, "nothing measured yet", (width // 2 - 90, height // 2), 0.5)
        return image
    x_ticks = _ticks(0, float(series[-1, 0]), whole=True)
    # The first epochs of a run from nothing are far above all others: they may leave the panel at its top.
    top = float(series[:, 1].max())
    if len(series) >= 10:
        top = min(top, float(np.percentile(series[:, 1], 90)) * 1.3)
    y_ticks = _ticks(float(series[:, 1].min()), top)
    low, high = np.array([x_ticks[0], y_ticks[0]]), np.array([x_ticks[-1], y_ticks[-1]])

    def place(points: NDArray[np.float64]) -> NDArray[np.int32]:
        share = (points - low) / (high - low)
        share[:, 1] = np.clip(share[:, 1], 0, 1)
        x = _LEFT + share[:, 0] * (width - _LEFT - _RIGHT)
        y = height - _BOTTOM - share[:, 1] * (height - _TOP - _BOTTOM)
        return np.round(np.column_stack([x, y])).astype(np.int32)

    for tick in y_ticks:
        (_, y), (right, _) = place(np.array([[low[0], tick], [high[0], tick]]))[[0, 1]]
        cv2.line(image, (_LEFT, int(y)), (int(right), int(y)), _GRID, 1)
        _text(image, f"{tick:.4g}", (10, int(y) + 5), 0.45)
    for tick in x_ticks:
        x = int(place(np.array([[tick, low[1]]]))[0, 0])
        cv2.line(image, (x, _TOP), (x, height - _BOTTOM), _GRID, 1)
        _text(image, f"{tick:g}", (x - 5, height - _BOTTOM + 20), 0.45)
    _text(image, "epoch", (width - 66, height - 8), 0.45)
    points = place(series)
    cv2.polylines(image, [points], False, colour, 2, cv2.LINE_AA)
    if len(series) <= 40:
        for point in points:
            cv2.circle(image, (int(point[0]), int(point[1])), 3, colour, -1, cv2.LINE_AA)
    if mark_lowest:
        epoch, value = series[int(series[:, 1].argmin())]
        _text(image, f"lowest {value:.3f} in epoch {epoch:g}", (width - 250, 28), 0.5)
    return image


def _ticks(low: float, high: float, *, whole: bool = False) -> list[float]:
    """Round numbers, six or so, that enclose low to high."""
    span = max(high - low, abs(high) * 0.01, 1.0 if whole else 1e-6)
    rough = span / 5
    unit = 10.0 ** math.floor(math.log10(rough))
    step = next(unit * factor for factor in (1, 2, 5, 10) if unit * factor >= rough)
    if whole:
        step = max(1.0, round(step))
    first, last = math.floor(low / step), math.ceil((low + span) / step)
    return [number * step for number in range(first, last + 1)]


def _text(image: Image, text: str, place: tuple[int, int], size: float) -> None:
    cv2.putText(image, text, place, _FONT, size, _INK, 1, cv2.LINE_AA)
