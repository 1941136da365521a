from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from cephview.core.radiograph import Radiograph


def ramp(top: int, kind: type) -> np.ndarray:
    return np.round(np.linspace(0, top, 200 * 100)).reshape(200, 100).astype(kind)


def mixed(top: int, kind: type) -> np.ndarray:
    """All greys from 0 to `top`, anywhere on the film."""
    return np.random.default_rng(0).permutation(np.round(np.linspace(0, top, 480_000)).astype(kind)).reshape(800, 600)


def test_what_a_film_says_of_itself():
    film = Radiograph(ramp(255, np.uint8), Path("folder/a.png"))
    assert film.size == (100, 200)
    assert film.name == "a.png"
    assert not film.is_deep
    assert film.grey_range() == (0, 255)
    assert film.to_8bit() is film.pixels
    assert Radiograph(ramp(9, np.uint8)).name == "film"


def test_pixels_cannot_be_changed():
    with pytest.raises(ValueError, match="read-only"):
        Radiograph(ramp(255, np.uint8)).pixels[0, 0] = 1


@pytest.mark.parametrize("top", [4095, 16383, 65535])
def test_deep_films_use_the_depth_they_have(top):
    grey = Radiograph(mixed(top, np.uint16)).to_8bit()
    assert grey.dtype == np.uint8
    assert np.abs(grey.astype(int) - mixed(255, np.uint8)).max() <= 1


@pytest.mark.parametrize("value", [0, 1000, 65535])
def test_an_even_deep_film_is_brought_to_8_bit_without_a_warning(value):
    film = Radiograph(np.full((8, 8), value, np.uint16))
    assert film.to_8bit().shape == (8, 8)
    low, high = film.grey_range()
    assert low < high


def test_hot_pixels_do_not_decide_the_range():
    pixels = np.tile(ramp(4000, np.uint16), (4, 4))
    pixels[0, 0] = 65535
    assert Radiograph(pixels).grey_range()[1] <= 4000


@pytest.mark.parametrize(
    "pixels",
    [
        np.zeros((4, 4)),
        np.zeros((4, 4), np.int16),
        np.zeros((4, 4, 4), np.uint8),
        np.zeros(4, np.uint8),
        np.zeros((0, 4), np.uint8),
        np.zeros((4, 0, 3), np.uint16),
    ],
)
def test_other_arrays_are_no_film(pixels):
    with pytest.raises(ValueError, match="radiograph"):
        Radiograph(pixels)
