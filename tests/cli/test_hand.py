"""`cephview hand`: measured on the films that are done, followed by `predict`, and forgotten."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from cephview.cli import main
from cephview.core.case import Case, Edit
from cephview.core.landmarks import ISBI_19
from cephview.core.prediction import Prediction
from cephview.io.cases.file import identify_film
from cephview.io.cases.store import CaseStore
from cephview.io.films.images import read_film
from cephview.io.tables.export_reader import read_csv
from cephview.model.predictor import Predictor
from cephview.phantom import PhantomSpec, draw_phantom, write_phantom

MM, POG = 1.0, ISBI_19.index("Pog′")


def do(path: Path, seed: int) -> None:
    """A case beside the film: the model found what was drawn, and the user puts Pog′ 3 mm lower."""
    film, found = read_film(path), draw_phantom(PhantomSpec(seed, width=193, height=240, mm_per_px=MM))
    points = found.points_in(ISBI_19)
    said = Prediction(ISBI_19, points, np.ones(19), Predictor.load().identity, expected_error=np.ones(19))
    case = Case(film, calibration=film.calibration).with_prediction(said)
    edits = {symbol: case.agreement(symbol) for symbol in ISBI_19.symbols}
    x, y = points[POG].tolist()
    case = Case(film, calibration=film.calibration, prediction=said, edits=edits | {"Pog′": Edit(point=(x, y + 3.0))})
    store = CaseStore.open(path, identify_film(path, film.size), path.parent.parent / "work").store
    store.save(case)
    store.close()


def test_a_hand_is_measured_followed_and_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    monkeypatch.setenv("CEPHVIEW_CASES", str(tmp_path / "own"))
    films = tmp_path / "films"
    for seed in range(16):
        path = write_phantom(films, f"f{seed}", PhantomSpec(seed, width=193, height=240, mm_per_px=MM))
        if seed < 14:
            do(path, seed)
    assert main(["hand", str(films)]) == 2
    assert "Fewer than 15 of these films are done" in capsys.readouterr().err
    do(films / "f14.png", 14)
    last = films / "f15.png"
    assert main(["predict", str(last), "-o", str(tmp_path / "before.csv"), "--reference", "none"]) == 0
    capsys.readouterr()
    assert main(["hand", str(films)]) == 0
    said = capsys.readouterr().out
    assert "on 15 films" in said and "Pog′  3.0 mm lower" in said and "from now on" not in said
    assert main(["predict", str(last), "-o", str(tmp_path / "same.csv"), "--reference", "none"]) == 0
    assert main(["hand", str(films), "--follow"]) == 0
    assert main(["predict", str(last), "-o", str(tmp_path / "after.csv"), "--reference", "none"]) == 0
    before, same, after = (
        read_csv(tmp_path / f"{name}.csv")["f15.png"].predicted_points for name in ("before", "same", "after")
    )
    assert np.array_equal(before, same)
    moved = (after - before) * MM
    assert moved[POG] == pytest.approx((0, 3.0), abs=0.1) and np.abs(np.delete(moved, POG, 0)).max() < 0.01
    assert "following your hand" in (tmp_path / "after.csv").read_text()
    capsys.readouterr()
    assert main(["model", "info"]) == 0 and "follows your hand" in capsys.readouterr().out
    assert main(["hand"]) == 0 and "Pog′" in capsys.readouterr().out
    assert main(["hand", "--forget"]) == 0
    assert main(["predict", str(last), "-o", str(tmp_path / "again.csv"), "--reference", "none"]) == 0
    assert np.array_equal(read_csv(tmp_path / "again.csv")["f15.png"].predicted_points, before)
    assert main(["hand"]) == 0 and "follows nobody" in capsys.readouterr().out.splitlines()[-1]
