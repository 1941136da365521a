"""A DICOM film in the window: its millimetres come with a warning where they should, its patient stays in the file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from window_helpers import save_dicom

from cephview.app.background.film_reading import Keeping
from cephview.app.main_window import MainWindow
from cephview.app.settings import Settings
from cephview.app.window.dialogs import CalibrationDialog
from cephview.app.window.patient_dialog import patient_text
from cephview.app.window.style import apply_style
from cephview.core.calibration import Calibration, CalibrationSource
from cephview.phantom import PhantomSpec, draw_phantom

NAME, NUMBER = "Molar^Mary", "4711-X"


@pytest.fixture(scope="module")
def film(tmp_path_factory) -> Path:
    """A drawn film of 12 bit as DICOM, with a patient and an untyped pixel spacing."""
    phantom = draw_phantom(PhantomSpec(seed=15, width=645, height=800, mm_per_px=0.3, bit_depth=12))
    path = tmp_path_factory.mktemp("dicom") / "film.dcm"
    patient = {"PatientName": NAME, "PatientID": NUMBER, "PatientBirthDate": "20010203"}
    save_dicom(path, phantom.radiograph.pixels, PixelSpacing=[0.3, 0.3], **patient)
    return path


@pytest.fixture
def window(qtbot, own_settings, tmp_path: Path, film: Path) -> Iterator[MainWindow]:
    apply_style(QApplication.instance())
    window = MainWindow(Settings.at(own_settings), Keeping(folder=tmp_path / "cases"))
    qtbot.addWidget(window)
    window.show()
    window.prediction.load_model(None)
    window.session.open([film])
    qtbot.waitUntil(lambda: window.document.case is not None, timeout=120_000)
    qtbot.waitUntil(lambda: window.document.case.prediction is not None, timeout=120_000)
    yield window
    window.close()


@pytest.mark.slow
def test_uncertain_millimetres_are_told_with_their_source(window: MainWindow) -> None:
    case = window.document.case
    assert case.radiograph.is_deep and case.calibration.source is CalibrationSource.UNCERTAIN
    assert window.notices.current.text == CalibrationSource.UNCERTAIN.warning
    assert CalibrationSource.UNCERTAIN.label in window.status.calibration.text()


def test_an_impossible_face_is_told(window: MainWindow) -> None:
    window.notices.clear()
    window.document.set_calibration(Calibration(0.9, 0.9, CalibrationSource.TYPED))
    assert "Nasion and Menton" in window.notices.current.text


@pytest.mark.slow
def test_the_patient_is_shown_on_request_and_stands_nowhere_else(
    window: MainWindow, film: Path, tmp_path: Path, own_settings
) -> None:
    assert "Molar Mary" in patient_text(film) and NUMBER in patient_text(film) and "2001-02-03" in patient_text(film)
    window.document.move_landmark("S", (50.0, 60.0))
    assert window.files.export_to(tmp_path / "out.csv", [window.document.state])
    title = window.windowTitle()
    window.close()
    written = [path for path in tmp_path.rglob("*") if path.is_file() and path != film]
    assert any(path.name.endswith(".ceph.json") for path in written) and own_settings in written
    for text in (title, *(path.read_bytes().decode("latin-1") for path in written)):
        assert "Molar" not in text and NUMBER not in text


def test_the_file_resolution_is_a_suggestion_alone(qtbot) -> None:
    dialog = CalibrationDialog(None, 0.0846)
    qtbot.addWidget(dialog)
    assert dialog.spacing_x.text().strip() == "" and not dialog.buttons.ok.isEnabled(), "nothing that nobody measured"
    assert any("0.0846" in label.text() for label in dialog.findChildren(QLabel))
