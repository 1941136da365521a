"""What counts as better: what chance does is not believed, what a change does is, and one bad film has no say."""

from __future__ import annotations

import numpy as np
import pytest

from cephview.review.diagnosis.evidence import Gain, bad_films, film_means, significant


def errors(rng: np.random.Generator, films: int = 20) -> np.ndarray:
    """Errors of a usual model: Rayleigh with a mean of 1.1 mm, films a little different from one another."""
    return rng.rayleigh(0.88, (films, 19)) * rng.uniform(0.8, 1.2, (films, 1))


@pytest.mark.slow
@pytest.mark.parametrize(("films", "spread"), [(20, 0.2), (20, 0.6), (8, 0.4), (5, 0.4)])
def test_chance_alone_is_believed_of_fewer_than_one_set_in_twenty(films: int, spread: float) -> None:
    """60 changes that move each point at random, and each film by something of its own, on 60 sets of films."""
    rng, believed = np.random.default_rng(films), 0
    for _ in range(60):
        before, found = errors(rng, films), False
        for _ in range(60):
            moved = rng.normal(0, spread, before.shape) + rng.normal(0, spread / 4, (films, 1))
            found |= significant(Gain(before, np.abs(before + moved - moved.mean())), passes=True)
        believed += found
    assert believed < 3


@pytest.mark.parametrize("gain", [0.12, 0.3])
def test_a_small_gain_of_all_films_is_believed(gain: float) -> None:
    rng, believed = np.random.default_rng(3), 0
    for _ in range(50):
        after = errors(rng)
        before = after + gain + rng.normal(0, 0.3, after.shape)
        believed += significant(Gain(before, after), passes=True)
    assert believed >= 45


def test_what_is_not_worth_a_word_is_none_however_sure() -> None:
    after = errors(np.random.default_rng(4))
    assert not significant(Gain(after + 0.03, after), passes=True)
    assert significant(Gain(after + 0.03, after), passes=False)
    assert not significant(Gain(after, after), passes=False)
    assert not significant(Gain(after, after + 0.5), passes=False)


def test_a_small_gain_at_two_landmarks_is_a_habit_of_the_reader() -> None:
    after = errors(np.random.default_rng(5))
    habit = after.copy()
    habit[:, [3, 7]] += 0.6
    assert Gain(habit, after).mm == pytest.approx(1.2 / 19)
    assert not significant(Gain(habit, after), passes=False)
    habit[:, [3, 7]] += 3.0  # an exchange of two landmarks
    assert significant(Gain(habit, after), passes=False)


def test_a_film_that_is_far_off_has_no_say() -> None:
    after = errors(np.random.default_rng(6))
    before = after + 0.3
    before[4] += 60
    after[4] += 70
    assert bad_films(film_means(before)) == [4]
    assert Gain(before, after).mm < 0 and significant(Gain(before, after), passes=True)


def test_where_nothing_could_be_compared_any_figure_is_better() -> None:
    after = errors(np.random.default_rng(7), 6)
    nothing = np.full_like(after, np.nan)
    assert significant(Gain(nothing, after), passes=False) and np.isnan(Gain(nothing, after).mm)
    assert not significant(Gain(after, nothing), passes=False)
    assert np.isinf(film_means(nothing)).all()


def test_a_change_that_mends_films_by_a_share_is_believed_however_much_they_differ() -> None:
    rng, believed, by_chance = np.random.default_rng(6), 0, 0
    for _ in range(50):
        after = errors(rng, 12)
        worse = after * rng.lognormal(1.2, 0.5, (12, 1))
        believed += significant(Gain(worse, after), passes=True)
        # The same spread without a gain.
        by_chance += significant(Gain(after * rng.lognormal(0, 0.5, (12, 1)), after), passes=True)
    assert believed >= 45 and by_chance <= 1
