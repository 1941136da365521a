"""For the tests of the window: what the fixture `open_window` gives."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
from pydicom.dataset import FileDataset, FileMetaDataset
from pydicom.uid import ComputedRadiographyImageStorage, ExplicitVRLittleEndian, generate_uid
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from cephview.app.background.film_reading import Keeping
from cephview.app.main_window import MainWindow
from cephview.core.landmarks import ISBI_19
from cephview.core.prediction import ModelIdentity, Prediction

OpenWindow = Callable[[Keeping], MainWindow]

WIDTH, HEIGHT = 300, 400


def open_drawn_film(open_window: OpenWindow, qtbot: QtBot, folder: Path) -> MainWindow:
    """A window with a film in `folder`, light at the left and dark at the right, and a prediction of its 19 points."""
    films = folder / "films"
    films.mkdir()
    film = np.full((HEIGHT, WIDTH), 60, np.uint8)
    film[:, : WIDTH // 2] = 160
    # All greys occur: a film that uses a part of them is stretched.
    film[HEIGHT * 3 // 4 :] = np.linspace(0, 255, WIDTH).astype(np.uint8)
    cv2.imwrite(str(films / "1.png"), film)
    window = open_window(Keeping(folder=folder / "cases"))
    window.session.open([films / "1.png"])
    qtbot.waitUntil(lambda: window.session.current == 0, timeout=120_000)
    points = np.stack([np.linspace(40, 260, 19), np.linspace(50, 350, 19) + 40 * (np.arange(19) % 2)], axis=1)
    prediction = Prediction(ISBI_19, points, np.full(19, 0.8), ModelIdentity("drawn", "0" * 64))
    window.document.set_prediction(window.document.state, prediction)
    return window


def save_dicom(path: Path, pixels: np.ndarray, **values: object) -> None:
    """A film (h, w) of 12 bit as DICOM; `values` are further elements by keyword."""
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = ComputedRadiographyImageStorage
    meta.MediaStorageSOPInstanceUID = generate_uid()
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    data = FileDataset(str(path), {}, file_meta=meta, preamble=b"\0" * 128)
    data.SOPClassUID, data.SOPInstanceUID = meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID
    data.Modality = "CR"
    data.Rows, data.Columns = pixels.shape
    data.SamplesPerPixel, data.PhotometricInterpretation = 1, "MONOCHROME2"
    data.BitsAllocated, data.BitsStored, data.HighBit, data.PixelRepresentation = 16, 12, 11, 0
    data.PixelData = np.ascontiguousarray(pixels).tobytes()
    for keyword, value in values.items():
        setattr(data, keyword, value)
    data.save_as(path, enforce_file_format=True)


def confirm_the_rest(window: MainWindow) -> None:
    """Ctrl+Return, and yes to what is asked first."""
    window.actions_by_id["mark_done"].trigger()
    if window.review.box is not None:
        answer = QMessageBox.ButtonRole.AcceptRole
        next(b for b in window.review.box.buttons() if window.review.box.buttonRole(b) == answer).click()
