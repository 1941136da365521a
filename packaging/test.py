"""From a fresh clone to a test run: `python3 packaging/test.py [ARGUMENTS OF PYTEST]`.

Shares the environment of `start.py` and adds the development tools. Without arguments it is the whole test run, in up
to four processes at once, and the packages below the window have to be covered to 90 %; with arguments it is pytest's
run of whatever they choose.
"""

import os
import subprocess
import sys

import machine

if __name__ == "__main__":
    machine.prepare_streams()
    machine.settle(__file__, sys.argv[1:])  # an old Python cannot read what comes next

from setup_env import REPOSITORY, guarded, prepare, say

_COVERED = ("cephview.core", "cephview.io", "cephview.model", "cephview.review")
_COVERED_PERCENT = 90
# The tests of a file stay together, in their order. A process takes up to 1 GB: many cores get no more than four.
_AT_ONCE = ("--numprocesses=auto", "--maxprocesses=4", "--dist=loadfile")


def pytest_arguments(arguments: list[str]) -> list[str]:
    """What pytest is given. A part of the tests cannot cover what the whole does, so it is not asked to."""
    if arguments:
        return arguments
    measured = [f"--cov={package}" for package in _COVERED]
    return [*_AT_ONCE, *measured, "--cov-report=term:skip-covered", f"--cov-fail-under={_COVERED_PERCENT}"]


def main(arguments: list[str]) -> int:
    """Prepare, test, and end as pytest ends."""
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    if not arguments:  # the processes share the cores; torch in each would take all of them
        environ.setdefault("OMP_NUM_THREADS", "1")
    python = prepare(("dev",), environ)
    say("running the tests")
    status = subprocess.call([str(python), "-m", "pytest", *pytest_arguments(arguments)], cwd=REPOSITORY, env=environ)
    return status if status >= 0 else 128 - status


if __name__ == "__main__":
    sys.exit(guarded(main, sys.argv[1:]))
