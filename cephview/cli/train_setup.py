"""What `cephview train` was asked for, as what a run needs: settings, films on their sides, and the model's card."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from cephview.cli.train_command import nameless_command
from cephview.cli.train_reporter import Reporter
from cephview.core.errors import CephViewError
from cephview.core.keys import key_text
from cephview.core.landmarks import ISBI_19, SCHEMES, Scheme
from cephview.io.tables.calibration import coverage
from cephview.model.families.loading import load_checkpoint
from cephview.model.lineage import Lineage
from cephview.model.predictor import Predictor
from cephview.model.training import targets
from cephview.model.training.data import TrainingFilm, collect
from cephview.model.training.fingerprint import fingerprint
from cephview.model.training.former import former_points, read_counts, told_of_counts, with_former
from cephview.model.training.loop import Trainer
from cephview.model.training.offsets import read_offsets, with_offsets
from cephview.model.training.parent import facts_of_parent
from cephview.model.training.ranks import Ranks
from cephview.model.training.readings import beside_the_film, corrected
from cephview.model.training.run_folder import LAST, SETTINGS, check_last
from cephview.model.training.run_set import RunSet, films_of_run
from cephview.model.training.screening import Screening, screen
from cephview.model.training.settings import TrainingSettings, read_settings, read_values
from cephview.model.training.split import Split, check_apart, split_films
from cephview.model.training.start import Start, start_from

if TYPE_CHECKING:
    from cephview.core.offsets import Offsets

_OWN_TARGET = "what was corrected, confirmed or placed by hand in CephView"

_NO_READINGS = (
    "None of these films has a reading beside it: put readings there, or train on what you corrected in CephView "
    "(--corrections)."
)
_NO_VALIDATION = (
    "None of the films given for validation can be used (no film, or no reading beside it), so no epoch could be told "
    "from another: give others, or keep some of the films by --hold-out."
)
_NO_TEST = "None of the films given for the test can be used (no film, or no reading beside it): give others."
_DONE_KEY = key_text("Ctrl+Return")
_NO_CORRECTIONS = (
    f"In none of these films a point was corrected or confirmed: correct some and mark them as done ({_DONE_KEY}), or "
    "train on the readings beside the films."
)
_UNTOLD = (
    "the model it begins with does not tell film by film what trained it: where these films did, what is measured "
    "before the first epoch is better than the truth"
)
_NO_LICENCE = "not stated: ask who owns the films before the model is handed on"


@dataclass(frozen=True, eq=False)
class TrainingSetup:
    """All that a run is made of. `films` train, `validation` films tell one epoch from another.

    `tests` are the films that only the finished model is measured on.
    """

    settings: TrainingSettings
    scheme: Scheme
    start: Start | None
    films: tuple[TrainingFilm, ...]
    validation: tuple[TrainingFilm, ...]
    lineage: Lineage
    card: Mapping[str, Any]
    tests: tuple[Path, ...] = ()

    def fold(self, films: tuple[TrainingFilm, ...], out: Path) -> Trainer:
        """The same run on some of the films; no other film chooses its epoch."""
        return Trainer(
            self.settings, self.scheme, films, (), out, card=self.card, start=self.start, lineage=self.lineage
        )

    def trainer(self, out: Path, ranks: Ranks) -> Trainer:
        """The run, in the folder `out`."""
        whole = (self.settings, self.scheme, self.films, self.validation, out)
        return Trainer(*whole, card=self.card, start=self.start, lineage=self.lineage, ranks=ranks)


def prepare(options: argparse.Namespace, reporter: Reporter) -> TrainingSetup:
    """Read and part the films, and say what was found. Raises CephViewError where nothing can be trained or judged."""
    if options.resume:
        check_last(options.out)  # before anything of it is believed, and before films are read for minutes
    scheme = _scheme(options)
    settings, start = _settings(options, scheme)
    for note in start.notes if start else ():
        reporter.detail(note)
    main, extra, judged, tests = (
        _films(folders, options, scheme, settings, reporter)
        for folders in (options.folders, options.extra, options.validation, options.test)
    )
    if not (main or extra):
        raise CephViewError(_NO_CORRECTIONS if options.corrections else _NO_READINGS)
    if options.validation and not judged:
        raise CephViewError(_NO_VALIDATION)
    if options.test and not tests:
        raise CephViewError(_NO_TEST)
    targets.check_readers([film.observers for film in (*main, *extra, *judged)], settings.readers)
    of_run = films_of_run(options.out, [*main, *extra, *judged]) if options.resume else None
    if of_run is not None:
        _tell_waiting(of_run, reporter)
        chosen, validation, lineage, former = of_run.films, of_run.validation, of_run.lineage, of_run.former
        card, held = dict(of_run.card), of_run.validation
    else:
        lineage = Lineage.of(start.source.card) if start else Lineage()
        if start and not lineage.trained:
            reporter.say(_UNTOLD)
        split = split_films(main, extra, judged, options.hold_out, lineage)
        for note in split.notes:
            reporter.say(note)
        chosen, validation, held = split.films, split.validation, split.held_out
        former = former_points([*chosen, *validation], Predictor(start.source).predict, scheme) if start else {}
        card = _card(options, scheme, settings, split, start)
    check_apart(tests, [*chosen, *validation], lineage, "test")
    if not chosen:
        raise CephViewError("All films are kept for validation, and none is left to train on: hold out fewer.")
    screened, offsets = screen(chosen, scheme), _offsets(options, scheme)
    films = with_former(with_offsets(screened.films, offsets, scheme), former)
    validation = with_former(validation, former)
    _tell(screened, offsets, card["target"], reporter)
    kept = "all of them judged in folds" if options.folds else f"{len(validation)} to validate"
    reporter.say(f"{len(films)} films to train on, {kept} (as read, nothing left out)")
    reporter.say(told_of_counts(read_counts(films), scheme))
    if former:
        reporter.say("what nobody read of a film is learned from the model that the run began with, so that it stays")
    if held:
        reporter.say("held out: " + " ".join(sorted(film.path.name for film in held)))
    typed = {"name": options.name, "data": options.data_note, "licence": options.licence}
    card |= {key: text for key, text in typed.items() if text}
    card["target_offsets_mm"] = {
        "films" if len(offsets) == 1 else f"films {number}": dict(
            zip(scheme.symbols, given.mm.round(3).tolist(), strict=True)
        )
        for number, given in enumerate(offsets.values(), start=1)
    }
    paths = tuple(film.path for film in tests)
    # After folds no film chooses an epoch: what judged the model before stays out altogether.
    return TrainingSetup(settings, scheme, start, films, () if options.folds else validation, lineage, card, paths)


def _card(
    options: argparse.Namespace, scheme: Scheme, settings: TrainingSettings, split: Split, start: Start | None
) -> dict[str, Any]:
    """What the card says of a run that begins.

    Folders and files are named after patients, and a model may be handed on: what was typed for the card is on it, and
    the films by their count and hash.
    """
    target = _OWN_TARGET if options.corrections else targets.told(settings)
    patients = {film.patient for film in (*split.films, *split.validation) if film.patient}
    known = f", the films of each of {len(patients)} patients on one side" if patients else ", each of unknown patients"
    parts = f"{len(split.films)} films train, {len(split.validation)} validate{known}"
    every = f"; every {options.hold_out}th film of each folder was held out" if options.hold_out else ""
    every += f"; all judged in {options.folds} folds" if options.folds else ""
    return {
        "name": f"{scheme.title}, trained on {len(split.films)} films",
        "data": fingerprint(split.films),
        "licence": _NO_LICENCE,
        "split": parts + every,
        "held_out": fingerprint(split.held_out) if split.held_out else "",
        "target": target,
        "command": nameless_command(options),
        "intended_use": "research; not a medical device",
        **(facts_of_parent(start.source) if start else {}),
    }


def _tell_waiting(of_run: RunSet, reporter: Reporter) -> None:
    if of_run.waiting:
        films = "1 film waits" if of_run.waiting == 1 else f"{of_run.waiting} films wait"
        reporter.say(f"{films} for the next round: this run goes on with the films it began with")


def _tell(screened: Screening, offsets: Mapping[Path, Offsets], target: str, reporter: Reporter) -> None:
    for finding in screened.findings:
        reporter.say(finding)
    for folder, given in offsets.items():
        reporter.say(
            f"the targets below {folder} are moved by {np.hypot(*given.mm.T).mean():.2f} mm on average, in the frame "
            f"of the {given.frame}"
        )
    reporter.say(f"trained on: {screened.summary}; the target is {target}")


def _scheme(options: argparse.Namespace) -> Scheme:
    """The landmarks of the run: as asked, or those of what it goes on from, or of what it starts from."""
    if options.scheme:
        return SCHEMES[options.scheme]
    going_on = options.out / LAST
    if options.resume and going_on.exists():
        return load_checkpoint(going_on).specification.scheme.value
    return load_checkpoint(options.start).specification.scheme.value if options.start else ISBI_19


def _settings(options: argparse.Namespace, scheme: Scheme) -> tuple[TrainingSettings, Start | None]:
    given = {name: getattr(options, name) for name in ("epochs", "seed", "batch", "rate", "patience")}
    former = options.out / SETTINGS
    if options.resume and former.exists():
        # Its network and weights are in the run's own checkpoint; --from was answered when the run began.
        settings = read_settings(options.settings, beneath=read_values(former), **given)
        # The folds that are left begin where all others began.
        return settings, start_from(options.start, scheme) if options.folds and options.start else None
    if not options.start or options.resume:
        return read_settings(options.settings, **given), None
    start = start_from(options.start, scheme, options.settings, **given)
    return start.settings, start


def _offsets(options: argparse.Namespace, scheme: Scheme) -> dict[Path, Offsets]:
    """What `--offsets` says of each folder."""
    found = {}
    for given in options.offsets:
        folder, separator, toml = given.rpartition("=")
        if not (separator and folder and toml):
            raise CephViewError("--offsets takes FOLDER=TOML, not {given}.", given=given)
        found[Path(folder)] = read_offsets(Path(toml), scheme)
    return found


def _films(
    folders: Sequence[Path], options: argparse.Namespace, scheme: Scheme, settings: TrainingSettings, reporter: Reporter
) -> tuple[TrainingFilm, ...]:
    if not folders:
        return ()
    read = corrected(options.cases) if options.corrections else beside_the_film
    found = collect(folders, scheme, settings, read=read, progress=reporter.reading)
    for sentence in (*found.problems, *coverage(film.path for film in found.films)):
        reporter.say(sentence)
    return found.films
