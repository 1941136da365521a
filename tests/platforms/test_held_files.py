"""Windows: a file that somebody holds for a moment, or for hours, costs no work and ends no training."""

from __future__ import annotations

import csv
import os
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from platform_helpers import ACCESS_DENIED, LOCK_VIOLATION, SHARING_VIOLATION, Refusing, windows_error

from cephview.core.errors import CephViewError
from cephview.io import patience
from cephview.io.atomic import write_atomically
from cephview.io.reading import read_bytes

NUMBERS = (ACCESS_DENIED, SHARING_VIOLATION, LOCK_VIOLATION)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "PATIENCE_SECONDS", 0.0)


@pytest.mark.parametrize("number", NUMBERS)
def test_a_file_that_is_held_for_a_moment_is_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    path = tmp_path / "151.jpg.ceph.json"
    path.write_bytes(b"former")
    refusing = Refusing(os.replace, [path.name], 2, number)
    monkeypatch.setattr(os, "replace", refusing)
    write_atomically(path, b"new")
    assert refusing.refused == 2
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("number", NUMBERS)
def test_a_file_that_stays_held_is_told_and_left_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    path = tmp_path / "points.csv"
    path.write_bytes(b"former")
    refusing = Refusing(os.replace, [path.name], float("inf"), number)
    monkeypatch.setattr(os, "replace", refusing)
    monkeypatch.setattr(patience, "PATIENCE_SECONDS", 0.1)
    with pytest.raises(CephViewError, match="open elsewhere" if number == ACCESS_DENIED else "close it there"):
        write_atomically(path, b"new")
    assert refusing.refused > 2
    assert path.read_bytes() == b"former"
    assert list(tmp_path.iterdir()) == [path]


def test_it_waits_about_two_seconds_and_for_such_errors_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    now = [0.0]

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        now[0] += seconds

    monkeypatch.setattr(patience.time, "sleep", sleep)
    monkeypatch.setattr(patience.time, "monotonic", lambda: now[0])

    def refuse(error: OSError) -> None:
        raise error

    with pytest.raises(PermissionError):
        patience.when_free(lambda: refuse(windows_error(SHARING_VIOLATION)))
    assert 1.7 <= sum(slept) <= 2.0
    slept.clear()
    with pytest.raises(OSError, match="full"):
        patience.when_free(lambda: refuse(OSError(28, "disk full")))
    with pytest.raises(PermissionError):  # to read is forbidden, or not: nobody holds it
        patience.when_free(lambda: refuse(windows_error(ACCESS_DENIED)), patience.is_held)
    assert not slept


def test_a_film_that_is_still_being_written_is_read_a_moment_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "scan.png"
    path.write_bytes(b"pixels")
    refusing = Refusing(Path.read_bytes, [path.name], 2, SHARING_VIOLATION)
    monkeypatch.setattr(Path, "read_bytes", lambda self: refusing(self))
    assert read_bytes(path, 100) == b"pixels"
    refusing.left = float("inf")
    monkeypatch.setattr(patience, "PATIENCE_SECONDS", 0.0)
    with pytest.raises(CephViewError, match="another program has it open"):
        read_bytes(path, 100)


# Training


def _trainer(out: Path, epochs: int = 4):  # type: ignore[no-untyped-def]
    from training_films import PAIR, TINY, films

    from cephview.model.training.loop import Trainer

    return Trainer(replace(TINY, epochs=epochs), PAIR, films(4), films(2, 9), out)


def _epochs(log: Path) -> list[str]:
    with log.open(newline="", encoding="utf-8") as file:
        return [row["epoch"] for row in csv.DictReader(file)]


@pytest.mark.slow
def test_a_log_that_is_open_in_a_spreadsheet_ends_no_training(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, impatient: None
) -> None:
    refusing = Refusing(os.replace, ["log.csv", "curves.png"], float("inf"), SHARING_VIOLATION)
    monkeypatch.setattr(os, "replace", refusing)
    told: list[str] = []

    def close_the_spreadsheet(progress) -> None:  # type: ignore[no-untyped-def]
        if progress.epoch == 3 and progress.batch == 0:
            assert not (tmp_path / "log.csv").exists() and (tmp_path / "last.pth").exists()
            refusing.left = 0

    _trainer(tmp_path).run(close_the_spreadsheet, told.append)
    assert _epochs(tmp_path / "log.csv") == ["1.0", "2.0", "3.0", "4.0"]
    assert (tmp_path / "curves.png").exists()
    assert [sentence.partition(" ")[0] for sentence in told] == ["log.csv", "curves.png"] * 2, "each once, and its end"
    assert "The training goes on" in told[0] and told[2] == "log.csv is saved now."


@pytest.mark.slow
def test_checkpoints_that_are_held_are_kept_for_the_next_epoch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, impatient: None
) -> None:
    free = _trainer(tmp_path / "free")
    free.run()
    refusing = Refusing(os.replace, ["last.pth", "best.pth"], float("inf"), ACCESS_DENIED)
    monkeypatch.setattr(os, "replace", refusing)

    def let_go(progress) -> None:  # type: ignore[no-untyped-def]
        if progress.epoch == 3 and progress.batch == 0:
            refusing.left = 0

    held = _trainer(tmp_path / "held")
    best = held.run(let_go)
    assert best == tmp_path / "held" / "best.pth" and refusing.refused >= 5
    assert (held.record.best, held.record.best_on_disk, held.record.saved) == (free.record.best, free.record.best, 4)
    for name in ("best.pth", "last.pth"):
        one, two = (torch.load(tmp_path / run / name, weights_only=True) for run in ("free", "held"))
        assert one["epoch"] == two["epoch"] and one["best_val_mre"] == two["best_val_mre"]
        assert all(torch.equal(one["model_state_dict"][k], two["model_state_dict"][k]) for k in one["model_state_dict"])


@pytest.mark.slow
def test_what_is_held_to_the_last_is_written_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, impatient: None
) -> None:
    monkeypatch.setattr(os, "replace", Refusing(os.replace, ["log.csv", "best.pth"], float("inf"), SHARING_VIOLATION))
    told: list[str] = []
    best = _trainer(tmp_path, epochs=2).run(tell=told.append)
    assert best == tmp_path / "best-2.pth"
    assert torch.load(best, weights_only=True)["model_state_dict"]
    assert _epochs(tmp_path / "log-2.csv") == ["1.0", "2.0"]
    assert any("best-2.pth" in sentence for sentence in told)
    assert not list(tmp_path.glob(".cephview-*"))


@pytest.mark.slow
def test_a_run_that_is_stopped_while_its_checkpoint_is_held_keeps_the_whole_epochs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, impatient: None
) -> None:
    refusing = Refusing(os.replace, ["last.pth"], 0, SHARING_VIOLATION)
    monkeypatch.setattr(os, "replace", refusing)

    def stop(progress) -> None:  # type: ignore[no-untyped-def]
        if progress.epoch == 1 and progress.batch == 0:
            refusing.left = 1  # that of epoch 2
        if progress.epoch == 2 and progress.batch == 1:
            assert refusing.refused == 1
            raise KeyboardInterrupt

    trainer = _trainer(tmp_path)
    with pytest.raises(KeyboardInterrupt):
        trainer.run(stop)
    assert trainer.record.saved == 2
    resumed = _trainer(tmp_path)
    resumed.resume()
    assert resumed.epoch == 2


@pytest.mark.slow
def test_a_killed_run_goes_on_with_the_best_that_is_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, impatient: None
) -> None:
    class Killed(BaseException):
        pass

    refusing = Refusing(os.replace, ["best.pth"], float("inf"), SHARING_VIOLATION)
    monkeypatch.setattr(os, "replace", refusing)

    def kill(progress) -> None:  # type: ignore[no-untyped-def]
        if progress.epoch == 1 and progress.batch == 1:
            raise Killed

    with pytest.raises(Killed):
        _trainer(tmp_path).run(kill)
    assert not (tmp_path / "best.pth").exists()
    refusing.left = 0
    resumed = _trainer(tmp_path)
    resumed.resume()
    assert resumed.record.best == float("inf"), "of epoch 1 nothing is on the disk, so any epoch betters it"
    assert resumed.run().exists()
