"""Under which name something is saved, and in whose signs."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget
from window_helpers import OpenWindow, open_drawn_film

from cephview.app.keeping.save_name import CSV, ask_save, completed
from cephview.app.main_window import MainWindow
from cephview.io.datasets import film_stem
from cephview.io.tables.export_reader import read_csv


@pytest.fixture
def window(open_window: OpenWindow, qtbot, tmp_path: Path) -> MainWindow:
    return open_drawn_film(open_window, qtbot, tmp_path)


def answer(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a, **k: (str(path), ""))


@pytest.mark.parametrize(
    ("typed", "saved"),
    [
        *[("Dr. Miller", "Dr. Miller.csv"), ("Miller 12.3", "Miller 12.3.csv"), ("a.landmarks", "a.landmarks.csv")],
        *[("table.CSV", "table.CSV"), ("table.txt", "table.txt"), ("1.2.840.10008", "1.2.840.10008.csv")],
    ],
)
def test_a_name_with_a_dot_keeps_its_ending(qtbot, monkeypatch, tmp_path: Path, typed: str, saved: str) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    answer(monkeypatch, tmp_path / typed)
    assert ask_save(parent, "Export", tmp_path / "x.csv", "CSV (*.csv)", CSV) == tmp_path / saved


def test_a_file_that_nobody_was_asked_about_is_asked_about(qtbot, monkeypatch, tmp_path: Path) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    (tmp_path / "Miller 12.3.csv").write_text("another")
    asked = []

    def ask(*arguments: object) -> QMessageBox.StandardButton:
        asked.append(arguments[2])
        return QMessageBox.StandardButton.No if len(asked) == 1 else QMessageBox.StandardButton.Yes

    monkeypatch.setattr(QMessageBox, "question", ask)
    assert completed(parent, tmp_path / "Miller 12.3", CSV) is None
    assert completed(parent, tmp_path / "Miller 12.3", CSV) == tmp_path / "Miller 12.3.csv"
    assert asked == ["Miller 12.3.csv is there already. Replace it?"] * 2
    assert completed(parent, tmp_path / "Miller 12.3.csv", CSV) is not None and len(asked) == 2


def test_the_proposed_name_of_a_numbered_film_keeps_its_number() -> None:
    assert [film_stem(Path(name)) for name in ("1.2.840.1", "1.2.840.2", "IM000001", "a.b.png", "x.DCM")] == [
        *("1.2.840.1", "1.2.840.2", "IM000001", "a.b", "x")
    ]


def test_all_that_leaves_the_window_keeps_a_name_with_a_dot(window: MainWindow, monkeypatch, tmp_path: Path) -> None:
    for action, ending in (("export", ".csv"), ("export_measurements", ".csv"), ("save_picture", ".png")):
        answer(monkeypatch, tmp_path / f"{action} 12.3")
        window.actions_by_id[action].trigger()
        assert (tmp_path / f"{action} 12.3{ending}").is_file()
    answer(monkeypatch, tmp_path / "others 12.3")
    window.actions_by_id["export_for_others"].trigger()
    assert [path.name for path in tmp_path.glob("others*")] == ["others 12.3.txt"]


def test_the_option_for_excel_is_remembered_and_holds_for_every_table(
    window: MainWindow, monkeypatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(QLocale, "system", lambda: QLocale("de_DE"))
    answer(monkeypatch, tmp_path / "plain.csv")
    window.actions_by_id["export"].trigger()
    assert (tmp_path / "plain.csv").read_bytes().startswith(b"image,")
    window.actions_by_id["copy_measurements"].trigger()
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert "," in lines[1][1] and "." not in lines[1][1], "what is pasted needs the system's sign in any case"
    window.actions_by_id["csv_for_excel"].setChecked(True)
    for action in ("export", "export_measurements"):
        answer(monkeypatch, tmp_path / f"{action}.csv")
        window.actions_by_id[action].trigger()
        assert (tmp_path / f"{action}.csv").read_bytes().startswith(b"\xef\xbb\xbfimage;")
    assert len(read_csv(tmp_path / "export.csv")) == 1
    assert window.settings.flag("csv_for_excel", False)
