"""What stands out of a repaired set-up: single films, single landmarks, the size of faces."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from standing_out import MM_PER_PX, Answering, bench_of, drawn_films, head

from cephview.core.calibration import Calibration, CalibrationSource
from cephview.core.landmarks import ISBI_19
from cephview.review.diagnosis import Finding, JudgedFilm
from cephview.review.diagnosis.conclusion import conclude
from cephview.review.diagnosis.odd_films import film_levels, is_lost, odd_films
from cephview.review.diagnosis.points import find_outliers
from cephview.review.diagnosis.scale import right_scale, size_remark, wrong_scale

HOPELESS = Finding("no sense", "no sense", "", "", float("nan"), "")


def read(film: JudgedFilm, change) -> JudgedFilm:
    """A film whose readings are changed."""
    return replace(film, references=tuple(replace(r, points=change(r.points.copy())) for r in film.references))


def measured(film: JudgedFilm, factor: float) -> JudgedFilm:
    """A film with so many times its mm per px."""
    scale = Calibration(MM_PER_PX * factor, MM_PER_PX * factor, CalibrationSource.TABLE)
    return replace(film, radiograph=replace(film.radiograph, calibration=scale))


def answers(count: int, *, sd_mm: float = 0.9, seed: int = 7) -> list[np.ndarray]:
    """A model's points: each landmark with a little habit of its own, and a spread."""
    rng = np.random.default_rng(seed)
    habits = rng.normal(0, 0.3 / MM_PER_PX, (19, 2))
    return [head(i) + habits + rng.normal(0, sd_mm / MM_PER_PX, (19, 2)) for i in range(count)]


def outliers(films: list[JudgedFilm], given: list[np.ndarray] | None = None) -> tuple[Finding, ...]:
    return find_outliers(*bench_of(films, answers(len(films)) if given is None else given)).findings


# Films


def test_a_few_wild_landmarks_make_no_film_lost() -> None:
    errors = np.full((6, 19), 1.5)
    errors[:, :2] = 80.0
    assert film_levels(errors).tolist() == [1.5] * 6 and not is_lost(film_levels(errors))
    errors[2] = 60.0
    assert odd_films(film_levels(errors)) == [2]


@pytest.mark.parametrize(("wrong", "lost"), [(6, False), (9, False), (11, True), (12, True)])
def test_where_some_films_are_good_the_others_are_what_is_wrong(wrong: int, lost: bool) -> None:
    levels = np.array([60.0] * wrong + [1.5] * (12 - wrong))
    assert is_lost(levels) is lost
    assert lost or odd_films(levels) == list(range(wrong))


def test_half_of_the_films_wrong_in_one_way_are_one_finding() -> None:
    def from_right(points):
        return points * [-1, 1] + [257, 0]

    films = [read(film, from_right) if i % 2 else film for i, film in enumerate(drawn_films(8))]
    (finding,) = outliers(films)
    assert finding.title.startswith("4 of 8 films (1.png, 3.png, 5.png, 7.png): ") and "right edge" in finding.title
    bench, setup = bench_of(films, answers(8))
    end = conclude(bench, setup, [], lambda _: None, hopeless=HOPELESS)
    assert not end.lost and [f.cause for f in end.findings] == ["film"] and end.after < 2.5


def test_one_film_in_mm_is_in_mm_and_not_of_another_resolution() -> None:
    films = drawn_films(6)
    films[3] = read(films[3], lambda points: points * MM_PER_PX)
    (finding,) = outliers(films)
    assert "in mm, not in px" in finding.title


def test_a_film_with_anothers_reading_is_told_as_that() -> None:
    films = drawn_films(6)
    films[2] = replace(films[2], references=films[4].references)
    (finding,) = outliers(films)
    assert "2.png" in finding.title and "its reading is that of 4.png" in finding.title
    assert "mended" not in finding.seen


@pytest.mark.parametrize("factor", [4.0, 1.6, 0.5])
def test_mm_per_px_of_a_few_films_are_told_by_their_faces(factor: float) -> None:
    films = [measured(film, factor) if i in (1, 4) else film for i, film in enumerate(drawn_films(8))]
    (finding,) = outliers(films)
    assert "mm per px belong to other films" in finding.title and "2 of 8 films (1.png, 4.png)" in finding.title
    assert ("larger" if factor > 1 else "smaller") in finding.title
    # What remains says nothing of the size of faces that were measured by another film's mm per px.
    bench, setup = bench_of(films, answers(8))
    plain, same = bench_of(drawn_films(8), answers(8))
    assert size_remark(bench, setup) == size_remark(plain, same)


@pytest.mark.parametrize("wrong", [3, 4])
def test_mm_per_px_of_half_of_the_films_are_no_matter_of_all(wrong: int) -> None:
    films = [measured(film, 4.0) if i < wrong else film for i, film in enumerate(drawn_films(6 if wrong == 3 else 8))]
    bench, setup = bench_of(films, answers(len(films)))
    assert wrong_scale(bench, setup) is None
    (finding,) = outliers(films)
    assert f"{wrong} of {len(films)} films" in finding.title and "far larger" in finding.title


def test_a_set_that_is_lost_has_no_other_finding() -> None:
    rng = np.random.default_rng(2)
    bench, setup = bench_of(drawn_films(6), [rng.uniform(20, 240, (19, 2)) for _ in range(6)])
    repair = Finding("order", "an order", "", "", 40.0, "")
    end = conclude(bench, setup, [repair], lambda _: None, hopeless=HOPELESS)
    assert end.lost and end.findings == (HOPELESS,)


def test_a_noisy_reader_hides_no_film_that_is_far_off() -> None:
    rng = np.random.default_rng(4)

    def noisy(film: JudgedFilm) -> JudgedFilm:
        senior, junior = film.references
        points = junior.points + rng.normal(0, 4.0 / MM_PER_PX, junior.points.shape)
        return replace(film, references=(senior, replace(junior, points=points)))

    films = [noisy(film) for film in drawn_films(8, readers=2)]
    films[5] = read(films[5], lambda points: points[:, ::-1])
    bench, setup = bench_of(films, answers(8))
    end = conclude(bench, setup, [], lambda _: None, hopeless=HOPELESS)
    assert {finding.cause for finding in end.findings} == {"film", "noisy reader"}


# Landmarks


@pytest.mark.parametrize("count", [6, 12])
@pytest.mark.parametrize(("symbol", "x", "y"), [("A", 5.0, 0.0), ("S", 0.0, -5.0), ("Go", -3.0, -4.0)])
def test_a_landmark_that_lies_elsewhere_is_told_with_its_mm(count: int, symbol: str, x: float, y: float) -> None:
    place = ISBI_19.index(symbol)

    def moved(points):
        points[place] += np.array([x, y]) / MM_PER_PX
        return points

    bench, setup = bench_of(drawn_films(count), answers(count))
    sound = float(np.mean(bench.errors(setup, range(count))))
    films = [read(film, moved) for film in drawn_films(count)]
    (finding,) = outliers(films)
    assert finding.cause == "shift" and finding.title.startswith(f"{symbol} lies to one side")
    broken = float(np.mean(bench_of(films, answers(count))[0].errors(setup, range(count))))
    assert finding.mm == pytest.approx(broken - sound, abs=0.04)


@pytest.mark.parametrize("count", [5, 8, 12])
def test_a_habit_of_1_7_mm_is_no_definition(count: int) -> None:
    place = ISBI_19.index("B")

    def moved(points):
        points[place, 1] += 1.7 / MM_PER_PX
        return points

    for seed in range(12):
        films = [read(film, moved) for film in drawn_films(count, seed=seed, noise_mm=0.9)]
        assert outliers(films, answers(count, seed=seed + 100)) == (), seed


def test_a_tilt_is_no_matter_of_landmarks() -> None:
    cos, sin = np.cos(np.radians(5)), np.sin(np.radians(5))
    turn, middle = np.array([[cos, sin], [-sin, cos]]), np.array([140.0, 160.0])
    films = [read(film, lambda points: (points - middle) @ turn + middle) for film in drawn_films(12)]
    # Without that, the landmarks that are far from the middle lie 4 mm and more to one side.
    assert outliers(films) == ()


# Names and sizes


def test_landmarks_keep_the_readings_names_where_the_models_order_is_wrong() -> None:
    order = tuple(range(18, -1, -1))
    place = ISBI_19.index("Go")

    def moved(points):
        points[place] += np.array([-5.0, 0.0]) / MM_PER_PX
        return points

    bench, setup = bench_of(
        [read(film, moved) for film in drawn_films(8)], [points[::-1] for points in answers(8)], Answering
    )
    end = conclude(bench, setup.labelled(order=order), [], lambda _: None, hopeless=HOPELESS)
    assert [(f.cause, f.title[:3]) for f in end.findings] == [("shift", "Go ")] and not end.scaled


def test_landmarks_have_the_models_names_where_the_readings_are_in_another_order() -> None:
    order = tuple(int(i) for i in np.random.default_rng(3).permutation(19))
    place = ISBI_19.index("Go")

    def moved(points):
        points[place] += np.array([-5.0, 0.0]) / MM_PER_PX
        return points[np.argsort(order)]

    bench, setup = bench_of([read(film, moved) for film in drawn_films(8)], answers(8), Answering)
    end = conclude(bench, setup.labelled(order=order), [], lambda _: None, hopeless=HOPELESS)
    assert [(f.cause, f.title[:3]) for f in end.findings] == [("shift", "Go ")] and not end.scaled


@pytest.mark.parametrize(("factor", "known"), [(1.25, False), (0.7, False), (1.5, False), (10.0, True), (0.533, True)])
def test_a_known_factor_has_to_make_faces_of_the_films(factor: float, known: bool) -> None:
    bench, setup = bench_of([measured(film, factor) for film in drawn_films(12)], answers(12))
    scale = wrong_scale(bench, setup)
    assert scale is not None and scale.factor * factor == pytest.approx(1.0, rel=0.06)
    assert ("the size of faces" not in scale.why) is known
    finding = scale.finding(2.0)
    assert finding.mm == pytest.approx(abs(scale.factor - 1) * 2.0)
    # By faces, which differ by 8 mm of 111, twelve films tell 2.7 %.
    assert finding.error_mm == (0.0 if known else pytest.approx(0.0275 * 2.0 * scale.factor, rel=0.05))
    assert not right_scale(bench, setup) and right_scale(bench.rescaled(scale.factor), setup)


def test_faces_that_only_a_fitted_scale_makes_small_are_measured_rightly() -> None:
    middle = np.array([129.0, 160.0])
    bench, setup = bench_of(drawn_films(8), [middle + 0.5 * (points - middle) for points in answers(8)])
    assert wrong_scale(bench, setup.labelled(scale=0.5, shift=(64.5, 80.0))) is None
    halved = [read(film, lambda points: points * 0.5) for film in drawn_films(8)]
    assert wrong_scale(*bench_of(halved, [points * 0.5 for points in answers(8)])) is not None
