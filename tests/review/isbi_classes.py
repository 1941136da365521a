"""The eight classes of ISBI 2015: the model against each reader, and reader against reader, as a table for its README.

python tests/review/isbi_classes.py ../shared/data/isbi2015/validation [MODEL]
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

ROWS = next(a for a in load_analyses() if a.name == "ISBI 2015").measurements


def words(points: Points, scheme: Scheme, calibration: object) -> list[str]:
    """The class of each measurement."""
    return [result.word for result in measure_all(ROWS, Frame.of(points, scheme, calibration))]  # type: ignore[arg-type]


def main(folder: Path, model: Path | None) -> None:
    """Print the share of films on which both say the same class, in %."""
    predictor = Predictor.load(model)
    said: dict[str, list[list[str]]] = {"model": [], "senior": [], "junior": [], "mean": []}
    for path in find_films(folder):
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
    print(f"{len(table['model'])} films")
    print("| class | " + " | ".join(f"{a} – {b}" for a, b in pairs) + " |\n|---|" + "---|" * len(pairs))
    agree = np.array([(table[a] == table[b]).mean(axis=0) * 100 for a, b in pairs])
    for number, row in enumerate(ROWS):
        print(f"| {row.name} | " + " | ".join(f"{share:.0f}" for share in agree[:, number]) + " |")
    print("| all | " + " | ".join(f"{share:.1f}" for share in agree.mean(axis=1)) + " |")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
