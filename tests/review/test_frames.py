"""The frames of readings: what is planted in drawn heads is found by name, with what undoes it, and nothing else."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent))
from standing_out import bench_of, drawn_films, head
from test_of_predictions import Cases, cases_of, changed

from cephview.core.geometry import Letterbox
from cephview.core.landmarks import Scheme
from cephview.core.radiograph import Radiograph
from cephview.core.reference import Reference
from cephview.model.sampling import Placement
from cephview.model.specification import Decoding, Specification, Stated
from cephview.review.diagnosis.labels import label_chains
from cephview.review.diagnosis.of_predictions import PointsBench, diagnose_predictions
from cephview.review.diagnosis.search import search
from cephview.review.diagnosis.setup import JudgedFilm, LabelRule, Setup, share_frames, turned_back
from cephview.review.evaluation import EvaluatedCase

Change = Callable[[np.ndarray, EvaluatedCase], np.ndarray]


@pytest.fixture(scope="module", params=[True, False], ids=["films of one size", "of many sizes"])
def cases(request: pytest.FixtureRequest) -> Cases:
    return cases_of(6, one_size=request.param)


def lengths(mm: float) -> Change:
    return lambda points, case: np.asarray(points * case.calibration.mm_per_px_x / mm)


def of_the_square(points: np.ndarray, case: EvaluatedCase) -> np.ndarray:
    size = np.array(case.size)
    return (points + (size.max() - size) / 2) / size.max()


def boxed(width: int, height: int, padding: str = "centre") -> Change:
    return lambda points, case: Letterbox.fit(case.size, (width, height), padding=padding).to_input(points)


def tilted(degrees: float) -> Change:
    def change(points: np.ndarray, case: EvaluatedCase) -> np.ndarray:
        middle = (np.array(case.size) - 1) / 2
        return (points - middle) @ turned_back(-degrees) + middle

    return change


def from_below(points: np.ndarray, case: EvaluatedCase) -> np.ndarray:
    return points * [1, -1] + [0, case.size[1] - 1]


def from_right(points: np.ndarray, case: EvaluatedCase) -> np.ndarray:
    return points * [-1, 1] + [case.size[0] - 1, 0]


def both(*changes: Change) -> Change:
    def change(points: np.ndarray, case: EvaluatedCase) -> np.ndarray:
        for each in changes:
            points = each(points, case)
        return points

    return change


def exchanged(points: np.ndarray, _: EvaluatedCase) -> np.ndarray:
    return points[:, ::-1]


def reverse(points: np.ndarray, _: EvaluatedCase) -> np.ndarray:
    return points[::-1]


WRONG: dict[str, tuple[str, Change]] = {
    "in cm": ("in cm, not in px", lengths(10)),
    "in inches": ("in inches, not in px", lengths(25.4)),
    "shares of the height": ("shares of the film's height", lambda points, case: points / case.size[1]),
    "from −1 to 1": ("from −1 to 1", lambda points, case: points / case.size * 2 - 1),
    "of the square": ("shares of the square", of_the_square),
    "per cent": ("per cent of the film's", lambda points, case: points / case.size * 100),
    "thousandths": ("thousandths of the film's", lambda points, case: points / case.size * 1000),
    "letterbox of 640": ("640 × 640 px, the film in the middle", boxed(640, 640)),
    "letterbox of 300": ("300 × 300 px, the film in the middle", boxed(300, 300)),
    "letterbox of 128": ("128 × 128 px, the film in the middle", boxed(128, 128)),
    "stretched to 224": ("224 × 224 px, the film stretched", boxed(224, 224, "stretch")),
    "an eighth": ("of 0.125 times the resolution", lambda points, _: points / 8),
    "turned by 3°": ("° clockwise", tilted(3)),
    "turned by −1.7°": ("° anticlockwise", tilted(-1.7)),
    "upside down": ("lie upside down", both(from_below, from_right)),
    "a quarter turn": ("lie a quarter turn clockwise", both(from_below, exchanged)),
    "a quarter turn back": ("lie a quarter turn anticlockwise", both(from_right, exchanged)),
}


@pytest.mark.parametrize("name", WRONG)
def test_one_wrong_frame_is_one_finding(cases: Cases, name: str) -> None:
    said, change = WRONG[name]
    sound, found = diagnose_predictions(cases), diagnose_predictions(changed(cases, change))
    assert len(found.findings) == 1 and said in found.findings[0].title, found.text()
    assert found.findings[0].mm == pytest.approx(found.before - sound.before, rel=0.05, abs=0.03)
    assert found.after == pytest.approx(sound.before, abs=0.03)


@pytest.mark.parametrize(
    ("causes", "change"),
    [
        ({"resolution", "axes"}, both(from_right, lambda points, _: points / 2)),
        ({"unit", "upward"}, both(from_below, lambda points, case: points / case.size)),
        ({"network frame", "order"}, both(boxed(512, 512), reverse)),
        ({"network frame", "axes"}, both(boxed(512, 512), exchanged)),
        ({"unit", "order"}, both(lengths(25.4), reverse)),
    ],
    ids=["half, from the right", "shares, from below", "boxed, reversed", "boxed, exchanged", "inches, reversed"],
)
def test_two_wrong_frames_are_two_findings(cases: Cases, causes: set[str], change: Change) -> None:
    found = diagnose_predictions(changed(cases, change))
    assert {finding.cause for finding in found.findings} == causes, found.text()
    assert found.after == pytest.approx(diagnose_predictions(cases).before, abs=0.03)


@pytest.mark.parametrize("kind", share_frames((1, 1)))
def test_shares_are_brought_to_px(kind: str) -> None:
    corners = np.array([[0.0, 0.0], [600.0, 800.0]])
    written = {
        "film": [[0, 0], [1, 1]],
        "height": [[0, 0], [0.75, 1]],
        "width": [[0, 0], [1, 4 / 3]],
        "square": [[0.125, 0], [0.875, 1]],
        "middle": [[-1, -1], [1, 1]],
        "hundred": [[0, 0], [100, 100]],
        "thousand": [[0, 0], [1000, 1000]],
    }
    assert share_frames((600, 800))[kind](np.array(written[kind], float)) == pytest.approx(corners)


def test_a_tilt_is_undone_about_the_films_middle(cases: Cases) -> None:
    case = cases[0]
    askew = tilted(5)(case.prediction.points, case)
    box = Placement(case.size, case.size, (1.0, 1.0), (0.0, 0.0))
    assert LabelRule(tilt=5).frame(askew, box, 0.1) == pytest.approx(case.prediction.points)


def test_predictions_drawn_together_are_no_readings_of_another_resolution(cases: Cases) -> None:
    """As a mean over the whole map draws them: readings made as small would be right on films that show no head."""
    films = [JudgedFilm(case.path.name, _blank(case), case.references) for case in cases]
    scheme = cases[0].prediction.scheme
    drawn = [np.array(case.size) * 0.3 + 0.45 * case.prediction.points for case in cases]
    bench = PointsBench(films, [Reference("", scheme, points) for points in drawn])
    found = label_chains(bench, Setup(_specification(scheme)), range(len(films)))
    assert not [chain for chain in found if "cropped otherwise" in chain[0].title]


def _blank(case: EvaluatedCase) -> Radiograph:
    return Radiograph(np.broadcast_to(np.uint8(0), case.size[::-1]), case.path, case.calibration)


def _specification(scheme: Scheme) -> Specification:
    size = Stated((512, 512))
    return Specification(
        mean=Stated((0.5,) * 3),
        std=Stated((0.2,) * 3),
        image_size=size,
        heatmap_size=Stated((128, 128)),
        sigma=Stated(2.0),
        colour=Stated("gray3"),
        padding=Stated("centre"),
        resize=Stated("area"),
        heatmap_rule=Stated("centre"),
        decoding=Stated(Decoding("argmax")),
        fusion=Stated("nearest"),
        scheme=Stated(scheme),
        point_rule=Stated("centre"),
    )


def test_points_that_are_exactly_half_are_of_half_the_resolution_and_not_cropped() -> None:
    """What is left of them is rounding, of which a shift besides would leave less."""
    films = drawn_films(6, noise_mm=0.0)
    bench, setup = bench_of(films, [head(number) / 2 for number in range(6)])
    _, (repair,) = search(bench, setup, lambda _: None)
    assert "2 times the resolution of these" in repair.hypothesis.title and "cropped" not in repair.hypothesis.title
