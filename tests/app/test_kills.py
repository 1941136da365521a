"""A few rounds of `kill_window.py`, whose 200 are run by hand."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")
def test_two_windows_are_killed_and_nothing_is_lost() -> None:
    # A process of its own: a fork of one that runs Qt is none.
    script = Path(__file__).with_name("kill_window.py")
    done = subprocess.run(
        [sys.executable, str(script), "--rounds", "2", "--seed", "5"], capture_output=True, text=True, timeout=250
    )
    assert done.returncode == 0, done.stdout + done.stderr
    counted = re.match(r"2 kills, (\d+) edits told of: .* 0 problems", done.stdout.splitlines()[-1])
    assert counted and int(counted[1]) > 0
