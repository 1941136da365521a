"""The eight classes of ISBI 2015: the model against each reader, and reader against reader, as a table for its README.

python tests/review/isbi_classes.py ../shared/data/isbi2015/validation [MODEL]

Two tables: of how many films both say the same, by measurement; and of the films that the second of the two puts into a
class, how many the first puts there, too (the diagonal of the challenge's confusion matrix). Films that trained the
model, or are copies of such, are left out.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from cephview.core.frame import Frame
from cephview.core.geometry import Points
from cephview.core.landmarks import Scheme
from cephview.core.measurements import measure_all
from cephview.core.reference import mean_reference
from cephview.io.analyses import load_analyses
from cephview.io.annotations.references import find_references
from cephview.io.datasets import find_films
from cephview.io.films.images import read_film
from cephview.model.predictor import Predictor
from cephview.review.unseen import unseen

ROWS = next(a for a in load_analyses() if a.name == "ISBI 2015").measurements


def words(points: Points, scheme: Scheme, calibration: object) -> list[str]:
    """The class of each measurement."""
    return [result.word for result in measure_all(ROWS, Frame.of(points, scheme, calibration))]  # type: ignore[arg-type]


def main(folder: Path, model: Path | None) -> None:
    """Print the share of films on which both say the same class, in %."""
    predictor = Predictor.load(model)
    said: dict[str, list[list[str]]] = {"model": [], "senior": [], "junior": [], "mean": []}
    films, left_out = unseen(find_films(folder), predictor.lineage)
    for path in films:
        film = read_film(path)
        readers = {r.observer: r for r in find_references(path, film.size, film.calibration).references}
        senior, junior = (next(r for name, r in readers.items() if who in name) for who in ("senior", "junior"))
        found = predictor.predict(film)
        said["model"].append(words(found.points, found.scheme, film.calibration))
        mean = mean_reference((senior, junior))
        for who, reading in (("senior", senior), ("junior", junior), ("mean", mean)):
            said[who].append(words(reading.points, reading.scheme, film.calibration))
    table = {who: np.array(rows) for who, rows in said.items()}
    pairs = (("model", "senior"), ("model", "junior"), ("model", "mean"), ("senior", "junior"))
    print(f"{len(table['model'])} films; {left_out}")
    print("| class | " + " | ".join(f"{a} – {b}" for a, b in pairs) + " |\n|---|" + "---|" * len(pairs))
    agree = np.array([(table[a] == table[b]).mean(axis=0) * 100 for a, b in pairs])
    for number, row in enumerate(ROWS):
        print(f"| {row.name} | " + " | ".join(f"{share:.0f}" for share in agree[:, number]) + " |")
    print("| all | " + " | ".join(f"{share:.1f}" for share in agree.mean(axis=1)) + " |\n")
    print("| class | " + " | ".join(f"{a} where {b} says so" for a, b in pairs) + " |\n|---|" + "---|" * len(pairs))
    diagonal: list[list[float]] = [[] for _ in pairs]
    for number, row in enumerate(ROWS):
        for word in (*(each.word for each in row.classes), ""):
            cells = []
            for share, (a, b) in zip(diagonal, pairs, strict=True):
                there = table[b][:, number] == word
                both = int((there & (table[a][:, number] == word)).sum())
                cells.append(f"{both} of {there.sum()}")
                share += [both / there.sum() * 100] if there.any() else []
            if any(not cell.endswith("of 0") for cell in cells):
                print(f"| {row.name} {word or 'none of these'} | " + " | ".join(cells) + " |")
    print("| mean of the classes, % | " + " | ".join(f"{np.mean(share):.1f}" for share in diagonal) + " |")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
