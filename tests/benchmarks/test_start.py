"""What starting costs, as ratios of processes of one run: the window against an empty one of Qt."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROUNDS = 7
# Time of the main thread, from the interpreter's start to a frame that was drawn: other programs count for little.
EMPTY = """
import os, time
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = QMainWindow()
window.resize(1600, 1000)
window.show()
while not window.windowHandle().isExposed():
    application.processEvents()
application.processEvents()
print(time.thread_time(), flush=True)
os._exit(0)
"""
OURS = """
import os, sys, time
import cephview.app.application as start
def begin(window, request):
    assert window.windowHandle().isExposed()
    print(time.thread_time(), flush=True)
    os._exit(0)
start._begin = begin
from cephview.cli import main
main(["--settings", sys.argv[1]])
"""


def seconds(program: str, *arguments: str) -> float:
    """What a program says at its end. With bytecode, as pip leaves it: without, a third of the time is compiling."""
    environment = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        env=environment,
    )
    return float(done.stdout)


def test_the_window_starts_within_some_empty_windows_of_qt(benchmark, tmp_path: Path) -> None:
    empty, ours = [], []
    for _ in range(ROUNDS):
        empty.append(seconds(EMPTY))
        ours.append(seconds(OURS, str(tmp_path / "settings.ini")))
    ratio = min(ours) / min(empty)
    print(f"\nempty window {min(empty):.3f} s, CephView {min(ours):.3f} s of its main thread: {ratio:.2f}")
    benchmark.extra_info["ratio"] = ratio
    benchmark.pedantic(seconds, args=(EMPTY,), rounds=1)
    assert ratio < 4.0  # 6 before what no first frame needs was left for later
