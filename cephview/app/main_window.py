"""The main window: it makes the parts and wires them together; what they do is theirs."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from cephview.app.background.film_reading import Keeping
from cephview.app.background.folder import FolderPredictions, FolderSurvey
from cephview.app.background.prediction import PredictionService
from cephview.app.background.waiting import Waiting
from cephview.app.canvas.display import Display
from cephview.app.canvas.empty_state import EmptyState
from cephview.app.canvas.film_view import FilmView
from cephview.app.editing.case_state import CaseState
from cephview.app.editing.document import CaseDocument
from cephview.app.editing.edits import edit_slots
from cephview.app.editing.expectations import Expectations
from cephview.app.editing.other_work import OtherWork
from cephview.app.editing.own_hand import OwnHands
from cephview.app.editing.own_landmarks import OwnLandmarks
from cephview.app.editing.placing_round import PlacingRound
from cephview.app.editing.reviewing import Reviewing
from cephview.app.editing.ruler_offer import RulerOffer
from cephview.app.editing.shared_calibration import SharedCalibration
from cephview.app.editing.tour import four_stops
from cephview.app.evaluation.opener import Evaluations
from cephview.app.keeping.exports import Exports
from cephview.app.keeping.files import Files
from cephview.app.panels.cases import CasesPanel
from cephview.app.panels.display_panel import DisplayPanel
from cephview.app.panels.history import HistoryPanel
from cephview.app.panels.landmarks import LandmarkPanel
from cephview.app.panels.measurements import MeasurementsPanel
from cephview.app.panels.measuring import Measuring
from cephview.app.panels.ruler_bar import RulerBar
from cephview.app.preprocessing.opener import Preprocessings
from cephview.app.session import Session
from cephview.app.settings import Settings
from cephview.app.training.opener import Trainings
from cephview.app.window.announcer import Announcer
from cephview.app.window.enabling import Enabling, remember_switches
from cephview.app.window.help import Help
from cephview.app.window.looking import Looking
from cephview.app.window.model_in_use import ModelInUse
from cephview.app.window.notices import Notice, Notices, listed_notice
from cephview.app.window.parts import build_menus, build_toolbars, place_docks, submenu
from cephview.app.window.physical_keys import PhysicalKeys
from cephview.app.window.placement import WindowPlacement
from cephview.app.window.qt_actions import build_actions
from cephview.app.window.recent import RecentMenu
from cephview.app.window.status_bar import StatusBar
from cephview.app.words import said_all
from cephview.core.resources import resource


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
        self.expected = Expectations(self.document, self)
        self.placing = PlacingRound(self.document, self.view, self.expected, self)
        self.own_landmarks = OwnLandmarks(self.document, settings, self)
        self.notices = Notices(self.view, self)
        self.ruler = RulerBar(self.document, self.view)
        self.evaluations = Evaluations(
            self.session, self.document, self.prediction, self.notices, settings, keeping, self
        )
        self.ruler_offer = RulerOffer(self.document, self.notices, settings, self)
        self.hands = OwnHands(self.session, self.prediction, self.notices, settings, self)
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
        self.announcer = Announcer(
            *(self, self.document, self.notices, self.display, self.prediction), set_up=self.preprocessings.show
        )
        self.measuring = Measuring(
            *(self.measurements, self.document, self.own_landmarks, settings), self.announcer.warn, self
        )
        self.files = Files(self, self.document, self.session, settings, say=self.status.say, warn=self.announcer.warn)
        self.exports = Exports(
            *(self, self.document, self.view, settings),
            chosen=lambda: self.measurements.shown,
            analyses=lambda: self.measurements.analyses,
            say=self.status.say,
            warn=self.announcer.warn,
        )
        self.keys = PhysicalKeys(self)
        self.looking = Looking(self.document, self.view, self)
        self.help = Help(self, self.keys, settings, self.status.say)
        self.model = ModelInUse(
            *(self, self.prediction, self.folder, self.display, self.files, settings),
            set_up=self.preprocessings.show,
            say=self.status.say,
        )
        self.actions_by_id = build_actions(self, self._slots())
        self.help.follow(self.actions_by_id)
        self.measurements.how.menu().addAction(self.actions_by_id["measurements_large"])
        self.looking.follow(self.actions_by_id)
        docks = place_docks(self, self.cases, self.landmarks, self.measurements, self.display_panel, self.history)
        build_menus(self, self.actions_by_id, (self.view, self.landmarks.table), docks)
        self.recent = RecentMenu(submenu(self, "Open recent"), settings, self)
        self._bar, self._export_bar = build_toolbars(self, self.actions_by_id)
        self.placement = WindowPlacement(
            self, docks, self.landmarks, settings, self.actions_by_id["measurements_large"]
        )
        self._connect()
        # Behind `_connect`: what it has to say of a film comes after the film is shown.
        self.other_work = OtherWork(
            self.session, self.document, self.notices, self, say=self.status.say, warn=self.announcer.warn
        )
        self._restore()
        self.enabling = Enabling(
            *(self.actions_by_id, self.document, self.session, self.prediction, self.folder), self.placing, self
        )

    def open_sample(self) -> None:
        """Open the drawn film that CephView brings along."""
        self.session.open([resource("sample", "phantom.png")])

    def show_tour(self) -> None:
        """Four sentences over the window; at the first start, and when asked for."""
        export = self._export_bar.widgetForAction(self.actions_by_id["export"])
        opener = self._bar.widgetForAction(self.actions_by_id["open"])
        self.help.show_tour(four_stops(opener, self._centre, self.landmarks, export), self.view.setFocus)

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
        for part in (
            *(self.trainings, self.preprocessings, self.shared_calibration, self.evaluations, self.other_work),
            *(self.ruler.worker, self.prediction, self.survey, self.files.folder, self.session),
        ):
            part.close()

    def _slots(self) -> dict[str, Callable[..., object]]:
        return {
            **self.files.slots,
            **self.exports.slots,
            **self.review.slots,
            **self.placing.slots,
            **self.own_landmarks.slots,
            "estimates": self.expected.show,
            **self.looking.slots,
            **self.model.slots,
            **self.help.slots,
            **edit_slots(self.document, self.view, self.session.autosave, self.settings, self),
            **self.measuring.slots,
            "calibrate_others": self.shared_calibration.ask,
            "ruler_points": self.ruler_offer.ask,
            "preprocessing": self.preprocessings.show,
            "evaluate": self.evaluations.show,
            "why": self.evaluations.ask_why,
            "train": self.trainings.show,
            "own_hand": self.hands.ask,
            "sample": self.open_sample,
            "forget_recent": self._forget_recent,
            "measurements_large": lambda on: self.placement.enlarge(on),
            "panels": lambda: self.placement.reset(),
            "tour": self.show_tour,
            "close": self._close_films,
            "quit": self.close,
        }

    def _connect(self) -> None:
        view, status, session, prediction = self.view, self.status, self.session, self.prediction
        warn = self.announcer.warn
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
        session.failed.connect(warn)
        session.noticed.connect(lambda text: self.notices.add(Notice(text)))
        session.labels_unclear.connect(
            lambda readings: self.announcer.labels_unclear(readings, self.files.explain_labels)
        )
        session.busy_changed.connect(lambda text: view.hud.set_busy(text) if self.document.case else status.say(text))
        session.shown.connect(self._case_shown)
        session.listed.connect(lambda text, more: self.notices.add(listed_notice(text, more, session.open_below)))
        shared = self.shared_calibration
        self.waiting.follow(session.working, prediction.working, self.files.folder.working, shared.working)
        shared.told.connect(self.notices.add)
        shared.failed.connect(warn)
        view.cancel_requested.connect(self.waiting.cancel)
        self.folder.progress_changed.connect(self.cases.show_progress)
        self.cases.stop_requested.connect(self.folder.cancel)
        prediction.busy_changed.connect(view.hud.set_busy)
        prediction.model_changed.connect(status.show_model)
        prediction.card_changed.connect(status.show_model)
        self.trainings.use_requested.connect(self.model.use)
        self.preprocessings.use_requested.connect(self.model.use)
        for signal in (self.document.prediction_changed, self.document.calibration_changed):
            signal.connect(self._check_scale)
        for signal in (self.document.opened, self.document.dirty_changed, session.list_changed):
            signal.connect(self._title)
        self.measurements.lines_changed.connect(self.view.tracing.set_lines)
        self.measurements.to_place.needs_changed.connect(self.expected.need)
        self.measurements.to_place.needs_changed.connect(self.landmarks.filter.set_needed)
        self.landmarks.filter.group_changed.connect(self.view.overlay.show_group)
        self.measurements.place_requested.connect(self.placing.begin)
        self.measurements.pointed.connect(self.view.tracing.point_out)
        self.document.refused.connect(status.say)
        # Esc belongs to the film view; elsewhere in the window it cancels the prediction all the same.
        escape = QShortcut(QKeySequence("Esc"), self.landmarks)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(prediction.cancel)

    def _restore(self) -> None:
        self.placement.restore()
        remember_switches(self.actions_by_id, self.settings)
        self.session.autosave.who = self.settings.who
        self.empty.set_recent(self.settings.recent)
        self._title()

    def _case_shown(self, state: CaseState) -> None:
        self._centre.setCurrentWidget(self.view)
        self.view.setFocus()
        path = state.case.radiograph.path
        if path is not None and path != resource("sample", "phantom.png"):
            self.settings.remember(path)
            self.settings.folder = path.parent
        self.announcer.film_shown(state)
        if self.prediction.is_wanted(state):
            self.prediction.request(state)
        else:
            self.prediction.cancel()
            self._check_scale()
        if state.case.radiograph.notes:
            self.status.say(said_all(state.case.radiograph.notes, " "))

    def _check_scale(self) -> None:
        self.announcer.check_scale()
        self.ruler_offer.check()

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

    def _title(self, *_: object) -> None:
        case = self.document.case
        shown = self.session.shown_entry.name if case and self.session.shown_entry else ""
        self.setWindowTitle(f"{shown or case.radiograph.name}[*] — CephView" if case else "CephView")
        self.setWindowModified(self.document.is_dirty)
