"""Training from the window: a real process on drawn films, its curves, stopping, going on, and what becomes of it."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from PySide6.QtWidgets import QMessageBox

from cephview.app.background.film_reading import Keeping
from cephview.app.evaluation.job import PointSource
from cephview.app.settings import Settings
from cephview.app.training.plan import Plan, can_go_on, epochs_done
from cephview.app.training.process import Ending, TrainingProcess
from cephview.app.training.window import TrainingWindow
from cephview.core.errors import CephViewError
from cephview.core.landmarks import ISBI_19
from cephview.model.families.hrnet import HRNet
from cephview.model.families.loading import load_checkpoint
from cephview.model.training.networks import hrnet
from cephview.model.training.run_folder import BEST, LAST, RunFolder
from cephview.model.training.start import architecture_of
from cephview.phantom import PhantomSpec, write_phantom

sys.path.insert(0, str(Path(__file__).parents[1] / "model"))
from training_films import TINY

PATIENCE = 400_000  # a niced process on cores that others share


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Path:
    """Twelve drawn films with readings, and beside their folder a model of a few weights to begin with."""
    place = tmp_path_factory.mktemp("training")
    for number in range(12):
        spec = PhantomSpec(seed=number, width=193, height=240, mm_per_px=1.0)
        write_phantom(place / "films", f"p{number:02}", spec)
    torch.manual_seed(0)
    network = HRNet(architecture_of(TINY, 19))
    folder = RunFolder(place, TINY, ISBI_19, hrnet(network.architecture), ())
    folder.save_for_use("tiny.pth", network.state_dict(), epoch=0, best=float("inf"), accuracy=None)
    return place


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.at(tmp_path / "settings.ini")


@pytest.fixture
def plan(place: Path, tmp_path: Path) -> Plan:
    return Plan((place / "films",), tmp_path / "run", corrections=False, start=place / "tiny.pth", every=4, epochs=4)


@pytest.fixture
def window(qtbot, settings: Settings, plan: Plan):
    window = TrainingWindow(settings)
    qtbot.addWidget(window)
    window.form.fill(plan)
    window.show()
    yield window
    window.process.close()


def finish(qtbot, window: TrainingWindow) -> tuple[Ending, str]:
    with qtbot.waitSignal(window.process.ended, timeout=PATIENCE) as ended:
        window.start()
    return tuple(ended.args)


@pytest.mark.slow
def test_a_plan_survives_its_file_and_asks_for_what_it_says(plan: Plan, tmp_path: Path) -> None:
    plan.save()
    assert Plan.read(plan.out) == plan
    own = replace(plan, corrections=True, cases=tmp_path / "cases", start=None, scheme="aariz-29")
    own.save()
    assert Plan.read(plan.out) == own
    asked = own.arguments(resume=True)
    assert asked[asked.index("--from") + 1] == "embedded"
    assert asked[asked.index("--cases") + 1] == str(tmp_path / "cases")
    assert asked[-1] == "--resume" and "--corrections" in asked
    assert "--from" not in replace(plan, fresh=True).arguments()
    assert "--hold-out" in asked and "--folds" not in asked
    folds = replace(plan, every=-5).arguments()
    assert folds[folds.index("--folds") + 1] == "5" and "--hold-out" not in folds
    (plan.out / "plan.json").write_text('{"folders": 3}')
    with pytest.raises(CephViewError, match="holds no run that was started here"):
        Plan.read(plan.out)
    (tmp_path / "file").write_text("")
    with pytest.raises(CephViewError, match="cannot be made"):
        replace(plan, out=tmp_path / "file" / "run").save()


@pytest.mark.slow
def test_a_run_shows_its_curves_and_hands_its_model_over(qtbot, window: TrainingWindow, plan: Plan, settings) -> None:
    assert window.start_button.isEnabled() and window.start_button.text() == "Train"
    assert finish(qtbot, window) == (Ending.DONE, "")
    assert [row["epoch"] for row in window.run.rows] == [0, 1, 2, 3, 4]
    assert [epoch for epoch, _ in window.loss.points] == [1, 2, 3, 4]
    assert [epoch for epoch, _ in window.error.points] == [0, 2, 4], "before the first epoch, and every second one"
    before, best = window.error.points[0][1], min(error for _, error in window.error.points)
    # A network that knows nothing may learn nothing in four batches; what is said then is tested below.
    assert window.heading.text() == ("Done: no better than before" if best == before else "Done")
    assert f"{best:.2f} mm on the 3 validation films" in window.message.text()
    window.run.best = plan.out / BEST
    window.form.changed.emit()
    assert "9 films to train on, 3 to validate" in window.remarks.toPlainText()
    assert load_checkpoint(plan.out / BEST).specification.scheme.value.symbols == ISBI_19.symbols
    assert settings.training_run == plan.out
    assert not window.start_button.isEnabled() and window.use_button.isVisible()
    with qtbot.waitSignal(window.use_requested) as used:
        window.use_button.click()
    assert used.args == [plan.out / BEST]
    with qtbot.waitSignal(window.evaluation_requested) as evaluated:
        window.evaluate_button.click()
    assert evaluated.args == [PointSource("model", plan.out / BEST, unseen=True), plan.folders[0]]
    window.form.epochs.set_value(6)  # the same run, made longer
    assert window.start_button.isEnabled() and window.start_button.text() == "Go on"
    assert finish(qtbot, window) == (Ending.DONE, "")
    assert [row["epoch"] for row in window.run.rows] == list(range(7)) and Plan.read(plan.out).epochs == 6
    assert not window.start_button.isEnabled()
    window.new_button.click()
    assert window.start_button.isEnabled() and window.form.out != plan.out
    assert window.form.points.isEnabled() and not window.run.rows and "{" not in window.message.text()


@pytest.mark.parametrize(
    ("errors", "kept", "heading", "message", "usable"),
    [
        (
            (1.2, 1.1),
            12,
            "Done: better than before",
            "Mean error (MRE) 1.20 mm before, 1.10 mm on the 12 validation films now.",
            1,
        ),
        ((1.2, 1.1), 3, "Done", "So few films are a hint, no proof.", 1),
        ((1.1, 1.2), 12, "Done: no better than before", "go on using that", 0),
        ((), 0, "Done", "nobody can say yet", 1),
        ((), "folds", "Done", "before and after", 1),
    ],
)
def test_what_a_run_brought_is_said_without_claiming_more(
    window: TrainingWindow, plan: Plan, errors, kept, heading, message, usable
) -> None:
    in_folds, kept = kept == "folds", kept if isinstance(kept, int) else 0
    window.process.told.emit({"epochs": 2, "history": [], "held_out": kept})
    for epoch, error in zip((0, 2), errors, strict=False):
        window.process.told.emit(
            {"epoch": epoch, "batch": 0, "batches": 1, "seconds_left": 9.0, "loss": 4.3, "mre_mm": error}
        )
    window.process.told.emit(
        {"best": str(plan.out / BEST), "brought": "before and after" if errors or in_folds else ""}
    )
    window.process.ended.emit(Ending.DONE, "")
    assert window.heading.text() == heading and message in window.message.text()
    assert window.use_button.isVisible() == bool(usable)


def test_a_run_in_the_folder_that_was_proposed_can_be_gone_on_with(window: TrainingWindow, plan, monkeypatch) -> None:
    monkeypatch.setattr("cephview.app.training.form._proposed", lambda folders: plan.out.with_name("proposed"))
    window.form.forget_run()
    monkeypatch.setattr(window.process, "start", lambda arguments: None)
    window.start()
    out = window.form.out
    (out / LAST).write_bytes(b"")
    monkeypatch.setattr("cephview.app.training.form._proposed", lambda folders: plan.out.with_name("another"))
    window.process.ended.emit(Ending.STOPPED, "")
    assert window.form.out == out and window.start_button.text() == "Go on" and window.new_button.isVisible()


def test_a_model_that_is_no_run_of_this_window_is_never_overwritten(window: TrainingWindow, plan: Plan) -> None:
    plan.out.mkdir()
    (plan.out / BEST).write_bytes(b"somebody's")
    window.start()
    assert not window.process.is_running and "holds a model already" in window.message.text()
    assert window.form.points.isEnabled() and not (plan.out / "plan.json").exists()


@pytest.mark.slow
def test_a_run_is_stopped_and_gone_on_with_another_day(qtbot, window: TrainingWindow, plan: Plan, settings) -> None:
    window.form.fill(replace(plan, epochs=300))

    def past_the_first_epoch() -> None:
        assert window.run.rows and window.run.rows[-1]["epoch"] >= 2

    window.start()
    qtbot.waitUntil(past_the_first_epoch, timeout=PATIENCE)
    assert not window.form.points.isEnabled() and window.stop_button.isVisible()
    with qtbot.waitSignal(window.process.ended, timeout=PATIENCE) as ended:
        window.stop_button.click()
    assert ended.args[0] is Ending.STOPPED
    done = epochs_done(plan.out)
    assert done >= 2 and window.heading.text() == f"Stopped after epoch {done} of 300"
    assert window.start_button.text() == "Go on" and window.use_button.isVisible() == bool(window.run.best_epoch)
    assert "--resume" not in window.remarks.toPlainText(), "nothing of the command line"
    assert torch.load(plan.out / LAST, weights_only=True)["epoch"] == done
    other = TrainingWindow(settings)
    qtbot.addWidget(other)
    assert other.form.plan == replace(plan, epochs=300)
    assert f"stopped after epoch {done} of 300" in other.heading.text()
    assert other.start_button.text() == "Go on" and not other.form.points.isEnabled()
    other.start()

    def further() -> None:
        assert other.run.rows and other.run.rows[-1]["epoch"] > done

    qtbot.waitUntil(further, timeout=PATIENCE)
    assert [row["epoch"] for row in other.run.rows][: done + 2] == list(range(done + 2)), "the curves are whole"
    other.process.close()
    assert not other.process.is_running


@pytest.mark.slow
def test_what_cannot_be_trained_is_one_sentence(qtbot, window: TrainingWindow, plan: Plan, tmp_path: Path) -> None:
    window.form.fill(replace(plan, corrections=True, cases=tmp_path / "none"))
    ending, why = finish(qtbot, window)
    assert ending is Ending.FAILED and "mark them as done" in why
    assert window.message.text() == why and window.heading.text() == "Nothing was trained"
    assert "12 of 12 films have no corrected or confirmed point" in window.remarks.toPlainText()
    assert not can_go_on(plan.out) and window.form.points.isEnabled() and window.start_button.isEnabled()
    (tmp_path / "file").write_text("")
    window.form.fill(replace(plan, out=tmp_path / "file" / "run"))
    window.start()
    assert not window.process.is_running and "cannot be made" in window.message.text()


def test_a_process_that_dies_is_told_of_and_the_run_can_be_gone_on_with(qtbot, monkeypatch) -> None:
    process = TrainingProcess()
    monkeypatch.setattr(sys, "executable", "/no/such/program")
    with qtbot.waitSignal(process.ended, timeout=PATIENCE) as ended:
        process.start(["train"])
    assert ended.args[0] is Ending.FAILED and "not found" in ended.args[1]
    assert not process.is_running
    monkeypatch.undo()
    with qtbot.waitSignal(process.ended, timeout=PATIENCE) as ended:
        process.start(["train"])
    assert ended.args[0] is Ending.FAILED and "whole epochs are kept" in ended.args[1]


def test_the_main_window_opens_it_with_the_open_films_folder(qtbot, open_window, place, tmp_path, monkeypatch) -> None:
    window = open_window(Keeping(enabled=True, folder=tmp_path / "cases"))
    window.session.open([place / "films" / "p00.png"])
    qtbot.waitUntil(lambda: window.document.case is not None, timeout=PATIENCE)
    window.actions_by_id["train"].trigger()
    training = window.trainings.window
    assert training is not None and training.isVisible()
    assert training.form.paths == (place / "films",)
    assert training.form.plan.corrections and training.form.plan.cases == tmp_path / "cases"
    training.form.folders.setCurrentRow(0)
    training.form.remove_button.click()
    assert not training.form.paths and not training.start_button.isEnabled()
    used = []
    monkeypatch.setattr(window.prediction, "load_model", used.append)
    training.use_requested.emit(place / "tiny.pth")
    assert used == [place / "tiny.pth"] and window.settings.model == place / "tiny.pth"
    training.evaluation_requested.emit(PointSource("model", place / "tiny.pth"), place / "films")
    bar = window.evaluations.window.bar
    assert bar.folder == place / "films" and bar.source == PointSource("model", place / "tiny.pth")


def test_closing_asks_while_a_model_is_trained(open_window, monkeypatch) -> None:
    window = open_window(Keeping(enabled=False))
    window.trainings.show()
    answers = [QMessageBox.StandardButton.Cancel, QMessageBox.StandardButton.Yes]
    monkeypatch.setattr(QMessageBox, "exec", lambda self: answers.pop(0))
    monkeypatch.setattr(TrainingProcess, "is_running", property(lambda self: True))
    assert not window.close() and window.isVisible()
    assert window.close()
    assert not answers
