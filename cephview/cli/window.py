"""`cephview [FILM…]`: the window."""

from __future__ import annotations

import argparse
import gc
import os
from pathlib import Path

from cephview.cli.csv_option import add_csv_style, csv_style
from cephview.cli.models import MODEL_HELP, model_path
from cephview.cli.outputs import add_force, check_outputs, picture_path, table_path
from cephview.core.errors import CephViewError
from cephview.core.late_imports import plain_import
from cephview.io.reading import is_file


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the window."""
    parser.add_argument("films", nargs="*", type=Path, metavar="FILM", help="films or folders of films")
    parser.add_argument("--sample", action="store_true", help="open the drawn sample film, where no film is given")
    parser.add_argument("--model", type=model_path, metavar="FILE", help=MODEL_HELP)
    parser.add_argument("--reference", type=Path, metavar="FILE", help="reference points of the first film")
    parser.add_argument(
        "--screenshot", type=picture_path, metavar="PNG", help="predict, write a picture of the window, exit"
    )
    parser.add_argument("--export", type=table_path, metavar="CSV", help="predict, write the points, exit")
    add_csv_style(parser)
    parser.add_argument("--size", type=_size, metavar="WxH", help="size of the window, 1600x1000 for example")
    parser.add_argument("--cases", type=Path, metavar="DIR", help="keep edits in this folder, not beside the films")
    parser.add_argument("--settings", type=Path, metavar="INI", help="keep settings in this file")
    parser.add_argument("--language", metavar="XX", default="", help="language of the window, de for example")
    add_force(parser)


def run(options: argparse.Namespace) -> int:
    """Show the window; 0 when it was closed or its job is done."""
    inputs = (options.model, options.reference, options.settings, *options.films)
    check_outputs(options, (options.screenshot, options.export), inputs)
    settings = options.settings or _path_from_environment("CEPHVIEW_SETTINGS")
    if settings:
        from cephview.io.outputs import check_settings  # not with the program's help

        check_settings(settings)
    if (options.screenshot or options.export) and not (options.films or options.sample):
        raise CephViewError("--screenshot and --export need a film, or --sample.")
    if options.model and not is_file(options.model):
        raise CephViewError("{name} is not there; choose a checkpoint file (.pth).", name=options.model.name)
    # What is imported stays: looking through it for garbage again and again is a tenth of the way to the first frame,
    # behind which the application lets it go on.
    gc.disable()
    # Here, so that no other command waits for Qt.
    with plain_import():
        import PySide6.QtCore  # noqa: F401
    from cephview.app.application import Request, has_display, run
    from cephview.app.language import languages
    from cephview.app.qt_libraries import check_x11

    if options.language and options.language not in languages():
        raise CephViewError(f"CephView does not speak {options.language!r}; it speaks {', '.join(languages())}.")
    request = Request(
        films=tuple(options.films),
        sample=options.sample,
        model=options.model,
        reference=options.reference,
        screenshot=options.screenshot,
        export=options.export,
        csv_style=csv_style(options),
        size=options.size,
        settings=settings,
        cases=options.cases or _path_from_environment("CEPHVIEW_CASES"),
        language=options.language,
    )
    if not has_display() and not request.is_unattended:
        raise CephViewError(
            "There is no screen to show a window on; set DISPLAY, or use --screenshot, --export or `cephview predict`."
        )
    check_x11()
    return run(request)


def _path_from_environment(variable: str) -> Path | None:
    name = os.environ.get(variable)
    return Path(name) if name else None


def _size(text: str) -> tuple[int, int]:
    try:
        width, height = (int(part) for part in text.lower().split("x"))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is no size; 1600x1000 is one") from None
    if not (400 <= width <= 8000 and 300 <= height <= 8000):
        raise argparse.ArgumentTypeError(f"{text} is not between 400x300 and 8000x8000")
    return width, height
