from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cephview.core.geometry import Letterbox
from cephview.model.config_values import ConfigReader
from cephview.model.decoding import CODECS, Argmax, Dark, PowerMean, QuarterOffset, SoftArgmax, decoded
from cephview.model.grid import Grid
from cephview.model.specification import Decoding, Stated
from cephview.model.specification_reader import read_specification

RULES = st.sampled_from(["x/4", "centre", "udp", "x/4 + 1/2"])
SIGMAS = st.floats(1.5, 3.0)
CELLS = st.tuples(st.floats(0, 1), st.floats(0, 1))


def grid_of(rule, width=48, height=40):
    return Grid((4 * width, 4 * height), (width, height), rule)


def inner(grid, share, margin):
    """A point (1, 2) in input px whose cell lies `margin` cells and more from the border."""
    size = np.array(grid.heatmap_size, float)
    cell = margin + np.array(share) * (size - 1 - 2 * margin)
    return grid.to_input(cell[None])


def error_in_cells(codec, point):
    found, confidence = codec.decode(codec.encode(point))
    assert 0 <= confidence.item() <= 1
    return float(np.abs(codec.grid.to_heatmap(found) - codec.grid.to_heatmap(point)).max())


@given(rule=RULES, share=CELLS)
def test_cells_and_input_are_exact_inverses(rule, share):
    grid = grid_of(rule)
    point = np.array([share]) * 190
    assert np.abs(grid.to_input(grid.to_heatmap(point)) - point).max() < 1e-9


def test_where_a_cell_lies():
    cell = np.array([[0.0, 0.0], [3.0, 9.0]])
    assert grid_of("x/4").to_input(cell).tolist() == [[0, 0], [12, 36]]
    assert grid_of("centre").to_input(cell).tolist() == [[1.5, 1.5], [13.5, 37.5]]
    last = np.array([47.0, 39.0])
    assert grid_of("udp").to_input(last).tolist() == pytest.approx([191, 159])


@settings(deadline=None)
@given(rule=RULES, share=CELLS, sigma=SIGMAS)
def test_dark_is_exact(rule, share, sigma):
    codec = Dark(grid_of(rule), sigma)
    assert error_in_cells(codec, inner(codec.grid, share, 4 * sigma)) < 0.05


@settings(deadline=None)
@given(rule=RULES, share=CELLS, sigma=SIGMAS, temperature=st.floats(0.2, 5), local=st.booleans())
def test_soft_argmax_is_exact(rule, share, sigma, temperature, local):
    radius = math.ceil(3.5 * sigma) if local else None
    codec = SoftArgmax(grid_of(rule), sigma, Decoding("softargmax", temperature, radius))
    assert error_in_cells(codec, inner(codec.grid, share, 4 * sigma)) < 0.05


def test_the_trainers_decoding_is_exact():
    for shift in np.linspace(-0.5, 0.5, 21):
        codec = SoftArgmax(grid_of("centre"), 2.0, Decoding("softargmax", radius=6))
        assert error_in_cells(codec, codec.grid.to_input(np.array([[20.0 + shift, 21.3]]))) < 0.05


@settings(deadline=None)
@given(rule=RULES, share=CELLS, sigma=SIGMAS)
def test_coarse_codecs_keep_their_bounds(rule, share, sigma):
    grid = grid_of(rule)
    point = inner(grid, share, 2)
    assert error_in_cells(Argmax(grid, sigma), point) <= 0.5 + 1e-6
    assert error_in_cells(QuarterOffset(grid, sigma), point) <= 0.25 + 1e-6


@settings(deadline=None)
@given(
    rule=RULES,
    share=CELLS,
    film=st.tuples(st.integers(300, 3000), st.integers(300, 3000)),
    padding=st.sampled_from(["centre", "corner", "stretch"]),
    method=st.sampled_from(["dark", "softargmax"]),
)
def test_letterbox_and_codec_together(rule, share, film, padding, method):
    codec = CODECS[method](grid_of(rule), 2.0, Decoding(method))
    box = Letterbox.fit(film, codec.grid.input_size, padding=padding, rule="centre" if rule == "centre" else "scale")
    point = box.to_film(inner(codec.grid, share, 8))
    found, _ = codec.decode(codec.encode(box.to_input(point)))
    in_cells = np.abs(box.to_film(found) - point) * box.scale / 4
    assert in_cells.max() < 0.05


@pytest.mark.parametrize("method", sorted(CODECS))
@pytest.mark.parametrize("rule", ["x/4", "centre", "udp", "x/4 + 1/2"])
def test_points_on_the_border_and_beyond_stay_near(method, rule):
    codec = CODECS[method](grid_of(rule), 2.0, Decoding(method))
    points = np.array([[0.0, 0.0], [191.0, 0.0], [0.0, 159.0], [191.0, 159.0], [-8.0, 80.0]])
    found, confidence = codec.decode(codec.encode(points))
    assert np.isfinite(found).all()
    assert np.abs(found - points).max() < 4 * 4
    assert ((confidence >= 0) & (confidence <= 1)).all()


@pytest.mark.parametrize("method", sorted(CODECS))
@pytest.mark.parametrize("value", [0.0, -3.0, 1e30, -1e30])
def test_even_maps_decode_to_something_finite(method, value):
    codec = CODECS[method](grid_of("centre"), 2.0, Decoding(method))
    found, confidence = codec.decode(np.full((3, 40, 48), value, np.float32))
    assert np.isfinite(found).all()
    assert ((confidence >= 0) & (confidence <= 1)).all()


def test_a_negative_floor_does_not_move_dark():
    codec = Dark(grid_of("x/4"), 2.0)
    point = np.array([[81.3, 77.7]])
    maps = codec.encode(point)
    shifted, _ = codec.decode(maps - 0.02)
    assert np.abs(codec.grid.to_heatmap(shifted) - codec.grid.to_heatmap(point)).max() < 0.05


@pytest.mark.parametrize("method", sorted(CODECS))
def test_batches_decode_as_single_maps(method):
    codec = CODECS[method](grid_of("centre"), 2.0, Decoding(method))
    points = np.random.default_rng(1).random((2, 3, 2)) * 100 + 30
    maps = codec.encode(points).astype(np.float32)
    together, confidence = codec.decode(maps)
    assert together.shape == (2, 3, 2)
    alone, sure = codec.decode(maps[1])
    assert np.allclose(together[1], alone)
    assert np.allclose(confidence[1], sure)


def test_confidence_falls_with_the_second_guess():
    codec = SoftArgmax(grid_of("centre"), 2.0, Decoding("softargmax"))
    one = np.array([[60.0, 60.0]])
    sharp = codec.encode(one)
    torn = np.logaddexp(sharp, codec.encode(one + 64))
    assert codec.decode(sharp)[1] > 0.95
    assert codec.decode(torn)[1] == pytest.approx(0.5, abs=0.05)


def test_the_power_mean_takes_the_peak_below_its_threshold():
    codec = PowerMean(grid_of("x/4"), 2.0, Decoding("power", exponent=2.0, threshold=0.3))
    point = np.array([[84.0, 77.0]])
    strong, _ = codec.decode(codec.encode(point))
    assert np.abs(strong - point).max() < 0.2
    torn = codec.encode(point) * 0.29 + codec.encode(point + 60) * 0.2
    weak, _ = codec.decode(torn)
    assert np.abs(weak - point).max() <= 2, "the highest cell, not the mean of two places"


def test_coordinates_need_no_heatmap():
    given = read_specification(ConfigReader({"INPUT": {"IMAGE_SIZE": [80, 40]}}, "f"), joints=2, in_channels=3)
    wanted = np.array([[10.0, 60.0], [40.0, 0.0]])
    for unit, output in (("px", wanted), ("0-1", wanted / [40, 80]), ("-1-1", wanted / [40, 80] * 2 - 1)):
        told = replace(given, decoding=Stated(Decoding("coordinates", unit=unit)))
        points, confidence = decoded(output.astype(np.float32).ravel(), told)
        assert np.allclose(points, wanted, atol=1e-4)
        assert np.isnan(confidence).all(), "coordinates tell no confidence"


def test_a_sigmoid_comes_before_the_decoding():
    given = read_specification(ConfigReader({"INPUT": {"IMAGE_SIZE": [80, 40]}}, "f"), joints=1, in_channels=3)
    logits = np.full((1, 20, 10), -30.0, np.float32)
    logits[0, 5, 3], logits[0, 15, 3] = 2.0, 20.0
    how = Decoding("power", exponent=2.0)
    raw = decoded(logits, replace(given, decoding=Stated(how)))[0]
    after = decoded(logits, replace(given, decoding=Stated(how), activation=Stated("sigmoid")))[0]
    assert raw[0, 1] == pytest.approx(4 * 15, abs=1)
    assert after[0, 1] == pytest.approx(4 * (5 * 0.776 + 15) / 1.776, abs=0.2)
