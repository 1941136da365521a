"""The expected error: fitted where the truth is known, kept in a checkpoint, and distrustful of what is no head."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
import torch

from cephview.core.errors import CephViewError
from cephview.core.landmarks import AARIZ_31
from cephview.core.radiograph import Radiograph
from cephview.core.resources import resource
from cephview.io.films.images import read_film
from cephview.model.families.rewriting import store_reliability
from cephview.model.predictor import NO_HEAD, Predictor, embedded_model
from cephview.model.reliability import (
    KEY,
    Reliability,
    common_shape,
    features_of,
    fit_reliability,
    shape_distance,
)
from cephview.model.specification import Decoding


def gaussian(sigma: float, size: int = 41) -> torch.Tensor:
    grid = torch.arange(size, dtype=torch.float64) - size // 2
    return torch.exp(-(grid[:, None] ** 2 + grid[None, :] ** 2) / (2 * sigma**2))


def test_features_are_those_of_a_gaussian() -> None:
    # The entropy of a 2-D Gaussian is 1 + ln(2 pi sigma^2), its peak 1 / (2 pi sigma^2).
    for sigma in (1.5, 3.0):
        wanted = [1 + np.log(2 * np.pi * sigma**2), np.log(2 * np.pi * sigma**2)]
        for method, maps in (("softargmax", gaussian(sigma).log()), ("dark", gaussian(sigma))):
            found = features_of(maps[None].numpy(), Decoding(method))
            np.testing.assert_allclose(found, [wanted], rtol=1e-3)


def test_the_fit_finds_what_the_errors_were_drawn_from() -> None:
    rng = np.random.default_rng(1)
    features = rng.normal(0, 1, (300, 5, 2))
    truth = np.exp(np.array([0.2, 0.5, 0.8, 1.1, 1.4]) + features @ [0.4, -0.3])
    errors = rng.rayleigh(truth / np.sqrt(np.pi / 2))
    errors[::7, 2] = np.nan
    shape = rng.normal(0, 1, (5, 2))
    points = np.broadcast_to(shape, (300, 5, 2))
    found = fit_reliability(features, errors, points, points)
    ratio = found.expected_error(features) / truth
    assert 0.97 < ratio.mean() < 1.03 and ratio.std() < 0.05
    np.testing.assert_allclose(found.weights, [0.4, -0.3], atol=0.06)


def test_shape_distance_knows_no_place_size_or_turn_but_knows_a_mirror() -> None:
    rng = np.random.default_rng(2)
    shape = rng.normal(0, 1, (19, 2))
    turn = np.array([[np.cos(0.7), -np.sin(0.7)], [np.sin(0.7), np.cos(0.7)]])
    assert shape_distance(shape @ turn.T * 31 + [400, -7], shape) == pytest.approx(0, abs=1e-6)
    assert shape_distance(shape * [-1, 1], shape) > 0.5
    assert shape_distance(np.full((19, 2), np.nan), shape) == 1.0
    assert shape_distance(np.ones((19, 2)), shape) == 1.0


def test_the_mean_shape_is_the_readings_own_where_they_agree() -> None:
    rng = np.random.default_rng(3)
    shape = rng.normal(0, 1, (6, 2))
    readings = np.array([shape * scale + place for scale, place in ((2, 5), (7, -3), (1, 0))])
    assert shape_distance(common_shape(readings), shape) == pytest.approx(0, abs=1e-6)
    readings[1, 2] = np.nan
    assert shape_distance(common_shape(readings), shape) == pytest.approx(0, abs=1e-6)


def test_the_mean_shape_is_of_what_most_films_have() -> None:
    """Readers leave landmarks out, each another; there may be no film with all of them."""
    rng = np.random.default_rng(5)
    shape = rng.normal(0, 1, (7, 2))
    readings = np.array([shape * rng.uniform(2, 9) + rng.normal(0, 50, 2) for _ in range(12)])
    for film in range(12):
        readings[film, film % 6] = np.nan  # each lacks one
    readings[:9, 6] = np.nan
    found = common_shape(readings)
    assert np.flatnonzero(np.isnan(found[:, 0])).tolist() == [6]
    assert shape_distance(found, shape) == pytest.approx(0, abs=1e-6)
    assert (
        np.isnan(common_shape(np.full((12, 7, 2), np.nan))).all() and np.isnan(common_shape(np.empty((0, 7, 2)))).all()
    )


def test_a_ruler_is_no_part_of_the_head() -> None:
    """It lies elsewhere on each film, and is on many not at all: no film is doubted for it, a strange one is still."""
    rng = np.random.default_rng(6)
    head = rng.normal(0, 100, (AARIZ_31.anatomical.sum(), 2))

    def film(at: float) -> np.ndarray:
        return np.concatenate([head + rng.normal(0, 1, head.shape), [[at, 0], [at, 90]]])

    points = np.array([film(rng.uniform(-900, 900)) for _ in range(30)])
    readings = points.copy()
    readings[::2, 29:] = np.nan
    features = np.zeros((30, 31, 2))
    features[..., 0] = rng.normal(0, 0.3, (30, 31))
    errors = np.where(np.isfinite(readings[..., 0]), rng.rayleigh(2.0 * np.exp(features[..., 0])), np.nan)
    masked = fit_reliability(features, errors, points, readings, AARIZ_31.anatomical)
    assert np.isnan(masked.shape[29:]).all() and np.isfinite(masked.shape[:29]).all()
    kept = Reliability.from_config({KEY: masked.to_config()}, 31)
    assert kept is not None
    no_ruler = np.zeros((31, 2))
    no_ruler[29:, 0] = 30.0  # the model finds it nowhere
    assert not kept.is_doubtful(film(5_000), kept.expected_error(no_ruler))
    off = film(0)
    off[:10] += 150
    assert kept.is_doubtful(off, kept.expected_error(features[0]))
    assert not fit_reliability(features, errors, points, points).is_doubtful(off, np.ones(31)), "what the mask is for"


def test_landmarks_that_the_model_never_learned_count_nowhere() -> None:
    reliability = some_reliability(19)
    expected = np.where(np.arange(19) < 3, np.nan, 9.5)
    assert reliability.is_doubtful(reliability.shape, expected)
    assert not reliability.is_doubtful(reliability.shape, expected - 1)


def some_reliability(count: int) -> Reliability:
    shape = np.random.default_rng(4).normal(0, 1, (count, 2))
    return Reliability(np.zeros(count), np.array([0.5, 0.1]), shape, 0.2, 9.0)


@pytest.mark.slow
def test_it_survives_the_checkpoint_and_nothing_else_changes(tmp_path: Path) -> None:
    target = tmp_path / "with.pth"
    store_reliability(embedded_model(), target, some_reliability(19), "fitted anew")
    before, after = (torch.load(path, weights_only=True) for path in (embedded_model(), target))
    assert all(torch.equal(value, after["model_state_dict"][key]) for key, value in before["model_state_dict"].items())
    assert {k: v for k, v in after["config"].items() if k != KEY} == {
        k: v for k, v in before["config"].items() if k != KEY
    }
    found = Predictor.load(target).reliability
    assert found is not None
    assert found.to_config() == some_reliability(19).to_config()


def test_what_is_no_checkpoint_gets_none(tmp_path: Path) -> None:
    (tmp_path / "no.pth").write_bytes(b"no")
    with pytest.raises(CephViewError, match=r"no\.pth"):
        store_reliability(tmp_path / "no.pth", tmp_path / "out.pth", some_reliability(19), "fitted anew")
    assert not (tmp_path / "out.pth").exists()


@pytest.mark.parametrize(
    "change",
    [
        {"INTERCEPTS": [0.0] * 18},
        {"WEIGHTS": [1.0]},
        {"WEIGHTS": ["a", "b"]},
        {"SHAPE": [[0.0, float("nan")]] * 19},
        {"SHAPE_LIMIT": None},
        {"ERROR_LIMIT": float("inf")},
        {"FEATURES": ["something newer"]},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_calibration_that_cannot_be_used_is_none(change: dict[str, object]) -> None:
    config = some_reliability(19).to_config()
    assert Reliability.from_config({KEY: config}, 19) is not None
    assert Reliability.from_config({KEY: config | change}, 19) is None
    assert Reliability.from_config({}, 19) is None


@pytest.fixture(scope="module")
def embedded() -> Predictor:
    return Predictor.load()


def test_the_embedded_model_expects_errors_and_takes_the_sample_for_a_head(embedded: Predictor) -> None:
    film = read_film(resource("sample", "phantom.png"))
    prediction = embedded.predict(film)
    assert prediction.notes == ()
    assert prediction.expected_error is not None
    expected_mm = prediction.expected_error * film.calibration.mm_per_px_x
    assert ((expected_mm > 0.2) & (expected_mm < 5)).all()


@pytest.mark.slow
def test_a_left_facing_film_is_read_as_well_as_its_mirror_image(embedded: Predictor) -> None:
    film = read_film(resource("sample", "phantom.png"))
    upright = embedded.predict(film)
    mirrored = embedded.predict(Radiograph(np.ascontiguousarray(film.pixels[:, ::-1])))
    assert "faces to the left" in mirrored.notes[0]
    np.testing.assert_allclose(mirrored.points * [-1, 1] + [film.size[0] - 1, 0], upright.points, atol=1e-6)


@pytest.mark.slow
def test_a_deep_film_that_is_no_head_is_brought_to_8_bit_once_for_all_ways_round(
    embedded: Predictor, monkeypatch: pytest.MonkeyPatch
) -> None:
    depths, to_8bit = [], Radiograph.to_8bit

    def watched(film: Radiograph) -> np.ndarray:
        depths.append(film.is_deep)
        return to_8bit(film)

    monkeypatch.setattr(Radiograph, "to_8bit", watched)
    noise = np.random.default_rng(0).integers(0, 65536, (600, 480)).astype(np.uint16)
    assert embedded.predict(Radiograph(noise)).notes == (NO_HEAD,)
    assert depths.count(True) == 1 and len(depths) > 2


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["noise", "black", "page of text"])
def test_what_is_no_head_is_told(embedded: Predictor, kind: str) -> None:
    pixels = np.zeros((600, 480), np.uint8)
    if kind == "noise":
        pixels = np.random.default_rng(0).integers(0, 256, (600, 480)).astype(np.uint8)
    elif kind == "page of text":
        pixels[:] = 255
        for y in range(40, 600, 30):
            cv2.putText(pixels, "Lorem ipsum dolor sit amet", (20, y), 0, 0.8, 0, 2)
    prediction = embedded.predict(Radiograph(pixels))
    assert "does not look like a lateral film" in prediction.notes[0]


def test_level_and_radius_are_those_of_films_that_had_no_part() -> None:
    """Few films, many landmarks: on its own films a fit expects what it found there, on others too little."""
    rng = np.random.default_rng(11)
    truth = rng.uniform(0.5, 3.0, 19)
    points = np.broadcast_to(rng.normal(0, 100, (19, 2)), (300, 19, 2))
    features = rng.normal(0, 0.2, (300, 19, 2))
    errors = rng.rayleigh(truth, (300, 19)) * rng.lognormal(0, 0.5, (300, 1))
    fitted = fit_reliability(features[:20], errors[:20], points[:20], points[:20])
    others, expected = errors[20:], fitted.expected_error(features[20:])
    inside = float((others <= fitted.radius * expected).mean())
    assert 0.85 < inside < 0.95
    kept = Reliability.from_config({KEY: fitted.to_config()}, 19)
    assert kept is not None and kept.radius == fitted.radius
    former = {k: v for k, v in fitted.to_config().items() if k != "RADIUS_90"}
    found = Reliability.from_config({KEY: former}, 19)
    assert found is not None and np.isnan(found.radius), "a checkpoint of before says nothing of it"
    few = fit_reliability(features[:3], errors[:3], points[:3], points[:3])
    assert np.isnan(few.radius) and "RADIUS_90" not in few.to_config()


def test_how_errors_lie_together_is_learnt_and_kept_in_the_config():
    rng = np.random.default_rng(5)
    films, count = 60, 4
    # The first two landmarks go astray together, the third along x alone; the fourth was never read.
    together = rng.normal(size=(films, 2))
    errors = rng.normal(size=(films, count, 2))
    errors[:, 0] = errors[:, 1] = together
    errors[:, 2, 1] = 0.0
    readings = rng.uniform(0, 200, (count, 2)) + rng.normal(size=(films, count, 2))
    readings[:, 3] = np.nan
    points = readings + errors
    radial = np.linalg.norm(errors, axis=2)
    radial[:, 3] = np.nan
    features = rng.normal(size=(films, count, 2)) * 0.01
    found = fit_reliability(features, radial, points, readings)
    products = found.products
    assert products.shape == (8, 8) and products == pytest.approx(products.T)
    assert products[0, 0] == pytest.approx(1, abs=0.5) and 0.4 < products[0, 2] / products[0, 0] < 0.8
    assert products[5, 5] < 0.1 * products[4, 4]
    assert products[6:, 6:] == pytest.approx(np.eye(2), abs=0.01)
    again = Reliability.from_config({"RELIABILITY": found.to_config()}, count)
    assert again.products == pytest.approx(products, abs=1e-4)
    for broken in ([[1.0]], "x", (products * np.nan).tolist(), (-products).tolist()):
        told = {**found.to_config(), "ERROR_PRODUCTS": broken}
        assert Reliability.from_config({"RELIABILITY": told}, count).products is None
