"""What a file writes for a landmark that was not read is no reading of it, whatever it is and whose."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from standing_out import bench_of, drawn_films

from cephview.core.landmarks import ISBI_19
from cephview.review.diagnosis.frames import unread_points
from cephview.review.diagnosis.setup import LabelRule, nowhere

PLACE = ISBI_19.index("PNS")


@pytest.mark.parametrize(
    "written", [(-1, -1), (-1, 300), (300, -1), (0, 0), (-999, -999), (-999, 300), (9999, 9999), (1e6, 0)]
)
@pytest.mark.parametrize("unit", [1.0, 0.1, 1 / 2400, 3.0], ids=["px", "mm", "shares", "another resolution"])
def test_each_way_of_writing_it_is_seen_in_each_unit(written: tuple[float, float], unit: float) -> None:
    points = drawn_films(1)[0].references[0].points * unit
    points[PLACE] = [unit * value if value == 300 else value for value in written]
    assert np.flatnonzero(nowhere(points)).tolist() == [PLACE]


def test_no_point_of_a_head_is_taken_for_one() -> None:
    slip = drawn_films(1)[0].references[0].points
    slip[PLACE] += 60  # 45 mm off
    assert not nowhere(slip).any() and not nowhere(np.full((19, 2), np.nan)).any()


@pytest.mark.parametrize("reader", [0, 1])
def test_of_two_readers_the_one_who_leaves_points_out_is_seen(reader: int) -> None:
    def without(film):
        readings = list(film.references)
        points = readings[reader].points.copy()
        points[PLACE] = 0
        readings[reader] = replace(readings[reader], points=points)
        return replace(film, references=tuple(readings))

    films = drawn_films(4, readers=2)
    bench, setup = bench_of([without(films[0]), films[1], without(films[2]), films[3]])
    found = unread_points(bench, setup)
    assert found is not None and "PNS on 2 films" in found.title
    clean = found.apply(replace(setup, of_readers=(("junior", LabelRule()),)))
    assert np.isnan(bench.readers(clean, 0)[reader, PLACE]).all() and unread_points(bench, clean) is None
