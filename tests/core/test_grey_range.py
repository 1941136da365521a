"""Between which greys a film's anatomy lies: rims, writing and windows that do not fit do not count."""

from __future__ import annotations

import numpy as np
import pytest

from cephview.core.grey_range import fitting_look, misfit, own_range, screen_table
from cephview.core.radiograph import Radiograph

RNG = np.random.default_rng(0)
FILM = (np.clip(RNG.normal(1800, 700, (300, 250)), 200, 3900)).astype(np.uint16)  # 12 bit in 16
PLAIN = own_range(FILM)


def test_a_plain_film_has_the_range_that_it_uses() -> None:
    assert PLAIN.note == "" and 150 <= PLAIN.low <= 260 and 3700 <= PLAIN.high <= 3900


@pytest.mark.parametrize("value", [65535, 20000])
@pytest.mark.parametrize("share", [0.01, 0.15, 0.45])
def test_a_rim_or_writing_far_above_is_left_out_and_told(value: int, share: float) -> None:
    film = FILM.copy()
    film[: round(300 * share)] = value
    found = own_range(film)
    assert found.high == pytest.approx(PLAIN.high, abs=60) and "above" in found.note


@pytest.mark.parametrize("share", [0.01, 0.15, 0.45])
def test_a_rim_far_below_is_left_out_and_told(share: float) -> None:
    film = FILM + np.uint16(20000)
    film[: round(300 * share)] = 0
    found = own_range(film)
    assert 19500 <= found.low <= 20260 and found.high == pytest.approx(PLAIN.high + 20000, abs=60)
    assert "below" in found.note


def test_writing_with_soft_edges_is_left_out() -> None:
    film = FILM.copy()
    film[:3] = np.linspace(4000, 65535, 750).reshape(3, 250)
    film[3:6] = 65535
    assert own_range(film).high <= 4100


def test_films_of_eight_bit_keep_their_greys_unless_flat() -> None:
    full = (FILM >> 4).astype(np.uint8)
    assert own_range(full).low == 0 and own_range(full).high == 255 and own_range(full).note == ""
    flat = (FILM >> 6).astype(np.uint8)
    found = own_range(flat)
    assert found.high <= 62 and "stretched" in found.note
    assert Radiograph(flat).to_8bit().max() == 255
    assert own_range(np.full((9, 9), 7, np.uint8)).note == ""


@pytest.mark.parametrize(
    ("window", "fits"),
    [
        ((0, 4095), True), ((200, 3900), True), ((900, 3900), True), ((0, 255), False), ((5000, 9000), False),
        ((0, 65535), False), ((1800, 4095), False), ((0, 1800), False), ((-60000, 4095), False), ((0, 6000), True),
    ],
)  # fmt: skip
def test_a_window_counts_only_where_it_fits(window: tuple[float, float], fits: bool) -> None:
    assert (misfit(FILM, window) == "") is fits


def test_the_model_can_be_given_what_is_on_the_screen() -> None:
    film = Radiograph(FILM)
    shown = film.as_shown(1000, 3000, inverted=True)
    expected = 255 - np.clip((FILM.astype(float) - 1000) / 2000, 0, 1) * 255
    assert np.abs(shown.to_8bit() - expected).max() <= 0.51 and "1000 to 3000" in shown.notes[-1]
    assert "inverted" in shown.notes[-1] and film.notes == ()


def _shown_middle(film: np.ndarray, low: float, high: float, gamma: float) -> float:
    table = screen_table(film.dtype == np.uint16, low, high, gamma=gamma)
    return float(np.median(table[film])) / 255


@pytest.mark.parametrize(
    ("film", "word"),
    [
        ((FILM / 4095 * 70).astype(np.uint8), "dark"),
        ((FILM / 4095 * 70 + 180).astype(np.uint8), "bright"),
        ((FILM / 4095 * 60 + 100).astype(np.uint8), "flat"),
        ((255 * (FILM / 4095) ** 4).astype(np.uint8), "dark"),
    ],
)
def test_a_film_that_can_hardly_be_seen_gets_a_look_that_fits(film: np.ndarray, word: str) -> None:
    framed = film.copy()
    framed[:8], framed[-8:] = 0, 255  # a frame of black and white is no film
    for each in (film, framed):
        look = fitting_look(each, (0.0, 255.0))
        assert look is not None and f"very {word}" in look.why
        assert 0.3 < _shown_middle(film, look.low, look.high, look.gamma) < 0.55


def test_a_film_that_can_be_seen_is_shown_as_it_was_stored() -> None:
    assert fitting_look(FILM, (PLAIN.low, PLAIN.high)) is None
    assert fitting_look((FILM / 4095 * 255).astype(np.uint8), (0.0, 255.0)) is None
    assert fitting_look(np.full((40, 40), 7, np.uint8), (0.0, 255.0)) is None  # blank: nothing to be seen
    assert fitting_look(np.array([[0, 255]], np.uint8), (0.0, 255.0)) is None
