"""Kill the window, the storage and look what is lost: 200 times each.

python tests/soak/kills.py --rounds 200
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path

_TESTS = Path(__file__).parents[1]
_SCRIPTS = ("app/kill_window.py", "io/kill_sessions.py")


def main() -> int:
    """Run both; 0 where nothing was lost."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    status = 0
    for script in _SCRIPTS:
        start = time.monotonic()
        command = [sys.executable, str(_TESTS / script), "--rounds", str(options.rounds), "--seed", str(options.seed)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        told = [line for line in done.stdout.splitlines() if "kills" in line][-1:] or [done.stderr[-500:]]
        print(f"{script}: {told[0]} ({time.monotonic() - start:.0f} s)", flush=True)
        if done.returncode:
            print(done.stdout[-2000:])
        status = status or done.returncode
    return status


if __name__ == "__main__":
    sys.exit(main())
