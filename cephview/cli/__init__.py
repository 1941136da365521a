"""The command line: `cephview [FILM…]` opens the window, `cephview COMMAND …` works without one.

Each command is a module with `add_arguments` and `run`; adding one is adding a row to `COMMANDS`. Exit status: 0 done,
1 done but for some films, 2 nothing done because of what was asked, 130 interrupted, 141 nobody reads on.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence

from cephview import __version__
from cephview.cli.streams import nobody_reads, prepare_streams, say_in_a_box, silence
from cephview.core.errors import CephViewError
from cephview.core.late_imports import put_off
from cephview.model.torch_import import torch_problem

COMMANDS = {
    "predict": "predict the landmarks of films and write them as CSV",
    "measure": "measure films by every analysis and write the values, their ± and norms as CSV",
    "model": "print what a checkpoint says about itself",
    "evaluate": "compare a model with the readers of films, and the readers with one another",
    "reliability": "calibrate how far off a model expects its points to be",
    "diagnose": "find out by experiment why a model's error is high",
    "hand": "measure where you place landmarks otherwise than a model, and let it follow you",
    "convert": "write a reading in another program's format",
    "train": "train a model on films with readings",
}

# The first frame shows no film and no table, and nothing is written before it.
_BEHIND_THE_FIRST_FRAME = "numpy cv2 simplejpeg csv ctypes hashlib html json locale platform secrets tomllib".split()

# What a shell reports of a program that wrote into a closed pipe: 128 + SIGPIPE.
_SIGPIPE_STATUS = 141


def main(arguments: Sequence[str] | None = None) -> int:
    """Run CephView; the exit status comes back."""
    prepare_streams()
    given = list(sys.argv[1:] if arguments is None else arguments)
    name = given[0] if given and given[0] in COMMANDS else "window"
    if name == "window":
        put_off(*_BEHIND_THE_FIRST_FRAME)
    module = importlib.import_module(f"cephview.cli.{name}")
    try:
        parser = _parser(name)
        module.add_arguments(parser)
        options = parser.parse_args(given if name == "window" else given[1:])
        status: int = module.run(options)
        sys.stdout.flush()  # what is still to be written meets a closed pipe here, not at the interpreter's end
    except CephViewError as error:
        _complain(str(error))
        return 2
    except KeyboardInterrupt:
        _complain("interrupted")
        return 130
    except (ImportError, OSError) as error:
        if problem := torch_problem(error):
            _complain(problem)
            return 2
        if isinstance(error, ImportError):
            raise
        if nobody_reads(error):  # `cephview … | head`, which is no error to tell of
            silence(sys.stdout)
            return _SIGPIPE_STATUS
        return _broken(error)
    except MemoryError:
        _complain("there is not enough memory for this: close other programs, or use smaller films.")
        return 2
    return status


def _broken(error: OSError) -> int:
    """What is left to say where a disk, a network drive or the standard output failed and nobody else has said it."""
    reason = error.strerror or error
    if error.filename:
        _complain(f"{error.filename} could not be read or written ({reason}): check the disk or the network.")
    else:
        _complain(f"what was to be written to standard output or a disk could not be ({reason}).")
        silence(sys.stdout)
    return 2


def _complain(sentence: str) -> None:
    say_in_a_box(sentence)
    try:
        print(f"cephview: {sentence}", file=sys.stderr, flush=True)
    except OSError:  # full or closed as well: the exit status alone can tell
        silence(sys.stderr)


def _parser(name: str) -> argparse.ArgumentParser:
    if name != "window":
        return argparse.ArgumentParser(prog=f"cephview {name}", description=COMMANDS[name])
    width = max(len(command) for command in COMMANDS)
    listing = "\n".join(f"  {command:{width}}  {text}" for command, text in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="cephview",
        description="Open films, look at the predicted landmarks, correct them, export them.",
        epilog=f"commands without a window:\n{listing}\n\n`cephview COMMAND --help` tells more.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"cephview {__version__}")
    return parser
