"""From a fresh clone to a test run: `python3 packaging/test.py [ARGUMENTS OF PYTEST]`.

Shares the environment of `start.py` and adds the development tools. Without arguments it is the whole test run in two
stages, first the quick tests, then those marked `slow`, in up to four processes at once, and the packages below the
window have to be covered to 90 % by the quick ones; with arguments it is pytest's run of whatever they choose.
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
# Who is done takes over from the others. A process takes up to 1 GB: many cores get no more than four.
_AT_ONCE = ("--numprocesses=auto", "--maxprocesses=4", "--dist=worksteal")


def stages(arguments: list[str]) -> list[list[str]]:
    """What pytest is given, a run each. A part of the tests cannot cover what the whole does, so it is not asked to."""
    if arguments:
        return [arguments]
    # Measuring makes tests half as slow again, so the quick ones alone have to cover enough.
    covered = [*(f"--cov={package}" for package in _COVERED), "--cov-report=term:skip-covered"]
    covered += [f"--cov-fail-under={_COVERED_PERCENT}"]
    return [["-m", "not slow", *_AT_ONCE, *covered], ["-m", "slow", *_AT_ONCE]]


def main(arguments: list[str]) -> int:
    """Prepare, test, and end as pytest ends."""
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    if not arguments:  # the processes share the cores; torch in each would take all of them
        environ.setdefault("OMP_NUM_THREADS", "1")
    python = prepare(("dev",), environ)
    statuses = []
    for number, stage in enumerate(stages(arguments)):
        say("running the slow tests" if number else "running the tests")
        statuses.append(subprocess.call([str(python), "-m", "pytest", *stage], cwd=REPOSITORY, env=environ))
    status = next(filter(None, statuses), 0)
    return status if status >= 0 else 128 - status


if __name__ == "__main__":
    sys.exit(guarded(main, sys.argv[1:]))
