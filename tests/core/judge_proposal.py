"""What *Find the ruler* proposes on ISBI films, against the data set's mm per pixel; points are the embedded model's.

    python tests/core/judge_proposal.py ../shared/data/isbi2015/train/images --first 40

Told: how many proposals are right to 1 %, wrong, or none (no ruler found, or no tick spacing fits the face), and of
right and wrong ones how many the window offers without a warning, *Use* being the bright button then.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from cephview.core.calibration import Calibration, CalibrationSource, nasion_menton_warning
from cephview.core.ruler import is_borne_out, likely_mm
from cephview.core.ruler.search import find_ruler
from cephview.io.films.images import read_film
from cephview.model.predictor import Predictor


def main() -> None:
    """Print a line a film, and the sums."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--first", type=int, default=40)
    options = parser.parse_args()
    predictor = Predictor.load()
    counts = dict.fromkeys(("right", "right and bright", "wrong", "wrong and bright", "none fits", "no ruler"), 0)
    for path in sorted(options.folder.glob("*.jpg"))[: options.first]:
        film = read_film(path)
        truth = film.calibration.mm_per_px_x if film.calibration else float("nan")
        marks = find_ruler(film.pixels)
        if marks is None:
            counts["no ruler"] += 1
            print(f"{path.name}: no ruler", flush=True)
            continue
        points = predictor.predict(film)
        mm = likely_mm(marks, film.size[1], points.points, points.scheme)
        off, bright = float("nan"), False
        if mm is None:
            kind = "none fits"
        else:
            off = mm / marks.pitch_px / truth - 1
            kind = "right" if abs(off) <= 0.01 else "wrong"
            proposed = Calibration(mm / marks.pitch_px, mm / marks.pitch_px, CalibrationSource.RULER)
            warning = nasion_menton_warning(points.points, points.scheme, proposed)
            bright = warning is None and is_borne_out(marks, mm)
            counts[f"{kind} and bright"] += bright
        counts[kind] += 1
        print(f"{path.name}: {kind}, {marks.span()}, {mm} mm, {off:+.1%}{', bright' if bright else ''}", flush=True)
    print(counts)


if __name__ == "__main__":
    main()
