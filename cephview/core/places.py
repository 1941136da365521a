"""Where to look for a landmark: for the film to be brought there, and for nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

import numpy as np

from cephview.core.estimates import HeadModel, estimate
from cephview.core.head_shape import MEAN_HEAD_MM, Point

# In mm of the mean head (x towards the nose, y down), by anatomy and by eye on films, to a centimetre: the neck and the
# airway differ the most. Where readings are at hand, `MEAN_HEAD_MM` has the landmark.
ROUGHLY_MM: dict[str, Point] = {
    **{"Opi": (-100, -12), "SE": (-27, -62), "Te": (-22, -52), "Cl": (-36, -62), "Dors": (-48, -57), "RO": (-5, -68)},
    **{"Rh": (25, -44), "KR": (-9, -13), "Pr": (18, 2), "Id": (16, 19), "Pm": (11, 33), "GoC": (-52, 18)},
    **{"tgi": (-42, 22), "tgp": (-54, 5), "Ag": (-32, 27), "Coa": (-47, -32), "DC": (-53, -24), "Cor": (-25, -24)},
    **{"RR1": (-22, -2), "RR2": (-54, -2), "RR3": (-40, -20), "RR4": (-40, 23), "Xi": (-38, 2), "CC": (-22, -42)},
    **{"CF": (-24, -37), "E": (-60, -53), "L": (0, -60), "U1L": (22, 7), "L1L": (19, 14), "U6D": (-16, 4)},
    **{"L6D": (-14, 11), "U6A": (-10, -12), "L6A": (-10, 27), "UP1": (5, 9), "LP1": (5, 9), "U3": (11, 10)},
    **{"L3": (12, 11), "SLS": (28, -3), "Sto": (24, 12), "ILS": (22, 32)},
    **{"OR′": (14, -37), "CB′": (12, -25), "SP′": (14, -30), "AB′": (20, -14), "ULi": (24, 5), "LLi": (22, 20)},
    **{"H": (-36, 42), "P": (-48, 9), "SPa": (-38, -8), "UPW": (-55, -12), "Tp": (-45, 19), "LPW": (-57, 20)},
    **{"AD1": (-48, -17), "AD2": (-42, -26), "Eb": (-48, 42), "Tt": (15, 14)},
    **{"C2p": (-81, 20), "C2d": (-74, 17), "C2a": (-67, 17), "C3up": (-81, 23), "C3ua": (-67, 21)},
    **{"C3lp": (-81, 36), "C3d": (-73, 34), "C3la": (-66, 34)},
    **{"C4up": (-81, 40), "C4ua": (-66, 38), "C4lp": (-80, 53), "C4d": (-72, 51), "C4la": (-65, 51)},
}
# How a head differs from the mean one: by so many mm (SD), neighbours within so many mm alike, and each landmark by so
# many mm for itself. Each of ISBI's 19 left out in turn lies 2.6 to 3.5 mm off on average (ISBI, Hamedan, Aariz).
_SD_MM, _ALIKE_MM, _OWN_MM = 4.0, 40.0, 2.0


def places_to_look(model: HeadModel, known: Mapping[str, complex], wanted: Iterable[str]) -> dict[str, complex]:
    """Where the wanted landmarks may lie (x + iy, film px), from the known ones, however the film lies.

    By the model of heads where that was taught them, those included that it leaves to the hand; else by the mean head,
    bent to the known landmarks. Left out are those that are known and those of which nothing is known; empty where
    fewer than five are known.
    """
    wanted = tuple(wanted)
    roughly = estimate(_bent_head(), known, wanted)
    better = estimate(model, known, wanted, by_hand=True)
    return {symbol: each.point for symbol, each in (roughly | better).items()}


@cache
def _bent_head() -> HeadModel:
    places = ROUGHLY_MM | MEAN_HEAD_MM
    mean = np.array(list(places.values()), np.float64)
    apart = np.linalg.norm(mean[:, None] - mean, axis=2)
    alike = _SD_MM**2 * np.exp(-0.5 * (apart / _ALIKE_MM) ** 2) + _OWN_MM**2 * np.eye(len(mean))
    return HeadModel(tuple(places), mean, np.kron(alike, np.eye(2)))
