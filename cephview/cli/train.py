"""`cephview train`: train a model on folders of films with readings."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from cephview.cli.models import model_path
from cephview.cli.numbers import number, whole
from cephview.cli.train_command import COMMAND, exact_command, keep_command
from cephview.cli.train_reporter import JsonReporter, Reporter, TextReporter
from cephview.core.errors import CephViewError
from cephview.core.landmarks import ISBI_19, SCHEMES
from cephview.io.outputs import check_output
from cephview.io.reading import is_file

if TYPE_CHECKING:
    from cephview.cli.train_setup import TrainingSetup
    from cephview.model.training.loop import Progress, Report, Trainer

INTERRUPTED_STATUS = 130


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `cephview train`."""
    parser.add_argument("folders", nargs="+", type=Path, help="folders of films, readings beside them")
    parser.add_argument("-o", "--out", type=Path, required=True, help="the run's folder: checkpoints, settings, log")
    parser.add_argument("--validation", nargs="*", type=Path, default=[], help="folders to choose the best epoch on")
    parser.add_argument(
        "--hold-out", type=whole, default=0, metavar="N", help="keep every Nth film of each folder for validation"
    )
    parser.add_argument(
        "--folds",
        type=whole,
        default=0,
        metavar="K",
        help="keep no film back: judge each by one of K networks that it did not train, then train on all; K + 1 runs",
    )
    parser.add_argument(
        "--test", nargs="*", type=Path, default=[], help="folders that only the finished model is measured on"
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
        "--tensorboard", action="store_true", help="write the run for TensorBoard, too; only where that is installed"
    )
    parser.add_argument(
        "--json-lines",
        action="store_true",
        help="talk to a program: JSON lines; ends when its standard input closes",
    )
    parser.add_argument("--name", default="", help="the model's name on its card")
    parser.add_argument("--data-note", default="", help="what the films are, for the model's card")
    parser.add_argument("--licence", default="", help="under which licence or consent they may be used, for the card")


def _batch(text: str) -> int:
    return 0 if text.strip().lower() == "auto" else whole(text)


def run(options: argparse.Namespace) -> int:
    """Train; 0 when the last epoch is done, 130 when interrupted."""
    from cephview.model.training.run_lock import alone_in

    with alone_in(options.out):
        return _run(options)


def _run(options: argparse.Namespace) -> int:
    from cephview.cli.train_finish import finish
    from cephview.cli.train_setup import prepare
    from cephview.model.training.board import check_board
    from cephview.model.training.cross_validation import are_begun, forget_folds
    from cephview.model.training.ranks import join, leave
    from cephview.model.training.run_folder import LAST

    if options.hold_out < 0 or options.hold_out == 1:
        raise CephViewError("--hold-out must be 0 (keep none) or 2 and more.")
    if options.folds < 0 or options.folds == 1:
        raise CephViewError("--folds must be 0 (none) or 2 and more; 5 do well.")
    if options.folds and (options.hold_out or options.validation):
        raise CephViewError("--folds judges every film, so it goes with neither --hold-out nor --validation.")
    if (options.out / LAST).exists() and not options.resume:
        raise CephViewError(
            "{out} holds a run already: go on with it by --resume, or choose another folder with -o.", out=options.out
        )
    if options.tensorboard:
        check_board()
    if not options.resume:
        _check_folder(options.out)
    elif are_begun(options.out) and not options.folds:
        raise CephViewError("{out} was begun with --folds: go on with it by giving that again.", out=options.out)
    ranks = join(options.device)
    reporter = Reporter() if not ranks.first else JsonReporter() if options.json_lines else TextReporter()
    try:
        setup = prepare(options, reporter)
        trainer = setup.trainer(options.out, ranks)
        if lacking := trainer.folder.unlearned:
            reporter.say(f"nobody read {' '.join(lacking)}: not learned, and the model gives no point of them")
        if options.resume:
            trainer.resume()
            reporter.say(f"resuming after epoch {trainer.epoch} of {trainer.settings.epochs}")
        elif ranks.first:
            forget_folds(options.out)
        report = _reports(options, reporter, trainer) if ranks.first else None
        if ranks.first:
            keep_command(options.out)
        try:
            if options.folds:
                _judge_in_folds(setup, trainer, options.folds, reporter)
            reporter.begin(trainer)
            best = trainer.run(report, reporter.say)
        except KeyboardInterrupt:
            reporter.close()
            reporter.detail(_where_it_stands(trainer))
            return INTERRUPTED_STATUS
        reporter.close()
        if ranks.first:
            finish(options, trainer, best, setup.tests, reporter)
        reporter.end(trainer, best)
    finally:
        reporter.close()
        leave(ranks)
    return 0


def _reports(options: argparse.Namespace, reporter: Reporter, trainer: Trainer) -> Report:
    if not options.tensorboard:
        return reporter.report
    from cephview.model.training.board import Board

    board = Board(trainer)

    def report(progress: Progress) -> None:
        reporter.report(progress)
        board.report(progress)

    return report


def _judge_in_folds(setup: TrainingSetup, trainer: Trainer, count: int, reporter: Reporter) -> None:
    """Measure in folds what the run will bring, and tell it: the folds that were done before are not done again."""
    from cephview.model.training.cross_validation import cross_validate, kept_folds

    if trainer.ranks.count > 1:
        raise CephViewError("--folds runs in one process: leave torchrun out.")
    out, landmarks = trainer.folder.path, len(setup.scheme)
    if trainer.epoch == 0 and kept_folds(out, landmarks) is None:
        trainer.begin()

        def run(number: int, fold: Trainer) -> None:
            reporter.say(f"fold {number} of {count}: {len(fold.films)} films train, the others are judged by them")
            reporter.begin(fold)
            fold.run(reporter.report, reporter.say)
            reporter.close()

        found = cross_validate(trainer, count, setup.lineage, setup.fold, run)
        for row in found.rows(setup.scheme):
            before = f"{row['before_mm']:.2f} before, " if "before_mm" in row else ""
            reporter.say(f"  {row['landmark']:5} {before}{row['after_mm']:.2f} mm")
    if trainer.epoch == 0 and (known := kept_folds(out, landmarks)):
        told, expected = known
        trainer.expect(expected, cross_validation=told)
        trainer.begin()
        reporter.say(f"measured in folds: {told}; now all {len(trainer.films)} films train")


def _check_folder(out: Path) -> None:
    """Pass a folder for a new run, which writes its files over what a killed one left; what else lies there stays.

    Raises CephViewError for a folder that holds a model, a film or somebody's file under one of their names.
    """
    from cephview.model.training.cross_validation import FOLDS
    from cephview.model.training.pictures import SAMPLES
    from cephview.model.training.run_folder import BEST, CURVES, INTERRUPTED, LOG, SETTINGS
    from cephview.model.training.settings import read_values

    for name in (BEST, INTERRUPTED):
        check_output(out / name, asked=True)
    began = is_file(out / SETTINGS)
    for name in (LOG, CURVES, SAMPLES, COMMAND, FOLDS):
        check_output(out / name, asked=began)
    if began and "input_width" not in read_values(out / SETTINGS):
        raise CephViewError("{out} is not of a run of CephView: choose another folder with -o.", out=out / SETTINGS)


def _where_it_stands(trainer: Trainer) -> str:
    """What a run that was interrupted leaves, and how to go on."""
    from cephview.model.training.run_folder import BEST, INTERRUPTED, LAST

    out = trainer.folder.path
    command = exact_command() + ("" if "--resume" in sys.argv else " --resume")
    if (out / INTERRUPTED).exists():
        stand = f"interrupted in epoch 1: {out / INTERRUPTED} holds the weights as they stood; --resume begins epoch 1"
    else:
        best = f", {out / BEST} the best so far" if (out / BEST).exists() else ""
        stand = f"interrupted: {out / LAST} holds epoch {trainer.record.saved} of {trainer.settings.epochs}{best}"
    return f"{stand}\ngo on with: {command}"
