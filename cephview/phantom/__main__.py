"""`python -m cephview.phantom FOLDER [--count N --seed S --width W --height H --aariz]`: write drawn films.

The sample film of the program is `python -m cephview.phantom resources/sample --seed 15`.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from cephview.phantom import PhantomSpec, write_phantom
from cephview.phantom.aariz import write_aariz

# A film of the ISBI set is 193.5 mm wide; the spacing follows from the width in pixels.
_FILM_WIDTH_MM = 193.5


def main() -> None:
    """Write the films that the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m cephview.phantom", description="Write drawn cephalograms.")
    parser.add_argument("folder", type=Path, help="where to write FILE.png, FILE.txt (ISBI order) and images.csv")
    parser.add_argument("--count", type=int, default=1, help="how many films (default 1)")
    parser.add_argument("--seed", type=int, default=0, help="seed of the first film (default 0)")
    parser.add_argument("--width", type=int, default=1200, help="px (default 1200)")
    parser.add_argument("--height", type=int, default=1488, help="px (default 1488)")
    parser.add_argument(
        "--aariz", action="store_true", help="29 landmarks by two readers, in the folders of the Aariz data set"
    )
    arguments = parser.parse_args()
    mm_per_px = round(_FILM_WIDTH_MM / arguments.width, 5)
    if arguments.aariz:
        if (arguments.folder / "train").exists():
            parser.error(f"{arguments.folder} holds a data set already; choose another folder, or delete it")
        size = {"width": arguments.width, "height": arguments.height, "mm_per_px": mm_per_px}
        for path in write_aariz(arguments.folder, arguments.count, arguments.seed, **size):
            print(path)
        return
    stems = ["phantom"] if arguments.count == 1 else [f"phantom_{i + 1:03d}" for i in range(arguments.count)]
    for name in (f"{stem}{ending}" for stem in stems for ending in (".png", ".txt")):
        if (arguments.folder / name).exists():
            parser.error(f"{arguments.folder / name} is there already; choose another folder, or delete it")
    for i, stem in enumerate(stems):
        seed = arguments.seed + i
        spec = PhantomSpec(seed=seed, width=arguments.width, height=arguments.height, mm_per_px=mm_per_px)
        print(write_phantom(arguments.folder, stem, spec))


if __name__ == "__main__":
    main()
