"""`cephview train`: train a model on folders of films with readings."""

from __future__ import annotations

import argparse
from pathlib import Path

from tqdm import tqdm

from cephview.core.errors import CephViewError
from cephview.core.landmarks import ISBI_19, SCHEMES


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `cephview train`."""
    parser.add_argument("folders", nargs="+", type=Path, help="folders of films, readings beside them")
    parser.add_argument("-o", "--out", type=Path, required=True, help="the run's folder: checkpoints, settings, log")
    parser.add_argument("--validation", nargs="*", type=Path, default=[], help="folders to choose the best epoch on")
    parser.add_argument(
        "--hold-out", type=int, default=0, metavar="N", help="keep every Nth film of each folder for validation"
    )
    parser.add_argument("--extra", nargs="*", type=Path, default=[], help="folders to train on without holding out")
    parser.add_argument("--scheme", choices=sorted(SCHEMES), default=ISBI_19.name)
    parser.add_argument("--settings", type=Path, help="a TOML of settings; the run's folder gets one written out")
    parser.add_argument("--epochs", type=int)
    parser.add_argument("--seed", type=int)
    parser.add_argument("--from", dest="start", type=Path, metavar="CHECKPOINT", help="start from these weights")
    parser.add_argument("--resume", action="store_true", help="go on with the run in the folder")
    parser.add_argument("--name", default="", help="the model's name on its card")
    parser.add_argument("--data-note", default="", help="what the films are and their licence, for the model card")


def run(options: argparse.Namespace) -> int:
    """Train; 0 when the last epoch is done."""
    from cephview.model.training.data import collect
    from cephview.model.training.loop import Progress, Trainer
    from cephview.model.training.settings import read_settings

    former = options.out / "settings.toml"
    source = former if options.resume and options.settings is None else options.settings
    settings = read_settings(source, epochs=options.epochs, seed=options.seed)
    scheme = SCHEMES[options.scheme]
    with tqdm(desc="reading films", unit="film") as bar:

        def count(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        main = collect(options.folders, scheme, settings, progress=count)
        extra = collect(options.extra, scheme, settings)
        judged = collect(options.validation, scheme, settings)
    for problem in (*main.problems, *extra.problems, *judged.problems):
        print(problem)
    if options.hold_out < 0 or options.hold_out == 1:
        raise CephViewError("--hold-out must be 0 (keep none) or 2 and more.")
    held = {film.path for i, film in enumerate(main.films) if options.hold_out and i % options.hold_out == 0}
    films = (*(film for film in main.films if film.path not in held), *extra.films)
    validation = (*(film for film in main.films if film.path in held), *judged.films)
    print(f"{len(films)} films to train on, {len(validation)} to validate")
    if held:
        print("held out:", " ".join(sorted(path.name for path in held)))
    card = {
        "name": options.name or options.out.name,
        "data": options.data_note or ", ".join(folder.name for folder in (*options.folders, *options.extra)),
        "held_out": sorted(path.name for path in held),
        "target": "mean of the readers of each film",
        "intended_use": "research; not a medical device",
    }
    trainer = Trainer(settings, scheme, films, validation, options.out, card=card)
    if options.resume:
        trainer.resume()
    elif options.start:
        trainer.start_from(options.start)
    with tqdm(total=settings.epochs * trainer.batches, initial=trainer.epoch * trainer.batches, unit="batch") as bar:

        def report(progress: Progress) -> None:
            if progress.batch:
                bar.update(progress.epoch * progress.batches + progress.batch - bar.n)
            text = f"epoch {progress.epoch}/{progress.epochs} loss {progress.loss:.3f}"
            bar.set_description(f"{text} {progress.films_per_second:.1f} films/s")
            if progress.validation:
                v = progress.validation
                sdr = " / ".join(f"{rate:.1f}" for rate in v.sdr.values())
                tqdm.write(f"{text} validation MRE {v.mre:.3f} mm, SDR {sdr} %")

        best = trainer.run(report)
    print(f"best checkpoint: {best}")
    return 0
