"""Offsets of a data set: what evaluation writes, training adds to its targets, and no validation ever sees."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from training_films import PAIR, films

from cephview.core.errors import CephViewError
from cephview.core.head_shape import from_upright, to_upright
from cephview.core.landmarks import ISBI_19
from cephview.core.offsets import Offsets
from cephview.core.turn import Turn
from cephview.model.training.data import TrainingFilm
from cephview.model.training.offsets import read_offsets, with_offsets
from cephview.phantom import PhantomSpec, draw_phantom
from cephview.review.comparison import Comparison
from cephview.review.offsets import offsets_toml, reader_offsets

# Whole quarters either way round, and angles at which no head is held.
TURNS = [Turn(q, d, m) for m in (False, True) for q in range(4) for d in (0.0, 40.0, -31.0)]


def comparison(shift: np.ndarray, spread: float, count: int = 40) -> Comparison:
    """Model minus reader (count, 19, 2) in mm: the same shift (19, 2) on each film, and noise about it."""
    rng = np.random.default_rng(3)
    return Comparison("model", "mean of 2 readers", ISBI_19, shift + rng.normal(0, spread, (count, 19, 2)))


def test_offsets_are_the_way_from_the_model_to_the_reader_and_doubt_draws_them_to_zero():
    shift = np.zeros((19, 2))
    shift[12] = 0.8, -0.5
    found = reader_offsets(comparison(shift, 0.4))
    assert found[12] == pytest.approx((-0.8, 0.5), abs=0.2)
    others = np.delete(found, 12, axis=0)
    plain = np.delete(-np.median(comparison(shift, 0.4).offsets, axis=0), 12, axis=0)
    assert np.abs(others).mean() < 0.6 * np.abs(plain).mean()
    assert np.all(np.abs(others) <= np.abs(plain))


def test_a_slip_of_one_film_and_films_without_reading_move_no_offset():
    given = comparison(np.full((19, 2), 0.5), 0.1)
    offsets = given.offsets.copy()
    offsets[0], offsets[1:5] = 40.0, np.nan
    assert reader_offsets(Comparison("model", "x", ISBI_19, offsets)) == pytest.approx(reader_offsets(given), abs=0.05)
    few = Comparison("model", "x", ISBI_19, given.offsets[:9])
    assert not reader_offsets(few).any()


def test_what_evaluation_writes_training_reads(tmp_path: Path):
    given = comparison(np.linspace(-1, 1, 38).reshape(19, 2), 0.2)
    path = tmp_path / "offsets.toml"
    path.write_text(offsets_toml(given), encoding="utf-8")
    found = read_offsets(path, ISBI_19)
    assert found.mm == pytest.approx(reader_offsets(given), abs=0.0006)
    assert found.frame == "head"


def test_a_file_of_offsets_that_says_no_frame_means_the_film_as_those_of_before_did(tmp_path: Path):
    (tmp_path / "o.toml").write_text("S = [1, -2]\n")
    assert read_offsets(tmp_path / "o.toml", ISBI_19).frame == "film"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Xy = [1, 2]", "Xy, which is no landmark"),
        ("S = [1]", r"must be \[dx, dy\]"),
        ("S = [1, 20]", "within 15"),
        ("S = [1, true]", r"must be \[dx, dy\]"),
        ("S = [1, nan]", r"must be \[dx, dy\]"),
        ("S = [", "is not TOML"),
        ('frame = "nose"', "must be 'head' or 'film', not 'nose'"),
        ("frame = 3", "must be 'head' or 'film'"),
    ],
)
def test_other_offsets_are_refused_in_one_sentence(tmp_path: Path, text: str, told: str):
    (tmp_path / "o.toml").write_text(text)
    with pytest.raises(CephViewError, match=told):
        read_offsets(tmp_path / "o.toml", ISBI_19)


def test_targets_move_in_their_folder_and_what_validation_compares_with_stays():
    given = tuple(films(4, mm=0.5))
    elsewhere = Path("elsewhere")
    there = [
        film.__class__(elsewhere / "images" / film.path.name, film.image, film.points, (0.5, 0.25)) for film in given
    ]
    moved = with_offsets([*given, *there], {elsewhere: Offsets(np.array([[1.0, -0.5], [0.0, 2.0]]))}, PAIR)
    for film, after in zip(given, moved, strict=False):
        assert after is film
    for film, after in zip(there, moved[4:], strict=True):
        assert after.points - film.points == pytest.approx(np.array([[2.0, -2.0], [0.0, 8.0]]))
        assert after.readings - film.readings == pytest.approx(np.array([[[2.0, -2.0], [0.0, 8.0]]]))
        assert np.array_equal(after.mean, film.mean)


def test_offsets_that_can_move_nothing_are_told():
    with pytest.raises(CephViewError, match="none of the films to train on lies there"):
        with_offsets(films(2), {Path("elsewhere"): Offsets(np.zeros((len(PAIR), 2)))}, PAIR)
    with pytest.raises(CephViewError, match="no mm per pixel"):
        with_offsets(films(2, mm=np.nan), {Path(): Offsets(np.ones((len(PAIR), 2)))}, PAIR)


@pytest.mark.slow
@pytest.mark.parametrize("turn", TURNS, ids=lambda turn: turn.describe() or "upright")
@pytest.mark.parametrize("count", [5, 6, 19])
def test_targets_move_with_the_head_however_its_film_lies(turn: Turn, count: int):
    face = draw_phantom(PhantomSpec(width=193, height=240, mm_per_px=1.0)).points_in(ISBI_19)
    rng = np.random.default_rng(count)
    face[rng.permutation(19)[count:]] = np.nan
    face[np.flatnonzero(np.isfinite(face[:, 0]))[0]] += (0.0, 0.0) if count == 5 else (60.0, -35.0)
    way = rng.normal(0, 1, (19, 2))
    stored = from_upright(face, turn) + 300.0
    spacing = (0.5, 0.25) if turn.quarters % 2 else (0.25, 0.5)
    film = TrainingFilm(Path("x/film.png"), np.zeros((9, 9), np.uint8), stored / spacing, spacing)
    (moved,) = with_offsets([film], {Path("x"): Offsets(way)}, ISBI_19)
    known = np.isfinite(face[:, 0])
    there = to_upright((moved.points - film.points) * spacing, turn)
    # Where a film lies as no head is held, nobody knows how much of that is the head's own.
    off = np.linalg.norm((there - way)[known], axis=1) / np.linalg.norm(way[known], axis=1)
    assert (off <= (2 * np.sin(np.radians(15) / 2) if turn.degrees else 1e-9)).all()
    (plain,) = with_offsets([film], {Path("x"): Offsets(way, "film")}, ISBI_19)
    assert ((plain.points - film.points) * spacing)[known] == pytest.approx(way[known])
