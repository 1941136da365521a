"""What of the head meets the beam: soft tissue, cranium, face, jaw, teeth, neck."""

from __future__ import annotations

import numpy as np

from cephview.core.geometry import Points
from cephview.phantom.anatomy import Head
from cephview.phantom.plate import Plate, body, shell, wedge

# Thin plates that the beam meets edge on: width in mm, amount, strands beside them, and whether they come in pairs.
_EDGES: tuple[tuple[str, float, float, int, bool], ...] = (
    ("clivus", 0.7, 0.26, 2, False),
    ("clivus_front", 1.0, 0.26, 2, False),
    ("sella", 0.6, 0.42, 0, False),
    ("clinoid", 0.6, 0.24, 1, True),
    ("planum", 0.7, 0.36, 3, False),
    ("roof_1", 0.8, 0.36, 4, True),
    ("roof_2", 0.7, 0.28, 4, True),
    ("wing_1", 0.6, 0.34, 2, False),
    ("wing_2", 0.6, 0.28, 1, False),
    ("wing_3", 0.5, 0.22, 2, True),
    ("fossa_floor", 1.6, 0.42, 4, True),
    ("eminence", 0.9, 0.36, 2, True),
    ("zygomatic_arch", 1.2, 0.12, 1, True),
    ("orbit", 0.6, 0.34, 1, True),
    ("orbit_floor", 0.6, 0.26, 3, True),
    ("key_ridge", 0.9, 0.34, 2, True),
    ("pterygoid", 0.6, 0.16, 2, True),
    ("nasal_floor", 0.7, 0.3, 2, False),
    ("palate_vault", 0.9, 0.2, 2, False),
    ("maxilla_front", 0.7, 0.2, 0, False),
    ("nasal_front", 0.6, 0.14, 0, False),
    ("occiput", 1.2, 0.34, 3, False),
)


# The edges that a landmark is read off: they lie where the outline says, to the last hundredth of a millimetre.
_EXACT = frozenset(
    {"clivus_front", "clivus", "sella", "orbit", "maxilla_front", "nasal_floor", "nasal_front", "occiput"}
)


def draw_head(plate: Plate, head: Head, origin: Points, rng: np.random.Generator) -> None:
    """Sum up the head's attenuation on the plate; `origin` (2,) is where its sella lies, in film mm."""
    curves = {name: curve + origin for name, curve in head.curves.items()}
    _soft_tissue(plate, curves)
    _cranium(plate, curves)
    _face(plate, curves)
    for name, width, amount, strands, paired in _EDGES:
        curve = curves[name] if name in _EXACT else plate.roughen(curves[name], 0.28)
        plate.line(curve, width * 0.7, amount * 1.1, halo=0.35)
        plate.strands(curves[name], width * 0.7, amount * 0.5, spread=0.9, count=strands)
        if paired:  # the other side of the head, which the diverging beam puts elsewhere
            other = curves[name] + rng.uniform([-2.6, -1.8], [-0.9, 1.2])
            plate.line(plate.roughen(other, 0.3), width * 0.8, amount * 0.5, soft=0.12, halo=0.3)
    _mandible(plate, curves)
    _teeth(plate, head, origin, rng)
    _neck(plate, head, curves, origin)


def _soft_tissue(plate: Plate, c: dict[str, Points]) -> None:
    plate.solid(c["skin"], wedge(48, 0.54), texture=(16, 0.03, False))
    plate.solid(c["skin"], body(4, 0.12))
    plate.solid(c["ala"], body(5, 0.07), soft=0.5)
    plate.solid(c["lip_upper"], body(5, 0.08), soft=0.5)
    plate.solid(c["lip_lower"], body(5, 0.08), soft=0.5)
    plate.solid(c["nostril"], body(3, -0.08), soft=0.5)
    plate.solid(c["tongue"], body(20, 0.12), soft=2.0)
    plate.solid(c["airway"], body(4, -0.27), soft=0.9, within=c["skin"])
    plate.solid(c["soft_palate"], body(4, 0.22), soft=0.4)
    plate.line(c["epiglottis"], 1.4, 0.12, soft=0.4)


def _cranium(plate: Plate, c: dict[str, Points]) -> None:
    tables = ((1.2, 1.0), (4.6, 0.42), (6.4, 0.75))
    plate.solid(
        c["vault"], shell(75, 0.052, tables), within=c["base_mask"], within_soft=2.0, texture=(14, 0.05, False),
        uneven=(13, 0.12),
    )  # fmt: skip
    plate.solid(c["vault"], body(40, 0.16), soft=3.0, within=c["base_mask"], within_soft=4.0, texture=(11, 0.3, False))
    for name in ("groove_1", "groove_2", "groove_3"):
        plate.line(c[name], 1.6, -0.06, soft=0.5)
    plate.strands(c["suture"], 0.7, 0.12, spread=1.0, count=3)
    # The base is dense from the sphenoid to the occiput; petrous bone and mastoid only stand out of it.
    plate.solid(c["base"], body(12, 0.3), soft=5.0, texture=(8, 0.2, False))
    plate.solid(c["petrous"], body(12, 0.5), soft=3.2, texture=(4.5, 0.3, False), uneven=(7, 0.6))
    plate.solid(c["petrous_core"], body(7, 0.65), soft=1.4, texture=(3.6, 0.35, False), uneven=(6, 0.5))
    plate.solid(c["mastoid"], body(12, 0.36), soft=2.6, texture=(2.6, 0.5, False), uneven=(6, 0.6))
    plate.solid(c["mastoid"], body(7, 0.2), soft=0.5, texture=(2.2, 0.8, True), uneven=(6, 0.4))
    for _ in range(7):  # air cells, and the canals of the inner ear
        centre = c["mastoid"].mean(axis=0) + plate.rng.normal([5, -2], [7, 5])
        plate.solid(_spot(centre, *plate.rng.uniform(0.8, 2.2, 2)), body(1.5, -0.3), soft=0.5)
    plate.strands(np.vstack([c["petrous"], c["petrous"][:1]]), 0.9, 0.26, spread=2.2, count=7)
    plate.strands(c["petrous_core"], 0.9, 0.3, spread=2.4, count=8)
    plate.solid(c["canal"], body(1.6, -0.5), soft=0.3)
    plate.line(np.vstack([c["canal"], c["canal"][:1]]), 0.7, 0.3, even=True)
    plate.solid(c["dorsum"], body(2, 0.2))


def _spot(centre: Points, wide: float, high: float) -> Points:
    """An ellipse (24, 2) about `centre` (2,), half axes in mm."""
    turn = np.linspace(0, 2 * np.pi, 25)[:-1]
    return np.asarray(centre + np.column_stack([np.cos(turn) * wide, np.sin(turn) * high]))


def _face(plate: Plate, c: dict[str, Points]) -> None:
    plate.solid(c["nasal_cavity"], body(6, -0.16), soft=1.2, texture=(9, 0.25, False))
    plate.solid(c["turbinate"], body(4, 0.08), soft=0.9)
    plate.solid(c["sphenoid_sinus"], body(4, -0.26), soft=0.5, texture=(7, 0.15, False))
    plate.line(c["sphenoid_sinus"], 0.5, 0.16)
    plate.strands(c["sphenoid_sinus"], 0.5, 0.12, spread=1.5, count=3)
    plate.solid(c["maxillary_sinus"], body(6, -0.26), soft=0.9, texture=(8, 0.2, False))
    plate.solid(c["maxillary_sinus"] + np.array([-1.8, 0.8]), body(5, -0.08), soft=0.8)
    plate.line(np.vstack([c["maxillary_sinus"], c["maxillary_sinus"][:1]]), 0.4, 0.13)
    plate.strands(c["maxillary_sinus"], 0.5, 0.13, spread=2.8, count=9)
    plate.solid(c["ethmoid"], body(5, 0.08), soft=1.2, texture=(6, 0.4, False))
    plate.solid(c["ethmoid"], body(4, 0.08), soft=0.3, texture=(3.6, 0.8, True))
    for name in ("septum_1", "septum_2", "septum_3", "septum_4"):
        plate.strands(c[name], 0.5, 0.17, spread=2.0, count=4)
    # What overlies everything between the orbits: walls of a tenth of a millimetre, in all directions.
    plate.solid(c["midface"], body(8, 0.06), soft=0.3, texture=(6.5, 1.0, True))
    plate.solid(c["midface"], body(8, 0.035), soft=0.2, texture=(3.2, 1.2, True))
    plate.strands(c["midface"], 0.6, 0.12, spread=4.0, count=7)
    plate.solid(c["frontal_process"], body(4, 0.17), soft=1.4, texture=(5, 0.25, False))
    plate.solid(c["frontal_sinus"], body(3.0, -0.7), soft=0.7, texture=(6, 0.2, False))
    plate.line(c["frontal_sinus"], 0.6, 0.25)
    plate.strands(c["frontal_sinus"], 0.6, 0.2, spread=1.2, count=4)
    plate.solid(c["nasal_bone"], body(2.2, 0.16), soft=0.2)
    # The glabella's dense bone thins out down the nasal bones: what makes the nasion stand out.
    third = len(c["nasal_bone"]) // 3
    plate.solid(np.vstack([c["nasal_bone"][-third:], c["nasal_bone"][: third // 2]]), body(2.5, 0.42), soft=0.8)
    plate.solid(c["pterygoid_mass"], body(8, 0.13), soft=2.0, texture=(5, 0.3, False))
    plate.solid(c["zygoma"], body(5, 0.16), soft=0.8)
    plate.solid(c["fissure"], body(2, -0.14), soft=0.3)
    plate.line(np.vstack([c["fissure"], c["fissure"][:1]]), 0.5, 0.24)
    plate.line(c["fissure"] + np.array([-1.6, 0.6]), 0.5, 0.14)
    plate.strands(c["fissure"], 0.5, 0.14, spread=1.0, count=3)
    plate.solid(c["maxilla"], body(6, 0.34), soft=0.5, texture=(1.2, 0.12, False))
    plate.solid(c["palate"], body(1.4, 0.12), soft=0.2)


def _mandible(plate: Plate, c: dict[str, Points]) -> None:
    # The far side is a little larger and lies higher, as the beam diverges.
    cortex = ((1.0, 0.7), (2.8, 1.0), (9.0, 0.24))
    centre = c["mandible"].mean(axis=0)
    far = (c["mandible"] - centre) * 1.02 + centre + np.array([-2.0, -1.2])
    # The ramus is a thin plate, the body a thick one.
    plate.solid(c["mandible"], shell(16, 0.017, cortex), texture=(1.2, 0.1, False), uneven=(6, 0.12))
    plate.solid(far, shell(16, 0.011, cortex), soft=0.4, texture=(1.2, 0.1, False))
    plate.solid(c["mandible"], shell(16, 0.018, cortex), within=c["body"], within_soft=5, texture=(1.0, 0.1, False))
    plate.solid(far, shell(16, 0.012, cortex), soft=0.3, within=c["body"], within_soft=5, texture=(1.0, 0.1, False))
    plate.solid(
        c["symphysis"], shell(7.5, 0.042, ((1.6, 1.0), (6.0, 0.12))), texture=(1.1, 0.12, False), uneven=(5, 0.15)
    )
    plate.line(c["lingual"], 1.0, 0.22, soft=0.2)
    plate.line(c["oblique_line"], 1.2, 0.14, soft=0.4)
    plate.line(c["coronoid_line"], 0.8, 0.12, soft=0.3)
    plate.line(c["inner_border"], 0.8, 0.16, soft=0.3)
    plate.strands(c["inner_border"], 0.7, 0.1, spread=1.2, count=4)
    for name in ("canal_upper", "canal_lower"):
        plate.line(c[name], 0.6, 0.08, soft=0.3)


def _teeth(plate: Plate, head: Head, origin: Points, rng: np.random.Generator) -> None:
    filled = rng.choice(["U5", "U6", "L6", "L7", "none", "none"], 2)
    for tooth in head.teeth:
        single = tooth.name[1] in "12"
        far = origin + rng.normal([-1.4, -0.5], [0.5, 0.4])
        for move, share in ((origin, 1.0),) if single else ((far, 0.5), (origin, 0.8)):
            plate.solid(tooth.outline + move, body(2.6, 0.42 * share))
            plate.solid(tooth.crown + move, body(1.6, 0.5 * share))
            plate.solid(tooth.pulp + move, body(0.9, -0.16 * share), soft=0.2)
            plate.line(tooth.outline + move, 0.35, 0.07 * share)
        if tooth.name in filled:
            middle = tooth.crown.mean(axis=0)
            plate.solid((tooth.crown - middle) * [0.6, 0.5] + middle + origin, body(1.0, 2.2))


def _neck(plate: Plate, head: Head, c: dict[str, Points], origin: Points) -> None:
    for bone in head.vertebrae:
        for name, outline in bone.items():
            wall, core, share = {"body": (1.0, 0.5, 0.034), "arch": (1.2, 0.6, 0.05)}.get(name, (1.0, 0.35, 0.015))
            layers = ((wall, 1.0), (6.0, core))
            plate.solid(
                outline + origin, shell(7, share, layers), soft=0.2, texture=(1.4, 0.16, False), uneven=(5, 0.3)
            )
            closed = np.vstack([outline, outline[:1]]) + origin
            plate.line(closed, 0.6, 0.09 if name == "body" else 0.06)
            if name in ("pillar", "lamina"):
                plate.solid(outline + origin + np.array([-1.6, 0.9]), shell(7, share * 0.6, layers), soft=0.5)
            else:
                plate.strands(closed, 0.5, 0.08, spread=0.7, count=2)
    plate.solid(c["hyoid"], shell(4, 0.06, ((0.8, 1.0), (3.5, 0.3))), soft=0.15)
    plate.line(c["hyoid_horn"], 1.8, 0.16, soft=0.4)
