"""`cephview hand FILM…`: where you place landmarks otherwise than the model, on films that you have done; to follow."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np

from cephview.cli.films import films_of
from cephview.cli.models import MODEL_HELP, model_path
from cephview.core.case import Case
from cephview.core.errors import CephViewError
from cephview.core.own_hand import FEWEST_FILMS, OwnHand, measure_hand, words
from cephview.core.radiograph import Radiograph
from cephview.io.cases.own_hand import forget_hand, keep_hand
from cephview.io.cases.own_reading import NotCorrectedError, kept_case
from cephview.io.films.facts import read_film_facts


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `cephview hand`."""
    parser.add_argument("films", nargs="*", type=Path, metavar="FILM", help="films or folders that you corrected")
    parser.add_argument("--model", type=model_path, metavar="FILE", help=MODEL_HELP)
    parser.add_argument("--cases", type=Path, metavar="DIR", help="where corrections are kept, if not beside the films")
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--follow", action="store_true", help="let the model's points follow your hand from now on")
    choice.add_argument("--forget", action="store_true", help="let them follow it no more")


def run(options: argparse.Namespace) -> int:
    """Measure, and follow if so said; 0."""
    from cephview.model.predictor import Predictor

    predictor = Predictor.load(options.model)
    if options.forget:
        forget_hand(predictor.identity.sha256)
        print(f"{predictor.identity.name} follows nobody's hand.")
        return 0
    if not options.films:
        print(text(predictor.hand) if predictor.hand else f"{predictor.identity.name} follows nobody's hand.")
        return 0
    cases = _cases(films_of(options.films), options.cases)
    hand = measure_hand(cases, predictor.identity, predictor.hand, date.today().isoformat())
    if hand is None:
        raise CephViewError(
            "Fewer than {fewest_films} of these films are done (every landmark corrected or confirmed), have "
            "their mm per pixel and were predicted by {name}: correct more of them.",
            fewest_films=FEWEST_FILMS,
            name=predictor.identity.name,
        )
    print(text(hand))
    if options.follow:
        keep_hand(hand)
        print(f"{predictor.identity.name} follows your hand from now on; --forget ends that.")
    return 0


def text(hand: OwnHand) -> str:
    """The hand as lines, what matters first."""
    head = f"on {hand.films} films, {hand.day}: your points from the model's own"
    rows = sorted(hand.offsets.items(), key=lambda row: -float(np.hypot(*row[1])))
    lines = [f"  {symbol:5} {words(way)}" for symbol, way in rows] or ["  nowhere else"]
    return "\n".join([head, *lines, f"  ± times {hand.level:g}"])


def _cases(films: list[Path], work_folder: Path | None) -> Iterator[Case]:
    for path in films:
        try:
            facts = read_film_facts(path)
            blank = Radiograph(np.zeros((1, 1), np.uint8), path, facts.calibration)
            yield kept_case(blank, path, facts.size, work_folder)
        except NotCorrectedError:
            continue
        except CephViewError as error:
            print(f"cephview: {error}", file=sys.stderr)
