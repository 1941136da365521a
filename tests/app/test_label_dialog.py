from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot
from window_helpers import OpenWindow

from cephview.app.background.film_reading import Keeping
from cephview.app.editing import label_dialog
from cephview.core.resources import resource

READINGS = Path(__file__).parents[1] / "io" / "readings"


def test_an_unclear_numbering_is_asked_for_and_kept(
    open_window: OpenWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    film = Path(shutil.copy(resource("sample", "phantom.png"), tmp_path))
    path = Path(shutil.copy(READINGS / "labelme_own25_numbers.json", tmp_path / "own.json"))
    window = open_window(Keeping(folder=tmp_path / "cases"))
    window.session.open([film])
    qtbot.waitUntil(lambda: window.session.current == 0, timeout=120_000)
    answer = label_dialog.LabelDialog.DialogCode.Rejected
    monkeypatch.setattr(label_dialog.LabelDialog, "exec", lambda _: answer)
    assert not window.files.read_reference(path) and not (tmp_path / "labels.toml").exists()
    answer = label_dialog.LabelDialog.DialogCode.Accepted
    assert window.files.read_reference(path) and (tmp_path / "labels.toml").exists()
    case = window.document.case
    assert case is not None and case.reference is not None
    sella = case.reference.points[case.reference.scheme.index("S")]
    assert np.allclose(sella, [457.61, 577.48], atol=0.01)
