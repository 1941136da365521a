"""An evaluation as rows of figures, for CSV and JSON; lengths in mm, shares in %."""

from __future__ import annotations

from collections.abc import Sequence

from cephview.core.accuracy import SDR_THRESHOLDS_MM, Accuracy
from cephview.io.tables.csv_cells import protected
from cephview.io.tables.csv_style import PLAIN, CsvStyle, encode_table
from cephview.review.evaluation import Comparison, Evaluation
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
