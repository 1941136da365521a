"""Work on the shown film that lies elsewhere: told, shown beside what is open, chosen; case files opened by hand."""

from __future__ import annotations

import shutil
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt
from window_helpers import OpenWindow

from cephview.app.background.film_reading import Keeping
from cephview.app.main_window import MainWindow
from cephview.app.window.compare_dialog import CompareDialog
from cephview.cli import main
from cephview.core.resources import resource
from cephview.io.cases.file import load_case
from cephview.io.tables.export_reader import read_csv

GREYS = cv2.GaussianBlur(np.random.default_rng(3).integers(0, 256, (90, 70)).astype(np.uint8), (9, 9), 0)
AT = {"S": (20.0, 30.0), "N": (50.0, 25.0), "A": (52.0, 55.0)}


class Desk:
    """Films in folders, and one window after the other on them, each of a user without a folder of cases."""

    def __init__(self, qtbot, root: Path, open_window: OpenWindow) -> None:
        self.qtbot, self.root, self._open_window = qtbot, root, open_window

    def film(self, name: str = "a/151.png", greys: np.ndarray = GREYS) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(cv2.imencode(path.suffix, greys)[1].tobytes())
        return path

    def window(self, *paths: Path, films: int = 1) -> MainWindow:
        window = self._open_window(Keeping())
        if paths:
            window.session.open(list(paths))
            self.wait(lambda: window.document.state is not None and len(window.session.entries) == films)
        return window

    def wait(self, condition) -> None:
        self.qtbot.waitUntil(condition, timeout=120_000)

    def work(self, film: Path, **moved: tuple[float, float]) -> None:
        """Move points, in a session of its own."""
        window = self.window(film)
        for symbol, point in moved.items():
            window.document.move_landmark(symbol, point)
        self.close(window)

    def close(self, window: MainWindow) -> None:
        window.session.autosave.settle()
        window.close()

    def press(self, dialog: CompareDialog, button: str) -> None:
        self.qtbot.mouseClick(getattr(dialog, f"{button}_button"), Qt.MouseButton.LeftButton)


@pytest.fixture
def desk(qtbot, tmp_path: Path, open_window: OpenWindow) -> Desk:
    return Desk(qtbot, tmp_path, open_window)


def edits(window: MainWindow) -> dict[str, tuple[float, float] | None]:
    case = window.document.case
    return {symbol: edit.point for symbol, edit in case.edits.items()} if case else {}


def said(window: MainWindow) -> str:
    return " ".join(notice.text for notice in window.notices.all)


def asked(desk: Desk, window: MainWindow) -> CompareDialog:
    """The dialog behind the banner's link."""
    banner = window.view.hud.banner
    banner = window.view.hud.banner
    desk.wait(lambda: any(notice.action_text == "Look…" for notice in window.notices.all))
    assert banner.action_button.text() == "Look…", "it stands before what is said of the greys"
    desk.qtbot.mouseClick(banner.action_button, Qt.MouseButton.LeftButton)
    dialog = window.other_work.dialog
    assert isinstance(dialog, CompareDialog) and dialog.isVisible()
    return dialog


@pytest.mark.slow
def test_a_film_that_was_renamed_and_saved_anew_has_its_work_and_says_from_where(desk: Desk) -> None:
    old = desk.film("a/151.png")
    desk.work(old, S=AT["S"], N=AT["N"])
    new = desk.film("b/anonymous.bmp")
    shutil.move(old.with_name("151.png.ceph.json"), new.with_name("151.png.ceph.json"))
    old.unlink()
    window = desk.window(new)
    desk.wait(lambda: "was found in" in said(window))
    assert edits(window) == {"S": AT["S"], "N": AT["N"]}
    assert "as 151.png" in said(window) and "2 corrected" in said(window)


@pytest.mark.slow
@pytest.mark.parametrize("button", ["use", "stay", "later"])
def test_the_work_of_a_copy_is_offered_and_either_answer_is_kept(desk: Desk, button: str) -> None:
    original, copy = desk.film("a/151.png"), desk.film("a/152.png")
    desk.work(original, S=AT["S"], N=AT["N"])
    before = original.with_name("151.png.ceph.json").read_bytes()
    window = desk.window(copy)
    dialog = asked(desk, window)
    assert "151.png" in dialog.text.text() and "2 corrected" in dialog.text.text() and edits(window) == {}
    assert {each.symbol for each in dialog.found} == {"S", "N"} and dialog.table.rowCount() == 2
    desk.press(dialog, button)
    if button == "use":
        desk.wait(lambda: edits(window) == {"S": AT["S"], "N": AT["N"]})
    assert window.other_work.dialog is None
    desk.close(window)
    assert original.with_name("151.png.ceph.json").read_bytes() == before
    again = desk.window(copy)
    desk.wait(lambda: not again.session.at_risk)
    assert len(edits(again)) == (2 if button == "use" else 0)
    assert ("same picture" in said(again)) == (button == "later")


def forked(desk: Desk) -> Path:
    """S in common; then N here, and A and another N in a case file that a colleague sends back."""
    film = desk.film()
    desk.work(film, S=AT["S"])
    sent = desk.film("colleague/151.png")
    shutil.copy(film.with_name("151.png.ceph.json"), sent.with_name("151.png.ceph.json"))
    desk.work(sent, A=AT["A"], N=(10.0, 10.0))
    desk.work(film, N=AT["N"])
    shutil.copy(sent.with_name("151.png.ceph.json"), film.with_name("151.png.ceph-2.json"))
    shutil.rmtree(sent.parent)
    return film


@pytest.mark.slow
@pytest.mark.parametrize("button", ["use", "stay"])
def test_of_a_fork_both_are_seen_and_both_are_kept(desk: Desk, button: str) -> None:
    film = forked(desk)
    window = desk.window(film)
    desk.wait(lambda: "in two places" in said(window))
    shown = edits(window)
    dialog = asked(desk, window)
    assert {each.symbol for each in dialog.found} == {"N", "A"}, "S is the same in both"
    assert "set by hand in both" in dialog.summary.text()
    desk.press(dialog, button)
    if button == "use":
        desk.wait(lambda: window.document.state is not None and edits(window) != shown)
    now = edits(window)
    assert now["S"] == AT["S"] and (now != shown) == (button == "use")
    desk.close(window)
    kept = [{s: e.point for s, e in load_case(path).edits.items()} for path in film.parent.glob("*.json")]
    assert {"S": AT["S"], "N": AT["N"]} in kept and {"S": AT["S"], "A": AT["A"], "N": (10.0, 10.0)} in kept
    again = desk.window(film)
    assert edits(again) == now and "in two places" not in said(again)


@pytest.mark.slow
def test_a_choice_can_be_changed_by_opening_the_other_file(desk: Desk) -> None:
    film = forked(desk)
    window = desk.window(film)
    desk.press(asked(desk, window), "stay")
    desk.close(window)
    again = desk.window(film)
    mine = edits(again)
    other = next(p for p in film.parent.glob("*.json") if {s: e.point for s, e in load_case(p).edits.items()} != mine)
    again.view.files_dropped.emit([other])
    desk.wait(lambda: isinstance(again.other_work.dialog, CompareDialog))
    desk.press(again.other_work.dialog, "use")
    desk.wait(lambda: again.document.state is not None and edits(again) not in ({}, mine))


@pytest.mark.slow
def test_a_case_file_is_opened_by_hand_with_its_film(desk: Desk) -> None:
    film = desk.film()
    desk.work(film, S=AT["S"])
    case_file = film.with_name("151.png.ceph.json")
    window = desk.window(case_file)
    assert window.session.entries[0].path == film and edits(window) == {"S": AT["S"]}
    assert "is what you see" in window.status.message.text()
    assert window.other_work.dialog is None


def test_a_case_file_of_any_name_finds_a_renamed_film(desk: Desk) -> None:
    film = desk.film()
    desk.work(film, S=AT["S"])
    sent = desk.root / "sent"
    sent.mkdir()
    case_file = shutil.move(film.with_name("151.png.ceph.json"), sent / "for you.json")
    renamed = shutil.move(film, sent / "anonymous.png")
    window = desk.window(Path(case_file))
    desk.wait(lambda: edits(window) == {"S": AT["S"]})
    assert window.session.entries[0].path == Path(renamed)
    desk.close(window)
    assert load_case(sent / "anonymous.png.ceph.json").edits["S"].point == AT["S"], "kept without a further step"


def test_a_case_file_beside_another_picture_is_asked_about(desk: Desk) -> None:
    film = desk.film()
    desk.work(film, S=AT["S"])
    other = desk.film("b/151.png", 255 - GREYS)
    case_file = Path(shutil.copy(film.with_name("151.png.ceph.json"), desk.root / "b" / "sent.ceph.json"))
    film.unlink()
    window = desk.window(case_file)
    desk.wait(lambda: isinstance(window.other_work.dialog, CompareDialog))
    assert window.session.entries[0].path == other and edits(window) == {}
    assert "sent.ceph.json is work on another picture" in window.other_work.dialog.text.text()
    assert {each.symbol for each in window.other_work.dialog.found} == {"S"}
    desk.press(window.other_work.dialog, "use")
    desk.wait(lambda: edits(window) == {"S": AT["S"]})


def test_points_of_another_size_and_damaged_files_are_refused_in_a_sentence(desk: Desk) -> None:
    film = desk.film()
    desk.work(film, S=AT["S"])
    desk.film("b/151.png", GREYS[:60])
    case_file = Path(shutil.copy(film.with_name("151.png.ceph.json"), desk.root / "b" / "sent.ceph.json"))
    film.unlink()
    window = desk.window(case_file)
    desk.wait(lambda: "70 × 90 px" in said(window))
    broken = desk.root / "b" / "broken.ceph.json"
    broken.write_text('{"schema": 3, "case": {')
    window.session.open([broken])
    desk.wait(lambda: "broken.ceph.json is damaged" in said(window))
    window.session.open([desk.root / "b" / "gone.ceph.json"])
    desk.wait(lambda: "gone.ceph.json is not there" in said(window))
    assert edits(window) == {}


def test_steps_that_the_journal_alone_holds_can_be_opened_too(desk: Desk) -> None:
    film = desk.film()
    window = desk.window(film)
    window.document.move_landmark("S", AT["S"])
    window.session.autosave.settle()
    journal = film.with_name("151.png.ceph.journal")
    desk.wait(journal.exists)
    sent = desk.root / "sent"
    sent.mkdir()
    shutil.copy(journal, sent / "151.png.ceph.journal")
    same = desk.film("sent/anonymous.png")
    other = desk.window(sent / "151.png.ceph.journal")
    desk.wait(lambda: edits(other) == {"S": AT["S"]})
    assert other.session.entries[0].path == same


@pytest.mark.slow
def test_a_case_file_without_its_film_asks_which_it_is(desk: Desk) -> None:
    film = desk.film()
    desk.work(film, S=AT["S"])
    (desk.root / "sent").mkdir()
    case_file = Path(shutil.move(film.with_name("151.png.ceph.json"), desk.root / "sent" / "alone.ceph.json"))
    film.unlink()
    same = desk.film("c/again.png")
    window = desk.window(same)
    window.session.open([case_file])
    desk.wait(lambda: window.other_work.dialog is not None)
    box = window.other_work.dialog
    assert "neither beside it" in box.text()
    next(b for b in box.buttons() if b.text() == "On again.png").click()
    desk.wait(lambda: edits(window) == {"S": AT["S"]})


@pytest.mark.slow
def test_the_command_line_exports_the_work_of_a_case_file(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    film = desk.film("a/151.png", cv2.imread(str(resource("sample", "phantom.png")), cv2.IMREAD_GRAYSCALE)[::4, ::4])
    desk.work(film, S=AT["S"])
    case_file, out = film.with_name("151.png.ceph.json"), desk.root / "out.csv"
    assert main([str(case_file), "--export", str(out)]) == 0
    (exported,) = read_csv(out).values()
    assert tuple(exported.points[exported.scheme.index("S")]) == AT["S"]
    sent = Path(shutil.move(case_file, desk.root / "sent.ceph.json"))
    film.unlink()
    assert main([str(sent), "--export", str(desk.root / "none.csv")]) == 2
    assert "The film of sent.ceph.json" in capsys.readouterr().err


@pytest.mark.slow
def test_the_points_of_a_film_that_was_replaced_can_be_had(desk: Desk) -> None:
    film = desk.film()
    desk.work(film, S=AT["S"])
    before = film.with_name("151.png.ceph.json").read_bytes()
    desk.film("a/151.png", 255 - GREYS)  # another picture under the same name
    window = desk.window(film)
    assert edits(window) == {}
    dialog = asked(desk, window)
    assert "shows another picture" in dialog.text.text() and {each.symbol for each in dialog.found} == {"S"}
    desk.press(dialog, "use")
    desk.wait(lambda: edits(window) == {"S": AT["S"]})
    desk.close(window)
    assert film.with_name("151.png.ceph.json").read_bytes() == before, "the former film's stays as it was"
    assert edits(desk.window(film)) == {"S": AT["S"]}
