"""What the window asks or tells in a dialog of its own: mm per pixel, patient, model, the user's name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QDialogButtonBox, QInputDialog, QMessageBox, QWidget

from cephview.app.editing.document import CaseDocument
from cephview.app.keeping.autosave import Autosave
from cephview.app.settings import Settings
from cephview.app.window import dialogs
from cephview.app.window.number_field import NumberDialog, NumberField
from cephview.app.window.patient_dialog import PatientDialog
from cephview.app.words import tr
from cephview.core.model_card import ModelCard
from cephview.io.cases.prediction_store import PredictionStore
from cephview.io.films.file_tags import suggest_from_dpi


def may_stop(title: str, text: str, question: str, parent: QWidget) -> bool:
    """Ask whether work that is under way may be stopped for the program to close; going on with it is proposed."""
    buttons = QMessageBox.StandardButton
    box = QMessageBox(QMessageBox.Icon.Question, title, text, parent=parent)
    box.setInformativeText(question)
    box.setStandardButtons(buttons.Yes | buttons.Cancel)
    box.button(buttons.Yes).setText(tr("Stop and close"))
    box.setDefaultButton(buttons.Cancel)
    return buttons(box.exec()) == buttons.Yes


def ask_calibration(document: CaseDocument, parent: QWidget) -> None:
    """Ask for mm per pixel; the file's resolution is a suggestion and no more."""
    if document.case is not None:
        film = document.case.radiograph.path
        dialog = dialogs.CalibrationDialog(document.case.calibration, suggest_from_dpi(film) if film else None, parent)
        if dialog.exec() == dialogs.CalibrationDialog.DialogCode.Accepted:
            document.set_calibration(dialog.calibration())


def ask_patient(document: CaseDocument, populations: Sequence[str], parent: QWidget) -> None:
    """Show what the open film says of the patient, and ask for what norms depend on."""
    if document.case is not None:
        dialog = PatientDialog(document.case.patient, document.case.radiograph.path, populations, parent)
        if dialog.exec() == PatientDialog.DialogCode.Accepted:
            document.set_patient(dialog.patient)


def show_model(card: ModelCard, parent: QWidget, set_up: Callable[[], object]) -> None:
    """Show what the model in use says about itself, and the way to say what it does not."""
    dialog = dialogs.TextDialog(tr("Model"), dialogs.model_card_text(card), parent)
    button = dialog.buttons.addButton(tr("Preprocessing…"), QDialogButtonBox.ButtonRole.ActionRole)
    button.clicked.connect(dialog.accept)
    if dialog.exec() == dialogs.TextDialog.DialogCode.Accepted:
        set_up()


def ask_name(settings: Settings, autosave: Autosave, parent: QWidget) -> None:
    """Ask for the name that stands beside the user's steps."""
    text = tr("Stands beside your steps in the case file; leave it empty for none.")
    name, given = QInputDialog.getText(parent, tr("Your name"), text, text=settings.who)
    if given:
        settings.who = autosave.who = name.strip()


def ask_language(settings: Settings, parent: QWidget) -> str:
    """Ask which language the window speaks from its next start on; what was changed, in words, or an empty text."""
    from cephview.app.language import languages, name_of

    known = ("", *languages())
    names = [tr("That of the system"), *(name_of(each) for each in known[1:])]
    now = known.index(settings.language) if settings.language in known else 0
    text = tr("Language of the window, from its next start on:")
    name, given = QInputDialog.getItem(parent, tr("Language"), text, names, now, editable=False)
    chosen = known[names.index(name)] if given else settings.language
    if chosen == settings.language:
        return ""
    settings.language = chosen
    return tr("{language}: from the next start of CephView on", language=name)


def ask_kept(settings: Settings, store: PredictionStore | None, parent: QWidget) -> None:
    """Ask how much room kept predictions may take; what was not used for longest goes first."""
    held = store.bytes_held / 2**20 if store else 0.0
    text = tr(
        "Predictions and thumbnails are kept, so that no film is read twice by the same model: "
        "{held:.1f} MB now.\nAt most so many MB (what was not used for longest goes first; your own work "
        "is never among it):",
        held=held,
    )
    field = NumberField(1, 1_000_000, whole=True, unit="MB", name=tr("Megabytes at most"))
    field.set_value(settings.kept_megabytes)
    dialog = NumberDialog(tr("Kept predictions"), text, field, parent)
    if dialog.exec() == NumberDialog.DialogCode.Accepted and field.value is not None:
        settings.kept_megabytes = int(field.value)
        if store:
            store.prune(settings.kept_megabytes << 20)
