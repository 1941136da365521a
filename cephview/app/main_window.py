"""The main window: it makes the parts and wires them together; what they do is theirs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QMessageBox, QStackedWidget

from cephview.app.background.folder import FolderPredictions, FolderSurvey
from cephview.app.background.prediction import PredictionService
from cephview.app.background.waiting import Waiting
from cephview.app.canvas.display import Display
from cephview.app.canvas.empty_state import EmptyState
from cephview.app.canvas.film_view import FilmView
from cephview.app.editing.case_state import CaseState
from cephview.app.editing.document import CaseDocument
from cephview.app.editing.other_work import OtherWork
from cephview.app.editing.reviewing import Reviewing
from cephview.app.editing.ruler_offer import RulerOffer
from cephview.app.editing.shared_calibration import SharedCalibration
from cephview.app.editing.tour import Tour, four_stops
from cephview.app.evaluation.opener import Evaluations
from cephview.app.keeping.exports import Exports
from cephview.app.keeping.files import Files
from cephview.app.panels.cases import CasesPanel
from cephview.app.panels.display_panel import DisplayPanel
from cephview.app.panels.history import HistoryPanel
from cephview.app.panels.landmarks import LandmarkPanel
from cephview.app.panels.measurements import MeasurementsPanel
from cephview.app.panels.ruler_bar import RulerBar
from cephview.app.preprocessing.opener import Preprocessings
from cephview.app.session import Keeping, Session
from cephview.app.settings import Settings
from cephview.app.training.opener import Trainings
from cephview.app.window import dialogs
from cephview.app.window.actions import ACTIONS, build_actions, show_keys
from cephview.app.window.notices import Notice, Notices, film_notices_of, labels_notice, listed_notice, notices_of
from cephview.app.window.palette import Palette
from cephview.app.window.parts import build_menus, build_toolbars, place_docks, submenu
from cephview.app.window.physical_keys import PhysicalKeys
from cephview.app.window.placement import Placement
from cephview.app.window.questions import ask_calibration, ask_kept, ask_name, show_model, show_patient
from cephview.app.window.recent import RecentMenu
from cephview.app.window.status_bar import StatusBar
from cephview.app.window.style import Choice, apply_style
from cephview.core.measurements import Analysis
from cephview.core.model_card import ModelCard
from cephview.core.ruler.points import ruler_step
from cephview.core.turn import UPRIGHT, Turn
from cephview.io.resources import resource


class MainWindow(QMainWindow):
    """Film in the middle, films on the left, figures on the right."""

    def __init__(self, settings: Settings, keeping: Keeping = Keeping()) -> None:  # noqa: B008 (frozen)
        super().__init__()
        self.setObjectName("main_window")
        self.settings = settings
        self.document = CaseDocument(self)
        self.session = Session(self.document, keeping, self)
        self.prediction = PredictionService(self.document, keeping.predictions, self)
        self.survey = FolderSurvey(self.session, self)
        self.folder = FolderPredictions(self.session, self.prediction, self.document, self)
        self.display = Display(self)
        self.view = FilmView(self.document, self.display)
        self.review = Reviewing(self, self.document, self.session, self.view)
        self.notices = Notices(self.view, self)
        self.ruler = RulerBar(self.document, self.view)
        self.evaluations = Evaluations(
            self.session, self.document, self.prediction, self.notices, settings, keeping, self
        )
        self.ruler_offer = RulerOffer(self.document, self.notices, settings, self)
        self.shared_calibration = SharedCalibration(self.document, self.session, self)
        self.preprocessings = Preprocessings(self.document, self.prediction, lambda text: self.status.say(text), self)
        self.trainings = Trainings(self.document, self.evaluations, settings, keeping, self)
        self.empty = EmptyState()
        self._centre = QStackedWidget()
        self._centre.addWidget(self.empty)
        self._centre.addWidget(self.view)
        self.setCentralWidget(self._centre)
        self.landmarks = LandmarkPanel(self.document)
        self.measurements = MeasurementsPanel(self.document, ())
        self.display_panel = DisplayPanel(self.document, self.view)
        self.history = HistoryPanel(self.document)
        self.cases = CasesPanel(self.session, self.document)
        self.status = StatusBar(self.document)
        self.setStatusBar(self.status)
        self.waiting = Waiting(self.status)
        self.files = Files(self, self.document, self.session, settings, say=self.status.say, warn=self.warn)
        self.exports = Exports(
            *(self, self.document, self.view, settings),
            chosen=lambda: self.measurements.shown,
            analyses=lambda: self.measurements.analyses,
            say=self.status.say,
            warn=self.warn,
        )
        self.actions_by_id = build_actions(self, self._slots())
        self.keys = PhysicalKeys(self)
        self.keys.layout_changed.connect(lambda layout: show_keys(self.actions_by_id, layout))
        show_keys(self.actions_by_id, self.keys.layout)
        place_docks(self, self.cases, self.landmarks, self.measurements, self.display_panel, self.history)
        build_menus(self, self.actions_by_id, (self.view, self.landmarks.table))
        self.recent = RecentMenu(submenu(self, "Open recent"), settings, self)
        self._bar, self._export_bar = build_toolbars(self, self.actions_by_id)
        self.placement = Placement(self, self.landmarks, settings)
        self._connect()
        # Behind `_connect`: what it has to say of a film comes after the film is shown.
        self.other_work = OtherWork(
            self.session, self.document, self.notices, self, say=self.status.say, warn=self.warn
        )
        self._restore()
        self._update_enabled()

    def warn(self, sentence: str) -> None:
        """One sentence that the user must see: over the film where there is one, else in a dialog."""
        if self.document.case is not None:
            self.notices.add(Notice(sentence, first=True))
        else:
            # Not `exec`: a run without a person must not wait for a click.
            box = QMessageBox(QMessageBox.Icon.Warning, "CephView", sentence, parent=self)
            box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            box.open()

    def open_sample(self) -> None:
        """Open the drawn film that CephView brings along."""
        self.session.open([resource("sample", "phantom.png")])

    def show_tour(self) -> None:
        """Four sentences over the window; at the first start, and when asked for."""
        export = self._export_bar.widgetForAction(self.actions_by_id["export"])
        opener = self._bar.widgetForAction(self.actions_by_id["open"])
        tour = Tour(self, four_stops(opener, self._centre, self.landmarks, export))
        tour.ended.connect(lambda: self.settings.set_flag("tour_seen", True))
        tour.ended.connect(self.view.setFocus)
        tour.begin()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask before edits are lost, remember the layout, and let the workers end."""
        if not (self.trainings.may_close() and self.files.may_close()):
            event.ignore()
            return
        self.placement.remember()
        self.settings.sync()
        self.close_workers()
        event.accept()

    def close_workers(self) -> None:
        """Save all cases, and wait for all work in the background to end."""
        self.folder.cancel()
        self.trainings.close()
        self.preprocessings.close()
        self.shared_calibration.close()
        for part in (
            self.evaluations,
            self.other_work,
            self.ruler.worker,
            self.prediction,
            self.survey,
            self.files.folder,
            self.session,
        ):
            part.close()

    def _slots(self) -> dict[str, Callable[..., object]]:
        document, view = self.document, self.view
        return {
            "open": self.files.open,
            "open_folder": self.files.open_folder,
            "sample": self.open_sample,
            "open_reference": self.files.open_reference,
            "export": self.files.export,
            "save": self._save,
            "export_again": self.files.export_again,
            "export_all": self.files.export_all,
            "export_for_others": self.files.export_for_others,
            "csv_for_excel": lambda on: self.settings.set_flag("csv_for_excel", on),
            "forget_recent": self._forget_recent,
            "close": self._close_films,
            "quit": self.close,
            "undo": document.undo,
            "redo": document.redo,
            "reset": lambda: document.reset(document.selected),
            "reset_all": document.reset_all,
            "lock": lambda: document.toggle_lock(document.selected),
            "lock_all": lambda: document.lock_all(True),
            "unlock_all": lambda: document.lock_all(False),
            "not_visible": lambda: document.toggle_visible(document.selected),
            "place": lambda: view.start_placing(document.selected),
            "calibrate": lambda: ask_calibration(document, self),
            "calibrate_others": self.shared_calibration.ask,
            "ruler": view.ruler.start,
            "ruler_points": self.ruler_offer.ask,
            "patient": lambda: show_patient(document, self),
            "save_picture": self.exports.save_picture,
            "copy_picture": self.exports.copy_picture,
            "export_measurements": self.exports.export_measurements,
            "copy_measurements": self.exports.copy_measurements,
            "kept_predictions": lambda: ask_kept(self.settings, self.prediction.kept, self),
            "your_name": lambda: ask_name(self.settings, self.session.autosave, self),
            "predict": self.prediction.request_open,
            "predict_shown": lambda: self.prediction.request_shown(self.display),
            "cancel": self.prediction.cancel,
            "predict_folder": self.folder.start,
            "stop_folder": self.folder.cancel,
            "folders_by_themselves": lambda on: setattr(self.folder, "by_itself", on),
            "mark_done": self.review.mark_done,
            "next": lambda: self.review.step(1),
            "previous": lambda: self.review.step(-1),
            "confirm": self.review.confirm,
            "next_case": lambda: self.session.step(1),
            "previous_case": lambda: self.session.step(-1),
            "fit": view.fit,
            "one_to_one": lambda: view.set_zoom(1.0),
            "zoom_in": lambda: view.zoom_by(1.25),
            "zoom_out": lambda: view.zoom_by(0.8),
            "invert": self.display.set_inverted,
            "reset_window": self._reset_window,
            "local_contrast": self.display.set_local_contrast,
            "sharpen": self.display.set_sharpened,
            "turn_left": lambda: self._turn(lambda turn: turn.turned(-1)),
            "turn_right": lambda: self._turn(lambda turn: turn.turned(1)),
            "mirror": lambda: self._turn(Turn.flipped),
            "upright": lambda: self._turn(lambda _: UPRIGHT),
            "panels": lambda: self.placement.reset(),
            "theme_system": lambda on: self._use_theme("system", on),
            "theme_light": lambda on: self._use_theme("light", on),
            "theme_dark": lambda on: self._use_theme("dark", on),
            "tour": self.show_tour,
            "labels": view.set_labels_visible,
            "references": view.set_references_visible,
            "errors": view.set_errors_visible,
            "tracing": view.tracing.set_wanted,
            "loupe": view.set_loupe_enabled,
            "keep_view": lambda on: setattr(view, "keep_view", on),
            "keep_window": lambda on: setattr(self.display, "keep", on),
            "model": self._show_model,
            "open_model": self._open_model,
            "preprocessing": self.preprocessings.show,
            "evaluate": self.evaluations.show,
            "why": self.evaluations.ask_why,
            "train": self.trainings.show,
            "embedded_model": lambda: self._use_model(None),
            "palette": lambda: Palette(self.actions_by_id, self.settings, self, self.keys.layout).exec(),
            "shortcuts": lambda: dialogs.TextDialog("Shortcuts", dialogs.shortcuts_text(self.keys.layout), self).exec(),
            "about": lambda: dialogs.TextDialog("About CephView", dialogs.ABOUT, self, width=460).exec(),
        }

    def fill_measurements(self) -> None:
        """Read the analyses, once: with the first film, or when the window is up, for their reader takes its time."""
        if not self.measurements.analyses:
            self.measurements.set_analyses(self._analyses())
            self.measurements.choose(self.settings.analysis)
            self.measurements.chosen.connect(lambda name: setattr(self.settings, "analysis", name))

    def _analyses(self) -> tuple[Analysis, ...]:
        from cephview.io.analyses import usable_analyses

        analyses, problems = usable_analyses(self.settings.analyses_folder)
        for problem in problems:
            QTimer.singleShot(0, lambda sentence=problem: self.warn(sentence))
        return analyses

    def _connect(self) -> None:
        view, status, session, prediction = self.view, self.status, self.session, self.prediction
        view.cursor_moved.connect(status.show_cursor)
        view.cursor_left.connect(status.clear_cursor)
        view.zoom_changed.connect(status.show_zoom)
        view.turn_changed.connect(status.show_turn)
        view.files_dropped.connect(session.open)
        view.cancel_requested.connect(prediction.cancel)
        self.empty.open_requested.connect(self.files.open)
        self.empty.sample_requested.connect(self.open_sample)
        for offered in (self.empty.recent_requested, self.recent.chosen):
            offered.connect(lambda path: session.open([path]))
        self.empty.files_dropped.connect(session.open)
        session.failed.connect(self.warn)
        session.noticed.connect(lambda text: self.notices.add(Notice(text)))
        session.labels_unclear.connect(self._labels_unclear)
        session.busy_changed.connect(lambda text: view.set_busy(text) if self.document.case else status.say(text))
        session.shown.connect(self._case_shown)
        session.listed.connect(lambda text, more: self.notices.add(listed_notice(text, more, session.open_below)))
        shared = self.shared_calibration
        self.waiting.follow(session.working, prediction.working, self.files.folder.working, shared.working)
        shared.told.connect(self.notices.add)
        shared.failed.connect(self.warn)
        view.cancel_requested.connect(self.waiting.cancel)
        self.folder.progress_changed.connect(self.cases.show_progress)
        self.folder.progress_changed.connect(self._update_enabled)
        self.cases.stop_requested.connect(self.folder.cancel)
        prediction.busy_changed.connect(self._show_busy)
        prediction.model_changed.connect(self._model_changed)
        prediction.card_changed.connect(self.status.show_model)
        prediction.model_failed.connect(self.warn)
        self.trainings.use_requested.connect(self._use_model)
        self.preprocessings.use_requested.connect(self._use_model)
        prediction.prediction_failed.connect(self.warn)
        for signal in (self.document.prediction_changed, self.document.calibration_changed):
            signal.connect(self._check_scale)
        for signal in (
            self.document.opened,
            self.document.selection_changed,
            self.document.landmark_changed,
            self.document.prediction_changed,
            self.document.calibration_changed,
            self.document.dirty_changed,
            session.list_changed,
        ):
            signal.connect(self._update_enabled)
        self.document.opened.connect(self.fill_measurements)
        self.measurements.lines_changed.connect(self.view.tracing.set_lines)
        self.measurements.pointed.connect(self.view.tracing.point_out)
        self.display.changed.connect(self._check_display)
        self.document.refused.connect(status.say)
        QApplication.styleHints().colorSchemeChanged.connect(lambda _: self._use_theme(self._theme_choice(), True))
        # Esc belongs to the film view; elsewhere in the window it cancels the prediction all the same.
        escape = QShortcut(QKeySequence("Esc"), self.landmarks)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(prediction.cancel)

    def _restore(self) -> None:
        self.placement.restore()
        for spec in ACTIONS:
            if spec.checkable and spec.id not in ("invert", "local_contrast", "sharpen"):
                action = self.actions_by_id[spec.id]
                action.setChecked(self.settings.flag(spec.id, spec.checked))
                action.toggled.connect(lambda on, key=spec.id: self.settings.set_flag(key, on))
        self.session.autosave.who = self.settings.who
        self.empty.set_recent(self.settings.recent)
        self._title()

    def _check_display(self) -> None:
        display, look = self.display, self.display.look
        switches = {"invert": display.inverted, "local_contrast": look.local_contrast, "sharpen": look.sharpened}
        for name, on in switches.items():
            self.actions_by_id[name].setChecked(on)

    def _turn(self, change: Callable[[Turn], Turn]) -> None:
        self.document.set_turn(change(self.document.turn))

    def _use_theme(self, choice: Choice, on: bool) -> None:
        application = QApplication.instance()
        if on and isinstance(application, QApplication):
            apply_style(application, choice)

    def _theme_choice(self) -> Choice:
        choices: tuple[Choice, ...] = ("light", "dark")
        return next((name for name in choices if self.actions_by_id[f"theme_{name}"].isChecked()), "system")

    def _case_shown(self, state: CaseState) -> None:
        self._centre.setCurrentWidget(self.view)
        self.view.setFocus()
        path = state.case.radiograph.path
        if path is not None and path != resource("sample", "phantom.png"):
            self.settings.remember(path)
            self.settings.folder = path.parent
        self.notices.clear()
        self._show_assumptions()
        for notice in film_notices_of(state.case, self.display):
            self.notices.add(notice)
        if self.prediction.is_wanted(state):
            self.prediction.request(state)
        else:
            self.prediction.cancel()
            self._check_scale()
        if state.case.radiograph.notes:
            self.status.say(" ".join(state.case.radiograph.notes))

    def _labels_unclear(self, readings: Mapping[Path, str]) -> None:
        for path, sentence in readings.items():
            self.notices.add(labels_notice(path, sentence, self.files.explain_labels, self.notices))

    def _check_scale(self) -> None:
        if self.document.case is not None:
            for notice in notices_of(self.document.case, self.document.turn, self.document.set_turn):
                self.notices.add(notice)
            self.ruler_offer.check()

    def _model_changed(self, card: ModelCard) -> None:
        self.status.show_model(card)
        self._show_assumptions()

    def _show_assumptions(self) -> None:
        card = self.prediction.card
        if card and card.assumptions and self.document.case:
            text = f"This checkpoint does not say everything: {'; '.join(card.assumptions)}."
            self.notices.add(Notice(text, "Check them…", self.preprocessings.show, key=card.sha256))
        if card and card.configs and self.document.case:
            names = ", ".join(card.configs)
            text = f"Several configs lie beside {card.file} ({names}): none is read until you choose."
            self.notices.add(Notice(text, "Choose…", self.preprocessings.show, key=f"configs {card.sha256}"))

    def _show_busy(self, text: str) -> None:
        self.view.set_busy(text)
        self._update_enabled()

    def _show_model(self) -> None:
        card = self.prediction.card
        if card is None:
            self.status.say("The model is still being loaded.")
        else:
            show_model(card, self, self.preprocessings.show)

    def _open_model(self) -> None:
        path = self.files.ask_model()
        if path is not None:
            self._use_model(path)

    def _use_model(self, path: Path | None) -> None:
        self.settings.model = path
        self.prediction.load_model(path)

    def _reset_window(self) -> None:
        if self.document.case is not None:
            self.display.reset(self.document.case.radiograph)

    def _forget_recent(self) -> None:
        self.settings.forget_recent()
        self.empty.set_recent([])

    def _close_films(self) -> None:
        if self.files.may_close():
            self.folder.cancel()
            self.prediction.cancel()
            self.notices.clear()
            self.session.clear()
            self.empty.set_recent(self.settings.recent)
            self._centre.setCurrentWidget(self.empty)

    def _save(self) -> None:
        if self.document.state is not None:
            self.session.autosave.save(self.document.state)

    def _title(self) -> None:
        case = self.document.case
        shown = self.session.entries[self.session.current].name if case and self.session.current >= 0 else ""
        self.setWindowTitle(f"{shown or case.radiograph.name}[*] — CephView" if case else "CephView")
        self.setWindowModified(self.document.is_dirty)

    def _update_enabled(self, _: object = None) -> None:
        state = self.document.state
        holds = {
            "always": True,
            "case": state is not None,
            "selection": bool(self.document.selected),
            "cases": any(entry.state for entry in self.session.entries),
            "busy": self.prediction.is_busy,
            "folder_busy": self.folder.is_busy,
            "undo": state is not None and state.stack.canUndo(),
            "redo": state is not None and state.stack.canRedo(),
            "ruler_points": state is not None and ruler_step(state.case) is not None,
        }
        for spec in ACTIONS:
            self.actions_by_id[spec.id].setEnabled(holds[spec.when])
        for name, text in (("undo", state.stack.undoText()), ("redo", state.stack.redoText())) if state else ():
            self.actions_by_id[name].setToolTip(f"{name.capitalize()} {text}".rstrip())
        self._title()
