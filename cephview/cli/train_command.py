"""The command of a run: as it was typed, and as a model that is handed on may tell it."""

from __future__ import annotations

import argparse
import shlex
import subprocess
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from cephview.cli.models import EMBEDDED, model_name

COMMAND = "command.txt"
# Options with a number or a word, which name nobody; of all others it is told that they were there.
_PLAIN = ("hold_out", "folds", "scheme", "epochs", "seed", "batch", "rate", "patience", "device")
_NAMELESS = {"validation": "VALIDATION", "extra": "EXTRA", "test": "TEST", "settings": "SETTINGS", "cases": "CASES"}


def typed(words: Sequence[str]) -> str:
    """A command as this system's command line takes it: cmd.exe and PowerShell know no quotes but double ones."""
    return subprocess.list2cmdline(words) if sys.platform == "win32" else shlex.join(words)


def exact_command() -> str:
    """The command of this process, with all its paths: for the run's own folder."""
    return typed(["cephview", *sys.argv[1:]])


def keep_command(out: Path) -> None:
    """Add the exact command to those that the run in a folder was trained by. Raises CephViewError where that fails."""
    from cephview import __version__
    from cephview.io.atomic import write_atomically

    path = out / COMMAND
    former = path.read_text(encoding="utf-8") if path.is_file() else ""
    when = datetime.now().astimezone().isoformat(timespec="seconds")
    line = f"# {when}, CephView {__version__}, in {Path.cwd()}\n{exact_command()}\n"
    write_atomically(path, (former + line).encode())


def nameless_command(options: argparse.Namespace) -> str:
    """The command for the card: folders and files, which are named after patients, have names like FILMS or RUN."""
    words = ["cephview train", *_numbered("FILMS", options.folders), "-o RUN"]
    if options.start:
        words.append(f"--from {EMBEDDED if model_name(options.start) == EMBEDDED else 'MODEL'}")
    for name in _PLAIN:
        value = getattr(options, name)
        if value or (value == 0 and name in ("seed", "patience", "batch")):
            words.append(f"--{name.replace('_', '-')} {'auto' if name == 'batch' and value == 0 else value}")
    for name, word in _NAMELESS.items():
        given = getattr(options, name)
        if given:
            words += [f"--{name}", *_numbered(word, given if isinstance(given, list) else [given])]
    if options.offsets:
        words += ["--offsets", *(f"{name}=OFFSETS" for name in _numbered("FILMS", options.offsets))]
    return " ".join([*words, *(["--corrections"] if options.corrections else [])])


def _numbered(word: str, given: Sequence[Path | str]) -> list[str]:
    return [word] if len(given) == 1 else [f"{word}{number}" for number in range(1, len(given) + 1)]
