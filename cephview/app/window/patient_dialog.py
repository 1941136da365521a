"""What norms depend on, asked once and kept with the case: sex, age at the film, population. Nothing is assumed."""

from __future__ import annotations

import html
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from cephview.app.canvas import theme
from cephview.app.window.number_field import NumberField, Refusal
from cephview.app.window.ok_cancel import OkCancel
from cephview.app.words import marked, said, tr
from cephview.core.errors import CephViewError
from cephview.core.patient import NOBODY, OLDEST, Patient, PatientInfo, Sex

_SEXES: tuple[tuple[str, Sex], ...] = ((marked("not said"), ""), (marked("female"), "female"), (marked("male"), "male"))
_NOT_SAID = marked("not said")
_WIDTH = 460


def read_info(film: Path | None) -> PatientInfo | None:
    """What the film's own file says of the patient; None for one that is no DICOM. Raises CephViewError."""
    from cephview.io.films.dicom.patient import read_patient  # pydicom, which most films never need

    return read_patient(film) if film else None


def patient_text(film: Path | None) -> str:
    """What a DICOM film says of the patient, as HTML; read anew each time and kept nowhere."""
    try:
        patient = read_info(film)
    except CephViewError as error:
        return f"<p>{html.escape(said(error))}</p>"
    if patient is None:
        return tr("<p>This film is no DICOM, so nothing in it names a patient.</p>")
    rows = (
        (tr("Name"), patient.name),
        (tr("ID"), patient.patient_id),
        (tr("Born"), patient.birth_date.isoformat() if patient.birth_date else ""),
        (tr("Sex"), patient.sex),
        (tr("Film of"), patient.study_date.isoformat() if patient.study_date else ""),
    )
    lines = "".join(
        f"<tr><td style='padding:4px 14px 4px 0; color:{theme.TEXT_QUIET.name()}'>{name}</td>"
        f"<td style='padding:4px 0'><b>{html.escape(text) or '–'}</b></td></tr>"
        for name, text in rows
    )
    alone = tr("Shown here alone: no export, log or screenshot carries it unless you take one.")
    return f"<table>{lines}</table><p>{alone}</p>"


class PatientDialog(QDialog):
    """What the film's file says, and beneath it what norms depend on.

    What a DICOM says is offered, and taken with a click.
    """

    def __init__(
        self, current: Patient, film: Path | None, populations: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Patient"))
        layout = QVBoxLayout(self)
        told = QLabel(patient_text(film))
        told.setWordWrap(True)
        layout.addWidget(told)
        note = QLabel(
            tr("Norms depend on these. They are kept with the case, and are in no export unless you ask for it there.")
        )
        note.setWordWrap(True)
        note.setMinimumSize(_WIDTH, note.heightForWidth(_WIDTH))
        layout.addWidget(note)
        self.sex = QComboBox()
        self.sex.setAccessibleName(tr("Sex"))
        for text, sex in _SEXES:
            self.sex.addItem(tr(text), sex)
        self.age = NumberField(0, OLDEST, unit="years", name=tr("Age at the film"))
        self.age.setPlaceholderText(tr(_NOT_SAID))
        self.population = QComboBox()
        self.population.setAccessibleName(tr("Population"))
        self.population.addItems([tr(_NOT_SAID), *sorted(populations, key=str.casefold)])
        self.population.setEditable(True)
        form = QFormLayout()
        form.addRow(tr("Sex"), self.sex)
        form.addRow(tr("Age at the film, years"), self.age)
        form.addRow(tr("Population of the norms"), self.population)
        layout.addLayout(form)
        self.offer = self._offered(film)
        if self.offer is not None:
            button = QPushButton(tr("Take from the DICOM file: {patient}", patient=self.offer.describe()))
            button.clicked.connect(self._take_offer)
            layout.addWidget(button)
        self.refusal = Refusal((self.age,))
        layout.addWidget(self.refusal)
        self.buttons = OkCancel(self)
        layout.addWidget(self.buttons)
        self.age.changed.connect(self._check)
        self._show(current)
        self._check()

    @property
    def patient(self) -> Patient:
        """What was said."""
        population = self.population.currentText().strip()
        return Patient(
            self.sex.currentData(),
            self.age.value,
            "" if population.casefold() == tr(_NOT_SAID).casefold() else population,
        )

    def _offered(self, film: Path | None) -> Patient | None:
        try:
            info = read_info(film)
        except CephViewError:
            return None
        return info.patient if info is not None and info.patient != NOBODY else None

    def _take_offer(self) -> None:
        assert self.offer is not None
        here = self.patient
        age = here.age if self.offer.age is None else self.offer.age
        self._show(Patient(self.offer.sex or here.sex, age, here.population))

    def _show(self, patient: Patient) -> None:
        self.sex.setCurrentIndex([sex for _, sex in _SEXES].index(patient.sex))
        self.age.set_value(patient.age)
        self.population.setCurrentText(patient.population or tr(_NOT_SAID))

    def _check(self) -> None:
        self.refusal.refresh()
        self.buttons.ok.setEnabled(not self.age.problem)
