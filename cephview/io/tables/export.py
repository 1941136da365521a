"""CephView's CSV: one row a landmark, points to a thousandth of a pixel, no mm without a calibration."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import cephview
from cephview.core.accuracy import radial_errors_mm
from cephview.core.case import Case
from cephview.core.cautions import all_notes
from cephview.io.films.names import distinct_names
from cephview.io.outputs import write_output
from cephview.io.tables.csv_cells import POINT_DIGITS, SPACING_DIGITS, figure, protected
from cephview.io.tables.csv_style import PLAIN, CsvStyle, encode_table

COLUMNS: tuple[str, ...] = (
    *("image", "scheme", "index", "symbol", "name", "x_px", "y_px", "x_mm", "y_mm", "status"),
    *("predicted_x_px", "predicted_y_px", "correction_mm", "confidence"),
    *("reference", "reference_x_px", "reference_y_px", "error_px", "error_mm"),
    *("mm_per_px_x", "mm_per_px_y", "calibration_source"),
    *("model", "model_sha256", "preprocessing_assumptions", "exported_at", "cephview_version"),
    *("expected_error_mm", "calibration_detail", "calibration_reliable", "notes", "plus_minus_mm"),
)
_NUMERIC = frozenset(
    name for name in COLUMNS if name.endswith(("_px", "_mm", "_px_x", "_px_y")) or name == "confidence"
)


def export_csv(path: Path, cases: Sequence[Case], style: CsvStyle = PLAIN, *, asked: bool = True) -> None:
    """Write the cases, atomically, UTF-8, RFC 4180. Raises CephViewError as `write_output`."""
    write_output(path, encode_cases(cases, style, datetime.now().astimezone()), asked=asked)


def encode_cases(cases: Sequence[Case], style: CsvStyle, exported_at: datetime, *, header: bool = True) -> bytes:
    """The table as bytes; without `header` its rows alone."""
    names = distinct_names([case.radiograph.path or Path(case.radiograph.name) for case in cases])
    if len(cases) < 2:
        names = tuple(case.radiograph.name for case in cases)
    rows = [
        row | {"image": protected(name)}
        for case, name in zip(cases, names, strict=True)
        for row in case_rows(case, exported_at)
    ]
    return encode_table(COLUMNS, rows, style, numeric=_NUMERIC, header=header)


def case_rows(case: Case, exported_at: datetime | None = None) -> list[dict[str, str]]:
    """The rows of a case, a cell for each of COLUMNS; what is unknown is empty."""
    columns = {**_numbers(case), **_texts(case, exported_at or datetime.now().astimezone())}
    count = len(case.scheme)
    return [{name: columns[name][i] for name in COLUMNS} for i in range(count)]


def _numbers(case: Case) -> dict[str, list[str]]:
    calibration, nowhere = case.calibration, np.full((len(case.scheme), 2), np.nan)
    points, predicted, reference = case.points, case.predicted_points, case.reference_points
    in_mm, correction, spacing, error_mm = nowhere, nowhere[:, 0], nowhere, case.errors_mm()
    if calibration is not None:
        in_mm, correction = calibration.to_mm(points), radial_errors_mm(points, predicted, calibration)
        spacing = np.tile([calibration.mm_per_px_x, calibration.mm_per_px_y], (len(points), 1))
    return {
        "index": [str(i + 1) for i in range(len(points))],
        **_pair("x_px", "y_px", points),
        **_pair("x_mm", "y_mm", in_mm),
        **_pair("predicted_x_px", "predicted_y_px", predicted),
        **_pair("reference_x_px", "reference_y_px", reference),
        **_pair("mm_per_px_x", "mm_per_px_y", spacing, SPACING_DIGITS),
        "correction_mm": _cells(correction),
        "confidence": _cells(case.confidence),
        "expected_error_mm": _cells(case.expected_errors_mm()),
        "plus_minus_mm": _cells(case.plus_minus_mm()),
        "error_px": _cells(case.errors_px()),
        "error_mm": _cells(nowhere[:, 0] if error_mm is None else error_mm),
    }


def _texts(case: Case, exported_at: datetime) -> dict[str, list[str]]:
    model = case.prediction.model if case.prediction else None
    same = {
        # The name alone, as far as that tells films apart: folders name patients.
        "image": case.radiograph.name,
        "scheme": case.scheme.name,
        "reference": case.reference.name if case.reference else "",
        "calibration_source": case.calibration.source.key if case.calibration else "",
        "calibration_detail": case.calibration.detail if case.calibration else "",
        "calibration_reliable": str(case.calibration.source.reliable).lower() if case.calibration else "",
        "model": model.name if model else "",
        "model_sha256": model.sha256 if model else "",
        "preprocessing_assumptions": "; ".join(model.assumptions) if model else "",
        "notes": " ".join(all_notes(case)),
        "exported_at": exported_at.isoformat(timespec="seconds"),
        "cephview_version": cephview.__version__,
    }
    return {
        **{name: [protected(text)] * len(case.scheme) for name, text in same.items()},
        "symbol": [protected(symbol) for symbol in case.scheme.symbols],
        "name": [protected(landmark.name) for landmark in case.scheme.landmarks],
        "status": [case.status(symbol).value for symbol in case.scheme.symbols],
    }


def _pair(x: str, y: str, values: NDArray[np.float64], digits: int = POINT_DIGITS) -> dict[str, list[str]]:
    return {x: _cells(values[:, 0], digits), y: _cells(values[:, 1], digits)}


def _cells(values: NDArray[np.float64], digits: int = POINT_DIGITS) -> list[str]:
    return [figure(value, digits) for value in values.tolist()]
