"""What leaves the evaluation window: tables, plots as PNG and SVG, and the report as HTML and PDF."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from PySide6.QtCore import QBuffer, QByteArray, QEventLoop, QIODevice, QMarginsF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPdfWriter, QTextDocument
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QApplication

from cephview.app.evaluation.plot import PAPER, Plot
from cephview.app.evaluation.plots import PLOTS, ConfidencePlot, LandmarkPlot
from cephview.app.evaluation.reader_plot import BlandAltmanPlot
from cephview.app.words import tr
from cephview.core.errors import CephViewError
from cephview.core.model_card import ModelCard
from cephview.io.outputs import write_output
from cephview.io.tables.csv_style import PLAIN, CsvStyle
from cephview.review.comparison import Comparison
from cephview.review.evaluation import Evaluation
from cephview.review.observers import reader_pairs
from cephview.review.report import report_html
from cephview.review.tables import csv_bytes, observer_rows, point_rows, summary_rows

_WIDE, _SQUARE = QSize(1000, 420), QSize(640, 480)
_SHARPNESS = 2
# At this resolution Qt lays the page out as it does on a screen, so that text and plots keep their proportion.
_PDF_DPI = 96
_PAGE_PX = 860
_MARGIN_MM = 18
# Of zlib as Qt counts: a quarter of the time for a third more bytes.
_QUICK = 80
# Hears how many plots are drawn, of how many; may raise Cancelled.
GoOn = Callable[[int, int], object]


def _say_nothing(_: int, __: int) -> None:
    return


def write_csv(path: Path, evaluation: Evaluation, style: CsvStyle = PLAIN) -> None:
    """The figures of all comparisons, by landmark too. Raises CephViewError as every function here."""
    write_output(path, csv_bytes(summary_rows(evaluation), style))


def write_points(path: Path, evaluation: Evaluation, comparison: Comparison, style: CsvStyle = PLAIN) -> None:
    """Every error of one comparison."""
    write_output(path, csv_bytes(point_rows(evaluation, comparison), style))


def write_observers(path: Path, evaluation: Evaluation, style: CsvStyle = PLAIN) -> None:
    """The agreement of the readers."""
    write_output(path, csv_bytes(observer_rows(evaluation), style))


def write_json(path: Path, evaluation: Evaluation) -> None:
    """The figures of all comparisons and the agreement of the readers."""
    document = {"comparisons": summary_rows(evaluation), "observers": observer_rows(evaluation)}
    write_output(path, json.dumps(document, indent=1, ensure_ascii=False).encode())


def write_plots(
    folder: Path,
    suffix: str,
    evaluation: Evaluation,
    comparison: Comparison,
    symbol: str,
    go_on: GoOn = _say_nothing,
) -> list[Path]:
    """All plots, black on white, as `.png` or `.svg` files of a folder; their paths come back."""
    written = []
    for plot in _paper_plots(evaluation, comparison, symbol, go_on):
        path = folder / f"{_file_name(plot)}{suffix}"
        # The dialog asked for a folder, not for what lies in it.
        write_output(path, _svg(plot) if suffix == ".svg" else _png(plot), asked=False)
        written.append(path)
    return written


def write_report(
    path: Path,
    evaluation: Evaluation,
    comparison: Comparison,
    symbol: str = "",
    card: ModelCard | None = None,
    go_on: GoOn = _say_nothing,
) -> None:
    """The report as `.html` with its plots inside, or as `.pdf`."""
    plots = _paper_plots(evaluation, comparison, symbol, go_on)
    html = report_html(evaluation, comparison, {plot.title: _data_uri(_png(plot)) for plot in plots}, card)
    write_output(path, _pdf(html) if path.suffix.lower() == ".pdf" else html.encode())


def _paper_plots(evaluation: Evaluation, comparison: Comparison, symbol: str, go_on: GoOn) -> Iterator[Plot]:
    for number, kind in enumerate(PLOTS):
        go_on(number, len(PLOTS))
        if kind is BlandAltmanPlot and not reader_pairs(evaluation):
            continue
        if kind is ConfidencePlot and not (comparison.of_model and _knows_confidence(evaluation)):
            continue
        plot = kind(PAPER)
        plot.resize(_WIDE if kind is LandmarkPlot else _SQUARE)
        plot.show_data(evaluation, comparison, symbol)
        yield plot


def _knows_confidence(evaluation: Evaluation) -> bool:
    return any(np.isfinite(case.prediction.confidence).any() for case in evaluation.cases)


def _png(plot: Plot) -> bytes:
    image = QImage(plot.size() * _SHARPNESS, QImage.Format.Format_RGB32)
    # Marks and legends have their size in px whatever the painter's scale, so that the image has to be a finer one.
    image.setDevicePixelRatio(_SHARPNESS)
    image.fill(plot.look.ground)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint(plot, painter, QRectF(plot.rect()))
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # The stubs want bytes, PySide takes the text alone.
    if not image.save(buffer, "PNG", _QUICK):  # type: ignore[call-overload]
        raise CephViewError(tr("The plot could not be drawn: there is too little memory; close other programs."))
    return bytes(data.data())


def _svg(plot: Plot) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(plot.size())
    generator.setViewBox(plot.rect())
    generator.setTitle(plot.title)
    painter = QPainter(generator)
    _paint(plot, painter, QRectF(plot.rect()))
    painter.end()
    return bytes(data.data())


def _paint(plot: Plot, painter: QPainter, target: QRectF) -> None:
    # A plot that was never shown has not laid itself out yet.
    plot.ensurePolished()
    plot.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    plot.show()
    QApplication.sendPostedEvents()
    QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    plot.scene().prepareForPaint()
    plot.render(painter, target, plot.rect())
    plot.hide()


def _pdf(html: str) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    page = QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter
    )
    writer.setPageLayout(page)
    writer.setResolution(_PDF_DPI)
    writer.setTitle(tr("Landmark accuracy"))
    document = QTextDocument()
    document.setDefaultStyleSheet("td, th { font-size: 7pt; } body { font-size: 9pt; color: #000000; }")
    document.setHtml(html)
    # With a page of its own the document is scaled onto the paper; wide tables find room on it.
    printed = writer.pageLayout().paintRectPixels(_PDF_DPI)
    document.setPageSize(QSizeF(_PAGE_PX, _PAGE_PX * printed.height() / printed.width()))
    document.print_(writer)
    buffer.close()
    return bytes(data.data())


def _data_uri(png: bytes) -> str:
    return f"data:image/png;base64,{base64.b64encode(png).decode()}"


def _file_name(plot: Plot) -> str:
    return "-".join(plot.title.replace("–", " ").lower().split())
