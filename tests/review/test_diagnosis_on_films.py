"""The embedded model on a few real films: a handful of breaks, and none.

Six films tell what costs much. What needs twelve (a wrong decoding beside something else, 0.2 mm: a t-test of six
believes little) is in the whole proof, `plant_causes.py`.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent))
from planting.table import NAMED, break_all
from planting.world import World

from cephview.io.datasets import find_films
from cephview.model.families.loading import load_checkpoint
from cephview.model.predictor import embedded_model
from cephview.review.diagnosis import Diagnosis, ModelNetwork, Setup, diagnose
from cephview.review.diagnosis.films import read_films, spread

FILMS = Path(__file__).resolve().parents[3] / "shared" / "data" / "isbi2015" / "validation"
pytestmark = [
    pytest.mark.skipif(not FILMS.is_dir(), reason=f"the films of {FILMS} are not here"),
    pytest.mark.slow,
]


class Remembering:
    """A network that makes each forward pass once for all tests."""

    def __init__(self, network: ModelNetwork) -> None:
        self.network, self.known = network, {}

    def __call__(self, tensor: np.ndarray, fusion: str) -> np.ndarray:
        key = (hash(tensor.tobytes()), fusion)
        if key not in self.known:
            self.known[key] = self.network(tensor, fusion).astype(np.float16)
        return self.known[key].astype(np.float32)


@pytest.fixture(scope="module")
def network() -> Remembering:
    return Remembering(ModelNetwork(load_checkpoint(embedded_model())))


def _world(network: Remembering, count: int) -> World:
    films, problems, _ = read_films(spread(find_films(FILMS), count))
    assert not problems and len(films) == count
    return World(Setup(network.network.specification), films)


@pytest.fixture(scope="module")
def world(network: Remembering) -> World:
    return _world(network, 6)


def repairs(found: Diagnosis) -> list[str]:
    """The causes that were found, in order, but for what is true of these films however they are set up: the model has
    Pog′ by the definition, as the junior reader, and the senior by another.
    """
    return [f.cause for f in found.findings if not (f.cause == "definition" and f.title.startswith("Pog′ "))]


def test_an_unbroken_set_up_has_nothing_to_repair(world: World, network: Remembering) -> None:
    found = diagnose(network, world.setup, world.films)
    assert repairs(found) == [], found.text()
    (definition,) = found.findings
    assert "senior by another than junior, whom the model follows" in definition.title
    assert 0.5 < found.before < 1.6


@pytest.mark.parametrize(
    "names",
    [
        ("landmarks in another order",),
        ("x and y exchanged",),
        ("soft-argmax, temperature 4, whole map",),
        ("mm per px times 0.53",),
        ("a slip of one reader",),
    ],
    ids=" + ".join,
)
def test_what_was_broken_comes_first(world: World, network: Remembering, names: tuple[str, ...]) -> None:
    wrong = break_all(world, names)
    found = diagnose(network, wrong.setup, wrong.films)
    first = repairs(found)[:1]
    assert all(set(first) & set(NAMED[name].causes) for name in names), found.text()
