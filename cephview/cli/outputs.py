"""What every command does about the files that it is to write: asked for before the work, not after it."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from cephview.core.errors import CephViewError


def add_force(parser: argparse.ArgumentParser) -> None:
    """The option `--force`."""
    text = "replace files that CephView did not write; films, models, readings and cases are never replaced"
    parser.add_argument("--force", action="store_true", help=text)


def check_outputs(
    options: argparse.Namespace, outputs: Iterable[Path | None], inputs: Iterable[Path | None] = ()
) -> None:
    """Pass the files that a command would write, having read `inputs`.

    Raises CephViewError where one may not be replaced, and where two outputs go to one file.
    """
    # Here: the help of the program is shown before any package is installed.
    from cephview.io.outputs import check_output, is_stream

    given = [path for path in outputs if path is not None]
    whole = [path.absolute() for path in given if not is_stream(path)]
    doubled = next((path for path in whole if whole.count(path) > 1), None)
    if doubled is not None:
        raise CephViewError("{name} is named for two outputs: choose a file for each.", name=doubled.name)
    read = [path for path in inputs if path is not None]
    for path in given:
        check_output(path, asked=options.force, inputs=read)
