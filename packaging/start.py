"""From a fresh clone to CephView with the sample film: `python3 packaging/start.py [ARGUMENTS OF CEPHVIEW]`.

Makes the Python environment (`.venv`, or the folder that CEPHVIEW_VENV names), installs CephView into it, sees to the
system libraries that Qt needs on Linux, and starts `cephview --sample`. The second time it only starts.
"""

import os
import subprocess
import sys
from pathlib import Path

import machine

if __name__ == "__main__":
    machine.prepare_streams()
    machine.settle(__file__, sys.argv[1:])  # an old Python cannot read what comes next

from setup_env import (
    PYTHON_COMMAND,
    SetupError,
    forget,
    guarded,
    prepare,
    say,
    venv_folder,
)

# With one of these CephView works through the sample and ends, and no window has to be seen.
_FILE_OPTIONS = ("--screenshot", "--export")
# What the python.exe of an environment on Windows ends in when the Python behind it was removed.
_NO_PYTHON = 103
_WORD_OPTIONS = ("--help", "-h", "--version")


def launch_environment(arguments: list[str], environ: dict[str, str], platform: str) -> dict[str, str]:
    """The variables to start CephView with. Raises SetupError where a window is wanted and no screen is there."""
    screen = platform != "linux" or environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY")
    if screen or environ.get("QT_QPA_PLATFORM"):
        return dict(environ)
    options = [argument.partition("=")[0] for argument in arguments]
    if any(option in _FILE_OPTIONS + _WORD_OPTIONS for option in options):
        return {**environ, "QT_QPA_PLATFORM": "offscreen"}
    raise SetupError(
        "There is no screen here (DISPLAY and WAYLAND_DISPLAY are empty), so no window can open. "
        "Start this on a desktop, or let CephView do its work without a window:\n\n"
        f"    {PYTHON_COMMAND} packaging/start.py --screenshot sample.png --export sample.csv\n",
        2,
    )


def asks_for_words(arguments: list[str]) -> bool:
    """Whether only help or the version is wanted, for which nothing has to be installed."""
    return any(argument in _WORD_OPTIONS for argument in arguments)


def tell(arguments: list[str]) -> int:
    """What CephView says of itself, by this Python and from these sources, with no package but its own."""
    word = "--version" if "--version" in arguments else "--help"
    if word == "--help":
        print(__doc__.strip(), end="\n\n", flush=True)
    repository = str(Path(__file__).resolve().parent.parent)
    environ = {**os.environ, "PYTHONPATH": repository, "PYTHONDONTWRITEBYTECODE": "1"}
    # -S: what else this Python has installed is to make no difference.
    return subprocess.call([sys.executable, "-S", "-m", "cephview", word], env=environ)


def main(arguments: list[str]) -> int:
    """Prepare, start, and end as CephView ends."""
    if asks_for_words(arguments):
        return tell(arguments)
    environ = launch_environment(arguments, dict(os.environ), sys.platform)
    python = prepare((), environ)

    def command(python: Path) -> list[str]:
        # -P: a file `numpy.py` in the folder one happens to stand in is not CephView's business.
        return [str(python), "-P", "-m", "cephview", "--sample", *arguments]

    say("starting with the sample film")
    status = subprocess.call(command(python), env=environ)
    if status == _NO_PYTHON:
        # Its Python went between the look and the start, or in a way that the look does not see.
        forget(venv_folder(environ))
        status = subprocess.call(command(prepare((), environ)), env=environ)
    return status if status >= 0 else 128 - status


if __name__ == "__main__":
    sys.exit(guarded(main, sys.argv[1:]))
