"""400 films in the evaluation window: reading grows as their number does, and a click costs a part of the opening."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from cephview.app.evaluation.window import EvaluationWindow
from cephview.app.settings import Settings
from cephview.io.datasets import expand_films
from cephview.review.evaluation import Evaluation, evaluate_predictions
from cephview.review.predictions import read_predictions

FILMS = 400


def seconds(work: Callable[[], object]) -> float:
    """CPU time of this thread; the second run of two, with everything imported."""
    for _ in range(2):
        start = time.thread_time()
        work()
        QApplication.processEvents()
        taken = time.thread_time() - start
    return taken


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Blank films of ISBI's size, two readers' files each, one file of predictions."""
    place, rng = tmp_path_factory.mktemp("set"), np.random.default_rng(0)
    (place / "images").mkdir()
    blank = place / "blank.png"
    cv2.imwrite(str(blank), np.full((2400, 1935), 90, np.uint8))
    table, predicted = ["file,width,height,mm_per_pixel"], {}
    base = rng.uniform(400, 1800, (19, 2))
    for i in range(FILMS):
        shutil.copy(blank, place / "images" / f"{i:03}.png")
        table.append(f"{i:03}.png,1935,2400,0.1")
        true = base + rng.normal(0, 60, 2)
        for reader in ("400_senior", "400_junior"):
            reading = place / "AnnotationsByMD" / reader / f"{i:03}.txt"
            reading.parent.mkdir(parents=True, exist_ok=True)
            reading.write_text("\n".join(f"{x:.0f},{y:.0f}" for x, y in true + rng.normal(0, 10, (19, 2))))
        predicted[f"{i:03}"] = (true + rng.normal(0, 9, (19, 2))).round(1).tolist()
    (place / "images.csv").write_text("\n".join(table))
    (place / "theirs.json").write_text(json.dumps(predicted))
    return place


def read(folder: Path, count: int) -> Evaluation:
    films = expand_films([folder / "images"])[:count]
    return evaluate_predictions(films, read_predictions(folder / "theirs.json").of)


def test_reading_grows_as_the_number_of_films(folder: Path) -> None:
    some, all_of_them = (seconds(lambda count=count: read(folder, count)) for count in (FILMS // 4, FILMS))
    print(f"{FILMS // 4} films {some:.2f} s, {FILMS} films {all_of_them:.2f} s of CPU")
    assert all_of_them < 6 * some


def test_a_click_costs_a_part_of_the_opening(folder: Path, qtbot, own_settings) -> None:
    window = EvaluationWindow(Settings.at(own_settings))
    qtbot.addWidget(window)
    window.show()
    evaluation = read(folder, FILMS)
    opened = seconds(lambda: read(folder, FILMS)) + seconds(lambda: window.show_evaluation(evaluation))
    places = iter([1, 2] * 2)
    reader = seconds(lambda: window.readers.setCurrentIndex(next(places)))
    landmark = seconds(lambda: window.landmarks.setCurrentIndex(next(places) + 4))
    print(
        f"opening {opened:.2f} s, another reader {reader * 1e3:.0f} ms, another landmark {landmark * 1e3:.0f} ms of CPU"
    )
    assert reader < opened / 3 and landmark < opened / 10
    window.close_jobs()
