"""`cephview train`: train a model on folders of films with readings."""

from __future__ import annotations

import argparse
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from cephview.cli.models import model_path
from cephview.cli.numbers import number, whole
from cephview.cli.train_reporter import JsonReporter, Reporter, TextReporter
from cephview.core.errors import CephViewError
from cephview.core.keys import key_text
from cephview.core.landmarks import ISBI_19, SCHEMES, Scheme
from cephview.io.outputs import check_output
from cephview.io.reading import is_file

if TYPE_CHECKING:
    from cephview.core.offsets import Offsets
    from cephview.model.training.data import TrainingFilm
    from cephview.model.training.loop import Trainer
    from cephview.model.training.ranks import Ranks
    from cephview.model.training.settings import Settings
    from cephview.model.training.start import Start

INTERRUPTED_STATUS = 130


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `cephview train`."""
    parser.add_argument("folders", nargs="+", type=Path, help="folders of films, readings beside them")
    parser.add_argument("-o", "--out", type=Path, required=True, help="the run's folder: checkpoints, settings, log")
    parser.add_argument("--validation", nargs="*", type=Path, default=[], help="folders to choose the best epoch on")
    parser.add_argument(
        "--hold-out", type=whole, default=0, metavar="N", help="keep every Nth film of each folder for validation"
    )
    parser.add_argument("--extra", nargs="*", type=Path, default=[], help="folders to train on without holding out")
    parser.add_argument(
        "--offsets",
        nargs="*",
        default=[],
        metavar="FOLDER=TOML",
        help="move the targets of the films below FOLDER by the offsets that `cephview evaluate --offsets` wrote",
    )
    parser.add_argument(
        "--scheme",
        choices=sorted(SCHEMES),
        help=f"the landmarks to find; those of the model it starts from, or {ISBI_19.name}",
    )
    parser.add_argument("--settings", type=Path, help="a TOML of settings; the run's folder gets one written out")
    parser.add_argument("--epochs", type=whole, help="how often each film is seen; more than before lengthen a run")
    parser.add_argument("--seed", type=whole, help="of all that is drawn by chance: the same number, the same run")
    parser.add_argument("--batch", type=_batch, metavar="N", help="films of a step; auto: as many as the memory holds")
    parser.add_argument("--rate", type=number, help="the highest learning rate")
    parser.add_argument(
        "--patience", type=whole, metavar="N", help="end when validation is no better for N epochs; 0: never"
    )
    parser.add_argument("--device", choices=("cpu", "cuda", "mps"), default="", help="the best there is otherwise")
    parser.add_argument(
        "--from",
        dest="start",
        type=model_path,
        metavar="CHECKPOINT",
        help="start from these weights, with their network and preprocessing; `embedded` is the model CephView brings",
    )
    parser.add_argument("--resume", action="store_true", help="go on with the run in the folder")
    parser.add_argument(
        "--corrections", action="store_true", help="train on your own corrected, confirmed and placed points instead"
    )
    parser.add_argument("--cases", type=Path, metavar="DIR", help="where those are kept, if not beside the films")
    parser.add_argument(
        "--json-lines",
        action="store_true",
        help="talk to a program: JSON lines; ends when its standard input closes",
    )
    parser.add_argument("--name", default="", help="the model's name on its card")
    parser.add_argument("--data-note", default="", help="what the films are and their licence, for the model card")


def _batch(text: str) -> int:
    return 0 if text.strip().lower() == "auto" else whole(text)


def run(options: argparse.Namespace) -> int:
    """Train; 0 when the last epoch is done, 130 when interrupted."""
    from cephview.model.training.run_lock import alone_in

    with alone_in(options.out):
        return _run(options)


def _run(options: argparse.Namespace) -> int:
    from cephview.model.training.ranks import join, leave
    from cephview.model.training.run_folder import LAST

    if options.hold_out < 0 or options.hold_out == 1:
        raise CephViewError("--hold-out must be 0 (keep none) or 2 and more.")
    if (options.out / LAST).exists() and not options.resume:
        raise CephViewError(
            "{out} holds a run already: go on with it by --resume, or choose another folder with -o.", out=options.out
        )
    if not options.resume:
        _check_folder(options.out)
    ranks = join(options.device)
    reporter = Reporter() if not ranks.first else JsonReporter() if options.json_lines else TextReporter()
    try:
        trainer = _trainer(options, ranks, reporter)
        if options.resume:
            trainer.resume()
            reporter.say(f"resuming after epoch {trainer.epoch} of {trainer.settings.epochs}")
        reporter.begin(trainer)
        try:
            best = trainer.run(reporter.report if ranks.first else None, reporter.say)
        except KeyboardInterrupt:
            reporter.close()
            reporter.detail(_where_it_stands(trainer))
            return INTERRUPTED_STATUS
        reporter.end(trainer, best)
    finally:
        reporter.close()
        leave(ranks)
    return 0


def _check_folder(out: Path) -> None:
    """Pass a folder for a new run, which writes its files over what a killed one left; what else lies there stays.

    Raises CephViewError for a folder that holds a model, a film or somebody's file under one of their names.
    """
    from cephview.model.training.run_folder import BEST, CURVES, INTERRUPTED, LOG, SETTINGS
    from cephview.model.training.settings import read_values

    for name in (BEST, INTERRUPTED):
        check_output(out / name, asked=True)
    began = is_file(out / SETTINGS)
    for name in (LOG, CURVES):
        check_output(out / name, asked=began)
    if began and "input_width" not in read_values(out / SETTINGS):
        raise CephViewError("{out} is not of a run of CephView: choose another folder with -o.", out=out / SETTINGS)


def _trainer(options: argparse.Namespace, ranks: Ranks, reporter: Reporter) -> Trainer:
    from cephview.model.lineage import Lineage
    from cephview.model.predictor import Predictor
    from cephview.model.training import targets
    from cephview.model.training.fingerprint import fingerprint
    from cephview.model.training.former import former_points, read_counts, told_of_counts, with_former
    from cephview.model.training.loop import Trainer
    from cephview.model.training.offsets import with_offsets
    from cephview.model.training.run_set import films_of_run
    from cephview.model.training.screening import screen
    from cephview.model.training.split import split_films

    scheme = _scheme(options)
    settings, start = _settings(options, scheme)
    for note in start.notes if start else ():
        reporter.detail(note)
    main, extra, judged = (
        _films(folders, options, scheme, settings, reporter)
        for folders in (options.folders, options.extra, options.validation)
    )
    if not (main or extra):
        raise CephViewError(_NO_CORRECTIONS if options.corrections else _NO_READINGS)
    if options.validation and not judged:
        raise CephViewError(_NO_VALIDATION)
    targets.check_readers([film.observers for film in (*main, *extra, *judged)], settings.readers)
    of_run = films_of_run(options.out, [*main, *extra, *judged]) if options.resume else None
    if of_run is not None:
        chosen, validation, held = of_run.films, of_run.validation, {film.path for film in of_run.validation}
        lineage, former = of_run.lineage, of_run.former
        if of_run.waiting:
            films_wait = "1 film waits" if of_run.waiting == 1 else f"{of_run.waiting} films wait"
            reporter.say(f"{films_wait} for the next round: this run goes on with the films it began with")
    else:
        lineage = Lineage.of(start.source.card) if start else Lineage()
        split = split_films(main, extra, judged, options.hold_out, lineage)
        for note in split.notes:
            reporter.say(note)
        chosen, validation, held = split.films, split.validation, {film.path for film in split.held_out}
        former = former_points([*chosen, *validation], Predictor(start.source).predict, scheme) if start else {}
    if not chosen:
        raise CephViewError("All films are kept for validation, and none is left to train on: hold out fewer.")
    screened = screen(chosen, scheme)
    offsets = _offsets(options, scheme)
    films = with_former(with_offsets(screened.films, offsets, scheme), former)
    validation = with_former(validation, former)
    for finding in screened.findings:
        reporter.say(finding)
    for folder, given in offsets.items():
        reporter.say(
            f"the targets below {folder} are moved by {np.hypot(*given.mm.T).mean():.2f} mm on average, in the frame "
            f"of the {given.frame}"
        )
    target = _OWN_TARGET if options.corrections else targets.told(settings)
    reporter.say(f"trained on: {screened.summary}; the target is {target}")
    reporter.say(f"{len(films)} films to train on, {len(validation)} to validate (as read, nothing left out)")
    reporter.say(told_of_counts(read_counts(films), scheme))
    if former:
        reporter.say("what nobody read of a film is learned from the model that the run began with, so that it stays")
    if held:
        reporter.say("held out: " + " ".join(sorted(path.name for path in held)))
    # Folders and files are named after patients, and a model may be handed on: what was typed for the card is on it,
    # and the films by their count and hash.
    held_films = [film for film in main if film.path in held]
    card = {
        "name": options.name or f"{scheme.title}, trained on {len(films)} films",
        "data": options.data_note or fingerprint(films),
        "held_out": fingerprint(held_films) if held_films else "",
        "target": target,
        "target_offsets_mm": {
            "films" if len(offsets) == 1 else f"films {number}": dict(
                zip(scheme.symbols, given.mm.round(3).tolist(), strict=True)
            )
            for number, given in enumerate(offsets.values(), start=1)
        },
        "intended_use": "research; not a medical device",
    }
    whole_run = (settings, scheme, films, validation, options.out)
    trainer = Trainer(*whole_run, card=card, start=start, lineage=lineage, ranks=ranks)
    if lacking := trainer.folder.unlearned:
        reporter.say(f"nobody read {' '.join(lacking)}: not learned, and the model gives no point of them")
    return trainer


_NO_READINGS = (
    "None of these films has a reading beside it: put readings there, or train on what you corrected in CephView "
    "(--corrections)."
)
_NO_VALIDATION = (
    "None of the films given for validation can be used (no film, or no reading beside it), so no epoch could be told "
    "from another: give others, or keep some of the films by --hold-out."
)
_DONE_KEY = key_text("Ctrl+Return")
_NO_CORRECTIONS = (
    f"In none of these films a point was corrected or confirmed: correct some and mark them as done ({_DONE_KEY}), or "
    "train on the readings beside the films."
)
_OWN_TARGET = "what was corrected, confirmed or placed by hand in CephView"


def _scheme(options: argparse.Namespace) -> Scheme:
    """The landmarks of the run: as asked, or those of what it goes on from, or of what it starts from."""
    from cephview.model.families.loading import load_checkpoint
    from cephview.model.training.run_folder import LAST

    if options.scheme:
        return SCHEMES[options.scheme]
    going_on = options.out / LAST
    if options.resume and going_on.exists():
        return load_checkpoint(going_on).specification.scheme.value
    return load_checkpoint(options.start).specification.scheme.value if options.start else ISBI_19


def _settings(options: argparse.Namespace, scheme: Scheme) -> tuple[Settings, Start | None]:
    from cephview.model.training.run_folder import SETTINGS
    from cephview.model.training.settings import read_settings, read_values
    from cephview.model.training.start import start_from

    given = {name: getattr(options, name) for name in ("epochs", "seed", "batch", "rate", "patience")}
    former = options.out / SETTINGS
    if options.resume and former.exists():
        # Its network and weights are in the run's own checkpoint; --from was answered when the run began.
        return read_settings(options.settings, beneath=read_values(former), **given), None
    if not options.start or options.resume:
        return read_settings(options.settings, **given), None
    start = start_from(options.start, scheme, options.settings, **given)
    return start.settings, start


def _offsets(options: argparse.Namespace, scheme: Scheme) -> dict[Path, Offsets]:
    """What `--offsets` says of each folder."""
    from cephview.model.training.offsets import read_offsets

    found = {}
    for given in options.offsets:
        folder, separator, toml = given.rpartition("=")
        if not (separator and folder and toml):
            raise CephViewError("--offsets takes FOLDER=TOML, not {given}.", given=given)
        found[Path(folder)] = read_offsets(Path(toml), scheme)
    return found


def _films(
    folders: list[Path], options: argparse.Namespace, scheme: Scheme, settings: Settings, reporter: Reporter
) -> tuple[TrainingFilm, ...]:
    from cephview.io.tables.calibration import coverage
    from cephview.model.training.data import collect
    from cephview.model.training.readings import beside_the_film, corrected

    if not folders:
        return ()
    read = corrected(options.cases) if options.corrections else beside_the_film
    found = collect(folders, scheme, settings, read=read, progress=reporter.reading)
    for sentence in (*found.problems, *coverage(film.path for film in found.films)):
        reporter.say(sentence)
    return found.films


def _typed(words: list[str]) -> str:
    """A command as this system's command line takes it: cmd.exe and PowerShell know no quotes but double ones."""
    return subprocess.list2cmdline(words) if sys.platform == "win32" else shlex.join(words)


def _where_it_stands(trainer: Trainer) -> str:
    """What a run that was interrupted leaves, and how to go on."""
    from cephview.model.training.run_folder import BEST, INTERRUPTED, LAST

    out = trainer.folder.path
    command = f"{_typed(['cephview', *sys.argv[1:]])}{'' if '--resume' in sys.argv else ' --resume'}"
    if (out / INTERRUPTED).exists():
        stand = f"interrupted in epoch 1: {out / INTERRUPTED} holds the weights as they stood; --resume begins epoch 1"
    else:
        best = f", {out / BEST} the best so far" if (out / BEST).exists() else ""
        stand = f"interrupted: {out / LAST} holds epoch {trainer.saved} of {trainer.settings.epochs}{best}"
    return f"{stand}\ngo on with: {command}"
