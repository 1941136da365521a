"""Measurements as CSV: one row each, in full precision, with norm, deviation and where the millimetres come from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cephview.core.case import Case
from cephview.core.errors import CephViewError
from cephview.core.measurements import Analysis, Measurement, Result
from cephview.io.csv_cells import protected
from cephview.io.csv_style import PLAIN, CsvStyle, encode_table
from cephview.io.outputs import write_output

COLUMNS = (
    *("image", "analysis", "group", "measurement", "value", "unit", "norm", "norm_spread", "deviation", "class"),
    *("no_value_because", "landmarks", "definition", "mm_per_px_x", "mm_per_px_y", "calibration_source"),
    "calibration_reliable",
)
_NUMERIC = frozenset(("value", "norm", "norm_spread", "deviation", "mm_per_px_x", "mm_per_px_y"))


@dataclass(frozen=True)
class Measured:
    """An analysis with the norms of a group of people, and its results, row by row."""

    analysis: Analysis
    group: str
    results: tuple[Result, ...]

    @classmethod
    def of(cls, case: Case, analysis: Analysis, group: str = "") -> Measured:
        """The current points of a case."""
        return cls(analysis, group, analysis.evaluate(case.points, case.scheme, case.calibration, group=group))


def export_measurements(path: Path, case: Case, measured: Sequence[Measured], style: CsvStyle = PLAIN) -> None:
    """Write a film's measurements, atomically. Raises CephViewError where it cannot be, and where there is no value."""
    if not any(result.value is not None for each in measured for result in each.results):
        raise CephViewError(f"{case.radiograph.name} has nothing to measure yet: wait for its points.")
    rows = [_row(case, each, *pair) for each in measured for pair in _pairs(each)]
    write_output(path, encode_table(COLUMNS, rows, style, numeric=_NUMERIC))


def as_text(case: Case, measured: Measured, decimal: str = ".") -> str:
    """Tab-separated lines for the clipboard: measurement, value, unit, norm, deviation in SD; to one decimal.

    The last line says where the millimetres come from. Spreadsheets part what is pasted at its tabs in every
    language, but take a number only with the `decimal` sign of the system.
    """
    lines = ["\t".join(("Measurement", "Value", "Unit", "Norm", "Deviation SD"))]
    for measurement, result in _pairs(measured):
        value = result.reason if result.value is None else f"{result.value + 0.0:.1f}".replace(".", decimal)
        norm = result.norm.describe().replace(".", decimal) if result.norm else ""
        deviation = "" if result.deviation is None else f"{result.deviation + 0.0:+.1f}".replace(".", decimal)
        lines.append("\t".join((protected(measurement.name), value, measurement.unit, norm, deviation)))
    known = case.calibration
    scale = known.describe().replace(".", decimal) if known else "unknown"
    doubt = "" if known is None or known.source.reliable else ", not reliable"
    lines.append(f"Calibration\t{scale}{doubt}\t\t\t")
    return "\n".join(lines) + "\n"


def _pairs(measured: Measured) -> zip[tuple[Measurement, Result]]:
    return zip(measured.analysis.measurements, measured.results, strict=True)


def _row(case: Case, each: Measured, measurement: Measurement, result: Result) -> dict[str, str]:
    norm, known = result.norm, case.calibration
    return {
        "image": protected(case.radiograph.name),
        "analysis": protected(each.analysis.name),
        "group": protected(each.group),
        "measurement": protected(measurement.name),
        "value": _cell(result.value),
        "unit": measurement.unit,
        "norm": _cell(norm.centre if norm else None),
        "norm_spread": _cell(norm.spread if norm else None),
        "deviation": _cell(result.deviation),
        "class": protected(result.word),
        "no_value_because": protected(result.reason),
        "landmarks": protected(" ".join(measurement.symbols)),
        "definition": protected(measurement.definition),
        "mm_per_px_x": _cell(known.mm_per_px_x if known else None),
        "mm_per_px_y": _cell(known.mm_per_px_y if known else None),
        "calibration_source": known.source.key if known else "",
        "calibration_reliable": str(known.source.reliable).lower() if known else "",
    }


def _cell(value: float | None) -> str:
    return "" if value is None else repr(value)
