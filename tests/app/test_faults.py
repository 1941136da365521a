"""What goes wrong on disks, through the real window: no edit in memory is lost, no file is half, one sentence shown."""

from __future__ import annotations

import errno
import json
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtWidgets import QFileDialog
from window_helpers import OpenWindow

from cephview.app.background.film_cache import FilmCache
from cephview.app.background.film_reading import Keeping, open_case
from cephview.app.main_window import MainWindow
from cephview.io.cases.file import load_case

SIZE = (50, 60)


@pytest.fixture
def film(tmp_path: Path) -> Path:
    folder = tmp_path / "films"
    folder.mkdir()
    return draw(folder)


def draw(folder: Path) -> Path:
    path = folder / "1.png"
    cv2.imwrite(str(path), np.full((60, 50), 90, np.uint8))
    return path


@pytest.fixture
def start(qtbot, open_window: OpenWindow) -> Callable[..., MainWindow]:
    def start(film: Path, cases: Path | None = None) -> MainWindow:
        window = open_window(Keeping(folder=cases))
        window.session.open([film])
        qtbot.waitUntil(lambda: window.session.current >= 0, timeout=120_000)
        return window

    return start


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 KiB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        done = False
    if not done:
        pytest.skip("this system lets nobody mount a small disk")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def edit(window: MainWindow, count: int) -> None:
    for i in range(count):
        symbol = window.document.case.scheme.symbols[i % 19]
        window.document.move_landmark(symbol, (1.0 + i % 40, 2.0 + i % 50))


def points(window: MainWindow) -> list[list[float]]:
    return np.nan_to_num(window.document.case.points, nan=-1.0).tolist()


def kept(window: MainWindow, qtbot) -> None:
    qtbot.waitUntil(lambda: window.document.state.is_kept, timeout=120_000)


def told(window: MainWindow, qtbot, words: str) -> None:
    """One sentence with these words stands over the film, and is not there twice."""
    qtbot.waitUntil(lambda: window.notices.current is not None, timeout=120_000)
    texts = [notice.text for notice in window.notices.all]
    assert sum(words in text for text in texts) == 1, texts


def all_whole(folder: Path) -> None:
    """Every case file in a folder parses, and nothing half lies there."""
    for path in folder.glob("*.json"):
        load_case(path)
    assert not list(folder.glob(".cephview-*.tmp"))


def fill(folder: Path) -> Path:
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 1024)
        except OSError as error:
            assert error.errno == errno.ENOSPC
    return ballast


@pytest.mark.slow
def test_a_full_disk_is_told_once_and_every_edit_arrives_when_there_is_room(start, qtbot, small_disk: Path) -> None:
    window = start(draw(small_disk))
    edit(window, 3)
    kept(window, qtbot)
    ballast = fill(small_disk)
    edit(window, 40)
    told(window, qtbot, "the disk is full")
    all_whole(small_disk)
    expected = points(window)
    assert not window.document.state.is_kept and window.document.is_dirty
    assert window.status.saved.text() == "● not saved yet"
    window.actions_by_id["save"].trigger()
    ballast.unlink()
    window.document.move_landmark("Go", (11.0, 12.0))
    kept(window, qtbot)
    window.document.undo()
    kept(window, qtbot)
    assert points(window) == expected
    window.close()
    all_whole(small_disk)
    again = start(small_disk / "1.png")
    assert points(again) == expected


def test_an_export_to_a_full_disk_leaves_no_half_file(start, qtbot, film: Path, small_disk: Path, monkeypatch) -> None:
    window = start(film)
    edit(window, 5)
    fill(small_disk)
    target = small_disk / "points.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a, **k: (str(target), ""))
    window.actions_by_id["export"].trigger()
    told(window, qtbot, "the disk is full")
    assert not target.exists() and not window.document.state.stack.isClean()
    assert sorted(path.name for path in small_disk.iterdir()) == ["ballast"]


def test_a_read_only_folder_keeps_the_case_in_the_work_folder(start, qtbot, tmp_path: Path, monkeypatch, film) -> None:
    # Modes do not stop root, so the system's answer is given here.
    cases = tmp_path / "work"
    monkeypatch.setattr("cephview.io.cases.claim.default_work_folder", lambda: cases)
    genuine = os.open

    def refuse(path, *args, **kwargs):
        flags = args[0] if args else kwargs.get("flags", 0)
        if Path(os.fsdecode(path)).parent == film.parent and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))
        return genuine(path, *args, **kwargs)

    monkeypatch.setattr(os, "open", refuse)
    window = start(film)
    assert not window.document.state.read_only
    edit(window, 4)
    kept(window, qtbot)
    expected = points(window)
    window.close()
    assert [path.name for path in film.parent.iterdir()] == ["1.png"] and list(cases.glob("*.ceph.json"))
    all_whole(cases)
    assert points(start(film)) == expected


def test_where_nothing_can_be_written_the_film_is_only_shown(start, qtbot, tmp_path: Path, monkeypatch, film) -> None:
    occupied = tmp_path / "occupied"
    occupied.write_bytes(b"a file, no folder")
    window = start(film, occupied / "cases")
    told(window, qtbot, "can be written")
    assert window.document.state.read_only and window.status.saved.text() == "read-only"
    before = points(window)
    edit(window, 2)
    assert points(window) == before and not window.document.is_dirty


@pytest.mark.slow
def test_a_film_that_is_deleted_while_open_stays_on_the_screen_with_its_edits(start, qtbot, film: Path) -> None:
    other = film.parent / "2.png"
    cv2.imwrite(str(other), np.full((60, 50), 30, np.uint8))
    window = start(film.parent)
    content = film.read_bytes()
    edit(window, 2)
    film.unlink()
    edit(window, 5)
    kept(window, qtbot)
    expected = points(window)
    window.session.show(1)
    qtbot.waitUntil(lambda: window.session.current == 1, timeout=120_000)
    window.session.show(0)
    qtbot.waitUntil(lambda: window.session.current == 0, timeout=120_000)
    assert points(window) == expected
    # No longer in memory: it cannot be shown again, which is said, and its edits are still exported.
    window.session.show(1)
    qtbot.waitUntil(lambda: window.session.current == 1, timeout=120_000)
    window.session.films._films.clear()
    window.session.show(0)
    told(window, qtbot, "1.png")
    assert window.session.current == 1 and window.session.entries[0].problem
    with qtbot.waitSignal(window.files.folder.finished, timeout=120_000):
        window.files.folder.start(film.parent / "all.csv")
    assert "1.png" in (film.parent / "all.csv").read_text()
    window.close()
    film.write_bytes(content)
    assert points(start(film)) == expected


def test_another_film_under_the_same_name_is_not_shown_beneath_the_points(start, qtbot, film: Path) -> None:
    other = film.parent / "2.png"
    cv2.imwrite(str(other), np.full((60, 50), 30, np.uint8))
    window = start(film.parent)
    edit(window, 5)
    window.session.show(1)
    qtbot.waitUntil(lambda: window.session.current == 1, timeout=120_000)
    cv2.imwrite(str(film), np.full((200, 300), 10, np.uint8))
    window.session.films._films.clear()
    window.session.show(0)
    told(window, qtbot, "another film than when you opened it")
    assert window.session.current == 1 and len(window.session.entries[0].case.edits) == 5


@pytest.mark.slow
def test_a_journal_cut_at_any_byte_gives_the_edits_before_the_cut(start, qtbot, film: Path) -> None:
    window = start(film)
    edits = [dict(window.document.case.edits)]
    for i in range(3):
        window.document.move_landmark("SNA"[i], (5.0 + i, 6.0))
        edits.append(dict(window.document.case.edits))
    kept(window, qtbot)
    journal = film.parent / "1.png.ceph.journal"
    whole = journal.read_bytes()
    window.close()

    def cut_at(cut: int) -> list[dict]:
        for path in film.parent.glob("*.ceph*"):
            path.unlink()
        journal.write_bytes(whole[:cut])
        there = max(0, whole[:cut].count(b"\n") - 1)
        # A last line that lacks its end alone is whole.
        return edits[there : there + 1 + (whole[cut : cut + 1] == b"\n" and there < 3)]

    for cut in range(len(whole)):
        expected = cut_at(cut)
        opened = open_case(film, Keeping(), FilmCache())
        assert dict(opened.case.edits) in expected and opened.stored.read_only_because is None, cut
        opened.stored.store.close()
    for cut in (whole.index(b"\n") + 30, len(whole) - 3):
        expected = cut_at(cut)
        again = start(film)
        assert dict(again.document.case.edits) in expected
        again.document.move_landmark("Go", (9.0, 9.0))
        kept(again, qtbot)
        latest = points(again)
        again.close()
        all_whole(film.parent)
        final = start(film)
        assert points(final) == latest
        final.close()


@pytest.mark.slow
def test_a_damaged_case_file_is_told_and_left_as_it_is(start, qtbot, film: Path) -> None:
    window = start(film)
    edit(window, 3)
    kept(window, qtbot)
    window.close()
    case = film.parent / "1.png.ceph.json"
    document = json.loads(case.read_text())
    document["case"]["edits"]["S"]["point"][0] += 1
    case.write_text(json.dumps(document))
    damaged = case.read_bytes()
    again = start(film)
    told(again, qtbot, "is damaged")
    edit(again, 2)
    kept(again, qtbot)
    expected = points(again)
    again.close()
    assert case.read_bytes() == damaged
    assert points(start(film)) == expected


@pytest.mark.slow
@pytest.mark.parametrize("action", ["export", "export_all", "export_for_others", "save_picture", "export_measurements"])
def test_no_dialog_ever_replaces_a_film_a_reading_or_a_case(start, qtbot, film: Path, monkeypatch, action) -> None:
    folder = film.parent
    other = folder / "other.png"
    cv2.imwrite(str(other), np.full((9, 9), 7, np.uint8))
    (folder / "other.txt").write_text("1,2\n" * 19)
    window = start(film)
    edit(window, 30)
    kept(window, qtbot)
    window.actions_by_id["save"].trigger()
    case = folder / "1.png.ceph.json"
    qtbot.waitUntil(case.exists, timeout=120_000)
    # The formats of others get their own ending; a film's name cannot come out.
    for target in (
        [folder / "other.txt"] if action == "export_for_others" else [film, other, folder / "other.txt", case]
    ):
        before = target.read_bytes()
        window.notices.clear()
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a, t=target, **k: (str(t), ""))
        monkeypatch.setattr("cephview.app.keeping.save_name.completed", lambda _, path, __: path)
        window.actions_by_id[action].trigger()
        qtbot.waitUntil(lambda: window.notices.current is not None, timeout=120_000)
        texts = [notice.text for notice in window.notices.all]
        assert any(target.name in text for text in texts), texts
        assert target.read_bytes() == before, target
