"""For the tests of the case store: a film on disk, steps drawn from a seed, places where writing fails."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from hypothesis import strategies as st

from cephview.core.calibration import Calibration, CalibrationSource
from cephview.core.case import NO_EDIT, Case, Edit
from cephview.core.history import CalibrationSet, LandmarkSet, LocksSet, PatientSet, Step, TurnSet, replay
from cephview.core.landmarks import ISBI_19
from cephview.core.patient import Patient
from cephview.core.radiograph import Radiograph
from cephview.core.turn import UPRIGHT, Turn
from cephview.io.cases.file import identify_film
from cephview.io.cases.schema import StoredFilm

SIZE = (8, 8)
floats = st.floats(allow_nan=False, allow_infinity=False)
words = st.text(max_size=12)
times = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)).map(lambda time: time.replace(tzinfo=UTC, fold=0))
calibrations = st.builds(
    Calibration, st.floats(0.001, 10), st.floats(0.001, 10), st.sampled_from(CalibrationSource), words
)
edits = st.builds(Edit, st.none() | st.tuples(floats, floats), st.booleans(), st.booleans())
turns = st.builds(Turn, st.integers(0, 3), st.floats(-45, 45), st.booleans())
ages = st.none() | st.floats(0, 120)
patients = st.builds(Patient, st.sampled_from(["", "female", "male"]), ages, words)
locks = st.frozensets(st.sampled_from(ISBI_19.symbols))
changes = (
    st.builds(LandmarkSet, st.sampled_from(ISBI_19.symbols), edits)
    | st.builds(CalibrationSet, st.none() | calibrations)
    | st.builds(TurnSet, turns)
    | st.builds(LocksSet, locks)
    | st.builds(PatientSet, patients)
)
steps = st.builds(Step, times, words, changes, words)


def new_film(folder: Path, name: str = "151.jpg", content: bytes = b"a film") -> tuple[Path, StoredFilm]:
    """A film's path and identity; its bytes are no picture, which the store never looks at."""
    path = folder / name
    path.write_bytes(content)
    return path, identify_film(path, SIZE)


def empty_case(path: Path) -> Case:
    """The case of a film that was just opened."""
    return Case(Radiograph(np.zeros((8, 8), np.uint8), path))


def step_number(number: int, seed: int = 0) -> Step:
    """The step of this number in the session of this seed: moves, undone moves, marks and calibrations."""
    dice = random.Random(f"{seed}/{number}")
    symbol = dice.choice(ISBI_19.symbols)
    point = dice.uniform(0, 2000), dice.uniform(0, 2000)
    length = dice.uniform(0.05, 0.2)
    change = dice.choices(
        (
            LandmarkSet(symbol, Edit(point=point)),
            LandmarkSet(symbol, NO_EDIT),
            LandmarkSet(symbol, Edit(confirmed=True)),
            LandmarkSet(symbol, Edit(visible=False)),
            CalibrationSet(Calibration(length, length, CalibrationSource.RULER, "10 mm")),
            CalibrationSet(None),
            TurnSet(Turn(dice.randrange(4), dice.uniform(-45, 45), dice.random() < 0.5)),
            TurnSet(UPRIGHT),
            LocksSet(frozenset(dice.sample(ISBI_19.symbols, 3))),
            PatientSet(Patient("female", 12.5, "Iranian")),
        ),
        (12, 3, 3, 2, 1, 1, 1, 1, 1, 1),
    )[0]
    return Step(datetime.now(UTC), f"step {number}", change)


def case_after(count: int, path: Path, seed: int = 0) -> Case:
    """The case after this many steps of the seed."""
    return replay(empty_case(path), (step_number(number, seed) for number in range(count)))


def same_work(one: Case, other: Case) -> bool:
    """Whether two cases hold the same edits, calibration, turn and locks."""
    return _work(one) == _work(other)


def _work(case: Case) -> tuple[object, ...]:
    return dict(case.edits), case.calibration, case.turn, case.locked


@contextmanager
def mounted(folder: Path, *options: str) -> Iterator[bool]:
    """A tmpfs at `folder`; False where the system does not let us mount one."""
    folder.mkdir(exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", ",".join(options), "tmpfs", str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        done = False
    try:
        yield done
    finally:
        if done:
            subprocess.run(["umount", "-l", str(folder)], check=True)
