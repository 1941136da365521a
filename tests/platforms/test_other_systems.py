"""What other systems refuse, forbid or lack while CephView runs: locks, forks, priorities."""

from __future__ import annotations

import os
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from training_films import PAIR, TINY, films

from cephview.io import priority
from cephview.io.cases import lock as case_lock
from cephview.io.cases.lock import CaseLock
from cephview.model.training import loop
from cephview.model.training.loop import Trainer


@pytest.mark.slow
@pytest.mark.parametrize("system", ["darwin", "win32"])
def test_training_forks_on_linux_alone_and_learns_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str
) -> None:
    asked: list[tuple[object, object]] = []
    real = loop.DataLoader

    def loader(*arguments: object, **options: object) -> object:
        asked.append((options["num_workers"], options["multiprocessing_context"]))
        return real(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(loop, "DataLoader", loader)
    runs = {}
    for platform in (sys.platform, system):
        with monkeypatch.context() as patch:
            patch.setattr(sys, "platform", platform)
            trainer = Trainer(replace(TINY, epochs=1), PAIR, films(), (), tmp_path / platform)
        trainer.run()
        runs[platform] = trainer.learner.network.state_dict()
    assert asked[-1] == (0, None)
    if sys.platform == "linux":
        assert asked[0][0] and asked[0][1] == "fork"
    assert all(torch.equal(one, two) for one, two in zip(*(run.values() for run in runs.values()), strict=True))


def test_a_folder_that_may_not_be_written_is_asked_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """filelock takes a refusal of Windows for a file that is being deleted, and asks 250 times."""
    opened: list[str] = []

    def refuse(path: object, *_: object, **__: object) -> int:
        opened.append(str(path))
        error = PermissionError(13, "Access is denied")
        error.winerror = 5  # type: ignore[attr-defined]
        raise error

    lock = CaseLock(tmp_path / "1.png.ceph.lock")
    monkeypatch.setattr(lock._lock, "acquire", lambda **_: pytest.fail("filelock was asked"))
    monkeypatch.setattr(case_lock.os, "open", refuse)
    with pytest.raises(PermissionError):
        lock.acquire()
    assert len(opened) == 1


@pytest.mark.parametrize("call", ["ftruncate", "write"])
def test_a_lock_that_cannot_be_signed_is_a_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    def refuse(*_: object) -> None:
        raise OSError(13, "The process cannot access the file")

    lock, other = CaseLock(tmp_path / "1.png.ceph.lock"), CaseLock(tmp_path / "1.png.ceph.lock")
    with monkeypatch.context() as patch:
        patch.setattr(case_lock.os, call, refuse)
        assert lock.acquire()
    assert not other.acquire() and other.holder() is None
    lock.release()
    assert other.acquire()
    other.release()


def test_work_in_the_background_steps_back_on_every_system(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, int]] = []

    class Library:
        def __init__(self, name: object) -> None:
            pass

        def __getattr__(self, name: str):  # type: ignore[no-untyped-def]
            def call(*arguments: object) -> int:
                asked.append((name, next((a for a in arguments[::-1] if isinstance(a, int)), 0)))
                return 0

            self.__dict__[name] = call
            return call

    monkeypatch.setattr(priority.ctypes, "WinDLL", Library, raising=False)
    monkeypatch.setattr(priority.ctypes, "CDLL", Library)
    monkeypatch.setattr(priority.os, "nice", lambda by: asked.append(("nice", by)))
    for system, calls in (
        # A thread below normal would starve beside one busy program, and keep Python's lock from the window.
        ("win32", [("GetCurrentProcess", 0), ("SetPriorityClass", 0x4000)]),
        ("darwin", [("pthread_set_qos_class_self_np", 0), ("nice", 10)]),
    ):
        monkeypatch.setattr(sys, "platform", system)
        asked.clear()
        priority.lower_thread()
        priority.lower_process()
        assert asked == calls, system


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the priority of a thread")
def test_a_thread_of_linux_steps_back_alone_and_is_not_starved() -> None:
    """It holds Python's lock at times: beside busy programs it keeps most of an even share (1.25 a step; sched(7))."""
    found: list[int] = []

    def work() -> None:
        for _ in range(20):
            priority.lower_thread()
            found.append(os.getpriority(os.PRIO_PROCESS, threading.get_native_id()))

    before = os.getpriority(os.PRIO_PROCESS, 0)
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert found[0] > before or before == 19
    assert 1.25 ** (before - found[0]) > 0.6
    assert found[-1] == 19  # a program that was begun at low priority is not raised, and the lowest is no error
    assert os.getpriority(os.PRIO_PROCESS, 0) == before
