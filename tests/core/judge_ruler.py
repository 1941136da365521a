"""The ruler tool on all Hamedan films: thresholds are chosen on the first half, the figure is that of the other half.

    python tests/core/judge_ruler.py ../shared/data/hamedan/images

A film's line is the run of marks that the search finds, cut at random ends and moved sideways by up to 4 px at either
end, as a hand would slip: three lines a film, from a seed. A film on which the search finds no ruler counts as missed.
Whether 10 mm come to 78.3-79.3 px is what is told, for the first line of each film and for all lines.
"""

from __future__ import annotations

import argparse
import itertools
import math
from pathlib import Path

import cv2
import numpy as np

from cephview.core import ruler
from cephview.core.errors import CephViewError
from cephview.core.ruler import measure_marks
from cephview.core.ruler import profile as ruler_profile
from cephview.core.ruler.search import find_ruler

Line = tuple[tuple[float, float], tuple[float, float]]
TEN_MM = (78.3, 79.3)
SLIP_PX, LINES = 4.0, 3
REGULARITY, EVIDENCE = (0.25, 0.35, 0.45), (1.4, 1.9, 2.4)


def lines_of(pixels: np.ndarray, dice: np.random.Generator) -> list[Line]:
    """Lines as hands would draw them along the ruler that the search finds; none where it finds none."""
    marks = find_ruler(pixels)
    if marks is None:
        return []
    first, last = marks.places[0], marks.places[-1]
    way = last - first
    across = np.array([-way[1], way[0]]) / np.hypot(*way)
    lines = []
    for _ in range(LINES):
        ends = [
            first + share * way + dice.uniform(-SLIP_PX, SLIP_PX) * across
            for share in (dice.uniform(0, 0.2), dice.uniform(0.8, 1))
        ]
        lines.append(((float(ends[0][0]), float(ends[0][1])), (float(ends[1][0]), float(ends[1][1]))))
    return lines


def ten_mm(pixels: np.ndarray, line: Line) -> float:
    """10 mm in px along a line; NaN where no marks are counted."""
    try:
        marks = measure_marks(pixels, *line)
    except CephViewError:
        return math.nan
    return 10 * marks.pitch_px if marks else math.nan


def told(films: list[tuple[np.ndarray, list[Line]]]) -> tuple[int, int, int, int, int]:
    """First lines within, beyond and refused; then of all lines how many are within, and how many there are."""
    found = [[ten_mm(pixels, line) for line in lines] for pixels, lines in films]
    firsts, every = [tens[0] if tens else math.nan for tens in found], [ten for tens in found for ten in tens]
    within = [TEN_MM[0] <= ten <= TEN_MM[1] for ten in firsts]
    refused = sum(map(math.isnan, firsts))
    return (
        *(sum(within), len(films) - sum(within) - refused, refused),
        *(sum(TEN_MM[0] <= ten <= TEN_MM[1] for ten in every), len(every)),
    )


def main() -> None:
    """Print the choice on the first half, and the figure on the second."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-choice", action="store_true", help="only the second half, as the thresholds are")
    options = parser.parse_args()
    dice = np.random.default_rng(options.seed)
    paths = sorted(options.folder.glob("*.jpg"))
    half = len(paths) // 2
    films = []
    for path in paths[half:] if options.no_choice else paths:
        pixels = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
        films.append((pixels, lines_of(pixels, dice)))
    first, second = ([], films) if options.no_choice else (films[:half], films[half:])
    used = (ruler_profile._LEAST_REGULARITY, ruler._LEAST_EVIDENCE)
    for regularity, evidence in itertools.product(REGULARITY, EVIDENCE) if first else ():
        ruler_profile._LEAST_REGULARITY, ruler._LEAST_EVIDENCE = regularity, evidence
        within, beyond, refused, _, _ = told([(pixels, lines[:1]) for pixels, lines in first])
        mark = "  <- in use" if (regularity, evidence) == used else ""
        print(
            f"first {len(first)}: regularity {regularity}, evidence {evidence}: {within} within, {beyond} beyond, "
            f"{refused} refused{mark}",
            flush=True,
        )
    ruler_profile._LEAST_REGULARITY, ruler._LEAST_EVIDENCE = used
    within, beyond, refused, lines, count = told(second)
    missed = sum(not lines for _, lines in second)
    print(
        f"the other {len(second)}, in use: {within} within {TEN_MM[0]}-{TEN_MM[1]} px, {beyond} beyond, {refused} "
        f"refused (on {missed} of them the search found no ruler to draw along); {lines} of {count} lines within"
    )


if __name__ == "__main__":
    main()
