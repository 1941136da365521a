"""Conventions: whose reading counts of a landmark, and how far a point of the definition lies elsewhere."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from cephview.cli import main
from cephview.core.calibration import Calibration, CalibrationSource
from cephview.core.conventions import Convention
from cephview.core.errors import CephViewError
from cephview.core.landmarks import ISBI_19
from cephview.core.prediction import ModelIdentity, Prediction
from cephview.core.reference import Reference
from cephview.io.conventions import find_convention, read_conventions
from cephview.phantom import PhantomSpec, draw_phantom, write_phantom
from cephview.review.evaluation import EvaluatedCase, by_convention, evaluation_of

POG, B = ISBI_19.index("Pog′"), ISBI_19.index("B")


def a_case(*, facing: str = "right", mm: float = 0.5) -> EvaluatedCase:
    """A film whose junior reads what the model found, and whose senior puts Pog′ and B elsewhere."""
    points = draw_phantom(PhantomSpec(width=387, height=480, mm_per_px=0.5, facing=facing)).points_in(ISBI_19)
    other = points.copy()
    other[[POG, B]] += [-4.0 if facing == "right" else 4.0, 10.0]
    calibration = Calibration(mm, mm, CalibrationSource.TYPED)
    prediction = Prediction(ISBI_19, points, np.ones(19), ModelIdentity("m", "0"))
    readings = (Reference("senior", ISBI_19, other), Reference("junior", ISBI_19, points))
    return EvaluatedCase(Path("a.png"), (387, 480), calibration, prediction, readings)


@pytest.mark.parametrize("facing", ["right", "left"])
def test_one_reader_counts_or_the_models_point_is_moved(facing: str) -> None:
    as_read = evaluation_of([a_case(facing=facing)])
    half = np.hypot(1.0, 2.5)
    assert as_read.comparisons[0].errors[0, [POG, B]] == pytest.approx([half, half])
    definition = by_convention(as_read, Convention("d", readers={"Pog′": "junior"}))
    assert definition.comparisons[0].errors[0, [POG, B]] == pytest.approx([0, half], abs=1e-9)
    moved = by_convention(as_read, Convention("m", offsets={"Pog′": (-1.0, 2.5)}))
    assert moved.comparisons[0].errors[0, [POG, B]] == pytest.approx([0, half], abs=1e-9)
    for found in (definition, moved):
        assert [row.name for row in found.comparisons] == [row.name for row in as_read.comparisons]
        pair = next(i for i, row in enumerate(as_read.comparisons) if not row.of_model)
        assert np.array_equal(found.comparisons[pair].errors, as_read.comparisons[pair].errors), "of the readers alone"


def test_whoever_did_not_read_a_landmark_decides_nothing() -> None:
    senior, junior = a_case().references
    junior.points[POG] = np.nan
    found = Convention("d", readers={"Pog′": "junior", "B": "somebody"}).mean((senior, junior), ISBI_19)
    assert np.allclose(found[POG], senior.points[POG])
    assert np.allclose(found[B], (senior.points[B] + junior.points[B]) / 2)


def test_the_conventions_that_come_along() -> None:
    known = read_conventions()
    assert known["definition"].readers == {"Pog′": "junior"} and not known["definition"].offsets
    assert known["isbi-2015-mean"].shift_mm(ISBI_19)[POG].tolist() == [-1.2, 2.75]
    assert all(convention.about for convention in known.values())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[a]\nreaders = { Q = 'senior' }", "names Q, which is no landmark"),
        ("[a]\noffsets = { B = [1] }", r"\[a\] takes about"),
        ("[a]\noffsets = { B = [1, nan] }", r"\[a\] takes about"),
        ("[a]\nreader = { B = 'senior' }", r"\[a\] takes about"),
        ("a = 3", r"\[a\] takes about"),
        ("[a]\n[b]", "holds 2 conventions"),
        ("[a", "is not TOML"),
    ],
)
def test_what_is_no_convention(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "own.toml").write_text(text)
    with pytest.raises(CephViewError, match=said):
        find_convention(str(tmp_path / "own.toml"))
    with pytest.raises(CephViewError, match="no convention mine; there are definition, isbi-2015-mean"):
        find_convention("mine")


def test_the_command_compares_by_a_convention(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    spec = PhantomSpec(width=300, height=375, mm_per_px=0.64)
    film = write_phantom(tmp_path / "films", "a", spec)
    points = draw_phantom(spec).points_in(ISBI_19)
    film.with_suffix(".txt").unlink()
    for who, way in (("reader_1", 0.0), ("reader_2", 12.0)):
        read = points.copy()
        read[POG, 1] += way
        (tmp_path / "films" / who).mkdir()
        (tmp_path / "films" / who / "a.txt").write_text("\n".join(f"{x},{y}" for x, y in read))
    guess = {"a": points.tolist()}
    (tmp_path / "guess.json").write_text(json.dumps(guess))
    (tmp_path / "own.toml").write_text("[mine]\nabout = 'first'\nreaders = { \"Pog'\" = 'reader 1' }\n")
    asked = ["evaluate", str(tmp_path / "films"), "--predictions", str(tmp_path / "guess.json")]
    assert main(asked) == 0
    before = capsys.readouterr().out
    assert main([*asked, "--convention", str(tmp_path / "own.toml")]) == 0
    after = capsys.readouterr().out
    assert "by the convention mine: first" in after and "mine" not in before
    row = next(line for line in after.splitlines() if line.strip().startswith("Pog′"))
    assert float(row.split()[2]) < 0.01 and row not in before
    assert main([*asked, "--convention", "none of these"]) == 2
