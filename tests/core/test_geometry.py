from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cephview.core.geometry import Letterbox

SIDES = st.integers(1, 5000)
PADDINGS = st.sampled_from(["centre", "corner", "stretch"])
RULES = st.sampled_from(["centre", "scale"])


@given(
    film=st.tuples(SIDES, SIDES), target=st.tuples(SIDES, SIDES), padding=PADDINGS, rule=RULES, seed=st.integers(0, 99)
)
def test_there_and_back_is_exact(film, target, padding, rule, seed):
    box = Letterbox.fit(film, target, padding=padding, rule=rule)
    points = np.random.default_rng(seed).uniform(-0.5, 1.5, (19, 2)) * film
    assert np.abs(box.to_film(box.to_input(points)) - points).max() < 1e-6
    inside = np.random.default_rng(seed).uniform(0, 1, (19, 2)) * target
    assert np.abs(box.to_input(box.to_film(inside)) - inside).max() < 1e-6


@given(film=st.tuples(SIDES, SIDES), target=st.tuples(SIDES, SIDES), padding=PADDINGS, rule=RULES)
def test_content_lies_within_the_input(film, target, padding, rule):
    box = Letterbox.fit(film, target, padding=padding, rule=rule)
    for axis in (0, 1):
        assert box.content[axis] >= 1
        assert box.pad[axis] >= 0
        assert box.pad[axis] + box.content[axis] <= target[axis]
    if padding == "stretch":
        assert box.content == target
    else:
        assert box.content[0] == target[0] or box.content[1] == target[1]


@given(film=st.tuples(st.integers(50, 5000), st.integers(50, 5000)), padding=PADDINGS)
def test_film_corners_stay_corners_under_the_centre_rule(film, padding):
    box = Letterbox.fit(film, (512, 640), padding=padding)
    corners = box.to_input(np.array([[-0.5, -0.5], [film[0] - 0.5, film[1] - 0.5]]))
    expected = np.array(box.pad) - 0.5
    assert np.allclose(corners, [expected, expected + box.content], atol=1e-9)


def test_missing_points_stay_missing():
    box = Letterbox.fit((1935, 2400), (768, 768))
    assert np.isnan(box.to_film(np.full((3, 2), np.nan))).all()


def test_the_clinics_letterbox_in_numbers():
    box = Letterbox.fit((1935, 2400), (768, 768), rule="scale")
    assert box.content == (619, 768)
    assert box.pad == (74, 0)
    assert np.allclose(box.to_input(np.array([1000.0, 2000.0])), [1000 * 0.32 + 74, 640])


@pytest.mark.parametrize(("film", "target"), [((0, 5), (64, 64)), ((5, -1), (64, 64)), ((5, 5), (64, 0))])
def test_sizes_that_are_none_are_refused(film, target):
    with pytest.raises(ValueError, match="cannot be fitted"):
        Letterbox.fit(film, target)
