"""What every command does about the files that it is to write: asked for before the work, not after it."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from pathlib import Path

from cephview.core.errors import CephViewError


def output_path(*endings: str) -> Callable[[str], Path]:
    """The type of an option that names a file to be written: a name without one of the `endings` gets the first.

    A dot is part of many names: `Miller 12.3` becomes `Miller 12.3.csv`. What is there already keeps its name.
    """

    def path(text: str) -> Path:
        from cephview.io.outputs import is_stream

        named = Path(text)
        if named.name.lower().endswith(endings) or is_stream(named) or named.exists():
            return named
        return named.with_name(named.name + endings[0])

    return path


table_path = output_path(".csv", ".txt", ".tsv")
json_path = output_path(".json")
toml_path = output_path(".toml")
html_path = output_path(".html", ".htm")
onnx_path = output_path(".onnx")
picture_path = output_path(".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff", ".webp", ".ppm")
checkpoint_path = output_path(".pth", ".pt", ".ckpt", ".bin", ".tar")


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
