"""`cephview train`: train a model on folders of films with readings."""

from __future__ import annotations

import argparse
import shlex
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from tqdm import tqdm

from cephview.core.errors import CephViewError
from cephview.core.landmarks import ISBI_19, SCHEMES, Scheme

if TYPE_CHECKING:
    from cephview.core.geometry import Points
    from cephview.model.training.data import TrainingFilm
    from cephview.model.training.loop import Progress, Trainer
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
        "--hold-out", type=int, default=0, metavar="N", help="keep every Nth film of each folder for validation"
    )
    parser.add_argument("--extra", nargs="*", type=Path, default=[], help="folders to train on without holding out")
    parser.add_argument(
        "--offsets",
        nargs="*",
        default=[],
        metavar="FOLDER=TOML",
        help="move the targets of the films below FOLDER by the offsets that `cephview evaluate --offsets` wrote",
    )
    parser.add_argument("--scheme", choices=sorted(SCHEMES), default=ISBI_19.name, help="the landmarks to find")
    parser.add_argument("--settings", type=Path, help="a TOML of settings; the run's folder gets one written out")
    parser.add_argument("--epochs", type=int)
    parser.add_argument("--seed", type=int)
    parser.add_argument(
        "--from",
        dest="start",
        metavar="CHECKPOINT",
        help="start from these weights, with their network and preprocessing; `embedded` is the model CephView brings",
    )
    parser.add_argument("--resume", action="store_true", help="go on with the run in the folder")
    parser.add_argument("--name", default="", help="the model's name on its card")
    parser.add_argument("--data-note", default="", help="what the films are and their licence, for the model card")


def run(options: argparse.Namespace) -> int:
    """Train; 0 when the last epoch is done, 130 when interrupted."""
    from cephview.model.training.ranks import join, leave
    from cephview.model.training.run_folder import BEST, LAST

    if options.hold_out < 0 or options.hold_out == 1:
        raise CephViewError("--hold-out must be 0 (keep none) or 2 and more.")
    if (options.out / LAST).exists() and not options.resume:
        raise CephViewError(
            f"{options.out} holds a run already: go on with it by --resume, or choose another folder with -o."
        )
    ranks = join()
    try:
        trainer = _trainer(options, ranks)
        if options.resume:
            trainer.resume()
            _say(ranks, f"resuming after epoch {trainer.epoch} of {trainer.settings.epochs}")
        try:
            with _Bar(trainer, ranks) as bar:
                best = trainer.run(bar.report if ranks.first else None)
        except KeyboardInterrupt:
            _say(ranks, _where_it_stands(trainer))
            return INTERRUPTED_STATUS
        _say(ranks, f"best checkpoint: {best}" if best.exists() else f"{BEST} was not written: no film validated")
        if brought := _what_it_brought(trainer):
            _say(ranks, brought)
    finally:
        leave(ranks)
    return 0


def _trainer(options: argparse.Namespace, ranks: Ranks) -> Trainer:
    from cephview.model.training.loop import Trainer
    from cephview.model.training.offsets import with_offsets
    from cephview.model.training.screening import screen

    scheme = SCHEMES[options.scheme]
    settings, start = _settings(options, scheme)
    for note in start.notes if start else ():
        _say(ranks, note)
    main, extra, judged = (
        _films(folders, scheme, settings, ranks) for folders in (options.folders, options.extra, options.validation)
    )
    held = {film.path for i, film in enumerate(main) if options.hold_out and i % options.hold_out == 0}
    screened = screen([*(film for film in main if film.path not in held), *extra], scheme)
    validation = (*(film for film in main if film.path in held), *judged)
    offsets = _offsets(options, scheme)
    films = with_offsets(screened.films, offsets)
    for finding in screened.findings:
        _say(ranks, finding)
    for folder, values in offsets.items():
        _say(ranks, f"the targets below {folder} are moved by {np.hypot(*values.T).mean():.2f} mm on average")
    _say(ranks, f"trained on: {screened.summary}; the target is {_TARGETS[settings.observers]}")
    _say(ranks, f"{len(films)} films to train on, {len(validation)} to validate (as read, nothing left out)")
    if held:
        _say(ranks, "held out: " + " ".join(sorted(path.name for path in held)))
    card = {
        "name": options.name or options.out.name,
        "data": options.data_note or ", ".join(folder.name for folder in (*options.folders, *options.extra)),
        "held_out": sorted(path.name for path in held),
        "target": _TARGETS[settings.observers],
        "target_offsets_mm": {
            f"{folder.parent.name}/{folder.name}": dict(zip(scheme.symbols, values.round(3).tolist(), strict=True))
            for folder, values in offsets.items()
        },
        "intended_use": "research; not a medical device",
    }
    return Trainer(settings, scheme, films, validation, options.out, card=card, start=start, ranks=ranks)


_TARGETS = {"mean": "mean of the readers of each film", "each": "one reader of each film, drawn for each epoch"}


def _settings(options: argparse.Namespace, scheme: Scheme) -> tuple[Settings, Start | None]:
    from cephview.model.predictor import embedded_model
    from cephview.model.training.run_folder import SETTINGS
    from cephview.model.training.settings import read_settings, read_values
    from cephview.model.training.start import start_from

    given = {"epochs": options.epochs, "seed": options.seed}
    former = options.out / SETTINGS
    if options.resume and former.exists():
        # Its network and weights are in the run's own checkpoint; --from was answered when the run began.
        return read_settings(options.settings, beneath=read_values(former), **given), None
    if not options.start or options.resume:
        return read_settings(options.settings, **given), None
    path = embedded_model() if options.start == "embedded" else Path(options.start)
    start = start_from(path, scheme, options.settings, **given)
    return start.settings, start


def _offsets(options: argparse.Namespace, scheme: Scheme) -> dict[Path, Points]:
    """What `--offsets` says: (n, 2) in mm of each folder."""
    from cephview.model.training.offsets import read_offsets

    found = {}
    for given in options.offsets:
        folder, separator, toml = given.rpartition("=")
        if not (separator and folder and toml):
            raise CephViewError(f"--offsets takes FOLDER=TOML, not {given}.")
        found[Path(folder)] = read_offsets(Path(toml), scheme)
    return found


def _films(folders: list[Path], scheme: Scheme, settings: Settings, ranks: Ranks) -> tuple[TrainingFilm, ...]:
    from cephview.model.training.data import collect

    if not folders:
        return ()
    with tqdm(desc="reading films", unit="film", disable=None if ranks.first else True) as bar:

        def count(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        found = collect(folders, scheme, settings, progress=count)
    for problem in found.problems:
        _say(ranks, problem)
    return found.films


class _Bar:
    """One bar over the whole run: its time left is that of the run. A line of text after each epoch of a file."""

    def __init__(self, trainer: Trainer, ranks: Ranks) -> None:
        done = trainer.epoch * trainer.batches
        total = trainer.settings.epochs * trainer.batches
        self._bar = tqdm(total=total, initial=done, unit="batch", disable=None if ranks.first else True)
        self._first, self._start, self._mre = done, time.monotonic(), ""

    def __enter__(self) -> _Bar:
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.close()

    def report(self, progress: Progress) -> None:
        text = f"loss {progress.loss:.3f}"
        if progress.batch:
            self._bar.update(progress.epoch * progress.batches + progress.batch - self._bar.n)
            self._bar.set_description(f"epoch {progress.epoch + 1}/{progress.epochs}", refresh=False)
            self._bar.set_postfix_str(f"{text}{self._mre}, {progress.films_per_second:.1f} films/s", refresh=False)
            return
        line = f"epoch {progress.epoch}/{progress.epochs} {text}" if progress.epoch else "before the first epoch"
        if progress.validation:
            v = progress.validation
            self._mre = f", MRE {v.mre:.3f} mm"
            sdr = " / ".join(f"{rate:.1f}" for rate in v.sdr.values())
            line += f", validation MRE {v.mre:.3f} ± {v.sd:.3f} mm, SDR {sdr} %"
        if not progress.epoch:
            tqdm.write(line, file=sys.stdout)
            return
        line += f", {progress.films_per_second:.1f} films/s, {self._left(progress)} left"
        if self._bar.disable or progress.validation:
            tqdm.write(line, file=sys.stdout)
            sys.stdout.flush()

    def _left(self, progress: Progress) -> str:
        done = progress.epoch * progress.batches
        each = (time.monotonic() - self._start) / max(1, done - self._first)
        return str(tqdm.format_interval(each * (progress.epochs * progress.batches - done)))


def _what_it_brought(trainer: Trainer) -> str:
    """What the validation films say of a run that began with a trained model: before and after."""
    from cephview.model.training.run_folder import BEST, LAST

    measured = [row for row in trainer.history if "mre_mm" in row]
    if not measured or measured[0]["epoch"] != 0:
        return ""
    best = min(measured, key=lambda row: row["mre_mm"])
    before = f"{measured[0]['mre_mm']:.3f} mm"
    if best["epoch"] == 0:
        return (
            f"no epoch was better on the validation films than the weights it began with ({before}): these are in "
            f"{trainer.folder.path / BEST}; the last epoch's are in {trainer.folder.path / LAST}"
        )
    return f"on the validation films: {before} before, {best['mre_mm']:.3f} mm after epoch {best['epoch']:.0f}"


def _where_it_stands(trainer: Trainer) -> str:
    """What a run that was interrupted leaves, and how to go on."""
    from cephview.model.training.run_folder import BEST, INTERRUPTED, LAST

    out = trainer.folder.path
    command = f"{shlex.join(['cephview', *sys.argv[1:]])}{'' if '--resume' in sys.argv else ' --resume'}"
    if (out / INTERRUPTED).exists():
        stand = f"interrupted in epoch 1: {out / INTERRUPTED} holds the weights as they stood; --resume begins epoch 1"
    else:
        best = f", {out / BEST} the best so far" if (out / BEST).exists() else ""
        stand = f"interrupted: {out / LAST} holds epoch {trainer.saved} of {trainer.settings.epochs}{best}"
    return f"{stand}\ngo on with: {command}"


def _say(ranks: Ranks, text: str) -> None:
    if ranks.first:
        print(text, flush=True)
