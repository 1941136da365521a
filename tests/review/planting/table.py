"""All plants, and the pairs of them; those of `sisters` beside them."""

from __future__ import annotations

from planting import in_films, in_readings, in_setups, sisters
from planting.world import Plant, World

PLANTS: tuple[Plant, ...] = (*in_readings.PLANTS, *in_films.PLANTS, *in_setups.PLANTS)
NAMED = {plant.name: plant for plant in (*PLANTS, *sisters.PLANTS)}
PAIRS: tuple[tuple[str, str], ...] = (
    ("argmax", "L1 and U1 exchanged"),
    ("argmax", "Gn and Me exchanged"),
    ("landmarks in another order", "x and y exchanged"),
    ("read at full resolution", "argmax"),
    ("mm per px times 0.53", "L1 and U1 exchanged"),
    ("soft-argmax, temperature 4, whole map", "read at full resolution"),
    ("input of 0-255", "x and y exchanged"),
    ("films mirrored", "L1 and U1 exchanged"),
    ("films inverted", "landmarks in another order"),
    ("films turned clockwise", "heatmap rule"),
    ("mean 0 and std 1", "one film with another's reading"),
    ("films inverted", "films mirrored"),
    ("readings in mm", "readings times 1.1"),
    ("readings times 1.1", "landmarks one too far"),
    ("y counted from below", "read at half resolution"),
    ("readings one film on", "L1 and U1 exchanged"),
    ("films with a gamma of 2.6", "read on uncropped films"),
    ("input of 0.6 times the size", "y counted from below"),
    ("films mirrored", "junior: x and y exchanged"),
    ("one landmark moved by 4 mm", "mm per px times 2"),
)


def break_all(world: World, names: tuple[str, ...]) -> World:
    """A world with several things broken, one after the other."""
    for name in names:
        world = NAMED[name].apply(world)
    return world
