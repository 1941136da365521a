"""The proof of the diagnosis, run by hand: `nice python tests/review/plant_causes.py ANSWERS.jsonl [--only WORD] …`.

Breaks set-ups one thing at a time, two at a time and not at all, and judges what the diagnosis says. Each answer is a
line of ANSWERS.jsonl as soon as it is known, and heatmaps are kept in `--cache`: the same line goes on where a former
run stopped. `--table` prints what is known so far and runs nothing.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
from planting import by_chance, sisters, sources
from planting.answers import Answers, table, verdict
from planting.kept import Kept, KeptBench
from planting.table import NAMED, PAIRS, PLANTS
from planting.world import Plant, World

from cephview.model.opening import open_model
from cephview.model.predictor import embedded_model
from cephview.model.specification import Decoding
from cephview.review.diagnosis import JudgedFilm, ModelNetwork, Setup, diagnose, engine
from cephview.review.diagnosis.evidence import film_means
from cephview.review.diagnosis.search import film_order

engine.Bench = KeptBench  # type: ignore[misc]

_EMBEDDED, _MOST = "embedded", 12
_MODELS = {
    "pose": sources.MODELS / "official_pose" / "final_state.pth",
    "udp": sources.MODELS / "mmpose" / "mmpose_udp.pth",
}


@dataclass(frozen=True)
class Set:
    """A model with films: where they come from, how many, and how many readers."""

    model: str
    source: str
    films: int
    readers: int

    def __str__(self) -> str:
        return f"{self.model}, {self.source}, {self.films} films, {self.readers} reader{'s'[: self.readers - 1]}"


def sets(report: bool) -> list[Set]:
    """All sets: of films with which the search was built, or, for a `report`, of others."""
    real = "hamedan" if report else "isbi"
    return [
        Set(model, source, films, readers)
        for model, source in ((_EMBEDDED, real), ("pose", "drawn"), ("udp", "drawn"))
        for readers in (1, 2)
        for films in (_MOST, 6)
    ]


class Proof:
    """The models with what they made of films so far."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options, self.answers = options, Answers(options.answers)
        options.cache.mkdir(parents=True, exist_ok=True)
        self._open: dict[str, tuple[Kept, Any]] = {}

    def network(self, name: str) -> tuple[Kept, Any]:
        """A model's network and file."""
        if name not in self._open:
            model = open_model(embedded_model() if name == _EMBEDDED else _MODELS[name])
            network = ModelNetwork(model)
            self._open[name] = Kept(network, self.options.cache, model.sha256, bf16=self.options.bfloat16), model
        return self._open[name]

    def world(self, model: str, films: list[JudgedFilm]) -> World:
        """A sound world."""
        kept, file = self.network(model)
        setup = Setup(kept.network.specification)
        if model == "pose":
            # Of maps of 32 × 32 cells DARK reads 0.8 mm better than its own quarter offset, which is found, rightly.
            setup = setup.specified(decoding=Decoding("dark"))
        return World(setup, films, file.reported.get("best_val_mre"), more=sources.truth_of(self.options.cache))

    def ask(self, name: str, key: str, model: str, plant: str, broken: World, sound: float, **known: Any) -> None:
        """What the diagnosis says of a world, if that is not known yet."""
        kept, file = self.network(model)
        start, runs = time.process_time(), kept.runs
        network = broken.wrap(kept) if broken.wrap else kept
        kept.forget()
        found = diagnose(network, broken.setup, broken.films, card=file.card, reported=broken.reported)
        plain = found.as_json()
        row = {
            "key": key,
            "set": name,
            "plant": plant,
            "before": found.before,
            "sound": sound,
            "after": found.after,
            "findings": [*plain["findings"], *plain.get("hints", [])],
            "remains": plain["remains"],
            "passes": found.passes,
            "anew": kept.runs - runs,
            "seconds": time.process_time() - start,
            **known,
        }
        self.answers.add(row)
        right, why = verdict(row)
        said = "; ".join(f"{f.cause} {f.mm:.2f}" for f in found.findings[:4]) or "nothing"
        line = f"{'ok  ' if right else 'MISS'} {key}: {found.before:.2f} ({sound:.2f}): {said}"
        print(f"{line} [{found.passes} passes, {row['anew']} anew, {row['seconds']:.0f} s] {why}", flush=True)
        if self.options.verbose:
            print(found.text(), flush=True)

    def plants(self, one: Set) -> None:
        """All plants and pairs on one set."""
        singles, pairs = self.planted()
        jobs = [((plant.name,), plant.name) for plant in singles] + [(pair, " + ".join(pair)) for pair in pairs]
        named = NAMED | {plant.name: plant for plant in singles}
        world, sound = None, 0.0
        for parts, name in jobs:
            plants = [named[part] for part in parts]
            if any(p.readers > one.readers or (p.drawn and one.source != "drawn") for p in plants):
                continue
            key = f"{one}: {name}"
            asked = not self.options.plants or name in self.options.plants
            if key in self.answers.rows or not asked or not self.wanted(key):
                continue
            if world is None:
                world = self.world(one.model, self.films(one))
                sound = _mre(world, self.network(one.model)[0])
            broken = world
            for plant in plants:
                broken = plant.apply(broken)
            if world.reported is None and "reported frame" in plants[0].causes:
                continue  # the file gives no figure of itself
            hint = any(plant.hint for plant in plants)
            said = [p.said for p in plants]
            known = {
                "causes": [p.causes for p in plants if p.causes],
                "said": said,
                "hint": hint,
                "remark": plants[0].remark,
            }
            if len(plants) > 1:  # what costs nothing by itself need not be found beside another
                costs = [_mre(plant.apply(world), self.network(one.model)[0]) - sound for plant in plants]
                known["costs"] = [
                    float("inf") if plant.hint else cost for plant, cost in zip(plants, costs, strict=True)
                ]
            habit = sources.habit_of(world.films)
            left = sound
            if len(plants) == 1 and plants[0].sound is not None:  # a repair that leaves more is none
                network = self.network(one.model)[0]
                left = min(_mre(plants[0].sound(world), network), _mre(broken, network))
            self.ask(str(one), key, one.model, name, broken, left, habit=habit, **known)

    def planted(self) -> tuple[Sequence[Plant], Sequence[tuple[str, str]]]:
        """The plants and the pairs of them that were asked for."""
        if self.options.by_chance is not None:
            return by_chance.plants(self.options.by_chance)
        return (sisters.PLANTS, sisters.PAIRS) if self.options.sisters else (PLANTS, PAIRS)

    def films(self, one: Set) -> list[JudgedFilm]:
        """The films of a set. Smaller sets are of the films that are tried first of larger ones: they share passes."""
        source = _source(one.source, self.options.cache)
        names = source.films[source.chosen :] if self.options.report else source.films[: source.chosen]
        most = np.random.default_rng(5).permutation(len(names))[:_MOST]
        tried = [names[most[i]] for i in film_order(np.ones((len(most), 1)))]
        chosen = dict(zip(film_order(np.ones((one.films, 1))), tried, strict=False))
        reader = None if one.readers == 2 else source.reader
        return [sources.only(source.read(chosen[i]), reader) for i in sorted(chosen)]

    def sound(self, count: int) -> None:
        """Sound sets: draws of films, readers and file formats."""
        for number in range(count):
            key = f"sound {number}"
            rng = np.random.default_rng([17, number])
            source = sources.hamedan() if number % 4 == 1 else sources.isbi()
            films, reader = int(rng.integers(3, 21)), (None, 0, 1)[int(rng.integers(3))]
            how = str(rng.choice(["as they are", "half size", "JPEG", "DICOM"]))
            if number % 8 == 3:
                source, how = sources.full_size(), "as they are"
            elif number % 8 == 7:
                how = "drawn up to full size"
            chosen = sorted(rng.choice(len(source.films), min(films, len(source.films)), replace=False))
            if key in self.answers.rows or not self.wanted(key):
                continue
            given = [sources.only(source.read(source.films[i]), reader) for i in chosen]
            change = {
                "half size": sources.at_half,
                "drawn up to full size": sources.at_full,
                "JPEG": sources.as_jpeg,
                "DICOM": lambda film: sources.as_dicom(film, self.options.cache),
            }.get(how, lambda film: film)
            world = self.world(_EMBEDDED, [change(film) for film in given])
            who = ("two readers", "first reader", "second reader")[0 if reader is None else reader + 1]
            text = f"{source.name}, {len(given)} films, {who}, {how}"
            sound = _mre(world, self.network(_EMBEDDED)[0])
            habit = sources.habit_of(given)
            self.ask("sound draws", key, _EMBEDDED, text, world, sound, causes=[], hint=False, habit=habit)

    def wanted(self, key: str) -> bool:
        """Whether this answer was asked for."""
        return all(word in key for word in self.options.only)


def _source(name: str, folder: Path) -> sources.Source:
    real = {"isbi": sources.isbi, "hamedan": sources.hamedan}
    return real[name]() if name in real else sources.drawn(folder)


def _mre(world: World, network: Any) -> float:
    bench = KeptBench(world.wrap(network) if world.wrap else network, world.films)
    return float(film_means(bench.errors(world.setup, range(len(world.films)))).mean())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("answers", type=Path, metavar="ANSWERS.jsonl")
    parser.add_argument("--only", nargs="*", default=[], help="words that the name of an answer must hold, each")
    parser.add_argument("--plants", nargs="*", default=[], help="these plants alone, by their whole names")
    parser.add_argument("--sisters", action="store_true", help="the sister plants and pairs instead of the usual ones")
    parser.add_argument("--by-chance", type=int, metavar="SEED", help="plants and pairs drawn by a seed instead")
    parser.add_argument("--sound", type=int, default=60, help="sound draws")
    parser.add_argument("--report", action="store_true", help="the films that the search was not built with")
    parser.add_argument("--cache", type=Path, default=Path("/tmp/cephview-proof"))
    parser.add_argument("--bfloat16", action="store_true", help="twice as quick; moves points by 0.02 mm")
    parser.add_argument("--table", action="store_true", help="print the table of what is known, and run nothing")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    proof = Proof(options)
    if not options.table:
        for one in sets(options.report):
            proof.plants(one)
        proof.sound(options.sound)
    print(table(list(proof.answers.rows.values())))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
