"""What the window does with files on request: ask for a name, read or write, and say what went wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from cephview.app.editing.case_state import CaseState
from cephview.app.editing.document import CaseDocument
from cephview.app.keeping.folder_export import FolderExport
from cephview.app.keeping.save_name import CSV, ask_save, completed, model_filter
from cephview.app.session import Session
from cephview.app.settings import Settings
from cephview.app.window.questions import may_stop
from cephview.app.words import said, tr
from cephview.core.case import Case
from cephview.core.errors import CephViewError
from cephview.core.reference import Reference
from cephview.io.datasets import film_stem
from cephview.io.films.images import FILM_SUFFIXES
from cephview.io.tables.csv_style import CsvStyle

Button = QMessageBox.StandardButton


class Files(QObject):
    """Open, export and the question before edits are lost. Every failure ends in one sentence."""

    def __init__(
        self,
        window: QWidget,
        document: CaseDocument,
        session: Session,
        settings: Settings,
        *,
        say: Callable[[str], None],
        warn: Callable[[str], None],
    ) -> None:
        super().__init__(window)
        self._window, self._document, self._session, self._settings = window, document, session, settings
        self._say, self._warn = say, warn
        self.asks = True
        self.folder = FolderExport(session, self)
        self.folder.finished.connect(say)
        self.folder.told.connect(warn)

    @property
    def slots(self) -> dict[str, Callable[..., object]]:
        """By the id of the action, what it does."""
        return {
            "open": self.open,
            "open_folder": self.open_folder,
            "open_reference": self.open_reference,
            "export": self.export,
            "export_again": self.export_again,
            "export_all": self.export_all,
            "export_for_others": self.export_for_others,
            "csv_for_excel": lambda on: self._settings.set_flag("csv_for_excel", on),
        }

    def open(self) -> None:
        """Ask for films and open them."""
        patterns = " ".join(f"*{suffix} *{suffix.upper()}" for suffix in FILM_SUFFIXES)
        kinds = tr("Films and work on them ({patterns} *.ceph.json *.ceph-?.json);;All files (*)", patterns=patterns)
        names, _ = QFileDialog.getOpenFileNames(self._window, tr("Open films"), str(self._settings.folder), kinds)
        self._open([Path(name) for name in names])

    def open_folder(self) -> None:
        """Ask for a folder and list its films."""
        name = QFileDialog.getExistingDirectory(self._window, tr("Open folder"), str(self._settings.folder))
        self._open([Path(name)] if name else [])

    def open_reference(self) -> None:
        """Ask for a file of reference points and compare with it."""
        state = self._document.state
        if state is None:
            return
        from cephview.io.annotations import ANNOTATION_SUFFIXES

        patterns = " ".join(f"*{suffix}" for suffix in ANNOTATION_SUFFIXES)
        name, _ = QFileDialog.getOpenFileName(
            self._window,
            tr("Open reference"),
            str(self._settings.folder),
            tr("Landmarks ({patterns});;All files (*)", patterns=patterns),
        )
        if name:
            self.read_reference(Path(name))

    def read_reference(self, path: Path) -> bool:
        """Compare the open film with the points of a file."""
        state = self._document.state
        if state is None:
            return False
        try:
            reading = self._understood(path, state.case)
            self._document.add_reference(reading)
            for note in reading.notes:
                self._warn(f"{path.name}: {said(note)}")
        except CephViewError as error:
            self._warn(said(error))
            return False
        return True

    def explain_labels(self, path: Path) -> bool:
        """Ask what the labels of a reading of the open film mean, and read all its readings anew.

        False where that was given up or failed.
        """
        from cephview.io.annotations.labels import LabelsUnclearError
        from cephview.io.annotations.references import find_references, with_mean

        state = self._document.state
        if state is None or state.case.radiograph.path is None:
            return False
        film = state.case.radiograph
        try:
            self._understood(path, state.case)
        except LabelsUnclearError:
            return False
        except CephViewError as error:
            self._warn(said(error))
            return False
        found = find_references(state.case.radiograph.path, film.size, state.case.calibration)
        self._document.set_references(with_mean(found.references))
        for text in (*found.problems, *found.notes):
            self._warn(text)
        return True

    def _understood(self, path: Path, case: Case) -> Reference:
        """The points of a file, its labels asked for where they are unclear. Raises CephViewError where it is none."""
        from cephview.io.annotations import read_annotation
        from cephview.io.annotations.labels import LabelsUnclearError

        film = case.radiograph

        def read() -> Reference:
            return read_annotation(path, film=film.path or film.name, film_size=film.size, calibration=case.calibration)

        try:
            reading = read()
        except LabelsUnclearError as error:
            if not self._ask_labels(path, error.labels, error.proposed):
                raise
            return read()
        return read() if self._ask_labels(path, reading.unclear, {}) else reading

    def _ask_labels(self, path: Path, labels: Sequence[str], proposed: Mapping[str, str]) -> bool:
        """Ask what labels mean, and keep it beside the file; False where nothing was asked or said."""
        from cephview.app.editing.label_dialog import LabelDialog
        from cephview.io.annotations.label_map import keep_label_map

        # An unattended run has nobody to ask.
        if not labels or not self._window.isVisible() or not self.asks:
            return False
        dialog = LabelDialog(path.name, {label: proposed.get(label, "") for label in labels}, self._window)
        if dialog.exec() != LabelDialog.DialogCode.Accepted:
            return False
        keep_label_map(path, dialog.labels())
        return True

    def ask_model(self) -> Path | None:
        """Ask for a checkpoint."""
        name, _ = QFileDialog.getOpenFileName(
            self._window, tr("Open model"), str(self._settings.folder), model_filter()
        )
        return Path(name) if name else None

    def export(self) -> bool:
        """Ask where to, and write the open film's points."""
        state = self._document.state
        if state is None:
            return False
        proposed = state.export_path or _proposed(state, self._settings.folder)
        path = ask_save(self._window, tr("Export CSV"), proposed, "CSV (*.csv)", CSV)
        return path is not None and self.export_to(path, [state])

    def export_again(self) -> bool:
        """Write the open film's points to the file they went to before; ask the first time."""
        state = self._document.state
        if state is None or state.export_path is None:
            return self.export()
        return self.export_to(state.export_path, [state])

    def export_for_others(self) -> bool:
        """Ask for a format of other programs and where to, and write the open film's points.

        It holds less than the CSV (no status, no prediction), so the edits do not count as exported.
        """
        state = self._document.state
        if state is None:
            return False
        from cephview.io.annotations import WRITTEN
        from cephview.io.annotations.writing import write_annotation

        filters = {f"{row.title} (*{row.suffixes[-1]})": row for row in WRITTEN}
        proposed = _proposed(state, self._settings.folder, "")
        name, chosen = QFileDialog.getSaveFileName(
            self._window, tr("Export for other programs"), str(proposed), ";;".join(filters)
        )
        if not name:
            return False
        row = filters.get(chosen, WRITTEN[0])
        ending = row.suffixes[-1]
        path = completed(self._window, Path(name), (ending, f".{ending.rsplit('.', 1)[-1]}"))
        if path is None:
            return False
        try:
            left_out = write_annotation(path, state.case, row)
        except CephViewError as error:
            self._warn(said(error))
            return False
        if left_out:
            self._warn(
                tr(
                    "{title} has no place for {left_out}: not in {name}, but in your work.",
                    title=row.title,
                    left_out=", ".join(left_out),
                    name=path.name,
                )
            )
        self._say(
            tr("Exported {name} to {file}, {title}", name=state.case.radiograph.name, file=path.name, title=row.title)
        )
        return True

    def export_all(self) -> bool:
        """Ask where to, and write the points of all films of the list into one file."""
        proposed = self._settings.folder / "landmarks.csv"
        path = ask_save(self._window, tr("Export the folder"), proposed, "CSV (*.csv)", CSV)
        if path is not None:
            self.folder.start(path, self._settings.csv_style)
        return path is not None

    def export_to(self, path: Path, states: list[CaseState], style: CsvStyle | None = None) -> bool:
        """Write, as the settings say or in another `style`; edits count as exported when the file is whole on disk."""
        from cephview.io.tables.export import export_csv

        try:
            export_csv(path, [state.case for state in states], style or self._settings.csv_style)
        except CephViewError as error:
            self._warn(said(error))
            return False
        for state in states:
            state.mark_exported(path if len(states) == 1 else None)
        what = states[0].case.radiograph.name if len(states) == 1 else tr("{count} films", count=len(states))
        self._say(tr("Exported {what} to {name}", what=what, name=path.name))
        return True

    def may_close(self) -> bool:
        """Whether nothing would be lost, or the user has said that it may be."""
        if not self._export_may_stop():
            return False
        # An edit of a moment ago is still on its way to the disk: no reason to ask.
        self._session.autosave.settle()
        dirty = self._session.at_risk
        if not dirty:
            return True
        names = ", ".join(entry.path.name for entry in dirty[:4]) + (" …" if len(dirty) > 4 else "")
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(tr("Not saved"))
        box.setText(tr("Your corrections of {names} are in no file yet.", names=names))
        box.setInformativeText(tr("Export them before CephView closes?"))
        box.setStandardButtons(Button.Save | Button.Discard | Button.Cancel)
        box.button(Button.Save).setText(tr("Export…"))
        box.setDefaultButton(Button.Save)
        answer = Button(box.exec())
        if answer == Button.Save:
            states = [entry.state for entry in dirty if entry.state]
            if states == [self._document.state]:
                return self.export_again()
            proposed = self._settings.folder / "landmarks.csv"
            path = ask_save(self._window, tr("Export corrected films"), proposed, "CSV (*.csv)", CSV)
            return path is not None and self.export_to(path, states)
        return answer == Button.Discard

    def _export_may_stop(self) -> bool:
        if (progress := self.folder.progress) is None:
            return True
        text = tr(
            "The table of all films is not written yet: film {done} of {total}.", done=progress[0], total=progress[1]
        )
        return may_stop(tr("Exporting"), text, tr("Stop it and close CephView? No table is left then."), self._window)

    def _open(self, paths: list[Path]) -> None:
        if paths:
            first = paths[0]
            self._settings.folder = first if first.is_dir() else first.parent
            self._session.open(paths)


def _proposed(state: CaseState, folder: Path, ending: str = ".csv") -> Path:
    film = state.case.radiograph.path
    # Not `151.csv`: a file of the film's own name beside it would be taken for a reading the next time.
    return (film.parent / f"{film_stem(film)}.landmarks{ending}") if film else folder / f"landmarks{ending}"
