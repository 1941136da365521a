"""The menu of what leaves the evaluation window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMenu, QProgressDialog, QWidget

from cephview.app.background.waiting import SHOWN_AFTER
from cephview.app.evaluation import exports
from cephview.app.keeping.save_name import CSV, ask_save
from cephview.app.settings import Settings
from cephview.app.words import said, tr
from cephview.core.errors import Cancelled, CephViewError
from cephview.core.model_card import ModelCard
from cephview.io.tables.csv_style import PLAIN, CsvStyle
from cephview.review.comparison import Comparison
from cephview.review.evaluation import Evaluation


@dataclass(frozen=True)
class Shown:
    """What the window shows: an evaluation, the comparison and landmark (empty for all) chosen, the model's card."""

    evaluation: Evaluation
    comparison: Comparison
    symbol: str
    card: ModelCard | None
    style: CsvStyle = PLAIN
    go_on: exports.GoOn = lambda done, total: None


class ExportMenu(QMenu):
    """Asks for a place and writes; `say` hears what was written, or why it was not."""

    def __init__(
        self,
        settings: Settings,
        shown: Callable[[], Shown | None],
        say: Callable[[str], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings, self._shown, self._say = settings, shown, say
        self.addAction(tr("Figures as CSV…"), lambda: self._file("figures.csv", _figures_csv))
        self.addAction(tr("Figures as JSON…"), lambda: self._file("figures.json", _figures_json))
        self.addAction(tr("Every error as CSV…"), lambda: self._file("errors.csv", _errors))
        self.addAction(tr("The readers as CSV…"), lambda: self._file("readers.csv", _readers))
        self.addSeparator()
        self.addAction(tr("Plots as PNG…"), lambda: self._plots(".png"))
        self.addAction(tr("Plots as SVG…"), lambda: self._plots(".svg"))
        self.addSeparator()
        self.addAction(tr("Report as PDF…"), lambda: self._file("report.pdf", _report))
        self.addAction(tr("Report as HTML…"), lambda: self._file("report.html", _report))

    def _file(self, name: str, write: Callable[[Path, Shown], object]) -> None:
        shown = self._shown()
        ending = Path(name).suffix
        endings = CSV if ending == ".csv" else (ending,)
        kind = f"{ending[1:].upper()} (*{ending})"
        path = ask_save(self, tr("Export"), self._settings.folder / name, kind, endings)
        if path is not None and shown is not None:
            styled = replace(shown, style=self._settings.csv_style)
            self._write(lambda go_on: write(path, replace(styled, go_on=go_on)), path.name)

    def _plots(self, suffix: str) -> None:
        shown = self._shown()
        name = QFileDialog.getExistingDirectory(self, tr("Folder for the plots"), str(self._settings.folder))
        if name and shown is not None:
            of = (shown.evaluation, shown.comparison, shown.symbol)
            self._write(lambda go_on: exports.write_plots(Path(name), suffix, *of, go_on), tr("the plots"))

    def _write(self, write: Callable[[exports.GoOn], object], what: str) -> None:
        # Qt draws on this thread alone: between two plots it may paint, and be told to stop.
        window = QProgressDialog(tr("Drawing {what}…", what=what), tr("Cancel"), 0, 0, self)
        window.setWindowModality(Qt.WindowModality.WindowModal)
        window.setMinimumDuration(round(1000 * SHOWN_AFTER))

        def go_on(done: int, total: int) -> None:
            window.setMaximum(total)
            window.setValue(done)
            if window.wasCanceled():
                raise Cancelled

        try:
            write(go_on)
        except Cancelled:
            self._say(tr("Stopped: {what} not written", what=what))
        except CephViewError as error:
            self._say(said(error))
        else:
            self._say(tr("Wrote {what}", what=what))
        finally:
            window.reset()
            window.deleteLater()


def _figures_csv(path: Path, shown: Shown) -> None:
    exports.write_csv(path, shown.evaluation, shown.style)


def _figures_json(path: Path, shown: Shown) -> None:
    exports.write_json(path, shown.evaluation)


def _errors(path: Path, shown: Shown) -> None:
    exports.write_points(path, shown.evaluation, shown.comparison, shown.style)


def _readers(path: Path, shown: Shown) -> None:
    exports.write_observers(path, shown.evaluation, shown.style)


def _report(path: Path, shown: Shown) -> None:
    exports.write_report(path, shown.evaluation, shown.comparison, shown.symbol, shown.card, shown.go_on)
