"""The proof of what is told of predictions alone, run by hand: `nice python tests/review/plant_predictions.py`.

Predictions of drawn heads, without any network, are broken as the plants break readings; each miss is a line.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
from planting import in_readings as r
from planting import sister_changes as c
from planting.answers import table, verdict
from planting.world import Change
from test_of_predictions import Cases, cases_of

from cephview.core.geometry import Letterbox
from cephview.core.landmarks import AARIZ_29, ISBI_19
from cephview.core.radiograph import Radiograph
from cephview.core.reference import Reference
from cephview.review.diagnosis import JudgedFilm
from cephview.review.diagnosis.of_predictions import diagnose_predictions
from cephview.review.evaluation import EvaluatedCase

_ORDER, _SCALE, _SHIFT = ("order",), ("resolution",), ("shift", "definition")
_UNIT, _INPUT = ("unit", "resolution"), ("network frame", "padding", "resolution")
# Films (of one size or of many), readers and landmarks of a set.
_SETS = ((10, True, 1, 19), (10, False, 1, 19), (6, False, 2, 29), (12, False, 2, 19))

Broken = Callable[[Cases], Cases]


def _film(case: EvaluatedCase) -> JudgedFilm:
    """A prediction as the plants of readings want it."""
    pixels = np.broadcast_to(np.uint8(0), case.size[::-1])
    points = Reference("", case.prediction.scheme, case.prediction.points)
    return JudgedFilm(case.path.name, Radiograph(pixels, case.path, case.calibration), (points,))


def _predicted(case: EvaluatedCase, points: np.ndarray) -> EvaluatedCase:
    return replace(case, prediction=replace(case.prediction, points=np.asarray(points, float)))


def _each(*changes: Change) -> Broken:
    change = c.one_after_another(*changes)
    return lambda cases: [_predicted(case, change(case.prediction.points.copy(), _film(case))) for case in cases]


def _dealt(order: Callable[[int], list[int]]) -> Broken:
    return lambda cases: [
        replace(k, prediction=cases[j].prediction) for k, j in zip(cases, order(len(cases)), strict=True)
    ]


def _boxed(width: int, height: int, padding: str = "centre") -> Change:
    return lambda points, film: Letterbox.fit(film.radiograph.size, (width, height), padding=padding).to_input(points)


def _of_the_square(points: np.ndarray, film: JudgedFilm) -> np.ndarray:
    size = np.array(film.radiograph.size)
    return (points + (size.max() - size) / 2) / size.max()


def _mean(cases: Cases) -> Cases:
    mean = np.mean([case.prediction.points / case.size for case in cases], axis=0)
    return [_predicted(case, mean * case.size) for case in cases]


def _by_chance(points: np.ndarray, film: JudgedFilm) -> np.ndarray:
    rng = np.random.default_rng([*film.name.encode()])
    return rng.uniform(0, 1, points.shape) * film.radiograph.size


PLANTS: tuple[tuple[str, tuple[tuple[str, ...], ...], Broken], ...] = (
    ("sound", (), lambda cases: cases),
    ("1.5 mm noisier", (), _each(r.noisy(1.5))),
    ("Ls and Li, A and B exchanged", (_ORDER,), _each(r.swapped("Ls", "Li"), r.swapped("A", "B"))),
    ("order reversed", (_ORDER,), _each(c.reversed)),
    ("two too far", (_ORDER,), _each(r.rolled(2))),
    ("three too early", (_ORDER,), _each(r.rolled(-3))),
    ("symbols by the alphabet", (_ORDER,), _each(c.by_symbols(sorted))),
    ("times 1.25", (_SCALE,), _each(r.scaled(1.25))),
    ("times 0.9", ((*_INPUT,),), _each(r.scaled(0.9))),
    ("times 1.03", (_SCALE,), _each(r.scaled(1.03))),
    ("times 3", (_SCALE,), _each(r.scaled(3))),
    ("an eighth", ((*_INPUT,),), _each(r.scaled(1 / 8))),
    ("8 % higher", (_SCALE,), _each(r.scaled(1, 1.08))),
    ("turned by 2°", (("rotated", "tilted"),), _each(c.turned(2))),
    ("moved by −40, 12 px", (("offset",),), _each(r.moved(-40, 12))),
    ("moved by 0, −30 px", (("offset",),), _each(r.moved(0, -30))),
    ("times 1.25, moved", (("resolution", "offset"),), _each(r.scaled(1.25), r.moved(-70, 30))),
    ("in mm", (_UNIT,), _each(r.in_mm)),
    ("in cm", (_UNIT,), _each(c.millimetres(0.1))),
    ("in inches", (_UNIT,), _each(c.millimetres(1 / 25.4))),
    ("from 0 to 1", (_UNIT,), _each(r.normalised)),
    ("shares of the height", (_UNIT,), _each(c.by_height)),
    ("from −1 to 1", (_UNIT,), _each(c.around_the_middle)),
    ("from 0 to 1 of the square", (("unit", "padding", "resolution"),), _each(_of_the_square)),
    ("letterbox of 512", (_INPUT,), _each(_boxed(512, 512))),
    ("letterbox of 768", (_INPUT,), _each(_boxed(768, 768))),
    ("letterbox of 300", (_INPUT,), _each(_boxed(300, 300))),
    ("corner of 640", (_INPUT,), _each(_boxed(640, 640, "corner"))),
    ("stretched to 640 × 800", (_INPUT,), _each(_boxed(640, 800, "stretch"))),
    ("stretched to 224", (_INPUT,), _each(_boxed(224, 224, "stretch"))),
    ("heatmap cells, 128", (_INPUT,), _each(_boxed(128, 128))),
    ("one film on", (("films mixed up",),), _dealt(r.one_on)),
    ("five films in a ring", (("films mixed up",),), _dealt(r.these((0, 1), (1, 2), (2, 3), (3, 4), (4, 0)))),
    ("films in reverse", (("films mixed up",),), _dealt(lambda count: list(range(count))[::-1])),
    ("half of the films one back", (("films mixed up", "film"),), _dealt(c.half_on)),
    ("mean shape", (("same answer",),), _mean),
    ("by chance", (("no sense",),), _each(_by_chance)),
    ("three landmarks as 0, 0", (("not read",),), _each(c.missing(("Or", "Po", "Go"), 0, 0))),
    ("Go moved by 6 mm", (_SHIFT,), _each(r.displaced("Go", -3, -5.2))),
    ("S moved by 3.5 mm", (_SHIFT,), _each(r.displaced("S", 2, 2.9))),
    ("x from the right, y from below", (("rotated",),), _each(r.from_below, r.from_right)),
    ("exchanged, y from below", (("rotated",),), _each(r.from_below, r.exchanged)),
    ("half the size, x from the right", (("resolution",), ("axes",)), _each(r.from_right, r.scaled(0.5))),
    ("from 0 to 1, y from below", (("unit",), ("upward",)), _each(r.from_below, r.normalised)),
    ("in mm, one too far", (("unit",), _ORDER), _each(r.in_mm, r.rolled(1))),
    ("letterbox of 512, reversed", (_INPUT, _ORDER), _each(_boxed(512, 512), c.reversed)),
    ("letterbox of 512, exchanged", (_INPUT, ("axes",)), _each(_boxed(512, 512), r.exchanged)),
)


def _with_19(cases: Cases) -> Cases:
    def cut(points: np.ndarray) -> np.ndarray:
        return ISBI_19.take(points, AARIZ_29)

    return [
        replace(
            case,
            prediction=replace(
                case.prediction, scheme=ISBI_19, points=cut(case.prediction.points), confidence=np.full(19, np.nan)
            ),
            references=tuple(Reference(each.name, ISBI_19, cut(each.points)) for each in case.references),
        )
        for case in cases
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plants", nargs="*", default=[], help="these plants alone, by their whole names")
    options = parser.parse_args()
    rows = []
    for films, one_size, readers, landmarks in _SETS:
        cases = cases_of(films, one_size=one_size, readers=readers)
        cases = _with_19(cases) if landmarks == 19 else cases
        size, reader = "one size" if one_size else "many sizes", f"{readers} reader{'s'[: readers - 1]}"
        name = f"predictions, {films} films of {size}, {reader}, {landmarks} landmarks"
        sound = diagnose_predictions(cases).before
        for plant, causes, change in PLANTS:
            if options.plants and plant not in options.plants:
                continue
            found = diagnose_predictions(change(cases))
            hint = plant in ("mean shape", "by chance")  # of which no figure can be asked
            said, remains = found.as_json()["findings"], [str(each) for each in found.remains]
            row = {"set": name, "plant": plant, "causes": causes, "findings": said, "before": found.before}
            row |= {"sound": sound, "hint": hint, "remains": remains}
            rows.append(row)
            right, why = verdict(row)
            titles = "; ".join(str(each.title) for each in found.findings[:3])
            print(
                f"{'ok  ' if right else 'MISS'} {name}: {plant}: {found.before:.2f} ({sound:.2f}) {why} | {titles}",
                flush=True,
            )
    print(table(rows))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
