"""A repair as a user keeps it: a sidecar beside a checkpoint, readings in new files; and the set-up read with it."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

from cephview.io.annotations import read_annotation
from cephview.model.sidecar import read_sidecar, write_sidecar
from cephview.model.specification import Origin, Specification, Stated
from cephview.review.diagnosis import Diagnosis
from cephview.review.diagnosis.repair import write_readings
from planting.world import World


def repaired(world: World, found: Diagnosis, folder: Path) -> World:
    """A broken world with what the diagnosis found kept in files of `folder` and read from them again."""
    setup, films = world.setup, world.films
    if found.sidecar_fields:
        checkpoint = folder / "model.pth"
        write_sidecar(checkpoint, found.sidecar_fields, "Found by a diagnosis of CephView.")
        setup = replace(setup, specification=read_sidecar(checkpoint).apply(_open(setup.specification)))
    if found.repaired:
        several = len({reading.observer for reading in found.repaired}) > 1
        write_readings(folder / "readings", found.repaired)
        films = [
            replace(
                film,
                references=tuple(
                    replace(
                        read_annotation(folder / "readings" / (old.observer if several else "") / f"{stem}.json"),
                        observer=old.observer,
                    )
                    for old in film.references
                ),
            )
            for film in films
            for stem in [Path(film.name).stem]
        ]
    return replace(world, setup=setup, films=films)


def _open(specification: Specification) -> Specification:
    """The same values, of which the checkpoint declares none."""
    stated = {field.name: getattr(specification, field.name) for field in fields(specification)}
    return replace(specification, **{name: Stated(each.value, Origin.ASSUMED) for name, each in stated.items()})
