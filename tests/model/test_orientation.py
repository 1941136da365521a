"""A film laid another way round: pixels and points go the same way, and the points come back."""

from __future__ import annotations

import numpy as np
import pytest

from cephview.core.radiograph import Radiograph
from cephview.core.turn import Turn
from cephview.model.orientation import WAYS, back, laid, note


def test_all_eight_ways_are_tried_once_and_the_film_as_it_is_first() -> None:
    assert len({turn.matrix for turn in WAYS}) == len(WAYS) == 8
    assert WAYS[0].is_upright and WAYS[1] == Turn(mirrored=True)


@pytest.mark.parametrize("turn", WAYS, ids=lambda turn: turn.describe() or "as it is")
def test_a_pixel_found_on_the_turned_film_comes_back_to_its_place(turn: Turn) -> None:
    pixels = np.zeros((5, 8), np.uint8)
    pixels[1, 6] = 255
    film = Radiograph(pixels)
    turned = laid(film, turn).pixels
    row, column = np.argwhere(turned == 255)[0]
    np.testing.assert_allclose(back(np.array([[column, row]], float), turn, film.size), [[6, 1]], atol=1e-12)


def test_a_quarter_clockwise_brings_the_top_to_the_right() -> None:
    pixels = np.zeros((4, 6), np.uint8)
    pixels[0] = 9
    assert (laid(Radiograph(pixels), Turn(1)).pixels[:, -1] == 9).all()


def test_the_note_names_what_was_wrong() -> None:
    assert note(WAYS[0]) == ""
    assert "faces to the left" in note(Turn(mirrored=True))
    assert "turned by 90°" in note(Turn(1))
