"""The catalogue of landmarks as data: what it holds, what it refuses, what a user adds to it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cephview.core.catalogue import LANDMARKS, TISSUES, Catalogue, Landmark, check_landmark, parse_landmarks
from cephview.core.errors import CephViewError
from cephview.core.landmarks import SCHEMES, landmark_key
from cephview.io.annotations.synonyms import meanings
from cephview.io.own_landmarks import keep_own_landmark, load_own_landmarks

pytestmark = pytest.mark.usefixtures("forget_own_landmarks")  # no landmark outlives its test


def test_it_holds_every_landmark_of_the_schemes_and_each_says_where_it_lies() -> None:
    assert len(LANDMARKS) >= 115
    for scheme in SCHEMES.values():
        assert all(LANDMARKS.is_built_in(symbol) for symbol in scheme.symbols)
    for landmark in LANDMARKS.values():
        assert not check_landmark(landmark) and landmark.definition and landmark.tissue in TISSUES
        assert all(parent in LANDMARKS for parent in landmark.parents), landmark.symbol


def test_no_name_means_two_landmarks() -> None:
    owners: dict[str, set[str]] = {}
    for landmark in LANDMARKS.values():
        for text in (landmark.symbol, landmark.name, *landmark.aliases):
            owners.setdefault(landmark_key(text), set()).add(landmark.symbol)
    shared = {key: symbols for key, symbols in owners.items() if len(symbols) > 1}
    assert shared == {"spa": {"ANS", "SPa"}}  # Spina nasalis anterior is meant where a file writes so
    assert meanings("Spa") == ("ANS",) and meanings("SPa") == ("SPa",)


@pytest.mark.parametrize("label", ["P", "p", "Pr", "Pm"])
def test_a_symbol_that_means_several_is_no_answer(label: str) -> None:
    assert len(meanings(label)) > 1


@pytest.mark.parametrize(
    "text",
    [
        "landmark = 5",
        "[[landmark]]\nsymbol = 'A B'\nname = 'x'",
        "[[landmark]]\nsymbol = 'U1+L1'\nname = 'x'",
        "[[landmark]]\nsymbol = 'X9'",
        "[[landmark]]\nsymbol = 'X9'\nname = 'x'\ntissue = 'wood'",
        "[[landmark]]\nsymbol = 'X9'\nname = 'x'\ncolour = 'red'",
        "[[landmark]]\nsymbol = 'X9'\nname = 'x'\nconstruct = 'midpoint A'",
        "[[landmark]]\nsymbol = 'X9'\nname = 'x'\naliases = 'y'",
        "[[landmark]]\nsymbol = 'X9'\nname = 5",
        "[[landmark]]\nsymbol = 'X9'\nname = 'x'\n[[landmark]]\nsymbol = 'X9'\nname = 'y'",
        "[[landmark]\n",
        "a" * 50 + "= [" * 3000,
    ],
)
def test_what_is_no_catalogue_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(CephViewError) as refused:
        parse_landmarks(text, "mine.toml")
    assert "mine.toml" in str(refused.value) and "\n" not in str(refused.value)[:-1]


def test_a_landmark_of_ones_own_is_kept_and_known_again(
    tmp_path: Path, forget_own_landmarks: Callable[[], None]
) -> None:
    path = tmp_path / "landmarks.toml"
    assert load_own_landmarks(path) == ()
    own = Landmark("Tst9′", 'Tip of "the test"', tissue="soft", definition="Where\\it lies, ü")
    keep_own_landmark(path, own)
    keep_own_landmark(path, Landmark("Tst10", "Another"))
    assert [each.symbol for each in load_own_landmarks(path)] == ["Tst9′", "Tst10"]
    assert load_own_landmarks(path)[0] == own == LANDMARKS["Tst9′"] and not LANDMARKS.is_built_in("Tst9′")
    assert meanings("Tst9'") == ("Tst9′",)
    forget_own_landmarks()
    assert "Tst10" not in LANDMARKS and meanings("Tst9'") == () and load_own_landmarks(path)[0] == own
    before = path.read_bytes()
    for wrong in (own, Landmark("S", "Mine"), Landmark("a b", "x")):
        with pytest.raises(CephViewError):
            keep_own_landmark(path, wrong)
    assert path.read_bytes() == before


def test_a_catalogue_never_forgets_nor_replaces() -> None:
    catalogue = Catalogue()
    generation = catalogue.generation
    assert catalogue.add([Landmark("S", "Mine"), Landmark("Q7", "Queue")]) == ("Q7",)
    assert catalogue["S"].name == "Sella" and catalogue["Q7"].name == "Queue"
    assert catalogue.generation == generation + 1 and "Q7" not in LANDMARKS
