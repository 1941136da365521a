"""What speaks for a change beside the errors: the model's certainty, its maps' ground, the shape, the other reader."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from standing_out import MM_PER_PX, Answering, bench_of, drawn_films, head
from test_diagnosis import KnowingNetwork, specification

from cephview.core.landmarks import ISBI_19
from cephview.core.reference import Reference
from cephview.model.specification import Decoding
from cephview.phantom import PhantomSpec, draw_phantom
from cephview.review.diagnosis import Bench, JudgedFilm, Setup
from cephview.review.diagnosis.alone import search_alone
from cephview.review.diagnosis.background import wrong_activation
from cephview.review.diagnosis.evidence import Gain, significant
from cephview.review.diagnosis.mixed import mixed_films
from cephview.review.diagnosis.readers import noisier_reader, try_readers


def moved(film: JudgedFilm, x: float, y: float, *readers: str) -> JudgedFilm:
    """A film whose readings, or those of some readers, are moved by so many mm."""
    step = np.array([x, y]) / MM_PER_PX
    return replace(
        film,
        references=tuple(
            replace(r, points=r.points + step) if not readers or r.observer in readers else r for r in film.references
        ),
    )


def weak_gain(gain: float) -> Gain:
    """12 films that become better by so much and scatter by 0.25 mm: less than chance does among 80 changes."""
    rng = np.random.default_rng(3)
    after = rng.rayleigh(0.9, (12, 19))
    before = after + gain + rng.normal(0, 0.9, after.shape)
    before += gain - float((before - after).mean())
    return Gain(before, after)


@pytest.mark.parametrize(
    ("rise", "believed"),
    [(None, False), (0.05, False), (0.8, True), (-0.8, False)],
    ids=["nothing known", "hardly surer", "much surer", "less sure"],
)
def test_a_model_that_is_surer_speaks_for_a_change(rise: float | None, believed: bool) -> None:
    gain = weak_gain(0.1)
    if rise is not None:
        gain = replace(gain, surer=rise + np.random.default_rng(4).normal(0, 0.1, 12))
    assert significant(gain, passes=True) is believed


def test_a_model_that_is_surer_makes_no_worse_points_better() -> None:
    surer = 0.8 + np.random.default_rng(4).normal(0, 0.1, 12)
    for gain in (weak_gain(-0.2), weak_gain(0.02)):
        assert not significant(replace(gain, surer=surer), passes=True)


def test_the_spread_of_few_films_by_chance_is_no_proof() -> None:
    """Six films that gain the same by chance, of points that scatter by 2 mm: the t of films alone would be 20."""
    rng = np.random.default_rng(5)
    each = rng.normal(0, 2, (6, 19))
    each += 0.15 + rng.normal(0, 0.02, (6, 1)) - each.mean(axis=1, keepdims=True)
    after = np.full((6, 19), 2.5)
    assert not significant(Gain(after + each, after), passes=True)
    quiet = 0.15 + (each - 0.15) / 10
    assert significant(Gain(after + quiet, after), passes=True)


def logit(heat: np.ndarray) -> np.ndarray:
    clipped = np.clip(heat, 1e-4, 1 - 1e-4)
    return np.log(clipped / (1 - clipped)).astype(np.float32)


@pytest.fixture(scope="module")
def films() -> list[JudgedFilm]:
    found = []
    for seed in range(5):
        phantom = draw_phantom(PhantomSpec(seed=seed, width=258, height=320, mm_per_px=MM_PER_PX, ruler=False))
        reading = Reference("junior", ISBI_19, phantom.points_in(ISBI_19))
        found.append(JudgedFilm(f"{seed}.png", phantom.radiograph, (reading,)))
    return found


def heat_setup(activation: str, method: Decoding) -> Setup:
    return Setup(specification()).specified(decoding=method, activation=activation)


class Heat:
    """Spots of heat at the films' points, as a network trained on Gaussians gives them; or their logits."""

    def __init__(self, films: list[JudgedFilm], *, logits: bool) -> None:
        self.own, self.logits = KnowingNetwork(films), logits

    def __call__(self, tensor: np.ndarray, fusion: str) -> np.ndarray:
        maps = self.own(tensor, fusion)
        heat = np.exp(maps - maps.max(axis=(-2, -1), keepdims=True))
        return logit(heat) if self.logits else heat.astype(np.float32)


def test_a_sigmoid_that_is_missing_or_one_too_many_shows_in_the_ground_of_the_maps(films: list[JudgedFilm]) -> None:
    power = Decoding("power", exponent=2.0)
    for logits, activation in ((True, "none"), (False, "sigmoid")):
        bench = Bench(Heat(films, logits=logits), films)
        found = wrong_activation(bench, heat_setup(activation, power))
        assert found is not None and found.cause == "activation" and found.certain
        right = found.apply(heat_setup(activation, power))
        assert right.specification.activation.value != activation
        assert wrong_activation(bench, right) is None
        # A soft-argmax takes logits: their ground is what it is.
        assert wrong_activation(bench, heat_setup(activation, Decoding("softargmax"))) is None


def test_films_cropped_otherwise_are_not_mixed_up() -> None:
    """Another film's reading comes to lie nearer than the own one, which has the right shape and is 20 mm away."""
    films = drawn_films(6)
    way = (head(1).mean(axis=0) - head(0).mean(axis=0)) * MM_PER_PX
    cropped = [moved(films[0], 20, -12), moved(films[1], *-way), *films[2:]]
    bench, setup = bench_of(cropped)
    assert mixed_films(bench, setup) is None
    exchanged = [replace(films[0], references=films[1].references), replace(films[1], references=films[0].references)]
    found = mixed_films(*bench_of([*exchanged, *films[2:]]))
    assert found is not None and found.apply(setup).labels.files == (1, 0, 2, 3, 4, 5)


def test_what_moves_the_model_away_from_both_readers_is_no_reader() -> None:
    films = [moved(film, 0.3, 0.2, "senior") for film in drawn_films(8, readers=2)]
    rng = np.random.default_rng(2)
    points = [head(i) + np.array([1.2, 1.0]) / MM_PER_PX + rng.normal(0, 0.4, (19, 2)) for i in range(8)]
    assert try_readers(*bench_of(films, points, Answering), lambda _: None).findings == ()
    wrong = [moved(film, 9, 6, "senior") for film in drawn_films(8, readers=2)]
    right = [head(i) + rng.normal(0, 0.4, (19, 2)) for i in range(8)]
    (finding,) = try_readers(*bench_of(wrong, right, Answering), lambda _: None).findings
    assert finding.cause == "reader" and "senior" in finding.title


def test_a_noisier_reader_costs_what_the_error_falls_by_with_a_steady_one() -> None:
    rng = np.random.default_rng(6)

    def noisy(film: JudgedFilm) -> JudgedFilm:
        senior, junior = film.references
        return replace(
            film, references=(senior, replace(junior, points=junior.points + rng.normal(0, 3 / MM_PER_PX, (19, 2))))
        )

    films = drawn_films(10, readers=2)
    points = [head(i) + rng.normal(0, 0.8 / MM_PER_PX, (19, 2)) for i in range(10)]
    sound, setup = bench_of(films, points, Answering)
    broken, _ = bench_of([noisy(film) for film in films], points, Answering)
    finding = noisier_reader(broken, setup)
    assert finding is not None and "junior" in finding.title
    loss = float(np.nanmean(broken.errors(setup, range(10))) - np.nanmean(sound.errors(setup, range(10))))
    assert finding.mm == pytest.approx(loss, rel=0.25)


def test_a_reader_who_hides_what_is_wrong_with_all_is_taken_out_of_the_mean() -> None:
    """All readings count y from below, and one reader's are in mm besides: by the mean of both nothing makes sense."""
    films = []
    for film in drawn_films(6, readers=2):
        senior, junior = (replace(r, points=r.points * [1, -1] + [0, 319]) for r in film.references)
        films.append(replace(film, references=(senior, replace(junior, points=junior.points[:, ::-1]))))
    bench, setup = bench_of(films)
    found = search_alone(bench, setup, lambda _: None)
    assert found is not None
    readers, repairs = found
    assert [repair.hypothesis.cause for repair in repairs] == ["upward"] and repairs[0].mm > 20
    assert len(readers.findings) == 1 and "junior" in readers.findings[0].title
    assert float(np.nanmean(bench.errors(readers.setup, range(6)))) < 1.5
    assert search_alone(*bench_of(drawn_films(6, readers=2)), lambda _: None) is None
