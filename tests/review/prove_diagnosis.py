"""The proof of the diagnosis, run by hand: `python tests/review/prove_diagnosis.py RESULTS.json [--only WORD] …`.

Breaks the set-up of the embedded model on ISBI's validation films one thing at a time, two at a time, and not at all,
and prints what the diagnosis says, as the table of resources/models/README.md. Each answer is in RESULTS.json as soon
as it is known, and heatmaps are kept in `--cache`: the same line goes on where a former run stopped.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import textwrap
import time
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
from breaks import BREAKS, NAMED, PAIRS, World, break_all

from cephview.io.annotations.references import find_references
from cephview.io.datasets import find_films
from cephview.io.films.images import read_film
from cephview.model.families.loading import load_checkpoint
from cephview.model.predictor import embedded_model
from cephview.review.diagnosis import Bench, JudgedFilm, ModelNetwork, Setup, diagnose
from cephview.review.diagnosis.evidence import film_means

# What costs less than this is nothing to find, and to find nothing is then right.
_NOTHING_MM = 0.05
_SEED = 11
# Where the table stands in the README: after these words, before those.
_HEAD, _NEXT = "**Does the diagnosis find what is broken?**", "**Speed of the window.**"


class Kept:
    """A network whose heatmaps are kept on the disk by what enters it."""

    def __init__(self, network: ModelNetwork, folder: Path, sha256: str) -> None:
        self.network, self.folder = network, folder / sha256[:12]
        self.folder.mkdir(parents=True, exist_ok=True)
        self.runs = 0

    def __call__(self, tensor: np.ndarray, fusion: str) -> np.ndarray:
        path = self.folder / (hashlib.sha1(tensor.tobytes() + fusion.encode()).hexdigest() + ".npy")
        if path.exists():
            return np.load(path).astype(np.float32)
        self.runs += 1
        heatmaps = self.network(tensor, fusion)
        np.save(path, heatmaps.astype(np.float16))
        return heatmaps


class Proof:
    """The worlds to break, and the answers so far, in a file."""

    def __init__(self, options: argparse.Namespace) -> None:
        checkpoint = load_checkpoint(embedded_model())
        network = ModelNetwork(checkpoint)
        self.options, self.card = options, checkpoint.card
        self.network = Kept(network, options.cache, checkpoint.sha256)
        self.films = [_judged(path) for path in find_films(options.data)]
        self.world = World(Setup(network.specification), self.films, checkpoint.reported.get("best_val_mre"))
        run = {"model": checkpoint.sha256, "films": options.films}
        former = json.loads(options.results.read_text()) if options.results.exists() else {}
        if former and former["run"] != run:
            raise SystemExit(f"{options.results} is of another model or number of films: give another file.")
        self.rows: dict[str, dict[str, Any]] = former.get("rows", {})
        self._whole = {"run": run, "rows": self.rows}
        self.rng = np.random.default_rng(_SEED)

    def subset(self) -> World:
        """A world of so many films, drawn at random."""
        count = min(self.options.films, len(self.films))
        chosen = sorted(self.rng.choice(len(self.films), count, replace=False))
        return World(self.world.setup, [self.films[i] for i in chosen], self.world.reported)

    def answer(self, name: str, world: World, **known: Any) -> None:
        """What the diagnosis says of a world, if that is not known yet."""
        if name in self.rows or (self.options.only and self.options.only not in name):
            return
        start, runs = time.perf_counter(), self.network.runs
        found = diagnose(self.network, world.setup, world.films, card=self.card, reported=world.reported)
        seconds, anew = time.perf_counter() - start, self.network.runs - runs
        self.rows[name] = known | {
            "before": found.before,
            "after": found.after,
            "findings": [(f.cause, f.mm, f.title) for f in found.findings],
            "passes": found.passes,
            "seconds": seconds,
            "anew": anew,
        }
        self.options.results.write_text(json.dumps(self._whole, indent=1))
        said = "; ".join(f"{f.cause} {f.mm:.2f}" for f in found.findings[:4]) or "nothing"
        print(f"{name}: {found.before:.2f} mm; {said} ({seconds:.0f} s, {anew} passes)", file=sys.stderr, flush=True)
        if self.options.verbose:
            print(found.text(), flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("results", type=Path, metavar="RESULTS.json")
    parser.add_argument("--films", type=int, default=20, help="films a diagnosis")
    parser.add_argument("--only", default="", help="names that hold this: a break, ` + ` for pairs, `nothing`")
    parser.add_argument("--subsets", type=int, default=10, help="unbroken subsets")
    parser.add_argument("--data", type=Path, default=Path("/work/shared/data/isbi2015/validation"))
    parser.add_argument("--cache", type=Path, default=Path("/tmp/cephview-proof"))
    parser.add_argument("--readme", type=Path, metavar="MODELS-README", help="put the table into its place there")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    proof = Proof(options)
    subset = proof.subset()
    bench = Bench(proof.network, subset.films)
    whole = float(film_means(bench.errors(subset.setup, range(len(subset.films)))).mean())
    for broken in BREAKS:
        proof.answer(broken.name, broken.apply(subset), causes=[list(broken.causes)], cost=whole)
    for pair in PAIRS:
        causes = [list(NAMED[name].causes) for name in pair]
        proof.answer(" + ".join(pair), break_all(subset, pair), causes=causes, cost=whole)
    for number in range(options.subsets):
        proof.answer(f"nothing, subset {number + 1}", proof.subset(), causes=[], cost=None)
    print(table(proof.rows))
    if options.readme:
        former = options.readme.read_text(encoding="utf-8")
        options.readme.write_text(in_readme(former, proof.rows, options.films), encoding="utf-8")
    return 0


def table(rows: dict[str, dict[str, Any]]) -> str:
    """The answers as Markdown, with the counts beneath."""
    lines = ["| broken | MRE, mm | found, by mm explained | MRE repaired, mm | right |", "|---|---|---|---|---|"]
    counts: dict[str, list[bool]] = {"one thing": [], "one thing that costs nothing": [], "two": [], "nothing": []}
    order = [*NAMED, *(" + ".join(pair) for pair in PAIRS)]
    for name, row in sorted(rows.items(), key=lambda item: order.index(item[0]) if item[0] in order else len(order)):
        kind, right = _judged_row(row)
        counts[kind].append(right)
        said = "; ".join(f"{cause} {mm:.2f}" for cause, mm, _ in row["findings"][:3]) or "nothing"
        verdict = ("yes" if right else "**no**") + (", it costs nothing" if kind.endswith("costs nothing") else "")
        lines.append(f"| {name} | {row['before']:.2f} | {said} | {row['after']:.2f} | {verdict} |")
    lines += ["", *(f"{kind} broken: {sum(right)} of {len(right)}" for kind, right in counts.items() if right)]
    return "\n".join(lines)


def in_readme(readme: str, rows: dict[str, dict[str, Any]], films: int) -> str:
    """The README with the table of these answers in the place of the former one."""
    figures, counts = table(rows).split("\n\n")
    words = f"""{_HEAD} The embedded model's set-up was broken one thing at a time, two at a time and not at all, on
    {films} of the 50 ISBI films, every experiment on; the diagnosis knew nothing of it. Right is: the first finding
    names the cause; for two, both are among the first three; for nothing, no finding. A break that costs these films
    less than {_NOTHING_MM} mm is nothing to find, and to find nothing is right. {"; ".join(counts.splitlines())}
    (`python tests/review/prove_diagnosis.py RESULTS.json`). The search was made with these films and step 3's weights
    at hand; the weights were replaced after it was done."""
    section = f"{textwrap.fill(' '.join(words.split()), 120)}\n\n{figures}\n\n"
    before, after = readme.split(_HEAD if _HEAD in readme else _NEXT, 1)
    return before + section + _NEXT + (after.split(_NEXT, 1)[1] if _HEAD in readme else after)


def _judged_row(row: dict[str, Any]) -> tuple[str, bool]:
    """What kind of break it is, and whether the answer is right."""
    causes, seen = row["causes"], [cause for cause, _, _ in row["findings"]]
    if not causes:
        return "nothing", not seen
    if len(causes) == 1 and not seen and abs(row["before"] - row["cost"]) < _NOTHING_MM:
        return "one thing that costs nothing", True
    first = seen[: 1 if len(causes) == 1 else 3]
    right = all(any(cause in first for cause in causes_of_one) for causes_of_one in causes)
    return "one thing" if len(causes) == 1 else "two", right


def _judged(path: Path) -> JudgedFilm:
    film = read_film(path)
    return JudgedFilm(path.name, film, find_references(path, film.size).references)


if __name__ == "__main__":
    raise SystemExit(main())
