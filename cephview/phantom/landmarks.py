"""Where the landmarks of a drawn head lie: each read off its outlines by its definition, in the frame of `anatomy`."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cephview.core.geometry import Points

Curves = dict[str, Points]


@dataclass(frozen=True, eq=False)
class Tooth:
    """One tooth in mm: outline, crown and pulp (n, 2), cusp tip and root apex (2,)."""

    name: str
    outline: Points
    crown: Points
    pulp: Points
    tip: Points
    apex: Points


def _furthest(curve: Points, direction: tuple[float, float]) -> Points:
    """The point of a curve that lies furthest in a direction."""
    return np.asarray(curve[int(np.argmax(curve @ np.asarray(direction)))])


def _foremost(curve: Points) -> Points:
    """The most anterior point of a chin; of one that recedes from its upper end on, the most prominent."""
    first = int(np.argmax(curve[:, 0]))
    return np.asarray(curve[first]) if first > 0 else _deepest(curve)


def _part(curve: Points, start: Points, end: Points) -> Points:
    """The stretch of a curve between the points nearest to `start` and `end`, in the curve's order."""
    i = int(np.argmin(((curve - start) ** 2).sum(axis=1)))
    j = int(np.argmin(((curve - end) ** 2).sum(axis=1)))
    return curve[i : j + 1] if i <= j else curve[j : i + 1]


def _deepest(curve: Points) -> Points:
    """The point of a stretch that lies furthest from the chord between its ends."""
    chord = curve[-1] - curve[0]
    away = curve - curve[0]
    return np.asarray(curve[int(np.argmax(np.abs(chord[0] * away[:, 1] - chord[1] * away[:, 0])))])


def _crossing(first: Points, second: Points) -> Points:
    """Where two open polylines cross; where they do not, the point of the first that is nearest to the second."""
    p, r = first[:-1, None, :], np.diff(first, axis=0)[:, None, :]
    q, s = second[None, :-1, :], np.diff(second, axis=0)[None, :, :]
    cross = r[..., 0] * s[..., 1] - r[..., 1] * s[..., 0]
    with np.errstate(divide="ignore", invalid="ignore"):
        t = ((q - p)[..., 0] * s[..., 1] - (q - p)[..., 1] * s[..., 0]) / cross
        u = ((q - p)[..., 0] * r[..., 1] - (q - p)[..., 1] * r[..., 0]) / cross
    hits = np.argwhere((t >= 0) & (t < 1) & (u >= 0) & (u < 1))
    if len(hits) == 0:
        distance = ((first[:, None, :] - second[None, :, :]) ** 2).sum(axis=2).min(axis=1)
        return np.asarray(first[int(np.argmin(distance))])
    i, j = hits[0]
    return np.asarray(first[i] + t[i, j] * (first[i + 1] - first[i]))


def _centroid(polygon: Points) -> Points:
    """Centre of area (2,) of a closed polygon (n, 2)."""
    following = np.roll(polygon, -1, axis=0)
    cross = polygon[:, 0] * following[:, 1] - following[:, 0] * polygon[:, 1]
    return np.asarray(((polygon + following) * cross[:, None]).sum(axis=0) / (3 * cross.sum()))


def _span(name: str, first: int, last: int, curves: Curves, step: int = 12) -> Points:
    """The stretch of an outline between two of its knots."""
    return curves[name][first * step : last * step + 1]


def landmarks_of(curves: Curves, teeth: tuple[Tooth, ...]) -> dict[str, Points]:
    """Each landmark (2,) of a drawn head in mm, by its symbol, read off the outlines (n, 2) by its definition."""
    by_name = {tooth.name: tooth for tooth in teeth}
    found: dict[str, Points] = {
        "S": _centroid(curves["sella"]),
        "N": curves["nasal_front"][0],
        "Or": _furthest(curves["orbit"], (0, 1)),
        "Po": _furthest(curves["canal"], (0, -1)),
        "PNS": _furthest(curves["palate"], (-1, 0)),
        "Ba": curves["clivus"][-1],
        "Bolton": _furthest(_span("occiput", 1, 4, curves), (0, -1)),
        "Ptm": _furthest(curves["fissure"], (0, 1)),
        "PT": _furthest(curves["fissure"], (-0.7, -0.7)),
        "D": _centroid(curves["symphysis"]),
        "U1": by_name["U1"].tip,
        "L1": by_name["L1"].tip,
        "UIA": by_name["U1"].apex,
        "LIA": by_name["L1"].apex,
        "UMT": by_name["U6"].tip,
        "LMT": by_name["L6"].tip,
        "UPM": by_name["U5"].tip,
        "LPM": by_name["L5"].tip,
    }
    maxilla = curves["maxilla_front"]
    found["ANS"] = _furthest(maxilla[: 7 * 12], (1, 0))
    found["A"] = _deepest(_part(maxilla, found["ANS"], maxilla[-1]))

    mandible = curves["mandible"]
    count = len(mandible) // 12
    crest = 21  # knot of the mandible at the lower incisor's alveolar crest; the chin follows it
    chin = mandible[crest * 12 : (crest + 11) * 12 + 1]
    found["Pog"] = _foremost(chin[4 * 12 :])
    found["Me"] = _furthest(chin, (0, 1))
    found["B"] = _deepest(_part(chin, chin[0], found["Pog"]))
    found["Gn"] = _deepest(_part(chin, found["Pog"], found["Me"]))
    back = mandible[(crest + 12) * 12 :]
    corner = _furthest(back, (-0.6, 0.8))
    ramus, body = back[-3 * 12] - corner, found["Me"] - corner
    bisector = ramus / np.hypot(*ramus) + body / np.hypot(*body)
    found["Go"] = _furthest(back, (-float(bisector[0]), -float(bisector[1])))
    posterior = np.vstack([mandible[(count - 6) * 12 :], mandible[: 2 * 12]])
    found["Ar"] = _crossing(posterior, curves["clivus_front"])
    found["Co"] = _furthest(mandible[: 5 * 12], (-0.35, -0.94))
    found["R"] = _deepest(_part(back, found["Go"], found["Ar"]))

    skin = curves["skin"]
    found["Gl"] = _furthest(_span("skin", 5, 9, curves), (1, 0))
    found["Pn"] = _furthest(_span("skin", 13, 18, curves), (1, 0))
    found["N′"] = _deepest(_part(skin, found["Gl"], found["Pn"])[: 7 * 12])
    found["Ls"] = _furthest(_span("skin", 22, 27, curves), (1, 0))
    found["Sn"] = _deepest(_part(skin, found["Pn"], found["Ls"]))
    found["Cm"] = _furthest(_part(skin, found["Pn"], found["Sn"]), (0.5, 0.87))
    found["UL′"] = _span("skin", 28, 28, curves)[0]
    found["LL′"] = _span("skin", 29, 29, curves)[0]
    found["UVB"] = _span("skin", 23, 24, curves)[6]
    found["LVB"] = _span("skin", 33, 33, curves)[0]
    found["Li"] = _furthest(_span("skin", 30, 34, curves), (1, 0))
    found["Pog′"] = _foremost(_span("skin", 36, 42, curves))
    found["Me′"] = _furthest(_span("skin", 38, 44, curves), (0, 1))
    found["Gn′"] = _deepest(_part(skin, found["Pog′"], found["Me′"]))
    found["C"] = _furthest(_span("skin", 44, 51, curves), (-0.7, -0.7))
    return found
