"""Measurements as CSV: one row a measurement and norm, with all that is needed to judge it years later."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import cephview
from cephview.core.case import Case, Status
from cephview.core.cautions import all_notes
from cephview.core.errors import CephViewError
from cephview.core.frame import Frame
from cephview.core.measurements import Analysis, Measurement, Result, measure_all
from cephview.core.norms import NormChoice, norm_note, number
from cephview.core.patient import NOBODY, Patient
from cephview.io.outputs import write_output
from cephview.io.tables.csv_cells import SPACING_DIGITS, figure, protected
from cephview.io.tables.csv_style import PLAIN, CsvStyle, encode_table

COLUMNS = (
    *("image", "analysis", "measurement", "value", "plus_minus", "unit", "no_value_because"),
    *("norm_group", "norm_mean", "norm_sd", "norm_low", "norm_high", "norm_note"),
    *("deviation", "deviation_unit", "deviation_from"),
    *("class", "class_rule", "landmarks", "unseen_landmarks", "placed_landmarks", "definition", "citation"),
    *("model", "model_sha256", "preprocessing_assumptions"),
    *("mm_per_px_x", "mm_per_px_y", "calibration_source", "calibration_detail", "calibration_reliable"),
    *("exported_at", "cephview_version", "notes"),
)
_NORM = ("norm_mean", "norm_sd", "norm_low", "norm_high")
_NUMERIC = frozenset(("value", "plus_minus", "deviation", "mm_per_px_x", "mm_per_px_y", *_NORM))
# Of a degree, a millimetre or a per cent; and of SDs.
_DIGITS = 2
_BY_HAND = (Status.CORRECTED, Status.PLACED, Status.CONFIRMED)
_UNSEEN = (Status.PREDICTED, Status.ESTIMATED)


@dataclass(frozen=True)
class Measured:
    """An analysis and its results, row by row, with the norm that fits a patient; or else with every norm."""

    analysis: Analysis
    results: tuple[Result, ...]
    every_norm: bool = False

    @classmethod
    def of(cls, case: Case, analysis: Analysis, patient: Patient = NOBODY, frame: Frame | None = None) -> Measured:
        """The current points of a case, with the ± that those have which nobody has looked at.

        `frame` is that of the case, where it is at hand.
        """
        return cls(analysis, measure_all(analysis.measurements, frame or Frame.of_case(case), patient))

    def pairs(self) -> Iterator[tuple[Measurement, Result]]:
        """Each measurement with its result, and again for each of its norms where all are wanted."""
        for measurement, result in zip(self.analysis.measurements, self.results, strict=True):
            norms = measurement.norms if self.every_norm else ()
            for norm in norms:
                yield measurement, replace(result, choice=NormChoice(None if norm.table else norm.life_size(), norm))
            if not norms:
                yield measurement, result


def measured_all(case: Case, analyses: Sequence[Analysis], patient: Patient | None = None) -> list[Measured]:
    """All analyses of a case: with the norms that fit a patient, or with every norm where none is given, so that the
    choice of norms tells nothing of whose film it is.
    """
    frame = Frame.of_case(case)
    measured = [Measured.of(case, analysis, patient or NOBODY, frame) for analysis in analyses]
    return [replace(each, every_norm=patient is None) for each in measured]


def export_measurements(
    path: Path, case: Case, measured: Sequence[Measured], style: CsvStyle = PLAIN, *, asked: bool = True
) -> None:
    """Write a film's measurements, atomically. Raises CephViewError where it cannot be, and where there is no value."""
    write_output(path, encode_measurements(measurement_rows(case, measured), style), asked=asked)


def encode_measurements(rows: Sequence[dict[str, str]], style: CsvStyle = PLAIN, *, header: bool = True) -> bytes:
    """The rows of one film or of several as CSV; without `header` they go on where a table ends."""
    return encode_table(COLUMNS, rows, style, numeric=_NUMERIC, header=header)


def measurement_rows(case: Case, measured: Sequence[Measured], image: str = "") -> list[dict[str, str]]:
    """The rows of a film, a cell for each of COLUMNS; `image` is what the film is called, its name where not given.

    A measurement has a row for each norm: one where its norms know no groups. Raises CephViewError without any value.
    """
    if not any(result.value is not None for each in measured for result in each.results):
        raise CephViewError("{name} has nothing to measure yet: wait for its points.", name=case.radiograph.name)
    same = _same(case, image or case.radiograph.name)
    return [{**same, **_row(case, each, *pair)} for each in measured for pair in each.pairs()]


def as_text(case: Case, measured: Measured, decimal: str = ".") -> str:
    """Tab-separated lines for the clipboard: measurement, value, ±, unit, norm, deviation with its unit, class.

    The last line says where the millimetres come from. Spreadsheets part what is pasted at its tabs in every
    language, but take a number only with the `decimal` sign of the system.
    """
    lines = ["\t".join(("Measurement", "Value", "±", "Unit", "Norm", "Deviation", "Class"))]
    for measurement, result in measured.pairs():
        value = result.reason if result.value is None else f"{result.value + 0.0:.1f}".replace(".", decimal)
        spread = "" if result.spread is None else f"{result.spread:.1f}".replace(".", decimal)
        norm = result.norm.describe().replace(".", decimal) if result.norm else ""
        away = _deviation_words(result).replace(".", decimal)
        word = f"{result.word} ({measurement.rule})" if result.word and measurement.rule else result.word
        lines.append("\t".join((protected(measurement.name), value, spread, measurement.unit, norm, away, word)))
    known = case.calibration
    scale = known.describe().replace(".", decimal) if known else "unknown"
    doubt = "" if known is None or known.source.reliable else ", not reliable"
    lines.append(f"Calibration\t{scale}{doubt}\t\t\t\t\t")
    return "\n".join(lines) + "\n"


def _deviation_words(result: Result) -> str:
    if result.value is None or result.norm is None:
        return ""
    away, unit, of = result.norm.distance(result.value)
    return "within" if of == "range" and not away else f"{number(away, 1, sign=True)} {unit}"


def _same(case: Case, image: str) -> dict[str, str]:
    """What all rows of a film share."""
    known, model = case.calibration, case.prediction.model if case.prediction else None
    return {
        "image": protected(image),
        "model": protected(model.name) if model else "",
        "model_sha256": model.sha256 if model else "",
        "preprocessing_assumptions": protected("; ".join(model.assumptions)) if model else "",
        "mm_per_px_x": figure(known.mm_per_px_x if known else None, SPACING_DIGITS),
        "mm_per_px_y": figure(known.mm_per_px_y if known else None, SPACING_DIGITS),
        "calibration_source": known.source.key if known else "",
        "calibration_detail": protected(known.detail) if known else "",
        "calibration_reliable": str(known.source.reliable).lower() if known else "",
        "exported_at": datetime.now().astimezone().isoformat(timespec="seconds"),
        "cephview_version": cephview.__version__,
        "notes": protected(" ".join(all_notes(case))),
    }


def _row(case: Case, each: Measured, measurement: Measurement, result: Result) -> dict[str, str]:
    norm, published, value = result.norm, result.choice.published, result.value
    away, away_unit, away_from = norm.distance(value) if norm and value is not None else (None, "", "")
    there = [symbol for symbol in result.read if symbol in case.scheme.symbols]
    return {
        "analysis": protected(each.analysis.name),
        "measurement": protected(measurement.name),
        "value": figure(value, _DIGITS),
        "plus_minus": figure(result.spread, _DIGITS),
        "unit": measurement.unit,
        "no_value_because": protected(result.reason),
        "norm_group": protected(published.whom) if published else "",
        **{name: figure(getattr(norm, name.removeprefix("norm_"), None), _DIGITS) for name in _NORM},
        "norm_note": protected(norm_note(result.choice)),
        "deviation": figure(away, _DIGITS),
        "deviation_unit": away_unit,
        "deviation_from": away_from,
        "class": protected(result.word),
        "class_rule": protected(measurement.rule if result.word else ""),
        "landmarks": protected(" ".join(result.read)),
        "unseen_landmarks": protected(" ".join(s for s in there if case.status(s) in _UNSEEN)),
        "placed_landmarks": protected(" ".join(s for s in there if case.status(s) in _BY_HAND)),
        "definition": protected(measurement.definition),
        "citation": protected((published.citation if published else "") or measurement.citation),
    }
