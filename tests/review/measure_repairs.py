"""What repairs leave: `python tests/review/measure_repairs.py --cache FOLDER [--model udp] [--films 12] [--sisters]`.

Plants one cause after the other on films that no training of the model saw, keeps what the diagnosis finds in files,
reads those again, and prints the MRE in mm before, after and of the unbroken set-up.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from plant_causes import Proof, Set
from planting import sisters
from planting.repairing import repaired
from planting.table import PLANTS
from planting.world import World

from cephview.review.diagnosis import Bench, diagnose
from cephview.review.diagnosis.evidence import film_means


def _mre(network: object, world: World) -> float:
    return float(film_means(Bench(network, world.films).errors(world.setup, range(len(world.films)))).mean())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default="embedded", choices=("embedded", "pose", "udp"))
    parser.add_argument("--films", type=int, default=12)
    parser.add_argument("--readers", type=int, default=1)
    parser.add_argument("--kinds", nargs="*", default=["set-up", "readings"], help="kinds of plants")
    parser.add_argument("--sisters", action="store_true", help="the sister plants instead of the usual ones")
    parser.add_argument("--cache", type=Path, default=Path("/tmp/cephview-proof"))
    parser.set_defaults(answers=Path("/dev/null"), report=False, bfloat16=False)
    options = parser.parse_args()
    proof = Proof(options)
    one = Set(options.model, "isbi" if options.model == "embedded" else "drawn", options.films, options.readers)
    network, _ = proof.network(options.model)
    world = proof.world(options.model, proof.films(one))
    sound = _mre(network, world)
    print(f"{one}: {sound:.3f} mm unbroken\n\n| planted | as planted | repaired, mm | off by |\n|---|---|---|---|")
    for plant in sisters.PLANTS if options.sisters else PLANTS:
        if plant.kind not in options.kinds or plant.hint or plant.readers > one.readers or plant.drawn:
            continue
        broken = plant.apply(world)
        found = diagnose(broken.wrap(network) if broken.wrap else network, broken.setup, broken.films)
        with tempfile.TemporaryDirectory() as folder:
            mended = repaired(broken, found, Path(folder))
            kept = any(Path(folder).iterdir())
        asked = broken.wrap(network) if broken.wrap else network
        before, after = _mre(asked, broken), _mre(asked, mended)
        words = f"{after:.3f} | {after - sound:+.3f}" if kept else "nothing to keep | "
        print(f"| {plant.name} | {before:.2f} | {words} |", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
