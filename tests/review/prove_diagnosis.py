"""The proof of the diagnosis, run by hand: `python tests/review/prove_diagnosis.py [--films 20] [--only WORD] …`.

Breaks the set-up of the embedded model on ISBI's validation films one thing at a time, two at a time, and not at all,
and prints what the diagnosis says, as the README's table. Heatmaps are kept in `--cache`, so that a run goes on where a
former one stopped.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import time
from pathlib import Path

import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).parent))
from breaks import BREAKS, NAMED, PAIRS, World, break_all

from cephview.io.datasets import find_films
from cephview.io.images import read_film
from cephview.io.references import find_references
from cephview.model.checkpoint import load_checkpoint
from cephview.model.predictor import embedded_model
from cephview.review.diagnosis import Bench, CheckpointNetwork, Diagnosis, JudgedFilm, Setup, diagnose
from cephview.review.diagnosis.search import film_errors

_NOTHING_MM = 0.04
# What a robust model may not mind; a wrong reading is wrong whatever it costs.
_MAY_BE_HARMLESS = {"normalisation", "padding", "input size", "fusion", "polarity"}


class Kept:
    """A network whose heatmaps are kept on the disk by what enters it."""

    def __init__(self, network: CheckpointNetwork, folder: Path, sha256: str) -> None:
        self.network, self.folder = network, folder / sha256[:12]
        self.folder.mkdir(parents=True, exist_ok=True)
        self.runs = 0

    def __call__(self, tensor: np.ndarray, fusion: str) -> torch.Tensor:
        path = self.folder / (hashlib.sha1(tensor.tobytes() + fusion.encode()).hexdigest() + ".npy")
        if path.exists():
            return torch.from_numpy(np.load(path).astype(np.float32))
        self.runs += 1
        heatmaps = self.network(tensor, fusion)
        np.save(path, heatmaps.numpy().astype(np.float16))
        return heatmaps


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--films", type=int, default=20, help="films a diagnosis")
    parser.add_argument("--only", default="", help="breaks whose names hold this; `+` for pairs, `none` for unbroken")
    parser.add_argument("--subsets", type=int, default=10, help="unbroken subsets")
    parser.add_argument("--data", type=Path, default=Path("/work/shared/data/isbi2015/validation"))
    parser.add_argument("--cache", type=Path, default=Path("/tmp/cephview-proof"))
    parser.add_argument("--fresh", type=int, default=10**9, help="skip what would need more forward passes than this")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    checkpoint = load_checkpoint(embedded_model())
    network = CheckpointNetwork(checkpoint)
    kept = Kept(network, options.cache, checkpoint.sha256)
    films = []
    for path in find_films(options.data):
        film = read_film(path)
        films.append(JudgedFilm(path.name, film, find_references(path, film.size).references))
    whole = World(Setup(network.specification), films, checkpoint.reported.get("best_val_mre"))

    def run(world: World) -> tuple[Diagnosis, str]:
        start, runs = time.perf_counter(), kept.runs
        found = diagnose(kept, world.setup, world.films, card=checkpoint.card, reported=world.reported)
        seconds = f"{time.perf_counter() - start:.0f} s, {found.passes} passes, {kept.runs - runs} anew"
        if options.verbose:
            print(found.text())
        return found, seconds

    rng = np.random.default_rng(11)
    choice = sorted(rng.choice(len(films), min(options.films, len(films)), replace=False))
    subset = World(whole.setup, [films[i] for i in choice], whole.reported)
    print(
        "| broken | MRE, mm | first findings (mm explained) | MRE repaired, mm | found |\n|---|---|---|---|---|",
        flush=True,
    )
    right: dict[int | str, list[bool]] = {1: [], 2: [], "harmless": []}
    bench = Bench(kept, subset.films)
    whole_mre = float(film_errors(bench, subset.setup, range(len(subset.films))).mean())
    names = [(item.name,) for item in BREAKS] + list(PAIRS)
    for chosen in names:
        joined = " + ".join(chosen)
        if options.only == "none" or (options.only and options.only not in joined):
            continue
        found, seconds = run(break_all(subset, chosen))
        seen = [finding.cause for finding in found.findings]
        first = seen[:1] if len(chosen) == 1 else seen[:3]
        ok = all(any(cause in first for cause in NAMED[name].causes) for name in chosen)
        # What costs this model nothing on these films cannot be found, and to find nothing is then right.
        mild = len(chosen) == 1 and set(NAMED[chosen[0]].causes) <= _MAY_BE_HARMLESS
        harmless = mild and abs(found.before - whole_mre) < _NOTHING_MM and found.before == found.after
        verdict = "costs nothing" if harmless and not seen else "yes" if ok else "NO"
        ok = ok or (harmless and not seen)
        right["harmless" if harmless and not seen else len(chosen)].append(ok)
        told = "; ".join(f"{f.cause} ({f.mm:.2f})" for f in found.findings[:3]) or "nothing"
        print(
            f"| {joined} | {found.before:.2f} | {told} | {found.after:.2f} | {verdict} |",
            flush=True,
        )
        print(f"  {joined}: {seconds}", file=sys.stderr, flush=True)
    if not options.only or options.only == "none":
        for number in range(options.subsets):
            some = sorted(rng.choice(len(films), options.films, replace=False))
            found, seconds = run(World(whole.setup, [films[i] for i in some], whole.reported))
            told = "; ".join(f"{f.cause} ({f.mm:.2f}): {f.title}" for f in found.findings) or "nothing"
            ok = not found.findings
            print(
                f"| nothing, subset {number + 1} | {found.before:.2f} | {told} | | {'yes' if ok else 'NO'} |",
                flush=True,
            )
            print(f"  subset {number + 1}: {seconds}", file=sys.stderr, flush=True)
    for count, results in right.items():
        if results:
            name = {1: "singles", 2: "pairs"}.get(count, count)
            print(f"{name}: {sum(results)} of {len(results)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
