"""What a diagnosis repairs, kept in files and read again, is as good as what was never broken."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from planting.repairing import repaired
from planting.table import NAMED
from planting.world import World
from test_diagnosis import KnowingNetwork, network, world  # noqa: F401

from cephview.review.diagnosis import Bench, diagnose
from cephview.review.diagnosis.evidence import film_means

# One of each kind of repair that has a button: fields of a sidecar, and ways to read readings.
# The stand-in wants a mean that no code has, so wrong greys are those of a wrong scale.
KINDS = (
    *("soft-argmax, temperature 4, whole map", "grey scale of 0-255", "stretched against padded"),
    *("width and height of the input exchanged", "fusion"),
    *("landmarks in another order", "x and y exchanged", "y counted from below", "readings in mm"),
    *("readings from 0 to 1", "read at full resolution", "read on uncropped films", "readings in the network's frame"),
    *("readings one film on", "missing written as −1, −1"),
)


def mre(network: KnowingNetwork, world: World) -> float:  # noqa: F811
    return float(film_means(Bench(network, world.films).errors(world.setup, range(len(world.films)))).mean())


@pytest.mark.slow
@pytest.mark.parametrize("name", KINDS)
def test_a_kept_repair_is_as_good_as_sound(
    world: World,  # noqa: F811
    network: KnowingNetwork,  # noqa: F811
    name: str,
    tmp_path: Path,
) -> None:
    broken = NAMED[name].apply(world)
    found = diagnose(network, broken.setup, broken.films)
    mended = repaired(broken, found, tmp_path)
    assert list(tmp_path.iterdir()), found.text()
    assert mre(network, broken) > mre(network, world) + 0.1
    assert mre(network, mended) == pytest.approx(mre(network, world), abs=0.02)
