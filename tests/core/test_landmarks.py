from __future__ import annotations

import numpy as np
import pytest

from cephview.core.catalogue import LANDMARKS
from cephview.core.landmarks import AARIZ_29, CL_DETECTION_38, ISBI_19, SCHEMES, Scheme, scheme_of_count


def test_the_published_orders():
    assert [len(s) for s in (ISBI_19, AARIZ_29, CL_DETECTION_38)] == [19, 29, 38]
    assert ISBI_19.symbols[10:12] == ("L1", "U1")
    assert CL_DETECTION_38.symbols[:19] == ISBI_19.symbols
    assert CL_DETECTION_38.symbols[29:31] == ("UVB", "LVB")  # what its list calls UL′ and LL′
    assert AARIZ_29.symbols[0] == "A"
    for scheme in SCHEMES.values():
        assert len(set(scheme.symbols)) == len(scheme)
        assert all(symbol in LANDMARKS for symbol in scheme.symbols)
        assert scheme_of_count(len(scheme)) is scheme
    assert scheme_of_count(5) is None


def test_points_move_by_landmark_and_back():
    points = np.arange(38.0).reshape(19, 2)
    there = AARIZ_29.take(points, ISBI_19)
    assert np.isnan(there[AARIZ_29.index("Co")]).all()
    assert tuple(there[AARIZ_29.index("L1")]) == tuple(points[10])
    assert np.array_equal(ISBI_19.take(there, AARIZ_29), points)
    assert ISBI_19.take(np.arange(19.0), ISBI_19).shape == (19,)


@pytest.mark.parametrize("prime", ["′", "'", "`", "’", "´", "‘", "ʹ"])
def test_soft_tissue_points_are_never_taken_for_bone(prime):
    assert AARIZ_29.resolve(f"Pog{prime}") == "Pog′"
    assert AARIZ_29.resolve(f"N{prime}") == "N′"
    assert CL_DETECTION_38.resolve(f"me{prime}") == "Me′"


@pytest.mark.parametrize(
    ("label", "symbol"),
    [
        ("s", "S"),
        (" Sella ", "S"),
        ("LIT", "L1"),
        ("Lower Incisor Tip", "L1"),
        ("a-point", "A"),
        ("B", "B"),
        ("soft tissue pogonion", "Pog′"),
        ("nonsense", None),
        ("", None),
        ("Pog", "Pog"),
    ],
)
def test_labels_of_files(label, symbol):
    assert AARIZ_29.resolve(label) == symbol


def test_every_symbol_name_and_alias_means_its_own_landmark():
    for scheme in SCHEMES.values():
        for landmark in scheme.landmarks:
            for label in (landmark.symbol, landmark.name, *landmark.aliases):
                assert scheme.resolve(label) == landmark.symbol


def test_unknown_landmarks():
    scheme = Scheme("own", "own", ("Q1", "S"))
    assert scheme.landmarks[0].name == "Q1"
    assert scheme.index("S") == 1
    with pytest.raises(KeyError):
        scheme.index("N")
