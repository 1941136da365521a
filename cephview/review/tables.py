"""An evaluation as rows of figures, for CSV and JSON; lengths in mm, shares in %."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from cephview.core.accuracy import SDR_THRESHOLDS_MM, Accuracy, summarise
from cephview.io.tables.csv_cells import protected
from cephview.io.tables.csv_style import PLAIN, CsvStyle, encode_table
from cephview.review.comparison import Comparison
from cephview.review.evaluation import Evaluation
from cephview.review.observers import agreement, reader_pairs

Row = dict[str, str | float | int]


def summary_rows(evaluation: Evaluation) -> list[Row]:
    """Every comparison, over all landmarks and by landmark; what could not be compared has no row."""
    return [
        _summary_row(comparison, landmark, accuracy)
        for comparison in evaluation.comparisons
        for landmark, accuracy in {"all": comparison.accuracy, **comparison.by_landmark()}.items()
        if accuracy is not None
    ]


def point_rows(evaluation: Evaluation, comparison: Comparison) -> list[Row]:
    """Every point of one comparison: film, landmark, where to it is off (x towards the face, y down) and how far."""
    rows: list[Row] = []
    for i, film in enumerate(evaluation.films):
        for j, symbol in enumerate(comparison.scheme.symbols):
            if comparison.errors[i, j] == comparison.errors[i, j]:
                dx, dy = comparison.offsets[i, j].tolist()
                row: Row = {"film": protected(film), "comparison": comparison.name, "landmark": symbol}
                rows.append(row | {"dx_mm": dx, "dy_mm": dy, "error_mm": float(comparison.errors[i, j])})
    return rows


def observer_rows(evaluation: Evaluation) -> list[Row]:
    """The agreement of every two readers, landmark by landmark and axis by axis."""
    rows: list[Row] = []
    for pair in reader_pairs(evaluation):
        for found in agreement(evaluation, pair):
            row: Row = {"readers": pair.name, "landmark": found.symbol, "films": found.distance.count}
            row |= {"distance_mm": found.distance.mre, "distance_sd_mm": found.distance.sd}
            for axis, values in (("x", found.x), ("y", found.y)):
                row |= {f"bias_{axis}_mm": values.bias, f"low_{axis}_mm": values.low, f"high_{axis}_mm": values.high}
                row |= {f"dahlberg_{axis}_mm": values.dahlberg, f"icc_2_1_{axis}": values.icc}
            rows.append(row)
    return rows


def film_rows(evaluation: Evaluation) -> list[Row]:
    """Every film and comparison: how many points were compared, their mean error, and how many lay within 2 mm."""
    rows: list[Row] = []
    for comparison in evaluation.comparisons:
        for film, accuracy in zip(evaluation.films, map(summarise, comparison.errors), strict=True):
            if accuracy is not None:
                row: Row = {"film": protected(film), "comparison": comparison.name, "points": accuracy.count}
                rows.append(row | {"mre_mm": accuracy.mre, "sdr_2_percent": accuracy.sdr[2.0]})
    return rows


def evaluation_document(evaluation: Evaluation, *, observers: bool = False) -> dict[str, Any]:
    """An evaluation as JSON: whose points (name and SHA-256 of each model), how many, and the rows of all tables."""
    models = Counter((case.prediction.model.name, case.prediction.model.sha256) for case in evaluation.cases)
    told = [{"name": name, "sha256": sha256, "films": count} for (name, sha256), count in models.items()]
    document: dict[str, Any] = {"model": told[0] if len(told) == 1 else None}
    if len(told) > 1:
        document["models"] = told
    document |= {
        "caution": evaluation.caution,
        "films": len(evaluation.cases),
        "left_out": list(evaluation.problems),
        "notes": list(evaluation.notes),
    }
    if evaluation.expected:
        document |= {"expected_mm": evaluation.expected[0], "found_mm": evaluation.expected[1]}
    document |= {"comparisons": _json(summary_rows(evaluation)), "by_film": _json(film_rows(evaluation))}
    return document | ({"observers": _json(observer_rows(evaluation))} if observers else {})


def _json(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Rows without NaN, which is no JSON."""
    return [{name: value if value == value else None for name, value in row.items()} for row in rows]


def csv_bytes(rows: Sequence[Row], style: CsvStyle = PLAIN) -> bytes:
    """Rows of the same columns as CSV; empty for none."""
    return encode_table(list(rows[0]), rows, style) if rows else b""


def _summary_row(comparison: Comparison, landmark: str, accuracy: Accuracy) -> Row:
    row: Row = {
        "comparison": comparison.name,
        "landmark": landmark,
        "points": accuracy.count,
        "mre_mm": accuracy.mre,
        "sd_mm": accuracy.sd,
        "median_mm": accuracy.median,
    }
    row |= {f"sdr_{limit:g}_percent": accuracy.sdr[limit] for limit in SDR_THRESHOLDS_MM}
    if landmark == "all":
        row["lost_percent"] = comparison.lost_percent
    return row
