"""Whether a change helps: the same points of the same films with it and without it, in mm."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri, stdtr, stdtrit

Errors = NDArray[np.float64]

# Chance for an unbroken set-up to seem better by any one of the changes tried in a round, of which there are so many.
_CHANCE, TRIED = 0.01, 80
# What is worth a word, mm of MRE and share of the MRE: what runs the network anew moves each point at random as well,
# another reading of the same heatmaps or of the readings hardly does.
_LEAST_ANEW, _LEAST_READ = (0.05, 0.04), (0.02, 0.012)
# A gain below this has to be shared by the landmarks too: the habit of a reader at two or three of them is no cause.
_SMALL_MM, _LANDMARK_T = 0.1, 2.5
# A gain that readers' habits and chance never make: the whole MRE of sound sets is hardly more.
_LARGE_MM = 1.0
# So many films that are far off are no chance, where one change mends all of them.
_CURED = 3
# With fewer films nothing is proven: what seems so is a hint.
FEWEST_FILMS = 5
# The variance of films' gains as their points' would have it, times so much, and so many films that this is worth
# (empirical Bayes, Smyth 2004). Fitted to all changes of the table on 40 drawn films (two networks) and 30 of ISBI.
_ANEW_PRIOR, _READ_PRIOR = (1.7, 6.0), (1.5, 12.0)
# The model's own certainty speaks for a change with so many SD at most, and from a rise of so much (log-odds) on.
_MOST_SURE, _LEAST_SURE = 4.0, 0.1
# On sound sets no change makes it surer by more than 0.14 (30 films of ISBI, 80 drawn ones). So much more and so many
# SD beyond chance, it counts as so many, where the errors do not speak against it.
_MUCH_SURER, _BY_CHANCE, _PROVEN, _NOT_AGAINST = 0.4, 2.5, 5.0, 1.0


@dataclass(frozen=True, eq=False)
class Gain:
    """Errors (films, n) in mm of the same points `before` and `after` a change; NaN where there is no reading.

    `surer` (films,) is by how much surer (log-odds) the model is of each film with it, where that can be compared: a
    second witness, who knows nothing of the readings.
    """

    before: Errors
    after: Errors
    surer: Errors | None = None

    @property
    def by_film(self) -> Errors:
        """By how many mm each film (films,) becomes better; inf where only the change makes it comparable."""
        with np.errstate(invalid="ignore"):
            return np.asarray(film_means(self.before) - film_means(self.after))

    @property
    def mm(self) -> float:
        """By how many mm the MRE falls; NaN where nothing could be compared before."""
        mean = float(np.mean(self.by_film))
        return mean if np.isfinite(mean) else float("nan")

    @property
    def error_mm(self) -> float:
        """Standard error of `mm` over the films; of its points where there are fewer than three films."""
        gains = self.by_film if len(self.before) > 2 else (self.before - self.after).ravel()
        gains = gains[np.isfinite(gains)]
        return float(gains.std(ddof=1)) / len(gains) ** 0.5 if len(gains) > 1 else float("inf")

    @property
    def share(self) -> float:
        """Share of the films that become better."""
        return float(np.mean(self.by_film > 0))

    def of(self, films: list[int]) -> Gain:
        """The gain on some films."""
        return Gain(self.before[films], self.after[films], None if self.surer is None else self.surer[films])


def film_means(errors: Errors) -> Errors:
    """MRE (films,) in mm of each film of errors (films, n); inf where nothing can be compared."""
    known = np.isfinite(errors)
    total = np.where(known, errors, 0).sum(axis=1)
    return np.asarray(np.divide(total, known.sum(axis=1), out=np.full(len(errors), np.inf), where=known.any(axis=1)))


def bad_films(means: Errors) -> list[int]:
    """The films whose MRE (films,) in mm is far above that of most."""
    usual = float(np.median(means))
    return [i for i, error in enumerate(means) if error > max(3 * usual, usual + 3)] if len(means) > 2 else []


def significant(gain: Gain, *, passes: bool, tried: int = TRIED) -> bool:
    """Whether films become better by more than chance among all changes tried, and by enough to be told.

    One-sided, with Bonferroni's correction for `tried` changes; the films are those that are not far off for a reason
    of their own. `passes` tells whether the change runs the network anew. With fewer than
    `FEWEST_FILMS` films all have to become better, by much.
    """
    after = film_means(gain.after)
    if not np.isfinite(after).all():
        return False
    if not np.isfinite(film_means(gain.before)).all():
        return True
    odd = bad_films(film_means(gain.before))
    if len(odd) >= _CURED and _cures(gain, odd):
        return True
    gain = gain.of([i for i in range(len(after)) if i not in odd])
    least, share = _LEAST_ANEW if passes else _LEAST_READ
    least = max(least, share * float(film_means(gain.after).mean()))
    if gain.mm < least:
        return False
    if len(gain.before) < FEWEST_FILMS:
        return gain.share == 1 and gain.mm > 2 * least
    if _halves_every_film(gain):
        return True  # chance does not halve the errors of every film, however few they are
    if gain.mm >= _LARGE_MM and _ratio_beyond_chance(gain, _CHANCE / tried):
        return True
    if not _beyond_chance(gain, _CHANCE / tried, passes=passes):
        return False
    return gain.mm >= _SMALL_MM or _witness(gain) >= _MOST_SURE or _shared_by_landmarks(gain)


def _cures(gain: Gain, odd: list[int]) -> bool:
    """Whether the films that are far off have less than half their error, all of them, and the others none more."""
    before, after = film_means(gain.before), film_means(gain.after)
    others = [i for i in range(len(before)) if i not in odd]
    return bool((after[odd] < 0.5 * before[odd]).all() and after[others].mean() <= before[others].mean())


def _halves_every_film(gain: Gain) -> bool:
    """Whether the points that change have less than half their error on each film."""
    changed = np.nanmax(np.abs(np.nan_to_num(gain.before - gain.after)), axis=0) > 0
    return bool((film_means(gain.after[:, changed]) < 0.5 * film_means(gain.before[:, changed])).all())


def _ratio_beyond_chance(gain: Gain, chance: float) -> bool:
    """Whether films become better by a share that is beyond chance: a t-test of the logarithms of their MRE.

    What costs some films 2 mm and others 20 has a spread in mm that hides it.
    """
    shares = np.log(film_means(gain.before) / np.maximum(film_means(gain.after), 1e-6))
    error = float(shares.std(ddof=1)) / len(shares) ** 0.5
    return bool(shares.mean() >= -stdtrit(len(shares) - 1, chance) * error)


def _beyond_chance(gain: Gain, chance: float, *, passes: bool) -> bool:
    """Whether the gain is beyond its spread over the films, alone or together with the model's own certainty.

    The two are joined by their normal scores (Stouffer).
    """
    films, witness = _score(gain, *(_ANEW_PRIOR if passes else _READ_PRIOR)), _witness(gain)
    if witness > _MOST_SURE and films < _NOT_AGAINST:
        witness = _MOST_SURE
    return max(films, (films + witness) / 2**0.5) >= -float(ndtri(chance))


def _score(gain: Gain, times: float, worth: float) -> float:
    """The normal score of a moderated t-test over the films, of the points that change.

    Points of one film are not independent, so films have to count; but the spread of a few films may be small or large
    by chance, and what that of their points lets expect, `times` so much, counts as `worth` more films.
    """
    each = gain.before - gain.after
    points = each[:, np.nanmax(np.abs(np.nan_to_num(each)), axis=0) > 0]
    films = np.nanmean(points, axis=1)
    count = np.isfinite(points).sum(axis=1).mean()
    free = len(films) - 1
    variance = (free * films.var(ddof=1) + worth * times * np.nanvar(points, ddof=1) / count) / (free + worth)
    return _normal(float(films.mean()) / max(float(variance / len(films)) ** 0.5, 1e-9), free + worth)


def _witness(gain: Gain) -> float:
    """The normal score of the model's own certainty over the films; 0 where it says nothing, and bounded."""
    if gain.surer is None or len(gain.surer) < 2 or float(gain.surer.mean()) < _LEAST_SURE:
        return 0.0
    mean, error = float(gain.surer.mean()), float(gain.surer.std(ddof=1)) / len(gain.surer) ** 0.5
    score = _normal(mean / max(error, 1e-9), len(gain.surer) - 1)
    return _PROVEN if mean >= _MUCH_SURER and score >= _BY_CHANCE else min(score, _MOST_SURE)


def _normal(t: float, free: float) -> float:
    """The normal score of a value of the t distribution; beyond its table the last one."""
    return -float(ndtri(max(float(stdtr(free, -t)), 1e-300)))


def _shared_by_landmarks(gain: Gain) -> bool:
    each = gain.before - gain.after
    known = np.isfinite(each).any(axis=0)
    means = np.nanmean(each[:, known], axis=0)
    spread = float(means.std(ddof=1)) / len(means) ** 0.5 if len(means) > 1 else 0.0
    return float(means.mean()) > _LANDMARK_T * spread
