"""Work on films one after the other in one process that may hold 64 descriptors, as a long day does.

    python tests/soak/many_films.py --films 5000

Each film gets an edit and is left; every seventh is saved, every film comes again. Nothing but cases may be left.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "io"))

from case_helpers import case_after, new_film, step_number

from cephview.io.cases.store import CaseStore

DESCRIPTORS = 64


def work_through(folder: Path, films: int) -> list[str]:
    """What went wrong; the limit of descriptors holds for this process from now on."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (DESCRIPTORS, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    problems = []
    half = max(1, films // 2)
    for number in range(films):
        name = f"{number % half}.jpg"
        path, film = new_film(folder, name, name.encode())
        opened = CaseStore.open(path, film, folder / "work")
        before = len(opened.store.history)
        if opened.read_only_because or opened.problem or before != number // half:
            problems.append(f"{name}: {before} edits; {opened.read_only_because} {opened.problem}")
        opened.store.record(step_number(before))
        if number % 7 == 0:
            opened.store.save(case_after(before + 1, path))
        opened.store.leave()
    kinds = {path.suffix for path in folder.iterdir() if path.is_file()} - {".jpg", ".json", ".journal"}
    return [*problems, *(f"left behind: {kind}" for kind in kinds)]


def main() -> int:
    """Run it; 0 where nothing went wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--films", type=int, default=5000)
    options = parser.parse_args()
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        problems = work_through(Path(folder), options.films)
        held = len(list(Path("/proc/self/fd").iterdir())) if Path("/proc/self/fd").exists() else 0
    print(f"{options.films} films, {held} descriptors held at the end, {len(problems)} problems,", end=" ")
    print(f"{time.monotonic() - start:.0f} s", *problems[:20], sep="\n  ")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
