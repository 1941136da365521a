"""The mean head as lines: where a landmark lies on the bone, for a small drawing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from cephview.core.geometry import Points
from cephview.phantom.anatomy import Face, make_head

# What an orthodontist traces; the other outlines of the drawn head are shades of its film.
_TRACED = (
    *("skin", "sella", "dorsum", "clinoid", "planum", "clivus", "occiput", "canal", "nasal_bone", "nasal_front"),
    *("frontal_sinus", "orbit", "orbit_floor", "key_ridge", "fissure", "maxilla_front", "palate", "mandible"),
    *("symphysis", "hyoid", "soft_palate", "epiglottis"),
)


@dataclass(frozen=True)
class Atlas:
    """Outlines (n, 2), and landmarks (2,) by symbol, of the mean head: mm, x to the front, y down."""

    outlines: tuple[Points, ...]
    landmarks: dict[str, Points]


@cache
def atlas() -> Atlas:
    """The mean head; landmarks that the drawn head has no place for are not in it."""
    head = make_head(Face(), np.random.default_rng(0))
    outlines = [head.curves[name] for name in _TRACED]
    outlines += [tooth.outline for tooth in head.teeth]
    outlines += [curve for bone in head.vertebrae for curve in bone.values()]
    return Atlas(tuple(outlines), head.landmarks)
