from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from cephview.core.landmarks import ISBI_19
from cephview.core.reference import mean_points
from cephview.model.training.curves import draw_curves
from cephview.model.training.data import TrainingFilm
from cephview.model.training.screening import screen
from cephview.model.training.shape import mean_shape
from cephview.phantom import PhantomSpec, draw_phantom

WIDTH, HEIGHT, MM = 387, 480, 0.5


@pytest.fixture(scope="module")
def heads():
    """Twelve heads, each read by two observers about 1 mm apart, (2, 19, 2) in px."""
    rng, found = np.random.default_rng(3), []
    for seed in range(12):
        phantom = draw_phantom(PhantomSpec(seed=seed, width=WIDTH, height=HEIGHT, mm_per_px=MM, ruler=False))
        found.append(phantom.points_in(ISBI_19) + rng.normal(0, 1.0, (2, 19, 2)))
    return found


def as_films(heads, observers=("one", "two")):
    image = np.zeros((HEIGHT, WIDTH), np.uint8)
    return [
        TrainingFilm(Path(f"set/{i}.png"), image, mean_points(readings), (MM, MM), readings, observers)
        for i, readings in enumerate(heads)
    ]


@pytest.mark.slow
def test_good_readings_stay_as_they_are(heads):
    given = as_films(heads)
    screened = screen(given, ISBI_19)
    assert screened.findings == ()
    assert all(np.array_equal(a.points, b.points) for a, b in zip(given, screened.films, strict=True))


def test_of_a_slip_the_other_observer_is_taken(heads):
    spoiled = [readings.copy() for readings in heads]
    go = ISBI_19.index("Go")
    spoiled[4][1, go] += (70.0, -30.0)
    screened = screen(as_films(spoiled), ISBI_19)
    assert np.allclose(screened.films[4].points[go], spoiled[4][0, go])
    assert np.allclose(np.delete(screened.films[4].points, go, 0), np.delete(mean_points(spoiled[4]), go, 0))
    assert len(screened.findings) == 1
    assert screened.findings[0].startswith("set/4.png: Go differs by 38 mm between the observers: without two")
    assert "1 slips against the other observer (1 taken" in screened.summary
    # What the film was read as stays, for validation.
    assert np.allclose(screened.films[4].mean, mean_points(spoiled[4]))


def test_a_slip_that_cannot_be_told_is_left_out(heads):
    spoiled = [readings.copy() for readings in heads]
    me = ISBI_19.index("Me")
    spoiled[2][0, me] += (60.0, 0.0)
    spoiled[2][1, me] -= (60.0, 0.0)
    screened = screen(as_films(spoiled), ISBI_19)
    assert np.isnan(screened.films[2].points[me]).all()
    assert np.isfinite(np.delete(screened.films[2].points, me, 0)).all()
    assert [finding.split()[:2] for finding in screened.findings] == [["set/2.png:", "Me"]]
    two = [np.full((2, 19, 2), np.nan) for _ in range(2)]
    two[0][:, 0] = [[10.0, 10.0], [90.0, 10.0]]
    two[1][:, 0] = 20.0
    lost = screen(as_films(two), ISBI_19)
    assert np.isnan(lost.films[0].points).all()
    assert "cannot be told: left out" in lost.findings[0]


def test_observers_who_always_differ_do_not_slip(heads):
    apart = [readings.copy() for readings in heads]
    for i, readings in enumerate(apart):
        readings[1, 15] += (0.0, 30.0 + i % 3)
    assert screen(as_films(apart), ISBI_19).findings == ()


def test_points_outside_and_lone_readings_far_off(heads):
    alone = [readings[:1].copy() for readings in heads]
    alone[1][0, 0] = (-5.0, 40.0)
    alone[5][0, 3], alone[5][0, 9] = alone[5][0, 9].copy(), alone[5][0, 3].copy()
    screened = screen(as_films(alone, ("one",)), ISBI_19)
    assert np.isnan(screened.films[1].points[0]).all()
    assert np.isnan(screened.films[5].points[[3, 9]]).all()
    assert sum(int(np.isnan(film.points).any(1).sum()) for film in screened.films) == 3
    assert [finding.split(": ")[0] for finding in screened.findings] == ["set/1.png", "set/5.png", "set/5.png"]
    assert "1 readings outside their film left out" in screened.summary
    assert "2 lone readings far from any head's shape left out" in screened.summary


def test_the_shape_knows_turned_and_mirrored_heads(heads):
    shape = mean_shape([mean_points(readings) * MM for readings in heads])
    assert shape is not None
    head = mean_points(heads[0]) * MM
    expected = shape.expected(head)
    turn = np.array([[0.0, -1.3], [-1.3, 0.0]])
    turned = shape.expected(head @ turn.T + 40.0)
    assert expected is not None
    assert turned is not None
    assert np.allclose(turned, expected @ turn.T + 40.0, atol=1e-6)
    assert np.median(np.linalg.norm(expected - head, axis=1)) < 4
    assert shape.expected(np.full((19, 2), np.nan)) is None


def test_curves_are_drawn_from_the_log():
    rows = [{"epoch": float(i), "loss": 5 - i / 10, "mre_mm": 2 + (i - 7) ** 2 / 50} for i in range(1, 13)]
    image = cv2.imdecode(np.frombuffer(draw_curves(rows), np.uint8), cv2.IMREAD_COLOR)
    empty = cv2.imdecode(np.frombuffer(draw_curves([]), np.uint8), cv2.IMREAD_COLOR)
    half = image.shape[1] // 2
    blue, red = (np.all(image == colour, axis=2) for colour in ((176, 94, 32), (40, 40, 190)))
    assert blue[:, :half].sum() > 300
    assert red[:, half:].sum() > 300
    assert not blue[:, half:].any()
    # Falls: its right end lies lower than its left.
    columns = np.flatnonzero(blue.any(0))
    assert blue[:, columns[-1]].argmax() > blue[:, columns[0]].argmax() + 100
    assert image.shape == empty.shape
    assert draw_curves([{"epoch": 1.0, "loss": 4.0}])
